//! Which states made the clauses of a text.

use super::error::{Error, ErrorKind};
use super::history::{HistoryOptions, Subject};
use super::open::Repository;
use super::states::{edition_states, path_states};
use crate::history::{Blame, States, Window, blame};
use crate::store::Following;

impl Repository {
    /// For each clause of a text: the state that brought it, that last changed its wording, and that last changed it in
    /// substance. `address` is a document of the store (`privacy/en`, `privacy/en@2021-02-23`), a path, or a path at a
    /// git revision.
    ///
    /// ```no_run
    /// # let repo = recension::Repository::discover(".")?;
    /// let blame = repo.blame("docs/terms.md", &Default::default())?;
    /// for clause in &blame.clauses {
    ///     println!("{:?} {}", clause.last_substance.date, clause.text);
    /// }
    /// # Ok::<(), recension::repository::Error>(())
    /// ```
    ///
    /// # Errors
    /// When there is no such text, or a state of it cannot be read.
    pub fn blame(&self, address: &str, options: &HistoryOptions) -> Result<Blame, Error> {
        let (document, label) = match address.split_once('@') {
            Some((document, label)) if !self.folder().join(address).exists() => (document, Some(label)),
            _ => (address, None),
        };
        let to = options.to.as_deref().or(label);
        let store = self.store()?;
        match self.subject(document, options.language.as_ref())? {
            Subject::Editions(editions) => {
                let last = match to {
                    Some(wanted) => editions
                        .iter()
                        .position(|stored| stored.edition.revision.as_str() == wanted)
                        .ok_or_else(|| {
                            let sentence = format!("`{document}` has no revision `{wanted}`");
                            Error::new(ErrorKind::NotFound, sentence)
                        })?,
                    None => editions.len().saturating_sub(1),
                };
                let editions = editions.get(..=last).unwrap_or(&editions);
                let states = edition_states(store, editions)?;
                let steps = steps(&states);
                blame(&states, address, &mut self.edition_reader(editions, steps).with_alignment())
            }
            Subject::Path { revision, path } => {
                let following = Following { formerly: options.formerly.clone(), exactly: options.exactly };
                let found = store.path_history(to.unwrap_or(&revision), &path, &following)?;
                let files: Vec<_> = found.states.into_iter().rev().collect();
                let states = path_states(&files);
                let steps = steps(&states);
                let reader = self.path_reader(&files, options.language.as_ref(), steps);
                let mut blame = blame(&states, address, &mut reader.with_alignment())?;
                blame.is_cut = found.is_cut;
                Ok(blame)
            }
        }
    }
}

/// The states that are read.
fn steps(states: &States) -> usize {
    Window::new(states, None, None, None).steps()
}
