//! The tables that are written, as TOML.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Columns of a line at most.
const WIDTH: usize = 116;

/// Forms by what they mean; a form means one thing, what came first.
#[derive(Default)]
pub struct Table {
    forms: BTreeMap<String, String>,
}

impl Table {
    pub fn add(&mut self, key: &str, form: &str) {
        if !form.is_empty() {
            self.forms.entry(form.to_owned()).or_insert_with(|| key.to_owned());
        }
    }

    pub fn add_text(&mut self, key: &str, text: &serde_json::Value) {
        self.add(key, &clean(text.as_str().unwrap_or_default()));
    }

    pub fn remove(&mut self, form: &str) {
        self.forms.remove(form);
    }

    pub fn remove_those_of(&mut self, other: &Table) {
        self.forms.retain(|form, _| !other.forms.contains_key(form));
    }

    fn write(&self, name: &str, out: &mut String) {
        let mut by_key: BTreeMap<(u64, &str), Vec<&str>> = BTreeMap::new();
        for (form, key) in &self.forms {
            by_key.entry((key.parse().unwrap_or(0), key)).or_default().push(form);
        }
        if by_key.is_empty() {
            return;
        }
        let _ = writeln!(out, "\n[{name}]");
        for ((_, key), forms) in by_key {
            list(key, &forms, out);
        }
    }
}

/// All that is written for a language.
#[derive(Default)]
pub struct File {
    pub decimal_comma: bool,
    pub percent: Vec<String>,
    pub numbers: Table,
    pub ordinals: Table,
    pub powers: Table,
    pub months: Table,
    pub weekdays: Table,
    pub day_periods: Table,
    pub units: Table,
    pub duals: Table,
    pub measures: Table,
    pub money: Table,
}

impl File {
    pub fn to_toml(&self, tag: &str) -> String {
        let mut out = format!(
            "# {tag}: from CLDR 48. Copyright Unicode, Inc.; Unicode License V3, see lang/UNICODE-LICENSE.\n\
             # Written by `cargo xtask language-data`; do not edit, add to facts.toml instead.\n"
        );
        if self.decimal_comma {
            out.push_str("decimal_comma = true\n");
        }
        if !self.percent.is_empty() {
            list("percent", &self.percent.iter().map(String::as_str).collect::<Vec<_>>(), &mut out);
        }
        let tables = [
            ("numbers", &self.numbers),
            ("ordinals", &self.ordinals),
            ("powers", &self.powers),
            ("months", &self.months),
            ("weekdays", &self.weekdays),
            ("day_periods", &self.day_periods),
            ("units", &self.units),
            ("duals", &self.duals),
            ("measures", &self.measures),
            ("money", &self.money),
        ];
        for (name, table) in tables {
            table.write(name, &mut out);
        }
        out
    }
}

fn list(key: &str, forms: &[&str], out: &mut String) {
    let items: Vec<String> = forms.iter().map(|form| quoted(form)).collect();
    let line = format!("{key} = [{}]", items.join(", "));
    if line.chars().count() <= WIDTH {
        let _ = writeln!(out, "{line}");
        return;
    }
    let _ = write!(out, "{key} = [");
    let mut column = WIDTH;
    for item in items {
        let width = item.chars().count() + 2;
        if column + width > WIDTH {
            out.push_str("\n   ");
            column = 3;
        }
        let _ = write!(out, " {item},");
        column += width;
    }
    out.push_str("\n]\n");
}

/// A string of TOML, its letters as they are.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Lower case, spaces of one kind, no marks of direction, no full stop at the end of an abbreviation.
pub fn clean(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}'))
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    let plain = plain.trim().to_lowercase().replace('ʼ', "'");
    let stem = plain.trim_end_matches('.');
    if stem.contains('.') { plain } else { stem.to_owned() }
}
