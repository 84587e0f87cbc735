//! Recension beside other tools, whole process against whole process on the same pairs:
//!
//! ```text
//! cargo xtask peers --runs 5 --peers all
//! ```
//!
//! Prints Markdown tables: wall time, its ratio to git's, peak memory (by GNU time), and the growth of the time when the
//! input doubles. `--peers git` measures git alone, which is much quicker; tools that are not installed are left out.
//! `--largest BYTES` leaves out larger pairs. A tool that takes more than 20 seconds is stopped and shown as `> 20 s`.

use crate::corpus::{Language, Shape};
use recension::diff::{self, Options};
use recension::formats::{self, Format};
use recension::report::{self, JsonOptions};
use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const SEED: u64 = 23;
const MEGABYTE: usize = 1_000_000;
const PATIENCE: Duration = Duration::from_secs(20);
/// How often a running tool is looked at: far below the time that any takes to start.
const TICK: Duration = Duration::from_micros(100);

/// A tool and its arguments before the two files.
struct Tool {
    name: &'static str,
    command: Vec<String>,
}

/// The two files of a pair.
struct Pair {
    name: String,
    bytes: u64,
    old: PathBuf,
    new: PathBuf,
}

struct Arguments {
    runs: usize,
    largest: usize,
    all: bool,
}

/// Runs the tool.
pub fn run(arguments: &[String]) -> Result<()> {
    let arguments = parse(arguments)?;
    let folder = tempfile::tempdir()?;
    let mut out = std::io::stdout().lock();
    let tools = tools(arguments.all)?;
    let pairs = pairs(folder.path(), arguments.largest)?;
    let mut times = head("time in ms", &tools, "Recension / git");
    let mut memory =
        String::from("| pair | both inputs | Recension | bound | git |\n|---|---:|---:|---:|---:|\n");
    for pair in &pairs {
        let measured = medians(&tools, pair, arguments.runs)?;
        row(&mut times, pair, &measured);
        writeln!(memory, "{}", memory_row(&tools, pair, &measured)?)?;
        // A sign of life: the tables are whole only at the end.
        std::io::stderr().write_all(times.lines().last().unwrap_or_default().as_bytes())?;
        std::io::stderr().write_all(b"\n")?;
    }
    writeln!(out, "{times}\n{memory}\n{}", growth(folder.path(), &tools, &arguments)?)?;
    writeln!(out, "{}", many(folder.path(), &tools)?)?;
    Ok(())
}

fn parse(arguments: &[String]) -> Result<Arguments> {
    let mut found = Arguments { runs: 5, largest: 10 * MEGABYTE, all: false };
    let mut given = arguments.iter().cloned();
    while let Some(argument) = given.next() {
        let value = given.next().ok_or_else(|| format!("`{argument}` takes a value"))?;
        match argument.as_str() {
            "--runs" => found.runs = value.parse()?,
            "--largest" => found.largest = value.parse()?,
            "--peers" => found.all = value == "all",
            _ => return Err(format!("`{argument}` is not known; see the head of this file").into()),
        }
    }
    Ok(found)
}

/// Recension from the same build, git, and the other tools that are installed.
fn tools(all: bool) -> Result<Vec<Tool>> {
    const REDLINES: &str = "import sys; from redlines import Redlines; \
        a, b = (open(path, encoding='utf-8').read() for path in sys.argv[1:3]); print(Redlines(a, b).output_markdown)";
    let program = crate::cargo::release_program()?;
    let tool =
        |name, words: &[&str]| Tool { name, command: words.iter().map(|word| (*word).to_owned()).collect() };
    let mut tools = vec![
        tool("Recension", &[&program.to_string_lossy(), "diff", "--format", "json"]),
        tool("git", &["git", "diff", "--no-index", "--word-diff"]),
    ];
    let others = [
        tool("wdiff", &["wdiff"]),
        tool("dwdiff", &["dwdiff"]),
        tool("difftastic", &["difft", "--color", "never"]),
        tool("redlines", &["python3", "-c", REDLINES]),
    ];
    for tool in others.into_iter().filter(|_| all) {
        let probe: &[&str] =
            if tool.name == "redlines" { &["-c", "import redlines"] } else { &["--version"] };
        let found =
            Command::new(&tool.command[0]).args(probe).stdout(Stdio::null()).stderr(Stdio::null()).status();
        if found.is_ok_and(|status| status.success()) {
            tools.push(tool);
        } else {
            std::io::stderr()
                .write_all(format!("{} is not installed and left out\n", tool.name).as_bytes())?;
        }
    }
    Ok(tools)
}

