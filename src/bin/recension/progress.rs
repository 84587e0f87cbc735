//! Progress of long work: on standard error, on a terminal, and only where the work turns out to be long.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use recension::repository::Progress;
use std::io::{self, IsTerminal};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Work that is done sooner shows no bar: one that flashes by says nothing.
const PATIENCE: Duration = Duration::from_millis(400);

/// How far a piece of work has come. The bar leaves the screen when it is dropped.
struct Bar {
    bar: ProgressBar,
    started: Instant,
}

/// What the library calls as work goes on; `what` names the work, such as `Comparing`.
pub fn listener(what: &'static str) -> impl Fn(Progress<'_>) + Send + Sync {
    let visible = io::stderr().is_terminal();
    let shown: Mutex<Option<Bar>> = Mutex::new(None);
    move |progress| {
        // A bar that cannot be drawn is left out; the work goes on.
        let Ok(mut shown) = shown.lock() else { return };
        match progress {
            Progress::Started { steps } if visible => *shown = Some(Bar::new(what, steps)),
            Progress::Step { item } => {
                if let Some(bar) = shown.as_ref() {
                    bar.step(item);
                }
            }
            Progress::Finished => *shown = None,
            _ => {}
        }
    }
}

impl Bar {
    fn new(what: &str, steps: usize) -> Self {
        let steps = u64::try_from(steps).unwrap_or(u64::MAX);
        let bar = ProgressBar::with_draw_target(Some(steps), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{prefix} {bar:24} {pos}/{len} {wide_msg}") {
            bar.set_style(style.progress_chars("━╸ "));
        }
        bar.set_prefix(what.to_owned());
        Self { bar, started: Instant::now() }
    }

    fn step(&self, item: &str) {
        if self.bar.is_hidden() && self.started.elapsed() >= PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_message(recension::report::escape(item).into_owned());
        self.bar.inc(1);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
