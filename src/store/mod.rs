//! The git repository of editions. It keeps bytes, text and record as given and extracts nothing.
//!
//! ```text
//! snapshots/<document>/<language>/text.md         the text, one block a line
//! snapshots/<document>/<language>/original.<ext>  the bytes as received
//! snapshots/<document>/<language>/edition.toml    the record
//! snapshots/<document>/settled.toml               what persons said of its translations
//! snapshots/<document>/withdrawn.toml             editions that were taken out or renamed
//! snapshots/.gitattributes                        no conversion of line ends
//! ```
//!
//! One snapshot is one commit on the branch of `HEAD`. The history holds the editions: each commit that gave one of
//! these folders a new state stored an edition. An edition older than the latest one is stored like any other, and a
//! second commit gives the branch the files of the latest again; no history is rewritten. Which edition is the latest
//! is computed from the dates in the records (see [`StoredEdition`]), then from ancestry.
//!
//! What holds while a snapshot is stored:
//!
//! * it is reported as stored only after objects and reference are on disk;
//! * a writer that dies at any instant, or loses a race, leaves nothing that the next writer does not mend;
//! * what the user has changed and not committed is neither touched nor committed.
//!
//! Rooms: `git` is the only one that knows libgit2; `read` finds editions and files; `write` stores.

mod error;
mod git;
mod layout;
mod read;
mod record;
mod retry;
mod safe_write;
mod suggest;
mod work_files;
mod write;

pub use error::StoreError;
pub use git::error::GitError;
pub use git::files::FileState;
pub use read::changed::{Changed, ChangedFile, FileVersion, Head, Patterns};
pub use read::editions::Store;
pub use read::path_history::{CameFrom, Following, PathHistory, PathState};
pub use read::source::SourceEditions;
pub use read::stored::StoredEdition;
pub use read::verify::{Problem, ProblemKind, Verification};
pub use read::withdrawn::Withdrawn;
pub use write::edit::Edited;
pub use write::fields::FieldChange;
pub use write::interrupt::release_locks;
pub use write::new_edition::{Author, NewEdition};
pub use write::rename::{Name, Renamed};
pub use write::snapshot::Stored;
