//! What the store keeps, refuses and finds again.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::support::store::{Place, author, edition, published, put, revisions};
use recension::model::DocumentName;
use recension::store::{Store, StoreError, Stored};

#[test]
fn keeps_bytes_text_and_record_and_shows_them_in_the_work_tree() {
    let (place, store) = Place::new(false);
    put(&store, published(edition("roadmap/en@2021-02-23", "Partners."), "2021-02-23"));
    let stored = store.resolve("roadmap", Some("en"), None, 0).unwrap();
    assert_eq!(store.original(&stored).unwrap(), b"Partners.");
    assert_eq!(store.text(&stored).unwrap(), b"Partners.\n");
    assert_eq!(stored.original_name, "original.txt");
    assert_eq!(place.read("snapshots/roadmap/en/original.txt"), "Partners.");
    assert_eq!(place.read("snapshots/roadmap/en/text.md"), "Partners.\n");
    assert!(place.read("snapshots/roadmap/en/edition.toml").contains("published = \"2021-02-23\""));
    assert_eq!(place.status(), "");
    assert_eq!(
        place.git(&["log", "--format=%s|%an|%ad", "--date=iso"]).trim(),
        "Snapshot roadmap/en@2021-02-23|Ana Lyst|2023-11-14 17:13:20 -0500"
    );
    let trailers = place.git(&["log", "-1", "--format=%(trailers:only)"]);
    let names: Vec<_> =
        trailers.lines().filter_map(|line| line.split_once(':')).map(|(name, _)| name).collect();
    let expected = ["Document", "Language", "Revision", "Sha256", "Class"].map(|n| format!("Recension-{n}"));
    assert_eq!(names, expected);
    place.assert_sound();
}

#[test]
fn several_editions_make_one_commit() {
    let (place, store) = Place::new(false);
    let both = [edition("roadmap/en@2021-02-23", "Partners."), edition("roadmap/zh@2021-02-23", "伙伴。")];
    store.snapshot(&both, &author()).unwrap();
    assert_eq!(place.git(&["log", "--format=%s"]).trim(), "Snapshot roadmap en, zh @2021-02-23");
    assert_eq!(revisions(&store, "roadmap", "zh"), ["2021-02-23"]);
    let twice = [edition("roadmap/en@a", "A."), edition("roadmap/en@b", "B.")];
    assert!(matches!(store.snapshot(&twice, &author()), Err(StoreError::GivenTwice { .. })));
    assert!(matches!(store.snapshot(&[], &author()), Err(StoreError::NothingGiven)));
}

#[test]
fn the_same_bytes_make_no_commit_and_other_bytes_need_a_word() {
    let (place, store) = Place::new(false);
    let first = edition("roadmap/en@1", "Partners.");
    put(&store, first.clone());
    assert_eq!(store.snapshot(std::slice::from_ref(&first), &author()).unwrap(), Stored::Unchanged);
    let mut next_day = first.clone();
    next_day.edition.captured = Some(recension::model::Date::new("2024-05-01").unwrap());
    assert_eq!(store.snapshot(&[next_day], &author()).unwrap(), Stored::Unchanged);
    let other = edition("roadmap/en@1", "Rivals.");
    let refused = store.snapshot(std::slice::from_ref(&other), &author());
    assert!(matches!(refused, Err(StoreError::RevisionTaken { address }) if address == "roadmap/en@1"));
    assert_eq!(place.git(&["rev-list", "--count", "HEAD"]).trim(), "1");
    store.snapshot_replacing(&[other], &author()).unwrap();
    assert_eq!(place.read("snapshots/roadmap/en/text.md"), "Rivals.\n");
    assert_eq!(revisions(&store, "roadmap", "en"), ["1"]);
    // A return to an earlier text is told.
    put(&store, edition("roadmap/en@2", "Partners."));
    let again = store.snapshot(&[edition("roadmap/en@3", "Partners.")], &author()).unwrap();
    let Stored::Committed { same_as, .. } = again else { panic!("no commit") };
    assert_eq!(
        same_as.iter().map(|(e, r)| (e.address(), r.as_str())).collect::<Vec<_>>(),
        [("roadmap/en@3".to_owned(), "2")]
    );
}

