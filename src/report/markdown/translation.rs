//! The comment on a translation: what there is to do section by section, what to check folded, cut between findings
//! where it would be too long.

use crate::report::escape::markdown::safe;
use crate::report::markdown::budget::Comment;
use crate::report::markdown::finding::item;
use crate::report::markdown::marker::{foot, marker, named, notes, table};
use crate::report::options::MarkdownOptions;
use crate::report::wording::stale::{Said, basis, sentence as lag_sentence};
use crate::report::wording::translation::{coverage, section, summary};
use crate::report::wording::words::count;
use crate::translation::{Finding, FindingKind, Findings};
use std::io;

/// Writes what a translation lacks as GitHub-flavoured Markdown, as [`markdown`](crate::report::markdown::markdown) writes a comparison:
/// with a hidden marker, text that can become nothing but text, and findings left out whole where they do not fit. What
/// only asks for a second look (another order, what the translation alone has, what cannot be said) is folded.
///
/// # Errors
/// What the writer returns.
pub fn translation_markdown(
    findings: &Findings,
    options: &MarkdownOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let groups = groups(findings);
    let foot = foot([("Source", &findings.source), ("translation", &findings.target)]);
    let mut comment = Comment::new(head(findings), &foot, options.max_length);
    comment.part(&counts(&groups), "the table of sections");
    comment.part(&notes(&findings.notes), "the notes on the comparison");
    comment.list(
        &of(&groups, true),
        |number| format!("{} to work on", count(number, "finding")),
        false,
        |it| item(it),
    );
    comment.list(
        &of(&groups, false),
        |number| format!("{} to check", count(number, "finding")),
        true,
        |it| item(it),
    );
    out.write_all(comment.finish("recension translation --format html", &foot).as_bytes())
}

/// Findings by section, in reading order.
type Groups<'a> = Vec<(String, Vec<&'a Finding>)>;

/// What is not said already by what lags.
fn groups(findings: &Findings) -> Groups<'_> {
    let said = Said::new(&findings.findings);
    let mut groups: Groups = Vec::new();
    for finding in findings.findings.iter().filter(|finding| !said.has(finding)) {
        let title = section(finding);
        match groups.last_mut() {
            Some((last, found)) if *last == title => found.push(finding),
            _ => groups.push((title, vec![finding])),
        }
    }
    groups
}

/// Whether a finding asks for work, not only for a look.
fn is_work(finding: &Finding) -> bool {
    !matches!(finding.kind, FindingKind::Untraced | FindingKind::OrderDiffers | FindingKind::Unsure)
}

fn of<'a>(groups: &'a Groups<'a>, work: bool) -> Vec<(&'a str, Vec<&'a Finding>)> {
    let own =
        |found: &[&'a Finding]| found.iter().filter(|finding| is_work(finding) == work).copied().collect();
    groups.iter().map(|(title, found)| (title.as_str(), own(found))).collect()
}

fn counts(groups: &Groups) -> String {
    let row = |found: &[&Finding]| {
        let work = found.iter().filter(|finding| is_work(finding)).count();
        [work, found.len() - work]
    };
    let rows: Vec<(&str, [usize; 2])> =
        groups.iter().map(|(title, found)| (title.as_str(), row(found))).collect();
    table(["To work on", "To check"], &rows)
}

fn head(findings: &Findings) -> String {
    let (source, target) = (&findings.source, &findings.target);
    let title = source.title.as_deref().or(target.title.as_deref()).unwrap_or(&target.address);
    let language =
        target.language.as_deref().map_or_else(String::new, |tag| format!(" ({})", safe(&named(tag))));
    let mut head = format!(
        "{}\n## Translation: {}{language}\n\n**{}** {}\n",
        marker("translation", &target.address),
        safe(&named(title)),
        summary(findings),
        coverage(findings)
    );
    if let Some(lag) = &findings.lag {
        let base = safe(&named(&lag.base.address));
        let since = lag_sentence(lag).map_or_else(String::new, |since| format!(" {since}"));
        head.push_str(&format!("\nMade from {base}, {}.{since}\n", basis(lag.basis)));
    }
    head
}
