//! What every comment has: its hidden marker, names of limited length, the two texts at its foot.

use crate::diff::Side;
use crate::report::escape::fold;
use crate::report::escape::markdown::safe;
use crate::report::width::shorten;

/// Columns of a title or an address.
const LONGEST_NAME: usize = 120;

/// The hidden line by which a comment of this kind is found again, the same for every state of a document.
pub fn marker(kind: &str, address: &str) -> String {
    // `HEAD:docs/privacy.md` and `waters/en@2023` name another state at every run; the document is what stays.
    let path = address.rsplit_once(':').map_or(address, |(_, path)| path);
    let path = path.split_once('@').map_or(path, |(path, _)| path);
    let mut name = String::new();
    for character in path.chars().take(LONGEST_NAME) {
        let kept = character.is_alphanumeric() || matches!(character, '/' | '.' | '_');
        let character = if kept { character } else { '-' };
        // Two hyphens may not occur in a comment.
        if character != '-' || !name.ends_with('-') {
            name.push(character);
        }
    }
    format!("<!-- recension:{kind}:{} -->", name.trim_matches('-'))
}

/// A title or address, cut. Marks that take no column count as well: a name of nothing else would never end.
pub fn named(text: &str) -> String {
    let text: String = fold(text).chars().take(LONGEST_NAME).collect();
    shorten(&text, LONGEST_NAME)
}

/// The two texts, each with what it is.
pub fn foot(sides: [(&str, &Side); 2]) -> String {
    let shown = sides.map(|(what, side)| {
        let address =
            if side.address.is_empty() { "(unnamed)".to_owned() } else { safe(&named(&side.address)) };
        format!("{what}: {address}")
    });
    format!("\n<sub>{} · compared by Recension {}</sub>\n", shown.join(" · "), env!("CARGO_PKG_VERSION"))
}

/// A table of sections with some numbers each; empty for a single section, which says nothing that its list does not.
pub fn table<const N: usize>(columns: [&str; N], rows: &[(&str, [usize; N])]) -> String {
    /// More than the longest texts at hand have of changed sections, and no screenful of names.
    const MOST_ROWS: usize = 24;
    if rows.len() < 2 {
        return String::new();
    }
    let mut out = format!("\n| Section | {} |\n| :-- |{}\n", columns.join(" | "), " --: |".repeat(N));
    let cell = |number: usize| if number == 0 { String::new() } else { number.to_string() };
    for (title, numbers) in rows.iter().take(MOST_ROWS) {
        out.push_str(&format!("| {} | {} |\n", safe(&named(title)), numbers.map(cell).join(" | ")));
    }
    if rows.len() > MOST_ROWS {
        let more = crate::report::wording::words::count(rows.len() - MOST_ROWS, "more section");
        out.push_str(&format!("| and {more} |{}\n", " |".repeat(N)));
    }
    out
}

/// Notes on how a comparison was made.
pub fn notes<'a>(notes: impl IntoIterator<Item = &'a String>) -> String {
    notes.into_iter().map(|note| format!("\n> **Note:** {}\n", safe(note))).collect()
}
