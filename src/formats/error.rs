//! Why a text could not be read.

/// Why a text could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing but white space, or no bytes at all.
    #[error("it is empty")]
    Empty,
    /// Bytes that are no text in any encoding that is read.
    #[error("it is not a text: {reason}")]
    Binary {
        /// What was seen: a NUL byte at an offset, a known file signature.
        reason: String,
    },
    /// More bytes than are read.
    #[error("it has {bytes} bytes, and at most {limit} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
}