#[test]
fn reading_anew_and_correcting_the_record_are_commits_of_their_own_class() {
    let (place, store) = Place::new(false);
    put(&store, edition("roadmap/en@1", "Partners."));
    put(&store, edition("roadmap/en@2", "Friends."));
    let mut anew = edition("roadmap/en@1", "Partners.");
    anew.edition.extractor = "plain/2".to_owned();
    anew.text = "Partners.\n\nread better\n".to_owned();
    put(&store, anew.clone());
    anew.edition.title = Some("Roadmap".to_owned());
    anew.extension = "text".to_owned();
    put(&store, anew);
    let classes = place.git(&["log", "--format=%(trailers:key=Recension-Class,valueonly)"]);
    assert_eq!(
        classes.split_whitespace().collect::<Vec<_>>(),
        ["newest", "record", "newest", "extraction", "edition", "edition"]
    );
    assert_eq!(revisions(&store, "roadmap", "en"), ["1", "2"], "an old text read anew is not the latest");
    let first = store.resolve("roadmap", None, Some("1"), 0).unwrap();
    assert_eq!(
        (first.edition.title.as_deref(), first.original_name.as_str()),
        (Some("Roadmap"), "original.text")
    );
    // The original of another extension is gone from the commit; the files of the tip are those of the newest edition.
    let files = place.git(&["ls-tree", "--name-only", "HEAD~1", "snapshots/roadmap/en/"]);
    assert!(files.contains("original.text") && !files.contains("original.txt"), "{files}");
    assert_eq!(place.read("snapshots/roadmap/en/original.txt"), "Friends.");
    assert_eq!(place.status(), "");
}

#[test]
fn order_is_by_the_editions_dates_then_by_ancestry() {
    let (_place, store) = Place::new(false);
    put(&store, published(edition("act/en@amended", "B."), "2001-05-01"));
    put(&store, published(edition("act/en@first", "A."), "1867-07-01"));
    put(&store, edition("act/en@2150-01-01", "D."));
    put(&store, edition("act/en@undated", "E."));
    put(&store, published(edition("act/en@restored", "B!"), "2001-05-01"));
    assert_eq!(revisions(&store, "act", "en"), ["first", "amended", "restored", "2150-01-01", "undated"]);
    assert_eq!(store.resolve("act", Some("en"), None, 2).unwrap().edition.revision.as_str(), "restored");
    assert_eq!(
        store.resolve("act", Some("en"), Some("amended"), 1).unwrap().edition.revision.as_str(),
        "first"
    );
    let before = store.resolve("act", Some("en"), Some("first"), 1);
    assert!(matches!(before, Err(StoreError::TooFarBack { count: 1, back: 1, .. })));
}

#[test]
fn what_the_user_has_not_committed_is_neither_touched_nor_committed() {
    let (place, store) = Place::with_readme();
    place.write("staged.txt", "staged\n");
    place.write("both.txt", "one\n");
    place.git(&["add", "staged.txt", "both.txt"]);
    place.write("both.txt", "two\n");
    place.write("README", "mine, changed\n");
    place.write("new.txt", "untracked\n");
    place.write("snapshots/roadmap/en/notes.txt", "untracked, beside the edition\n");
    let before = place.status();
    put(&store, edition("roadmap/en@1", "Partners."));
    assert_eq!(place.status(), before.replace("?? snapshots/", "?? snapshots/roadmap/en/notes.txt"));
    let committed = place.git(&["show", "--name-only", "--format=", "HEAD"]);
    let files =
        [".gitattributes", "roadmap/en/edition.toml", "roadmap/en/original.txt", "roadmap/en/text.md"]
            .map(|file| format!("snapshots/{file}"));
    assert_eq!(committed.lines().collect::<Vec<_>>(), files);
    assert_eq!(place.git(&["diff", "--cached", "--name-only"]), "both.txt\nstaged.txt\n");
    assert_eq!(place.read("both.txt"), "two\n");
    place.assert_sound();
}

