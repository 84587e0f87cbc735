//! From the flat stream of a reader to the tree of sections: labels, ranks, numbered clauses, bilingual headings, ids.
//!
//! A heading opens a section. So does a numbered clause without a heading where its scheme is one of law (`Article 5`,
//! `§ 12`, `第三条`), and a labelled paragraph where further clauses of a deeper scheme stand under it (`1.1` above
//! `(a)`); the clause's own paragraph is then the section's first block and carries the label. Other labelled blocks
//! stay blocks: a list is no outline.

use super::raw::{RawKind, RawUnit};
use crate::facts;
use crate::model::{Block, BlockKind, Document, Heading, LanguagePart, Section, SetAside};
use crate::text::numbering::{self, Label, Scheme};
use crate::text::script;
use std::ops::Range;

/// Headings in any of the printed formats have at most six ranks; clauses go deeper.
const CLAUSE_RANKS: u8 = 10;

/// Builds the document from what a reader saw, in reading order.
#[must_use]
pub fn build(units: Vec<RawUnit>, set_aside: Vec<SetAside>) -> Document {
    let labels = labels(&units);
    let opens = openings(&units, &labels);
    let mut builder = Builder::default();
    for ((unit, label), rank) in units.into_iter().zip(labels).zip(opens) {
        match unit.kind {
            RawKind::Heading { .. } => builder.heading(unit, label, rank.unwrap_or(1)),
            RawKind::Block { kind, depth } => {
                if let Some(rank) = rank {
                    builder.open(rank, None);
                }
                builder.block(unit, label, kind, depth);
            }
        }
    }
    let mut document = builder.finish();
    document.set_aside = set_aside;
    document.title = title(&document);
    document
}

type Labelled = Option<(Label, usize)>;

/// The label of each unit, read in the light of the one before it in the same list.
fn labels(units: &[RawUnit]) -> Vec<Labelled> {
    let mut recent: Vec<Label> = Vec::new();
    let mut out = Vec::with_capacity(units.len());
    for unit in units {
        let found = match unit.kind {
            RawKind::Heading { .. } => numbering::parse_heading(&unit.text),
            RawKind::Block { kind: BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote, .. } => {
                numbering::parse(&unit.text)
            }
            RawKind::Block { .. } => None,
        };
        // A number with nothing behind it is the text itself: a cell, a figure. A heading may be a bare label, and so
        // may `Article 5` on a line of its own.
        let heading = matches!(unit.kind, RawKind::Heading { .. });
        let named = |label: &Label| {
            depth_of(label.scheme) <= depth_of(Scheme::Article) || label.scheme == Scheme::Han
        };
        let found = found.filter(|(label, body)| heading || named(label) || *body < unit.text.len());
        let found = found.map(|(label, body)| {
            let before = recent
                .iter()
                .rev()
                .find(|before| matches!(before.scheme, Scheme::LowerLetter | Scheme::UpperLetter));
            let label = numbering::resolve(before, label);
            recent.retain(|other| other.scheme != label.scheme);
            recent.push(label.clone());
            (label, body)
        });
        if matches!(unit.kind, RawKind::Heading { .. }) {
            recent.clear();
        }
        out.push(found);
    }
    out
}

/// The rank of the section that each unit opens, if it opens one.
fn openings(units: &[RawUnit], labels: &[Labelled]) -> Vec<Option<u8>> {
    let mut out = Vec::with_capacity(units.len());
    // Rank of the heading above, and the schemes of the clauses that are open under it, outermost first.
    let mut base = 0u8;
    let mut open: Vec<(Scheme, usize)> = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        let label = labels.get(at).and_then(Option::as_ref).map(|(label, _)| label);
        match unit.kind {
            RawKind::Heading { level } => {
                base = level;
                open.clear();
                out.push(Some(level));
            }
            RawKind::Block { kind: BlockKind::Paragraph, .. } => {
                let shape = label.map(|label| (label.scheme, label.ordinals.len()));
                let opening = shape.filter(|shape| {
                    opens_section(
                        *shape,
                        labels.get(at + 1..).unwrap_or_default(),
                        units.get(at + 1..).unwrap_or_default(),
                    )
                });
                let known = shape.and_then(|shape| open.iter().position(|other| *other == shape));
                if let Some(known) = known {
                    open.truncate(known);
                }
                out.push(opening.or(shape.filter(|_| known.is_some())).map(|shape| {
                    open.push(shape);
                    let depth = u8::try_from(open.len()).unwrap_or(CLAUSE_RANKS).min(CLAUSE_RANKS);
                    base.saturating_add(depth)
                }));
            }
            RawKind::Block { .. } => out.push(None),
        }
    }
    out
}

