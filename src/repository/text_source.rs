//! Where a use case gets a text from: an address, or a text that the caller has.

use super::error::Error;
use super::open::Repository;
use super::text::Text;

/// An address, or a text that the caller has. Every use case takes either.
#[derive(Debug, Clone)]
pub enum TextSource {
    /// An address.
    Address(String),
    /// A text.
    Text(Box<Text>),
}

impl From<&str> for TextSource {
    fn from(address: &str) -> Self {
        Self::Address(address.to_owned())
    }
}

impl From<String> for TextSource {
    fn from(address: String) -> Self {
        Self::Address(address)
    }
}

impl From<Text> for TextSource {
    fn from(text: Text) -> Self {
        Self::Text(Box::new(text))
    }
}

impl Repository {
    /// The text that a source gives.
    ///
    /// # Errors
    /// When there is no such text.
    pub fn find(&self, source: TextSource) -> Result<Text, Error> {
        match source {
            TextSource::Address(address) => self.text(&address),
            TextSource::Text(text) => Ok(*text),
        }
    }
}