#[test]
fn changes_in_the_editions_own_folder_refuse_the_snapshot() {
    let (place, store) = Place::with_readme();
    put(&store, edition("roadmap/en@1", "Partners."));
    let head = place.git(&["rev-parse", "HEAD"]);
    let refused = |path: &str| {
        let error = store.snapshot(&[edition("roadmap/en@2", "Friends.")], &author()).unwrap_err();
        assert!(matches!(&error, StoreError::InTheWay { path: at } if at.ends_with(path)), "{error}");
        assert_eq!(place.git(&["rev-parse", "HEAD"]), head);
    };
    place.write("snapshots/roadmap/en/text.md", "my own words\n");
    refused("en/text.md");
    place.git(&["add", "snapshots"]);
    place.write("snapshots/roadmap/en/text.md", "Partners.\n");
    refused("en/text.md");
    place.git(&["reset", "-q", "--hard"]);
    std::fs::remove_file(place.path.join("snapshots/roadmap/en/edition.toml")).unwrap();
    refused("en/edition.toml");
    place.git(&["reset", "-q", "--hard"]);
    // An untracked file where a file of the edition is to be, also where it is ignored.
    place.write(".git/info/exclude", "snapshots\n");
    place.write("snapshots/roadmap/zh/text.md", "mine\n");
    let error = store.snapshot(&[edition("roadmap/zh@1", "伙伴。")], &author()).unwrap_err();
    assert!(matches!(error, StoreError::InTheWay { .. }), "{error}");
    assert_eq!(place.read("snapshots/roadmap/zh/text.md"), "mine\n");
}

#[test]
fn a_merge_under_way_refuses_the_snapshot() {
    let (place, store) = Place::with_readme();
    let head = place.git(&["rev-parse", "HEAD"]);
    place.write(".git/MERGE_HEAD", &head);
    let error = store.snapshot(&[edition("roadmap/en@1", "Partners.")], &author()).unwrap_err();
    assert!(matches!(error, StoreError::InProgress { what: "a merge" }), "{error}");
}

#[cfg(unix)]
#[test]
fn no_link_is_followed() {
    let (place, store) = Place::with_readme();
    let outside = place.home().join("outside");
    std::fs::create_dir(&outside).unwrap();
    std::fs::remove_dir_all(place.path.join("snapshots")).unwrap();
    std::os::unix::fs::symlink(&outside, place.path.join("snapshots")).unwrap();
    let error = store.snapshot(&[edition("roadmap/en@1", "Partners.")], &author()).unwrap_err();
    assert!(matches!(error, StoreError::NotAFolder { .. }), "{error}");
    // The same, committed: a bare repository has no work tree to warn.
    place.git(&["add", "snapshots"]);
    place.commit("link");
    let error = store.snapshot(&[edition("roadmap/en@1", "Partners.")], &author()).unwrap_err();
    assert!(matches!(error, StoreError::NotAFolder { .. }), "{error}");
    assert_eq!(std::fs::read_dir(&outside).unwrap().count(), 0);
}

#[test]
fn bare_stores_subfolders_detached_heads_and_linked_work_trees() {
    let (bare, store) = Place::new(true);
    assert!(matches!(store.documents(), Err(StoreError::NoCommits { .. })));
    put(&store, edition("roadmap/en@1", "Partners."));
    put(&store, edition("roadmap/en@2", "Friends."));
    assert_eq!(revisions(&store, "roadmap", "en"), ["1", "2"]);
    bare.git(&["worktree", "add", "-q", "../linked", "main"]);
    put(&store, edition("roadmap/en@3", "Neighbours."));
    let linked = bare.home().join("linked");
    assert_eq!(
        std::fs::read_to_string(linked.join("snapshots/roadmap/en/text.md")).unwrap(),
        "Neighbours.\n"
    );
    assert_eq!(bare.git(&["-C", "../linked", "status", "--porcelain"]), "");
    let from_linked = Store::open(&linked.join("snapshots")).unwrap();
    put(&from_linked, edition("roadmap/en@4", "Others."));
    assert_eq!(revisions(&store, "roadmap", "en").len(), 4);
    bare.assert_sound();

    let (place, _) = Place::with_readme();
    std::fs::create_dir_all(place.path.join("deep/er")).unwrap();
    let store = Store::open(&place.path.join("deep/er")).unwrap();
    assert_eq!(store.root().canonicalize().unwrap(), place.path.canonicalize().unwrap());
    put(&store, edition("roadmap/en@1", "Partners."));
    place.git(&["checkout", "-q", "--detach"]);
    let commit = put(&store, edition("roadmap/en@2", "Friends."));
    assert_eq!(place.git(&["rev-parse", "HEAD"]).trim(), commit);
    assert_ne!(place.git(&["rev-parse", "main"]).trim(), commit);
    assert_eq!(place.status(), "");
    place.git(&["pack-refs", "--all"]);
    place.git(&["checkout", "-q", "main"]);
    put(&store, edition("roadmap/en@3", "Others."));
    assert_eq!(place.status(), "");
    place.assert_sound();
}

