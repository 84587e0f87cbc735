//! Prints how the comparison fares against the hand-labelled revision pairs, per pair and in total:
//! `RECENSION_REVISIONS=FOLDER cargo xtask score-revisions [NAME…]`. Each disagreement has a line.
use crate::revision_score::{Score, Tally, score};
use crate::revisions::{Error, pairs, texts_folder};

/// Runs the tool.
pub fn run(arguments: &[String]) -> Result<(), Error> {
    let (pairs, absent) = pairs(texts_folder().as_deref())?;
    let (mut sum, mut count) = (Score::default(), 0);
    for pair in pairs.iter().filter(|pair| arguments.is_empty() || arguments.contains(&pair.name)) {
        let scored = score(pair)?;
        println!("{} ({}, {})", pair.name, pair.labels.publisher, pair.labels.language);
        table(&scored);
        for line in &scored.disagreements {
            println!("    {line}");
        }
        sum.add(&scored);
        count += 1;
    }
    println!("total of {count} pairs");
    table(&sum);
    if !absent.is_empty() {
        println!("texts not at hand (see fixtures/revisions/README.md): {}", absent.join(", "));
    }
    Ok(())
}

fn table(score: &Score) {
    println!("  {:<11} labels found wrong missed recall precision", "kind");
    for (kind, tally) in &score.kinds {
        row(kind, *tally);
    }
    row("all", score.total());
    println!(
        "  significance {}/{}, rules {}/{}, wrong moves {}",
        score.significance.0, score.significance.1, score.rules.0, score.rules.1, score.wrong_moves
    );
}

fn row(kind: &str, tally: Tally) {
    println!(
        "  {kind:<11} {:>6} {:>5} {:>5} {:>6} {:>6.3} {:>9.3}",
        tally.labels,
        tally.found,
        tally.wrong,
        tally.labels - tally.found,
        tally.recall(),
        tally.precision()
    );
}
