//! Where items and sentences stand, as the result tells it.

use crate::diff::Place;
use crate::model::Lines;
use crate::text::numbering::Label;
use crate::translation::findings::groups::Group;
use crate::translation::result::Which;
use crate::translation::units::text::{ItemKind, Text};

/// The printed number without the sign that ends it: `8.4` of `8.4.`.
fn printed(label: Option<&Label>) -> Option<String> {
    label.map(|label| label.printed.trim_end_matches(['.', '、']).to_owned())
}

/// The places of both texts.
#[derive(Debug)]
pub struct Places<'a> {
    source: &'a Text<'a>,
    target: &'a Text<'a>,
}

impl<'a> Places<'a> {
    /// Of two texts.
    pub fn new(source: &'a Text<'a>, target: &'a Text<'a>) -> Self {
        Self { source, target }
    }

    fn text(&self, which: Which) -> &Text<'a> {
        match which {
            Which::Source => self.source,
            Which::Target => self.target,
        }
    }

    /// A heading or block as a whole.
    pub fn item(&self, which: Which, at: usize) -> Place {
        let text = self.text(which);
        let item = &text.items[at];
        let section = text.document.section_path(item.section);
        match item.kind {
            ItemKind::Heading(_) => {
                let section_of = &text.document.sections[item.index];
                let lines = section_of
                    .heading
                    .as_ref()
                    .map_or(Lines { first: 0, last: 0 }, |heading| heading.span.lines);
                let text = text.text_of(item).to_owned();
                let heading = section_of.heading.as_ref();
                Place {
                    id: section_of.id.clone(),
                    section,
                    label: heading.and_then(|heading| printed(heading.label.as_ref())),
                    lines,
                    location: heading.and_then(|heading| heading.location.clone()),
                    text,
                    block: None,
                    parts: Vec::new(),
                }
            }
            _ => {
                let block = &text.document.blocks[item.index];
                Place {
                    id: block.id.clone(),
                    section,
                    label: printed(block.label.as_ref()),
                    lines: block.span.lines,
                    location: block.location.clone(),
                    text: block.text.clone(),
                    block: Some(block.kind),
                    parts: Vec::new(),
                }
            }
        }
    }

    /// One sentence.
    pub fn sentence(&self, which: Which, at: usize) -> Place {
        self.part(which, at, at)
    }

    /// Sentences of one item, from the first to the last.
    fn part(&self, which: Which, first: usize, last: usize) -> Place {
        let text = self.text(which);
        let (from, to) = (&text.units[first], &text.units[last]);
        let whole = self.item(which, from.item);
        let wording = whole.text.get(from.range.start..to.range.end).unwrap_or_default().to_owned();
        Place { lines: from.lines.cover(to.lines), text: wording, ..whole }
    }

    /// The target of a group: each block, or the part of it that is the group's.
    pub fn target(&self, group: &Group) -> Vec<Place> {
        let text = self.target;
        group
            .target
            .chunk_by(|a, b| text.units[*a].item == text.units[*b].item)
            .filter_map(|run| {
                let (first, last) = (*run.first()?, *run.last()?);
                let item = text.units[first].item;
                let whole = &text.items[item].units;
                Some(if whole.start == first && whole.end == last + 1 {
                    self.item(Which::Target, item)
                } else {
                    self.part(Which::Target, first, last)
                })
            })
            .collect()
    }
}
