//! Snapshots that were reported as stored survive other writers and kills at any instant.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::support::store::{Place, edition, hermetic, put, revisions};
use recension::store::Store;
use std::collections::HashSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// What the writer is to store: the folder, the document and how many editions.
const TASK: [&str; 3] = ["RECENSION_TEST_STORE", "RECENSION_TEST_DOCUMENT", "RECENSION_TEST_COUNT"];
/// In front of each revision that the writer reports; the test harness prints lines of its own.
const STORED: &str = "stored: ";

/// Starts this test binary once more with the writer below as its only test: a process that can be killed.
fn start(place: &Place, document: &str, count: u32) -> Child {
    let task = [place.path.to_str().unwrap(), document, &count.to_string()];
    hermetic(std::env::current_exe().unwrap(), place.home())
        .args(["--exact", "store_processes::writer", "--ignored", "--nocapture", "--test-threads=1"])
        .envs(TASK.into_iter().zip(task))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Stores many snapshots one after the other. Each revision is printed once it is reported as stored.
#[test]
#[ignore = "the tests below run it as a process of its own"]
fn writer() {
    let [path, document, count] = TASK.map(|name| std::env::var(name).unwrap());
    let store = Store::open(Path::new(&path)).unwrap();
    let started = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos();
    let mut out = std::io::stdout();
    for number in 0..count.parse::<u32>().unwrap() {
        let revision = format!("{started}-{}-{number}", std::process::id());
        let text = format!("The text of {document} at {revision}.");
        put(&store, edition(&format!("{document}/en@{revision}"), &text));
        writeln!(out, "\n{STORED}{revision}").unwrap();
        out.flush().unwrap();
    }
}

fn reported(line: &str) -> Option<String> {
    line.strip_prefix(STORED).map(str::to_owned)
}

#[test]
fn four_writers_lose_nothing() {
    const WRITERS: usize = 4;
    const EACH: u32 = 25;
    let (place, store) = Place::with_readme();
    // Two documents: writers meet on one folder and on the branch alone.
    let writers: Vec<_> = (0..WRITERS).map(|n| start(&place, ["one", "two"][n % 2], EACH)).collect();
    let mut acknowledged = Vec::new();
    for writer in writers {
        let output = writer.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        acknowledged.extend(String::from_utf8(output.stdout).unwrap().lines().filter_map(reported));
    }
    assert_eq!(acknowledged.len(), WRITERS * EACH as usize);
    let mut stored = revisions(&store, "one", "en");
    stored.extend(revisions(&store, "two", "en"));
    assert_eq!(stored.into_iter().collect::<HashSet<_>>(), acknowledged.into_iter().collect());
    assert_eq!(place.git(&["rev-list", "--count", "HEAD"]).trim(), "101");
    assert_eq!(place.git(&["rev-list", "--count", "--min-parents=2", "HEAD"]).trim(), "0");
    assert_eq!(place.status(), "");
    place.assert_sound();
}

#[test]
fn a_killed_writer_loses_nothing_and_leaves_nothing() {
    const KILLS: u32 = 50;
    let (place, store) = Place::with_readme();
    let mut random = Random::new();
    let mut acknowledged = HashSet::new();
    for _ in 0..KILLS {
        let mut writer = start(&place, "policy", 1000);
        let out = writer.stdout.take().unwrap();
        let lines = std::thread::spawn(move || {
            BufReader::new(out).lines().map_while(Result::ok).filter_map(|line| reported(&line)).collect()
        });
        std::thread::sleep(Duration::from_micros(random.below(250_000)));
        writer.kill().unwrap();
        let output = writer.wait_with_output().unwrap();
        // It may have ended by itself only for a reason that is a fault of the store.
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "seed {}", random.seed);
        let lines: Vec<String> = lines.join().unwrap();
        acknowledged.extend(lines);
    }
    assert!(acknowledged.len() > 10, "too few snapshots between the kills to show anything");
    put(&store, edition("policy/en@last", "The last."));
    let stored: HashSet<_> =
        revisions(&Store::open(&place.path).unwrap(), "policy", "en").into_iter().collect();
    let lost: Vec<_> = acknowledged.difference(&stored).collect();
    assert!(lost.is_empty(), "lost {lost:?}, seed {}", random.seed);
    assert_eq!(place.status(), "", "seed {}", random.seed);
    place.assert_sound();
}

/// Instants nobody chose (Marsaglia's xorshift); the seed is told when a test fails.
struct Random {
    seed: u64,
    state: u64,
}

impl Random {
    fn new() -> Self {
        let nanos = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos();
        let seed = u64::from(nanos) | 1;
        Self { seed, state: seed }
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state % bound
    }
}
