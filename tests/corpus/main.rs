//! Accuracy on texts with known answers: mutated, labelled and translated texts, each with the floor that it must reach.

mod mutation;
mod mutation_floors;
mod revision_floors;
mod revision_score;
mod revisions;
mod rules;
mod translation_languages;

/// The root of the repository.
const ROOT: &str = env!("CARGO_MANIFEST_DIR");
