//! A history with the language that its changelog is written in.

use crate::history::History;
use crate::report::wording::messages::MessageLanguage;
use std::ops::Deref;

/// What the forms of a changelog are written from.
#[derive(Debug, Clone, Copy)]
pub struct Changelog<'a> {
    /// What changed.
    pub history: &'a History,
    /// The language that the changelog is written in.
    pub messages: MessageLanguage,
}

impl Deref for Changelog<'_> {
    type Target = History;

    fn deref(&self) -> &History {
        self.history
    }
}
