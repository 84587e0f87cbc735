//! Two texts, read side by side and compared.

use super::error::{Error, ErrorKind};
use super::text::Text;
use crate::diff::{self, Comparison, Options, Side};
use std::path::Path;

/// Two texts and what changed between them.
#[derive(Debug)]
#[non_exhaustive]
pub struct Diff {
    /// The older text.
    pub old: Text,
    /// The newer text.
    pub new: Text,
    /// What changed, with the addresses, hashes and languages of both texts.
    pub comparison: Comparison,
}

/// Compares two files.
///
/// ```
/// use recension::{DiffOptions, diff_files};
/// # let folder = tempfile::tempdir()?;
/// # let (old, new) = (folder.path().join("old.md"), folder.path().join("new.md"));
/// # std::fs::write(&old, "# Data\n\nWe keep your data for 30 days.\n")?;
/// # std::fs::write(&new, "# Data\n\nWe keep your data for 60 days.\n")?;
///
/// let comparison = diff_files(old, new, &DiffOptions::default())?;
/// assert_eq!(comparison.summary.significance.substantive, 1);
/// assert_eq!(comparison.changes[0].rules[0].id.to_string(), "duration-changed");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When one of the files does not exist or cannot be read as a text.
pub fn diff_files(
    old: impl AsRef<Path>,
    new: impl AsRef<Path>,
    options: &Options,
) -> Result<Comparison, Error> {
    diff_texts(&Text::read_file(old)?, &Text::read_file(new)?, options)
}

/// Compares two texts, wherever they come from.
///
/// ```
/// use recension::{DiffOptions, diff_texts};
/// use recension::repository::Text;
///
/// let old = Text::named("before", "terms.md", b"You may cancel at any time.\n".to_vec());
/// let new = Text::named("after", "terms.md", b"You may not cancel at any time.\n".to_vec());
/// let comparison = diff_texts(&old, &new, &DiffOptions::default())?;
/// assert_eq!((comparison.old.address.as_str(), comparison.changes.len()), ("before", 1));
/// # Ok::<(), recension::repository::Error>(())
/// ```
///
/// # Errors
/// When one of the texts cannot be read.
pub fn diff_texts(old: &Text, new: &Text, options: &Options) -> Result<Comparison, Error> {
    // Both texts are read at once; nothing of one depends on the other.
    let read = |text: &Text| Ok::<_, Error>((text.document()?, text.sha256()));
    let (before, after) = std::thread::scope(|scope| {
        let before = scope.spawn(|| read(old));
        let after = read(new);
        (before.join(), after)
    });
    let died = || Error::new(ErrorKind::Unreadable, format!("reading `{}` failed", old.address()));
    let ((before, old_hash), (after, new_hash)) = (before.map_err(|_| died())??, after?);
    let mut comparison = diff::compare(&before, &after, options);
    comparison.old = Side { address: old.address().to_owned(), sha256: old_hash, ..comparison.old };
    comparison.new = Side { address: new.address().to_owned(), sha256: new_hash, ..comparison.new };
    Ok(comparison)
}
