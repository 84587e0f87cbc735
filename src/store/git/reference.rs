//! The tip that a snapshot is put on, the commit object, and moving the reference by compare-and-swap.

use crate::store::error::StoreError;
use crate::store::git::error::GitError;
use crate::store::git::{Git, ObjectId};
use crate::store::write::new_edition::Author;
use git2::{Oid, ReferenceType, Signature, Time};

/// Longest chain of symbolic references that is followed, as in git.
const MAX_SYMBOLIC: usize = 5;

/// Where the next snapshot goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Tip {
    /// The branch of `HEAD`, or `HEAD` itself where it is detached.
    pub reference: String,
    /// Its commit; none while the branch is unborn.
    pub commit: Option<ObjectId>,
}

/// How an attempt to move the reference ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Moved {
    /// It names the new commit now, on disk.
    Yes,
    /// Another writer moved it first.
    LostRace,
    /// Another program holds its lock file.
    Locked,
}

impl Git {
    /// The reference that `HEAD` names, and its commit.
    pub fn tip(&self) -> Result<Tip, StoreError> {
        let wrong = || StoreError::git("read HEAD");
        let mut name = "HEAD".to_owned();
        for _ in 0..MAX_SYMBOLIC {
            let reference = match self.repo.find_reference(&name) {
                Ok(reference) => reference,
                Err(error) if error.code() == git2::ErrorCode::NotFound && name != "HEAD" => {
                    return Ok(Tip { reference: name, commit: None });
                }
                Err(error) => return Err(wrong()(error)),
            };
            if reference.kind() != Some(ReferenceType::Symbolic) {
                let commit = reference.peel_to_commit().map_err(wrong())?;
                return Ok(Tip { reference: name, commit: Some(ObjectId(commit.id())) });
            }
            match reference.symbolic_target().map_err(wrong())? {
                Some(target) => name = target.to_owned(),
                None => break,
            }
        }
        Err(wrong()(git2::Error::from_str("its symbolic references have no end")))
    }

    /// The commit of `HEAD`.
    ///
    /// # Errors
    /// [`StoreError::NoCommits`] while there is none.
    pub fn tip_commit(&self) -> Result<ObjectId, StoreError> {
        self.tip()?.commit.ok_or_else(|| StoreError::NoCommits { path: self.root() })
    }

    /// Writes a commit object; no reference is moved.
    pub fn write_commit(
        &self,
        parent: Option<ObjectId>,
        tree: ObjectId,
        author: &Author,
        message: &str,
    ) -> Result<ObjectId, StoreError> {
        let wrong = || StoreError::git("write the commit");
        let time = Time::new(author.seconds, author.offset_minutes);
        let signature = Signature::new(&author.name, &author.email, &time)
            .map_err(|_| StoreError::BadAuthor { name: author.name.clone(), email: author.email.clone() })?;
        let tree = self.repo.find_tree(tree.0).map_err(wrong())?;
        let parent = parent.map(|id| self.repo.find_commit(id.0)).transpose().map_err(wrong())?;
        let parents: Vec<_> = parent.iter().collect();
        // The commit below may be git's own and not on disk yet; a branch that cannot be walked has no editions.
        for parent in &parents {
            self.flush(parent.id())?;
        }
        self.persist("write the commit", || {
            self.repo.commit(None, &signature, &signature, message, &tree, &parents)
        })
    }

    /// Makes the tip's reference name `new`, if it still names what the tip says.
    pub fn move_reference(&self, tip: &Tip, new: ObjectId, message: &str) -> Result<Moved, StoreError> {
        // The zero id means: only where there is no such reference yet.
        let expected = tip.commit.map_or(Oid::ZERO_SHA1, |id| id.0);
        match self.repo.reference_matching(&tip.reference, new.0, true, expected, message) {
            Ok(_) => Ok(Moved::Yes),
            Err(error) => {
                let source = GitError::from(error);
                if source.is_lost_race() || source.is_not_found() {
                    Ok(Moved::LostRace)
                } else if source.is_locked() {
                    Ok(Moved::Locked)
                } else {
                    Err(StoreError::Git { doing: "move the branch", source })
                }
            }
        }
    }

    /// Whether `commit` is `tip` or one of its ancestors.
    pub fn is_in_history(&self, commit: ObjectId, tip: ObjectId) -> Result<bool, StoreError> {
        if commit == tip {
            return Ok(true);
        }
        if self.repo.find_commit(commit.0).is_err() {
            return Ok(false);
        }
        self.repo.graph_descendant_of(tip.0, commit.0).map_err(StoreError::git("read the history"))
    }

    /// The commit that an id, or the beginning of one, names here.
    pub fn commit_named(&self, id: &str) -> Result<Option<ObjectId>, StoreError> {
        match self.repo.revparse_single(id).and_then(|object| object.peel_to_commit()) {
            Ok(commit) => Ok(Some(ObjectId(commit.id()))),
            // Unknown, ambiguous, or no commit: it names none.
            Err(error) if error.class() == git2::ErrorClass::Os => {
                Err(StoreError::git("find a commit")(error))
            }
            Err(_) => Ok(None),
        }
    }

    /// The work tree that has the reference checked out: this repository's own, or one linked to a bare one.
    pub fn work_tree_on(&self, reference: &str) -> Result<Option<Git>, StoreError> {
        if self.work_dir().is_some() {
            let here = self.tip()?.reference == reference;
            return if here { Git::open_exactly(self.git_dir()).map(Some) } else { Ok(None) };
        }
        let names = self.repo.worktrees().map_err(StoreError::git("list the work trees"))?;
        for name in names.iter().filter_map(|name| name.ok().flatten()) {
            // One whose folder is gone follows nothing.
            let Ok(tree) = Git::open_exactly(&self.common_dir().join("worktrees").join(name)) else {
                continue;
            };
            if tree.work_dir().is_some_and(std::path::Path::is_dir)
                && tree.tip().is_ok_and(|tip| tip.reference == reference)
                && reference != "HEAD"
            {
                return Ok(Some(tree));
            }
        }
        Ok(None)
    }
}
