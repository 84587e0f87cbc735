//! What a caller may choose about reading.

/// How a text is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ReadOptions {
    /// Which state of a text with tracked changes is read.
    pub changes: TrackedChanges,
    /// A CSS selector of the part of a web page that is the text; its main content where there is none.
    pub select: Option<String>,
}

impl ReadOptions {
    /// The same options with another state of tracked changes.
    #[must_use]
    pub fn with_changes(mut self, changes: TrackedChanges) -> Self {
        self.changes = changes;
        self
    }

    /// The same options with a CSS selector for web pages.
    #[must_use]
    pub fn with_select(mut self, select: Option<String>) -> Self {
        self.select = select;
        self
    }
}

/// Which state of a text with tracked changes is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TrackedChanges {
    /// As if every change were accepted: the newer text.
    #[default]
    Accepted,
    /// As if every change were rejected: the older text.
    Rejected,
}
