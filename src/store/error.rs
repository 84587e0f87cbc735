//! What can go wrong with a store: one sentence each, with what to do, and the data in fields.

use crate::store::git::error::GitError;
use crate::store::suggest::{did_you_mean, or_known};
use std::path::PathBuf;

/// What to do about a shallow clone, on one's own machine and where CI made it. Such a clone mostly knows one branch.
const DEEPEN: &str = "run `git fetch --unshallow origin '+refs/heads/*:refs/remotes/origin/*'` (on GitHub give \
                      actions/checkout `fetch-depth: 0`, on GitLab set `GIT_DEPTH: 0`)";

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[allow(
    missing_docs,
    reason = "fields whose names say all have no comment; paths count from the root of the repository"
)]
pub enum StoreError {
    /// No repository at the path or above it.
    #[error("`{}` is not in a git repository; make a store with `recension init`, or name one", path.display())]
    NotARepository { path: PathBuf },
    /// `init` where there is a repository.
    #[error("`{}` is a git repository already; it can hold editions as it is", path.display())]
    AlreadyARepository { path: PathBuf },
    /// libgit2 reads references as files only.
    #[error(
        "the repository at `{}` keeps its references as a reftable, which recension cannot read; \
         run `git refs migrate --ref-format=files` in it",
        path.display()
    )]
    Reftable { path: PathBuf },
    /// libgit2 as built here knows SHA-1 ids only.
    #[error(
        "the repository at `{}` names its objects by SHA-256, which recension cannot read; \
         use one made with `git init --object-format=sha1`",
        path.display()
    )]
    Sha256Repository { path: PathBuf },
    /// Another user's repository may hold settings that run programs.
    #[error(
        "the repository at `{shown}` belongs to another user; if you trust it, run \
         `git config --global --add safe.directory {shown}`", shown = path.display()
    )]
    ForeignOwner { path: PathBuf },
    /// Nothing was ever committed.
    #[error("the repository at `{}` has no commits yet; store an edition with `recension snapshot`", path.display())]
    NoCommits { path: PathBuf },
    /// Another program holds the lock.
    #[error("another program is writing: it holds `{}`; wait for it, or delete that file if none runs", lock.display())]
    Busy { lock: PathBuf },
    /// Another writer of editions did not finish in time.
    #[error("another recension is storing editions in `{}`; try again when it is done", path.display())]
    OtherWriter { path: PathBuf },
    /// Something else is where the lock of the writers should be.
    #[error("`{}` is not a plain file; delete it", path.display())]
    NotALockFile { path: PathBuf },
    /// The process was asked to end.
    #[error("interrupted; nothing was stored")]
    Interrupted,
    /// The branch moved at every attempt.
    #[error("other programs moved `{reference}` at each of {attempts} attempts; try again")]
    Contended {
        reference: String,
        /// How often it was tried.
        attempts: u32,
    },
    /// A merge, rebase or the like waits to be finished.
    #[error("the repository is in the middle of {what}; finish or abort it first")]
    InProgress {
        /// What it is in the middle of.
        what: &'static str,
    },
    /// libgit2 reads a plain index only.
    #[error("the index of the repository is {what}, which recension cannot read; run `git {mend}`")]
    UnsupportedIndex {
        /// What is special about it: "split", "sparse".
        what: &'static str,
        /// The arguments of the git command that makes it plain.
        mend: &'static str,
    },
    /// The user's own changes are in the edition's folder.
    #[error("`{path}` has changes that are not committed; commit them or undo them first")]
    InTheWay { path: String },
    /// Something that is no folder, where one is needed.
    #[error("`{path}` is a file, a link or a submodule where the store needs a folder; move it away")]
    NotAFolder { path: String },
    /// Something that is no file, where one is needed.
    #[error("`{path}` is a folder or a link where the store needs a file; move it away")]
    NotAFile { path: String },
    /// The revision is stored with other bytes.
    #[error(
        "`{address}` is stored already, with other bytes; give it another revision, or ask to replace it"
    )]
    RevisionTaken { address: String },
    /// The record's SHA-256 is not that of the original.
    #[error("the record of `{address}` says SHA-256 `{recorded}`, but its original has `{found}`")]
    HashMismatch {
        address: String,
        /// What the record says.
        recorded: String,
        /// What the bytes have.
        found: String,
    },
    /// An original that is not the one that was stored.
    #[error(
        "the original of `{address}` was changed after it was stored: its record says SHA-256 `{recorded}`, but commit \
         `{commit}` has `{found}`; restore the original, or store the changed text as a revision of its own"
    )]
    ChangedOriginal {
        address: String,
        /// The commit that brought this state of it.
        commit: String,
        /// What the record says.
        recorded: String,
        /// What the bytes have.
        found: String,
    },
    /// The original's file extension is no plain word.
    #[error(
        "`{extension}` cannot be the extension of an original; write up to 10 letters and digits, such as `txt`"
    )]
    BadExtension { extension: String },
    /// The language's folder cannot exist on every system.
    #[error("the language `{language}` cannot be a folder: it is too long or means a device on Windows")]
    BadLanguageFolder { language: String },
    /// The same folder twice in one snapshot.
    #[error("`{folder}` is given twice; store its revisions one after the other")]
    GivenTwice {
        /// Document and language.
        folder: String,
    },
    /// A change of a record that its bytes or its name fix.
    #[error("only title, dates, source, translated edition and note of `{address}` can be changed")]
    FixedField { address: String },
    /// An edition that was taken out.
    #[error("`{address}` was withdrawn{}", .renamed_to.as_ref().map_or_else(
        || .reason.as_ref().map_or_else(String::new, |reason| format!(": {reason}")),
        |now| format!("; it is `{now}` now"),
    ))]
    Withdrawn {
        address: String,
        /// Why.
        reason: Option<String>,
        /// Its address now, where it was given another name.
        renamed_to: Option<String>,
    },
    /// A time that no calendar has.
    #[error("{seconds} seconds since 1970 are no time that a commit can have")]
    BadTime { seconds: i64 },
    /// A snapshot of no edition.
    #[error("there is no edition to store; give at least one")]
    NothingGiven,
    /// Two names that are one folder where case does not count.
    #[error("`{name}` differs from the stored `{stored}` by case only; write `{stored}`")]
    CaseOnly {
        name: String,
        /// The name in the store.
        stored: String,
    },
    /// git takes no such author.
    #[error(
        "`{name} <{email}>` cannot be the author of a commit; give a name and an address without `<` and `>`"
    )]
    BadAuthor { name: String, email: String },
    /// No such document.
    #[error("there is no document `{document}` in the store{}", or_known(suggestion.as_deref(), known))]
    UnknownDocument {
        /// What was asked for.
        document: String,
        /// The nearest known name.
        suggestion: Option<String>,
        /// The documents that there are.
        known: Vec<String>,
    },
    /// The document has no edition in the language.
    #[error("`{document}` has no edition in `{language}`{}", or_known(suggestion.as_deref(), known))]
    UnknownLanguage {
        document: String,
        /// What was asked for.
        language: String,
        /// The nearest known language.
        suggestion: Option<String>,
        /// The languages that there are.
        known: Vec<String>,
    },
    /// The document has several languages and none was named.
    #[error("`{document}` is stored in several languages; write one, such as `{document}/{}`", known.join("` or `"))]
    LanguageNeeded {
        document: String,
        /// The languages that there are.
        known: Vec<String>,
    },
    /// The edition's language has no such revision.
    #[error("`{edition}` has no revision `{revision}`{}", or_known(suggestion.as_deref(), known))]
    UnknownRevision {
        /// Document and language.
        edition: String,
        /// What was asked for.
        revision: String,
        /// The nearest known revision.
        suggestion: Option<String>,
        /// The revisions that there are, oldest first.
        known: Vec<String>,
    },
    /// Fewer revisions than steps back.
    #[error("`{edition}` has {count} revisions up to there, so `~{back}` is before the first")]
    TooFarBack {
        /// Document and language.
        edition: String,
        /// The steps back that were asked for.
        back: usize,
        /// How many revisions there are, up to the one that was named.
        count: usize,
    },
    /// git knows no such revision.
    #[error("git knows no revision `{revision}` here{}", did_you_mean(suggestion.as_deref()))]
    UnknownGitRevision {
        /// What was asked for.
        revision: String,
        /// The nearest branch or tag.
        suggestion: Option<String>,
    },
    /// Several references of different commits have this name.
    #[error("`{revision}` is ambiguous here: it names {}; write one of them in full", names.join(" and "))]
    AmbiguousRevision {
        /// What was asked for.
        revision: String,
        /// The full names of the references.
        names: Vec<String>,
    },
    /// The revision may lie beyond the end of a shallow clone.
    #[error("this clone is shallow and does not hold `{revision}`; {DEEPEN}")]
    Shallow {
        /// What was asked for.
        revision: String,
    },
    /// Editions of the document may lie beyond the end of a shallow clone.
    #[error("this clone is shallow and may not hold all editions of `{document}`; {DEEPEN}")]
    ShallowStore { document: String },
    /// A loose object whose file ends in the middle.
    #[error(
        "the git object `{}` is damaged: its file ends too early; restore it from another clone, or delete it if \
         `git fsck` does not miss it then", path.display()
    )]
    TruncatedObject {
        /// The object's file.
        path: PathBuf,
    },
    /// Two commits without a common ancestor, perhaps because the clone is shallow.
    #[error(
        "{}", if *.shallow {
            format!("this clone is shallow and does not hold the commit that `{base}` and `{head}` both come from; {DEEPEN}")
        } else {
            format!("`{base}` and `{head}` have no common ancestor; name the revision to compare with")
        }
    )]
    NoMergeBase {
        /// The one.
        base: String,
        /// The other.
        head: String,
        /// Whether the clone is shallow.
        shallow: bool,
    },
    /// Content that the repository should hold and does not.
    #[error(
        "this repository does not hold the content of {what}; if it is a partial clone, run \
         `git fetch --refetch --no-filter origin`, else `git fsck`"
    )]
    MissingContent {
        /// Of what: a path in backticks, or "all files".
        what: String,
    },
    /// A bare repository has no files of its own.
    #[error("the repository at `{}` is bare and has no work tree; name the newer revision", path.display())]
    NoWorkTree { path: PathBuf },
    /// A pattern for paths that git cannot read.
    #[error("`{pattern}` is no pattern for paths: {source}")]
    BadPattern {
        pattern: String,
        /// What libgit2 says.
        source: GitError,
    },
    /// The revision has no such path.
    #[error("`{revision}` has no file `{path}`{}", did_you_mean(suggestion.as_deref()))]
    UnknownPath {
        revision: String,
        /// What was asked for.
        path: String,
        /// The nearest path.
        suggestion: Option<String>,
    },
    /// The file is not there any more.
    #[error(
        "`{revision}` has no file `{path}` any more: commit `{commit}` removed it; \
         name `{commit}^:{path}` to read it as it was"
    )]
    RemovedPath {
        revision: String,
        /// What was asked for.
        path: String,
        /// The commit that removed it.
        commit: String,
    },
    /// libgit2 does not open a clone that left objects with its server.
    #[error(
        "the repository at `{shown}` is a partial clone, which recension cannot read; run in it \
         `git fetch --refetch --no-filter && git config --unset extensions.partialclone`", shown = path.display()
    )]
    PartialClone { path: PathBuf },
    /// The path is no file at that revision.
    #[error("`{path}` is {what} in `{revision}`; name a file")]
    PathIsNoFile {
        revision: String,
        path: String,
        /// What it is: "a folder", "a symbolic link", "a submodule".
        what: &'static str,
    },
    /// A record that cannot be read.
    #[error("`{path}` in commit `{commit}` is no record of this edition: {reason}")]
    DamagedRecord {
        path: String,
        commit: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The snapshot is in the history, but its files could not be brought into the work tree.
    #[error(
        "stored as commit `{commit}`, but its files could not be written: {source}; the next snapshot tries again"
    )]
    NotShown {
        commit: String,
        /// Why not.
        source: Box<StoreError>,
    },
    /// A file could not be read or written.
    #[error("could not {doing} `{}`: {source}", path.display())]
    Io {
        /// What was being done, after "could not".
        doing: &'static str,
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// libgit2 failed.
    #[error("could not {doing}: {source}")]
    Git {
        /// What was being done, after "could not".
        doing: &'static str,
        /// Why.
        source: GitError,
    },
}

impl StoreError {
    /// For `map_err`: a file operation that failed.
    pub(in crate::store) fn io(
        doing: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(std::io::Error) -> StoreError {
        let path = path.into();
        move |source| StoreError::Io { doing, path, source }
    }

    /// For `map_err`: a libgit2 operation that failed.
    pub(in crate::store) fn git<E: Into<GitError>>(doing: &'static str) -> impl FnOnce(E) -> StoreError {
        move |source| StoreError::Git { doing, source: source.into() }
    }
}