fn pairs(folder: &Path, largest: usize) -> Result<Vec<Pair>> {
    let mut out = Vec::new();
    for size in [50_000, MEGABYTE, 10 * MEGABYTE].into_iter().filter(|&size| size <= largest) {
        out.push(write(folder, Shape::Revision, Language::English, size)?);
    }
    out.push(write(folder, Shape::Revision, Language::Chinese, MEGABYTE)?);
    for shape in Shape::ALL.into_iter().skip(1) {
        out.push(write(folder, shape, Language::English, MEGABYTE)?);
    }
    Ok(out)
}

fn write(folder: &Path, shape: Shape, language: Language, size: usize) -> Result<Pair> {
    let unit =
        if size < MEGABYTE { format!("{} kB", size / 1000) } else { format!("{} MB", size / MEGABYTE) };
    let name = format!("{shape}, {}{unit}", if language == Language::Chinese { "Chinese, " } else { "" });
    let (old_text, new_text) = crate::corpus::pair(shape, language, size, SEED);
    let (old, new) = (folder.join("old.md"), folder.join("new.md"));
    let place = folder.join(format!("{name}-{size}"));
    std::fs::create_dir_all(&place)?;
    let (old, new) =
        (place.join(old.file_name().unwrap_or_default()), place.join(new.file_name().unwrap_or_default()));
    std::fs::write(&old, &old_text)?;
    std::fs::write(&new, &new_text)?;
    Ok(Pair { name, bytes: (old_text.len() + new_text.len()) as u64, old, new })
}

