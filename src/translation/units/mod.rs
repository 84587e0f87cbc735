//! Two texts as the aligner sees them: headings, blocks and sentences in reading order, their form, and the tokens
//! that they may have in common.

pub(super) mod shape;
pub(super) mod text;
pub(super) mod tokens;
