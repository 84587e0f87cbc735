//! The shell scripts inside of the files that CI reads, taken out by their indentation: what a runner would run.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, reason = "a helper that fails fails its test")]

use std::collections::BTreeMap;

/// A step of a composite action.
#[derive(Debug)]
pub struct Step {
    pub name: String,
    /// Its variables, with the expression that gives each.
    pub env: BTreeMap<String, String>,
    pub run: String,
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The literal block (`|`) that begins behind line `at`, without its indentation.
fn block(lines: &[&str], at: usize) -> String {
    let first = lines[at + 1..].iter().find(|line| !line.trim().is_empty()).unwrap();
    let inside = indent(first);
    let body = lines[at + 1..].iter().take_while(|line| line.trim().is_empty() || indent(line) >= inside);
    let body: Vec<&str> = body.map(|line| line.get(inside..).unwrap_or_default()).collect();
    format!("{}\n", body.join("\n").trim_end())
}

/// The steps of a composite action that run a script.
pub fn action(text: &str) -> Vec<Step> {
    let lines: Vec<&str> = text.lines().collect();
    let mut steps: Vec<Step> = Vec::new();
    let mut in_env = None;
    for (at, line) in lines.iter().enumerate() {
        let trimmed = line.trim();
        if let Some(name) = trimmed.strip_prefix("- name: ") {
            steps.push(Step { name: name.to_owned(), env: BTreeMap::new(), run: String::new() });
        }
        let Some(step) = steps.last_mut() else { continue };
        if trimmed == "run: |" {
            step.run = block(&lines, at);
        }
        if trimmed == "env:" {
            in_env = Some(indent(line));
        } else if in_env.is_some_and(|env| indent(line) <= env) {
            in_env = None;
        } else if let (Some(_), Some((key, value))) = (in_env, trimmed.split_once(": ")) {
            step.env.insert(key.to_owned(), value.to_owned());
        }
    }
    steps.retain(|step| !step.run.is_empty());
    steps
}

/// The script of a GitLab job's `script` or `before_script`.
pub fn gitlab(text: &str, key: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|line| line.trim() == format!("{key}:")).unwrap();
    assert_eq!(lines[at + 1].trim(), "- |");
    block(&lines, at + 1)
}

/// The value of a key that stands on a line of its own.
pub fn value<'a>(text: &'a str, key: &str) -> &'a str {
    let line = text.lines().find_map(|line| line.trim().strip_prefix(&format!("{key}: "))).unwrap();
    line.trim().trim_matches(['"', '\''])
}
