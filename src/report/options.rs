//! What a caller may choose about a report.

/// How the terminal report is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TerminalOptions<'a> {
    /// Columns of the terminal. Fewer than 24 are taken for 24.
    pub width: usize,
    /// Whether to write colours; where not, deleted words are shown as `[-…-]` and inserted ones as `{+…+}`.
    pub colour: bool,
    /// Whether to show formatting-only differences too.
    pub cosmetic: bool,
    /// Where the lines of the two texts are found.
    pub links: Links<'a>,
}

impl Default for TerminalOptions<'_> {
    /// For output that is not a terminal: 80 columns, no colour, formatting-only differences hidden.
    fn default() -> Self {
        Self { width: DEFAULT_WIDTH, colour: false, cosmetic: false, links: Links::default() }
    }
}

/// Columns where nothing is known of the terminal: what POSIX tools assume.
pub const DEFAULT_WIDTH: usize = 80;

/// Where the lines of two texts are found, for terminals that have hyperlinks (OSC 8): an address each, in which
/// `{line}` represents the number of a line. An address that holds anything but visible ASCII is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Links<'a> {
    /// The older text, or the source of a translation.
    pub left: Option<&'a str>,
    /// The newer text, or the translation.
    pub right: Option<&'a str>,
}

/// Version of the JSON of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DiffSchema {
    /// `recension-diff/1`: what is unclear is called editorial.
    V1,
    /// `recension-diff/2`.
    #[default]
    V2,
}

/// What the JSON holds beyond the changes of wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct JsonOptions {
    /// Whether cosmetic changes are in the list; they are always counted.
    pub cosmetic: bool,
    /// Whether every matched pair of blocks is listed, unchanged ones too.
    pub alignment: bool,
    /// Version of the form.
    pub schema: DiffSchema,
}

/// How the HTML page opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HtmlOptions {
    /// Whether cosmetic changes are shown when it opens; the page always holds them, and its reader may show them.
    pub cosmetic: bool,
}

/// How the Markdown for a pull request is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkdownOptions {
    /// Characters that the comment may have. Its summary is always there: 4,000 characters at most, mostly 300. Fewer
    /// than 4,096 are not kept to.
    pub max_length: usize,
}

impl Default for MarkdownOptions {
    /// What a comment on GitHub may have.
    fn default() -> Self {
        Self { max_length: 65_536 }
    }
}
