//! The mutation test: known changes are made to policy texts, and the comparison must find them.
//!
//! Small here; `cargo xtask mutation` runs the same at large and prints the tables. The floors lie a little under what
//! is reached today, so that a change of the mechanism that loses accuracy fails here; raise them with it.

use crate::mutation::generator::Generator;
use crate::mutation::score::{Score, ratio};
use crate::mutation::texts;
use crate::mutation::truth::Fate;

/// Pairs of each text.
const CASES: u64 = 12;
/// The first seed.
const SEED: u64 = 20_260;

fn run() -> Result<Score, String> {
    let mut total = Score::default();
    for (name, text, donor) in texts::TEXTS {
        let generator = Generator::new(name, text, donor);
        for seed in SEED..SEED + CASES {
            let score =
                Score::of(&generator.case(seed)).map_err(|error| format!("{name} seed {seed}: {error}"))?;
            total.add(score);
        }
    }
    Ok(total)
}

#[test]
fn known_changes_are_found() -> Result<(), String> {
    let score = run()?;
    let report = format!("{}\n{}", score.table(), score.wrong.join("\n"));
    let floors = [
        (Fate::Added, 0.99),
        (Fate::Removed, 0.98),
        (Fate::Modified, 0.98),
        (Fate::Moved, 0.99),
        (Fate::Split, 0.97),
        (Fate::Merged, 0.99),
        (Fate::Renamed, 0.95),
        (Fate::Renumbered, 0.99),
        (Fate::Cosmetic, 0.91),
    ];
    for (fate, floor) in floors {
        assert!(score.kind(fate).f1() >= floor, "{} is found with F1 under {floor}\n{report}", fate.name());
    }
    assert!(score.hard.f1() >= 0.995, "the alignment where something happened\n{report}");
    assert!(ratio(score.words, score.fewest_words) <= 1.02, "more words than needed\n{report}");
    // Measured: 0.0055. A paragraph that is only wrapped anew is sometimes said to be split; before blocks were kept
    // together over any number of pieces it was under 0.002.
    assert!(ratio(score.alarms, score.quiet) <= 0.006, "unchanged text reported\n{report}");
    assert_eq!(score.missed, 0, "changes not told\n{report}");
    Ok(())
}

#[test]
fn the_same_seed_gives_the_same_pair() {
    for (name, text, donor) in texts::TEXTS {
        let generator = Generator::new(name, text, donor);
        let (first, again) = (generator.case(3), generator.case(3));
        assert_eq!((first.old_text, first.new_text), (again.old_text, again.new_text), "{name}");
        assert_ne!(first.story, generator.case(4).story, "{name}");
    }
}
