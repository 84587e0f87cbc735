//! The mutation test at large: `cargo xtask mutation --cases 500 --seed 7 [FILES…]`.
//!
//! Applies known mutations to each text, compares, and prints how well the comparison found them, as Markdown tables.
//! Without files it takes the texts of the repository. `--show 20` prints the first blocks that it has wrong with the
//! seed of their case, `--write SEED` the two texts of that case of each file into the current folder.

use crate::mutation_harness::generator::Generator;
use crate::mutation_harness::score::{self, Score};
use crate::mutation_harness::texts;
use std::error::Error;
use std::io::Write;
use std::path::Path;

struct Arguments {
    cases: u64,
    seed: u64,
    show: usize,
    write: Option<u64>,
    files: Vec<String>,
}

/// Runs the tool.
pub fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let arguments = parse(arguments)?;
    let mut out = std::io::stdout().lock();
    let generators = generators(&arguments.files)?;
    if let Some(seed) = arguments.write {
        return generators
            .iter()
            .try_for_each(|(name, generator)| write_case(name, generator, seed, &mut out));
    }
    let mut total = Score::default();
    let mut rows = String::new();
    for (name, generator) in &generators {
        let mut score = Score::default();
        for case in 0..arguments.cases {
            score.add(Score::of(&generator.case(arguments.seed.wrapping_add(case)))?);
        }
        let words = score::ratio(score.words, score.fewest_words);
        rows += &format!(
            "| {name} | {:.3} | {:.4} | {words:.3} | {} |\n",
            score.macro_f1(),
            score.hard.f1(),
            score.wrong.len()
        );
        total.add(score);
    }
    writeln!(out, "{}", total.table())?;
    writeln!(
        out,
        "| text | mean F1 | hard alignment | words ratio | blocks wrong |\n|---|---:|---:|---:|---:|\n{rows}"
    )?;
    for wrong in total.wrong.iter().take(arguments.show) {
        writeln!(out, "{wrong}")?;
    }
    Ok(())
}

fn parse(arguments: &[String]) -> Result<Arguments, Box<dyn Error>> {
    let mut found = Arguments { cases: 100, seed: 7, show: 0, write: None, files: Vec::new() };
    let mut given = arguments.iter().cloned();
    while let Some(argument) = given.next() {
        let mut number = || -> Result<u64, Box<dyn Error>> {
            Ok(given.next().ok_or_else(|| format!("`{argument}` takes a number"))?.parse()?)
        };
        match argument.as_str() {
            "--cases" => found.cases = number()?,
            "--seed" => found.seed = number()?,
            "--show" => found.show = usize::try_from(number()?)?,
            "--write" => found.write = Some(number()?),
            _ => found.files.push(argument),
        }
    }
    Ok(found)
}

/// One generator for each file; the next file gives the clauses that are put in.
fn generators(files: &[String]) -> Result<Vec<(String, Generator)>, Box<dyn Error>> {
    if files.is_empty() {
        let given = texts::TEXTS.iter();
        return Ok(given
            .map(|(name, text, donor)| ((*name).to_owned(), Generator::new(name, text, donor)))
            .collect());
    }
    let texts = files.iter().map(std::fs::read_to_string).collect::<Result<Vec<_>, _>>()?;
    let donors = texts.iter().cycle().skip(1);
    let named = files.iter().zip(&texts).zip(donors);
    Ok(named.map(|((name, text), donor)| (name.clone(), Generator::new(name, text, donor))).collect())
}

fn write_case(
    name: &str,
    generator: &Generator,
    seed: u64,
    out: &mut impl Write,
) -> Result<(), Box<dyn Error>> {
    let case = generator.case(seed);
    let file = Path::new(name).file_name().and_then(|name| name.to_str()).unwrap_or("text");
    std::fs::write(format!("{seed}.old.{file}"), &case.old_text)?;
    std::fs::write(format!("{seed}.new.{file}"), &case.new_text)?;
    for line in &case.story {
        writeln!(out, "{file} {seed}: {line}")?;
    }
    for wrong in Score::of(&case)?.wrong {
        writeln!(out, "  {wrong}")?;
    }
    Ok(())
}
