//! How well the lengths of two groups of sentences fit (Gale and Church 1993, "A Program for Aligning Sentences in
//! Bilingual Corpora"), with the ratio learned from the pair itself and a background for what is no translation, so
//! that a good fit speaks for a pair as much as a bad one speaks against it.

/// The sentences of the two sides of a group: the first and the one behind the last of each.
pub type Sides = ((usize, usize), (usize, usize));

/// Lengths of sentences and what is expected of them.
#[derive(Debug, Clone)]
pub struct Lengths {
    source: Vec<f64>,
    target: Vec<f64>,
    /// Logarithm of target characters a source character.
    pub log_ratio: f64,
    /// How much the lengths of this pair spread, as a share of the variance that is expected.
    spread: f64,
}

/// Spread of the log ratio of long translations, and what short ones add; set by hand. What a pair itself shows scales
/// them.
const SPREAD: f64 = 0.18;
const SHORT: f64 = 1.6;
/// Spread of the log ratio of sentences that have nothing to do with each other.
const BACKGROUND: f64 = 0.9;
/// Added to both lengths, so that one word more or less in a heading is no matter.
const OFFSET: f64 = 3.0;
/// However little or much a pair seems to spread.
const LEAST_SPREAD: f64 = 0.4;
const MOST_SPREAD: f64 = 2.0;
/// However bad the fit.
const FLOOR: f64 = -12.0;

impl Lengths {
    /// From the characters of each sentence.
    pub fn new(source: &[f64], target: &[f64]) -> Self {
        let sums = |lengths: &[f64]| {
            let mut sum = 0.0;
            let mut out = vec![0.0];
            out.extend(lengths.iter().map(|length| {
                sum += length;
                sum
            }));
            out
        };
        let (source, target) = (sums(source), sums(target));
        let total = |sums: &[f64]| sums.last().copied().unwrap_or(0.0).max(1.0);
        let log_ratio = (total(&target) / total(&source)).ln();
        Self { source, target, log_ratio, spread: 1.0 }
    }

    /// Learns the ratio as the median over aligned groups, and how much the groups spread around it.
    pub fn learn(&mut self, groups: &[Sides]) {
        /// Fewer groups say less than the sum of all lengths.
        const FEWEST: usize = 10;
        /// Groups that the expected spread weighs as much as.
        const PRIOR: f64 = 15.0;
        /// The median of the square of a normal deviate.
        const MEDIAN: f64 = 0.455;
        if groups.len() < FEWEST {
            return;
        }
        let ratio = |((a, b), (c, d)): &Sides| {
            ((self.target[*d] - self.target[*c] + OFFSET) / (self.source[*b] - self.source[*a] + OFFSET)).ln()
        };
        self.log_ratio = median(groups.iter().map(ratio).collect());
        let square = |(source, target): &Sides| {
            let surplus = self.surplus(*source, *target);
            surplus * surplus / self.variance(*source, *target)
        };
        let found = median(groups.iter().map(square).collect()) / MEDIAN;
        let number = groups.len() as f64;
        self.spread = ((found * number + PRIOR) / (number + PRIOR)).clamp(LEAST_SPREAD, MOST_SPREAD);
    }

    /// The variance that is expected of the log ratio of two groups.
    fn variance(&self, source: (usize, usize), target: (usize, usize)) -> f64 {
        let expected = (self.source[source.1] - self.source[source.0]) * self.log_ratio.exp();
        let length = self.target[target.1] - self.target[target.0];
        // In characters of the side that needs more of them: a Chinese one says as much as three Latin ones.
        let dense = (-self.log_ratio).exp().max(1.0);
        SPREAD * SPREAD + SHORT * SHORT / (expected.min(length) * dense).max(1.0)
    }

    /// How many standard deviations the target is longer than the source lets expect.
    pub fn deviation(&self, source: (usize, usize), target: (usize, usize)) -> f64 {
        self.surplus(source, target) / (self.variance(source, target) * self.spread).sqrt()
    }

    /// Logarithm of the target's length over what the source's lets expect.
    pub fn surplus(&self, source: (usize, usize), target: (usize, usize)) -> f64 {
        let expected = (self.source[source.1] - self.source[source.0]) * self.log_ratio.exp();
        ((self.target[target.1] - self.target[target.0] + OFFSET) / (expected + OFFSET)).ln()
    }

    /// Log-likelihood ratio of two groups being translations by their lengths.
    pub fn score(&self, source: (usize, usize), target: (usize, usize)) -> f64 {
        let surplus = self.surplus(source, target);
        let own = self.variance(source, target) * self.spread;
        let other = own + BACKGROUND * BACKGROUND;
        let score = 0.5 * (other / own).ln() + surplus * surplus * 0.5 * (1.0 / other - 1.0 / own);
        score.max(FLOOR)
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::Lengths;

    #[test]
    fn fitting_lengths_speak_for_a_pair() {
        let lengths = Lengths::new(&[100.0, 200.0], &[50.0, 100.0]);
        assert!(lengths.score((0, 1), (0, 1)) > 0.5);
        assert!(lengths.score((0, 1), (1, 2)) < lengths.score((1, 2), (1, 2)));
        assert!(lengths.surplus((0, 1), (1, 2)) > 0.5);
    }
}
