//! The part of the alignment's table that is looked at: for each source sentence the target sentences near a first
//! guess of the path. Keeps the cost near linear.

/// A band: for each row (boundary between source sentences) a run of columns, both ends rising.
#[derive(Debug, Clone)]
pub struct Band {
    lo: Vec<usize>,
    hi: Vec<usize>,
    /// Start of each row in a flat table, and its length at the end.
    offsets: Vec<usize>,
}

/// Tables of at most this many cells are looked at as a whole.
const WHOLE: usize = 90_000;

impl Band {
    /// The band around a path through `points` (rising on both axes, ends left out), `width` columns on each side and
    /// more where points are far apart. Small tables are taken whole.
    pub fn around(points: &[(usize, usize)], rows: usize, columns: usize, width: usize) -> Self {
        if (rows + 1).saturating_mul(columns + 1) <= WHOLE {
            return Self::new(vec![0; rows + 1], vec![columns; rows + 1]);
        }
        /// A gap between points may be crossed this far from the straight line, as a share of its length.
        const SLACK: f64 = 0.3;
        /// However long the gap.
        const MOST: usize = 400;
        /// Cells of a whole table: some 300 MB of scores, however long the texts.
        const CELLS: usize = 8_000_000;
        /// Fewer columns hold no path.
        const LEAST: usize = 8;
        let most = (CELLS / (2 * (rows + 1))).max(LEAST);
        let (mut lo, mut hi) = (Vec::with_capacity(rows + 1), Vec::with_capacity(rows + 1));
        let mut path = vec![(0, 0)];
        path.extend(
            points
                .iter()
                .copied()
                .filter(|(row, column)| *row > 0 && *column > 0 && *row < rows && *column < columns),
        );
        path.push((rows, columns));
        for pair in path.windows(2) {
            let ((r0, c0), (r1, c1)) = (pair[0], pair[1]);
            let (tall, wide) = ((r1 - r0) as f64, (c1 - c0) as f64);
            let slack = (tall.max(wide) * SLACK) as usize;
            let reach = (width + slack.min(MOST)).min(most);
            let last = if r1 == rows { r1 + 1 } else { r1 };
            for row in r0..last {
                let at = c0 as f64 + wide * (row - r0) as f64 / tall.max(1.0);
                let center = at.round() as usize;
                let reach = reach.max(if tall < 1.0 { c1 - c0 } else { 0 });
                lo.push(center.saturating_sub(reach));
                hi.push((center + reach).min(columns));
            }
        }
        // Both ends rise, and the band joins its corners.
        for row in (0..lo.len().saturating_sub(1)).rev() {
            lo[row] = lo[row].min(lo[row + 1]);
        }
        for row in 1..hi.len() {
            hi[row] = hi[row].max(hi[row - 1]);
        }
        lo[0] = 0;
        hi[rows] = columns;
        Self::new(lo, hi)
    }

    fn new(lo: Vec<usize>, hi: Vec<usize>) -> Self {
        let mut offsets = Vec::with_capacity(lo.len() + 1);
        let mut sum = 0;
        for (lo, hi) in lo.iter().zip(&hi) {
            offsets.push(sum);
            sum += hi - lo + 1;
        }
        offsets.push(sum);
        Self { lo, hi, offsets }
    }

    /// Number of cells.
    pub fn cells(&self) -> usize {
        self.offsets.last().copied().unwrap_or(0)
    }

    /// First and last column of a row.
    pub fn row(&self, row: usize) -> (usize, usize) {
        (self.lo[row], self.hi[row])
    }

    /// The cell of a row and column; `None` outside of the band.
    pub fn cell(&self, row: usize, column: usize) -> Option<usize> {
        let (lo, hi) = (*self.lo.get(row)?, *self.hi.get(row)?);
        (lo <= column && column <= hi).then(|| self.offsets[row] + column - lo)
    }

    /// For each column the first row and the row behind the last that hold it.
    pub fn columns(&self, columns: usize) -> Vec<(usize, usize)> {
        let (mut first, mut behind) = (0, 0);
        (0..=columns)
            .map(|column| {
                while first < self.hi.len() && self.hi[first] < column {
                    first += 1;
                }
                while behind < self.lo.len() && self.lo[behind] <= column {
                    behind += 1;
                }
                (first, behind.max(first))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Band;

    #[test]
    fn a_band_holds_its_points_and_corners() {
        let band = Band::around(&[(300, 500), (700, 600)], 1000, 1000, 20);
        for (row, column) in [(0, 0), (300, 500), (700, 600), (1000, 1000)] {
            assert!(band.cell(row, column).is_some(), "{row} {column}");
        }
        assert!(band.cell(300, 0).is_none() && band.cells() < 600_000);
        let columns = band.columns(1000);
        for (column, (first, behind)) in columns.iter().enumerate() {
            for row in *first..*behind {
                assert!(band.cell(row, column).is_some());
            }
            assert!(behind > first);
        }
    }
}
