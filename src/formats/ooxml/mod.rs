//! Office Open XML text as Word understands it: styles with their inheritance, and numbers as Word prints them.

pub mod node;
pub mod number_format;
pub mod numbering;
pub mod styles;
