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
    Struck,
    /// Words that are new.
    PutIn,
    /// Form that is gone: a quotation mark, a label.
    FormStruck,
    /// Form that is new.
    FormPutIn,
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
        Tone::Struck => text.red().strikethrough(),
        Tone::PutIn => text.green().underline(),
        Tone::FormStruck => text.dimmed().strikethrough(),
        Tone::FormPutIn => text.dimmed().underline(),
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

/// What stands around a text where there is no colour to tell its meaning.
pub fn marks(tone: Tone) -> Option<(&'static str, &'static str)> {
    match tone {
        Tone::Struck | Tone::FormStruck => Some(("[-", "-]")),
        Tone::PutIn | Tone::FormPutIn => Some(("{+", "+}")),
        _ => None,
    }
}
