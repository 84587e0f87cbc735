//! Why a text could not be read.

/// Why a text could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
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
    /// A part of a package, or its unpacked whole, that is larger than what is read.
    #[error(
        "its part `{part}` unpacks to more than the limit of {limit} bytes: no text needs as much, it may be a bomb"
    )]
    PartTooLarge {
        /// The part.
        part: String,
        /// The limit.
        limit: u64,
    },
    /// A file that breaks the rules of its format.
    #[error("it is damaged: as {format} it cannot be read ({reason})")]
    Damaged {
        /// The format that it claims.
        format: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// Elements nested deeper than what is read.
    #[error("its elements are nested more than {limit} deep")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// A file that only opens with a password.
    #[error("it is encrypted and needs a password; save a copy without one")]
    Encrypted,
    /// A file that has pages but no text.
    #[error("it has no text: its pages are pictures, such as a scan; run OCR on it first")]
    NoText,
    /// A PDF whose fonts do not say which characters they draw.
    #[error(
        "its text is not readable: the fonts of {share} % of the characters do not say which letters they are \
         (no ToUnicode); run OCR on it, or save it again from the program that made it"
    )]
    NoUnicode {
        /// Share of the characters, in percent.
        share: usize,
    },
    /// An XML file that is no legal text of a known kind.
    #[error("its root element <{root}> is not known: Akoma Ntoso, USLM, CLML and Formex are read")]
    UnknownXml {
        /// The name of the root element.
        root: String,
    },
    /// A CSS selector that is none, or that selects nothing.
    #[error("the selector `{selector}` {reason}")]
    Selector {
        /// The selector.
        selector: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A format that this build leaves out.
    #[error("this build does not read {format}; it was built without the feature `{feature}`")]
    Disabled {
        /// The format.
        format: &'static str,
        /// The Cargo feature.
        feature: &'static str,
    },
}
