//! The user's dictionaries, from where the user has them.

use crate::failure::Failure;
use crate::input;
use recension::translation::{Dictionary, Languages, named};
use std::path::Path;

/// Reads dictionaries. Each is `FILE`, or `en-de:FILE` where the file does not say its languages; of a dictd dictionary
/// the index, the body, or what their names have in common.
pub fn read(given: &[String]) -> Result<Vec<Dictionary>, Failure> {
    given.iter().map(|given| one(given)).collect()
}

fn one(given: &str) -> Result<Dictionary, Failure> {
    let (languages, path) = match given.split_once(':') {
        Some((languages, path)) if !Path::new(given).exists() => match pair(languages) {
            Some(languages) => (Some(languages), path),
            None => (None, given),
        },
        _ => (None, given),
    };
    let index = format!("{path}.index");
    let path = if !Path::new(path).exists() && Path::new(&index).exists() { index.as_str() } else { path };
    let bytes = input::file(path)?;
    let read = Dictionary::read(path, &bytes, languages, |name| std::fs::read(name).ok());
    read.map_err(|error| Failure::new(format!("cannot read the dictionary `{path}`: {error}")))
}

/// `en-de`
fn pair(text: &str) -> Option<Languages> {
    let (from, to) = text.split_once('-')?;
    let subtag =
        |part: &str| matches!(part.len(), 2 | 3) && part.bytes().all(|byte| byte.is_ascii_lowercase());
    (subtag(from) && subtag(to)).then(|| Languages { from: from.to_owned(), to: to.to_owned() })
}

/// Fails where one of the dictionaries is for other languages (primary subtags) than the two texts.
pub fn check(all: &[Dictionary], given: &[String], (source, target): (&str, &str)) -> Result<(), Failure> {
    let wrong = all.iter().zip(given).find(|(dictionary, _)| !dictionary.serves(source, target));
    let Some((dictionary, given)) = wrong else { return Ok(()) };
    let Languages { from, to } = dictionary.languages();
    let language = |tag| Some(tag).filter(|tag: &&str| !tag.is_empty()).map_or("an unknown language", named);
    Err(Failure::new(format!(
        "the dictionary `{given}` is for {} and {}, and the texts are in {} and {}",
        named(from),
        named(to),
        language(source),
        language(target)
    ))
    .hint("leave it out, or say the languages of the texts with --source-language and --target-language"))
}
