//! Style: why a differing stretch leaves the meaning as it is, and which words of it no reason of style explains.
//!
//! ```text
//! step   [-We utilize the-]{+We use+}       utilize = use: synonym; the: function word       nothing left
//! step   [-the logs-]{+the audit logs+}     audit is left: no reason of style
//! ```
//!
//! What is left is what content rules look at (`content`); where nothing is left of any step, the change is editorial.

mod items;
mod likeness;
mod words;

pub use items::{Item, Reader};

use self::likeness::{Likeness, likeness};
use super::catalogue::RuleId;
use super::evidence::Found;
use super::side::Side;
use crate::diff::words::edits::{Step, StepKind};
use crate::model::Pair;
use crate::text::token::Token;
use std::ops::Range;

/// A run of words counts as moved within its clause from this many words on, function words among them. A single word that turns up elsewhere may
/// have changed roles: `the buyer pays the seller`.
const MOVED_WORDS: usize = 3;

/// Part of the shorter run that the other one must have: a run that moved is often edited on its way.
const MOVED_SHARE: f64 = 0.6;

/// Most words of both sides of one edit that are aligned word by word; a longer one is a rewriting that no list of
/// synonyms explains.
const MOST_PAIRS: usize = 4_000;

/// One differing stretch as style sees it.
#[derive(Debug, Clone)]
pub struct Stretch {
    /// Where it is on both sides.
    pub place: Pair<Range<usize>>,
    /// The reasons of style that explain parts of it, each once.
    pub reasons: Vec<RuleId>,
    /// How many words each side has.
    pub size: Pair<usize>,
    /// The words that no reason explains.
    pub left: Pair<Vec<Item>>,
    /// Whether signs that are neither words nor plain punctuation differ: `✓` and `✗`.
    pub signs: bool,
}

impl Stretch {
    /// Whether style explains all of it.
    #[must_use]
    pub fn is_explained(&self) -> bool {
        self.left.old.is_empty() && self.left.new.is_empty() && !self.signs
    }
}

/// Whether a range of one side is evidence of a rule already.
pub type Covered<'a> = &'a dyn Fn(&Range<usize>) -> bool;

/// Reads every step of wording. `covered` says which words other rules have as evidence already.
#[must_use]
pub fn stretches(sides: Pair<&Side>, steps: &[Step], covered: Pair<Covered>, reader: Reader) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    for step in steps.iter().filter(|step| step.kind == StepKind::Wording) {
        let words = |side: &Side, range: &Range<usize>, covered: Covered| -> Vec<Token> {
            side.inside(range).iter().filter(|word| !covered(&word.range())).copied().collect()
        };
        let old = reader.items(sides.old, &words(sides.old, &step.old, covered.old));
        let new = reader.items(sides.new, &words(sides.new, &step.new, covered.new));
        let bare = sides.old.count(&step.old) + sides.new.count(&step.new) == 0;
        let mut stretch = Stretch {
            place: Pair { old: step.old.clone(), new: step.new.clone() },
            reasons: Vec::new(),
            size: Pair { old: old.len(), new: new.len() },
            left: Pair::default(),
            signs: bare && !only_punctuation(sides, step),
        };
        if bare && !stretch.signs {
            stretch.reasons.push(RuleId::PunctuationChanged);
        }
        align(&mut stretch, old, new, reader);
        out.push(stretch);
    }
    reordered(&mut out, sides, reader);
    for stretch in &mut out {
        repeated(stretch, sides, reader);
        respelled(stretch, sides, reader);
    }
    out
}

/// Takes out the other spelling of the word beside it, set off by a slash: `labor/labour`. Texts for two countries
/// print both, and dropping one drops no item.
fn respelled(stretch: &mut Stretch, sides: Pair<&Side>, reader: Reader) {
    let (side, at) = match (stretch.left.old.as_slice(), stretch.left.new.as_slice()) {
        ([_], []) => (sides.old, &stretch.place.old),
        ([], [_]) => (sides.new, &stretch.place.new),
        _ => return,
    };
    let inside = side.part(at).trim();
    let before = side.text.get(..at.start).unwrap_or_default().trim_end();
    let after = side.text.get(at.end..).unwrap_or_default().trim_start();
    let neighbour = if inside.starts_with('/') || before.ends_with('/') {
        before.trim_end_matches('/').rsplit(|sign: char| !sign.is_alphabetic()).next()
    } else if inside.ends_with('/') || after.starts_with('/') {
        after.trim_start_matches('/').split(|sign: char| !sign.is_alphabetic()).next()
    } else {
        None
    };
    let like = neighbour.and_then(|other| likeness(inside.trim_matches('/'), other, reader.language));
    if matches!(like, Some(Likeness::Spelling | Likeness::Capitals)) {
        (stretch.left.old, stretch.left.new) = (Vec::new(), Vec::new());
        stretch.give(RuleId::SpellingChanged);
    }
}

