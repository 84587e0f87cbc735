//! Recension keeps the editions of a policy text in a git repository, says what changed between two of them
//! section by section, and writes the changelog.
//!
#![cfg_attr(feature = "git", doc = "```no_run")]
#![cfg_attr(not(feature = "git"), doc = "```ignore")]
//! use recension::report::MessageLanguage;
//! use recension::repository::HistoryOptions;
//! use recension::{DiffOptions, Repository};
//!
//! // Two files, without a repository.
//! let comparison = recension::diff_files("old.md", "new.md", &DiffOptions::default())?;
//! println!("{} substantive changes", comparison.summary.significance.substantive);
//!
//! // A repository, with the configuration of its project.
//! let repo = Repository::discover(".")?;
//! let comparison = repo.diff("v1.0:docs/privacy.md", "docs/privacy.md")?;
//! let translation = repo.translation("privacy/fr")?;
//! let history = repo.history("docs/privacy.md", &HistoryOptions::default())?;
//! let options = recension::report::ChangelogOptions::default();
//! recension::report::changelog_markdown(&history, MessageLanguage::En, &options, &mut std::io::stdout())?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`repository`] is where to begin: it answers every question and wires the rest together. The data goes one way:
//!
//! ```text
//! bytes ──formats──▶ Document ──diff──────────▶ Comparison ──┐
//!   ▲                   ├──────translation──▶ Findings ──────┼─▶ report ──▶ terminal, HTML, Markdown, JSON, feeds
//!   │                   └──────history──────▶ History ───────┤
//! store (git repository of editions)          check ─────────┘
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
pub mod digest;
pub mod facts;
pub mod formats;
pub mod history;
pub mod lang;
pub mod model;
#[cfg(test)]
mod published;
pub mod report;
pub mod repository;
#[cfg(feature = "git")]
pub mod store;
pub mod text;
pub mod translation;

pub use diff::Options as DiffOptions;
#[cfg(feature = "git")]
pub use repository::Repository;
pub use repository::{diff_files, diff_texts};
