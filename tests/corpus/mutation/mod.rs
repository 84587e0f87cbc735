//! The generator of mutated pairs and their scoring, for the test and for the large run in `cargo xtask mutation`.

mod extent;
pub mod generator;
mod moving;
mod piece;
mod renumbering;
mod rewording;
pub mod score;
pub mod texts;
pub mod truth;
mod words;
