//! The translator's work list in the file formats of translation tools: PO and XLIFF.

mod po;
mod xliff;

pub use po::todo_po;
pub use xliff::todo_xliff;
