//! Snapshots that were reported as stored survive other writers and kills at any instant.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::support::store::{Place, edition, hermetic, put, revisions};
use recension::store::Store;
use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The example `store_writer`, built as it is now: a run of this test alone does not build examples.
fn writer() -> PathBuf {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    let built = BUILT.get_or_init(|| {
        let profile = std::env::current_exe().unwrap().parent().unwrap().parent().unwrap().to_owned();
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--example", "store_writer"]);
        if profile.ends_with("release") {
            build.arg("--release");
        }
        let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        assert!(build.args(["--manifest-path", manifest]).status().unwrap().success());
        profile.join("examples").join(format!("store_writer{}", std::env::consts::EXE_SUFFIX))
    });
    built.clone()
}

fn start(place: &Place, document: &str, count: u32) -> Child {
    hermetic(writer(), place.home())
        .arg(&place.path)
        .args([document, &count.to_string()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
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
        acknowledged.extend(String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned));
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
        let lines = std::thread::spawn(move || BufReader::new(out).lines().map_while(Result::ok).collect());
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
