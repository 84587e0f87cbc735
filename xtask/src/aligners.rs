//! Recension beside hunalign, whole process against whole process, on generated pairs of a text and its translation:
//!
//! ```text
//! cargo xtask aligners --runs 5
//! ```
//!
//! Prints a Markdown table: wall times, their ratio, their growth from 1,000 to 10,000 sentences a side, and the F1 of
//! Recension's groups against those that the generator made (a group counts where both its sides are right). hunalign
//! (Varga and others 2005) is run as `hunalign -text -realign` and without `-realign`, with an empty dictionary, where it
//! is on the path. `--write FOLDER` keeps the pairs.

use crate::parallel::{Parallel, parallel};
use std::collections::HashSet;
use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const SEED: u64 = 31;
const SIZES: [usize; 2] = [1_000, 10_000];

/// A program with its arguments.
struct Tool {
    name: &'static str,
    words: Vec<String>,
}

/// Runs the tool.
pub fn run(arguments: &[String]) -> Result<()> {
    let (mut runs, mut kept) = (5, None);
    let mut given = arguments.iter().cloned();
    while let Some(argument) = given.next() {
        let value = given.next().ok_or_else(|| format!("`{argument}` takes a value"))?;
        match argument.as_str() {
            "--runs" => runs = value.parse()?,
            "--write" => kept = Some(PathBuf::from(value)),
            _ => return Err(format!("`{argument}` is not known; see the head of this file").into()),
        }
    }
    let temporary = tempfile::tempdir()?;
    let folder = kept.as_deref().unwrap_or(temporary.path());
    std::fs::create_dir_all(folder)?;
    let mut out = std::io::stdout().lock();
    let mut rows: Vec<(&str, Vec<f64>)> = Vec::new();
    let mut quality = Vec::new();
    for size in SIZES {
        let pair = parallel(size, SEED);
        let (source, target) = write(folder, size, &pair)?;
        quality.push(f1(&pair, &source, &target)?);
        for (tool, times) in
            tools(folder, &source, &target)?.iter().zip(medians(folder, &source, &target, runs)?)
        {
            match rows.iter_mut().find(|row| row.0 == tool.name) {
                Some(row) => row.1.push(times),
                None => rows.push((tool.name, vec![times])),
            }
        }
    }
    writeln!(
        out,
        "| aligner | 1,000 a side | 10,000 a side | growth | Recension / it, 1,000 | Recension / it, 10,000 |"
    )?;
    writeln!(out, "|---|---:|---:|---:|---:|---:|")?;
    let own = rows.first().map(|row| row.1.clone()).unwrap_or_default();
    for (name, times) in &rows {
        let ratio = |at: usize| own[at] / times[at];
        writeln!(
            out,
            "| {name} | {:.3} s | {:.3} s | {:.1} | {:.3} | {:.3} |",
            times[0],
            times[1],
            times[1] / times[0],
            ratio(0),
            ratio(1)
        )?;
    }
    writeln!(out, "\nF1 of Recension's groups: {:.3} and {:.3}", quality[0], quality[1])?;
    Ok(())
}

fn write(folder: &Path, size: usize, pair: &Parallel) -> Result<(PathBuf, PathBuf)> {
    let (source, target) = (folder.join(format!("{size}.source")), folder.join(format!("{size}.target")));
    std::fs::write(&source, pair.source.join("\n") + "\n")?;
    std::fs::write(&target, pair.target.join("\n") + "\n")?;
    std::fs::write(folder.join("null.dic"), "")?;
    Ok((source, target))
}

/// Recension from the same build, and hunalign where it is installed.
fn tools(folder: &Path, source: &Path, target: &Path) -> Result<Vec<Tool>> {
    let program = crate::cargo::release_program()?;
    let text = |path: &Path| path.display().to_string();
    let tool = |name, words: &[&str], paths: [&Path; 2]| Tool {
        name,
        words: words.iter().map(|word| (*word).to_owned()).chain(paths.map(text)).collect(),
    };
    let program = text(&program);
    let words = [
        program.as_str(),
        "translation",
        "--units",
        "lines",
        "--source-language",
        "en",
        "--target-language",
        "de",
        "--format",
        "json",
    ];
    let mut out = vec![tool("Recension", &words, [source, target])];
    let installed = Command::new("hunalign")
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok();
    if installed {
        let null = text(&folder.join("null.dic"));
        out.push(tool("hunalign -realign", &["hunalign", "-text", "-realign", &null], [source, target]));
        out.push(tool("hunalign", &["hunalign", "-text", &null], [source, target]));
    } else {
        std::io::stderr().write_all(b"hunalign is not on the path and left out\n")?;
    }
    Ok(out)
}

/// The median time of each tool in seconds, the tools taking turns.
fn medians(folder: &Path, source: &Path, target: &Path, runs: usize) -> Result<Vec<f64>> {
    let tools = tools(folder, source, target)?;
    let mut times = vec![Vec::new(); tools.len()];
    for _ in 0..runs {
        for (tool, times) in tools.iter().zip(&mut times) {
            let start = Instant::now();
            let mut command = Command::new(&tool.words[0]);
            // hunalign writes a file into the folder that it runs in.
            command.current_dir(folder);
            let status =
                command.args(&tool.words[1..]).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
            if !status.success() {
                return Err(format!("{} failed: {status}", tool.name).into());
            }
            times.push(start.elapsed().as_secs_f64());
        }
    }
    Ok(times
        .into_iter()
        .map(|mut times| {
            times.sort_by(f64::total_cmp);
            times[times.len() / 2]
        })
        .collect())
}

/// F1 of Recension's groups with both sides: right where the generator made the same.
fn f1(pair: &Parallel, source: &Path, target: &Path) -> Result<f64> {
    let tool = tools(source.parent().unwrap_or(source), source, target)?.swap_remove(0);
    let output = Command::new(&tool.words[0]).args(&tool.words[1..]).stderr(Stdio::null()).output()?;
    let report: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let lines = |side: &serde_json::Value| -> Vec<usize> {
        let places = side.as_array().into_iter().flatten();
        let line = |place: &serde_json::Value| {
            place["lines"][0].as_u64().and_then(|line| usize::try_from(line).ok())
        };
        places.filter_map(line).map(|line| line - 1).collect()
    };
    let pairs = report["pairs"].as_array().into_iter().flatten();
    let found: HashSet<_> = pairs.map(|pair| (lines(&pair["source"]), lines(&pair["target"]))).collect();
    let truth: HashSet<_> =
        pair.truth.iter().filter(|(a, b)| !a.is_empty() && !b.is_empty()).cloned().collect();
    let right = found.intersection(&truth).count();
    #[allow(clippy::cast_precision_loss, reason = "counts of sentences")]
    Ok(2.0 * right as f64 / (found.len() + truth.len()).max(1) as f64)
}
