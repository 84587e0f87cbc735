//! What persons settled, beside the editions: `snapshots/<document>/settled.toml`, for all languages of a document.

use crate::model::{DocumentName, Language, Settled};
use crate::store::error::StoreError;
use crate::store::git::{Git, ObjectId};
use crate::store::layout;
use crate::store::read::editions::Store;
use crate::store::write::commit::{self, FolderWrite, Planned, Step};
use crate::store::write::new_edition::Author;
use serde::{Deserialize, Serialize};

/// The file.
#[derive(Debug, Default, Serialize, Deserialize)]
struct File {
    #[serde(default)]
    settled: Vec<Settled>,
}

impl Store {
    /// What was settled for a document, oldest first.
    ///
    /// # Errors
    /// [`StoreError::DamagedRecord`] when the file cannot be read; what libgit2 says.
    pub fn settled(&self, document: &DocumentName) -> Result<Vec<Settled>, StoreError> {
        read(&self.git, self.git.tip_commit()?, document)
    }

    /// Records what a person settled, as one commit. What is settled alike already is left as it is; gives the
    /// commit's id, or `None` where there was nothing new.
    ///
    /// # Errors
    /// As [`Store::snapshot`].
    pub fn settle(
        &self,
        document: &DocumentName,
        new: &[Settled],
        author: &Author,
    ) -> Result<Option<String>, StoreError> {
        let verb = format!("Settle {} of {document}", clauses(new));
        self.change_settled(document, author, &verb, |before| {
            let mut all = before.to_vec();
            for new in new {
                if !all.iter().any(|old| same(old, new)) {
                    all.push(new.clone());
                }
            }
            all
        })
    }

    /// Takes back what was settled: every entry of the language for one of `sources`, digests of source clauses.
    ///
    /// # Errors
    /// As [`Store::snapshot`].
    pub fn unsettle(
        &self,
        document: &DocumentName,
        language: &Language,
        sources: &[String],
        author: &Author,
    ) -> Result<Option<String>, StoreError> {
        let verb = format!("Take back what was settled of {document}/{language}");
        self.change_settled(document, author, &verb, |before| {
            let goes = |old: &&Settled| old.language == *language && sources.contains(&old.source);
            before.iter().filter(|old| !goes(old)).cloned().collect()
        })
    }

    fn change_settled(
        &self,
        document: &DocumentName,
        author: &Author,
        subject: &str,
        change: impl Fn(&[Settled]) -> Vec<Settled>,
    ) -> Result<Option<String>, StoreError> {
        let folder = format!("{}/{document}", layout::SNAPSHOTS);
        let made = commit::commit(&self.git, author, |git, tip| {
            let before = tip.commit.map_or_else(|| Ok(Vec::new()), |tip| read(git, tip, document))?;
            let settled = change(&before);
            if settled == before {
                return Ok(None);
            }
            let text = toml::to_string(&File { settled }).map_err(|error| StoreError::DamagedRecord {
                path: format!("{folder}/{}", layout::SETTLED),
                commit: "to be written".to_owned(),
                reason: error.to_string(),
            })?;
            let files = vec![(layout::SETTLED.to_owned(), text.into_bytes())];
            let message = format!("{subject}\n\nRecension-Document: {document}\nRecension-Class: settled\n");
            let write = FolderWrite { folder: folder.clone(), files, goes: |_| false };
            Ok(Some(Planned { steps: vec![Step { folders: vec![write], message }], note: () }))
        })?;
        Ok(made.map(|(commit, ())| commit.to_string()))
    }
}

/// Whether two entries settle the same.
fn same(a: &Settled, b: &Settled) -> bool {
    (&a.language, &a.source, &a.target) == (&b.language, &b.source, &b.target)
}

/// The clauses for a commit's subject.
fn clauses(settled: &[Settled]) -> String {
    match settled {
        [one] => format!("{} ({})", one.clause, one.language),
        [one, ..] => format!("{} clauses ({})", settled.len(), one.language),
        [] => "nothing".to_owned(),
    }
}

fn read(git: &Git, tip: ObjectId, document: &DocumentName) -> Result<Vec<Settled>, StoreError> {
    let folder = format!("{}/{document}", layout::SNAPSHOTS);
    let files = git.files_at(Some(tip), &folder)?;
    let Some(id) = files.get(layout::SETTLED) else { return Ok(Vec::new()) };
    let damaged = |reason: String| StoreError::DamagedRecord {
        path: format!("{folder}/{}", layout::SETTLED),
        commit: tip.to_string(),
        reason,
    };
    let bytes = git.blob(*id)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| damaged("it is not UTF-8".to_owned()))?;
    let file: File = toml::from_str(text).map_err(|error| damaged(error.message().replace('\n', " ")))?;
    Ok(file.settled)
}
