//! Holds the schemas in `schemas/` to the types that they describe.
//!
//! After a change that is meant: `INSTA_UPDATE=always cargo test --lib schema`, and read the difference.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use std::path::Path;

/// Fails where a published schema is not the one of the type, as it is written.
#[track_caller]
pub fn check_schema<T: JsonSchema>(name: &str) {
    check(name, &SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>());
}

/// The same for a file that is read.
#[track_caller]
pub fn check_file_schema<T: JsonSchema>(name: &str) {
    check(name, &SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>());
}

#[track_caller]
fn check(name: &str, schema: &schemars::Schema) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas").join(name);
    let made = format!("{}\n", serde_json::to_string_pretty(schema).unwrap());
    if std::env::var_os("INSTA_UPDATE").is_some_and(|wish| wish == "always") {
        std::fs::write(&path, &made).unwrap();
    }
    let published = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        published == made,
        "schemas/{name} is not what the types say; read the difference after\n  \
         INSTA_UPDATE=always cargo test --lib schema"
    );
}
