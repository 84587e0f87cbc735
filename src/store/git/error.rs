//! What libgit2 says when something fails, kept apart so that no other type of it leaves the store.

/// A failure inside libgit2, with its own words.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.message().trim_end_matches('.'))]
pub struct GitError(#[from] git2::Error);

impl GitError {
    /// Whether a lock file stood in the way.
    pub(in crate::store) fn is_locked(&self) -> bool {
        self.0.code() == git2::ErrorCode::Locked
    }

    /// Whether what was asked for does not exist.
    pub(in crate::store) fn is_not_found(&self) -> bool {
        self.0.code() == git2::ErrorCode::NotFound
    }

    /// Whether a reference no longer had the expected value, or exists where none was expected.
    pub(in crate::store) fn is_lost_race(&self) -> bool {
        matches!(self.0.code(), git2::ErrorCode::Modified | git2::ErrorCode::Exists)
    }

    /// Whether the repository belongs to another user.
    pub(in crate::store) fn is_foreign_owner(&self) -> bool {
        self.0.code() == git2::ErrorCode::Owner
    }

    /// Whether there is something at the place already.
    pub(in crate::store) fn is_exists(&self) -> bool {
        self.0.code() == git2::ErrorCode::Exists
    }
}
