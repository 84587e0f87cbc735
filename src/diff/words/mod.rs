//! From one wording to another: which words belong together, which were deleted and which inserted.

pub mod align;
pub mod cleanup;
pub mod edits;
pub mod tokenized;
