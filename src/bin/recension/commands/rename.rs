//! `recension rename`

use crate::author::author;
use crate::failure::{Failure, SUCCESS};
use crate::output::Context;
use crate::project;
use crate::stored;
use clap::Args;
use recension::model::{DocumentName, Language, Revision};
use recension::store::Name;

/// Give a document, a language or a revision another name
///
/// Every edition is stored once more under the new name, with its original and
/// its dates. The old name says where it went.
///
/// Examples:
///
///   recension rename privacy privacy-policy
///   recension rename privacy/english privacy/en
///   recension rename privacy/en@2032-04-20 privacy/en@2023-04-20
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct RenameArgs {
    /// The present name: document, document/language or document/language@revision
    pub from: String,
    /// The new name, of the same kind
    pub to: String,
}

/// Runs it.
pub fn run(context: &Context, args: &RenameArgs) -> Result<u8, Failure> {
    let (from, to) = (name(&args.from)?, name(&args.to)?);
    if std::mem::discriminant(&from) != std::mem::discriminant(&to) {
        return Err(Failure::new(format!(
            "`{}` and `{}` are not names of the same kind",
            args.from, args.to
        ))
        .hint("write two documents, two languages or two revisions: `privacy/english privacy/en`"));
    }
    let repo = project::open(context, project::settings(context)?);
    let store = repo.store()?;
    let renamed = store.rename(&from, &to, &author(store))?;
    for (old, new) in &renamed.editions {
        context.say(&format!("{old} is {new} now"));
    }
    let count = renamed.editions.len();
    let noun = if count == 1 { "edition" } else { "editions" };
    context.say(&format!("Renamed {count} {noun}; the last commit is {}", stored::short(&renamed.commit)));
    Ok(SUCCESS)
}

fn name(text: &str) -> Result<Name, Failure> {
    let (place, revision) = text.split_once('@').map_or((text, None), |(place, label)| (place, Some(label)));
    let (document, language) =
        place.split_once('/').map_or((place, None), |(document, language)| (document, Some(language)));
    let document = DocumentName::new(document).map_err(Failure::new)?;
    match (language, revision) {
        (None, None) => Ok(Name::Document(document)),
        (Some(language), None) => {
            Ok(Name::Language(document, Language::new(language).map_err(Failure::new)?))
        }
        (Some(language), Some(revision)) => Ok(Name::Edition(
            document,
            Language::new(language).map_err(Failure::new)?,
            Revision::new(revision).map_err(Failure::new)?,
        )),
        (None, Some(_)) => Err(Failure::new(format!("`{text}` names a revision of no language"))
            .hint("write document/language@revision")),
    }
}