/// Takes out an item of an enumeration that came or went while the same sentence, where nobody edited it, has it anyway.
fn repeated(stretch: &mut Stretch, sides: Pair<&Side>, reader: Reader) {
    let (items, side, at) = match (stretch.left.old.as_slice(), stretch.left.new.as_slice()) {
        ([one], []) => (one, sides.old, &stretch.place.old),
        ([], [one]) => (one, sides.new, &stretch.place.new),
        _ => return,
    };
    if !side.part(at).contains([',', '、', '，']) {
        return;
    }
    let words = side.inside_sentence(at);
    let kept: Vec<Token> =
        words.iter().filter(|word| side.touching(&word.range()).is_none()).copied().collect();
    if reader.items(side, &kept).iter().any(|other| other.key == items.key) {
        (stretch.left.old, stretch.left.new) = (Vec::new(), Vec::new());
        stretch.give(RuleId::RepetitionChanged);
    }
}

/// Pairs the items of both sides in their order and keeps what has no partner.
fn align(stretch: &mut Stretch, old: Vec<Item>, new: Vec<Item>, reader: Reader) {
    let pairs = if old.len() * new.len() <= MOST_PAIRS { paired(&old, &new, reader) } else { Vec::new() };
    for &(x, y) in &pairs {
        if let Some(Some(reason)) = old.get(x).zip(new.get(y)).and_then(|(a, b)| reader.same(a, b)) {
            stretch.give(reason);
        }
    }
    let alone = |items: Vec<Item>, paired: &dyn Fn(usize) -> bool| -> Vec<Item> {
        items.into_iter().enumerate().filter(|(at, _)| !paired(*at)).map(|(_, item)| item).collect()
    };
    let left = Pair {
        old: alone(old, &|at| pairs.iter().any(|pair| pair.0 == at)),
        new: alone(new, &|at| pairs.iter().any(|pair| pair.1 == at)),
    };
    stretch.left = without_empty(stretch, left);
}

/// Takes out what may come and go by itself: function words, a person named on one side alone, a joint on one side
/// alone, a preposition on one side alone. `we` for `you`, `and` for `or`, `from` for `to` stay.
fn without_empty(stretch: &mut Stretch, left: Pair<Vec<Item>>) -> Pair<Vec<Item>> {
    let names = |items: &[Item]| items.iter().any(|item| item.person().is_some());
    let joins = |items: &[Item]| items.iter().any(|item| item.joint().is_some());
    let both_name = names(&left.old) && names(&left.new);
    let both_join = joins(&left.old) && joins(&left.new);
    let relates = |items: &[Item]| items.iter().any(Item::is_preposition);
    let both_relate = relates(&left.old) && relates(&left.new);
    let mut dropped = false;
    let mut keep = |items: Vec<Item>| -> Vec<Item> {
        let kept = |item: &Item| match (item.person(), item.joint()) {
            (Some(_), _) => both_name,
            (_, Some(_)) => both_join,
            _ if item.is_preposition() => both_relate,
            _ => !item.is_empty(),
        };
        let before = items.len();
        let items: Vec<Item> = items.into_iter().filter(kept).collect();
        dropped |= items.len() < before;
        items
    };
    let left = Pair { old: keep(left.old), new: keep(left.new) };
    if dropped {
        stretch.give(RuleId::FunctionWordChanged);
    }
    left
}

impl Stretch {
    /// A reason with the stretch as its evidence.
    #[must_use]
    pub fn evidence(&self, id: RuleId) -> Found {
        let side = |range: &Range<usize>| (!range.is_empty()).then(|| range.clone());
        Found { id, old: side(&self.place.old), new: side(&self.place.new) }
    }

    /// Whether its two sides say the same words in other spellings, so that no rule can find anything in it: `shouldn't`
    /// and `should not`, `US` and `U.S.`. Forms of a word are not the same words: `debería` advises, `deberá` binds.
    #[must_use]
    pub fn is_same_words(&self) -> bool {
        let same = |reason: &RuleId| {
            matches!(
                reason,
                RuleId::ContractionChanged
                    | RuleId::AbbreviationChanged
                    | RuleId::SpellingChanged
                    | RuleId::CapitalsChanged
                    | RuleId::ConfusableLetters
            )
        };
        self.is_explained() && self.size.old > 0 && self.size.new > 0 && self.reasons.iter().all(same)
    }

