//! The program end to end: commands, exit codes, files and streams, git and CI, pages in a browser.

#[path = "../support/mod.rs"]
mod support;

mod browser;
mod changelog;
mod check;
mod ci;
mod config;
mod examples;
mod gate;
mod git;
mod manual;
mod readme;
mod same_answer;
mod schemas;
mod sessions;
mod status;
mod status_files;
mod store_faults;
mod store_processes;
mod store_records;
mod terminal;
mod translation_cli;
