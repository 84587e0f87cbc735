//! How well translations are aligned and what they lack is found, on texts that others aligned or translated.
//!
//! ```console
//! $ cargo xtask score-translations [--berg FOLDER] [--covenant FOLDER] [--gold FOLDER] [--list]
//! ```
//!
//! * `--berg`: the folder `text+berg` of [bertalign](https://github.com/bfsujason/bertalign), with `de`, `fr` and `gold`:
//!   precision, recall and F1 of the beads, as its `eval.py` counts strict matches.
//! * `--covenant`: a clone of [contributor_covenant](https://github.com/EthicalSource/contributor_covenant): which
//!   clauses of the translations of 2.1 are said to be missing, and whether the paragraph that the English 1.4 got on
//!   2018-10-08 is told where a translation lacks it.
//! * `--gold`: alignments of those translations as JSON (`source.en`, `source.tr`, blocks `en` and `tr` with an `id` and
//!   the first of their `lines`, and `blocks.pairs`): precision and recall of the pairs of blocks.
//!
//! What is not given is left out, with a message. `--list` prints what is said to be missing, to be checked by hand.

use recension::diff::Place;
use recension::formats::{self, Format};
use recension::model::{Document, Language};
use recension::translation::{self, Finding, FindingKind, Findings, Options};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[derive(Default)]
struct Settings {
    berg: Option<PathBuf>,
    covenant: Option<PathBuf>,
    gold: Option<PathBuf>,
    list: bool,
}

/// Runs the tool.
pub fn run(arguments: &[String]) -> Result<()> {
    let mut args = arguments.iter().cloned();
    let mut settings = Settings::default();
    while let Some(arg) = args.next() {
        let mut folder = || args.next().map(PathBuf::from).ok_or(format!("{arg} needs a folder"));
        match arg.as_str() {
            "--berg" => settings.berg = Some(folder()?),
            "--covenant" => settings.covenant = Some(folder()?),
            "--gold" => settings.gold = Some(folder()?),
            "--list" => settings.list = true,
            _ => return Err(format!("unknown: {arg}").into()),
        }
    }
    match &settings.berg {
        Some(folder) => berg(folder)?,
        None => eprintln!("left out: text+berg (--berg FOLDER)"),
    }
    match &settings.covenant {
        Some(folder) => {
            missing(folder, settings.list)?;
            paragraph(folder)?;
            match &settings.gold {
                Some(gold) => alignments(folder, gold, settings.list)?,
                None => eprintln!("left out: alignments of the Contributor Covenant (--gold FOLDER)"),
            }
        }
        None => eprintln!("left out: Contributor Covenant (--covenant FOLDER)"),
    }
    Ok(())
}

/// Right and wrong ones of what was said, and what was to be said.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    right: usize,
    said: usize,
    /// Right ones among those that were to be found.
    found: usize,
    wanted: usize,
}

impl Score {
    fn of<T: Ord>(said: &BTreeSet<T>, wanted: &BTreeSet<T>) -> Self {
        let both = said.intersection(wanted).count();
        Self { right: both, said: said.len(), found: both, wanted: wanted.len() }
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.said += other.said;
        self.found += other.found;
        self.wanted += other.wanted;
    }

    fn row(self, name: &str) -> String {
        let share = |part: usize, all: usize| if all == 0 { 1.0 } else { part as f64 / all as f64 };
        let (p, r) = (share(self.right, self.said), share(self.found, self.wanted));
        let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        format!("| {name} | {} | {} | {p:.3} | {r:.3} | {f1:.3} |", self.wanted, self.said)
    }
}

const HEAD: &str = "| wanted | said | precision | recall | F1 |\n|---|---:|---:|---:|---:|---:|";

/// A group of sentences of both sides, by their lines.
type Beads = BTreeSet<(Vec<usize>, Vec<usize>)>;

fn berg(folder: &Path) -> Result<()> {
    println!("\n## text+berg, German to French, strict\n\n| text {HEAD}");
    let mut all = Score::default();
    let mut names: Vec<PathBuf> =
        std::fs::read_dir(folder.join("gold"))?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    names.sort();
    for gold in names {
        let name = gold.file_name().unwrap_or_default();
        let read = |language: &str| -> Result<Document> {
            let text = std::fs::read_to_string(folder.join(language).join(name))?;
            Ok(translation::document_of_lines(&text))
        };
        let said = beads(&read("de")?, &read("fr")?)?;
        let wanted = gold_beads(&std::fs::read_to_string(&gold)?)?;
        // As eval.py counts: what is left out counts for precision, not for recall.
        let whole = |beads: &Beads| -> Beads {
            beads.iter().filter(|(a, b)| !a.is_empty() && !b.is_empty()).cloned().collect()
        };
        let found = Score::of(&whole(&said), &whole(&wanted));
        let score = Score { right: said.intersection(&wanted).count(), said: said.len(), ..found };
        println!("{}", score.row(&name.to_string_lossy()));
        all.add(score);
    }
    println!("{}", all.row("**all**"));
    Ok(())
}