    fn give(&mut self, reason: RuleId) {
        if !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
    }
}

/// Pairs of items that are the same in some form, rising on both sides: as many as there can be.
fn paired(old: &[Item], new: &[Item], reader: Reader) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let same: Vec<bool> =
        old.iter().flat_map(|a| new.iter().map(move |b| reader.same(a, b).is_some())).collect();
    let is_same = |i: usize, j: usize| same.get(i * new.len() + j).copied().unwrap_or(false);
    let mut best = vec![0usize; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            let take = usize::from(is_same(i, j)) + best[(i + 1) * width + j + 1];
            best[i * width + j] = if is_same(i, j) { skip.max(take) } else { skip };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        let here = best[i * width + j];
        if is_same(i, j) && here == 1 + best[(i + 1) * width + j + 1] {
            out.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if here == best[(i + 1) * width + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

/// Takes out what only changed its place: a run of words that left one stretch and came in another, and two items of an
/// enumeration that swapped.
fn reordered(stretches: &mut [Stretch], sides: Pair<&Side>, reader: Reader) {
    for from in 0..stretches.len() {
        for to in 0..stretches.len() {
            let (Some(gone), Some(come)) = (stretches.get(from), stretches.get(to)) else { continue };
            let run = gone.size.old.min(come.size.new);
            // An item that went to another place of its enumeration took its joint or comma along.
            let listed = enumerates(sides.old, &gone.place.old, reader)
                && enumerates(sides.new, &come.place.new, reader);
            if run < MOVED_WORDS && !listed || gone.left.old.is_empty() {
                continue;
            }
            let pairs = paired(&gone.left.old, &come.left.new, reader);
            let smaller = gone.left.old.len().min(come.left.new.len());
            if pairs.is_empty() || (pairs.len() as f64) < MOVED_SHARE * smaller as f64 {
                continue;
            }
            for (at, is_old) in [(from, true), (to, false)] {
                if let Some(stretch) = stretches.get_mut(at) {
                    let side = if is_old { &mut stretch.left.old } else { &mut stretch.left.new };
                    let mut place = 0;
                    side.retain(|_| {
                        place += 1;
                        let moved = |pair: &(usize, usize)| if is_old { pair.0 } else { pair.1 };
                        !pairs.iter().any(|pair| moved(pair) == place - 1)
                    });
                    stretch.give(RuleId::WordOrderChanged);
                }
            }
        }
    }
    for at in 1..stretches.len() {
        let Some([first, second]) = stretches.get_mut(at - 1..=at) else { continue };
        let between = Pair {
            old: first.place.old.end..second.place.old.start,
            new: first.place.new.end..second.place.new.start,
        };
        let lone = [&first.left.old, &first.left.new, &second.left.old, &second.left.new];
        if lone.iter().all(|items| items.len() == 1)
            && alike(&first.left.old, &second.left.new, reader)
            && alike(&first.left.new, &second.left.old, reader)
            && joined(sides.old, &between.old, reader)
        {
            for stretch in [first, second] {
                stretch.left = Pair::default();
                stretch.give(RuleId::WordOrderChanged);
            }
        }
    }
}

/// Whether a range has a joint or a comma.
fn enumerates(side: &Side, range: &Range<usize>, reader: Reader) -> bool {
    side.part(range).contains([',', '、', '，'])
        || reader.items(side, side.inside(range)).iter().any(|item| item.joint().is_some())
}

/// Whether two runs of items are the same ones, in any order.
fn alike(old: &[Item], new: &[Item], reader: Reader) -> bool {
    let mut free: Vec<&Item> = new.iter().collect();
    old.len() == new.len()
        && old.iter().all(|item| {
            let found = free.iter().position(|other| reader.same(item, other).is_some());
            found.map(|at| free.swap_remove(at)).is_some()
        })
}

/// Whether nothing but joints and function words is in a range.
fn joined(side: &Side, range: &Range<usize>, reader: Reader) -> bool {
    let items = reader.items(side, side.inside(range));
    items.iter().all(|item| item.joint().is_some() || item.is_empty())
        && (items.iter().any(|item| item.joint().is_some()) || side.part(range).contains([',', '、', '，']))
}

/// Marks of punctuation that say nothing by themselves. A tick or a cross does.
const PLAIN: &str = ".,;:!?-–—()[]{}\"'“”„‘’«»‹›…*_|\\•·/#`~^<>。，、；：（）「」『』《》？！।؛،؟¿¡®™©";

/// Whether all signs of a step are such marks. Markup and addresses are no signs.
fn only_punctuation(sides: Pair<&Side>, step: &Step) -> bool {
    let plain = |side: &Side, range: &Range<usize>| {
        side.signs(range).all(|sign| sign.chars().all(|c| PLAIN.contains(c)))
    };
    plain(sides.old, &step.old) && plain(sides.new, &step.new)
}

#[cfg(test)]
mod tests {
    use crate::diff::rules::Severities;
    use crate::diff::rules::{Context, Rules};
    use crate::diff::words::edits;
    use crate::diff::words::tokenized::{TokenizedText, Wording};
    use crate::model::Language;

    /// Whether all is explained, and the rules that fired.
    fn verdict(language: &str, old: &str, new: &str) -> (bool, Vec<&'static str>) {
        let rules = Rules::new(Some(&Language::new(language).unwrap()), &Severities::default());
        let wording = |text: &str| Wording { text: text.to_owned(), marks: Vec::new() };
        let (old, new) = (wording(old), wording(new));
        let (old, new) = (TokenizedText::new(&old), TokenizedText::new(&new));
        let steps = edits::steps(&old, &new);
        let verdict = rules.verdict(&old, &new, &steps, Context { title: false, from_end: 100 });
        (verdict.explained, verdict.hits.into_iter().map(|hit| hit.id.as_str()).collect())
    }

    #[test]
    fn each_reason_of_style_is_named() {
        for (language, old, new, reason) in [
            ("en", "The data centre is open.", "The data center is open.", "spelling-changed"),
            (
                "en",
                "The user agrees to the terms here.",
                "The users agree to the terms here.",
                "inflection-changed",
            ),
            ("en", "We don't sell data.", "We do not sell data.", "contraction-changed"),
            ("en", "We store it in the US today.", "We store it in the U.S. today.", "abbreviation-changed"),
            ("en", "We use your data.", "We utilize your data.", "synonym-changed"),
            ("en", "We keep all of the data.", "We keep all data.", "function-word-changed"),
            (
                "en",
                "Send names and addresses to us.",
                "Send addresses and names to us.",
                "word-order-changed",
            ),
            ("en", "Pay within thirty days.", "Pay within 30 days.", "number-style-changed"),
            ("en", "Pay within 30 days.", "Pay within thirty (30) days.", "number-style-changed"),
            ("en", "Use the service well.", "Use the Service well.", "capitals-changed"),
            ("en", "Logs, cookies, and files.", "Logs, cookies and files.", "punctuation-changed"),
            ("fr", "Nous utilisons vos données.", "Nous employons vos données.", ""),
            ("zh", "我们根据本条款处理。", "我们依据本条款处理。", "synonym-changed"),
        ] {
            let (explained, rules) = verdict(language, old, new);
            assert_eq!(explained, !reason.is_empty(), "{new}: {rules:?}");
            assert!(reason.is_empty() || rules.contains(&reason), "{new}: {rules:?}");
        }
    }

    #[test]
    fn what_only_looks_like_style_is_not() {
        for (old, new) in [
            ("Data is shared by us here.", "Data is shared by you here."),
            ("It goes from the EU to the US.", "It goes to the EU from the US."),
            ("The buyer pays the seller.", "The seller pays the buyer."),
            ("The employer pays the fee.", "The employee pays the fee."),
            ("Names and dates are shown.", "Names or dates are shown."),
            ("Access is legal here.", "Access is illegal here."),
            ("The box is ✓ here.", "The box is ✗ here."),
        ] {
            let (explained, rules) = verdict("en", old, new);
            assert!(!explained || rules.contains(&"quantifier-changed"), "{new}: {rules:?}");
        }
    }

    #[test]
    fn content_that_comes_and_goes_is_named() {
        for (old, new, rule) in [
            ("We keep your name and address.", "We keep your name, location and address.", "item-added"),
            ("We keep logs on foreign servers here.", "We keep logs here.", "phrase-removed"),
            (
                "Your account will be suspended now.",
                "Your account receives an enforcement action now.",
                "phrase-replaced",
            ),
        ] {
            assert!(verdict("en", old, new).1.contains(&rule), "{new}: {:?}", verdict("en", old, new));
        }
    }
}
