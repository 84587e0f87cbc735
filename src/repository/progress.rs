//! How far long work has come, reported to whoever called for it.

use std::fmt;
use std::sync::Arc;

/// What is reported while work goes on. Events of one piece of work come in order; pieces do not overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Progress<'a> {
    /// Work of so many steps begins.
    Started {
        /// The number of steps.
        steps: usize,
    },
    /// The next step begins.
    Step {
        /// What it is about: an address, a document.
        item: &'a str,
    },
    /// The work is done or was given up.
    Finished,
}

/// The caller's function, if there is one.
#[derive(Clone, Default)]
pub(super) struct Listener(Option<Arc<Function>>);

type Function = dyn Fn(Progress<'_>) + Send + Sync;

impl Listener {
    pub fn new(listener: impl Fn(Progress<'_>) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(listener)))
    }

    /// Begins work of `steps` steps. It is reported as finished when the value that is returned is dropped.
    pub fn start(&self, steps: usize) -> Work<'_> {
        self.report(Progress::Started { steps });
        Work(self)
    }

    fn report(&self, progress: Progress<'_>) {
        if let Some(listener) = &self.0 {
            listener(progress);
        }
    }
}

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Listener(..)" } else { "Listener(none)" })
    }
}

/// Work that was started.
pub(super) struct Work<'a>(&'a Listener);

impl Work<'_> {
    /// The next step begins, which is about `item`.
    pub fn step(&self, item: &str) {
        self.0.report(Progress::Step { item });
    }
}

impl Drop for Work<'_> {
    fn drop(&mut self) {
        self.0.report(Progress::Finished);
    }
}
