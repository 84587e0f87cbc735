//! A page of lines: pieces of text with their meaning, wrapped to the width, painted or marked.
//!
//! All text passes through here on its way to a terminal, and is made harmless here.

use crate::report::escape::fold;
use crate::report::options::Links;
use crate::report::terminal::style::{Tone, link, marks, paint};
use crate::report::width::{Cluster, Columns, clusters, wrap};
use std::io;

/// A page narrower than this would hold a word a line.
const MIN_WIDTH: usize = 24;

/// A piece of text and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    text: String,
    look: Look,
}

/// What a piece of text means, and what it leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    tone: Tone,
    place: Option<(Text, usize)>,
}

/// One of the two texts that a page speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// The older text, or the source of a translation.
    Left,
    /// The newer text, or the translation.
    Right,
}

impl Span {
    /// A piece of any text, hostile or not.
    pub fn new(text: &str, tone: Tone) -> Self {
        Self { text: fold(text), look: Look { tone, place: None } }
    }

    /// The same, leading to a line of a text where it is known how to get there.
    pub fn at(mut self, text: Text, line: usize) -> Self {
        self.look.place = Some((text, line));
        self
    }

    /// What is between two pieces of a header.
    pub fn dot() -> Self {
        Self::new(" · ", Tone::Quiet)
    }
}

/// Where lines go.
pub struct Page<'a> {
    out: &'a mut dyn io::Write,
    width: usize,
    colour: bool,
    links: Links<'a>,
}

/// Columns to the left of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indent {
    /// Of its first line.
    pub first: usize,
    /// Of its other lines.
    pub rest: usize,
}

impl Indent {
    /// The same for all lines.
    pub fn all(columns: usize) -> Self {
        Self { first: columns, rest: columns }
    }
}

impl<'a> Page<'a> {
    /// A page of `width` columns.
    pub fn new(out: &'a mut dyn io::Write, width: usize, colour: bool) -> Self {
        Self { out, width: width.max(MIN_WIDTH), colour, links: Links::default() }
    }

    /// With links to the lines of the two texts.
    pub fn linked(self, links: Links<'a>) -> Self {
        Self { links, ..self }
    }

    /// Columns beside an indent.
    pub fn columns(&self, indent: usize) -> usize {
        self.width.saturating_sub(indent)
    }

