//! The lexicon: concepts of policy texts and names of countries with their forms in several languages, the user's own
//! glossary on top, and the user's dictionaries.

mod concepts;
mod dictionary;
mod fold;
mod glossary;

pub use concepts::Concepts;
pub use dictionary::{Dictionary, DictionaryError, Entry, Languages, named};
pub use glossary::{Glossary, GlossaryError};
