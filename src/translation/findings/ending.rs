//! How clauses end, and when a missing end mark says nothing: where a list follows, where the items of a list are
//! joined to each other, where its other items have no mark either, and where both sides end alike.

use crate::text::sentence;
use crate::translation::findings::truncated;
use crate::translation::units::text::{Item, ItemKind, Text, wording};

/// How a clause ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// As a finished sentence does, or with an address.
    Whole,
    /// With a colon: what it introduces follows.
    Colon,
    /// With a semicolon, and a conjunction perhaps: a whole item of a list that goes on.
    Semicolon,
    /// With a comma, or with a conjunction before another item: it is joined to the next item of its list.
    Joint,
    /// With none of these.
    Open,
}

/// Share of a list's other items without an end mark from which on the missing mark of one says nothing.
const LIST_STYLE: f64 = 0.5;
/// Other items of a list that must end with a sign for all of it to be taken to do so.
const MARKED_ITEMS: usize = 2;
/// Letters of a conjunction at most.
const CONJUNCTION: usize = 5;
/// Letters of a word that both sides end with, so that it is no accident.
const SAME_WORD: usize = 3;

impl Ending {
    /// How the `at`th item of a text ends.
    pub fn of(text: &Text, at: usize) -> Self {
        let Some(item) = text.items.get(at) else { return Self::Open };
        let end = wording(text.text_of(item));
        if end.ends_with([':', '：']) {
            return Self::Colon;
        }
        if text.ends(item) {
            let joined =
                end.rfind([';', '；', '؛']).is_some_and(|at| !end[at..].trim_end().contains(['.', '。']));
            return if joined && item.kind == ItemKind::ListItem { Self::Semicolon } else { Self::Whole };
        }
        if is_joint(text, at, end) { Self::Joint } else { Self::Open }
    }

    /// Whether an end mark is there.
    pub fn is_marked(self) -> bool {
        matches!(self, Self::Whole | Self::Semicolon | Self::Colon)
    }
}

/// Whether the missing end mark of the `row`th item of the source and the `column`th of the target says nothing.
pub fn is_free((source, row): (&Text, usize), (target, column): (&Text, usize)) -> bool {
    let (Some(from), Some(to)) = (source.items.get(row), target.items.get(column)) else { return true };
    let endings = (Ending::of(source, row), Ending::of(target, column));
    let introduce = introduces(source, row) && introduces(target, column);
    let joined = matches!(
        endings,
        (Ending::Joint, Ending::Joint | Ending::Semicolon) | (Ending::Semicolon, Ending::Joint)
    );
    introduce && endings != (Ending::Whole, Ending::Open) && endings != (Ending::Open, Ending::Whole)
        || endings.0 == Ending::Colon
        || endings.1 == Ending::Colon
        || joined
        || same_word(source.text_of(from), target.text_of(to))
}

/// Whether one side joins an item to the next and the other side's list does without any sign.
pub fn is_joined_without((source, row): (&Text, usize), (target, column): (&Text, usize)) -> bool {
    match (Ending::of(source, row), Ending::of(target, column)) {
        (Ending::Joint, Ending::Open) => open_share(target, column).0 >= LIST_STYLE,
        (Ending::Open, Ending::Joint) => open_share(source, row).0 >= LIST_STYLE,
        _ => false,
    }
}

/// Whether most of the other items of an item's list have no end mark.
pub fn is_list_style(text: &Text, at: usize) -> bool {
    let siblings: Vec<usize> = siblings(text, at).collect();
    let bare = siblings.iter().filter(|at| !Ending::of(text, **at).is_marked()).count();
    !siblings.is_empty() && bare as f64 >= LIST_STYLE * siblings.len() as f64
}

/// Whether an item ends openly, though its counterpart does not and all other items of its list end with a sign:
/// even a short one was to have it.
pub fn is_odd_one(text: &Text, at: usize, counterpart: Ending) -> bool {
    let (open, others) = open_share(text, at);
    counterpart != Ending::Open
        && Ending::of(text, at) == Ending::Open
        && others >= MARKED_ITEMS
        && open == 0.0
}

/// Share of the other items of an item's list that end openly, and how many others there are.
fn open_share(text: &Text, at: usize) -> (f64, usize) {
    let siblings: Vec<usize> = siblings(text, at).collect();
    let open = siblings.iter().filter(|at| Ending::of(text, **at) == Ending::Open).count();
    (open as f64 / siblings.len().max(1) as f64, siblings.len())
}