#[test]
fn unknown_addresses_name_what_was_meant() {
    let (_place, store) = Place::new(false);
    let none = store.resolve("roadmap", None, None, 0).unwrap_err();
    assert!(matches!(none, StoreError::NoCommits { .. }), "{none}");
    put(&store, edition("roadmap/en@2021-02-23", "Partners."));
    put(&store, edition("roadmap/zh@2021-02-23", "伙伴。"));
    let text = |document, language, revision| {
        store.resolve(document, language, revision, 0).unwrap_err().to_string()
    };
    assert_eq!(
        text("raodmap", None, None),
        "there is no document `raodmap` in the store; did you mean `roadmap`?"
    );
    assert_eq!(text("xyz", None, None), "there is no document `xyz` in the store; there is `roadmap`");
    assert_eq!(
        text("roadmap", None, None),
        "`roadmap` is stored in several languages; write one, such as `roadmap/en` or `zh`"
    );
    assert_eq!(text("roadmap", Some("fr"), None), "`roadmap` has no edition in `fr`; there is `en`, `zh`");
    assert_eq!(
        text("roadmap", Some("EN"), Some("2021-02-24")),
        "`roadmap/en` has no revision `2021-02-24`; did you mean `2021-02-23`?"
    );
    assert_eq!(
        text("../roadmap", None, None).split(';').next(),
        Some("there is no document `../roadmap` in the store")
    );
}

#[test]
fn refuses_untrue_records_odd_extensions_and_names_that_clash() {
    let (place, store) = Place::new(false);
    let mut new = edition("roadmap/en@1", "Partners.");
    new.edition.sha256 = "0".repeat(64);
    assert!(matches!(store.snapshot(&[new], &author()), Err(StoreError::HashMismatch { .. })));
    for extension in ["", "../x", "t xt", "TXT", "a.b", "tmp/"] {
        let mut new = edition("roadmap/en@1", "Partners.");
        new.extension = extension.to_owned();
        assert!(
            matches!(store.snapshot(&[new], &author()), Err(StoreError::BadExtension { .. })),
            "{extension}"
        );
    }
    assert!(matches!(
        store.snapshot(&[edition("x/con@1", "A.")], &author()),
        Err(StoreError::BadLanguageFolder { .. })
    ));
    let mut bad = author();
    bad.name = String::new();
    let refused = store.snapshot(&[edition("roadmap/en@1", "Partners.")], &bad);
    assert!(matches!(refused, Err(StoreError::BadAuthor { .. })));
    assert!(matches!(store.documents(), Err(StoreError::NoCommits { .. })), "nothing was stored");
    put(&store, edition("roadmap/en@1", "Partners."));
    let refused = store.snapshot(&[edition("Roadmap/en@1", "Partners.")], &author());
    assert!(matches!(refused, Err(StoreError::CaseOnly { stored, .. }) if stored == "roadmap"));
    assert_eq!(place.status(), "");
}

