//! Ending a process without leaving git locked.
//!
//! Git's locks are files, which a process that is ended by a signal leaves behind; git itself removes its own then.
//! Writers hold one for some milliseconds, so whoever handles signals waits until none is held and ends the process
//! after that. This is state of the process, as the locks are: a handler of signals knows no store.

use crate::store::error::StoreError;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Locks of git that this process holds.
static HELD: AtomicUsize = AtomicUsize::new(0);
/// Whether the process is about to end, so that no further lock is taken.
static STOPPING: AtomicBool = AtomicBool::new(false);
/// How often a handler looks: a writer holds a lock for some ten milliseconds.
const LOOK_EVERY: Duration = Duration::from_millis(2);

/// Waits, `most` at most, until this process holds no lock of git's; from now on it takes none. For handlers of
/// signals, which end the process next: a writer that waits for a lock ends with [`StoreError::Interrupted`].
pub fn release_locks(most: Duration) {
    STOPPING.store(true, Ordering::SeqCst);
    let start = Instant::now();
    while HELD.load(Ordering::SeqCst) > 0 && start.elapsed() < most {
        std::thread::sleep(LOOK_EVERY);
    }
}

/// Held as long as a lock of git's is, and a little longer on both sides.
#[derive(Debug)]
pub(in crate::store) struct Held(());

impl Held {
    /// Announces that a lock is about to be taken.
    pub fn announce() -> Result<Self, StoreError> {
        // Counted first and asked then: the handler sees the count, or this sees that the process ends.
        HELD.fetch_add(1, Ordering::SeqCst);
        let held = Self(());
        if STOPPING.load(Ordering::SeqCst) { Err(StoreError::Interrupted) } else { Ok(held) }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        HELD.fetch_sub(1, Ordering::SeqCst);
    }
}
