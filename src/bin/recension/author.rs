//! The author of what is written to the store, from the environment and git's configuration.

use recension::store::{Author, Store};
use std::time::{SystemTime, UNIX_EPOCH};

/// Who writes: as git's environment and configuration say, else the program itself.
pub fn author(store: &Store) -> Author {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let configured = store.configured_author();
    let name = variable("GIT_AUTHOR_NAME").or(configured.0).unwrap_or_else(|| "Recension".to_owned());
    let email =
        variable("GIT_AUTHOR_EMAIL").or(configured.1).unwrap_or_else(|| "recension@localhost".to_owned());
    // The clock can be set, so that what is written can be made again byte by byte.
    let fixed = variable("SOURCE_DATE_EPOCH").and_then(|seconds| seconds.parse().ok());
    let now = || {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(0))
    };
    Author { name, email, seconds: fixed.unwrap_or_else(now), offset_minutes: 0 }
}
