//! Entries of a baseline as TOML, to be put at the end of the file.

use super::result::Acceptance;

/// Writes acceptances, each with what the change was, for who reads the file.
#[must_use]
pub fn entries(accepted: &[(Acceptance, String)]) -> String {
    let mut out = String::new();
    for (acceptance, change) in accepted {
        out.push_str("\n[[accepted]]\n");
        let mut line = |key: &str, value: &str| {
            out.push_str(&format!("{key} = {}\n", toml::Value::from(value)));
        };
        line("id", &acceptance.id);
        line("path", &acceptance.path);
        line("base", &acceptance.base);
        line("change", change);
        line("reason", &acceptance.reason);
        if let Some(by) = &acceptance.by {
            line("by", by);
        }
        if let Some(day) = &acceptance.expires {
            out.push_str(&format!("expires = {day}\n"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::check::{Acceptance, Baseline, entries};
    use crate::model::Date;

    #[test]
    fn what_is_written_is_read_again_whatever_it_says() {
        let acceptance = Acceptance {
            id: "ab".repeat(32),
            path: "docs/a \"b\".md".to_owned(),
            base: "0".repeat(40),
            reason: "two\nlines, \u{1b}[2J and '''quotes'''".to_owned(),
            expires: Some(Date::new("2027-03-01").unwrap()),
            by: Some("Ana".to_owned()),
        };
        let text = entries(&[(acceptance.clone(), "duration 30 → 60".to_owned())]);
        assert_eq!(Baseline::from_toml(&text).unwrap().entries(), [acceptance]);
        assert!(!text.contains('\u{1b}'), "{text}");
    }
}
