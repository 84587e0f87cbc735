//! Giving a document, a language or a revision another name: each edition is stored once more under it, and the list of
//! the old name says where it went. The whole chain of commits becomes the branch at once.

use crate::model::{DocumentName, Edition, Language, Revision};
use crate::store::error::StoreError;
use crate::store::git::Git;
use crate::store::git::reference::Tip;
use crate::store::layout;
use crate::store::read::editions::{Store, editions_of};
use crate::store::read::order;
use crate::store::read::stored::StoredEdition;
use crate::store::write::commit::{self, FolderWrite, Planned, Step};
use crate::store::write::fields;
use crate::store::write::folders;
use crate::store::write::new_edition::Author;
use crate::store::write::plan::refuse_other_case;
use crate::store::write::snapshot::show_newest;
use crate::store::write::trailers::{self, Class};
use crate::store::write::withdraw::{entry, listed};
use std::collections::BTreeSet;
use std::fmt;

/// What is to be given another name.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Name {
    /// A document in all its languages.
    Document(DocumentName),
    /// A document in one language.
    Language(DocumentName, Language),
    /// One edition.
    Edition(DocumentName, Language, Revision),
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document(document) => write!(f, "{document}"),
            Self::Language(document, language) => write!(f, "{document}/{language}"),
            Self::Edition(document, language, revision) => write!(f, "{document}/{language}@{revision}"),
        }
    }
}

impl Name {
    fn document(&self) -> &DocumentName {
        match self {
            Self::Document(document) | Self::Language(document, _) | Self::Edition(document, ..) => document,
        }
    }

    fn covers(&self, edition: &Edition) -> bool {
        edition.document == *self.document()
            && match self {
                Self::Document(_) => true,
                Self::Language(_, language) => edition.language == *language,
                Self::Edition(_, language, revision) => {
                    edition.language == *language && edition.revision == *revision
                }
            }
    }

    /// The record with this name for what the name covers.
    fn applied(&self, edition: &Edition) -> Edition {
        let mut edition = edition.clone();
        edition.document = self.document().clone();
        if let Self::Language(_, language) | Self::Edition(_, language, _) = self {
            edition.language = language.clone();
        }
        if let Self::Edition(_, _, revision) = self {
            edition.revision = revision.clone();
        }
        edition
    }
}

/// What a rename did.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Renamed {
    /// The last commit.
    pub commit: String,
    /// The former and the present address of every edition.
    pub editions: Vec<(String, String)>,
}

impl Store {
    /// Gives editions another name, both of one kind: a document, a language of it, one edition. All or none.
    ///
    /// # Errors
    /// [`StoreError::RevisionTaken`] where an edition of the new name is stored; [`StoreError::UnknownDocument`] where
    /// none has the old name; as [`Store::snapshot`].
    pub fn rename(&self, from: &Name, to: &Name, author: &Author) -> Result<Renamed, StoreError> {
        let made = commit::commit(&self.git, author, |git, tip| {
            refuse_other_case(git, to.document().as_str(), from.document().as_str(), tip.commit)?;
            let plan = Plan::new(git, tip, from, to)?;
            let mut steps = plan.renamed()?;
            steps.extend(plan.followers()?);
            steps.extend(show_newest(git, &plan.displaced())?);
            let mut last = plan.left_behind(author)?;
            if let Some(step) = steps.last_mut() {
                step.folders.append(&mut last);
            }
            let pair =
                |stored: &StoredEdition| (stored.edition.address(), to.applied(&stored.edition).address());
            Ok(Some(Planned { steps, note: plan.moved.iter().map(pair).collect() }))
        })?;
        let (commit, editions) = made.ok_or(StoreError::NothingGiven)?;
        Ok(Renamed { commit: commit.to_string(), editions })
    }
}

/// A rename at a tip.
struct Plan<'a> {
    git: &'a Git,
    tip: &'a Tip,
    from: &'a Name,
    to: &'a Name,
    /// All editions of the document, oldest first.
    all: Vec<StoredEdition>,
    /// Those that the old name covers.
    moved: Vec<StoredEdition>,
    /// All editions of the document with the new name.
    taken: Vec<StoredEdition>,
}

impl<'a> Plan<'a> {
    fn new(git: &'a Git, tip: &'a Tip, from: &'a Name, to: &'a Name) -> Result<Self, StoreError> {
        let there = |name: &Name| {
            if tip.commit.is_some() { editions_of(git, name.document()) } else { Ok(Vec::new()) }
        };
        let all = there(from)?;
        let moved: Vec<_> = all.iter().filter(|stored| from.covers(&stored.edition)).cloned().collect();
        if moved.is_empty() {
            return Err(StoreError::UnknownDocument {
                document: from.to_string(),
                suggestion: None,
                known: Vec::new(),
            });
        }
        let taken = if from.document() == to.document() { all.clone() } else { there(to)? };
        let new = |stored: &StoredEdition| to.applied(&stored.edition).address();
        if let Some(address) =
            moved.iter().map(new).find(|new| taken.iter().any(|taken| taken.edition.address() == *new))
        {
            return Err(StoreError::RevisionTaken { address });
        }
        Ok(Self { git, tip, from, to, all, moved, taken })
    }

    /// One commit for each edition under its new name.
    fn renamed(&self) -> Result<Vec<Step>, StoreError> {
        let step = |stored: &StoredEdition| {
            let edition = self.to.applied(&self.retargeted(&stored.edition));
            let folders = vec![folders::stored(self.git, stored, &edition)?];
            let line = format!("It was {}.\n", stored.edition.address());
            Ok(Step { folders, message: trailers::message(&[(&edition, Class::Rename)], &line) })
        };
        self.moved.iter().map(step).collect()
    }

