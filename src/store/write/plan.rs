//! What an edition that is given means for the store: nothing new, a new edition, or another state of a stored one.

use crate::model::{Edition, Revision};
use crate::store::error::StoreError;
use crate::store::git::{Git, ObjectId};
use crate::store::layout;
use crate::store::read::editions::editions_of;
use crate::store::read::stored::StoredEdition;
use crate::store::write::fields::{self, FieldChange};
use crate::store::write::folders;
use crate::store::write::new_edition::NewEdition;
use crate::store::write::trailers::Class;

/// One edition to be written.
#[derive(Debug)]
pub(in crate::store) struct Planned<'a> {
    /// What is given.
    pub new: &'a NewEdition,
    /// Its record, with what was not given taken from the stored one.
    pub edition: Edition,
    /// Fields of the stored record that change.
    pub fields: Vec<FieldChange>,
    /// The newest edition of the language, where that is another one: its files stay those of the tip.
    pub newer: Option<StoredEdition>,
    /// What that does.
    pub class: Class,
    /// Other revisions of the document in that language with the same original.
    pub same_as: Vec<Revision>,
}

/// Decides for every edition given; those that are stored as they are drop out.
pub(in crate::store) fn plan<'a>(
    git: &Git,
    has_commits: bool,
    given: &'a [NewEdition],
    replace: bool,
) -> Result<Vec<Planned<'a>>, StoreError> {
    let mut planned = Vec::new();
    for new in given {
        let document = &new.edition.document;
        let mut stored = if has_commits { editions_of(git, document)? } else { Vec::new() };
        stored.retain(|stored| stored.edition.language == new.edition.language);
        let earlier = stored.iter().find(|stored| stored.edition.revision == new.edition.revision);
        let edition = record_of(new, earlier.map(|earlier| &earlier.edition));
        let Some(class) = class_of(new, &edition, earlier, replace)? else { continue };
        let fields = earlier.map_or_else(Vec::new, |earlier| fields::changes(&earlier.edition, &edition));
        let newer = folders::newer_than(&edition, &stored).cloned();
        let same = stored.iter().filter(|stored| {
            stored.edition.sha256 == new.edition.sha256 && stored.edition.revision != new.edition.revision
        });
        let same_as = same.map(|stored| stored.edition.revision.clone()).collect();
        planned.push(Planned { new, edition, fields, newer, class, same_as });
    }
    Ok(planned)
}

/// The record to be stored. A title that was given counts most, then that of the stored record as long as the text is
/// the same, then the one that the text gives itself.
fn record_of(new: &NewEdition, earlier: Option<&Edition>) -> Edition {
    let mut edition = new.edition.clone();
    let same_text = earlier.is_some_and(|earlier| earlier.sha256 == edition.sha256);
    if !same_text {
        edition.title = edition.title.or_else(|| new.title_in_text.clone());
    }
    let mut edition = earlier.map_or_else(|| edition.clone(), |earlier| fields::filled(&edition, earlier));
    edition.title = edition.title.or_else(|| new.title_in_text.clone());
    edition
}

fn class_of(
    new: &NewEdition,
    edition: &Edition,
    earlier: Option<&StoredEdition>,
    replace: bool,
) -> Result<Option<Class>, StoreError> {
    let Some(earlier) = earlier else { return Ok(Some(Class::Edition)) };
    if earlier.edition.sha256 != new.edition.sha256 {
        return if replace {
            Ok(Some(Class::Replacement))
        } else {
            Err(StoreError::RevisionTaken { address: new.edition.address() })
        };
    }
    let same_text = ObjectId::of_blob(new.text.as_bytes())? == earlier.text;
    if !same_text || earlier.edition.extractor != new.edition.extractor {
        return Ok(Some(Class::Extraction));
    }
    let same_name = layout::original(&new.extension) == earlier.original_name;
    let same_record = but_captured(&earlier.edition) == but_captured(edition);
    Ok((!same_name || !same_record).then_some(Class::Record))
}

/// The record without the day on which it was taken: taking the same bytes again on another day says nothing new.
fn but_captured(edition: &Edition) -> Edition {
    Edition { captured: None, ..edition.clone() }
}

/// Refuses a document's name that differs from a stored one by case only: they would be one folder on macOS and
/// Windows.
pub(in crate::store) fn check_case(
    git: &Git,
    given: &[NewEdition],
    tip: Option<ObjectId>,
) -> Result<(), StoreError> {
    for new in given {
        refuse_other_case(git, new.edition.document.as_str(), "", tip)?;
    }
    Ok(())
}

/// Refuses one name likewise; `but` is a stored name that it may be like.
pub(in crate::store) fn refuse_other_case(
    git: &Git,
    name: &str,
    but: &str,
    tip: Option<ObjectId>,
) -> Result<(), StoreError> {
    let Some(tip) = tip else { return Ok(()) };
    let Some(snapshots) = git.folder_at(tip, layout::SNAPSHOTS)? else { return Ok(()) };
    for (stored, _) in git.folders_in(snapshots)? {
        if name != stored && stored != but && name.to_lowercase() == stored.to_lowercase() {
            return Err(StoreError::CaseOnly { name: name.to_owned(), stored });
        }
    }
    Ok(())
}
