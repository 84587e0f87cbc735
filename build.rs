//! Turns `lang/<tag>/*.toml` into static tables, so that nothing is parsed when the program starts.
//!
//! A list of strings becomes a slice; a table of lists becomes pairs of form and key, sorted by form, which are searched
//! by halves. `src/lang/` declares the types: a key that no type has is an error of compilation.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use toml::Value;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Files of the terms that a translation keeps, joined over all languages by their English form.
const TERMS: [&str; 2] = ["terms", "names"];

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=lang");
    println!("cargo::rerun-if-changed=build.rs");
    let mut languages: Vec<String> = Vec::new();
    for entry in std::fs::read_dir("lang")? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            languages
                .push(entry.file_name().into_string().map_err(|name| format!("lang/{}", name.display()))?);
        }
    }
    languages.sort();
    let mut out = String::from("/// Every language that has a folder, in the order of the tags.\n");
    out.push_str("pub static LANGUAGES: &[Language] = &[\n");
    for tag in &languages {
        let rules = table(tag, "rules", "RuleWords")?;
        let facts = table(tag, "facts", "FactWords")?;
        let style = table(tag, "style", "StyleWords")?;
        writeln!(out, "Language {{ tag: {tag:?}, rules: {rules}, facts: {facts}, style: {style} }},")?;
    }
    out.push_str("];\n");
    terms(&languages, &mut out)?;
    let target = PathBuf::from(std::env::var("OUT_DIR")?).join("lang.rs");
    std::fs::write(target, out)?;
    Ok(())
}

fn read(tag: &str, name: &str) -> Result<Option<toml::Table>> {
    let path = Path::new("lang").join(tag).join(format!("{name}.toml"));
    if !path.exists() {
        return Ok(None);
    }
    let text = std::fs::read_to_string(&path)?;
    let table = text.parse().map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(Some(table))
}

/// A file as a value of its type.
fn table(tag: &str, name: &str, of: &str) -> Result<String> {
    let Some(table) = read(tag, name)? else { return Ok("None".to_owned()) };
    let mut out = format!("Some(&{of} {{ ");
    for (key, value) in &table {
        let literal = literal(value).map_err(|error| format!("lang/{tag}/{name}.toml: {key}: {error}"))?;
        write!(out, "{key}: {literal}, ")?;
    }
    write!(out, "..{of}::NONE }})")?;
    Ok(out)
}

fn literal(value: &Value) -> Result<String> {
    Ok(match value {
        Value::String(text) => format!("{text:?}"),
        Value::Integer(number) => number.to_string(),
        Value::Boolean(yes) => yes.to_string(),
        Value::Array(list) => {
            let items: Vec<String> = list.iter().map(literal).collect::<Result<_>>()?;
            format!("&[{}]", items.join(", "))
        }
        Value::Table(table) => pairs(table)?,
        other => return Err(format!("{other} is no list and no text").into()),
    })
}

/// A table of keys and their forms as pairs of form and key. Numeric keys are numbers. The same form under two keys is an
/// error: a word would mean two things.
fn pairs(table: &toml::Table) -> Result<String> {
    let mut forms: BTreeMap<&str, String> = BTreeMap::new();
    for (key, list) in table {
        let literal = key.parse::<u64>().map_or_else(|_| format!("{key:?}"), |number| number.to_string());
        for form in list.as_array().ok_or_else(|| format!("{key} is no list"))? {
            let form = form.as_str().ok_or_else(|| format!("{key} holds other things than text"))?;
            if let Some(other) = forms.insert(form, literal.clone()).filter(|other| *other != literal) {
                return Err(format!("`{form}` is under {other} and under {literal}").into());
            }
        }
    }
    let pairs: Vec<String> = forms.iter().map(|(form, key)| format!("({form:?}, {key})")).collect();
    Ok(format!("&[{}]", pairs.join(", ")))
}

/// The terms of all languages, each with its forms by language.
fn terms(languages: &[String], out: &mut String) -> Result<()> {
    let mut terms: BTreeMap<(usize, String), Vec<String>> = BTreeMap::new();
    for tag in languages {
        for (file, name) in TERMS.iter().enumerate() {
            for (term, forms) in read(tag, name)?.unwrap_or_default() {
                let literal =
                    literal(&forms).map_err(|error| format!("lang/{tag}/{name}.toml: {term}: {error}"))?;
                terms.entry((file, term)).or_default().push(format!("({tag:?}, {literal})"));
            }
        }
    }
    out.push_str("/// Terms of policy texts and names: the forms of each by language.\n");
    out.push_str("pub static TERMS: &[&[(&str, &[&str])]] = &[\n");
    for forms in terms.values() {
        writeln!(out, "&[{}],", forms.join(", "))?;
    }
    out.push_str("];\n");
    Ok(())
}