#[test]
fn damaged_records_are_named_at_the_tip_and_skipped() {
    let (place, store) = Place::new(false);
    let name = DocumentName::new("roadmap").unwrap();
    put(&store, edition("roadmap/en@1", "Partners."));
    for broken in ["revision = [", "document = \"other\"", ""] {
        place.write("snapshots/roadmap/en/edition.toml", broken);
        place.git(&["add", "-A"]);
        place.commit("break it");
        // What was stored before the damage is still there; the damage is named.
        assert_eq!(store.editions(&name).unwrap().len(), 1);
        let errors = store.unreadable().unwrap();
        let [error] = &errors[..] else { panic!("{errors:?}") };
        assert!(matches!(error, StoreError::DamagedRecord { .. }), "{error}");
        assert!(!error.to_string().contains('\n'), "{error}");
    }
    place.git(&["checkout", "-q", "HEAD~3", "--", "snapshots"]);
    place.commit("mend it");
    assert_eq!(revisions(&store, "roadmap", "en"), ["1"]);
}

#[test]
fn other_folders_under_snapshots_are_no_editions() {
    let (place, store) = Place::new(false);
    put(&store, edition("roadmap/en@1", "Partners."));
    place.write("snapshots/roadmap/images/map.svg", "<svg/>");
    place.write("snapshots/tests/en/case.snap", "x");
    place.write("snapshots/readme.txt", "x");
    place.git(&["add", "-A"]);
    place.commit("other things");
    assert_eq!(store.documents().unwrap(), [DocumentName::new("roadmap").unwrap()]);
    put(&store, edition("roadmap/en@2", "Friends."));
    assert_eq!(revisions(&store, "roadmap", "en"), ["1", "2"]);
    assert_eq!(place.read("snapshots/roadmap/images/map.svg"), "<svg/>");
    assert_eq!(place.status(), "");
}

#[test]
fn files_that_git_converts_on_checkout_stay_clean() {
    let (place, store) = Place::with_readme();
    place.git(&["config", "core.autocrlf", "true"]);
    put(&store, edition("roadmap/en@1", "Two\r\nlines.\r\n"));
    assert_eq!(place.status(), "");
    assert_eq!(place.read("snapshots/roadmap/en/original.txt"), "Two\r\nlines.\r\n");
    // As a clone writes them: the text with CRLF.
    place.git(&["rm", "-q", "-r", "--cached", "snapshots"]);
    place.git(&["reset", "-q", "--hard"]);
    put(&store, edition("roadmap/en@2", "Three\r\nlines.\r\n"));
    assert_eq!(place.status(), "");
    let stored = store.resolve("roadmap", None, None, 0).unwrap();
    assert_eq!(store.original(&stored).unwrap(), b"Three\r\nlines.\r\n");
}

#[test]
fn editions_of_both_sides_of_a_merge_are_found_once() {
    let (place, store) = Place::with_readme();
    put(&store, edition("roadmap/en@1", "Partners."));
    place.git(&["checkout", "-q", "-b", "side"]);
    put(&store, edition("roadmap/zh@1", "伙伴。"));
    place.git(&["checkout", "-q", "main"]);
    put(&store, edition("roadmap/en@2", "Friends."));
    place.git(&["-c", "user.name=U", "-c", "user.email=u@example.org", "merge", "-q", "--no-edit", "side"]);
    assert_eq!(revisions(&store, "roadmap", "en"), ["1", "2"]);
    assert_eq!(revisions(&store, "roadmap", "zh"), ["1"]);
}

