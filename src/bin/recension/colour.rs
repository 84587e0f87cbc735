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
    let when = match when {
        When::Auto => said(&variable).map_or(When::Auto, |(_, when)| when),
        when => when,
    };
    let is = |name: &str, value: &str| variable(name).is_some_and(|found| found == value);
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => terminal && !is("TERM", "dumb") && !is("CLICOLOR", "0"),
    }
}

/// What a variable says of colour wherever the output goes, and which variable.
pub fn said(variable: impl Fn(&str) -> Option<OsString>) -> Option<(&'static str, When)> {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    if set("NO_COLOR").is_some() {
        return Some(("NO_COLOR", When::Never));
    }
    set("CLICOLOR_FORCE").filter(|value| value != "0").map(|_| ("CLICOLOR_FORCE", When::Always))
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
