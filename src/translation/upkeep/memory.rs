//! What earlier editions of a text and its translation taught: which words translate each other (`teach` learns it).

/// Words of two languages that earlier editions translate by each other.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    source: String,
    target: String,
    words: Vec<(String, String, f32)>,
}

impl Memory {
    /// From pairs of words with their weights, and their languages (primary subtags).
    pub(in crate::translation) fn new(
        (source, target): (String, String),
        words: Vec<(String, String, f32)>,
    ) -> Self {
        Self { source, target, words }
    }

    /// Whether it was learned from these two languages, in this direction.
    pub(in crate::translation) fn serves(&self, source: &str, target: &str) -> bool {
        !self.words.is_empty() && self.source == source && self.target == target
    }

    /// Pairs of words with their weights, in a fixed order.
    pub(in crate::translation) fn words(&self) -> impl Iterator<Item = (&str, &str, f32)> {
        self.words.iter().map(|(from, to, weight)| (from.as_str(), to.as_str(), *weight))
    }
}