fn beads(source: &Document, target: &Document) -> Result<Beads> {
    let options = Options {
        source_language: Some(Language::new("de")?),
        target_language: Some(Language::new("fr")?),
        lines: true,
        ..Options::default()
    };
    let found = translation::compare(source, target, &options);
    let lines = |places: &[Place]| places.iter().map(|place| place.lines.first - 1).collect::<Vec<_>>();
    let mut out: Beads = found.pairs.iter().map(|pair| (lines(&pair.source), lines(&pair.target))).collect();
    let paired: (BTreeSet<usize>, BTreeSet<usize>) = (
        out.iter().flat_map(|(source, _)| source.iter().copied()).collect(),
        out.iter().flat_map(|(_, target)| target.iter().copied()).collect(),
    );
    let all =
        |document: &Document| document.blocks.iter().map(|b| b.span.lines.first - 1).collect::<Vec<_>>();
    out.extend(all(source).into_iter().filter(|at| !paired.0.contains(at)).map(|at| (vec![at], vec![])));
    out.extend(all(target).into_iter().filter(|at| !paired.1.contains(at)).map(|at| (vec![], vec![at])));
    Ok(out)
}

/// `[0, 1]:[2]`, a bead a line.
fn gold_beads(text: &str) -> Result<Beads> {
    let numbers = |list: &str| -> Result<Vec<usize>> {
        let inner = list.trim().trim_matches(['[', ']']);
        let all = inner.split(',').map(str::trim).filter(|number| !number.is_empty());
        all.map(|number| number.parse().map_err(|_| format!("no number: {number}").into())).collect()
    };
    let mut out = Beads::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let (source, target) = line.split_once(':').ok_or("a bead has no colon")?;
        out.insert((numbers(source)?, numbers(target)?));
    }
    Ok(out)
}

fn read(path: &Path) -> Result<Document> {
    let bytes = std::fs::read(path)?;
    Ok(formats::read(&bytes, Format::detect(path.to_str(), &bytes))?)
}

/// The English text of a version and its translations by language.
fn version(folder: &Path, version: &str) -> Result<(Document, BTreeMap<String, PathBuf>)> {
    let folder = folder.join("content/version").join(version);
    let (mut source, mut targets) = (None, BTreeMap::new());
    for entry in std::fs::read_dir(&folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().replace('-', "_");
        let Some(rest) = name.strip_prefix("code_of_conduct") else { continue };
        match rest.strip_suffix(".md").map(|language| language.trim_start_matches('.')) {
            Some("") => source = Some(read(&path)?),
            Some(language) => {
                targets.insert(language.replace('_', "-"), path);
            }
            None => {}
        }
    }
    Ok((source.ok_or(format!("no English text in {}", folder.display()))?, targets))
}

fn compare(source: &Document, target: &Document, language: &str) -> Findings {
    // `glg` and `iw` are names of that repository.
    let options = Options {
        source_language: Language::new("en").ok(),
        target_language: Language::new(language).ok(),
        ..Options::default()
    };
    translation::compare(source, target, &options)
}

/// What is said to be missing from the translations of 2.1.
fn missing(folder: &Path, list: bool) -> Result<()> {
    let (source, targets) = version(folder, "2/1")?;
    println!("\n## Contributor Covenant 2.1: findings\n");
    println!(
        "| language | blocks | untranslated | untraced | truncated | fact-differs | other |\n|---|---:|---:|---:|---:|---:|---:|"
    );
    let mut sums = [0; 6];
    for (language, path) in &targets {
        let found = compare(&source, &read(path)?, language);
        let of = |kind| found.findings.iter().filter(|finding| finding.kind == kind).count();
        let mut row = [
            source.blocks.len(),
            of(FindingKind::Untranslated),
            of(FindingKind::Untraced),
            of(FindingKind::Truncated),
            of(FindingKind::FactDiffers),
            0,
        ];
        row[5] = found.findings.len() - row[1..5].iter().sum::<usize>();
        sums.iter_mut().zip(row).for_each(|(sum, count)| *sum += count);
        println!("| {language} | {} |", row.map(|count| count.to_string()).join(" | "));
        if list {
            found.findings.iter().for_each(tell);
        }
    }
    println!("| **all {}** | {} |", targets.len(), sums.map(|count| count.to_string()).join(" | "));
    Ok(())
}

