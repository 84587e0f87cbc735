//! Whether to use colour: settled once, here, for everything that this program writes.
//!
//! The libraries that colour disagree where several variables are set. The order here is that of the two agreements,
//! <https://no-color.org> and <https://bixense.com/clicolors>, and the one by which clap colours its help: the command
//! line, `NO_COLOR`, `CLICOLOR_FORCE`, `TERM=dumb`, `CLICOLOR=0`, and at last whether there is a terminal.

use clap::ValueEnum;
use std::ffi::OsString;

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Whether to use colour on an output that is a `terminal` or not; `variable` looks up the environment.
pub fn wanted(when: When, terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> bool {
    match when {
        When::Always => return true,
        When::Never => return false,
        When::Auto => {}
    }
    let set = |name: &str| is_set(name, &variable);
    let is = |name: &str, value: &str| variable(name).is_some_and(|found| found == value);
    if set("NO_COLOR") {
        false
    } else if set("CLICOLOR_FORCE") && !is("CLICOLOR_FORCE", "0") {
        true
    } else {
        terminal && !is("TERM", "dumb") && !is("CLICOLOR", "0")
    }
}

/// Whether a variable says it, wherever the output goes.
pub fn said(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    is_set("NO_COLOR", &variable)
        || variable("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0")
}

fn is_set(name: &str, variable: &impl Fn(&str) -> Option<OsString>) -> bool {
    variable(name).is_some_and(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{When, wanted};

    #[test]
    fn the_command_line_goes_before_variables_and_these_before_the_terminal() {
        // Variables, on a terminal, elsewhere.
        for (variables, terminal, pipe) in [
            ("", true, false),
            ("NO_COLOR=1", false, false),
            ("NO_COLOR=", true, false),
            ("CLICOLOR_FORCE=1", true, true),
            ("CLICOLOR_FORCE=0", true, false),
            ("CLICOLOR_FORCE=1 NO_COLOR=1", false, false),
            ("CLICOLOR_FORCE=1 TERM=dumb", true, true),
            ("CLICOLOR=0", false, false),
            ("CLICOLOR=1", true, false),
            ("TERM=dumb", false, false),
        ] {
            let variable = |name: &str| {
                let all = variables.split(' ').filter_map(|set| set.split_once('='));
                all.filter(|(set, _)| *set == name).map(|(_, value)| value.into()).next()
            };
            let got = (wanted(When::Auto, true, variable), wanted(When::Auto, false, variable));
            assert_eq!(got, (terminal, pipe), "{variables}");
            assert!(wanted(When::Always, false, variable) && !wanted(When::Never, true, variable));
        }
    }
}