    /// An empty line.
    pub fn blank(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// One paragraph.
    pub fn paragraph(&mut self, indent: Indent, spans: &[Span]) -> io::Result<()> {
        let (clusters, looks) = self.take_apart(spans);
        let columns = Columns { first: self.columns(indent.first), rest: self.columns(indent.rest) };
        for (at, range) in wrap(&clusters, columns).into_iter().enumerate() {
            let indent = if at == 0 { indent.first } else { indent.rest };
            let line = self.line(&clusters[range.clone()], &looks[range]);
            writeln!(self.out, "{:indent$}{}", "", line.trim_end())?;
        }
        Ok(())
    }

    /// Two texts beside each other, each in half of the columns.
    pub fn columns_of(&mut self, indent: usize, left: &Span, right: &Span) -> io::Result<()> {
        const GUTTER: usize = 3;
        let half = self.columns(indent + GUTTER) / 2;
        let lines = |span: &Span| -> Vec<(String, usize)> {
            let (clusters, looks) = self.take_apart(std::slice::from_ref(span));
            let ranges = wrap(&clusters, Columns { first: half, rest: half });
            let set = ranges.into_iter().map(|range| {
                let width = clusters[range.clone()].iter().map(|cluster| cluster.width).sum();
                (self.line(&clusters[range.clone()], &looks[range]), width)
            });
            set.collect()
        };
        let (left, right) = (lines(left), lines(right));
        for at in 0..left.len().max(right.len()) {
            let (text, width) = left.get(at).map_or(("", 0), |(text, width)| (text.as_str(), *width));
            let beside = right.get(at).map_or("", |(text, _)| text.as_str());
            let gap = half.saturating_sub(width) + GUTTER;
            let line = format!("{:indent$}{text}{:gap$}{beside}", "", "");
            writeln!(self.out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// The clusters of the spans, with the marks that represent colour, and the tone of each. Spaces at the ends of a
    /// marked text go outside of its marks, so that a mark touches its word.
    fn take_apart<'s>(&self, spans: &'s [Span]) -> (Vec<Cluster<'s>>, Vec<Look>) {
        let mut out = (Vec::new(), Vec::new());
        for Span { text, look } in spans {
            // What leads nowhere is no link.
            let place = look.place.filter(|(text, _)| self.form(*text).is_some());
            let look = &Look { place, ..*look };
            let Some(marks) = marks(look.tone) else {
                push(&mut out, clusters(text), *look);
                continue;
            };
            let inner = text.trim_matches(' ');
            if text.starts_with(' ') {
                push(&mut out, [Cluster::new(" ")], Look { tone: Tone::Plain, place: None });
            }
            if !inner.is_empty() {
                let marks = (!self.colour).then_some(marks);
                let mut all: Vec<Cluster> = marks.iter().map(|(open, _)| Cluster::mark(open)).collect();
                all.extend(
                    clusters(inner)
                        .enumerate()
                        .map(|(at, cluster)| Cluster { joined: at == 0 && marks.is_some(), ..cluster }),
                );
                all.extend(marks.iter().map(|(_, close)| Cluster { joined: true, ..Cluster::mark(close) }));
                push(&mut out, all, *look);
            }
            if !inner.is_empty() && text.ends_with(' ') {
                push(&mut out, [Cluster::new(" ")], Look { tone: Tone::Plain, place: None });
            }
        }
        out
    }

    /// Where the lines of a text are found. What would end the link, or steer the terminal, is no address.
    fn form(&self, text: Text) -> Option<&str> {
        let form = match text {
            Text::Left => self.links.left,
            Text::Right => self.links.right,
        };
        form.filter(|form| form.bytes().all(|byte| byte.is_ascii_graphic()))
    }

    fn line(&self, clusters: &[Cluster], looks: &[Look]) -> String {
        let mut out = String::new();
        let mut at = 0;
        while let Some(&look) = looks.get(at) {
            let same = looks[at..].iter().take_while(|other| **other == look).count();
            let text: String = clusters[at..at + same].iter().map(|cluster| cluster.text).collect();
            let shown = if self.colour { paint(&text, look.tone) } else { text };
            match look.place.and_then(|(text, line)| Some((self.form(text)?, line))) {
                Some((form, line)) => out.push_str(&link(&shown, &form.replace("{line}", &line.to_string()))),
                None => out.push_str(&shown),
            }
            at += same;
        }
        out
    }
}

/// Adds clusters that share a look. A space after a space is left out.
fn push<'s>(
    (all, looks): &mut (Vec<Cluster<'s>>, Vec<Look>),
    more: impl IntoIterator<Item = Cluster<'s>>,
    look: Look,
) {
    for cluster in more {
        let doubled = cluster.text == " " && all.last().is_some_and(|last| last.text == " ");
        if !doubled {
            all.push(cluster);
            looks.push(look);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Indent;
    use super::Page;
    use super::Span;
    use super::Text;
    use crate::report::options::Links;
    use crate::report::terminal::style::Tone;

    fn page(width: usize, colour: bool, spans: &[Span]) -> String {
        let mut out = Vec::new();
        Page::new(&mut out, width, colour).paragraph(Indent { first: 2, rest: 4 }, spans).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn marks_stay_with_their_text() {
        let spans = [
            Span::new("by the end of year ", Tone::Plain),
            Span::new("2035 at last", Tone::Deleted),
            Span::new("2040 ", Tone::Inserted),
            Span::new("or so", Tone::Plain),
        ];
        assert_eq!(
            page(24, false, &spans),
            "  by the end of year\n    [-2035 at\n    last-]{+2040+} or so\n"
        );
    }

    #[test]
    fn colour_replaces_the_marks_and_does_not_count_as_width() {
        let spans = [Span::new("不", Tone::Inserted), Span::new("同意采取协调一致的方法。", Tone::Plain)];
        let shown = page(24, true, &spans);
        assert_eq!(shown, "  \u{1b}[4;32m不\u{1b}[0m同意采取协调一致的方\n    法。\n");
    }

    #[test]
    fn what_stands_at_a_line_leads_there_and_a_bad_address_does_not() {
        let shown = |right: &str| {
            let mut out = Vec::new();
            let links = Links { left: None, right: Some(right) };
            let spans = [
                Span::new("line 3", Tone::Plain).at(Text::Left, 3),
                Span::new(" → 4", Tone::Plain).at(Text::Right, 4),
            ];
            Page::new(&mut out, 80, false).linked(links).paragraph(Indent::all(0), &spans).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(shown("file:///a#{line}"), "line 3\u{1b}]8;;file:///a#4\u{1b}\\ → 4\u{1b}]8;;\u{1b}\\\n");
        assert_eq!(shown("file:///a\u{1b}]0;title\u{7}"), "line 3 → 4\n");
    }

    #[test]
    fn hostile_text_is_seen() {
        assert_eq!(
            page(40, false, &[Span::new("a\u{1b}[31m\u{202e}b\nc", Tone::Plain)]),
            "  a␛[31m<U+202E>b c\n"
        );
    }
}
