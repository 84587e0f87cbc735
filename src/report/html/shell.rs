//! What every report page has around its own parts: title, policy, style and script.

use super::policy::policy;

const STYLE: &str = include_str!("../../../templates/html/style.css");
const SCRIPT: &str = include_str!("../../../templates/html/script.js");

/// The frame of a page; `templates/html/page.html` draws it.
#[derive(Debug)]
pub struct Shell {
    /// The title of the window.
    pub title: String,
    /// The content security policy.
    pub policy: String,
    /// The style sheet.
    pub style: &'static str,
    /// The script.
    pub script: &'static str,
    /// Who made the page.
    pub version: &'static str,
}

impl Shell {
    /// The frame of a page with this title.
    pub fn new(title: String) -> Self {
        Self {
            title,
            policy: policy(STYLE, SCRIPT),
            style: STYLE,
            script: SCRIPT,
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{SCRIPT, STYLE};

    #[test]
    fn style_and_script_can_stand_in_the_page_as_they_are() {
        // They are the only parts that are not escaped.
        assert!(!STYLE.contains("</") && !SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
        for loads in ["http:", "https:", "url(", "@import", "fetch(", "innerHTML", "eval("] {
            assert!(!STYLE.contains(loads) && !SCRIPT.contains(loads), "{loads}");
        }
    }
}
