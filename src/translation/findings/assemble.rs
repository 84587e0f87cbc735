//! From groups of blocks to what a reader gets: pairs with their states, findings with confidence and evidence.

use crate::diff::Side;
use crate::model::Document;
use crate::translation::align::best_path::Bead;
use crate::translation::align::passes::Aligned;
use crate::translation::findings::build::{alone, describe, identify, of_pair};
use crate::translation::findings::confidence;
use crate::translation::findings::ending::{self, Ending};
use crate::translation::findings::evaluate::{Judge, tail};
use crate::translation::findings::facts::{self, Words};
use crate::translation::findings::groups::{self, Group};
use crate::translation::findings::moved;
use crate::translation::findings::places::Places;
use crate::translation::result::{
    Coverage, Extent, Finding, FindingKind, Findings, Pair, SectionPair, State, Which,
};
use crate::translation::units::text::{ItemKind, Text};
use crate::translation::units::tokens::Tokens;

/// What is less sure than this is not reported: false alarms cost more than what is kept back.
const LEAST_CONFIDENCE: f64 = 0.5;
/// A pair that fits worse than this is not called a translation.
const FITS: f64 = 0.2;

/// Puts the result together.
pub struct Assembly<'a> {
    source: &'a Text<'a>,
    target: &'a Text<'a>,
    tokens: &'a Tokens,
    aligned: &'a Aligned,
    judge: Judge<'a>,
    places: Places<'a>,
    sentences: bool,
}

