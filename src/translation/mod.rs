//! Two languages of a text in, what the translation has and lacks out. Without a model and without a network.
//!
//! Sentences are aligned by dynamic programming over lengths (Gale and Church 1993), facts, names, a lexicon of policy
//! terms, cognates and a lexicon learned from the pair itself (Moore 2002); blocks and sections follow from their
//! sentences. What has no counterpart is a result, not a gap.

mod align;
mod findings;
mod lexicon;
mod likelihood;
mod options;
mod result;
mod task;
mod units;
mod upkeep;

pub use lexicon::{Dictionary, DictionaryError, Glossary, GlossaryError, Languages, named};
pub use options::Options;
pub use result::{
    Coverage, Extent, FactPair, Finding, FindingKind, Findings, Lag, Pair, SectionPair, SourceChange, State,
    Which, rounded,
};
pub use task::Task;
pub use units::text::document_of_lines;
pub use upkeep::memory::Memory;
pub use upkeep::settled::{digest, leave_out, settle};
pub use upkeep::stale::{Since, lag};
pub use upkeep::work_list::{all, todo};

use crate::model::Document;
use align::passes;
use findings::assemble::Assembly;
use likelihood::prior;
use units::text::Text;
use units::tokens;

/// Compares a text with its translation. The addresses and hashes of the two sides are left to the caller.
#[must_use]
pub fn compare(source: &Document, target: &Document, options: &Options) -> Findings {
    let (from, to) = (options.source_language.as_ref(), options.target_language.as_ref());
    let (source, target) = std::thread::scope(|scope| {
        let read = scope.spawn(|| Text::new(source, from, !options.lines));
        let target = Text::new(target, to, !options.lines);
        (read.join().unwrap_or_else(|_| Text::new(source, from, !options.lines)), target)
    });
    let concepts = lexicon::Concepts::new(options.glossary.as_ref(), &source.language, &target.language);
    let tokens = tokens::tokens(&source, &target, &concepts);
    let languages = (source.language.as_str(), target.language.as_str());
    let links = prior::links(&options.dictionaries, options.memory.as_ref(), &tokens, languages);
    let aligned = passes::run(&source, &target, &tokens, &links);
    Assembly::new((&source, &target), &tokens, &aligned, options.sentences).findings()
}
