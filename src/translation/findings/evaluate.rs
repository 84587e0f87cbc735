//! What is to be thought of a group of aligned blocks: how well it fits, what it leaves out, whether a side breaks off.

use crate::facts::{Fact, FactKind};
use crate::text::sentence;
use crate::translation::align::best_path::Bead;
use crate::translation::align::passes::Aligned;
use crate::translation::findings::confidence;
use crate::translation::findings::ending::{self, Ending};
use crate::translation::findings::facts::Stated;
use crate::translation::findings::groups::Group;
use crate::translation::findings::truncated::{self, Signs, WordEnds};
use crate::translation::result::{State, Which};
use crate::translation::units::text::{Item, ItemKind, Text};
use rustc_hash::FxHashMap;

/// A clause without an end mark is said to break off from this likelihood on: six of 436 whole list items
/// reached 0.8, and 63 % of those that were cut (see [`truncated`]); it is set a little higher.
const TORN: f64 = 0.85;

/// Sentences without counterpart, each with its margin.
type Alone = Vec<(usize, f64)>;

/// Judges groups of two texts.
pub struct Judge<'a> {
    source: &'a Text<'a>,
    target: &'a Text<'a>,
    aligned: &'a Aligned,
    /// The alignment, with the moved pairs behind it.
    pub beads: Vec<Bead>,
    word_ends: (WordEnds, WordEnds),
    /// Of the source and the target.
    style: (Style, Style),
    /// Margins of the sentences that were left out.
    margins: FxHashMap<(Which, usize), f64>,
}

/// Whether a clause without end mark surely was to have one: a sentence inside of it has, or it ends on what cannot
/// end a clause. What introduces a list ends as it likes.
fn is_begun(text: &Text, at: usize) -> bool {
    let item = &text.items[at];
    let begun = item.units.len() > 1 || truncated::is_hanging(text.text_of(item), &text.language);
    item.cut && begun && !ending::introduces(text, at)
}

/// How often items of a kind lack an end mark where their counterpart has one.
#[derive(Debug, Default)]
struct Style {
    /// By kind: items whose counterpart has an end mark, and those of them that have none.
    times: FxHashMap<ItemKind, (usize, usize)>,
}

impl Style {
    /// Whether that is how this text writes them, one that is looked at left out.
    fn is_usual(&self, kind: ItemKind) -> bool {
        /// Share from which on it is. Of the roadmap's Chinese items, of which four are cut off, a tenth lack it.
        const SHARE: f64 = 0.3;
        let (all, lack) = self.times.get(&kind).copied().unwrap_or_default();
        all > 1 && lack.saturating_sub(1) as f64 > SHARE * (all - 1) as f64
    }

    fn add(&mut self, kind: ItemKind, ends: bool) {
        let times = self.times.entry(kind).or_default();
        times.0 += 1;
        times.1 += usize::from(!ends);
    }
}

/// The styles of both texts, from the pairs that end blocks on both sides.
fn style(source: &Text, target: &Text, beads: &[Bead]) -> (Style, Style) {
    let mut out = (Style::default(), Style::default());
    for bead in beads.iter().filter(|bead| bead.is_pair()) {
        let from = &source.items[source.units[bead.source.end - 1].item];
        let to = &target.items[target.units[bead.target.end - 1].item];
        if from.units.end != bead.source.end || to.units.end != bead.target.end {
            continue;
        }
        let ends = (source.ends(from), target.ends(to));
        if ends.1 {
            out.0.add(from.kind, ends.0);
        }
        if ends.0 {
            out.1.add(to.kind, ends.1);
        }
    }
    out
}

impl<'a> Judge<'a> {
    /// Of an alignment.
    pub fn new((source, target): (&'a Text<'a>, &'a Text<'a>), aligned: &'a Aligned) -> Self {
        let ends = |text: &Text| WordEnds::new(text.units.iter().map(|unit| unit.text.as_str()));
        let word_ends = (ends(source), ends(target));
        let style = style(source, target, &aligned.beads);
        let alone = aligned.beads.iter().filter(|bead| !bead.is_pair());
        let margins = alone.flat_map(|bead| {
            let source = bead.source.clone().map(|at| (Which::Source, at));
            let both = source.chain(bead.target.clone().map(|at| (Which::Target, at)));
            both.map(|key| (key, bead.score)).collect::<Vec<_>>()
        });
        let margins = margins.collect();
        Self { source, target, aligned, beads: aligned.beads.clone(), word_ends, style, margins }
    }

