//! The editions in the store, document by document.

use super::error::{Error, ErrorKind};
use super::open::Repository;
use super::result::{DocumentLog, LoggedEdition};
use crate::model::DocumentName;
use crate::store::StoredEdition;

impl Repository {
    /// The editions of a document, newest first by their own dates; of all documents where none is named.
    ///
    /// ```no_run
    /// # let repo = recension::Repository::discover(".")?;
    /// for log in repo.log(None)? {
    ///     println!("{}: {} editions", log.document, log.editions.len());
    /// }
    /// # Ok::<(), recension::repository::Error>(())
    /// ```
    ///
    /// # Errors
    /// When there is no such document, or its records cannot be read.
    pub fn log(&self, document: Option<&str>) -> Result<Vec<DocumentLog>, Error> {
        let store = self.store()?;
        let documents = match document {
            Some(name) => {
                vec![DocumentName::new(name).map_err(|error| Error::new(ErrorKind::Invalid, error))?]
            }
            None => store.documents()?,
        };
        let log = |document: DocumentName| {
            let mut editions = store.editions(&document)?;
            if editions.is_empty() {
                // Says which documents there are.
                store.resolve(document.as_str(), None, None, 0)?;
            }
            editions.reverse();
            let logged = (0..editions.len()).filter_map(|at| logged(&editions, at)).collect();
            Ok(DocumentLog::new(document, logged))
        };
        documents.into_iter().map(log).collect()
    }
}

/// An edition, and the older one in the same language with the same bytes. The newest edition is the first.
fn logged(editions: &[StoredEdition], at: usize) -> Option<LoggedEdition> {
    let StoredEdition { commit, edition, .. } = editions.get(at)?;
    let older = editions.iter().skip(at + 1).map(|stored| &stored.edition);
    let same =
        older.filter(|other| other.language == edition.language).find(|other| other.sha256 == edition.sha256);
    Some(LoggedEdition {
        commit: commit.clone(),
        same_as: same.map(|other| other.revision.to_string()),
        edition: edition.clone(),
    })
}
