//! Recension keeps the editions of a policy text in a git repository, says what changed between two of them
//! section by section, and writes the changelog.
//!
//! The data goes one way:
//!
//! ```text
//! bytes ──formats──▶ Document ──diff──▶ Comparison ──report──▶ terminal, JSON, changelog
//!   ▲                                     └──check──▶ Check ──report──▶ annotations, SARIF, JUnit
//! store (git repository of editions)
//! ```
//!
//! No module prints, reads the environment or ends the process.

pub mod check;
pub mod config;
pub mod diff;
pub mod facts;
pub mod formats;
pub mod lang;
pub mod model;
#[cfg(test)]
mod published;
pub mod report;
pub mod store;
pub mod text;
pub mod translation;
