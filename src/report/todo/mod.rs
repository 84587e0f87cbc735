//! The translator's work list, drawn: for reading, and as the files that translators' programs open.

mod json;
mod po;
mod terminal;
mod words;
mod xliff;

pub use json::todo_json;
pub use po::todo_po;
pub use terminal::todo_terminal;
pub use xliff::todo_xliff;
