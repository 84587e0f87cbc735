//! The git repository of editions. It keeps bytes, text and record as given and extracts nothing.
//!
//! ```text
//! snapshots/<document>/<language>/text.md         the text, one block a line
//! snapshots/<document>/<language>/original.<ext>  the bytes as received
//! snapshots/<document>/<language>/edition.toml    the record
//! snapshots/<document>/settled.toml               what persons said of its translations
//! ```
//!
//! One snapshot is one commit on the branch of `HEAD`. The history holds the editions: each commit that gave one of
//! these folders a new state stored an edition. An edition older than the last one is stored like any other, its
//! files take the usual path, and no history is rewritten; which edition is the latest is therefore never read off
//! the branch's tip but computed from the dates in the records (see [`StoredEdition`]), then from ancestry.
//!
//! What holds while a snapshot is stored:
//!
//! * it is reported as stored only after objects and reference are on disk;
//! * a writer that dies at any instant, or loses a race, leaves nothing that the next writer does not mend;
//! * what the user has changed and not committed is neither touched nor committed.
//!
//! Files: `commit` is the order of the steps; `plan` decides what an edition needs; `lock`, `journal` and
//! `repair` are for writers that die; `work_files` writes files. Only the files `git*.rs` know libgit2.

mod bring;
mod changed;
mod changes;
mod commit;
mod editions;
mod error;
mod files;
mod git;
mod git_changed;
mod git_error;
mod git_files;
mod git_history;
mod git_index;
mod git_path;
mod git_read_at;
mod git_reference;
mod git_tree;
mod given;
mod journal;
mod layout;
mod lock;
mod order;
mod own_file;
mod path_history;
mod plan;
mod record;
mod repair;
mod resolve;
mod settle;
mod snapshot;
mod source;
mod stored;
mod suggest;
mod trailers;
mod work_files;

pub use changed::{Changed, ChangedFile, FileVersion, Head, Patterns};
pub use editions::Store;
pub use error::StoreError;
pub use git_error::GitError;
pub use git_files::FileState;
pub use given::{Author, NewEdition};
pub use path_history::{CameFrom, Following, PathHistory, PathState};
pub use snapshot::Stored;
pub use source::SourceEditions;
pub use stored::StoredEdition;
