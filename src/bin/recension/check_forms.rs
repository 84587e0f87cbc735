//! The forms in which a check can be written, alone or several from one run.

use crate::failure::Failure;
use crate::output::Context;
use clap::ValueEnum;
use recension::check::Check;
use recension::report::{self, JsonOptions, Links, MarkdownOptions, TerminalOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckForm {
    /// For reading
    Terminal,
    /// One comment on a pull request, over all texts
    Markdown,
    /// For programs: recension-check/1
    Json,
    /// Annotations beside the lines of a pull request on GitHub
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// JUnit XML: a suite for each text, a case for each change
    Junit,
    /// GitLab's code quality report
    Codequality,
}

/// A form and the file that it is written to: `--report sarif=recension.sarif`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportFile {
    form: CheckForm,
    file: PathBuf,
}

/// Reads `FORMAT=FILE`.
pub fn report_file(text: &str) -> Result<ReportFile, String> {
    let (form, file) = text
        .split_once('=')
        .ok_or("write the format, an equals sign and the file: `sarif=recension.sarif`")?;
    let form = CheckForm::from_str(form, false).map_err(|_| {
        let known: Vec<_> =
            CheckForm::value_variants().iter().filter_map(ValueEnum::to_possible_value).collect();
        let known: Vec<&str> = known.iter().map(clap::builder::PossibleValue::get_name).collect();
        format!("there is no format `{form}`; there is {}", known.join(", "))
    })?;
    if file.is_empty() {
        return Err("name the file behind the equals sign".to_owned());
    }
    Ok(ReportFile { form, file: PathBuf::from(file) })
}

/// What the forms need.
#[derive(Debug, Clone, Copy)]
pub struct Drawing {
    /// Whether formatting-only changes are shown.
    pub cosmetic: bool,
    /// Characters that the Markdown may have.
    pub max_length: u32,
}

/// Writes a check to each file in its form.
pub fn write_files(
    context: &Context,
    check: &Check,
    reports: &[ReportFile],
    drawing: Drawing,
) -> Result<(), Failure> {
    for report in reports {
        context.write(Some(&report.file), |out| draw(context, check, (report.form, false), drawing, out))?;
    }
    Ok(())
}

/// Writes a check to standard output or to `output`.
pub fn write(
    context: &Context,
    check: &Check,
    (form, output): (CheckForm, Option<&Path>),
    drawing: Drawing,
) -> Result<(), Failure> {
    let colour = context.colour && output.is_none();
    context.write(output, |out| draw(context, check, (form, colour), drawing, out))
}

/// Writes a check in one form.
fn draw(
    context: &Context,
    check: &Check,
    (form, colour): (CheckForm, bool),
    drawing: Drawing,
    out: &mut dyn Write,
) -> io::Result<()> {
    match form {
        CheckForm::Terminal => {
            let (width, cosmetic) = (context.width, drawing.cosmetic);
            // Texts of several files have no one address that their lines could lead to.
            let options = TerminalOptions { width, colour, cosmetic, links: Links::default() };
            report::check_terminal(check, &options, out)
        }
        CheckForm::Markdown => {
            let max_length = usize::try_from(drawing.max_length).unwrap_or(usize::MAX);
            report::check_markdown(check, &MarkdownOptions { max_length }, out)
        }
        CheckForm::Json => {
            let options = JsonOptions { cosmetic: drawing.cosmetic, ..JsonOptions::default() };
            report::check_json(check, &options, out)
        }
        CheckForm::Github => report::check_github(check, out),
        CheckForm::Sarif => report::check_sarif(check, out),
        CheckForm::Junit => report::check_junit(check, out),
        CheckForm::Codequality => report::check_codequality(check, out),
    }
}
