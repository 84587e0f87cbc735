//! Damage that a store must notice, and what killed programs leave.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::support::store::{Place, author, edition, hermetic, published, put, revisions};
use recension::model::{Date, DocumentName, Language, Settled};
use recension::store::{Store, StoreError};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn recension(place: &Place, arguments: &[&str]) -> Output {
    hermetic(env!("CARGO_BIN_EXE_recension"), place.home())
        .current_dir(&place.path)
        .args(arguments)
        .output()
        .unwrap()
}

/// The file of a loose object.
fn loose(place: &Place, revision: &str) -> PathBuf {
    let id = place.git(&["rev-parse", revision]);
    let (folder, name) = id.trim().split_at(2);
    place.path.join(".git/objects").join(folder).join(name)
}

/// Changes a file that git made read-only.
fn overwrite(path: &Path, content: &[u8]) {
    std::fs::remove_file(path).unwrap();
    std::fs::write(path, content).unwrap();
}

fn settled(clause: &str) -> Settled {
    Settled {
        language: Language::new("fr").unwrap(),
        clause: clause.to_owned(),
        source: format!("digest of {clause}"),
        target: None,
        revision: "1".to_owned(),
        by: "Ana Lyst <ana@example.org>".to_owned(),
        on: Date::new("2024-01-01").unwrap(),
        note: None,
    }
}

#[test]
fn every_truncation_of_any_object_is_an_error() {
    let (place, store) = Place::with_readme();
    put(&store, published(edition("p/en@1", &"One. ".repeat(40)), "2024-01-01"));
    put(&store, published(edition("p/en@2", "Two."), "2024-02-01"));
    for object in ["HEAD~1", "HEAD~1^{tree}", "HEAD~1:snapshots/p/en/original.txt", "HEAD", "HEAD:snapshots"]
    {
        let file = loose(&place, object);
        let whole = std::fs::read(&file).unwrap();
        for length in [2, 3, 10, whole.len() / 2, whole.len() - 5, whole.len() - 1] {
            overwrite(&file, &whole[..length]);
            let error = Store::open(&place.path).unwrap_err();
            assert!(
                matches!(&error, StoreError::TruncatedObject { path } if path.ends_with(file.file_name().unwrap()))
            );
            let log = recension(&place, &["log"]);
            assert_eq!(log.status.code(), Some(2), "{object} {length}");
        }
        overwrite(&file, &whole);
    }
    assert_eq!(revisions(&Store::open(&place.path).unwrap(), "p", "en"), ["1", "2"]);
}

#[test]
fn an_object_that_a_power_cut_left_empty_is_written_again() {
    let (place, store) = Place::with_readme();
    place.write("n.txt", "Partners.");
    place.git(&["add", "n.txt"]);
    overwrite(&loose(&place, ":n.txt"), b"");
    put(&store, edition("p/en@1", "Partners."));
    let stored = store.resolve("p", Some("en"), None, 0).unwrap();
    assert_eq!(store.original(&stored).unwrap(), b"Partners.");
    place.assert_sound();
}

#[test]
fn attributes_of_the_repository_do_not_convert_originals() {
    for attributes in ["*.txt text\n", "* text eol=crlf\n", "* text eol=lf\n", "snapshots/** text\n"] {
        let (place, store) = Place::with_readme();
        place.write(".gitattributes", attributes);
        place.git(&["add", ".gitattributes"]);
        place.commit("attributes");
        let text = "One.\r\nTwo.\nThree.\r\n";
        put(&store, edition("p/en@1", text));
        assert_eq!(place.read("snapshots/p/en/original.txt"), text, "{attributes}");
        assert_eq!(place.status(), "", "{attributes}");
        put(&store, edition("p/en@2", "Other."));
        assert_eq!(place.status(), "", "{attributes}");
        place.git(&["clone", "-q", ".", "../clone"]);
        let copied = std::fs::read_to_string(place.home().join("clone/snapshots/p/en/text.md")).unwrap();
        assert_eq!(copied, "Other.\n");
    }
}