    /// One commit for each edition that keeps its name and translates one that does not, and the newest ones again.
    fn followers(&self) -> Result<Vec<Step>, StoreError> {
        let mut steps = Vec::new();
        let mut newest = Vec::new();
        for stored in self.all.iter().filter(|stored| !self.from.covers(&stored.edition)) {
            let edition = self.retargeted(&stored.edition);
            if edition == stored.edition {
                continue;
            }
            let changes = fields::lines(&fields::changes(&stored.edition, &edition));
            let folders = vec![folders::stored(self.git, stored, &edition)?];
            steps.push(Step { folders, message: trailers::message(&[(&edition, Class::Record)], &changes) });
            newest.retain(|newest: &&StoredEdition| newest.edition.language != edition.language);
            newest.extend(self.newest_that_stays(&edition.language).filter(|newest| *newest != stored));
        }
        steps.extend(show_newest(self.git, &newest)?);
        Ok(steps)
    }

    /// What the old name keeps: its other editions, and a list of what went where. What persons settled goes along with
    /// a whole document.
    fn left_behind(&self, author: &Author) -> Result<Vec<FolderWrite>, StoreError> {
        let document = self.from.document();
        let mut folders = Vec::new();
        let mut entries = Vec::new();
        for stored in &self.moved {
            let Edition { language, revision, .. } = &stored.edition;
            let address = self.to.applied(&stored.edition).address();
            entries.push(entry(language, revision, author, None, Some(address))?);
        }
        let languages: BTreeSet<&Language> =
            self.moved.iter().map(|stored| &stored.edition.language).collect();
        for language in languages {
            folders.push(match self.newest_in_folder(language) {
                Some((newest, edition)) => folders::stored(self.git, newest, &edition)?,
                None => folders::emptied(document, language),
            });
        }
        if matches!(self.from, Name::Document(_)) {
            folders.extend(settled(self.git, self.tip, document, self.to.document())?);
        }
        folders.push(listed(self.git, self.tip, document, entries)?);
        Ok(folders)
    }

    /// The newest edition in the old folder of a language after the rename, with its record.
    fn newest_in_folder(&self, language: &Language) -> Option<(&StoredEdition, Edition)> {
        let editions = self.all.iter().filter(|stored| stored.edition.language == *language);
        let after = editions.map(|stored| {
            let edition = self.retargeted(&stored.edition);
            let moved = self.from.covers(&edition);
            (stored, if moved { self.to.applied(&edition) } else { edition })
        });
        let mut here: Vec<(&StoredEdition, Edition)> = after
            .filter(|(_, edition)| edition.language == *language && edition.document == *self.from.document())
            .collect();
        // A label that is a date decides the order where there is no other: the new one may be older.
        let records: Vec<&Edition> = here.iter().map(|(_, edition)| edition).collect();
        let newest = order::newest(&records)?;
        Some(here.swap_remove(newest))
    }

    /// The newest editions that the new names had before, where the ones renamed are older.
    fn displaced(&self) -> Vec<&StoredEdition> {
        let applied: Vec<Edition> =
            self.moved.iter().map(|stored| self.to.applied(&stored.edition)).collect();
        let languages: BTreeSet<&Language> = applied.iter().map(|edition| &edition.language).collect();
        let of = |language: &Language| {
            let had: Vec<&StoredEdition> = self
                .taken
                .iter()
                .filter(|taken| taken.edition.language == *language && !self.from.covers(&taken.edition))
                .collect();
            let mut records: Vec<&Edition> = had.iter().map(|stored| &stored.edition).collect();
            records.extend(applied.iter().filter(|edition| edition.language == *language));
            order::newest(&records).and_then(|newest| had.get(newest).copied())
        };
        languages.into_iter().filter_map(of).collect()
    }

    fn newest_that_stays(&self, language: &Language) -> Option<&StoredEdition> {
        let mut editions = self.all.iter().rev();
        editions.find(|stored| stored.edition.language == *language && !self.from.covers(&stored.edition))
    }

    /// The record with the new name of what it translates.
    fn retargeted(&self, edition: &Edition) -> Edition {
        let mut edition = edition.clone();
        let source = edition.translates.as_deref().and_then(|source| source.split_once('@'));
        let Some((language, revision)) = source else { return edition };
        // A whole address names the document before the language.
        let language = language.rsplit('/').next().unwrap_or_default();
        let is_source = |stored: &&StoredEdition| {
            stored.edition.language.as_str() == language && stored.edition.revision.as_str() == revision
        };
        if let Some(source) = self.moved.iter().find(is_source) {
            let Edition { language, revision, .. } = self.to.applied(&source.edition);
            edition.translates = Some(format!("{language}@{revision}"));
        }
        edition
    }
}

/// The file of what persons settled, moved from one document to another.
fn settled(
    git: &Git,
    tip: &Tip,
    from: &DocumentName,
    to: &DocumentName,
) -> Result<Vec<FolderWrite>, StoreError> {
    let Some(file) = git.files_at(tip.commit, &layout::document(from))?.get(layout::SETTLED).copied() else {
        return Ok(Vec::new());
    };
    let content = (layout::SETTLED.to_owned(), git.blob(file)?);
    let goes: fn(&str) -> bool = |file| file == layout::SETTLED;
    Ok(vec![
        FolderWrite { folder: layout::document(to), files: vec![content], goes },
        FolderWrite { folder: layout::document(from), files: Vec::new(), goes },
    ])
}
