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
mod facts;
mod finding;
mod findings;
mod groups;
mod judge;
mod lag;
mod learned;
mod length;
mod lexical;
mod lexicon;
mod margin;
mod moved;
mod passes;
mod places;
mod settled;
mod shape;
mod table;
mod task;
mod todo;
mod tokens;
mod truncated;
mod units;

pub use finding::{
    Coverage, Extent, FactPair, Finding, FindingKind, Findings, Lag, Pair, SectionPair, SourceChange, State,
    Which, rounded,
};
pub use lag::{Since, lag};
pub use lexicon::{Glossary, GlossaryError};
pub use settled::{digest, leave_out, settle};
pub use task::Task;
pub use todo::{all, todo};
pub use units::document_of_lines;

use crate::model::{Document, Language};

/// What a caller may choose about a comparison of two languages.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Language of the source, where it is not the one that its text shows.
    pub source_language: Option<Language>,
    /// Language of the target.
    pub target_language: Option<Language>,
    /// Terms of the user's own.
    pub glossary: Option<Glossary>,
    /// Whether each pair lists its pairs of sentences.
    pub sentences: bool,
    /// Whether every block is a line of a parallel text: blocks then hold no sentences together.
    pub lines: bool,
}

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
    let aligned = passes::run(&source, &target, &tokens);
    findings::Assembly::new((&source, &target), &tokens, &aligned, options.sentences).findings()
}
