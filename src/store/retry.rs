//! Waiting between attempts at what another program holds.

use std::time::Duration;

/// Waits between attempts at what another program holds: a little, then longer, never the same for two writers.
#[derive(Debug)]
pub(in crate::store) struct Patience {
    attempts: u32,
    most: u32,
}

impl Patience {
    /// Attempts `most` times.
    pub fn new(most: u32) -> Self {
        Self { attempts: 0, most }
    }

    /// How often it was tried.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Waits before the next attempt; false when it is time to give up.
    pub fn wait(&mut self) -> bool {
        self.attempts += 1;
        if self.attempts >= self.most {
            return false;
        }
        let clock = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let chance = u64::from(clock.subsec_nanos() ^ std::process::id()) % 10;
        std::thread::sleep(Duration::from_millis(u64::from(self.attempts.min(20)) * 5 + chance));
        true
    }
}
