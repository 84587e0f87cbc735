//! Two languages of a text in, what the translation has and lacks out. Without a model and without a network.
//!
//! Sentences are aligned by dynamic programming over lengths (Gale and Church 1993), facts, names, a lexicon of policy
//! terms, cognates and a lexicon learned from the pair itself (Moore 2002); blocks and sections follow from their
//! sentences. What has no counterpart is a result, not a gap.

mod align;
mod anchors;
mod band;
mod bead;
mod confidence;
mod ending;
mod facts;
mod finding;
mod findings;
mod groups;
mod judge;
mod known;
mod lag;
mod learned;
mod length;
mod lexical;
mod lexicon;
mod margin;
mod memory;
mod moved;
mod options;
mod passes;
mod places;
mod settled;
mod shape;
mod table;
mod task;
mod teach;
mod todo;
mod tokens;
mod truncated;
mod units;

pub use finding::{
    Coverage, Extent, FactPair, Finding, FindingKind, Findings, Lag, Pair, SectionPair, SourceChange, State,
    Which, rounded,
};
pub use lag::{Since, lag};
pub use lexicon::{Dictionary, DictionaryError, Glossary, GlossaryError, Languages, named};
pub use memory::Memory;
pub use options::Options;
pub use settled::{digest, leave_out, settle};
pub use task::Task;
pub use todo::{all, todo};
pub use units::document_of_lines;

use crate::model::Document;

/// Compares a text with its translation. The addresses and hashes of the two sides are left to the caller.
#[must_use]
pub fn compare(source: &Document, target: &Document, options: &Options) -> Findings {
    let (from, to) = (options.source_language.as_ref(), options.target_language.as_ref());
    let (source, target) = std::thread::scope(|scope| {
        let read = scope.spawn(|| units::Text::new(source, from, !options.lines));
        let target = units::Text::new(target, to, !options.lines);
        (read.join().unwrap_or_else(|_| units::Text::new(source, from, !options.lines)), target)
    });
    let concepts = lexicon::Concepts::new(options.glossary.as_ref(), &source.language, &target.language);
    let tokens = tokens::tokens(&source, &target, &concepts);
    let languages = (source.language.as_str(), target.language.as_str());
    let links = known::links(&options.dictionaries, options.memory.as_ref(), &tokens, languages);
    let aligned = passes::run(&source, &target, &tokens, &links);
    findings::Assembly::new((&source, &target), &tokens, &aligned, options.sentences).findings()
}
