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
        let rules = table(tag, &["rules"], "RuleWords")?;
        let facts = table(tag, &["facts", "cldr"], "FactWords")?;
        let style = table(tag, &["style"], "StyleWords")?;
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

/// Files as a value of their type. What several of them say of a form is what the first one says.
fn table(tag: &str, files: &[&str], of: &str) -> Result<String> {
    let mut keys: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for file in files {
        for (key, value) in read(tag, file)?.into_iter().flatten() {
            keys.entry(key).or_default().push(value);
        }
    }
    if keys.is_empty() {
        return Ok("None".to_owned());
    }
    let mut out = format!("Some(&{of} {{ ");
    for (key, values) in &keys {
        let literal = merged(values).map_err(|error| format!("lang/{tag}: {key}: {error}"))?;
        write!(out, "{key}: {literal}, ")?;
    }
    write!(out, "..{of}::NONE }})")?;
    Ok(out)
}

fn merged(values: &[Value]) -> Result<String> {
    let tables: Vec<&toml::Table> = values.iter().filter_map(Value::as_table).collect();
    if !tables.is_empty() {
        return pairs(&tables);
    }
    let mut list: Vec<&Value> = Vec::new();
    for item in values.iter().filter_map(Value::as_array).flatten() {
        if !list.contains(&item) {
            list.push(item);
        }
    }
    match values {
        [Value::Array(_), ..] => items(&list),
        [value, ..] => literal(value),
        [] => Err("it is empty".into()),
    }
}

fn literal(value: &Value) -> Result<String> {
    Ok(match value {
        Value::String(text) => format!("{text:?}"),
        Value::Integer(number) => number.to_string(),
        Value::Boolean(yes) => yes.to_string(),
        Value::Array(list) => items(&list.iter().collect::<Vec<_>>())?,
        other => return Err(format!("{other} is no list and no text").into()),
    })
}

fn items(list: &[&Value]) -> Result<String> {
    let items: Vec<String> = list.iter().map(|item| literal(item)).collect::<Result<_>>()?;
    Ok(format!("&[{}]", items.join(", ")))
}

/// Tables of keys and their forms as pairs of form and key. Numeric keys are numbers. The same form under two keys of one
/// table is an error: a word would mean two things.
fn pairs(tables: &[&toml::Table]) -> Result<String> {
    let mut forms: BTreeMap<&str, (usize, String)> = BTreeMap::new();
    for (file, table) in tables.iter().enumerate() {
        for (key, list) in *table {
            let literal = key.parse::<u64>().map_or_else(|_| format!("{key:?}"), |number| number.to_string());
            for form in list.as_array().ok_or_else(|| format!("{key} is no list"))? {
                let form = form.as_str().ok_or_else(|| format!("{key} holds other things than text"))?;
                let (first, other) = forms.entry(form).or_insert_with(|| (file, literal.clone()));
                if *first == file && *other != literal {
                    return Err(format!("`{form}` is under {other} and under {literal}").into());
                }
            }
        }
    }
    let pairs: Vec<String> = forms.iter().map(|(form, (_, key))| format!("({form:?}, {key})")).collect();
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
