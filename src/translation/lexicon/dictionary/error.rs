//! Why a dictionary cannot be read.

/// A dictionary that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DictionaryError {
    /// Neither of the formats
    #[error("it is no dictionary: neither CC-CEDICT nor dictd (an .index with its .dict or .dict.dz)")]
    Unknown,
    /// A body of dictd without its index
    #[error("a dictd dictionary has an index, and `{0}` is not beside it")]
    NoIndex(String),
    /// An index of dictd without its body
    #[error("this is the index of a dictd dictionary, and neither `{0}.dict` nor `{0}.dict.dz` is beside it")]
    NoBody(String),
    /// Its languages are not known
    #[error("it does not say which two languages it is for; write them before its name, as in `en-de:{0}`")]
    Languages(String),
    /// No entry could be read
    #[error("it holds no entry")]
    Empty,
    /// Compressed, and broken
    #[error("it is compressed with gzip and broken: {0}")]
    Broken(String),
    /// Compressed, in a build that does not unpack
    #[cfg(not(feature = "exchange"))]
    #[error("it is compressed, and this build reads no compressed files (feature `exchange`)")]
    Compressed,
    /// Too large
    #[error("it is larger than {0} MB, which is the limit")]
    TooLarge(u64),
}
