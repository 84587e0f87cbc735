//! From what a piece of text means to how it looks: the only file that speaks of colours and links.

use colored::{Colorize, control};

/// What a piece of text means to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Text that stayed, and everything else without emphasis.
    Plain,
    /// The headline.
    Title,
    /// The name of a section.
    Heading,
    /// What most readers skip: ids, lines, gaps.
    Quiet,
    /// Words that are gone.
    Deleted,
    /// Words that are new.
    Inserted,
    /// Form that is gone: a quotation mark, a label.
    FormDeleted,
    /// Form that is new.
    FormInserted,
    /// A clause that is gone as a whole.
    Removed,
    /// A clause that is new as a whole.
    Added,
    /// That a change may alter the meaning, and why.
    Substantive,
    /// The name of a clause.
    Clause,
    /// What asks for a second look: notes, cut-off clauses.
    Warning,
}

/// `text` as it looks in colour. A text without colour is shown as it is, between its [`marks`].
pub fn paint(text: &str, tone: Tone) -> String {
    // Whether to colour is the caller's decision, taken already; left alone, `colored` would ask the environment.
    control::set_override(true);
    let painted = match tone {
        Tone::Plain => return text.to_owned(),
        Tone::Title | Tone::Clause => text.bold(),
        Tone::Heading => text.bold().cyan(),
        Tone::Quiet => text.dimmed(),
        Tone::Deleted => text.red().strikethrough(),
        Tone::Inserted => text.green().underline(),
        Tone::FormDeleted => text.dimmed().strikethrough(),
        Tone::FormInserted => text.dimmed().underline(),
        Tone::Removed => text.red(),
        Tone::Added => text.green(),
        Tone::Substantive => text.yellow().bold(),
        Tone::Warning => text.yellow(),
    };
    painted.to_string()
}

/// `text` that leads to `address` where it is clicked (OSC 8). The address holds visible ASCII alone.
pub fn link(text: &str, address: &str) -> String {
    format!("\u{1b}]8;;{address}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\")
}

/// What is around a text where there is no colour to show its meaning.
pub fn marks(tone: Tone) -> Option<(&'static str, &'static str)> {
    match tone {
        Tone::Deleted | Tone::FormDeleted => Some(("[-", "-]")),
        Tone::Inserted | Tone::FormInserted => Some(("{+", "+}")),
        _ => None,
    }
}
