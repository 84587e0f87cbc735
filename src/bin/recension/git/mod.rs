//! Work with the git program: what it passes to a diff driver, and how it learns of one.

mod attributes;
mod changed;
mod program;
mod settings;

pub use attributes::Attributes;
pub use changed::{Changed, Version};
pub use program::{Git, colour};
pub use settings::{Setting, Settings, settings};
