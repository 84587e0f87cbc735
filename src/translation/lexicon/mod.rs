//! The lexicon: concepts of policy texts and names of countries with their forms in several languages, and the user's
//! own glossary on top.

mod concepts;
mod fold;
mod glossary;

pub use concepts::Concepts;
pub use glossary::{Glossary, GlossaryError};
