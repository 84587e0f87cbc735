//! How likely findings are right: from what the program weighs to a share that can be relied on.
//!
//! What speaks for a finding is a logit: the margin of an alignment, or weights of signs. On texts with known damage it is
//! too sure or not sure enough, so that a line through it is fitted by logistic regression (Platt 1999, "Probabilistic
//! Outputs for Support Vector Machines and Comparisons to Regularized Likelihood Methods"), one for each kind of finding.

/// A line through the logit.
#[derive(Debug, Clone, Copy)]
pub struct Scale {
    slope: f64,
    shift: f64,
}

// Fitted by `cargo xtask translation-mutation FOLDER… --cases 3 --seed 5 --calibration` on the pairs
// for development that docs/accuracy.md names: three cases of each damage a text, and everything that is found in the
// undamaged texts counted as wrong.

/// Of a sentence without counterpart: 438 findings, 35 of them wrong.
pub const SENTENCE: Scale = Scale { slope: 0.685, shift: -1.01 };
/// Of a block without counterpart: of 403 whose logit was above 4.6, 398 were right. Too few are wrong for a line to be
/// fitted.
pub const BLOCK: Scale = Scale { slope: 1.0, shift: 0.0 };
/// Of a clause that breaks off: 388 findings, 14 of them wrong.
pub const TRUNCATED: Scale = Scale { slope: 2.31, shift: -2.18 };
/// Of facts that differ: 244 findings, 20 of them wrong.
pub const FACT: Scale = Scale { slope: 1.39, shift: -1.41 };

/// However sure: what was counted does not reach farther.
const MOST: f64 = 0.99;
/// However unsure.
const LEAST: f64 = 0.05;

impl Scale {
    /// The likelihood of a logit.
    pub fn of_logit(self, logit: f64) -> f64 {
        (1.0 / (1.0 + (-(self.slope * logit + self.shift)).exp())).clamp(LEAST, MOST)
    }

    /// The likelihood of what looks like a share.
    pub fn of(self, share: f64) -> f64 {
        let share = share.clamp(0.01, 0.99);
        self.of_logit((share / (1.0 - share)).ln())
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, FACT, SENTENCE, TRUNCATED};

    #[test]
    fn what_speaks_more_for_it_is_never_less_likely() {
        for scale in [SENTENCE, BLOCK, TRUNCATED, FACT] {
            assert!(scale.of_logit(-4.0) <= scale.of_logit(0.0));
            assert!(scale.of_logit(0.0) <= scale.of_logit(4.0));
            assert!((0.0..=1.0).contains(&scale.of(1.0)));
        }
    }
}