#[test]
fn a_dead_writers_locks_are_cleared_and_a_living_programs_are_not() {
    let (place, store) = Place::with_readme();
    put(&store, edition("roadmap/en@1", "Partners."));
    let old = place.git(&["rev-parse", "HEAD~1"]).trim().to_owned();
    let new = place.git(&["rev-parse", "HEAD"]).trim().to_owned();
    let journal = format!(
        "reference = \"refs/heads/main\"\nold = \"{old}\"\nnew = \"{new}\"\ngit_dir = \"\"\n\
         token = \"recension 1 2\\n\"\nfolders = [\"snapshots\", \"snapshots/roadmap/en\"]\n"
    );
    // Killed after the reference was moved: no file and no entry is there yet, and both lock files are.
    place.git(&["rm", "-q", "-r", "snapshots"]);
    place.write(".git/recension.journal", &journal);
    place.write(".git/index.lock", "recension 1 2\n");
    place.write(".git/refs/heads/main.lock", "");
    assert_eq!(
        store.snapshot(&[edition("roadmap/en@1", "Partners.")], &author()).unwrap(),
        Stored::Unchanged
    );
    assert_eq!(place.status(), "");
    assert_eq!(place.read("snapshots/roadmap/en/text.md"), "Partners.\n");
    place.assert_sound();
    // A lock that says it is somebody else's, with the same journal.
    place.write(".git/recension.journal", &journal);
    place.write(".git/refs/heads/main.lock", &format!("{old}\n"));
    let error = store.snapshot(&[edition("roadmap/en@2", "Friends.")], &author()).unwrap_err();
    assert!(matches!(&error, StoreError::Busy { lock } if lock.ends_with("refs/heads/main.lock")), "{error}");
    assert!(place.path.join(".git/refs/heads/main.lock").exists());
    std::fs::remove_file(place.path.join(".git/refs/heads/main.lock")).unwrap();
    // An index at work: nothing is stored.
    place.write(".git/index.lock", "");
    let error = store.snapshot(&[edition("roadmap/en@2", "Friends.")], &author()).unwrap_err();
    assert!(matches!(&error, StoreError::Busy { lock } if lock.ends_with("index.lock")), "{error}");
    assert_eq!(place.git(&["rev-parse", "HEAD"]).trim(), new);
    std::fs::remove_file(place.path.join(".git/index.lock")).unwrap();
    put(&store, edition("roadmap/en@2", "Friends."));
    place.assert_sound();
}

/// A file that was changed in the instant in which it was staged looks the same from outside; git reads it because
/// the index is no younger, and must still do so when a snapshot has written a younger index.
#[test]
fn a_change_in_the_instant_of_staging_is_still_seen_after_a_snapshot() {
    let (place, store) = Place::with_readme();
    let (file, index) = (place.path.join("mine.txt"), place.path.join(".git/index"));
    let at = std::time::SystemTime::now() + std::time::Duration::from_secs(2);
    let set_time = |path: &std::path::Path, time| {
        std::fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
    };
    place.git(&["config", "core.trustctime", "false"]);
    place.write("mine.txt", "one\n");
    set_time(&file, at);
    place.git(&["add", "mine.txt"]);
    std::fs::write(&file, "two\n").unwrap();
    set_time(&file, at);
    put(&store, edition("roadmap/en@1", "Partners."));
    set_time(&index, at + std::time::Duration::from_secs(5));
    assert_eq!(place.status(), "AM mine.txt\n");
}

#[test]
fn an_index_that_libgit2_cannot_read_is_told_before_anything_is_stored() {
    let (place, store) = Place::with_readme();
    put(&store, edition("roadmap/en@1", "Partners."));
    for (make, mend) in [
        ("update-index --split-index", "update-index --no-split-index"),
        ("sparse-checkout set --sparse-index src", "sparse-checkout reapply --no-sparse-index"),
    ] {
        let head = place.git(&["rev-parse", "HEAD"]);
        place.git(&make.split(' ').collect::<Vec<_>>());
        let error = store.snapshot(&[edition(&format!("roadmap/en@{}", mend.len()), "Friends.")], &author());
        let error = error.unwrap_err().to_string();
        assert!(error.contains(&format!("`git {mend}`")), "{error}");
        assert_eq!(place.git(&["rev-parse", "HEAD"]), head);
        place.git(&mend.split(' ').collect::<Vec<_>>());
        put(&store, edition(&format!("roadmap/en@{}", mend.len()), "Friends."));
        assert_eq!(place.status(), "");
    }
}

/// Only the superuser can give a folder away; for anybody else there is nothing to show.
#[cfg(unix)]
#[test]
fn a_repository_of_another_user_is_refused_with_the_setting_that_trusts_it() {
    const SOMEBODY: u32 = 4242;
    let (place, _) = Place::with_readme();
    let folders = [place.path.clone(), place.path.join(".git")];
    if folders.iter().any(|folder| std::os::unix::fs::chown(folder, Some(SOMEBODY), None).is_err()) {
        return;
    }
    std::fs::create_dir(place.path.join("deep")).unwrap();
    let error = Store::open(&place.path.join("deep")).unwrap_err();
    assert!(matches!(error, StoreError::ForeignOwner { .. }), "{error}");
    let root = place.path.canonicalize().unwrap();
    assert!(error.to_string().ends_with(&format!("safe.directory {}`", root.display())), "{error}");
}

