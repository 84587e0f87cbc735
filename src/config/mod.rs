//! The configuration file `recension.toml`: what a project wishes, beside its texts. Read from a string; where the file
//! is found and what goes before it is the program's to say.

mod error;
mod file;
#[cfg(test)]
mod schema;

pub use error::ConfigError;
pub use file::{Ci, Color, Config, Terminal};
