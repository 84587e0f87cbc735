//! A check as workflow commands, which GitHub shows beside the lines of a pull request.

use crate::check::{Check, Outcome};
use crate::model::Lines;
use crate::report::ci::most_important::{Level, most_important_first};
use crate::report::escape::fold;
use crate::report::wording::check;
use std::fmt::Write as _;
use std::io;

/// Annotations of one type that GitHub shows for a step; it drops those that come later.
const MOST: usize = 10;

/// Writes one `::error`, `::warning` or `::notice` line for each finding, at most ten of each, the most important first,
/// and a summary as the last line. No line begins with anything else that a runner would take for a command.
///
/// # Errors
/// What the writer returns.
pub fn check_github(check: &Check, out: &mut dyn io::Write) -> io::Result<()> {
    let mut commands: Vec<(Level, String)> = Vec::new();
    // What the result rests on comes before it.
    for notice in &check.notices {
        writeln!(out, "{}", command(Level::Warning, None, "Settings and acceptances", notice))?;
    }
    for error in &check.errors {
        commands.push((Level::Error, command(Level::Error, None, "Could not compare", error)));
    }
    for text in &check.texts {
        if let Outcome::Failed(why) = &text.outcome {
            let at = Some((text.path.as_str(), None));
            commands.push((Level::Error, command(Level::Error, at, "Could not compare this text", why)));
        }
    }
    for (text, compared, finding) in most_important_first(check) {
        let level = Level::of(finding);
        let title = check::subject(compared, finding);
        let detail = Some(check::detail(compared, finding)).filter(|detail| !detail.is_empty());
        let detail = detail.unwrap_or_else(|| title.clone());
        let standing = check::standing(finding).map(|standing| format!("\n{standing} [{}]", finding.id));
        let message = format!("{detail}{}", standing.unwrap_or_else(|| format!(" [{}]", finding.id)));
        commands.push((level, command(level, Some((&text.path, finding.lines)), &title, &message)));
    }
    for level in [Level::Error, Level::Warning, Level::Note] {
        let of: Vec<&String> =
            commands.iter().filter(|(own, _)| *own == level).map(|(_, command)| command).collect();
        // What is left out is counted in the place of the last one that would be shown.
        let shown = if of.len() > MOST { MOST - 1 } else { of.len() };
        for command in of.iter().take(shown) {
            writeln!(out, "{command}")?;
        }
        if of.len() > shown {
            let message = "GitHub shows ten annotations of a kind per step; the check report lists all.";
            let title = format!("{} more of this kind", of.len() - shown);
            writeln!(out, "{}", command(level, None, &title, message))?;
        }
    }
    let unused = check::unused(check).map(|unused| format!(" {unused}.")).unwrap_or_default();
    writeln!(out, "recension: {} {}{unused}", check::summary(check), check::answer(check))
}

fn command(level: Level, at: Option<(&str, Option<Lines>)>, title: &str, message: &str) -> String {
    let name = match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let mut out = format!("::{name} ");
    // Writing to a string cannot fail.
    if let Some((path, lines)) = at {
        let _ = write!(out, "file={},", property(path));
        if let Some(lines) = lines {
            let _ = write!(out, "line={},endLine={},", lines.first, lines.last);
        }
    }
    let _ = write!(out, "title={}::{}", property(title), data(message));
    out
}

/// Escapes as `@actions/core` does in the text of a command. Lines of ours stay, those of documents are folded before.
fn data(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| fold(line).replace('%', "%25")).collect();
    lines.join("%0A")
}

/// Escapes as `@actions/core` does in the value of a property.
fn property(text: &str) -> String {
    fold(text).replace('%', "%25").replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::data;
    use super::property;

    #[test]
    fn nothing_ends_a_command_early() {
        assert_eq!(data("50 %\n::set-output name=a::b\u{1b}[2J"), "50 %25%0A::set-output name=a::b␛[2J");
        assert_eq!(data("a\r\nb"), "a %0Ab");
        assert_eq!(property("a:b,c%0A\nd"), "a%3Ab%2Cc%250A d");
    }
}