#[test]
fn reads_any_file_at_any_git_revision() {
    let (place, store) = Place::with_readme();
    place.write("docs/privacy.md", "one\n");
    place.git(&["add", "-A"]);
    place.commit("privacy");
    place.write("docs/privacy.md", "two\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink("privacy.md", place.path.join("docs/link.md")).unwrap();
    place.git(&["add", "-A"]);
    place.commit("second");
    place.git(&["tag", "v1.0"]);
    assert_eq!(store.read_at("HEAD~1", "docs/privacy.md").unwrap(), b"one\n");
    assert_eq!(store.read_at("v1.0", "docs/privacy.md").unwrap(), b"two\n");
    let text = |revision, path| store.read_at(revision, path).unwrap_err().to_string();
    assert_eq!(text("mian", "README"), "git knows no revision `mian` here; did you mean `main`?");
    assert_eq!(text("mian~1", "README"), "git knows no revision `mian~1` here; did you mean `main~1`?");
    assert_eq!(text("HEAD~9", "README"), "git knows no revision `HEAD~9` here");
    assert_eq!(
        text("HEAD", "docs/pirvacy.md"),
        "`HEAD` has no file `docs/pirvacy.md`; did you mean `docs/privacy.md`?"
    );
    assert_eq!(text("HEAD", "docs"), "`docs` is a folder in `HEAD`; name a file");
    #[cfg(unix)]
    assert_eq!(text("HEAD", "docs/link.md"), "`docs/link.md` is a symbolic link in `HEAD`; name a file");
    for odd in ["", "a..b", "HEAD^{", "@{", "--all", ":/", "HEAD:README", "\u{0}"] {
        let error = text(odd, "README");
        assert!(!error.contains('\n'), "{error}");
    }
    for odd in ["", "/", "../README", "docs/", "/etc/passwd", "\u{0}", "README/x"] {
        let error = text("HEAD", odd);
        assert!(!error.contains('\n'), "{error}");
    }
}

#[test]
fn a_shallow_clone_says_how_to_reach_further_back() {
    let (place, store) = Place::with_readme();
    put(&store, edition("roadmap/en@1", "Partners."));
    let url = format!("file://{}", place.path.display());
    place.git(&["clone", "-q", "--depth=1", &url, "../shallow"]);
    let shallow = Store::open(&place.home().join("shallow")).unwrap();
    let error = shallow.read_at("HEAD~1", "README").unwrap_err();
    assert!(matches!(&error, StoreError::Shallow { .. }), "{error}");
    assert!(error.to_string().contains("git fetch --unshallow"), "{error}");
    // Whether there were earlier editions, it cannot know.
    let error = shallow.editions(&DocumentName::new("roadmap").unwrap()).unwrap_err();
    assert!(matches!(&error, StoreError::ShallowStore { document } if document == "roadmap"), "{error}");
}

#[test]
fn says_why_a_repository_cannot_be_opened() {
    let place = Place::empty();
    let error = Store::open(&place.path).unwrap_err();
    assert!(matches!(error, StoreError::NotARepository { .. }), "{error}");
    let error = Store::open(&place.path.join("missing")).unwrap_err();
    assert!(matches!(error, StoreError::NotARepository { .. }), "{error}");
    place.git(&["init", "-q", "--object-format=sha256", "sha"]);
    let error = Store::open(&place.path.join("sha")).unwrap_err();
    assert!(matches!(error, StoreError::Sha256Repository { .. }), "{error}");
    place.git(&["init", "-q", "--ref-format=reftable", "ref"]);
    let error = Store::open(&place.path.join("ref")).unwrap_err();
    assert!(matches!(error, StoreError::Reftable { .. }), "{error}");
    Store::init(&place.path, false).unwrap();
    let error = Store::init(&place.path, false).unwrap_err();
    assert!(matches!(error, StoreError::AlreadyARepository { .. }), "{error}");
}
