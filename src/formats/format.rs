//! Which reader reads a file.

/// What a reader reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text, as typed or as it comes out of a PDF.
    Plain,
    /// CommonMark with tables, strikethrough, footnotes and front matter.
    Markdown,
}

impl Format {
    /// The format by the file's name, and where it has none that says so, by what the text looks like.
    #[must_use]
    pub fn detect(name: Option<&str>, bytes: &[u8]) -> Self {
        name.and_then(Self::by_name).unwrap_or_else(|| Self::sniff(bytes))
    }

    /// The format that the ending of a file's name stands for; none where it says nothing.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit(['/', '\\']).next()?.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mdown" | "mkd" | "mdx" => Some(Self::Markdown),
            "txt" | "text" => Some(Self::Plain),
            _ => None,
        }
    }

    /// Markdown shows itself by its headings: `# Title` with a space, or front matter.
    fn sniff(bytes: &[u8]) -> Self {
        let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(SNIFFED)).unwrap_or_default());
        let heading = |line: &str| {
            line.trim_start_matches('#').len() < line.len() && line.trim_start_matches('#').starts_with(' ')
        };
        if head.starts_with("---\n") || head.lines().any(heading) || head.contains("](http") {
            Self::Markdown
        } else {
            Self::Plain
        }
    }

    /// Its name in results for programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Markdown => "markdown",
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Plain => "text/plain",
            Self::Markdown => "text/markdown",
        }
    }

    /// The usual extension of its files.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Plain => "txt",
            Self::Markdown => "md",
        }
    }

    /// Name and version of its reader, for the record of an edition.
    #[must_use]
    pub fn extractor(self) -> &'static str {
        match self {
            Self::Plain => "plain/1",
            Self::Markdown => "markdown/1",
        }
    }

    /// The format of a media type.
    #[must_use]
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        [Self::Plain, Self::Markdown].into_iter().find(|format| format.media_type() == media_type)
    }
}

/// How much of a file is looked at.
const SNIFFED: usize = 65_536;

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn names_come_first_then_looks() {
        assert_eq!(Format::detect(Some("docs/privacy.MD"), b""), Format::Markdown);
        assert_eq!(Format::detect(Some("a.txt"), b"# Title"), Format::Plain);
        assert_eq!(Format::detect(None, b"# Title\n\nText"), Format::Markdown);
        assert_eq!(Format::detect(Some("LICENSE"), b"Plain text #1"), Format::Plain);
    }
}
