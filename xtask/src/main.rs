//! Developer tools: `cargo xtask TOOL [ARGUMENTS…]`. Without a tool it lists them.
//!
//! Tools that measure run as release builds, whatever build `cargo xtask` itself is.

mod aligners;
mod calibration;
mod cargo;
#[path = "../../benches/corpus/mod.rs"]
mod corpus;
mod damage;
mod fetch_revisions;
mod language_data;
mod mutation;
#[path = "../../tests/corpus/mutation/mod.rs"]
mod mutation_harness;
#[path = "../../benches/parallel/mod.rs"]
mod parallel;
mod peers;
mod pictures;
mod quiet_revisions;
mod reports;
#[path = "../../tests/corpus/revision_score.rs"]
mod revision_score;
#[path = "../../tests/corpus/revisions.rs"]
mod revisions;
mod score_revisions;
mod score_translations;
mod segmenters;
mod translation_mutation;

use std::error::Error;
use std::process::ExitCode;

/// The root of the repository.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

type Run = fn(&[String]) -> Result<(), Box<dyn Error>>;

/// How a tool is to be built.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Build {
    /// It measures or works through large texts.
    Release,
    Any,
}

struct Tool {
    name: &'static str,
    about: &'static str,
    build: Build,
    run: Run,
}

const fn tool(name: &'static str, about: &'static str, build: Build, run: Run) -> Tool {
    Tool { name, about, build, run }
}

const TOOLS: [Tool; 16] = [
    tool("ci", "everything that must pass before a change is merged (.ci/run)", Build::Any, cargo::ci),
    tool("cli-docs", "write docs/cli.md from the definitions of the commands", Build::Any, cargo::cli_docs),
    tool("language-data", "write lang/*/cldr.toml from the packages of CLDR", Build::Any, language_data::run),
    tool("schemas", "write schemas/ from the types", Build::Any, cargo::schemas),
    tool("scores", "all accuracy figures on bundled texts, one after the other", Build::Release, scores),
    tool("mutation", "score the comparison on generated changes", Build::Release, mutation::run),
    tool(
        "score-revisions",
        "score the comparison on labelled revisions",
        Build::Release,
        score_revisions::run,
    ),
    tool(
        "fetch-revisions",
        "write the texts of labelled revisions from a clone",
        Build::Any,
        fetch_revisions::run,
    ),
    tool("quiet-revisions", "count false alarms in a history", Build::Release, quiet_revisions::run),
    tool(
        "translation-mutation",
        "score translations with known damage",
        Build::Release,
        translation_mutation::run,
    ),
    tool("score-translations", "score alignments that others made", Build::Release, score_translations::run),
    tool("segmenters", "measure word segmenters", Build::Release, segmenters::run),
    tool("peers", "time Recension beside git and other tools", Build::Release, peers::run),
    tool("aligners", "time Recension beside hunalign", Build::Release, aligners::run),
    tool("pictures", "make the pictures of the README from its bundled texts", Build::Release, pictures::run),
    tool("reports", "write the HTML reports of the roadmap, and their pictures", Build::Any, reports::run),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = arguments.split_first() else {
        eprint!("{}", list());
        return ExitCode::from(2);
    };
    let Some(tool) = TOOLS.iter().find(|tool| tool.name == name) else {
        eprint!("`{name}` is not a tool. The tools are:\n{}", list());
        return ExitCode::from(2);
    };
    let result = if tool.build == Build::Release && cfg!(debug_assertions) {
        cargo::again_as_release(&arguments)
    } else {
        (tool.run)(rest)
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{name}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn list() -> String {
    TOOLS.iter().map(|tool| format!("  {:<22}{}\n", tool.name, tool.about)).collect()
}

/// The figures of `docs/accuracy.md` that need no texts from elsewhere.
fn scores(_: &[String]) -> Result<(), Box<dyn Error>> {
    println!("# Generated changes\n");
    mutation::run(&["--cases".to_owned(), "20".to_owned()])?;
    println!("\n# Labelled revisions\n");
    score_revisions::run(&[])
}