/// A pair with its place in the source, for the order of the report.
struct Ordered {
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
        let judge = Judge::new((source, target), aligned);
        Self { source, target, tokens, aligned, judge, places: Places::new(source, target), sentences }
    }

    /// The result.
    pub fn findings(mut self) -> Findings {
        let mut groups = groups::groups(&self.judge.beads, self.source, self.target);
        let notes = moved::find(
            &mut groups,
            &mut self.judge.beads,
            (self.source, self.target),
            self.tokens,
            self.aligned,
        );
        let mut pairs = Vec::new();
        let mut sections = Vec::new();
        let mut found = Vec::new();
        for group in &groups {
            if let Some(section) = self.section(group) {
                sections.push(section);
            }
            let pair = self.pair(group);
            self.add_pair(group, &pair, &mut found);
            pairs.push((group.source.first().copied().unwrap_or(0), pair));
        }
        let (rows, columns) = groups::alone(&groups, self.source, self.target);
        self.add_alone(&rows, &columns, &groups, &mut found);
        pairs.sort_by_key(|(at, _)| *at);
        found.sort_by_key(|ordered| ordered.at);
        let mut findings: Vec<Finding> = found.into_iter().map(|ordered| ordered.finding).collect();
        identify(&mut findings);
        Findings {
            source: side(self.source.document),
            target: side(self.target.document),
            coverage: self.coverage(&rows),
            sections,
            pairs: pairs.into_iter().map(|(_, pair)| pair).collect(),
            findings,
            notes,
            lag: None,
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
            score: self.judge.score(group),
        })
    }

    fn pair(&self, group: &Group) -> Pair {
        let score = self.judge.score(group);
        let (left, right) = self.judge.left_out(group);
        let cut = self.judge.cut(group);
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
        let beads = group.beads.iter().map(|at| &self.judge.beads[*at]).filter(|bead| bead.is_pair());
        let pair = |bead: &Bead| Pair {
            source: bead.source.clone().map(|at| self.places.sentence(Which::Source, at)).collect(),
            target: bead.target.clone().map(|at| self.places.sentence(Which::Target, at)).collect(),
            state: State::Translated,
            score: 1.0 / (1.0 + (-(bead.score + 1.0) / 2.0).exp()),
            sentences: Vec::new(),
        };
        beads.map(pair).collect()
    }

    fn add_pair(&self, group: &Group, pair: &Pair, out: &mut Vec<Ordered>) {
        let at = group.source.first().copied().unwrap_or(0);
        let (source_cut, target_cut) = self.judge.cut(group);
        let mut add = |order: usize, finding: Finding| out.push(Ordered { at: (at, order), finding });
        let base = |kind, confidence, evidence| of_pair(pair, kind, confidence, evidence);
        if group.moved {
            let evidence = "the clause stands at another place in the translation".to_owned();
            add(0, base(FindingKind::OrderDiffers, pair.score.min(0.9), evidence));
        }
        if target_cut {
            let (confidence, evidence) = self.judge.breaks_off(group, Which::Target);
            add(
                1,
                Finding { side: Some(Which::Target), ..base(FindingKind::Truncated, confidence, evidence) },
            );
        }
        if source_cut {
            let (confidence, evidence) = self.judge.breaks_off(group, Which::Source);
            add(
                2,
                Finding { side: Some(Which::Source), ..base(FindingKind::Truncated, confidence, evidence) },
            );
        }
        if pair.state == State::Unsure {
            let evidence = "length and words say little for these two being translations".to_owned();
            add(3, base(FindingKind::Unsure, 1.0 - pair.score, evidence));
        }
        self.add_sentences(group, pair, out);
        self.add_facts(group, pair.state, out);
    }

    /// The sentences of a pair that have no counterpart.
    fn add_sentences(&self, group: &Group, pair: &Pair, out: &mut Vec<Ordered>) {
        let (left, right) = self.judge.left_out(group);
        let left = left.into_iter().map(|alone| (Which::Source, alone));
        let right = right.into_iter().map(|alone| (Which::Target, alone));
        for (which, (at, margin)) in left.chain(right) {
            let place = self.places.sentence(which, at);
            let (kind, evidence) = match which {
                Which::Source => {
                    (FindingKind::Untranslated, "no sentence of the translation's clause answers to it")
                }
                Which::Target => (FindingKind::Untraced, "no sentence of the source's clause answers to it"),
            };
            let confidence = confidence::SENTENCE.of_logit(margin);
            let mut finding = of_pair(pair, kind, confidence, evidence.to_owned());
            finding.unit = Extent::Sentence;
            finding.text = Some(place.text.clone());
            match which {
                Which::Source => finding.source = vec![place],
                Which::Target => finding.target = vec![place],
            }
            out.push(Ordered { at: (group.source.first().copied().unwrap_or(0), 4), finding });
        }
    }

    fn add_facts(&self, group: &Group, state: State, out: &mut Vec<Ordered>) {
        let source = self.judge.stated(Which::Source, group, state);
        let target = self.judge.stated(Which::Target, group, state);
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
        found.retain(|differing| differing.confidence >= LEAST_CONFIDENCE);
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
            confidence: confidence::FACT.of(confidence),
            source: group.source.iter().map(|item| self.places.item(Which::Source, *item)).collect(),
            target: self.places.target(group),
            evidence,
            text: None,
            facts: found.into_iter().map(|differing| differing.fact).collect(),
            since: None,
        };
        out.push(Ordered { at: (at, 5), finding });
    }

    fn add_alone(&self, rows: &[usize], columns: &[usize], groups: &[Group], out: &mut Vec<Ordered>) {
        for row in rows {
            let item = &self.source.items[*row];
            let place = self.places.item(Which::Source, *row);
            let confidence = self.judge.alone_confidence(Which::Source, *row);
            out.push(Ordered {
                at: (*row, 0),
                finding: alone(FindingKind::Untranslated, item.kind, place.clone(), confidence),
            });
            if item.cut
                && Ending::of(self.source, *row) == Ending::Open
                && !ending::is_list_style(self.source, *row)
            {
                let evidence =
                    format!("the clause ends without an end mark: “…{}”", tail(self.source.text_of(item)));
                let finding = Finding {
                    side: Some(Which::Source),
                    evidence,
                    text: None,
                    ..alone(FindingKind::Truncated, item.kind, place, confidence::TRUNCATED.of(0.75))
                };
                out.push(Ordered { at: (*row, 2), finding });
            }
        }
        let before = self.before(groups);
        for column in columns {
            let item = &self.target.items[*column];
            // It comes behind the source clause that its neighbour translates.
            let at = before[*column].map_or((0, 0), |row| (row, 9));
            let place = self.places.item(Which::Target, *column);
            let confidence = self.judge.alone_confidence(Which::Target, *column);
            out.push(Ordered { at, finding: alone(FindingKind::Untraced, item.kind, place, confidence) });
        }
    }

    /// For each target item the last source item that those before it translate.
    fn before(&self, groups: &[Group]) -> Vec<Option<usize>> {
        let mut own: Vec<Option<usize>> = vec![None; self.target.items.len()];
        for group in groups {
            if let Some(last) = group.target.last() {
                let item = self.target.units[*last].item;
                own[item] = own[item].max(group.source.last().copied());
            }
        }
        let mut latest = None;
        own.into_iter()
            .map(|row| {
                let before = latest;
                latest = latest.max(row);
                before
            })
            .collect()
    }

    fn coverage(&self, rows: &[usize]) -> Coverage {
        let share = |part: f64, all: f64| if all > 0.0 { part / all } else { 1.0 };
        let is_heading = |item: &usize| matches!(self.source.items[*item].kind, ItemKind::Heading(_));
        let all = 0..self.source.items.len();
        let headings = all.clone().filter(is_heading).count();
        let blocks = all.len() - headings;
        let lost_headings = rows.iter().filter(|row| is_heading(row)).count();
        let length: f64 = self.source.units.iter().map(|unit| unit.length).sum();
        let pairs = self.judge.beads.iter().filter(|bead| bead.is_pair());
        let covered: f64 =
            pairs.flat_map(|bead| bead.source.clone()).map(|at| self.source.units[at].length).sum();
        Coverage {
            sections: share((headings - lost_headings) as f64, headings as f64),
            blocks: share((blocks - (rows.len() - lost_headings)) as f64, blocks as f64),
            text: share(covered, length),
        }
    }
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
