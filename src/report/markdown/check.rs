//! The comment over several texts: the answer with the reasons that fail on top, then text by text what changed, cut
//! between changes where it would be too long.

use crate::check::{Check, CheckedText, Compared, Fate, Finding, Outcome, Verdict};
use crate::diff::{Change, Significance};
use crate::report::escape::markdown::safe;
use crate::report::markdown::item::item;
use crate::report::markdown::marker::named;
use crate::report::options::MarkdownOptions;
use crate::report::wording::words::{count, list, remarks};
use crate::report::wording::{check, groups};
use std::collections::HashMap;
use std::io;

/// The hidden line by which the comment is found again. One check has one comment, whatever the texts.
const MARKER: &str = "<!-- recension:check -->";

/// Reasons that are shown on top: more would push the texts out of sight, and all are at their changes again.
const MOST_REASONS: usize = 10;

/// Share of the room that the folds of the texts may take before any change is shown in them.
const FOLDS: usize = 3;

/// Characters of a sentence on top: those of two names, two pieces of evidence and a reason, each cut before.
const LONGEST_REASON: usize = 700;

/// Characters that are kept free for the sentence that says what was cut.
const CUT: usize = 400;

/// What one text adds to the comment.
struct Fold<'a> {
    open: String,
    notes: String,
    compared: Option<&'a Compared>,
    /// Every change that may be shown: its section, its Markdown, how much it matters.
    items: Vec<Item>,
}

struct Item {
    section: String,
    text: String,
    rank: Rank,
    shown: bool,
}

/// In which order changes get room.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rank {
    Fails,
    Substantive,
    Other,
}

const CLOSE: &str = "\n</details>\n";

/// Writes a check as GitHub-flavoured Markdown. Its first line is a hidden marker, so that one comment is updated. Text of
/// documents cannot become markup, a mention or a reference. What does not fit [`MarkdownOptions::max_length`] is left
/// out whole and counted: what fails goes first, then what is substantive, whichever text it is in.
///
/// # Errors
/// What the writer returns.
pub fn check_markdown(check: &Check, options: &MarkdownOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let foot = foot(check);
    let mut text = head(check);
    let mut room = options.max_length.saturating_sub(length(&text) + length(&foot) + CUT);
    let mut left_out = Vec::new();
    let mut folds: Vec<Fold<'_>> = Vec::new();
    let share = room / FOLDS;
    let mut taken = 0;
    for checked in &check.texts {
        let fold = fold(checked);
        taken += length(&fold.open) + length(&fold.notes) + length(CLOSE);
        if taken > share {
            break;
        }
        folds.push(fold);
    }
    room -= folds.iter().map(|fold| length(&fold.open) + length(&fold.notes) + length(CLOSE)).sum::<usize>();
    if folds.len() < check.texts.len() {
        left_out.push(count(check.texts.len() - folds.len(), "text"));
    }
    for rank in [Rank::Fails, Rank::Substantive, Rank::Other] {
        give_room(&mut folds, rank, &mut room);
    }
    let cut = folds.iter().flat_map(|fold| &fold.items).filter(|item| !item.shown).count();
    if cut > 0 {
        left_out.push(count(cut, "change"));
    }
    for fold in &folds {
        text.push_str(&fold.write());
    }
    if !left_out.is_empty() {
        text.push_str(&format!(
            "\n> **Cut to {} characters:** left out {}. Run `recension check --format json` to see everything.\n",
            options.max_length,
            list(&left_out)
        ));
    }
    text.push_str(&foot);
    out.write_all(text.as_bytes())
}

/// Adds changes of one rank as long as they fit.
fn give_room(folds: &mut [Fold<'_>], rank: Rank, room: &mut usize) {
    for item in folds.iter_mut().flat_map(|fold| &mut fold.items).filter(|item| item.rank == rank) {
        // Its section's heading may be needed for it.
        let wanted = length(&item.text) + length(&item.section) + HEADING;
        let Some(rest) = room.checked_sub(wanted) else { return };
        *room = rest;
        item.shown = true;
    }
}

/// Characters around the heading of a section and before a change.
const HEADING: usize = 8;

impl Fold<'_> {
    fn write(&self) -> String {
        let mut out = format!("{}{}", self.open, self.notes);
        let mut section = "";
        for item in self.items.iter().filter(|item| item.shown) {
            if item.section != section {
                out.push_str(&format!("\n#### {}\n", item.section));
                section = &item.section;
            }
            out.push('\n');
            out.push_str(&item.text);
        }
        let quiet = self.compared.map_or(0, |compared| compared.comparison.summary.significance.cosmetic);
        if self.items.is_empty() && quiet > 0 {
            out.push_str("\nNo change of wording.\n");
        }
        out.push_str(CLOSE);
        out
    }
}

/// GitHub counts characters, not bytes.
fn length(text: &str) -> usize {
    text.chars().count()
}

fn head(check: &Check) -> String {
    // Where nothing can fail, the changes are the title and "report only" is a remark.
    let is_report = check.gate.is_empty() && check.verdict() == Verdict::Passed;
    let (first, second) = (check::answer(check), check::summary(check));
    let (title, line) = if is_report { (second, first) } else { (first, second) };
    let mut out = format!("{MARKER}\n");
    for notice in check.notices.iter().take(MOST_REASONS) {
        out.push_str(&format!("> ⚠ {}\n\n", cut(&safe(notice))));
    }
    out.push_str(&format!("## {}\n\n{}\n", safe(&title), safe(&line)));
    for error in check.errors.iter().take(MOST_REASONS) {
        out.push_str(&format!("\n> **Error:** {}\n", cut(&safe(error))));
    }
    let reasons = reasons(check);
    if !reasons.is_empty() {
        out.push('\n');
    }
    for reason in reasons.iter().take(MOST_REASONS) {
        out.push_str(&format!("- {reason}\n"));
    }
    if reasons.len() > MOST_REASONS {
        out.push_str(&format!("- and {} more\n", reasons.len() - MOST_REASONS));
    }
    if let Some(unused) = check::unused(check) {
        out.push_str(&format!("\n> **Note:** {}.\n", safe(&unused)));
    }
    out
}

