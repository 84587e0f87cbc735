//! The published schema of the configuration, made from its types.

use super::Config;
use crate::diff::CATALOGUE;
use crate::published;

/// The names that the table of rules may have.
pub fn rule_ids() -> serde_json::Value {
    serde_json::json!({ "enum": CATALOGUE.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>() })
}

#[test]
fn the_schema_of_the_configuration_is_that_of_the_types() {
    published::check_file_schema::<Config>("recension.toml.schema.json");
}
