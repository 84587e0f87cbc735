//! Progress of long work: on standard error, on a terminal, and only where the work turns out to be long.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

/// Work that is done sooner shows no bar: one that flashes by tells nothing.
const PATIENCE: Duration = Duration::from_millis(400);

/// How far a piece of work has come. It goes from the screen when it is dropped.
pub struct Progress {
    bar: ProgressBar,
    started: Instant,
    visible: bool,
}

impl Progress {
    /// Work of `steps` steps, such as `Comparing`.
    pub fn new(what: &str, steps: usize) -> Self {
        let steps = u64::try_from(steps).unwrap_or(u64::MAX);
        let bar = ProgressBar::with_draw_target(Some(steps), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{prefix} {bar:24} {pos}/{len} {wide_msg}") {
            bar.set_style(style.progress_chars("━╸ "));
        }
        bar.set_prefix(what.to_owned());
        Self { bar, started: Instant::now(), visible: io::stderr().is_terminal() }
    }

    /// One more step is begun, which is about `item`.
    pub fn step(&self, item: &str) {
        if self.visible && self.bar.is_hidden() && self.started.elapsed() >= PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_message(recension::report::escape(item).into_owned());
        self.bar.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