/// What blocks the merge, one line each.
fn reasons(check: &Check) -> Vec<String> {
    let of = |text: &CheckedText| -> Vec<String> {
        let path = safe(&named(&text.path));
        match &text.outcome {
            Outcome::Failed(why) => vec![cut(&format!("**{path}** could not be compared: {}", safe(why)))],
            Outcome::Compared(compared) => {
                let failing = compared.findings.iter().filter(|finding| finding.standing.fails());
                failing
                    .map(|finding| {
                        let detail = check::detail(compared, finding);
                        let detail = if detail.is_empty() { detail } else { format!(": {}", safe(&detail)) };
                        let standing = check::standing(finding).unwrap_or_default();
                        cut(&format!(
                            "**{path}** · {}{detail} ({})",
                            safe(&check::subject(compared, finding)),
                            safe(&standing)
                        ))
                    })
                    .collect()
            }
        }
    };
    check.texts.iter().flat_map(of).collect()
}

/// A line that is cut at a character that begins no markup.
fn cut(line: &str) -> String {
    if length(line) <= LONGEST_REASON {
        return line.to_owned();
    }
    let head: String = line.chars().take(LONGEST_REASON).collect();
    let end = head.rfind(' ').unwrap_or(0);
    format!("{} …", head.get(..end).unwrap_or_default())
}

fn fold(text: &CheckedText) -> Fold<'_> {
    let mut summary = code(&text.path);
    match (&text.old_path, text.state) {
        (Some(old), Fate::Renamed) => summary.push_str(&format!(" · renamed from {}", code(old))),
        (_, Fate::Modified) => {}
        (_, state) => summary.push_str(&format!(" · {}", state.name())),
    }
    summary.push_str(&format!(" · {}", check::counted(text)));
    summary.push_str(match text.verdict() {
        Verdict::Passed => "",
        Verdict::Failed => " · <b>fails</b>",
        Verdict::Error => " · <b>error</b>",
    });
    let substantive =
        text.compared().is_some_and(|compared| compared.comparison.summary.significance.substantive > 0);
    let open = if substantive || text.verdict() != Verdict::Passed { " open" } else { "" };
    let open = format!("\n<details{open}>\n<summary>{summary}</summary>\n");
    let Some(compared) = text.compared() else {
        let why = if let Outcome::Failed(why) = &text.outcome { cut(&safe(why)) } else { String::new() };
        return Fold { open, notes: format!("\n> **Error:** {why}\n"), compared: None, items: Vec::new() };
    };
    let notes = remarks(&compared.comparison)
        .into_iter()
        .map(|note| format!("\n> **Note:** {}\n", cut(&safe(&note))));
    Fold { open, notes: notes.collect(), compared: Some(compared), items: items(compared) }
}

/// A path inside of HTML, where Markdown's own marks mean nothing: in `<code>` a forge looks for no mention or reference.
fn code(path: &str) -> String {
    let mut out = String::new();
    for character in named(path).chars() {
        match character {
            '&' | '<' | '>' | '"' | '\'' => out.push_str(&format!("&#{};", u32::from(character))),
            _ => out.push(character),
        }
    }
    format!("<code>{out}</code>")
}

/// The changes that the comment shows, section by section, substantive ones before the others in each.
fn items(compared: &Compared) -> Vec<Item> {
    let by_id: HashMap<&str, &Finding> =
        compared.findings.iter().map(|finding| (finding.id.as_str(), finding)).collect();
    let mut items = Vec::new();
    for group in groups::groups(&compared.comparison, true) {
        let mut changes: Vec<(&Change, &Finding)> = group
            .changes
            .iter()
            .filter_map(|change| Some((*change, *by_id.get(change.id.as_str())?)))
            .collect();
        changes.sort_by_key(|(change, _)| std::cmp::Reverse(change.significance));
        let section = safe(&named(&group.title));
        items.extend(changes.into_iter().map(|(change, finding)| Item {
            section: section.clone(),
            text: change_item(change, finding),
            rank: match (finding.standing.fails(), change.significance) {
                (true, _) => Rank::Fails,
                (false, Significance::Substantive) => Rank::Substantive,
                (false, _) => Rank::Other,
            },
            shown: false,
        }));
    }
    items
}

fn change_item(change: &Change, finding: &Finding) -> String {
    let shown = item(change);
    match check::standing(finding) {
        Some(standing) => {
            let sign = if finding.standing.fails() { "❌" } else { "☑️" };
            format!("{shown}\n{sign} {} · `{}`\n", safe(&standing), finding.id)
        }
        None => shown,
    }
}

fn foot(check: &Check) -> String {
    let name = |endpoint: &crate::check::Endpoint| {
        let commit = endpoint.commit.as_deref().and_then(|commit| commit.get(..7));
        let name = safe(&named(&endpoint.name));
        commit.map_or(name.clone(), |commit| format!("{name} (`{commit}`)"))
    };
    let settings = match check.settings.as_str() {
        "" => String::new(),
        _ => format!("{} · ", cut(&safe(&check::settings(check)))),
    };
    format!(
        "\n<sub>{settings}{} → {} · checked by Recension {}</sub>\n",
        name(&check.base),
        name(&check.head),
        env!("CARGO_PKG_VERSION")
    )
}