    /// How well a group fits, from 0 to 1.
    pub fn score(&self, group: &Group) -> f64 {
        /// Log-likelihood ratio at which a pair is as likely right as wrong, and how fast that changes.
        const EVEN: f64 = -1.0;
        const SCALE: f64 = 2.0;
        let pairs: Vec<f64> = group
            .beads
            .iter()
            .map(|at| &self.beads[*at])
            .filter(|bead| bead.is_pair())
            .map(|bead| bead.score)
            .collect();
        let mean = pairs.iter().sum::<f64>() / pairs.len().max(1) as f64;
        1.0 / (1.0 + (-(mean - EVEN) / SCALE).exp())
    }

    /// Sentences of a group's blocks that have no counterpart, each with its margin.
    pub fn left_out(&self, group: &Group) -> (Alone, Alone) {
        let alone = group.beads.iter().map(|at| &self.beads[*at]).filter(|bead| !bead.is_pair());
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for bead in alone {
            left.extend(bead.source.clone().map(|at| (at, bead.score)));
            right.extend(bead.target.clone().map(|at| (at, bead.score)));
        }
        (left, right)
    }

    /// Whether the source and the target of a group break off.
    pub fn cut(&self, group: &Group) -> (bool, bool) {
        let (Some(row), Some(last)) = (group.source.last(), group.target.last()) else {
            return (false, false);
        };
        let unit = &self.target.units[*last];
        let (from, to) = (&self.source.items[*row], &self.target.items[unit.item]);
        let whole = to.units.end == last + 1;
        let ends = (
            self.source.ends(from),
            if whole { self.target.ends(to) } else { sentence::ends_with_end_mark(&unit.text) },
        );
        let column = unit.item;
        if ending::is_free((self.source, *row), (self.target, column)) {
            return (false, false);
        }
        let endings = (Ending::of(self.source, *row), Ending::of(self.target, column));
        if whole && ending::is_odd_one(self.target, column, endings.0) {
            return (false, true);
        }
        if ending::is_odd_one(self.source, *row, endings.1) {
            return (true, false);
        }
        if ending::is_joined_without((self.source, *row), (self.target, column)) {
            return (false, false);
        }
        let lacks = (self.source.lacks_mark(from), whole && self.target.lacks_mark(to));
        // What the other items of its list do as well is no damage.
        let styles = (
            self.style.0.is_usual(from.kind) || ending::is_list_style(self.source, *row),
            self.style.1.is_usual(to.kind) || ending::is_list_style(self.target, column),
        );
        match lacks {
            // An address or a noun phrase has no end mark in any language; a clause that was begun has.
            (true, true) if !styles.0 && !styles.1 => {
                (is_begun(self.source, *row), is_begun(self.target, column))
            }
            (true, false) if ends.1 && from.cut && !styles.0 => (true, false),
            (false, true) if ends.0 && !styles.1 => (false, true),
            (true, false) if !ends.1 && !styles.0 => (from.cut, false),
            _ => {
                let torn = |which| self.signs(group, which).filter(|signs| signs.confidence() >= TORN);
                // A translation is often longer than its source; that alone does not make the source cut off.
                let source = torn(Which::Source).is_some_and(|signs| signs.hanging);
                (source, torn(Which::Target).is_some())
            }
        }
    }

    /// What speaks for one side of a group breaking off; `None` where it ends with an end mark or is no clause.
    fn signs(&self, group: &Group, which: Which) -> Option<Signs> {
        let (&[row], Some(last)) = (group.source.as_slice(), group.target.last()) else { return None };
        let column = self.target.units[*last].item;
        let whole = self.target.items[column].units.clone();
        if group.target.len() != whole.len() || group.moved {
            return None;
        }
        let from = self.source.items[row].units.clone();
        let deviation = self.aligned.lengths.deviation((from.start, from.end), (whole.start, whole.end));
        let (text, item, ends, short) = match which {
            Which::Source => (self.source, row, &self.word_ends.0, deviation),
            Which::Target => (self.target, column, &self.word_ends.1, -deviation),
        };
        let clause = &text.items[item];
        if !matches!(clause.kind, ItemKind::Paragraph | ItemKind::ListItem)
            || text.ends(clause)
            || !text.blocks
        {
            return None;
        }
        let wording = text.text_of(clause);
        let hanging = truncated::is_hanging(wording, &text.language) && !self.is_habit(text, clause);
        Some(Signs { short, torn: ends.torn(wording), hanging })
    }

    /// Whether its like end on the same sign: in some languages items of a list end with a comma.
    fn is_habit(&self, text: &Text, clause: &Item) -> bool {
        /// More of them than this make a habit.
        const FEW: usize = 2;
        let last = |item: &Item| text.text_of(item).trim_end().chars().next_back();
        let own = last(clause);
        text.items.iter().filter(|item| item.kind == clause.kind && last(item) == own).take(FEW + 1).count()
            > FEW
            && own.is_some_and(|c| !c.is_alphanumeric())
    }

