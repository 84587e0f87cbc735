//! The reader of Markdown (CommonMark with tables, strikethrough, footnotes and front matter), on pulldown-cmark.
//!
//! A unit's text is its source with line breaks and white space folded and the signs of lists and quotations left out;
//! inline markup stays in the text and is marked. What the parser reports no unit for (link definitions, the line
//! under a table's head, empty bullets) is found as the gaps between units, so nothing gets lost.

mod broken_markup;
mod code_like;
mod front_matter;
mod gaps;
mod inside;
mod layout;
mod markers;

use crate::formats::folded::Folded;
use crate::formats::lines::{LineIndex, end_of_line};
use crate::formats::raw::{RawKind, RawUnit};
use crate::model::{BlockKind, MarkKind, Origin, SetAside};
use crate::text::numbering::{Label, Scheme};
use gaps::Gaps;
use layout::Layout;
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::ops::Range;

/// What the front matter says of the text: its title, and the source that it was translated from.
pub type Said = (Option<String>, Option<Origin>);

/// Reads `text`; offsets are bytes of it. Gives what its front matter says as well.
#[must_use]
pub fn read(text: &str) -> (Vec<RawUnit>, Vec<SetAside>, Said) {
    let lines = LineIndex::new(text);
    let mut reader = Reader {
        text,
        lines: &lines,
        units: Vec::new(),
        rules: Vec::new(),
        containers: Vec::new(),
        pending: None,
        leaf: None,
        verbatim: false,
        links: 0,
    };
    let (mut body, mut said) = (0, (None, None));
    if let Some(front) = front_matter::split(text) {
        for (part, text) in front.parts {
            reader.pending = Some(part.start);
            reader.simple(text..part.end, BlockKind::Metadata);
        }
        said = (front.title, front.origin);
        body = front.end;
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_TASKLISTS;
    let layout = Layout::new(text.get(body..).unwrap_or_default());
    for (event, range) in Parser::new_ext(&layout.text, options).into_offset_iter() {
        let start = body + layout.start(range.start);
        reader.event(&event, start..(body + layout.end(range.end)).max(start));
    }
    reader.close();
    reader.units.sort_by_key(|unit| unit.span.bytes.start);
    let Reader { units, rules, .. } = reader;
    let (units, set_aside) = Gaps { text, lines: &lines, rules }.fill(units);
    (units, set_aside, said)
}

/// A container of blocks that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Container {
    /// A list; an ordered one with the number of its last item.
    List {
        ordered: bool,
        last: u32,
    },
    Item {
        start: usize,
        fresh: bool,
    },
    Quote,
    Footnote,
}

/// A heading, paragraph or row that is being read.
#[derive(Debug)]
struct Leaf {
    kind: RawKind,
    /// The whole of it in the source.
    range: Range<usize>,
    /// From its first to its last inline event.
    content: Option<Range<usize>>,
    /// What is wording in it.
    wording: Vec<Range<usize>>,
    /// Where the marker of an ordered item stands.
    marker: Option<Range<usize>>,
    /// The number of an ordered item as the page shows it.
    label: Option<Label>,
}