fn command(tool: &Tool, pair: &Pair) -> Command {
    let mut command = Command::new(&tool.command[0]);
    command.args(&tool.command[1..]).args([&pair.old, &pair.new]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Median of the wall times of each tool; `None` for one that was stopped. The tools take turns, so that what else the
/// machine does hits all alike.
fn medians(tools: &[Tool], pair: &Pair, runs: usize) -> Result<Vec<Option<Duration>>> {
    let mut times: Vec<Vec<Option<Duration>>> = vec![Vec::new(); tools.len()];
    for _ in 0..runs.max(1) {
        for (tool, times) in tools.iter().zip(&mut times) {
            // What takes very long varies little.
            if times.iter().flatten().sum::<Duration>() < PATIENCE / 4 && !times.contains(&None) {
                times.push(once(tool, pair)?);
            }
        }
    }
    let median = |mut times: Vec<Option<Duration>>| {
        times.sort();
        if times.contains(&None) { None } else { times.get(times.len() / 2).copied().flatten() }
    };
    Ok(times.into_iter().map(median).collect())
}

fn once(tool: &Tool, pair: &Pair) -> Result<Option<Duration>> {
    let start = Instant::now();
    let mut child = command(tool, pair).spawn()?;
    while child.try_wait()?.is_none() {
        if start.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        sleep(TICK);
    }
    Ok(Some(start.elapsed()))
}

/// Median of the wall times of one tool.
fn median(tool: &Tool, pair: &Pair, runs: usize) -> Result<Option<Duration>> {
    Ok(medians(std::slice::from_ref(tool), pair, runs)?.pop().flatten())
}

/// Largest resident set in kB, by GNU time; `None` where that is not installed.
fn peak(tool: &Tool, pair: &Pair) -> Result<Option<u64>> {
    let inner = command(tool, pair);
    let mut time = Command::new("/usr/bin/time");
    time.args(["-f", "%M"]).arg(inner.get_program()).args(inner.get_args());
    let Ok(output) = time.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).output() else {
        return Ok(None);
    };
    let text = String::from_utf8(output.stderr)?;
    Ok(text.lines().last().and_then(|line| line.trim().parse().ok()))
}

fn head(what: &str, tools: &[Tool], last: &str) -> String {
    let names: Vec<&str> = tools.iter().map(|tool| tool.name).collect();
    let columns = "---:|".repeat(names.len() + 1);
    format!("| {what} | {} | {last} |\n|---|{columns}\n", names.join(" | "))
}

fn row(out: &mut String, pair: &Pair, times: &[Option<Duration>]) {
    let cell = |time: &Option<Duration>| match time {
        Some(time) => format!("{:.1}", time.as_secs_f64() * 1000.0),
        None => format!("> {} s", PATIENCE.as_secs()),
    };
    let cells: Vec<String> = times.iter().map(cell).collect();
    let ratio = match times {
        [Some(own), Some(git), ..] => format!("{:.2}", own.as_secs_f64() / git.as_secs_f64()),
        [Some(own), None, ..] => format!("< {:.2}", own.as_secs_f64() / PATIENCE.as_secs_f64()),
        _ => "–".to_owned(),
    };
    let _ = writeln!(out, "| {} | {} | {ratio} |", pair.name, cells.join(" | "));
}

/// Peak memory in MB beside the bound of the project: 12 times the two inputs and 20 MB.
fn memory_row(tools: &[Tool], pair: &Pair, times: &[Option<Duration>]) -> Result<String> {
    let shown =
        |kilobytes: Option<u64>| kilobytes.map_or_else(|| "–".to_owned(), |kb| format!("{} MB", kb / 1000));
    let [own, git, ..] = tools else { return Ok(String::new()) };
    let bound = (12 * pair.bytes + 20_000_000) / 1_000_000;
    let inputs = format!("{}.{} MB", pair.bytes / 1_000_000, pair.bytes / 100_000 % 10);
    // What had to be stopped is not started again.
    let ended = |index: usize| times.get(index).is_some_and(Option::is_some);
    let own = if ended(0) { peak(own, pair)? } else { None };
    let git = if ended(1) { peak(git, pair)? } else { None };
    let (own, git) = (shown(own), shown(git));
    Ok(format!("| {} | {inputs} | {own} | {bound} MB | {git} |", pair.name))
}

/// Many short pairs through the library in one process, against as many runs of git less their start.
fn many(folder: &Path, tools: &[Tool]) -> Result<String> {
    const PAIRS: u32 = 300;
    const BYTES: usize = 20_000;
    let Some(git) = tools.get(1) else { return Ok(String::new()) };
    let (empty, mut own, mut runs) = (folder.join("empty"), Duration::ZERO, Duration::ZERO);
    std::fs::write(&empty, "")?;
    let mut pair = Pair { name: String::new(), bytes: 0, old: empty.clone(), new: empty };
    let start = median(git, &pair, 25)?.unwrap_or_default();
    (pair.old, pair.new) = (folder.join("many.old.md"), folder.join("many.new.md"));
    for seed in 0..PAIRS {
        let (old, new) =
            crate::corpus::pair(Shape::Revision, Language::English, BYTES, SEED + u64::from(seed));
        std::fs::write(&pair.old, &old)?;
        std::fs::write(&pair.new, &new)?;
        let began = Instant::now();
        let old = formats::read(old.as_bytes(), Format::Markdown)?;
        let new = formats::read(new.as_bytes(), Format::Markdown)?;
        let comparison = diff::compare(&old, &new, &Options::default());
        report::json(&comparison, &JsonOptions::default(), &mut std::io::sink())?;
        own += began.elapsed();
        runs += median(git, &pair, 1)?.unwrap_or_default();
    }
    let git = runs.saturating_sub(start * PAIRS);
    let ratio = own.as_secs_f64() / git.as_secs_f64();
    let shown = |time: Duration| time.as_millis();
    let head = "| in ms | Recension, one process | git, less its start | ratio |\n|---|---:|---:|---:|";
    Ok(format!(
        "{head}\n| {PAIRS} pairs of {} kB | {} | {} | {ratio:.2} |",
        BYTES / 1000,
        shown(own),
        shown(git)
    ))
}

/// Time of Recension for each shape at 1, 2 and 4 MB.
fn growth(folder: &Path, tools: &[Tool], arguments: &Arguments) -> Result<String> {
    let mut out =
        String::from("| shape | 1 MB | 2 MB | 4 MB | 1 → 2 | 2 → 4 |\n|---|---:|---:|---:|---:|---:|\n");
    let Some(own) = tools.first() else { return Ok(out) };
    for shape in Shape::ALL {
        let mut times = Vec::new();
        for factor in [1, 2, 4] {
            let pair = write(folder, shape, Language::English, factor * MEGABYTE)?;
            times.push(
                median(own, &pair, arguments.runs)?.map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0),
            );
        }
        let [one, two, four] = times[..] else { continue };
        writeln!(
            out,
            "| {shape} | {one:.0} | {two:.0} | {four:.0} | {:.2} | {:.2} |",
            two / one,
            four / two
        )?;
    }
    Ok(out)
}