#[test]
fn a_store_that_attributes_blocked_is_free_again() {
    let (place, store) = Place::with_readme();
    put(&store, edition("p/en@1", "One.\r\n"));
    // As stored before the store had attributes of its own.
    place.git(&["rm", "-q", "snapshots/.gitattributes"]);
    place.write(".gitattributes", "*.txt text\n");
    place.git(&["add", ".gitattributes"]);
    place.commit("attributes");
    // git compares what it would store, and takes the file that nobody touched for a changed one.
    std::fs::write(place.path.join("snapshots/p/en/original.txt"), "One.\r\n").unwrap();
    assert_eq!(place.status(), " M snapshots/p/en/original.txt\n");
    put(&store, edition("p/en@2", "Two.\r\n"));
    assert_eq!(place.status(), "");
    assert_eq!(store.original(&store.resolve("p", Some("en"), Some("1"), 0).unwrap()).unwrap(), b"One.\r\n");
}

#[test]
fn a_changed_original_is_never_given_for_the_stored_one() {
    let (place, store) = Place::with_readme();
    put(&store, edition("p/en@1", "The fee is 6 dollars."));
    place.write("snapshots/p/en/original.txt", "The fee is 7 dollars.");
    place.git(&["add", "-u"]);
    place.commit("by hand");
    let stored = store.resolve("p", Some("en"), None, 0).unwrap();
    for read in [store.original(&stored), store.text(&stored)] {
        assert!(matches!(read, Err(StoreError::ChangedOriginal { address, .. }) if address == "p/en@1"));
    }
    let shown = recension(&place, &["show", "p/en", "--original"]);
    assert_eq!((shown.status.code(), shown.stdout.len()), (Some(2), 0));
}

#[test]
fn a_shallow_clone_answers_nothing_about_editions_that_it_may_lack() {
    let (place, store) = Place::with_readme();
    put(&store, published(edition("p/en@1", "One."), "2024-01-01"));
    put(&store, published(edition("p/en@2", "Two."), "2024-06-01"));
    put(&store, published(edition("p/fr@1", "Un."), "2024-02-01"));
    let url = format!("file://{}", place.path.display());
    place.git(&["clone", "-q", "--depth", "1", &url, "../clone"]);
    let clone = place.home().join("clone");
    let run = |arguments: &[&str]| {
        hermetic(env!("CARGO_BIN_EXE_recension"), place.home())
            .current_dir(&clone)
            .args(arguments)
            .output()
            .unwrap()
    };
    std::fs::write(clone.join("x.txt"), "Other.").unwrap();
    for arguments in [
        &["status", "--fail-on", "lagging"][..],
        &["log"],
        &["log", "p"],
        &["show", "p/en@1"],
        &["show", "p/en"],
        &["changelog", "p"],
        &["diff", "p/en@~1", "p/en"],
        &["translation", "p/fr"],
        &["snapshot", "x.txt", "-d", "p", "-l", "en", "-r", "1"],
        &["settle", "p/fr", "s0.b1"],
    ] {
        let output = run(arguments);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?} {error}");
        assert!(error.contains("shallow") && error.contains("--unshallow"), "{arguments:?} {error}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
    // A document that begins after the cut is whole.
    let new = Store::open(&clone).unwrap();
    put(&new, edition("q/en@1", "New."));
    assert_eq!(revisions(&new, "q", "en"), ["1"]);
}

#[test]
fn any_command_clears_what_a_killed_writer_of_any_folder_left() {
    for folder in ["snapshots/p/en", "snapshots/p", "snapshots"] {
        let (place, store) = Place::with_readme();
        put(&store, edition("p/en@1", "One."));
        let head = place.git(&["rev-parse", "HEAD"]);
        let journal = format!(
            "reference = \"refs/heads/main\"\nnew = \"{}\"\ngit_dir = \"\"\ntoken = \"recension 1 2\\n\"\n\
             folders = [\"{folder}\"]\n",
            head.trim()
        );
        std::fs::write(place.path.join(".git/recension.journal"), journal).unwrap();
        std::fs::write(place.path.join(".git/index.lock"), "recension 1 2\n").unwrap();
        assert_eq!(recension(&place, &["log"]).status.code(), Some(0));
        place.assert_sound();
        place.git(&["add", "README"]);
    }
}

#[test]
fn files_of_the_store_that_are_something_else_are_refused_or_passed_over() {
    let (place, store) = Place::with_readme();
    let elsewhere = place.home().join("elsewhere");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&elsewhere, place.path.join(".git/recension.lock")).unwrap();
    let refused = store.snapshot(&[edition("p/en@1", "One.")], &author());
    assert!(matches!(refused, Err(StoreError::NotALockFile { .. })));
    assert!(!elsewhere.exists());
    std::fs::remove_file(place.path.join(".git/recension.lock")).unwrap();
    assert!(
        Command::new("mkfifo").arg(place.path.join(".git/recension.journal")).status().unwrap().success()
    );
    put(&store, edition("p/en@1", "One."));
    place.assert_sound();
}

