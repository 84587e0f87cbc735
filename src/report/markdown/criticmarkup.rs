//! The new text with its changes in [CriticMarkup](https://fletcher.github.io/MultiMarkdown-6/syntax/critic.html):
//! `{--deleted--}`, `{++inserted++}`, `{~~old~>new~~}`, `{>>a note<<}`. Who accepts every mark reads the new text.

use crate::diff::{Change, ChangeKind, Comparison, Place, Significance};
use crate::model::{Block, BlockKind, Document, Lines};
use crate::report::escape::fold;
use crate::report::wording::cite;
use crate::report::wording::redline::{Role, Run, runs};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;

/// Ranks of headings that Markdown has.
const RANKS: usize = 6;

/// Writes `new`, the newer text of a comparison, as Markdown with every change of wording marked where it is; what
/// is gone is shown where it was, and a clause that moved where it is now, with a note. Text of the documents
/// cannot become markup: what was Markdown is shown as it was typed. Differences of form are not marked.
///
/// # Errors
/// What the writer returns.
pub fn criticmarkup(comparison: &Comparison, new: &Document, out: &mut dyn io::Write) -> io::Result<()> {
    let marks = Marks::of(comparison);
    let gone = gone(comparison);
    let mut page = Page { out, marks, gone, begun: false };
    page.gone_before(None)?;
    for section in &new.sections {
        if let Some(heading) = &section.heading {
            page.gone_before(Some(heading.span.lines))?;
            let rank = usize::from(section.level).clamp(1, RANKS);
            page.unit(&section.id, &heading.text, &format!("{} ", "#".repeat(rank)))?;
        }
        for block in new.blocks.get(section.blocks.clone()).unwrap_or_default() {
            page.gone_before(Some(block.span.lines))?;
            page.unit(&block.id, &block.text, &prefix(block))?;
        }
    }
    page.gone_before(Some(Lines { first: usize::MAX, last: usize::MAX }))
}

/// What makes a line the kind of block that it is.
fn prefix(block: &Block) -> String {
    match block.kind {
        BlockKind::Item => format!("{}- ", "  ".repeat(usize::from(block.depth.max(1)) - 1)),
        BlockKind::Quote => "> ".to_owned(),
        _ => String::new(),
    }
}

/// What happened to the headings and blocks of the new text, by id.
struct Marks<'a> {
    edited: HashMap<&'a str, &'a Change>,
    added: HashSet<&'a str>,
    /// Shown with the first of the blocks that one was split into.
    shown: HashSet<&'a str>,
}

impl<'a> Marks<'a> {
    fn of(comparison: &'a Comparison) -> Self {
        let mut marks = Self { edited: HashMap::new(), added: HashSet::new(), shown: HashSet::new() };
        for change in comparison.changes.iter().filter(|change| change.significance != Significance::Cosmetic)
        {
            let ids = || change.new.iter().map(|place| place.id.as_str());
            match change.kind {
                ChangeKind::Added => {
                    marks.added.extend(ids());
                    let parts = change.new.iter().flat_map(|place| &place.parts);
                    marks.added.extend(parts.map(|part| part.id.as_str()));
                }
                ChangeKind::Removed | ChangeKind::Renumbered => {}
                _ => {
                    let first = ids().next();
                    marks.edited.extend(first.map(|id| (id, change)));
                    if change.kind == ChangeKind::Split && cite::is_edited(change) {
                        marks.shown.extend(ids().skip(1));
                    }
                }
            }
        }
        marks
    }
}

/// What is gone, by the line of the new text behind which it was; line 0 is the head of the text.
fn gone(comparison: &Comparison) -> BTreeMap<usize, Vec<&Place>> {
    let stayed = comparison.alignment.iter().filter(|pair| pair.state != "moved");
    let mut lines: Vec<(usize, usize)> = stayed.map(|pair| (pair.old.first, pair.new.first)).collect();
    lines.sort_unstable();
    let mut gone: BTreeMap<usize, Vec<&Place>> = BTreeMap::new();
    for place in
        comparison.changes.iter().filter(|change| change.kind == ChangeKind::Removed).flat_map(|c| &c.old)
    {
        let before = lines.partition_point(|(old, _)| *old < place.lines.first);
        let line = before.checked_sub(1).and_then(|at| lines.get(at)).map_or(0, |(_, new)| *new);
        gone.entry(line).or_default().push(place);
    }
    gone
}

