//! Records that are put right: every mistake by one command, nothing else changed, and the history says so.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::support::store::{Place, hermetic};

/// A store with the files that its texts are taken from.
fn place() -> Place {
    let (place, _) = Place::with_readme();
    place
}

/// Runs the program; gives its exit code, standard output and standard error.
fn run(place: &Place, line: &str) -> (i32, String, String) {
    let arguments = shlex::split(line).unwrap();
    let output = hermetic(env!("CARGO_BIN_EXE_recension"), place.home())
        .current_dir(&place.path)
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// Runs the program, which must succeed; gives what it says.
fn done(place: &Place, line: &str) -> String {
    let (code, out, error) = run(place, line);
    assert_eq!(code, 0, "{line}: {error}");
    assert_eq!(place.status(), "", "{line}");
    out + &error
}

/// Stores a text from outside the repository.
fn store(place: &Place, text: &str, options: &str) -> String {
    std::fs::write(place.home().join("a.md"), text).unwrap();
    done(place, &format!("snapshot ../a.md {options}"))
}

fn record(place: &Place, edition: &str) -> String {
    place.read(&format!("snapshots/{edition}/edition.toml"))
}

const TEXT: &str = "# A\n\nWe keep the data for 30 days.\n";

#[test]
fn a_snapshot_with_fewer_options_empties_nothing() {
    let place = place();
    let all = "-d x -l en --published 2023-01-06 --effective 2023-02-01 --captured 2023-01-07 \
               --source-url https://x.example --note hello --title Mine";
    store(&place, TEXT, all);
    let before = record(&place, "x/en");
    let said = store(&place, TEXT, "-d x -l en --published 2023-01-06");
    assert!(said.contains("stored already"), "{said}");
    assert_eq!(record(&place, "x/en"), before);
    let said = store(&place, TEXT, "-d x -l en --published 2023-01-06 --effective 2023-03-01");
    assert!(said.contains("effective: 2023-02-01 → 2023-03-01"), "{said}");
    assert_eq!(record(&place, "x/en"), before.replace("2023-02-01", "2023-03-01"));
    // Other bytes under the same label keep what is known, too.
    store(&place, "# A\n\nOther.\n", "-d x -l en --published 2023-01-06 --replace");
    let now = record(&place, "x/en");
    for kept in ["effective = \"2023-03-01\"", "captured = \"2023-01-07\"", "https://x.example", "hello"] {
        assert!(now.contains(kept), "{kept}: {now}");
    }
}

#[test]
fn edit_changes_only_what_is_named_and_lists_it() {
    let place = place();
    store(&place, TEXT, "-d x -l en --published 2032-04-20 --note hello --source-url https://x.example");
    let said = done(&place, "edit x/en@2032-04-20 --published 2023-04-20 --clear note");
    assert!(
        said.contains("published: 2032-04-20 → 2023-04-20") && said.contains("note: hello → (empty)"),
        "{said}"
    );
    let now = record(&place, "x/en");
    assert!(now.contains("published = \"2023-04-20\"") && now.contains("https://x.example"), "{now}");
    assert!(!now.contains("note"), "{now}");
    let message = place.git(&["log", "-1", "--format=%B"]);
    assert!(message.starts_with("Correct the record of x/en@2032-04-20\n"), "{message}");
    assert!(message.contains("published: 2032-04-20 → 2023-04-20\nnote: hello → (empty)\n"), "{message}");
    let changed = place.git(&["show", "--format=", "--name-only", "HEAD"]);
    assert_eq!(changed, "snapshots/x/en/edition.toml\n");
    assert!(done(&place, "edit x/en --published 2023-04-20").contains("says so already"));
    let (code, _, error) = run(&place, "edit x/en@2031-01-01 --note no");
    assert_eq!(code, 2);
    assert!(error.contains("2032-04-20"), "{error}");
}

#[test]
fn an_older_edition_is_stored_and_edited_while_the_files_stay_those_of_the_latest() {
    let place = place();
    store(&place, "# A\n\nNew.\n", "-d x -l en --published 2023-04-20");
    let commit = done(&place, "log x --format json");
    let latest = place.git(&["rev-parse", "HEAD"]);
    store(&place, "# A\n\nOld.\n", "-d x -l en --published 2023-01-06");
    assert!(place.read("snapshots/x/en/text.md").contains("New."));
    done(&place, "edit x/en@2023-01-06 --note backfilled");
    assert!(place.read("snapshots/x/en/text.md").contains("New."));
    let log = done(&place, "log x --format json");
    assert!(log.contains(latest.trim()), "the commit that brought the latest edition is still the first one");
    assert!(commit.lines().count() < log.lines().count() || commit.len() < log.len());
    assert!(log.contains("backfilled"), "{log}");
    assert!(done(&place, "show x/en@2023-01-06").contains("Old."));
    // A date that makes the older one the latest brings its files out.
    done(&place, "edit x/en@2023-01-06 --published 2024-01-01");
    assert!(place.read("snapshots/x/en/text.md").contains("Old."));
    assert!(done(&place, "show x/en").contains("Old."));
}

#[test]
fn a_withdrawn_edition_is_gone_for_every_command_until_it_is_stored_again() {
    let place = place();
    store(&place, "# A\n\nTrue.\n", "-d x -l en --published 2023-04-20");
    store(&place, "# A\n\nWrong.\n", "-d x -l en --published 2032-04-20");
    done(&place, "withdraw x/en@2032-04-20 --reason 'the year was wrong'");
    assert!(place.read("snapshots/x/en/text.md").contains("True."));
    assert!(done(&place, "show x/en").contains("True."));
    for command in ["log x", "changelog x", "status"] {
        assert!(!run(&place, command).1.contains("2032"), "{command}");
    }
    let (code, _, error) = run(&place, "show x/en@2032-04-20");
    assert_eq!(code, 2);
    assert!(error.contains("was withdrawn: the year was wrong"), "{error}");
    assert_eq!(run(&place, "withdraw x/en@2032-04-20").0, 2);
    assert_eq!(run(&place, "withdraw x/en").0, 2, "the latest is not taken out without being named");
    store(&place, "# A\n\nWrong.\n", "-d x -l en --published 2032-04-20");
    assert!(done(&place, "log x").contains("2032-04-20"));
    assert!(!place.path.join("snapshots/x/withdrawn.toml").exists());
}

#[test]
fn the_only_edition_can_be_withdrawn() {
    let place = place();
    store(&place, TEXT, "-d x -l english -r 1");
    done(&place, "withdraw x/english@1");
    assert!(!place.path.join("snapshots/x/english").exists());
    let (_, out, _) = run(&place, "log");
    assert!(!out.contains("english"), "{out}");
    store(&place, TEXT, "-d x -l en -r 1");
    assert!(done(&place, "log x").contains("en"));
    place.assert_sound();
}

#[test]
fn documents_languages_and_revisions_are_renamed_whole() {
    let place = place();
    store(&place, "# A\n\nOne.\n", "-d p -l english --published 2022-05-24");
    store(&place, "# A\n\nTwo.\n", "-d p -l english --published 2023-05-24");
    store(&place, "# A\n\nUn.\n", "-d p -l fr --published 2022-06-01 --translates english@2022-05-24");
    done(&place, "rename p/english p/en");
    let log = done(&place, "log p");
    assert!(!log.contains("english") && log.contains("translates en@2022-05-24"), "{log}");
    assert!(!place.path.join("snapshots/p/english").exists());
    assert!(done(&place, "show p/en@2022-05-24").contains("One."));
    let (code, _, error) = run(&place, "show p/english");
    assert_eq!(code, 2);
    assert!(error.contains("`en`"), "{error}");
    done(&place, "rename p privacy");
    let log = done(&place, "log");
    assert!(log.starts_with("privacy\n") && !log.contains("\np\n"), "{log}");
    assert!(done(&place, "show privacy/en").contains("Two."));
    let (code, _, error) = run(&place, "show p/en");
    assert_eq!(code, 2);
    assert!(error.contains("did you mean `privacy`"), "{error}");
    // Into a language that has a newer edition: its files stay.
    store(&place, "# A\n\nZero.\n", "-d privacy -l eng-x-old --published 2020-01-01");
    done(&place, "rename privacy/eng-x-old privacy/en");
    assert!(place.read("snapshots/privacy/en/text.md").contains("Two."));
    assert!(done(&place, "show privacy/en@2020-01-01").contains("Zero."));
    done(&place, "rename privacy/en@2023-05-24 privacy/en@2023-05-25");
    assert!(place.read("snapshots/privacy/en/text.md").contains("Two."));
    let (_, _, error) = run(&place, "show privacy/en@2023-05-24");
    assert!(error.contains("it is `privacy/en@2023-05-25` now"), "{error}");
    let (code, _, error) = run(&place, "rename privacy/en@2022-05-24 privacy/en@2023-05-25");
    assert_eq!(code, 2);
    assert!(error.contains("stored already"), "{error}");
    place.assert_sound();
}

#[test]
fn a_folder_renamed_by_hand_is_named_and_the_others_are_listed() {
    let place = place();
    store(&place, TEXT, "-d p -l en -r 1");
    store(&place, TEXT, "-d r -l en -r 1");
    place.git(&["mv", "snapshots/p", "snapshots/q"]);
    place.commit("by hand");
    for command in ["log", "status"] {
        let (code, out, error) = run(&place, command);
        assert_eq!(code, 0, "{command} {error}");
        assert!(out.contains('r'), "{command} {out}");
    }
    assert!(run(&place, "log").2.contains("snapshots/q/en/edition.toml"));
    let (code, out, _) = run(&place, "verify");
    assert_eq!(code, 1);
    assert!(out.contains("record: snapshots/q/en/edition.toml"), "{out}");
}

#[test]
fn verify_finds_what_is_not_as_it_was_stored() {
    let place = place();
    store(&place, TEXT, "-d p -l en -r 1");
    store(&place, TEXT, "-d p -l fr -r 1 --translates en@1");
    let said = done(&place, "verify");
    assert!(
        said.contains("2 editions in 1 document: every record, original and text is as it was stored"),
        "{said}"
    );
    let original = place.read("snapshots/p/en/original.md");
    place.write("snapshots/p/en/original.md", &original.replace("30", "90"));
    place.git(&["add", "-u"]);
    place.commit("by hand");
    let (code, out, _) = run(&place, "verify");
    assert_eq!(code, 1);
    assert!(out.contains("original: p/en@1") && out.contains("provenance: p/en@1"), "{out}");
    assert!(!out.contains("p/fr"), "{out}");
    done(&place, "edit p/fr --translates en@7");
    let (_, out, _) = run(&place, "verify");
    assert!(out.contains("reference: p/fr@1: it translates `p/en@7`, which is not stored"), "{out}");
    assert_eq!(run(&place, "verify --require-signatures").0, 1);
}
