//! Reading order: columns are found by gutters, empty stretches that go down between lines that run side by side.

use super::lines::Segment;

/// A gutter is at least this wide, in points; word spaces of justified lines reach eight.
const GUTTER: f64 = 9.0;
/// Pages are at most this wide, in points.
const WIDEST: f64 = 5_000.0;
/// Share of the lines that may cross a gutter, in percent: headings over columns.
const CROSSING: usize = 4;
/// Lines that a column has at least.
const LINES: usize = 6;
/// Running text fills its column: the median line is at least this share of its width.
const FILLED: f64 = 0.6;
/// A column has at least this share of the width of the page's text: numbers of lists stand in narrower ones.
const NARROWEST: f64 = 0.18;

/// A line in reading order, with the column that it is in.
#[derive(Debug, Clone)]
pub struct Line {
    /// The line.
    pub segment: Segment,
    /// Left and right edge of its column.
    pub column: (f64, f64),
    /// A column began with it.
    pub begins_column: bool,
}

/// Puts the segments of a page into reading order; segments on one baseline of a column become one line.
pub fn order(mut segments: Vec<Segment>) -> Vec<Line> {
    segments.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.left.total_cmp(&b.left)));
    let gutters = gutters(&segments);
    let mut out = Vec::new();
    let mut band: Vec<Segment> = Vec::new();
    for segment in segments {
        let wide = gutters.iter().any(|gutter| segment.left < gutter.0 && segment.right > gutter.1);
        if wide {
            emit(&std::mem::take(&mut band), &gutters, &mut out);
            emit(&[segment], &[], &mut out);
        } else {
            band.push(segment);
        }
    }
    emit(&band, &gutters, &mut out);
    out
}

/// Appends the lines of a band, column after column.
fn emit(band: &[Segment], gutters: &[(f64, f64)], out: &mut Vec<Line>) {
    let column = |segment: &Segment| {
        let middle = (segment.left + segment.right) / 2.0;
        gutters.iter().filter(|gutter| middle > (gutter.0 + gutter.1) / 2.0).count()
    };
    for index in 0..=gutters.len() {
        let own: Vec<Segment> = band.iter().filter(|segment| column(segment) == index).cloned().collect();
        let left = own.iter().map(|segment| segment.left).fold(f64::INFINITY, f64::min);
        let right = own.iter().map(|segment| segment.right).fold(f64::NEG_INFINITY, f64::max);
        let mut begins = index > 0;
        let mut last: Option<Segment> = None;
        let mut push = |segment: Segment, begins: &mut bool| {
            let begins_column = std::mem::take(begins);
            out.push(Line { segment, column: (left, right), begins_column });
        };
        for segment in own {
            last = match last.take() {
                Some(line) if (line.y - segment.y).abs() < 0.4 * line.size.max(segment.size) => {
                    Some(side_by_side(line, segment))
                }
                Some(line) => {
                    push(line, &mut begins);
                    Some(segment)
                }
                None => Some(segment),
            };
        }
        if let Some(line) = last {
            push(line, &mut begins);
        }
    }
}

/// Two segments of one line: a number and its clause, cells of a row.
fn side_by_side(mut left: Segment, mut right: Segment) -> Segment {
    if right.left < left.left {
        std::mem::swap(&mut left, &mut right);
    }
    let shift = left.text.len() + 1;
    left.text = format!("{} {}", left.text, right.text);
    left.calls.extend(right.calls.into_iter().map(|(at, number)| (at + shift, number)));
    left.bold &= right.bold;
    left.size = left.size.max(right.size);
    left.right = left.right.max(right.right);
    left
}

/// The gutters of a page, from the left.
fn gutters(segments: &[Segment]) -> Vec<(f64, f64)> {
    let left = segments.iter().map(|segment| segment.left).fold(f64::INFINITY, f64::min);
    let right = segments.iter().map(|segment| segment.right).fold(f64::NEG_INFINITY, f64::max);
    let width = right - left;
    // Lines over more than half of the page may be headings over columns; they do not hide a gutter.
    let narrow: Vec<&Segment> =
        segments.iter().filter(|segment| segment.right - segment.left < 0.55 * width).collect();
    if narrow.len() < 2 * LINES {
        return Vec::new();
    }
    // How many lines each point of the width is covered by; few headings may go over a gutter.
    let mut covered = vec![0usize; (width.min(WIDEST) as usize) + 1];
    for segment in &narrow {
        let (start, end) =
            ((segment.left - left).max(0.0) as usize, (segment.right - left).max(0.0) as usize);
        covered.iter_mut().take(end + 1).skip(start).for_each(|count| *count += 1);
    }
    let most = narrow.len() * CROSSING / 100;
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, count) in covered.iter().enumerate() {
        match (open, *count <= most) {
            (None, true) => open = Some(at),
            (Some(start), false) => {
                if start > 0 && (at - start) as f64 >= GUTTER {
                    found.push((left + start as f64, left + at as f64));
                }
                open = None;
            }
            _ => {}
        }
    }
    let mut borders = vec![left];
    borders.extend(found.iter().flat_map(|gutter| [gutter.0, gutter.1]));
    borders.push(right);
    let sound = borders.chunks(2).all(|column| match column {
        [start, end] => is_column(&narrow, *start, *end, width),
        _ => false,
    });
    if sound { found } else { Vec::new() }
}

/// Whether the segments between two edges are running text.
fn is_column(segments: &[&Segment], start: f64, end: f64, page: f64) -> bool {
    let inside = |segment: &&&Segment| segment.left >= start - 1.0 && segment.right <= end + 1.0;
    let mut widths: Vec<f64> =
        segments.iter().filter(inside).map(|segment| segment.right - segment.left).collect();
    widths.sort_by(f64::total_cmp);
    let median = widths.get(widths.len() / 2).copied().unwrap_or_default();
    widths.len() >= LINES && end - start >= NARROWEST * page && median >= FILLED * (end - start)
}
