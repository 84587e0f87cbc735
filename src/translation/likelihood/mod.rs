//! How likely it is that words, or lengths, of two groups of sentences translate each other: known beforehand, and
//! learned from the pair itself.

pub(super) mod ibm1;
pub(super) mod length;
pub(super) mod lexical;
pub(super) mod prior;
pub(super) mod table;
