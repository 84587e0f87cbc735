//! From groups of blocks to what a reader is told: pairs with their states, findings with confidence and evidence.

use super::align::Bead;
use super::facts::{self, Stated, Words};
use super::finding::{Coverage, Extent, Finding, FindingKind, Findings, Pair, SectionPair, State, Which};
use super::groups::{self, Group};
use super::moved;
use super::passes::Aligned;
use super::places::Places;
use super::tokens::Tokens;
use super::truncated::{self, Signs, WordEnds};
use super::units::{Item, ItemKind, Text};
use crate::diff::{Place, Side};
use crate::model::Document;
use rustc_hash::FxHasher;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};

/// What is less sure than this is not told: false alarms cost more than what is kept back.
const TOLD: f64 = 0.5;
/// A pair that fits worse than this is not called a translation.
const FITS: f64 = 0.2;

/// A clause without an end mark is said to break off from this likelihood on: one in a hundred whole list items
/// reaches it, and 60 % of those that were cut.
const TORN: f64 = 0.85;

/// Puts the result together.
pub struct Assembly<'a> {
    source: &'a Text<'a>,
    target: &'a Text<'a>,
    tokens: &'a Tokens,
    aligned: &'a Aligned,
    beads: Vec<Bead>,
    word_ends: (WordEnds, WordEnds),
    places: Places<'a>,
    sentences: bool,
}

/// A pair with where it stands in the source, for the order of telling.
struct Told {
    at: (usize, usize),
    finding: Finding,
}

impl<'a> Assembly<'a> {
    /// With everything that the result is made of; `sentences` asks for the sentence pairs of each pair.
    pub fn new(
        (source, target): (&'a Text<'a>, &'a Text<'a>),
        tokens: &'a Tokens,
        aligned: &'a Aligned,
        sentences: bool,
    ) -> Self {
        let beads = aligned.beads.clone();
        let ends = |text: &Text| WordEnds::new(text.units.iter().map(|unit| unit.text.as_str()));
        let word_ends = (ends(source), ends(target));
        Self {
            source,
            target,
            tokens,
            aligned,
            beads,
            word_ends,
            places: Places::new(source, target),
            sentences,
        }
    }

    /// The result.
    pub fn findings(mut self) -> Findings {
        let mut groups = groups::groups(&self.beads, self.source, self.target);
        let notes =
            moved::find(&mut groups, &mut self.beads, (self.source, self.target), self.tokens, self.aligned);
        let mut pairs = Vec::new();
        let mut sections = Vec::new();
        let mut told = Vec::new();
        for group in &groups {
            if let Some(section) = self.section(group) {
                sections.push(section);
            }
            let pair = self.pair(group);
            self.tell_pair(group, &pair, &mut told);
            pairs.push((group.source.first().copied().unwrap_or(0), pair));
        }
        let (rows, columns) = groups::alone(&groups, self.source, self.target);
        self.tell_alone(&rows, &columns, &groups, &mut told);
        pairs.sort_by_key(|(at, _)| *at);
        told.sort_by_key(|told| told.at);
        let mut findings: Vec<Finding> = told.into_iter().map(|told| told.finding).collect();
        identify(&mut findings);
        Findings {
            source: side(self.source.document),
            target: side(self.target.document),
            coverage: self.coverage(&rows),
            sections,
            pairs: pairs.into_iter().map(|(_, pair)| pair).collect(),
            findings,
            notes,
        }
    }

    fn section(&self, group: &Group) -> Option<SectionPair> {
        let (&[row], [at]) = (group.source.as_slice(), group.target.as_slice()) else { return None };
        let column = self.target.units.get(*at)?.item;
        let (from, to) = (self.source.items.get(row)?, self.target.items.get(column)?);
        let both = matches!((from.kind, to.kind), (ItemKind::Heading(_), ItemKind::Heading(_)));
        both.then(|| SectionPair {
            source: self.source.document.section_path(from.section),
            target: self.target.document.section_path(to.section),
            ids: [self.places.item(Which::Source, row).id, self.places.item(Which::Target, column).id],
            score: self.score(group),
        })
    }

