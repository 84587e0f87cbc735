//! What changed between two texts that are named by address, by the rules of the repository's settings.

use super::error::Error;
use super::open::Repository;
use super::text_source::TextSource;
use super::two_texts::{Diff, diff_texts};
use crate::diff::Comparison;

impl Repository {
    /// What changed between two texts, by the rules of the repository's settings.
    ///
    /// ```no_run
    /// # let repo = recension::Repository::discover(".")?;
    /// let comparison = repo.diff("privacy/en@~1", "privacy/en")?;
    /// for change in &comparison.changes {
    ///     println!("{} {}", change.kind.name(), change.id);
    /// }
    /// # Ok::<(), recension::repository::Error>(())
    /// ```
    ///
    /// # Errors
    /// When one of the texts does not exist or cannot be read.
    pub fn diff(&self, old: impl Into<TextSource>, new: impl Into<TextSource>) -> Result<Comparison, Error> {
        self.diff_with_texts(old, new).map(|diff| diff.comparison)
    }

    /// The same with the two texts, for reports that show the whole of them.
    ///
    /// # Errors
    /// When one of the texts does not exist or cannot be read.
    pub fn diff_with_texts(
        &self,
        old: impl Into<TextSource>,
        new: impl Into<TextSource>,
    ) -> Result<Diff, Error> {
        let (old, new) = (self.find(old.into())?, self.find(new.into())?);
        let comparison = diff_texts(&old, &new, &self.settings().diff_options())?;
        Ok(Diff { old, new, comparison })
    }
}
