//! Reports for a reader at a terminal. `style` alone knows colours, `page` alone wraps lines.

mod blame;
pub mod change;
mod check;
mod diff;
mod file_heading;
mod log;
mod outline;
pub mod page;
mod rules;
mod status;
mod status_matrix;
pub mod style;
mod translation;
mod work_list;

pub use blame::{BlameOptions, blame_terminal};
pub use check::check_terminal;
pub use diff::terminal;
pub use file_heading::{FileHeading, file_heading};
pub use log::{log, log_json};
pub use outline::{outline, set_aside_list as set_aside};
pub use rules::{rules, rules_json};
pub use status::status_terminal;
pub use status_matrix::status_matrix;
pub use translation::{TranslationOptions, translation_terminal};
pub use work_list::todo_terminal;
