//! From glyphs to segments: stretches of one line without a gap that could part columns.

use super::glyphs::{Glyph, Page};

/// A gap wider than this share of the size is a space where the file draws none; where it draws them, only a gap that no
/// kerning makes.
const SPACE: f64 = 0.2;
const SPACE_BESIDE_DRAWN: f64 = 0.4;
/// A page draws its spaces when this share of its glyphs are some, in percent.
const DRAWN: usize = 5;
/// A gap wider than this many times the size ends a segment. Columns of newspapers are 1.4 sizes apart; what is parted
/// too often is one line again where no column is found.
const GAP: f64 = 0.9;
/// Baselines that differ by less than this share of the size are one line; raised signs differ by a third.
const BASELINE: f64 = 0.45;
/// Raised signs are smaller than this share of the line's size, and up to this far off its baseline.
const RAISED: f64 = 0.82;
const RAISED_BY: f64 = 0.75;

/// A stretch of a line.
#[derive(Debug, Clone)]
pub struct Segment {
    /// Its text.
    pub text: String,
    /// Left edge.
    pub left: f64,
    /// Right edge.
    pub right: f64,
    /// Baseline, from the top.
    pub y: f64,
    /// Size of most of its characters.
    pub size: f64,
    /// Whether all letters are bold.
    pub bold: bool,
    /// Byte offsets at which raised numbers are called, with the number.
    pub calls: Vec<(usize, String)>,
    /// Page, from 1.
    pub page: u32,
}

/// The segments of a page, in the order in which they are drawn.
pub fn segments(page: &Page) -> Vec<Segment> {
    let mut runs: Vec<Vec<&Glyph>> = Vec::new();
    for glyph in &page.glyphs {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| goes_on(last, glyph)) => {
                // Programs that know no bold font draw a letter twice.
                let twice = run.last().is_some_and(|last| {
                    last.text == glyph.text && (last.x - glyph.x).abs() < 0.1 * glyph.size
                });
                if !twice {
                    run.push(glyph);
                }
            }
            _ => runs.push(vec![glyph]),
        }
    }
    let mut pieces: Vec<Vec<&Glyph>> = runs;
    pieces.retain(|run| run.iter().any(|glyph| !glyph.text.trim().is_empty()));
    joined(pieces).into_iter().filter_map(|run| segment(&run, page)).collect()
}

fn goes_on(last: &Glyph, next: &Glyph) -> bool {
    let size = last.size.max(next.size);
    let gap = next.x - (last.x + last.width);
    (last.y - next.y).abs() < level(last.size, next.size) && gap > -0.6 * size && gap < GAP * size
}

/// How far apart the baselines of two sizes on one line may be.
fn level(one: f64, other: f64) -> f64 {
    let (small, large) = (one.min(other), one.max(other));
    large * if small < RAISED * large { RAISED_BY } else { BASELINE }
}

/// Runs of one line that other drawing came between are put together.
fn joined(mut runs: Vec<Vec<&Glyph>>) -> Vec<Vec<&Glyph>> {
    let base = |run: &[&Glyph]| run.iter().map(|glyph| glyph.size).fold(0.0, f64::max);
    let key =
        |run: &Vec<&Glyph>| run.iter().max_by(|a, b| a.size.total_cmp(&b.size)).map_or(0.0, |glyph| glyph.y);
    runs.sort_by(|a, b| key(a).total_cmp(&key(b)));
    let mut out: Vec<Vec<&Glyph>> = Vec::new();
    for run in runs {
        let Some(first) = run.first() else { continue };
        let size = base(&run);
        let near = out.iter_mut().rev().take(NEIGHBOURS).find(|other| {
            let (Some(start), Some(end)) = (other.first(), other.last()) else { return false };
            let tall = base(other).max(size);
            let level = (key(other) - key(&run)).abs() < level(base(other), size);
            let last = run.last().map_or(first.x, |last| last.x + last.width);
            let after = first.x - (end.x + end.width);
            let before = start.x - last;
            level
                && (after > -0.4 * tall && after < GAP * tall || before > -0.4 * tall && before < GAP * tall)
        });
        match near {
            Some(other) => {
                other.extend(run);
                other.sort_by(|a, b| a.x.total_cmp(&b.x));
            }
            None => out.push(run),
        }
    }
    out
}

/// How many runs before are looked at for the rest of a line: more than any table has cells in a row.
const NEIGHBOURS: usize = 40;

fn segment(run: &[&Glyph], page: &Page) -> Option<Segment> {
    let letters = |glyph: &&&Glyph| !glyph.text.trim().is_empty();
    let size = common_size(run);
    let baseline =
        run.iter().filter(|glyph| (glyph.size - size).abs() < 0.05 * size).map(|glyph| glyph.y).next()?;
    let space = if page.spaces * 100 > DRAWN * page.glyphs.len() { SPACE_BESIDE_DRAWN } else { SPACE };
    let mut text = String::new();
    let mut calls = Vec::new();
    let mut raised: Option<(usize, String)> = None;
    let mut before: Option<&Glyph> = None;
    for glyph in run {
        let gap = before.map_or(0.0, |last| glyph.x - (last.x + last.width));
        let is_raised = glyph.size < RAISED * size
            && baseline - glyph.y > 0.12 * size
            && glyph.text.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡'));
        if is_raised && !glyph.text.is_empty() {
            raised.get_or_insert_with(|| (text.len(), String::new())).1.push_str(&glyph.text);
        } else {
            calls.extend(raised.take());
            if gap > space * size && !text.ends_with(' ') {
                text.push(' ');
            }
            text.push_str(&glyph.text);
        }
        before = Some(glyph);
    }
    calls.extend(raised);
    let shown = run.iter().filter(letters);
    let left = shown.clone().map(|glyph| glyph.x).fold(f64::INFINITY, f64::min);
    let right = shown.clone().map(|glyph| glyph.x + glyph.width).fold(f64::NEG_INFINITY, f64::max);
    let mut words = run.iter().filter(|glyph| glyph.text.chars().any(char::is_alphanumeric)).peekable();
    let bold = words.peek().is_some() && words.all(|glyph| glyph.bold);
    let empty = text.trim().is_empty() && calls.is_empty();
    (!empty && left.is_finite()).then(|| {
        let shift = text.len() - text.trim_start().len();
        let calls = calls.into_iter().map(|(at, number)| (at.saturating_sub(shift), number)).collect();
        let text = text.trim().to_owned();
        Segment { text, left, right, y: baseline, size, bold, calls, page: page.number }
    })
}

/// The size of most characters.
fn common_size(run: &[&Glyph]) -> f64 {
    let mut sizes: Vec<(f64, usize)> = Vec::new();
    for glyph in run.iter().filter(|glyph| !glyph.text.trim().is_empty()) {
        match sizes.iter_mut().find(|(size, _)| (*size - glyph.size).abs() < 0.05 * glyph.size) {
            Some((_, count)) => *count += 1,
            None => sizes.push((glyph.size, 1)),
        }
    }
    // Small capitals: the size is that of the large ones.
    let letters = || run.iter().flat_map(|glyph| glyph.text.chars()).filter(|c| c.is_alphabetic());
    if letters().count() > 2 && letters().all(|c| !c.is_lowercase()) {
        return sizes.iter().map(|(size, _)| *size).fold(0.0, f64::max);
    }
    sizes.iter().max_by_key(|(_, count)| *count).map_or(0.0, |(size, _)| *size)
}
