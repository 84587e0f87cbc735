//! Known damage is done to translations, and the comparison must find it: a clause or a sentence taken out, a number
//! changed, a clause cut off.
//!
//! ```console
//! $ cargo xtask translation-mutation FOLDER… [--source en] [--cases 40] [--seed 7] [--only sentence] [--misses]
//! $ cargo xtask translation-mutation FOLDER… --calibration
//! ```
//!
//! FOLDER holds pairs as `NAME.LANGUAGE.md`, the source in the language of `--source`. Each case damages one clause that
//! is wholly translated, compares anew, and asks whether the damage is told by its own kind at its own clause. Findings
//! of a kind that the undamaged pair had at the same clause are left out; every other new one counts against precision.
//!
//! `--calibration` sets the confidence of those findings against how many of them are right, and fits the line through
//! the logit that would make them agree (Platt 1999); what was found in the undamaged pairs counts as wrong. The lines
//! in `src/translation/findings/confidence.rs` were fitted this way: a slope of 1 and a shift of 0 mean that they still hold.

use crate::calibration::{Judged, calibration};
use crate::damage::{ALL, Damage, Sides, is_hit};
use fastrand::Rng;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;

#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    cases: usize,
    found: usize,
    others: usize,
}

struct Settings {
    folders: Vec<PathBuf>,
    source: String,
    cases: usize,
    seed: u64,
    misses: bool,
    only: Option<String>,
    calibration: bool,
}

fn settings(arguments: &[String]) -> Result<Settings, Box<dyn Error>> {
    let mut args = arguments.iter().cloned();
    let mut out = Settings {
        folders: Vec::new(),
        source: "en".to_owned(),
        cases: 40,
        seed: 7,
        misses: false,
        only: None,
        calibration: false,
    };
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("{arg} needs a value"));
        match arg.as_str() {
            "--source" => out.source = value()?,
            "--cases" => out.cases = value()?.parse()?,
            "--seed" => out.seed = value()?.parse()?,
            "--only" => out.only = Some(value()?),
            "--misses" => out.misses = true,
            "--calibration" => out.calibration = true,
            _ => out.folders.push(PathBuf::from(arg)),
        }
    }
    if out.folders.is_empty() {
        return Err("name the folders with the pairs".into());
    }
    Ok(out)
}

/// Runs the tool.
pub fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let settings = settings(arguments)?;
    let mut totals: BTreeMap<Damage, Tally> = BTreeMap::new();
    let mut languages: BTreeMap<String, Tally> = BTreeMap::new();
    let mut pairs = 0;
    let mut undamaged: BTreeMap<String, usize> = BTreeMap::new();
    let mut judged: BTreeMap<String, Vec<Judged>> = BTreeMap::new();
    for (source, target, language) in files(&settings)? {
        let Some(text) = Sides::read(&source, &target, &settings.source, &language)? else { continue };
        pairs += 1;
        for finding in &text.before.findings {
            let unit = format!("{} ({:?})", finding.kind.name(), finding.unit);
            // Nobody knows which of them are right; in a published translation few are.
            judged.entry(unit.clone()).or_default().push((finding.confidence, false));
            *undamaged.entry(unit).or_default() += 1;
        }
        let mut rng = Rng::with_seed(settings.seed);
        let chosen = |damage: &Damage| {
            settings.only.as_ref().is_none_or(|only| damage.name().starts_with(only.as_str()))
        };
        for damage in ALL.into_iter().filter(chosen) {
            for _ in 0..settings.cases {
                let Some(case) = text.case(damage, &mut rng) else { break };
                let fresh = text.fresh(&case, settings.misses.then_some(target.as_path()))?;
                let hits = fresh.iter().filter(|finding| is_hit(finding, &case)).count();
                let (found, others) = (hits > 0, fresh.len() - hits);
                for finding in &fresh {
                    let kind = format!("{} ({:?})", finding.kind.name(), finding.unit);
                    judged.entry(kind).or_default().push((finding.confidence, is_hit(finding, &case)));
                }
                for tally in
                    [totals.entry(damage).or_default(), languages.entry(language.clone()).or_default()]
                {
                    tally.cases += 1;
                    tally.found += usize::from(found);
                    tally.others += others;
                }
            }
        }
    }
    if settings.calibration {
        judged.iter().for_each(|(kind, all)| calibration(kind, all));
        return Ok(());
    }
    println!(
        "{pairs} pairs\n\n| damage | cases | found | recall | other findings | precision |\n|---|---|---|---|---|---|"
    );
    for (damage, tally) in &totals {
        println!("{}", row(damage.name(), *tally));
    }
    println!("\nfindings of the undamaged pairs: {undamaged:?}\n");
    for (language, tally) in &languages {
        println!("{}", row(language, *tally));
    }
    Ok(())
}

fn row(name: &str, tally: Tally) -> String {
    let Tally { cases, found, others } = tally;
    let share = |part: usize, all: usize| if all == 0 { 1.0 } else { part as f64 / all as f64 };
    format!(
        "| {name} | {cases} | {found} | {:.3} | {others} | {:.3} |",
        share(found, cases),
        share(found, found + others)
    )
}

/// Source, target, and the language of the target.
type Files = (PathBuf, PathBuf, String);

/// The pairs of the folder, in order.
fn files(settings: &Settings) -> Result<Vec<Files>, Box<dyn Error>> {
    let mut names: Vec<PathBuf> = Vec::new();
    for folder in &settings.folders {
        names.extend(std::fs::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.path()));
    }
    names.sort();
    let mut out = Vec::new();
    for target in &names {
        let file = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut parts = file.rsplitn(3, '.');
        let (Some(extension), Some(language), Some(name)) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        let source = target.with_file_name(format!("{name}.{}.{extension}", settings.source));
        if language != settings.source && source.exists() {
            out.push((source, target.clone(), language.to_owned()));
        }
    }
    Ok(out)
}
