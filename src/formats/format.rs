//! Which reader reads a file: found by its content first, then by its name.

/// What a reader reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text, as typed or as it comes out of a PDF.
    Plain,
    /// CommonMark with tables, strikethrough, footnotes and front matter.
    Markdown,
    /// HTML and XHTML.
    Html,
    /// Office Open XML, as Word writes it.
    Docx,
    /// OpenDocument text, as LibreOffice writes it.
    Odt,
    /// PDF.
    Pdf,
    /// A legal text in XML: Akoma Ntoso, USLM, CLML or Formex.
    LegalXml,
    /// An e-book: chapters in XHTML.
    Epub,
    /// An e-mail as servers keep it.
    Email,
}

/// All formats with name, media type, extension, and name and version of their reader.
const FORMATS: [(Format, [&str; 4]); 9] = [
    (Format::Plain, ["plain", "text/plain", "txt", "plain/1"]),
    (Format::Markdown, ["markdown", "text/markdown", "md", "markdown/1"]),
    (Format::Html, ["html", "text/html", "html", "html/1"]),
    (
        Format::Docx,
        ["docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "docx/1"],
    ),
    (Format::Odt, ["odt", "application/vnd.oasis.opendocument.text", "odt", "odt/1"]),
    (Format::Pdf, ["pdf", "application/pdf", "pdf", "pdf/1"]),
    (Format::LegalXml, ["xml", "application/xml", "xml", "xml/1"]),
    (Format::Epub, ["epub", "application/epub+zip", "epub", "epub/1"]),
    (Format::Email, ["email", "message/rfc822", "eml", "email/1"]),
];

impl Format {
    /// The format by what the file holds; where that does not settle it, by its name, and then by what the text
    /// looks like.
    #[must_use]
    pub fn detect(name: Option<&str>, bytes: &[u8]) -> Self {
        let named = name.and_then(Self::by_name);
        match Self::by_content(bytes) {
            // Mail and markup are plain text as well: a name that says otherwise is believed only for Markdown that
            // begins with a piece of HTML.
            Some(found) => found,
            None => named
                .filter(|format| {
                    let markup = *format == Self::LegalXml && bytes.trim_ascii_start().starts_with(b"<");
                    markup || matches!(format, Self::Plain | Self::Markdown | Self::Html | Self::Email)
                })
                .unwrap_or_else(|| Self::sniff(bytes)),
        }
    }

    /// The format that the ending of a file's name stands for; none where it says nothing.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit(['/', '\\']).next()?.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mdown" | "mkd" | "mdx" => Some(Self::Markdown),
            "txt" | "text" => Some(Self::Plain),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "docx" | "docm" | "dotx" => Some(Self::Docx),
            "odt" | "ott" => Some(Self::Odt),
            "pdf" => Some(Self::Pdf),
            "xml" | "akn" => Some(Self::LegalXml),
            "epub" => Some(Self::Epub),
            "eml" => Some(Self::Email),
            _ => None,
        }
    }

    /// The format that its own signature shows, whatever its name.
    fn by_content(bytes: &[u8]) -> Option<Self> {
        if bytes.get(..PDF_HEAD.min(bytes.len())).is_some_and(|head| contains(head, b"%PDF-")) {
            return Some(Self::Pdf);
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            // The names of parts stand in the clear, near the beginning or in the directory at the end.
            let tail = bytes.get(bytes.len().saturating_sub(SNIFFED)..).unwrap_or_default();
            let head = bytes.get(..bytes.len().min(SNIFFED)).unwrap_or_default();
            let has = |name: &[u8]| contains(head, name) || contains(tail, name);
            return Some(if has(b"application/epub+zip") {
                Self::Epub
            } else if has(b"application/vnd.oasis.opendocument") {
                Self::Odt
            } else {
                Self::Docx
            });
        }
        let head = head_text(bytes);
        let text = head.trim_start_matches('\u{feff}').trim_start();
        if starts_with(text, "<?xml") || starts_with(text, "<!doctype") || starts_with(text, "<!--") {
            return markup(text);
        }
        if starts_with(text, "<html") || starts_with(text, "<head") || starts_with(text, "<body") {
            return Some(Self::Html);
        }
        let root = root_name(text).filter(|_| text.starts_with('<'));
        if root.is_some_and(|root| LEGAL_ROOTS.contains(&local(root))) && text.contains("xmlns") {
            return Some(Self::LegalXml);
        }
        is_mail(text).then_some(Self::Email)
    }

    /// Markdown shows itself by its headings: `# Title` with a space, or front matter.
    fn sniff(bytes: &[u8]) -> Self {
        let head = head_text(bytes);
        let heading = |line: &str| {
            line.trim_start_matches('#').len() < line.len() && line.trim_start_matches('#').starts_with(' ')
        };
        if head.starts_with("---\n") || head.lines().any(heading) || head.contains("](http") {
            return Self::Markdown;
        }
        let trimmed = head.trim_start();
        let tags = ["</p>", "</div>", "</h1>", "</h2>", "</li>", "</td>"];
        if trimmed.starts_with('<') && tags.iter().any(|tag| head.contains(tag)) {
            return Self::Html;
        }
        Self::Plain
    }

    fn row(self) -> &'static [&'static str; 4] {
        const PLAIN: &[&str; 4] = &FORMATS[0].1;
        FORMATS.iter().find(|(format, _)| *format == self).map_or(PLAIN, |(_, row)| row)
    }

    /// Its name: `docx`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row()[0]
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        self.row()[1]
    }

    /// The usual extension of its files.
    #[must_use]
    pub fn extension(self) -> &'static str {
        self.row()[2]
    }

    /// Name and version of its reader, for the record of an edition.
    #[must_use]
    pub fn extractor(self) -> &'static str {
        self.row()[3]
    }

    /// The format of a name as `--as` takes it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        FORMATS.iter().find(|(_, row)| row[0] == name).map(|(format, _)| *format)
    }

    /// The names of all formats.
    pub fn names() -> impl Iterator<Item = &'static str> {
        FORMATS.iter().map(|(_, row)| row[0])
    }

    /// The format of a media type.
    #[must_use]
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        FORMATS.iter().find(|(_, row)| row[1] == media_type).map(|(format, _)| *format)
    }
}

