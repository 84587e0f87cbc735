//! Two things that belong together, each under the name of its side, so that nobody can swap them.

use serde::{Deserialize, Serialize};

/// The same thing in the older and in the newer text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Pair<T> {
    /// In the older text.
    pub old: T,
    /// In the newer text.
    pub new: T,
}

/// The same thing in the source and in its translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct LanguagePair<T> {
    /// In the source.
    pub source: T,
    /// In the translation.
    pub target: T,
}

impl<T> Pair<T> {
    /// The same of both sides.
    pub fn map<U>(self, change: impl Fn(T) -> U) -> Pair<U> {
        Pair { old: change(self.old), new: change(self.new) }
    }

    /// References to both sides.
    pub fn as_ref(&self) -> Pair<&T> {
        Pair { old: &self.old, new: &self.new }
    }
}

impl<T> LanguagePair<T> {
    /// The same of both sides.
    pub fn map<U>(self, change: impl Fn(T) -> U) -> LanguagePair<U> {
        LanguagePair { source: change(self.source), target: change(self.target) }
    }
}
