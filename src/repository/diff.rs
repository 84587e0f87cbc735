//! Two texts, read side by side and compared.

use crate::failure::Failure;
use crate::input::Input;
use recension::diff::{self, Comparison, Options, Side};
use recension::model::Document;

/// Two texts and what changed between them.
pub struct Compared {
    /// What changed.
    pub comparison: Comparison,
    /// The older text.
    pub before: Document,
    /// The newer text.
    pub after: Document,
}

/// Reads and compares two texts.
pub fn compare(old: &Input, new: &Input, options: &Options) -> Result<Compared, Failure> {
    compare_read(old, new, options, Input::document)
}

/// The same where one version may be empty, because there was no text yet or there is none any more.
pub fn compare_versions(old: &Input, new: &Input, options: &Options) -> Result<Compared, Failure> {
    compare_read(old, new, options, |input| {
        if input.bytes.is_empty() { Ok(Document::default()) } else { input.document() }
    })
}

fn compare_read(
    old: &Input,
    new: &Input,
    options: &Options,
    document: impl Fn(&Input) -> Result<Document, Failure> + Sync,
) -> Result<Compared, Failure> {
    // Both texts are read at once; nothing of one depends on the other.
    let read = |input: &Input| Ok::<_, Failure>((document(input)?, input.sha256()));
    let (before, after) = std::thread::scope(|scope| {
        let before = scope.spawn(|| read(old));
        let after = read(new);
        (before.join(), after)
    });
    let before = before.map_err(|_| Failure::new(format!("reading `{}` failed", old.address)))?;
    let ((before, old_hash), (after, new_hash)) = (before?, after?);
    let mut comparison = diff::compare(&before, &after, options);
    comparison.old = Side { address: old.address.clone(), sha256: old_hash, ..comparison.old };
    comparison.new = Side { address: new.address.clone(), sha256: new_hash, ..comparison.new };
    Ok(Compared { comparison, before, after })
}