fn tell(finding: &Finding) {
    let ids = |places: &[Place]| places.iter().map(|place| place.id.as_str()).collect::<Vec<_>>().join(" ");
    let (from, to) = (ids(&finding.source), ids(&finding.target));
    let text = finding.text.as_deref().unwrap_or_default();
    println!(
        "    {} {from} | {to} {:.2}: {} {text}",
        finding.kind.name(),
        finding.confidence,
        finding.evidence
    );
}

/// Whether the paragraph on common questions, which the English 1.4 got late, is told where it is missing.
fn paragraph(folder: &Path) -> Result<()> {
    const MARK: &str = "contributor-covenant.org/faq";
    let (source, targets) = version(folder, "1/4")?;
    let (mut lack, mut told, mut have, mut wrong) = (0, 0, 0, 0);
    println!("\n## Contributor Covenant 1.4: the paragraph of 2018-10-08\n");
    for (language, path) in &targets {
        let target = read(path)?;
        let has = target.blocks.iter().any(|block| block.text.contains(MARK));
        let found = compare(&source, &target, language).findings.iter().any(|finding| {
            finding.kind == FindingKind::Untranslated
                && finding.text.as_ref().is_some_and(|text| text.contains(MARK))
        });
        have += usize::from(has);
        lack += usize::from(!has);
        told += usize::from(!has && found);
        wrong += usize::from(has && found);
        if has == found {
            println!(
                "{language}: {}",
                if has { "said to be missing, and is there" } else { "not found missing" }
            );
        }
    }
    println!("told in {told} of {lack} that lack it, and in {wrong} of {have} that have it");
    Ok(())
}

/// Pairs of blocks against alignments made by hand.
fn alignments(folder: &Path, gold: &Path, list: bool) -> Result<()> {
    println!("\n## Contributor Covenant: pairs of blocks\n\n| alignment {HEAD}");
    let mut names: Vec<PathBuf> =
        std::fs::read_dir(gold)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    names.sort();
    let mut all = Score::default();
    for path in names.iter().filter(|path| path.extension().is_some_and(|extension| extension == "json")) {
        let gold: Value = serde_json::from_slice(&std::fs::read(path)?)?;
        let file = |side: &str| gold["source"][side].as_str().map(|path| folder.join(path)).ok_or("no path");
        let (source, target) = (read(&file("en")?)?, read(&file("tr")?)?);
        let name = file("tr")?;
        let name = name.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let found = compare(&source, &target, name.rsplit('.').next().unwrap_or_default());
        let said: BTreeSet<(usize, usize)> =
            found.pairs.iter().flat_map(|pair| cross(&pair.source, &pair.target)).collect();
        let wanted = gold_pairs(&gold, [&source, &target]);
        if list {
            said.symmetric_difference(&wanted).for_each(|pair| println!("    {pair:?}"));
        }
        let score = Score::of(&said, &wanted);
        println!("{}", score.row(&path.file_stem().unwrap_or_default().to_string_lossy()));
        all.add(score);
    }
    println!("{}", all.row("**all**"));
    Ok(())
}

fn cross(source: &[Place], target: &[Place]) -> Vec<(usize, usize)> {
    let first = |place: &Place| place.lines.first;
    source.iter().flat_map(|a| target.iter().map(move |b| (first(a), first(b)))).collect()
}

/// The pairs of a hand-made alignment, by the first line of each block.
///
/// The alignments count lines from behind the front matter; where it ends is seen from the first heading.
fn gold_pairs(gold: &Value, documents: [&Document; 2]) -> BTreeSet<(usize, usize)> {
    let lines = |side: &str, document: &Document| -> BTreeMap<String, usize> {
        let blocks = gold[side].as_array().into_iter().flatten();
        let own = |block: &Value| usize::try_from(block["lines"][0].as_u64()?).ok();
        let heading = document.sections.iter().find_map(|section| section.heading.as_ref());
        let head = gold[side].as_array().and_then(|blocks| own(blocks.first()?)).unwrap_or(0);
        let front = heading.map_or(0, |heading| heading.span.lines.first.saturating_sub(head));
        let line = |block: &Value| own(block).map(|line| line + front);
        blocks.filter_map(|block| Some((block["id"].as_str()?.to_owned(), line(block)?))).collect()
    };
    let (source, target) = (lines("en", documents[0]), lines("tr", documents[1]));
    let mut out = BTreeSet::new();
    for pair in gold["blocks"]["pairs"].as_array().into_iter().flatten() {
        let ids = |side: usize| pair[side].as_array().into_iter().flatten().filter_map(Value::as_str);
        for a in ids(0).filter_map(|id| source.get(id)) {
            out.extend(ids(1).filter_map(|id| target.get(id)).map(|b| (*a, *b)));
        }
    }
    out
}
