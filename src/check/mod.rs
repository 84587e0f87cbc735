//! Many comparisons in, one answer out: may this be merged?
//!
//! A [`Gate`] says which changes stop a merge, a [`Baseline`] which of them somebody accepted, [`judge`] applies both
//! to the comparisons of all texts. Nothing here reads a repository, a file or the clock.

mod baseline;
mod baseline_text;
pub mod fingerprint;
mod gate;
mod judge;
mod place;
mod result;

pub use baseline::{Baseline, BaselineError};
pub use baseline_text::entries;
pub use gate::{Gate, GateError};
pub use judge::{DifferingText, Given, judge};
pub use result::{
    Acceptance, Check, CheckedText, Compared, Endpoint, Fate, Finding, Outcome, Standing, Subject, Totals,
    Verdict,
};
