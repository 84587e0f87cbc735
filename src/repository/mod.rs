//! The facade: addresses to texts to results. [`Repository`] answers every question that the program asks; the
//! configuration of a project (rules, glossary, dictionaries, languages) is applied here, once, so that all answers agree.
//!
//! | question | call |
//! |---|---|
//! | What changed between two texts? | [`Repository::diff`], [`diff_files`] |
//! | What does a translation lack? | [`Repository::translation`] |
//! | How did a text come to say what it says? | [`Repository::history`] |
//! | Which revision made each clause? | [`Repository::blame`] |
//! | How far do the translations follow? | [`Repository::status`] |
//! | May this be merged? | [`Repository::check`] |
//!
//! Nothing here reads the environment or the terminal, or writes to one; progress is reported to a function of the
//! caller ([`Repository::with_progress`]).

#[cfg(feature = "git")]
mod approve;
#[cfg(feature = "git")]
mod base;
#[cfg(feature = "git")]
mod blame;
#[cfg(feature = "git")]
mod cache;
#[cfg(feature = "git")]
mod check;
#[cfg(feature = "git")]
mod check_settings;
#[cfg(feature = "git")]
mod dictionaries;
#[cfg(feature = "git")]
mod diff;
#[cfg(feature = "git")]
mod document_set;
mod error;
#[cfg(feature = "git")]
mod history;
#[cfg(feature = "git")]
mod log;
#[cfg(feature = "git")]
mod open;
#[cfg(feature = "git")]
mod progress;
mod result;
#[cfg(feature = "git")]
mod settings;
#[cfg(feature = "git")]
mod snapshot;
#[cfg(feature = "git")]
mod states;
#[cfg(feature = "git")]
mod status;
mod text;
#[cfg(feature = "git")]
mod text_source;
#[cfg(feature = "git")]
mod translation;
mod two_texts;

#[cfg(feature = "git")]
pub use approve::{Approval, Approved};
#[cfg(feature = "git")]
pub use check::{CheckOptions, head_name};
#[cfg(feature = "git")]
pub use check_settings::{BASELINE, CheckSettings, SettingsFrom, SettingsQuery, check_settings};
#[cfg(feature = "git")]
pub use dictionaries::{DictionaryFile, GlossaryFile};
pub use error::{Error, ErrorKind, Hint};
#[cfg(feature = "git")]
pub use history::HistoryOptions;
#[cfg(feature = "git")]
pub use open::Repository;
#[cfg(feature = "git")]
pub use progress::Progress;
pub use result::{DocumentLog, DocumentStatus, LoggedEdition, TextState, TranslationStatus};
#[cfg(feature = "git")]
pub use settings::{CONFIGURATION, Settings};
#[cfg(feature = "git")]
pub use snapshot::{NewSnapshot, Snapshot, SnapshotEdition, SnapshotSource};
#[cfg(feature = "git")]
pub use status::StatusOptions;
pub use text::{Text, sha256};
#[cfg(feature = "git")]
pub use text_source::TextSource;
#[cfg(feature = "git")]
pub use translation::TranslationQuery;
pub use two_texts::{Diff, diff_files, diff_texts};
