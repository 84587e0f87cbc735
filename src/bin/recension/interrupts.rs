//! Signals that end the program: git's locks are released first.

/// Longest wait for a lock to be released. Writers hold one for some ten milliseconds; a disk that hangs must not keep
/// the user from ending the program.
#[cfg(unix)]
const MOST: std::time::Duration = std::time::Duration::from_secs(5);

/// From now on SIGINT, SIGTERM and SIGHUP end the program as they always do, but not while it holds a lock of git's.
#[cfg(unix)]
pub fn release_locks_first() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    // Where no handler can be installed, signals end the program at once and the next command clears the lock.
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP]) else { return };
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            recension::store::release_locks(MOST);
            // The caller sees that a signal ended it: a shell then ends its script too.
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
}

/// Windows ends the program at once; the next command clears the lock.
#[cfg(not(unix))]
pub fn release_locks_first() {}
