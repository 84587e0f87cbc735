//! What all readers of structured formats have in common.

use crate::formats::error::ReadError;
use crate::formats::flow::Flow;
use crate::formats::options::ReadOptions;

/// A reader of a structured format.
pub trait Reader {
    /// Reads a file.
    ///
    /// # Errors
    /// [`ReadError`] when the bytes are no text of the format.
    fn read(&self, bytes: &[u8], options: &ReadOptions) -> Result<Flow, ReadError>;
}
