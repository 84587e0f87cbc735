//! The comment: what it comes to, substantive changes section by section, editorial ones folded, cosmetic ones counted,
//! cut between changes where it would be too long.

use super::item::item;
use super::safe::safe;
use crate::diff::{Change, Comparison, Side, Significance};
use crate::report::escape::fold;
use crate::report::headline;
use crate::report::options::MarkdownOptions;
use crate::report::view::{self, Group};
use crate::report::width::shorten;
use crate::report::words::{count, list, remarks};
use std::io;

/// Rows of the table of sections: more than the longest texts at hand have of changed ones, and no screenful of names.
const MOST_ROWS: usize = 24;

/// Columns of a title or an address.
const LONGEST_NAME: usize = 120;

/// Characters that are kept free for the foot of the comment: its closing tag, what was cut, and the two addresses.
const FOOT: usize = 400;

/// Writes a comparison as GitHub-flavoured Markdown. Its first line is a hidden marker that is the same for every
/// comparison of the same document, so that a comment can be found again and updated. Text of the documents cannot
/// become markup, a mention or a reference. Changes that do not fit [`MarkdownOptions::max_length`] are left out whole,
/// editorial ones first, and counted.
///
/// # Errors
/// What the writer returns.
pub fn markdown(
    comparison: &Comparison,
    options: &MarkdownOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let groups = view::groups(comparison, false);
    let foot = foot(comparison);
    let head = head(comparison);
    let reserved = length(&foot) + FOOT;
    let mut comment = Comment { text: head, room: 0, left_out: Vec::new() };
    comment.room = options.max_length.saturating_sub(length(&comment.text) + reserved);
    let table = table(&groups);
    if !comment.push_within(&table, 2) {
        comment.left_out.push("the table of sections".to_owned());
    }
    if !comment.push_within(&notes(comparison), 2) {
        comment.left_out.push("the notes on the comparison".to_owned());
    }
    comment.changes(&groups, Significance::Substantive);
    comment.changes(&groups, Significance::Editorial);
    if !comment.left_out.is_empty() {
        comment.text.push_str(&format!(
            "\n> **Cut to {} characters:** left out {}. `recension diff --format html` tells all.\n",
            options.max_length,
            list(&comment.left_out)
        ));
    }
    comment.text.push_str(&foot);
    out.write_all(comment.text.as_bytes())
}

/// A comment that is being written, and the characters that are left.
struct Comment {
    text: String,
    room: usize,
    left_out: Vec<String>,
}

impl Comment {
    /// Adds a part where it takes no more than this share of the room.
    fn push_within(&mut self, part: &str, share: usize) -> bool {
        let fits = length(part) <= self.room / share;
        if fits {
            self.room -= length(part);
            self.text.push_str(part);
        }
        fits
    }

    /// The changes of one significance, section by section; editorial ones folded.
    fn changes(&mut self, groups: &[Group], significance: Significance) {
        let of = |change: &&&Change| change.significance == significance;
        let all: usize = groups.iter().map(|group| group.changes.iter().filter(of).count()).sum();
        if all == 0 {
            return;
        }
        let folded = significance == Significance::Editorial;
        let (name, close) =
            if folded { ("editorial change", "\n</details>\n") } else { ("substantive change", "") };
        let title = count(all, name);
        let open = if folded {
            format!("\n<details>\n<summary>{title}</summary>\n")
        } else {
            format!("\n### {title}\n")
        };
        if !self.push_within(&format!("{open}{close}"), 1) {
            self.left_out.push(format!("all {title}"));
            return;
        }
        // The closing tag was paid for; it is written when all changes are.
        self.text.truncate(self.text.len() - close.len());
        let mut told = 0;
        'sections: for group in groups {
            let mut heading = format!("\n#### {}\n", safe(&group.title));
            for change in group.changes.iter().filter(of) {
                if !self.push_within(&format!("{heading}\n{}", item(change)), 1) {
                    break 'sections;
                }
                heading.clear();
                told += 1;
            }
        }
        self.text.push_str(close);
        if told < all {
            self.left_out.push(format!("{} of {title}", all - told));
        }
    }
}

/// GitHub counts characters, not bytes.
fn length(text: &str) -> usize {
    text.chars().count()
}

fn head(comparison: &Comparison) -> String {
    let title = headline::title(comparison);
    let title = if title.is_empty() { comparison.new.address.clone() } else { title };
    let mut lead = format!("**{}**", headline::wording(comparison));
    let quiet = headline::quiet(comparison);
    if !quiet.is_empty() {
        lead.push_str(&format!(" {quiet} not told here."));
    }
    let words = headline::words(comparison);
    let words = if words.is_empty() { words } else { format!(" {words}") };
    format!("{}\n## What changed: {}\n\n{lead}{words}\n", marker(comparison), safe(&named(&title)))
}

/// The hidden line by which the comment is found again.
fn marker(comparison: &Comparison) -> String {
    /// Characters of the document's name that are kept.
    const LONGEST: usize = 120;
    let address = comparison.new.address.as_str();
    // `HEAD:docs/privacy.md` and `waters/en@2023` name another state at every run; the document is what stays.
    let path = address.rsplit_once(':').map_or(address, |(_, path)| path);
    let path = path.split_once('@').map_or(path, |(path, _)| path);
    let mut name = String::new();
    for character in path.chars().take(LONGEST) {
        let kept = character.is_alphanumeric() || matches!(character, '/' | '.' | '_');
        let character = if kept { character } else { '-' };
        // Two hyphens may not stand in a comment.
        if character != '-' || !name.ends_with('-') {
            name.push(character);
        }
    }
    format!("<!-- recension:diff:{} -->", name.trim_matches('-'))
}

fn table(groups: &[Group]) -> String {
    if groups.len() < 2 {
        return String::new();
    }
    let mut out = "\n| Section | Substantive | Editorial |\n| :-- | --: | --: |\n".to_owned();
    for group in groups.iter().take(MOST_ROWS) {
        let of =
            |significance| group.changes.iter().filter(|change| change.significance == significance).count();
        let cell = |number: usize| if number == 0 { String::new() } else { number.to_string() };
        let (substantive, editorial) = (of(Significance::Substantive), of(Significance::Editorial));
        let title = safe(&named(&group.title));
        out.push_str(&format!("| {title} | {} | {} |\n", cell(substantive), cell(editorial)));
    }
    if groups.len() > MOST_ROWS {
        out.push_str(&format!("| and {} | | |\n", count(groups.len() - MOST_ROWS, "more section")));
    }
    out
}

/// A title or address, cut. Marks that take no column count as well: a name of nothing else would never end.
pub fn named(text: &str) -> String {
    let text: String = fold(text).chars().take(LONGEST_NAME).collect();
    shorten(&text, LONGEST_NAME)
}

fn notes(comparison: &Comparison) -> String {
    remarks(comparison).iter().map(|note| format!("\n> **Note:** {}\n", safe(note))).collect()
}

fn foot(comparison: &Comparison) -> String {
    let side = |side: &Side| {
        if side.address.is_empty() { "(unnamed)".to_owned() } else { safe(&named(&side.address)) }
    };
    format!(
        "\n<sub>Old text: {} · new text: {} · compared by Recension {}</sub>\n",
        side(&comparison.old),
        side(&comparison.new),
        env!("CARGO_PKG_VERSION")
    )
}