/// How much of a file is looked at.
const SNIFFED: usize = 65_536;
/// A PDF may have other bytes before its head; readers look at the first thousand.
const PDF_HEAD: usize = 1_024;
/// Root elements of the legal vocabularies that are read.
const LEGAL_ROOTS: [&str; 15] = [
    "akomaNtoso",
    "bill",
    "resolution",
    "lawDoc",
    "uslm",
    "pLaw",
    "uscDoc",
    "statuteCompilation",
    "amendment",
    "Legislation",
    "ACT",
    "GENERAL",
    "CONS.ACT",
    "AGR",
    "container",
];

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(haystack, needle).is_some()
}

fn starts_with(text: &str, head: &str) -> bool {
    text.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head))
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The head of a file as text; what is UTF-16 is squeezed to its ASCII characters.
fn head_text(bytes: &[u8]) -> String {
    let head = bytes.get(..bytes.len().min(SNIFFED)).unwrap_or_default();
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return head.iter().skip(2).filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect();
    }
    String::from_utf8_lossy(head).into_owned()
}

/// The name of the first element, behind declarations, comments and the document type.
fn root_name(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.get(rest.find('<')? + 1..)?;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.get(comment.find("-->")? + 3..)?;
        } else if rest.starts_with(['!', '?']) {
            rest = rest.get(rest.find('>')? + 1..)?;
        } else {
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(rest.len());
            return rest.get(..end).filter(|name| !name.is_empty());
        }
    }
}

/// HTML or another XML, by document type and root.
fn markup(text: &str) -> Option<Format> {
    if starts_with(text, "<!doctype html") {
        return Some(Format::Html);
    }
    let root = root_name(text)?;
    if root.eq_ignore_ascii_case("html") {
        return Some(Format::Html);
    }
    // A comment may stand before a piece of HTML inside Markdown; a declaration may not.
    if starts_with(text, "<!--") {
        let legal = LEGAL_ROOTS.contains(&local(root)) && text.contains("xmlns");
        return legal.then_some(Format::LegalXml);
    }
    Some(Format::LegalXml)
}

/// Whether a text begins with the header of an e-mail: at least two of its own lines, before an empty line.
fn is_mail(text: &str) -> bool {
    const FIELDS: [&str; 9] = [
        "from",
        "to",
        "subject",
        "date",
        "mime-version",
        "content-type",
        "message-id",
        "received",
        "return-path",
    ];
    let mut known = 0;
    for line in text.lines().take_while(|line| !line.trim().is_empty()) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return false;
        }
        known += usize::from(FIELDS.contains(&name.to_ascii_lowercase().as_str()));
        // A memorandum has `To:` and `From:` as well; only mail has these.
        if name.eq_ignore_ascii_case("mime-version") || name.eq_ignore_ascii_case("message-id") {
            known += 2;
        }
    }
    known >= 4
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn content_comes_first_then_names_then_looks() {
        for (name, bytes, format) in [
            (Some("docs/privacy.MD"), "", Format::Markdown),
            (Some("a.txt"), "# Title", Format::Plain),
            (None, "# Title\n\nText", Format::Markdown),
            (Some("LICENSE"), "Plain text #1", Format::Plain),
            (Some("a.txt"), "\u{feff}\n<!DOCTYPE html><html>", Format::Html),
            (Some("a.md"), "<p align=\"center\">Badge</p>\n\n# Title", Format::Markdown),
            (Some("a.md"), "<!-- note -->\n# Title", Format::Markdown),
            (None, "<?xml version=\"1.0\"?>\n<!-- c --><html xmlns=\"x\">", Format::Html),
            (Some("a.txt"), "<?xml version=\"1.0\"?><akomaNtoso>", Format::LegalXml),
            (Some("a.txt"), "MIME-Version: 1.0\nSubject: x\nFrom: y\n\nText", Format::Email),
            (None, "To: All\nFrom: The board\nSubject: Rules\n\nText", Format::Plain),
            (Some("x.bin"), "%PDF-1.7", Format::Pdf),
            (Some("a.doc"), "PK\u{3}\u{4}xx[Content_Types].xml", Format::Docx),
            (Some("page.html"), "Just text", Format::Html),
            (None, "<div><p>One</p></div>", Format::Html),
        ] {
            assert_eq!(Format::detect(name, bytes.as_bytes()), format, "{name:?} {bytes}");
        }
    }

    #[test]
    fn names_and_media_types_lead_back() {
        for name in Format::names() {
            let format = Format::named(name).unwrap();
            assert_eq!((format.name(), Format::of_media_type(format.media_type())), (name, Some(format)));
        }
    }
}
