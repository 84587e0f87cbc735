//! The rules as SARIF lists them, with the help that a reader of a result gets.

use crate::diff::{CATALOGUE, Example, Rule, Severity};
use crate::report::ci::sarif_form::{Configuration, Help, Message, RuleObject, Tags};
use crate::report::wording::check;

/// Every rule of the catalogue, and what findings are filed under that none of them fired on.
pub fn rules() -> Vec<RuleObject<'static>> {
    let own = [
        (check::WORDING_CHANGED, "a clause that reads differently, though no rule fired on it", "note"),
        (check::FORM_CHANGED, "nothing but form: wrapping, spaces, quotation marks, bullets", "none"),
        (
            check::COMPARISON_FAILED,
            "a text that could not be compared; what changed in it is not known",
            "error",
        ),
    ];
    let own = own.into_iter().map(|(id, looks_for, level)| rule(id, looks_for, None, level));
    CATALOGUE.iter().map(of_catalogue).chain(own).collect()
}

fn of_catalogue(listed: &'static Rule) -> RuleObject<'static> {
    let level = match listed.severity {
        Severity::Substantive | Severity::Unclear => "warning",
        Severity::Editorial => "note",
        Severity::Cosmetic | Severity::Off => "none",
    };
    rule(listed.id.as_str(), listed.looks_for, Some(&listed.example), level)
}

fn rule(
    id: &'static str,
    looks_for: &str,
    example: Option<&Example>,
    level: &'static str,
) -> RuleObject<'static> {
    let says = capitalised(looks_for);
    let (mut text, mut markdown) = (format!("Fires on {looks_for}."), format!("Fires on {looks_for}."));
    if let Some(Example { old, new }) = example {
        text.push_str(&format!(" For example: {old} → {new}"));
        markdown.push_str(&format!("\n\n- before: {old}\n- after: {new}"));
    }
    RuleObject {
        id,
        name: id.split('-').map(capitalised).collect(),
        full_description: Message { text: format!("{says}.") },
        short_description: Message { text: says },
        help: Help { text, markdown },
        default_configuration: Configuration { level },
        properties: Tags { tags: ["policy", "text"] },
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

#[cfg(test)]
mod tests {
    use super::rules;

    #[test]
    fn every_rule_says_what_it_is() {
        for rule in rules() {
            assert!(!rule.help.text.is_empty() && !rule.short_description.text.ends_with('.'), "{}", rule.id);
            assert!(rule.name.chars().all(char::is_alphanumeric), "{}", rule.name);
        }
    }
}