struct Reader<'a> {
    text: &'a str,
    lines: &'a LineIndex,
    units: Vec<RawUnit>,
    rules: Vec<Range<usize>>,
    containers: Vec<Container>,
    /// Where the outermost container began whose first block is still to come.
    pending: Option<usize>,
    leaf: Option<Leaf>,
    /// Inside a block of code or raw HTML, which is taken whole.
    verbatim: bool,
    /// Links that are open.
    links: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: &Event, range: Range<usize>) {
        match event {
            Event::Text(_) | Event::Html(_) if self.verbatim => {}
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag),
            Event::Rule => {
                self.close();
                self.rules.push(range);
            }
            Event::Html(_) => {}
            // The sign that links to its own heading (`[#](#scope)`) is a button, no text.
            Event::Text(text) if self.links > 0 && !text.contains(char::is_alphanumeric) => {
                self.inline(range, None);
            }
            Event::Text(_) | Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.inline(range.clone(), Some(range));
            }
            Event::Code(_) => self.inline(range.clone(), Some(self.inside_ticks(range))),
            Event::InlineHtml(_) | Event::SoftBreak | Event::HardBreak | Event::TaskListMarker(_) => {
                self.inline(range, None);
            }
        }
    }

    fn start(&mut self, tag: &Tag, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.open(self.paragraph_kind(), range),
            Tag::Heading { level, .. } => self.open(RawKind::Heading { level: *level as u8 }, range),
            Tag::TableHead | Tag::TableRow => {
                let end = end_of_line(self.text, range.start, range.end);
                self.open(RawKind::Block { kind: BlockKind::Row, depth: self.depth() }, range.start..end);
            }
            Tag::CodeBlock(_) => {
                self.close();
                self.verbatim = true;
                self.simple(range, BlockKind::Code);
            }
            Tag::HtmlBlock => {
                self.close();
                self.verbatim = true;
                let comment =
                    self.text.get(range.clone()).is_some_and(|html| html.trim_start().starts_with("<!--"));
                self.simple(range, if comment { BlockKind::Comment } else { BlockKind::Html });
            }
            Tag::List(first) => self.enter(Container::List { ordered: first.is_some(), last: 0 }, None),
            Tag::DefinitionList => self.enter(Container::List { ordered: false, last: 0 }, None),
            Tag::DefinitionListTitle => {
                let depth = self.depth().saturating_sub(1);
                self.open(RawKind::Block { kind: BlockKind::Paragraph, depth }, range);
            }
            Tag::Item | Tag::DefinitionListDefinition => {
                self.enter(Container::Item { start: range.start, fresh: true }, Some(range.start));
            }
            Tag::BlockQuote(_) => self.enter(Container::Quote, Some(range.start)),
            Tag::FootnoteDefinition(_) => self.enter(Container::Footnote, Some(range.start)),
            Tag::Link { .. } => {
                self.links += 1;
                self.inline(range, None);
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Image { .. } => {
                self.inline(range, None);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: pulldown_cmark::TagEnd) {
        use pulldown_cmark::TagEnd;
        match tag {
            TagEnd::CodeBlock | TagEnd::HtmlBlock => self.verbatim = false,
            TagEnd::Link => self.links = self.links.saturating_sub(1),
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::DefinitionListTitle
            | TagEnd::TableHead
            | TagEnd::TableRow => self.close(),
            TagEnd::List(_)
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListDefinition
            | TagEnd::Item
            | TagEnd::BlockQuote(_)
            | TagEnd::FootnoteDefinition => {
                self.close();
                self.containers.pop();
                self.pending = None;
            }
            _ => {}
        }
    }

    fn enter(&mut self, container: Container, start: Option<usize>) {
        self.close();
        self.containers.push(container);
        self.pending = self.pending.or(start);
    }

    /// What a paragraph here is: the first one of an item is the item.
    fn paragraph_kind(&self) -> RawKind {
        let kind = match self.containers.last() {
            Some(Container::Item { fresh: true, .. }) => BlockKind::Item,
            _ if self.containers.contains(&Container::Quote) => BlockKind::Quote,
            _ => BlockKind::Paragraph,
        };
        RawKind::Block { kind, depth: self.depth() }
    }

    fn depth(&self) -> u8 {
        let nested = self
            .containers
            .iter()
            .filter(|container| matches!(container, Container::List { .. } | Container::Quote));
        u8::try_from(nested.count()).unwrap_or(u8::MAX)
    }

    fn open(&mut self, kind: RawKind, range: Range<usize>) {
        self.close();
        let ordered =
            matches!(self.containers.iter().rev().nth(1), Some(Container::List { ordered: true, .. }));
        let mut marker = None;
        if let Some(Container::Item { start, fresh }) = self.containers.last_mut()
            && std::mem::take(fresh)
            && ordered
        {
            let length = self.text.get(*start..range.start).map_or(0, |marker| marker.trim_end().len());
            marker = Some(*start..*start + length).filter(|marker| !marker.is_empty());
        }
        let label = marker.clone().and_then(|marker| self.count(marker));
        let start = self.pending.take().unwrap_or(range.start).min(range.start);
        self.leaf =
            Some(Leaf { kind, range: start..range.end, content: None, wording: Vec::new(), marker, label });
    }

    /// The number of an ordered item as the page shows it: by its place in the list, whatever number stands in the
    /// source, as in `1.` for every item; where the source leaves numbers out, it means what it says.
    fn count(&mut self, marker: Range<usize>) -> Option<Label> {
        let printed = self.text.get(marker)?;
        let end = printed.find(|c: char| !c.is_ascii_digit())?;
        let number: u32 = printed.get(..end)?.parse().ok()?;
        let Some(Container::List { last, .. }) = self.containers.iter_mut().rev().nth(1) else { return None };
        *last = if number > *last { number } else { last.saturating_add(1) };
        let sign = printed.get(end..).unwrap_or_default();
        Some(Label { scheme: Scheme::Decimal, ordinals: vec![*last], printed: format!("{last}{sign}") })
    }

    /// Adds an inline event; outside any leaf it opens one, as in an item without a paragraph of its own.
    fn inline(&mut self, range: Range<usize>, wording: Option<Range<usize>>) {
        if self.leaf.is_none() {
            self.open(self.paragraph_kind(), range.clone());
        }
        let Some(leaf) = &mut self.leaf else { return };
        let content = leaf.content.get_or_insert(range.clone());
        *content = content.start.min(range.start)..content.end.max(range.end);
        leaf.range.end = leaf.range.end.max(range.end);
        leaf.wording.extend(wording);
    }

    /// Code without its backticks, which are markup.
    fn inside_ticks(&self, range: Range<usize>) -> Range<usize> {
        let ticks = self
            .text
            .get(range.clone())
            .map_or(0, |code| code.bytes().take_while(|byte| *byte == b'`').count());
        let inner = range.start + ticks..range.end.saturating_sub(ticks);
        if inner.start < inner.end { inner } else { range }
    }

    fn close(&mut self) {
        let Some(mut leaf) = self.leaf.take() else { return };
        let content = leaf.content.clone().unwrap_or(leaf.range.end..leaf.range.end);
        let content = if matches!(leaf.kind, RawKind::Block { kind: BlockKind::Row, .. }) {
            leaf.range.clone()
        } else {
            content
        };
        let cuts = if matches!(
            leaf.kind,
            RawKind::Block { kind: BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote, .. }
        ) {
            inside::clause_starts(self.text, &content)
        } else {
            Vec::new()
        };
        let mut start = leaf.range.start;
        let mut from = content.start;
        for cut in cuts.into_iter().map(Some).chain([None]) {
            let (to, end) = cut.map_or((content.end, leaf.range.end), |cut| (cut, cut));
            let marker = leaf.marker.clone().filter(|marker| marker.start >= start && marker.end <= from);
            self.unit(&leaf, start..end, from..to, marker);
            // Only the first part is the item itself.
            leaf.label = None;
            (start, from) = (end, to);
        }
    }

    fn is_row(&self, at: usize) -> bool {
        self.text.get(at..).is_some_and(|rest| rest.starts_with('|'))
    }

    fn unit(&mut self, leaf: &Leaf, span: Range<usize>, content: Range<usize>, marker: Option<Range<usize>>) {
        let mut folded = Folded::new(self.text, self.lines, content.len());
        if let Some(marker) = marker {
            folded.copy(marker, None);
            folded.space();
        }
        let quoted = self.containers.contains(&Container::Quote);
        let mut next = leaf.wording.partition_point(|wording| wording.end <= content.start);
        let mut at = content.start;
        while at < content.end {
            let line_end = (end_of_line(self.text, at, content.end) + 1).min(content.end);
            if at > content.start {
                folded.space();
                at = inside::line_body(self.text, at, line_end, quoted);
            }
            while at < line_end {
                let wording = leaf.wording.get(next).cloned().unwrap_or(content.end..content.end);
                if wording.end <= at {
                    next += 1;
                } else if wording.start > at {
                    let end = wording.start.min(line_end);
                    folded.copy(at..end, Some(inside::mark_kind(self.text, at, wording.start)));
                    at = end;
                } else {
                    let end = wording.end.min(line_end);
                    folded.copy(at..end, None);
                    at = end;
                }
            }
        }
        let span = self.lines.span(gaps::trimmed(self.text, span));
        // A table that the parser does not take for one, because a cell is missing, say, has rows all the same.
        let kind = match leaf.kind {
            RawKind::Block { kind: BlockKind::Paragraph, depth } if self.is_row(content.start) => {
                RawKind::Block { kind: BlockKind::Row, depth }
            }
            kind => kind,
        };
        let marks = broken_markup::with(&folded.text, folded.marks);
        let label = leaf.label.clone();
        self.units.push(RawUnit {
            kind,
            text: folded.text,
            label,
            marks,
            span,
            source: folded.map,
            location: None,
        });
    }

    /// A unit whose source is its text.
    fn simple(&mut self, range: Range<usize>, kind: BlockKind) {
        let start = self.pending.take().unwrap_or(range.start).min(range.start);
        if let Some(Container::Item { fresh, .. }) = self.containers.last_mut() {
            *fresh = false;
        }
        let mut folded = Folded::new(self.text, self.lines, range.len());
        let mut at = range.start;
        for tag in inside::html_tags(self.text, &range, kind) {
            folded.copy(at..tag.start, None);
            folded.copy(tag.clone(), Some(MarkKind::Markup));
            at = tag.end;
        }
        folded.copy(at..range.end, None);
        let span = self.lines.span(gaps::trimmed(self.text, start..range.end));
        let depth = self.depth();
        self.units.push(RawUnit {
            kind: RawKind::Block { kind, depth },
            text: folded.text,
            label: None,
            marks: folded.marks,
            span,
            source: folded.map,
            location: None,
        });
    }
}