#[test]
fn a_signal_ends_a_writer_without_leaving_git_locked() {
    let (place, store) = Place::with_readme();
    put(&store, edition("p/en@1", "One."));
    for delay in 0..40u64 {
        place.write("x.txt", &format!("Text {delay}."));
        let mut writer = hermetic(env!("CARGO_BIN_EXE_recension"), place.home())
            .current_dir(&place.path)
            .args(["snapshot", "x.txt", "-d", "p", "-l", "en", "-r", &format!("x{delay}")])
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(delay));
        let signal = ["-INT", "-TERM", "-HUP"][usize::try_from(delay % 3).unwrap()];
        let _ = Command::new("kill").args([signal, &writer.id().to_string()]).output();
        writer.wait().unwrap();
        assert!(!place.path.join(".git/index.lock").exists(), "{signal} after {delay} ms");
    }
    put(&store, edition("p/en@last", "Last."));
    place.assert_sound();
}

/// Kills each writing command at every system call that changes a file, and asks that the next command, a reader,
/// mends what was left: no lock, no change in the work tree, nothing half stored.
#[test]
#[ignore = "takes ten minutes and needs strace; run it after a change of how the store writes"]
fn no_kill_point_of_any_writing_command_needs_a_hand() {
    const CALLS: &[&str] = &[
        "write",
        "pwrite64",
        "rename",
        "renameat",
        "renameat2",
        "link",
        "linkat",
        "unlink",
        "unlinkat",
        "mkdir",
        "mkdirat",
        "fsync",
    ];
    let commands: &[&[&str]] = &[
        &["snapshot", "x.txt", "-d", "p", "-l", "en", "-r", "3"],
        &["snapshot", "x.txt", "-d", "p", "-l", "en", "--published", "2023-01-01"],
        &["edit", "p/en@1", "--note", "corrected"],
        &["withdraw", "p/en@2"],
        &["rename", "p", "q"],
    ];
    for command in commands {
        let mut points = 0;
        for call in CALLS {
            for when in 1.. {
                let (place, store) = Place::with_readme();
                put(&store, published(edition("p/en@1", "One."), "2024-01-01"));
                put(&store, published(edition("p/en@2", "Two."), "2024-02-01"));
                store.settle(&DocumentName::new("p").unwrap(), &[settled("s0.b1")], &author()).unwrap();
                std::fs::write(place.home().join("x.txt"), "Three.").unwrap();
                let text = place.home().join("x.txt").display().to_string();
                let arguments: Vec<&str> =
                    command.iter().map(|word| if *word == "x.txt" { text.as_str() } else { word }).collect();
                let killed = hermetic("strace", place.home())
                    .current_dir(&place.path)
                    .args(["-f", "-o", "/dev/null", "-e", &format!("trace={call}")])
                    .args(["-e", &format!("inject={call}:signal=KILL:when={when}")])
                    .arg(env!("CARGO_BIN_EXE_recension"))
                    .args(&arguments)
                    .output()
                    .unwrap();
                if killed.status.code() == Some(0) {
                    break;
                }
                points += 1;
                let read = recension(&place, &["log"]);
                assert_eq!(read.status.code(), Some(0), "{command:?} {call} {when}");
                assert_eq!(place.status(), "", "{command:?} {call} {when}");
                place.assert_sound();
                // What was done before the kill is refused as done, or done again; both leave everything in order.
                let again = recension(&place, &arguments);
                assert!(again.status.code().is_some(), "{command:?} {call} {when}");
                assert_eq!(place.status(), "", "{command:?} {call} {when}");
            }
        }
        assert!(points > 30, "{command:?} was killed at {points} points only");
    }
}
