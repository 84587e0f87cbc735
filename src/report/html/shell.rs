//! What every report page has around its own parts: title, policy, style and script.

use crate::report::html::content_security::policy;

const STYLE: &str = concat!(
    include_str!("../../../templates/html/style.css"),
    include_str!("../../../templates/html/modes.css")
);
const WITHOUT_SCRIPT: &str = concat!(
    include_str!("../../../templates/html/modes.css"),
    include_str!("../../../templates/html/noscript.css")
);
const SCRIPT: &str = include_str!("../../../templates/html/script.js");

/// The classes that the script sets on the root, and the controls that they represent. A selector with `:has` needs no
/// script, but is slower than a class by as much as the page is long.
const CONTROLS: [(&str, &str); 22] = [
    (".hide-quiet", ":has(#show-quiet:not(:checked))"),
    (".hide-lagging", ":has(#show-lagging:not(:checked))"),
    (".hide-untranslated", ":has(#show-untranslated:not(:checked))"),
    (".hide-untraced", ":has(#show-untraced:not(:checked))"),
    (".hide-truncated", ":has(#show-truncated:not(:checked))"),
    (".hide-fact-differs", ":has(#show-fact-differs:not(:checked))"),
    (".hide-order-differs", ":has(#show-order-differs:not(:checked))"),
    (".hide-unsure", ":has(#show-unsure:not(:checked))"),
    (".hide-substantive", ":has(#show-substantive:not(:checked))"),
    (".hide-unclear", ":has(#show-unclear:not(:checked))"),
    (".hide-editorial", ":has(#show-editorial:not(:checked))"),
    (".hide-cosmetic", ":has(#show-cosmetic:not(:checked))"),
    (".show-cosmetic", ":has(#show-cosmetic:checked)"),
    (".as-sides", ":has(#view-sides:checked)"),
    (".hide-added", ":has(#show-added:not(:checked))"),
    (".hide-removed", ":has(#show-removed:not(:checked))"),
    (".hide-modified", ":has(#show-modified:not(:checked))"),
    (".hide-moved", ":has(#show-moved:not(:checked))"),
    (".hide-split", ":has(#show-split:not(:checked))"),
    (".hide-merged", ":has(#show-merged:not(:checked))"),
    (".hide-renamed", ":has(#show-renamed:not(:checked))"),
    (".hide-renumbered", ":has(#show-renumbered:not(:checked))"),
];

/// The style of a page that runs no script.
fn without_script() -> String {
    CONTROLS.iter().fold(WITHOUT_SCRIPT.to_owned(), |style, (class, control)| {
        style
            .replace(&format!(":root{class}"), &format!(":root{control}"))
            .replace(&format!("){class}"), &format!("){control}"))
    })
}

/// The frame of a page; `templates/html/page.html` draws it.
#[derive(Debug)]
pub struct Shell {
    /// The title of the window.
    pub title: String,
    /// The content security policy.
    pub policy: String,
    /// The style sheet.
    pub style: &'static str,
    /// What it adds where no script runs.
    pub without_script: String,
    /// The script.
    pub script: &'static str,
    /// The keys that the page knows, and what they do.
    pub keys: Vec<(&'static [&'static str], &'static str)>,
    /// Who made the page.
    pub version: &'static str,
}

/// The keys of every page.
const KEYS: [(&[&str], &str); 4] = [
    (&["n", "j"], "next change"),
    (&["p", "k"], "previous change"),
    (&["]", "["], "next, previous section"),
    (&["/"], "find words"),
];
/// The key for the list of keys.
const HELP: (&[&str], &str) = (&["?"], "this list");

impl Shell {
    /// The frame of a page with this title, and the keys that it has beside those of every page.
    pub fn new(title: String, keys: &[(&'static [&'static str], &'static str)]) -> Self {
        let without_script = without_script();
        Self {
            title,
            policy: policy(&[STYLE, &without_script], SCRIPT),
            style: STYLE,
            without_script,
            script: SCRIPT,
            keys: KEYS.iter().chain(keys).chain([&HELP]).copied().collect(),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SCRIPT;
    use super::STYLE;

    #[test]
    fn style_and_script_can_stand_in_the_page_as_they_are() {
        // They are the only parts that are not escaped.
        assert!(!STYLE.contains("</") && !SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
        for loads in ["http:", "https:", "url(", "@import", "fetch(", "innerHTML", "eval("] {
            assert!(!STYLE.contains(loads) && !SCRIPT.contains(loads), "{loads}");
        }
    }
}
