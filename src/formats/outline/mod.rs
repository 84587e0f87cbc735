//! From the flat stream of a reader to the tree of sections: labels, ranks, numbered clauses, bilingual headings, ids,
//! and how each clause is cited.
//!
//! A heading opens a section, and so does a numbered line that stands over text as a heading does. A numbered clause
//! without a heading does where its scheme is one of law (`Article 5`, `§ 12`, `第三条`); the clause's own paragraph is
//! then the section's first block and carries the label. Other labelled blocks stay blocks: a list is no outline.

mod builder;
mod cite;
mod labels;
mod languages;
mod openings;
#[cfg(test)]
mod tests;
mod title;

use super::raw::{RawKind, RawUnit};
use crate::model::{Document, SetAside};
use builder::Builder;
use openings::Opening;

/// Builds the document from what a reader saw, in reading order.
#[must_use]
pub fn build(units: Vec<RawUnit>, set_aside: Vec<SetAside>) -> Document {
    let labels = labels::labels(&units);
    let openings = openings::openings(&units, &labels);
    let mut builder = Builder::default();
    for ((unit, label), opening) in units.into_iter().zip(labels).zip(openings) {
        match (opening, unit.kind) {
            (Opening::Heading(rank), _) => builder.heading(unit, label, rank),
            (opening, RawKind::Block { kind, depth }) => {
                if let Opening::Clause(rank) = opening {
                    builder.open(rank, None);
                }
                builder.block(unit, label, kind, depth);
            }
            (_, RawKind::Heading { level }) => builder.heading(unit, label, level),
        }
    }
    let mut document = builder.finish();
    document.set_aside = set_aside;
    document.title = title::title(&document);
    cite::cite(&mut document);
    document
}
