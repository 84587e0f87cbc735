//! The published schemas: what the program writes and the configurations that it takes are valid by them, and what is
//! not, is not.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper that fails fails its test")]

use crate::support::store::{Place, hermetic};
use serde_json::{Value, json};
use std::path::Path;

fn root(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn schema(name: &str) -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&root(&format!("schemas/{name}.schema.json"))).unwrap();
    let sound = jsonschema::draft202012::meta::validate(&schema);
    assert!(sound.is_ok(), "{name}: {}", sound.unwrap_err());
    jsonschema::draft202012::new(&schema).unwrap()
}

#[track_caller]
fn valid(schema: &jsonschema::Validator, value: &Value, what: &str) {
    let errors: Vec<String> =
        schema.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{what}\n{}", errors.join("\n"));
}

/// What the program writes on the texts of this repository.
fn written(place: &Place, arguments: &[&str]) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let arguments = arguments.iter().map(|argument| argument.replace('@', folder.to_str().unwrap()));
    let output = hermetic(env!("CARGO_BIN_EXE_recension"), place.home()).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn every_comparison_is_valid() {
    let (place, schema) = (Place::empty(), schema("recension-diff-2"));
    let pairs = [
        ("@/roadmap/roadmap.en.txt", "@/roadmap/roadmap.en.restored.txt"),
        ("@/roadmap/roadmap.en.txt", "@/roadmap/roadmap.zh.txt"),
        ("@/roadmap/roadmap.en.txt", "@/roadmap/roadmap.en.txt"),
    ];
    for (old, new) in pairs {
        for more in [&[][..], &["--cosmetic", "--alignment"]] {
            let value = written(&place, &[&["diff", old, new, "--format", "json"], more].concat());
            valid(&schema, &value, &format!("{old} {new} {more:?}"));
        }
    }
    // Folders of revision pairs bring every kind of change with them.
    let numbered = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/numbered");
    let mut texts: Vec<_> = std::fs::read_dir(numbered)
        .unwrap()
        .map(|entry| entry.unwrap().path().display().to_string())
        .filter(|path| path.ends_with(".txt") || path.ends_with(".md"))
        .collect();
    texts.sort();
    for pair in texts.windows(2) {
        let value = written(&place, &["diff", &pair[0], &pair[1], "--format", "json", "--cosmetic"]);
        valid(&schema, &value, &pair[1]);
    }
}

#[test]
fn what_a_translation_lacks_is_valid() {
    let (place, schema) = (Place::empty(), schema("recension-translation-1"));
    let texts = ["translation", "@/roadmap/roadmap.en.txt", "@/roadmap/roadmap.zh.txt", "--format", "json"];
    for more in [&[][..], &["--sentences"], &["--since", "@/roadmap/roadmap.en.restored.txt"]] {
        valid(&schema, &written(&place, &[&texts, more].concat()), &format!("{more:?}"));
    }
}

#[test]
fn what_is_not_of_the_form_is_refused() {
    let place = Place::empty();
    let diff = schema("recension-diff-2");
    let good = written(
        &place,
        &["diff", "@/roadmap/roadmap.en.txt", "@/roadmap/roadmap.en.restored.txt", "--format", "json"],
    );
    let spoilt = |spoil: &dyn Fn(&mut Value)| {
        let mut value = good.clone();
        spoil(&mut value);
        !diff.is_valid(&value)
    };
    assert!(spoilt(&|value| value["schema"] = json!("recension-diff/3")));
    assert!(spoilt(&|value| value["changes"][0]["kind"] = json!("changed")));
    assert!(spoilt(&|value| value["changes"][0]["new"][0]["lines"] = json!([1])));
    assert!(spoilt(&|value| {
        value.as_object_mut().unwrap().remove("summary");
    }));
    assert!(!spoilt(&|value| value["added-later"] = json!(true)), "fields may be added");
    let config = schema("recension.toml");
    for bad in [
        json!({"colour": 1}),
        json!({"rules": {"numbers-changed": "off"}}),
        json!({"rules": {"link-changed": "loud"}}),
        json!({"terminal": {"pager": "less"}}),
    ] {
        assert!(!config.is_valid(&bad), "{bad}");
    }
}

#[test]
fn the_example_of_a_configuration_is_valid_and_taken() {
    let text = root("examples/recension.toml");
    assert!(text.starts_with("#:schema "), "editors find the schema");
    let value = serde_json::to_value(toml::from_str::<toml::Table>(&text).unwrap()).unwrap();
    valid(&schema("recension.toml"), &value, &text);
    assert!(recension::config::Config::from_toml(&text).is_ok());
}

#[test]
fn the_program_prints_what_is_published() {
    let place = Place::empty();
    for (of, name) in [
        ("diff", "recension-diff-2"),
        ("translation", "recension-translation-1"),
        ("config", "recension.toml"),
    ] {
        let published: Value = serde_json::from_str(&root(&format!("schemas/{name}.schema.json"))).unwrap();
        assert_eq!(written(&place, &["schema", of]), published);
    }
}
