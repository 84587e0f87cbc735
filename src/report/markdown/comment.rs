//! The comment on a comparison: what it comes to, substantive changes section by section, editorial ones folded,
//! cosmetic ones counted, cut between changes where it would be too long.

use crate::diff::{Change, Comparison, Significance};
use crate::report::escape::markdown::safe;
use crate::report::markdown::budget::Comment;
use crate::report::markdown::item::item;
use crate::report::markdown::marker::{foot, marker, named, notes, table};
use crate::report::options::MarkdownOptions;
use crate::report::wording::groups::Group;
use crate::report::wording::words::{count, remarks};
use crate::report::wording::{groups, headline};
use std::io;

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
    let groups = groups::groups(comparison, false);
    let foot = foot([("Old text", &comparison.old), ("new text", &comparison.new)]);
    let mut comment = Comment::new(head(comparison), &foot, options.max_length);
    comment.part(&counts(&groups), "the table of sections");
    comment.part(&notes(&remarks(comparison)), "the notes on the comparison");
    let (substantive, unclear, editorial) =
        (Significance::Substantive, Significance::Unclear, Significance::Editorial);
    comment.list(
        &of(&groups, substantive),
        |number| count(number, "substantive change"),
        false,
        |it| item(it),
    );
    comment.list(&of(&groups, unclear), |number| count(number, "unclear change"), false, |it| item(it));
    comment.list(&of(&groups, editorial), |number| count(number, "editorial change"), true, |it| item(it));
    out.write_all(comment.finish("recension diff --format html", &foot).as_bytes())
}

/// The changes of one significance, section by section.
fn of<'a>(groups: &'a [Group<'a>], significance: Significance) -> Vec<(&'a str, Vec<&'a Change>)> {
    let own = |group: &'a Group<'a>| {
        let changes = group.changes.iter().filter(|change| change.significance == significance);
        (group.title.as_str(), changes.copied().collect())
    };
    groups.iter().map(own).collect()
}

fn head(comparison: &Comparison) -> String {
    let title = headline::title(comparison);
    let title = if title.is_empty() { comparison.new.address.clone() } else { title };
    let mut lead = format!("**{}**", headline::wording(comparison));
    let quiet = headline::formatting_only(comparison);
    if !quiet.is_empty() {
        lead.push_str(&format!(" Not listed: {quiet}."));
    }
    let words = headline::words(comparison);
    let words = if words.is_empty() { words } else { format!(" {words}") };
    let marker = marker("diff", &comparison.new.address);
    format!("{marker}\n## What changed: {}\n\n{lead}{words}\n", safe(&named(&title)))
}

fn counts(groups: &[Group]) -> String {
    let row = |group: &Group| {
        let of =
            |significance| group.changes.iter().filter(|change| change.significance == significance).count();
        [of(Significance::Substantive), of(Significance::Unclear), of(Significance::Editorial)]
    };
    let rows: Vec<(&str, [usize; 3])> =
        groups.iter().map(|group| (group.title.as_str(), row(group))).collect();
    if rows.iter().all(|(_, [_, unclear, _])| *unclear == 0) {
        let rows: Vec<(&str, [usize; 2])> =
            rows.iter().map(|(title, [first, _, last])| (*title, [*first, *last])).collect();
        return table(["Substantive", "Editorial"], &rows);
    }
    table(["Substantive", "Unclear", "Editorial"], &rows)
}