struct Page<'a, 'w> {
    out: &'w mut dyn io::Write,
    marks: Marks<'a>,
    gone: BTreeMap<usize, Vec<&'a Place>>,
    begun: bool,
}

impl Page<'_, '_> {
    /// Tells what was between the unit before and the one at these lines.
    fn gone_before(&mut self, lines: Option<Lines>) -> io::Result<()> {
        let until = lines.map_or(1, |lines| lines.first);
        let after = self.gone.split_off(&until);
        let shown = std::mem::replace(&mut self.gone, after);
        for place in shown.into_values().flatten() {
            let whole = place.parts.is_empty().then_some(place.text.as_str());
            for text in whole.into_iter().chain(place.parts.iter().map(|part| part.text.as_str())) {
                self.line(&format!("{{--{}--}}", plain(&fold(text))))?;
            }
        }
        Ok(())
    }

    /// A heading or block of the new text.
    fn unit(&mut self, id: &str, text: &str, prefix: &str) -> io::Result<()> {
        if self.marks.shown.contains(id) {
            return Ok(());
        }
        let text = plain(&fold(text));
        // Behind the signs of a heading no list can begin.
        let head = |text: &str| if prefix.starts_with('#') { text.to_owned() } else { head(text) };
        let shown = if self.marks.added.contains(id) {
            format!("{{++{text}++}}")
        } else if let Some(change) = self.marks.edited.get(id) {
            let wording = if cite::is_edited(change) { redline(change) } else { head(&text) };
            format!("{wording}{}", note(change))
        } else {
            head(&text)
        };
        self.line(&format!("{prefix}{shown}"))
    }

    fn line(&mut self, line: &str) -> io::Result<()> {
        let separator = if self.begun { "\n" } else { "" };
        self.begun = true;
        writeln!(self.out, "{separator}{}", line.trim_end())
    }
}

/// What marks cannot say.
fn note(change: &Change) -> String {
    match change.kind {
        ChangeKind::Moved => {
            format!("{{>>moved here from {} of the old text<<}}", plain(&cite::origin(change)))
        }
        ChangeKind::Split | ChangeKind::Merged => format!("{{>>{}<<}}", plain(&cite::predicate(change))),
        _ => String::new(),
    }
}

fn redline(change: &Change) -> String {
    let runs = runs(&change.edits, false);
    let mut out = String::new();
    let mut rest = runs.as_slice();
    while let [run, after @ ..] = rest {
        rest = after;
        let text = plain(&run.text);
        match (run.role, after.first()) {
            (Role::Deleted, Some(Run { role: Role::Inserted, text: new })) => {
                out.push_str(&format!("{{~~{text}~>{}~~}}", plain(new)));
                rest = after.get(1..).unwrap_or_default();
            }
            (Role::Deleted, _) => out.push_str(&format!("{{--{text}--}}")),
            (Role::Inserted, _) => out.push_str(&format!("{{++{text}++}}")),
            _ if out.is_empty() => out.push_str(&head(&text)),
            _ => out.push_str(&text),
        }
    }
    out
}

/// A text at the head of a line, where it could begin a list or a rule.
fn head(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text.get(digits..).unwrap_or_default();
    if digits > 0 && after.starts_with(['.', ')']) {
        return format!("{}\\{after}", text.get(..digits).unwrap_or_default());
    }
    if text.starts_with(['-', '+', '=']) { format!("\\{text}") } else { text.to_owned() }
}

/// A text that can neither become markup nor close or open a mark.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut before = '\0';
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let beside_brace = before == '{' || rest.peek() == Some(&'}');
        // `==marked==` where a reader knows it.
        let doubled = character == '=' && (before == '=' || rest.peek() == Some(&'='));
        let special = "\\`*_[]<>#|~&!{}$^".contains(character)
            || ("+-=".contains(character) && beside_brace)
            || doubled;
        if special {
            out.push('\\');
        }
        out.push(character);
        before = character;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn text_opens_and_closes_no_mark() {
        for text in ["{++a++}", "{--a--}", "{~~a~>b~~}", "{==a==}{>>b<<}", "a--}b{", "{+++}"] {
            let shown = plain(text);
            let marks = ["{++", "++}", "{--", "--}", "{~~", "~~}", "~>", "{==", "==}", "{>>", "<<}"];
            assert!(!marks.iter().any(|mark| shown.contains(mark)), "{shown}");
        }
        assert_eq!(plain("well-being = good"), "well-being = good");
    }
}
