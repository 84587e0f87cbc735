//! The commits that gave an edition's folder a new state.

use crate::model::DocumentName;
use crate::store::error::StoreError;
use crate::store::git::{Git, ObjectId};
use crate::store::layout;
use git2::{Commit, ErrorCode, Oid, Sort};
use std::collections::HashMap;

/// One state of an edition's folder.
#[derive(Debug, Clone)]
pub(in crate::store) struct FolderState {
    /// The language's folder name.
    pub language: String,
    /// The commit that brought the state.
    pub commit: ObjectId,
    /// The folder.
    pub folder: ObjectId,
}

/// The languages of a document in one commit: folder name and tree.
type Languages = Vec<(String, ObjectId)>;

impl Git {
    /// Every state that a language's folder of `document` came to by a commit on the way to `tip`, ancestors first.
    ///
    /// A merge brings a state only where no parent has it. Most commits of a repository leave `snapshots/` alone, so
    /// its tree id is compared first; on 10,000 commits the walk is bounded by reading commits and root trees.
    pub fn folder_states(
        &self,
        tip: ObjectId,
        document: &DocumentName,
    ) -> Result<Vec<FolderState>, StoreError> {
        let wrong = || StoreError::git("read the history");
        let mut walk = self.repo.revwalk().map_err(wrong())?;
        walk.set_sorting(Sort::TOPOLOGICAL | Sort::REVERSE).map_err(wrong())?;
        walk.push(tip.0).map_err(wrong())?;
        let mut seen = Seen { snapshots: HashMap::new(), languages: HashMap::new() };
        let cut_off = self.cut_off();
        let mut states = Vec::new();
        for id in walk {
            let commit = id.and_then(|id| self.repo.find_commit(id)).map_err(wrong())?;
            let here = self.snapshots_of(&commit, &mut seen)?;
            let parents: Vec<Option<Oid>> =
                commit.parent_ids().map(|parent| seen.snapshots.get(&parent).copied().flatten()).collect();
            let Some(here) = here.filter(|here| !parents.contains(&Some(*here))) else { continue };
            let languages = self.languages_of(here, document, &mut seen)?;
            // What is there at the cut was there before it, in states that this clone does not hold. To go on would
            // give the wrong latest edition, the wrong source and no error.
            if !languages.is_empty() && cut_off.contains(&commit.id()) {
                return Err(StoreError::ShallowStore { document: document.to_string() });
            }
            let mut known = Vec::new();
            for parent in parents.into_iter().flatten() {
                known.extend(self.languages_of(parent, document, &mut seen)?);
            }
            let fresh = languages.into_iter().filter(|language| !known.contains(language));
            states.extend(fresh.map(|(language, folder)| FolderState {
                language,
                commit: ObjectId(commit.id()),
                folder,
            }));
        }
        Ok(states)
    }

    /// The folders of a document's folder as states of no commit in particular.
    pub fn languages_in(&self, document: ObjectId) -> Result<Vec<FolderState>, StoreError> {
        let state = |(language, folder)| FolderState { language, commit: ObjectId(Oid::ZERO_SHA1), folder };
        Ok(self.folders_in(document)?.into_iter().map(state).collect())
    }

    /// The tree id of `snapshots/` in a commit, remembered for its children.
    fn snapshots_of(&self, commit: &Commit<'_>, seen: &mut Seen) -> Result<Option<Oid>, StoreError> {
        let tree = commit.tree().map_err(StoreError::git("read the history"))?;
        let snapshots = tree
            .get_name(layout::SNAPSHOTS)
            .filter(|entry| entry.kind() == Some(git2::ObjectType::Tree))
            .map(|entry| entry.id());
        seen.snapshots.insert(commit.id(), snapshots);
        Ok(snapshots)
    }

    /// The languages of the document in a tree of `snapshots/`.
    fn languages_of(
        &self,
        snapshots: Oid,
        document: &DocumentName,
        seen: &mut Seen,
    ) -> Result<Languages, StoreError> {
        if let Some(languages) = seen.languages.get(&snapshots) {
            return Ok(languages.clone());
        }
        let wrong = || StoreError::git("read the history");
        let tree = self.repo.find_tree(snapshots).map_err(wrong())?;
        let languages = match tree.get_path(std::path::Path::new(document.as_str())) {
            Ok(entry) if entry.kind() == Some(git2::ObjectType::Tree) => {
                self.folders_in(ObjectId(entry.id()))?
            }
            Ok(_) => Languages::new(),
            Err(error) if error.code() == ErrorCode::NotFound => Languages::new(),
            Err(error) => return Err(wrong()(error)),
        };
        seen.languages.insert(snapshots, languages.clone());
        Ok(languages)
    }
}

/// What the walk has read.
struct Seen {
    /// Commit → its `snapshots/`.
    snapshots: HashMap<Oid, Option<Oid>>,
    /// `snapshots/` → the languages of the document in it.
    languages: HashMap<Oid, Languages>,
}
