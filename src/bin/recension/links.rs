//! Links from a report to the lines of the files that it speaks of, for terminals that have them (OSC 8).

use crate::output::Context;
use recension::model::Address;
use std::fmt::Write as _;
use std::path::Path;

/// What terminals open in an editor at the line: the fragment is how iTerm2 and kitty read it, others leave it out.
const USUAL: &str = "file://{path}#{line}";

/// What a file's lines are linked to: `RECENSION_LINKS` says it with `{path}` and `{line}`, such as
/// `vscode://file{path}:{line}`, or `off`. Files on another machine have no usual link: the terminal would look for
/// them on its own.
pub fn to(context: &Context, address: &str) -> Option<String> {
    let own = std::env::var("RECENSION_LINKS").ok().filter(|form| !form.is_empty());
    let remote = std::env::var_os("SSH_CONNECTION").is_some();
    let form = match own.as_deref() {
        Some("off") => return None,
        Some(form) => form,
        None if remote => return None,
        None => USUAL,
    };
    if !context.links {
        return None;
    }
    let Address::File(path) = Address::parse(address, |name| Path::new(name).exists()) else { return None };
    let path = Path::new(&path).canonicalize().ok()?;
    Some(form.replace("{path}", &encoded(&path.to_string_lossy())))
}

/// A path as a URL has it: what is no letter, digit or one of `-._~/` as percent signs (RFC 3986).
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a `String` cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_path_cannot_leave_its_link() {
        assert_eq!(super::encoded("/a b/文.md"), "/a%20b/%E6%96%87.md");
        assert_eq!(super::encoded("/a\u{1b}]8;;#{line}"), "/a%1B%5D8%3B%3B%23%7Bline%7D");
    }
}