/// The other items of the list that an item is in.
fn siblings<'t>(text: &'t Text, at: usize) -> impl Iterator<Item = usize> + 't {
    let section = text.items.get(at).filter(|item| item.kind == ItemKind::ListItem).map(|item| item.section);
    let same = move |at: &usize| {
        let item = text.items.get(*at);
        item.is_some_and(|item| item.kind == ItemKind::ListItem && Some(item.section) == section)
    };
    let before = (0..at).rev().take_while(same);
    before.chain((at + 1..text.items.len()).take_while(same))
}

/// Whether a list follows a paragraph, or deeper items an item.
pub fn introduces(text: &Text, at: usize) -> bool {
    let depth = |item: &Item| text.document.blocks.get(item.index).map_or(0, |block| block.depth);
    let (Some(item), Some(next)) = (text.items.get(at), text.items.get(at + 1)) else { return false };
    match (item.kind, next.kind) {
        (ItemKind::Paragraph, ItemKind::ListItem) => true,
        (ItemKind::ListItem, ItemKind::ListItem) => depth(next) > depth(item),
        _ => false,
    }
}

/// `…, and`, `…,` and their like; before another item of the list a conjunction alone.
fn is_joint(text: &Text, at: usize, end: &str) -> bool {
    let comma = |text: &str| text.trim_end().ends_with([',', '，', '、', '،']);
    let word = end.split_whitespace().next_back().unwrap_or_default();
    let before = end.get(..end.len() - word.len()).unwrap_or_default();
    let conjunction = || word.chars().count() <= CONJUNCTION && truncated::is_hanging(word, &text.language);
    let goes_on = || siblings(text, at).any(|other| other == at + 1);
    comma(end) || (comma(before) || goes_on()) && conjunction()
}

/// Whether both texts end with the same word or number: a name that was kept is where both end.
fn same_word(source: &str, target: &str) -> bool {
    let last = |text: &str| {
        let word = wording(text).rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
        word.map(str::to_lowercase).filter(|word| word.chars().count() >= SAME_WORD)
    };
    last(source).is_some_and(|word| last(target) == Some(word))
        && !sentence::ends_with_end_mark(wording(source))
}

#[cfg(test)]
mod tests {
    use super::{Ending, is_free, is_list_style};
    use crate::formats::{self, Format};
    use crate::model::{Document, Language};
    use crate::translation::units::text::Text;

    fn document(text: &str) -> Document {
        formats::read(text.as_bytes(), Format::Markdown).unwrap()
    }

    fn text<'a>(document: &'a Document, language: &str) -> Text<'a> {
        Text::new(document, Language::new(language).ok().as_ref(), true)
    }

    #[test]
    fn every_ending() {
        let list = document(
            "- One thing, and\n- another,\n- that; and\n- such as:\n- We met.\n- See <a@example.org>\n- We _kept_",
        );
        let text = text(&list, "en");
        let endings: Vec<Ending> = (0..text.items.len()).map(|at| Ending::of(&text, at)).collect();
        use Ending::{Colon, Joint, Open, Semicolon, Whole};
        assert_eq!(endings, [Joint, Joint, Semicolon, Colon, Whole, Whole, Open]);
    }

    #[test]
    fn what_both_sides_do_says_nothing() {
        let free = |source: &str, target: &str| {
            let (source, target) = (document(source), document(target));
            is_free((&text(&source, "en"), 0), (&text(&target, "de"), 0))
        };
        assert!(free("You have the right to:\n\n- see it", "Sie haben das Recht,\n\n- sie zu sehen"));
        assert!(free("Services for Monitor and Relay", "Dienste für Monitor und Relay"));
        assert!(free("- removing it, or\n- more", "- sie zu entfernen, oder\n- mehr"));
        assert!(free("- your name; and\n- more", "- Ihr Name sowie\n- mehr"));
        assert!(!free("We keep the data for a year.", "Wir bewahren die Daten ein"));
        assert!(!free("We keep it, and\n\nmore", "Wir bewahren es auf, und zwar lange."));
    }

    #[test]
    fn a_list_has_its_own_style() {
        let bare = document("- see the data we hold\n- correct the data we hold\n- delete the data we hold");
        assert!(is_list_style(&text(&bare, "en"), 1));
        let marked = document("- See the data we hold.\n- Correct the data we\n- Delete the data we hold.");
        assert!(!is_list_style(&text(&marked, "en"), 1));
    }
}