    /// How well a group fits, from 0 to 1.
    fn score(&self, group: &Group) -> f64 {
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

    fn pair(&self, group: &Group) -> Pair {
        let score = self.score(group);
        let (left, right) = self.left_out(group);
        let cut = self.cut(group);
        let state = match cut {
            (_, true) => State::Truncated,
            _ if !left.is_empty() || !right.is_empty() => State::Partial,
            (true, _) => State::Truncated,
            _ if score < FITS => State::Unsure,
            _ => State::Translated,
        };
        let sentences = if self.sentences { self.sentence_pairs(group) } else { Vec::new() };
        Pair {
            source: group.source.iter().map(|item| self.places.item(Which::Source, *item)).collect(),
            target: self.places.target(group),
            state,
            score,
            sentences,
        }
    }

    fn sentence_pairs(&self, group: &Group) -> Vec<Pair> {
        let beads = group.beads.iter().map(|at| &self.beads[*at]).filter(|bead| bead.is_pair());
        let pair = |bead: &Bead| Pair {
            source: bead.source.clone().map(|at| self.places.sentence(Which::Source, at)).collect(),
            target: bead.target.clone().map(|at| self.places.sentence(Which::Target, at)).collect(),
            state: State::Translated,
            score: 1.0 / (1.0 + (-(bead.score + 1.0) / 2.0).exp()),
            sentences: Vec::new(),
        };
        beads.map(pair).collect()
    }

    /// Sentences of a group's blocks that have no counterpart.
    fn left_out(&self, group: &Group) -> (Vec<usize>, Vec<usize>) {
        let alone = group.beads.iter().map(|at| &self.beads[*at]).filter(|bead| !bead.is_pair());
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for bead in alone {
            left.extend(bead.source.clone());
            right.extend(bead.target.clone());
        }
        (left, right)
    }

    /// Whether the source and the target of a group break off.
    fn cut(&self, group: &Group) -> (bool, bool) {
        let source = group.source.last().is_some_and(|item| self.source.items[*item].cut);
        let target = group.target.last().is_some_and(|at| {
            let item = &self.target.items[self.target.units[*at].item];
            item.cut && item.units.end == at + 1
        });
        if source || target {
            return (source, target);
        }
        let torn = |which| self.signs(group, which).filter(|signs| signs.confidence() >= TORN);
        // A translation is often longer than its source; that alone does not make the source cut off.
        let source = torn(Which::Source).is_some_and(|signs| signs.hanging);
        (source, torn(Which::Target).is_some())
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

    fn tell_pair(&self, group: &Group, pair: &Pair, told: &mut Vec<Told>) {
        let at = group.source.first().copied().unwrap_or(0);
        let (source_cut, target_cut) = self.cut(group);
        let mut tell = |order: usize, finding: Finding| told.push(Told { at: (at, order), finding });
        let base = |kind: FindingKind, confidence: f64, evidence: String| Finding {
            id: String::new(),
            kind,
            unit: Extent::Block,
            side: None,
            confidence,
            source: pair.source.clone(),
            target: pair.target.clone(),
            evidence,
            text: None,
            facts: Vec::new(),
        };
        if group.moved {
            let evidence = "the clause stands at another place in the translation".to_owned();
            tell(0, base(FindingKind::OrderDiffers, pair.score.min(0.9), evidence));
        }
        if target_cut {
            let (confidence, evidence) = self.breaks_off(group, Which::Target);
            tell(
                1,
                Finding { side: Some(Which::Target), ..base(FindingKind::Truncated, confidence, evidence) },
            );
        }
        if source_cut {
            let (confidence, evidence) = self.breaks_off(group, Which::Source);
            tell(
                2,
                Finding { side: Some(Which::Source), ..base(FindingKind::Truncated, confidence, evidence) },
            );
        }
        if pair.state == State::Unsure {
            let evidence = "length and words say little for these two being translations".to_owned();
            tell(3, base(FindingKind::Unsure, 1.0 - pair.score, evidence));
        }
        let (left, right) = self.left_out(group);
        for (which, sentences) in [(Which::Source, left), (Which::Target, right)] {
            for sentence in sentences {
                let place = self.places.sentence(which, sentence);
                let (kind, evidence) = match which {
                    Which::Source => {
                        (FindingKind::Untranslated, "no sentence of the translation's clause answers to it")
                    }
                    Which::Target => {
                        (FindingKind::Untraced, "no sentence of the source's clause answers to it")
                    }
                };
                let mut finding =
                    base(kind, self.sentence_confidence(which, sentence, target_cut), evidence.to_owned());
                finding.unit = Extent::Sentence;
                finding.text = Some(place.text.clone());
                match which {
                    Which::Source => finding.source = vec![place],
                    Which::Target => finding.target = vec![place],
                }
                tell(4, finding);
            }
        }
        self.tell_facts(group, pair.state, told);
    }

    /// How sure it is that a sentence has no counterpart: a long one could not hide in its neighbours.
    fn sentence_confidence(&self, which: Which, at: usize, cut: bool) -> f64 {
        let text = match which {
            Which::Source => self.source,
            Which::Target => self.target,
        };
        let length = text.units[at].length;
        let mean = text.units.iter().map(|unit| unit.length).sum::<f64>() / text.units.len().max(1) as f64;
        let base = 0.6 + 0.3 * (length / mean.max(1.0)).min(1.0);
        if cut { base.max(0.8) } else { base }
    }

    fn breaks_off(&self, group: &Group, which: Which) -> (f64, String) {
        let end = match which {
            Which::Source => group
                .source
                .last()
                .map(|item| &self.source.items[*item])
                .map(|item| self.source.text_of(item)),
            Which::Target => group
                .target
                .last()
                .map(|at| &self.target.items[self.target.units[*at].item])
                .map(|item| self.target.text_of(item)),
        };
        let end = tail(end.unwrap_or_default());
        let other_ends = match which {
            Which::Source => !self.cut(group).1,
            Which::Target => !self.cut(group).0,
        };
        let shorter = self.surplus(group) * if which == Which::Target { -1.0 } else { 1.0 };
        let mut evidence = format!("the clause ends without an end mark: “…{end}”");
        let mut confidence = 0.75;
        if other_ends {
            evidence.push_str("; its counterpart ends with one");
            confidence += 0.1;
        }
        if shorter > 0.15 {
            evidence.push_str(&format!(
                "; it is {:.0} % shorter than its counterpart lets expect",
                (1.0 - (-shorter).exp()) * 100.0
            ));
            confidence += 0.1;
        }
        (confidence, evidence)
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

    fn tell_facts(&self, group: &Group, state: State, told: &mut Vec<Told>) {
        let source = self.stated(Which::Source, group, state);
        let target = self.stated(Which::Target, group, state);
        if source.is_empty() && target.is_empty() {
            return;
        }
        let upper = |which: Which| -> String {
            let texts: Vec<String> = match which {
                Which::Source => group
                    .source
                    .iter()
                    .map(|item| self.source.text_of(&self.source.items[*item]).to_owned())
                    .collect(),
                Which::Target => group.target.iter().map(|at| self.target.units[*at].text.clone()).collect(),
            };
            texts.concat().chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
        };
        let (in_source, in_target) = (upper(Which::Source), upper(Which::Target));
        let says_source = |name: &str| in_source.contains(name);
        let says_target = |name: &str| in_target.contains(name);
        let words = Words {
            source: &says_source,
            target: &says_target,
            foreign: match (is_latin(&self.source.language), is_latin(&self.target.language)) {
                (true, false) => Some(Which::Target),
                (false, true) => Some(Which::Source),
                _ => None,
            },
        };
        let mut found = facts::compare(&source, &target, &words);
        found.retain(|differing| differing.confidence >= TOLD);
        let Some(confidence) = found.iter().map(|differing| differing.confidence).reduce(f64::max) else {
            return;
        };
        let evidence = found.iter().map(|differing| describe(&differing.fact)).collect::<Vec<_>>().join("; ");
        let at = group.source.first().copied().unwrap_or(0);
        let finding = Finding {
            id: String::new(),
            kind: FindingKind::FactDiffers,
            unit: Extent::Block,
            side: None,
            confidence: confidence * self.score(group).max(0.6),
            source: group.source.iter().map(|item| self.places.item(Which::Source, *item)).collect(),
            target: self.places.target(group),
            evidence,
            text: None,
            facts: found.into_iter().map(|differing| differing.fact).collect(),
        };
        told.push(Told { at: (at, 5), finding });
    }

    /// The values of a group's sentences. Those of a sentence without counterpart answer for others and are missed by
    /// nobody; so are those near the end of what the other side breaks off in.
    fn stated(&self, which: Which, group: &Group, state: State) -> Vec<Stated> {
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
                for value in unit.values.iter().cloned() {
                    let written = unit.text.get(value.range.clone()).unwrap_or_default().trim().to_owned();
                    out.push(Stated { value, text: written, expected: bead.is_pair() && !torn });
                }
            }
        }
        out
    }

    fn tell_alone(&self, rows: &[usize], columns: &[usize], groups: &[Group], told: &mut Vec<Told>) {
        for row in rows {
            let item = &self.source.items[*row];
            let place = self.places.item(Which::Source, *row);
            let confidence = self.alone_confidence(self.source, *row);
            told.push(Told {
                at: (*row, 0),
                finding: alone(FindingKind::Untranslated, item.kind, place.clone(), confidence),
            });
            if item.cut {
                let evidence =
                    format!("the clause ends without an end mark: “…{}”", tail(self.source.text_of(item)));
                let finding = Finding {
                    side: Some(Which::Source),
                    evidence,
                    text: None,
                    ..alone(FindingKind::Truncated, item.kind, place, 0.75)
                };
                told.push(Told { at: (*row, 2), finding });
            }
        }
        for column in columns {
            let item = &self.target.items[*column];
            // It is told behind the source clause that its neighbour translates.
            let before = groups
                .iter()
                .filter(|group| group.target.last().is_some_and(|at| self.target.units[*at].item < *column))
                .filter_map(|group| group.source.last())
                .max();
            let at = before.map_or((0, 0), |row| (*row, 9));
            let place = self.places.item(Which::Target, *column);
            let confidence = self.alone_confidence(self.target, *column);
            told.push(Told { at, finding: alone(FindingKind::Untraced, item.kind, place, confidence) });
        }
    }

    /// How sure it is that an item has no counterpart: names and dates are easily kept elsewhere.
    fn alone_confidence(&self, text: &Text, item: usize) -> f64 {
        let length: f64 = text.items[item].units.clone().map(|at| text.units[at].length).sum();
        let mean = text.units.iter().map(|unit| unit.length).sum::<f64>() / text.units.len().max(1) as f64;
        0.6 + 0.35 * (length / mean.max(1.0)).min(1.0)
    }

    fn coverage(&self, rows: &[usize]) -> Coverage {
        let share = |part: f64, all: f64| if all > 0.0 { part / all } else { 1.0 };
        let is_heading = |item: &usize| matches!(self.source.items[*item].kind, ItemKind::Heading(_));
        let all = 0..self.source.items.len();
        let headings = all.clone().filter(is_heading).count();
        let blocks = all.len() - headings;
        let lost_headings = rows.iter().filter(|row| is_heading(row)).count();
        let length: f64 = self.source.units.iter().map(|unit| unit.length).sum();
        let pairs = self.beads.iter().filter(|bead| bead.is_pair());
        let covered: f64 =
            pairs.flat_map(|bead| bead.source.clone()).map(|at| self.source.units[at].length).sum();
        Coverage {
            sections: share((headings - lost_headings) as f64, headings as f64),
            blocks: share((blocks - (rows.len() - lost_headings)) as f64, blocks as f64),
            text: share(covered, length),
        }
    }
}

fn alone(kind: FindingKind, item: ItemKind, place: Place, confidence: f64) -> Finding {
    let heading = matches!(item, ItemKind::Heading(_));
    let evidence = match kind {
        FindingKind::Untranslated => "nothing in the translation answers to it",
        _ => "nothing in the source answers to it",
    };
    let text = Some(place.text.clone());
    let (source, target) =
        if kind == FindingKind::Untraced { (Vec::new(), vec![place]) } else { (vec![place], Vec::new()) };
    Finding {
        id: String::new(),
        kind,
        unit: if heading { Extent::Section } else { Extent::Block },
        side: None,
        confidence,
        source,
        target,
        evidence: evidence.to_owned(),
        text,
        facts: Vec::new(),
    }
}

fn describe(fact: &super::finding::FactPair) -> String {
    match (&fact.source, &fact.target) {
        (Some(source), Some(target)) => {
            format!("{} {source} in the source, {target} in the translation", fact.kind)
        }
        (Some(source), None) => format!("{} {source} is not in the translation", fact.kind),
        (None, Some(target)) => format!("{} {target} is not in the source", fact.kind),
        (None, None) => String::new(),
    }
}

/// The last characters of a text.
fn tail(text: &str) -> &str {
    const SHOWN: usize = 24;
    let start = text.char_indices().rev().nth(SHOWN - 1).map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or(text).trim_start()
}

/// Whether a language is mostly written in Latin letters.
fn is_latin(language: &str) -> bool {
    !matches!(
        language,
        "zh" | "ja"
            | "ko"
            | "ar"
            | "ru"
            | "uk"
            | "be"
            | "bg"
            | "sr"
            | "mk"
            | "he"
            | "fa"
            | "ur"
            | "el"
            | "th"
            | "hi"
            | "bn"
            | "ta"
            | "te"
            | "ml"
            | "ka"
            | "hy"
            | "am"
            | "my"
            | "km"
            | "lo"
            | "mn"
            | "kk"
            | "ky"
    )
}

fn side(document: &Document) -> Side {
    Side {
        language: document.language.as_ref().map(ToString::to_string),
        title: document.title.clone(),
        sections: document.section_count(),
        blocks: document.blocks.len(),
        ..Side::default()
    }
}

/// Gives every finding an id from what it says; a number more where two say the same.
fn identify(findings: &mut [Finding]) {
    let mut times: HashMap<u64, u64> = HashMap::new();
    for finding in findings {
        let mut hasher = FxHasher::default();
        finding.kind.hash(&mut hasher);
        finding.unit.hash(&mut hasher);
        finding.side.hash(&mut hasher);
        for place in finding.source.iter().chain(&finding.target) {
            place.text.hash(&mut hasher);
        }
        let content = hasher.finish();
        let nth = times.entry(content).and_modify(|times| *times += 1).or_insert(0);
        let mut hasher = FxHasher::default();
        (content, *nth).hash(&mut hasher);
        finding.id = format!("{:012x}", hasher.finish() & 0xffff_ffff_ffff);
    }
}
