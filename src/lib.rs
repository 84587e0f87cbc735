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
//!
//! # Features
//!
//! All are on by default. Without them the crate reads plain text and Markdown, compares, and reports as text, Markdown
//! and JSON.
//!
//! | feature | adds |
//! |---|---|
//! | `cli` | the program `recension`, with everything below |
//! | `git` | editions and histories in git repositories; builds libgit2 with a C compiler |
//! | `segmentation` | dictionary words in Chinese, Japanese, Thai and others; without it, they are compared by characters |
//! | `html-report` | reports as HTML pages |
//! | `templates` | changelogs by templates of the user |
//! | `exchange` | JUnit, Atom, XLIFF and PO files; compressed dictionaries |
//! | `html`, `docx`, `odt`, `pdf`, `legal-xml`, `epub` | readers of these formats |

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
#[cfg(feature = "git")]
pub mod store;
pub mod text;
pub mod translation;