/// Whether a clause opens a section: it is one of law, or deeper clauses follow it at once.
fn opens_section((scheme, depth): (Scheme, usize), next_labels: &[Labelled], next_units: &[RawUnit]) -> bool {
    if matches!(scheme, Scheme::Article | Scheme::Paragraph | Scheme::Division) {
        return true;
    }
    let (Some(Some((next, _))), Some(unit)) = (next_labels.first(), next_units.first()) else {
        return scheme == Scheme::Han;
    };
    let paragraph = matches!(unit.kind, RawKind::Block { kind: BlockKind::Paragraph, .. });
    let deeper =
        next.scheme != scheme && next.ordinals == [1] || next.scheme == scheme && next.ordinals.len() > depth;
    scheme == Scheme::Han || paragraph && deeper && depth_of(next.scheme) >= depth_of(scheme)
}

/// The usual depth of a scheme in legal drafting; equal where custom differs.
fn depth_of(scheme: Scheme) -> u8 {
    match scheme {
        Scheme::Division => 0,
        Scheme::Article | Scheme::Section | Scheme::Paragraph => 1,
        Scheme::Han | Scheme::Decimal | Scheme::UpperRoman | Scheme::UpperLetter => 2,
        Scheme::LowerLetter | Scheme::LowerRoman => 3,
    }
}

#[derive(Default)]
struct Builder {
    document: Document,
    /// Sections that are open, outermost first; the front part is not among them.
    stack: Vec<usize>,
    /// Number of subsections so far, by section; the last is that of the document.
    children: Vec<usize>,
    top: usize,
}

impl Builder {
    fn open(&mut self, level: u8, heading: Option<Heading>) {
        self.front();
        while let Some(&last) = self.stack.last() {
            if self.document.sections[last].level < level {
                break;
            }
            self.stack.pop();
        }
        let parent = self.stack.last().copied();
        let ordinal = match parent {
            Some(parent) => &mut self.children[parent],
            None => &mut self.top,
        };
        *ordinal += 1;
        let id = match parent {
            Some(parent) => format!("{}.{ordinal}", self.document.sections[parent].id),
            None => format!("s{ordinal}"),
        };
        let (index, at) = (self.document.sections.len(), self.document.blocks.len());
        self.document.sections.push(Section { id, parent, level, heading, blocks: at..at, end: index + 1 });
        self.children.push(0);
        self.stack.push(index);
    }

    /// The front part is always there.
    fn front(&mut self) {
        if self.document.sections.is_empty() {
            self.document.sections.push(Section {
                id: "s0".to_owned(),
                parent: None,
                level: 0,
                heading: None,
                blocks: 0..0,
                end: 1,
            });
            self.children.push(0);
        }
    }

    fn heading(&mut self, unit: RawUnit, label: Labelled, level: u8) {
        let (label, body) = label.map_or((None, 0), |(label, body)| (Some(label), body));
        let parts = language_parts(&unit.text);
        let heading = Heading {
            text: unit.text,
            label,
            body,
            marks: unit.marks,
            parts,
            span: unit.span,
            location: None,
            source: unit.source,
            layout: 0,
        };
        self.open(level, Some(heading));
    }

    fn block(&mut self, unit: RawUnit, label: Labelled, kind: BlockKind, depth: u8) {
        self.front();
        let section = self.document.sections.len() - 1;
        let owner = &mut self.document.sections[section];
        owner.blocks.end = self.document.blocks.len() + 1;
        let id = format!("{}.b{}", owner.id, owner.blocks.len());
        let (label, body) = label.map_or((None, 0), |(label, body)| (Some(label), body));
        self.document.blocks.push(Block {
            id,
            kind,
            section,
            depth,
            text: unit.text,
            label,
            body,
            marks: unit.marks,
            span: unit.span,
            location: None,
            source: unit.source,
            layout: 0,
        });
    }

    fn finish(mut self) -> Document {
        self.front();
        // Children come after their parents, so one pass from the end settles where each subtree ends.
        for index in (1..self.document.sections.len()).rev() {
            if let Some(parent) = self.document.sections[index].parent {
                let end = self.document.sections[index].end;
                let parent = &mut self.document.sections[parent];
                parent.end = parent.end.max(end);
            }
        }
        self.document
    }
}

