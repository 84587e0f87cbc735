//! One file a command: its arguments with their help, and the function that wires the library.

pub mod blame;
pub mod changelog;
pub mod check;
pub mod completions;
pub mod config;
pub mod diff;
pub mod edit;
pub mod git_diff;
pub mod init;
pub mod install_git;
pub mod log;
pub mod man;
pub mod rename;
pub mod rules;
pub mod schema;
pub mod settle;
pub mod show;
pub mod snapshot;
pub mod status;
pub mod translation;
pub mod verify;
pub mod withdraw;