    /// How sure it is that a side that breaks off does, and by what a person can see it.
    pub fn breaks_off(&self, group: &Group, which: Which) -> (f64, String) {
        let sides = (
            group.source.last().map(|item| (self.source, *item)),
            group.target.last().map(|at| (self.target, self.target.units[*at].item)),
        );
        let (own, other) = match which {
            Which::Source => sides,
            Which::Target => (sides.1, sides.0),
        };
        let end = tail(own.map_or("", |(text, item)| text.text_of(&text.items[item])));
        let marked = own.is_some_and(|(text, item)| text.lacks_mark(&text.items[item]));
        let shorter = self.surplus(group) * if which == Which::Target { -1.0 } else { 1.0 };
        let mut evidence = format!("the clause ends without an end mark: “…{end}”");
        let mut confidence: f64 = 0.75;
        if other.is_some_and(|(text, item)| Ending::of(text, item).is_marked()) {
            evidence.push_str("; its counterpart ends with one");
            confidence += 0.1;
        }
        if shorter > 0.15 {
            evidence.push_str(&format!(
                "; it is {:.0} % shorter than its counterpart lets expect",
                (1.0 - (-shorter).exp()) * 100.0
            ));
            confidence += 0.1;
        } else if shorter < 0.0 {
            // All of it may be there but the mark; of two that both end openly, one in sixteen was cut.
            confidence -= 0.15;
        }
        // Where its like have no end mark, the other signs say how sure it is.
        let signs = if marked { None } else { self.signs(group, which) };
        let confidence = signs.map_or(confidence, |signs| signs.confidence().min(confidence));
        (confidence::TRUNCATED.of(confidence), evidence)
    }

    /// Logarithm of the target's length over the expected one.
    fn surplus(&self, group: &Group) -> f64 {
        let source: f64 = group
            .source
            .iter()
            .flat_map(|item| self.source.items[*item].units.clone())
            .map(|at| self.source.units[at].length)
            .sum();
        let target: f64 = group.target.iter().map(|at| self.target.units[*at].length).sum();
        (target / (source * self.aligned.lengths.log_ratio.exp()).max(1.0)).ln()
    }

    /// The values of a group's sentences. Those of a sentence without counterpart answer for others and are missed by
    /// nobody; so are those near the end of what the other side breaks off in.
    pub fn stated(&self, which: Which, group: &Group, state: State) -> Vec<Stated> {
        let text = match which {
            Which::Source => self.source,
            Which::Target => self.target,
        };
        let mut out = Vec::new();
        let last_pair = group.beads.iter().rev().find(|at| self.beads[**at].is_pair());
        for index in &group.beads {
            let bead = &self.beads[*index];
            let range = match which {
                Which::Source => bead.source.clone(),
                Which::Target => bead.target.clone(),
            };
            let torn = state == State::Truncated && Some(index) == last_pair;
            for at in range {
                let unit = &text.units[at];
                let item = &text.items[unit.item];
                if item.kind == ItemKind::Other {
                    continue;
                }
                if item.units.start == at {
                    out.extend(item.label.iter().flatten().map(|number| label(*number)));
                }
                for value in unit.values.iter().cloned() {
                    let written = unit.text.get(value.range.clone()).unwrap_or_default().trim().to_owned();
                    out.push(Stated { value, text: written, expected: bead.is_pair() && !torn });
                }
            }
        }
        out
    }

    /// How sure it is that an item has no counterpart: a long one could not hide in its neighbours, and names and dates
    /// are easily kept elsewhere.
    pub fn alone_confidence(&self, which: Which, item: usize) -> f64 {
        /// Weight of the length, in sentences of the mean length, one at most.
        const LENGTH: f64 = 2.0;
        let text = if which == Which::Source { self.source } else { self.target };
        let units = text.items[item].units.clone();
        let length: f64 = units.clone().map(|at| text.units[at].length).sum();
        let margin = self.margins.get(&(which, units.start)).copied().unwrap_or(0.0);
        confidence::BLOCK.of_logit(margin + LENGTH * (length / text.mean.max(1.0)).min(1.0))
    }
}

/// A number of a label: it answers for one that the other text writes where no label is seen.
fn label(number: u32) -> Stated {
    let value = Fact {
        kind: FactKind::Number,
        range: 0..0,
        readings: vec![number.to_string()],
        unit: None,
        weak: true,
        bare: false,
    };
    Stated { value, text: String::new(), expected: false }
}

/// The last characters of a text.
pub fn tail(text: &str) -> &str {
    const SHOWN: usize = 24;
    let start = text.char_indices().rev().nth(SHOWN - 1).map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or(text).trim_start()
}