/// The parts of a heading in different scripts: it is split where one script ends for good and another begins, so
/// that a Latin name inside Chinese text (`抗击 COVID-19 疫情`) splits nothing.
fn language_parts(text: &str) -> Vec<LanguagePart> {
    let letters: Vec<(usize, &'static str)> =
        text.char_indices().filter_map(|(at, c)| Some((at, family(script::of(c)?)))).collect();
    let part = |range: Range<usize>, script| trimmed(text, range).map(|range| LanguagePart { range, script });
    let (Some(first), Some(last)) = (letters.first(), letters.last()) else {
        return part(0..text.len(), "Zyyy").into_iter().collect();
    };
    let border = letters.windows(2).find(|two| two[0].1 != two[1].1).map(|two| two[1].0);
    match border {
        Some(at)
            if first.1 != last.1
                && letters.iter().filter(|(start, _)| *start >= at).all(|(_, script)| *script == last.1) =>
        {
            [part(0..at, first.1), part(at..text.len(), last.1)].into_iter().flatten().collect()
        }
        _ => part(0..text.len(), first.1).into_iter().collect(),
    }
}

/// Japanese writes in three scripts at once.
fn family(script: &'static str) -> &'static str {
    match script {
        "Hira" | "Kana" => "Hani",
        other => other,
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;
    let start = range.start + (part.len() - part.trim_start().len());
    let end = range.start + part.trim_end().len();
    (start < end).then_some(start..end)
}

/// What the text calls itself: a single heading of the highest rank that comes first, or the title of a title page.
fn title(document: &Document) -> Option<String> {
    if let Some(title) = single_heading(document) {
        return Some(title);
    }
    // The longest line of a title page that is no sentence and no date.
    let front =
        document.sections.first().filter(|front| front.heading.is_none() && document.sections.len() > 1)?;
    let lines = document.blocks.get(front.blocks.clone()).unwrap_or_default().iter();
    let named = lines.filter(|block| {
        block.kind == BlockKind::Paragraph
            && block.span.lines.first == block.span.lines.last
            && !block.ends_with_end_mark()
            && block.text.chars().count() <= TITLE_LENGTH
            && !facts::has_date(&block.text)
    });
    // Of equally long ones the first.
    named.rev().max_by_key(|block| block.text.chars().count()).map(|block| block.text.clone())
}

/// A title has at most this many characters.
const TITLE_LENGTH: usize = 160;

fn single_heading(document: &Document) -> Option<String> {
    let highest = document.sections.iter().skip(1).map(|section| section.level).min()?;
    let mut top = document.sections.iter().filter(|section| section.level == highest);
    let first = top.next()?;
    (top.next().is_none() && first.parent.is_none())
        .then(|| first.heading.as_ref().map(|heading| heading.text.clone()))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::build;
    use crate::formats::raw::{RawKind, RawUnit};
    use crate::model::{BlockKind, Document, Lines, SourceMap, Span};

    fn document(lines: &[&str]) -> Document {
        let unit = |(at, line): (usize, &&str)| {
            let level = line.bytes().take_while(|byte| *byte == b'#').count();
            let kind = match level {
                0 => RawKind::Block { kind: BlockKind::Paragraph, depth: 0 },
                level => RawKind::Heading { level: level as u8 },
            };
            let span = Span { bytes: at..at, lines: Lines { first: at + 1, last: at + 1 } };
            RawUnit {
                kind,
                text: line.trim_start_matches(['#', ' ']).to_owned(),
                marks: vec![],
                span,
                source: SourceMap::default(),
            }
        };
        build(lines.iter().enumerate().map(unit).collect(), vec![])
    }

    fn ids(document: &Document) -> Vec<&str> {
        document.sections.iter().map(|section| section.id.as_str()).collect()
    }

    #[test]
    fn sections_nest_and_blocks_are_named_by_them() {
        let document = document(&["front", "# One", "a", "## Inner", "b", "c", "# Two", "d"]);
        assert_eq!(ids(&document), ["s0", "s1", "s1.1", "s2"]);
        assert_eq!(
            document.blocks.iter().map(|block| block.id.as_str()).collect::<Vec<_>>(),
            ["s0.b1", "s1.b1", "s1.1.b1", "s1.1.b2", "s2.b1"]
        );
        assert_eq!((document.sections[1].end, document.sections[1].blocks.clone()), (3, 1..2));
        assert_eq!(document.section_path(2), ["One", "Inner"]);
    }

    #[test]
    fn clauses_without_headings_form_sections() {
        let document =
            document(&["Article 1", "Text one.", "Article 2", "Text two.", "(a) first", "(b) second"]);
        assert_eq!(ids(&document), ["s0", "s1", "s2"]);
        assert_eq!(document.blocks[5].label.as_ref().map(|label| label.printed.as_str()), Some("(b)"));
    }

    #[test]
    fn bilingual_headings_are_split_where_the_script_changes_for_good() {
        let parts = |text: &str| {
            let document = document(&[&format!("# {text}")]);
            let heading = document.sections[1].heading.clone().unwrap();
            heading.parts.iter().map(|part| heading.text[part.range.clone()].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(parts("重建得更好 Building Back Better"), ["重建得更好", "Building Back Better"]);
        assert_eq!(
            parts("加强安全及防御Bolstering Security and Defence/Defense"),
            ["加强安全及防御", "Bolstering Security and Defence/Defense"]
        );
        assert_eq!(parts("抗击 COVID-19 疫情"), ["抗击 COVID-19 疫情"]);
        assert_eq!(parts("Building Back Better"), ["Building Back Better"]);
    }

    #[test]
    fn no_structure_is_one_front_part() {
        let document = document(&["one", "two"]);
        assert_eq!((ids(&document), document.section_count()), (vec!["s0"], 1));
        assert_eq!(build(vec![], vec![]).sections.len(), 1);
    }
}
