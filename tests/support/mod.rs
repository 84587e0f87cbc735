//! What several tests share. Each binary under `tests/` declares this module and uses a part of it.
#![allow(dead_code, reason = "each test binary uses a part")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a helper that fails fails its test"
)]

pub mod browser;
pub mod comment;
pub mod page;
pub mod steps;
pub mod store;
