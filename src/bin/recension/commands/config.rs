//! `recension config`

use crate::colour;
use crate::configuration::{Configuration, NAME};
use crate::failure::{Failure, SUCCESS};
use crate::output::{Context, Wishes};
use clap::{Args, ValueEnum};
use recension::model::Language;
use recension::report;
use std::io::{self, Write};

/// Print the settings that are in force, and where each comes from
///
/// The file is recension.toml beside the texts: the one that --config or
/// RECENSION_CONFIG names, else that of the store that --store names, else the
/// nearest one from the current folder up to the root of its repository. The
/// command line goes before the environment, and that before the file.
///
/// What is printed is itself such a file.
///
/// Examples:
///
///   recension config
///   recension --config ours.toml config
///   recension schema config > recension.toml.schema.json
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct ConfigArgs {}

/// A setting that is in force.
struct Setting {
    table: &'static str,
    key: String,
    /// As TOML; none where nothing says it.
    value: Option<String>,
    /// What says it, or what holds where nothing does.
    origin: String,
}

/// Runs it; `given` is what the command line says.
pub fn run(context: &Context, given: &Wishes) -> Result<u8, Failure> {
    let configuration = &context.configuration;
    let settings = settings(configuration, given);
    context.write(None, |out| print(configuration, &settings, out))?;
    Ok(SUCCESS)
}

fn settings(configuration: &Configuration, given: &Wishes) -> Vec<Setting> {
    let config = &configuration.config;
    let text = |text: &str| toml::Value::from(text).to_string();
    let list = |texts: Vec<&str>| (!texts.is_empty()).then(|| toml::Value::from(texts).to_string());
    let file = |table: &'static str, key: &str, value: Option<String>, usual: &str| {
        let line = configuration.line(table, key).map_or(String::new(), |line| format!(":{line}"));
        let name = configuration.file.as_ref().map(|file| file.display().to_string()).unwrap_or_default();
        let origin = if value.is_some() { format!("{name}{line}") } else { usual.to_owned() };
        Setting { table, key: key.to_owned(), value, origin }
    };
    let source = config.source_language.as_ref().map(|language| text(language.as_str()));
    let languages = list(config.languages.iter().map(Language::as_str).collect());
    let mut all = vec![
        file("", "source-language", source, "as the records of the editions say"),
        file("", "languages", languages, "any"),
        file("", "files", config.files.as_deref().map(text), "the editions in the store"),
        file("", "glossary", config.glossary.as_ref().map(|path| text(&path.to_string_lossy())), "none"),
        file("", "dictionaries", list(config.dictionaries.iter().map(String::as_str).collect()), "none"),
        file("", "message-language", config.message_language.as_deref().map(text), "that of the text"),
    ];
    for (id, severity) in config.rules.iter().flatten() {
        let severity = serde_json::to_value(severity).ok();
        let severity = severity.as_ref().and_then(|severity| severity.as_str()).map(text);
        all.push(file("rules", id, severity, ""));
    }
    let words = |words: &[String]| list(words.iter().map(String::as_str).collect());
    let colour = config
        .terminal
        .color
        .and_then(|color| serde_json::to_value(color).ok().and_then(|color| color.as_str().map(text)));
    let baseline = config.ci.baseline.as_ref().map(|path| text(&path.to_string_lossy()));
    all.extend([
        file("ci", "fail-on", words(&config.ci.fail_on), "nothing fails"),
        file("ci", "fail-on-findings", words(&config.ci.fail_on_findings), "nothing fails"),
        file("ci", "baseline", baseline, "none"),
        colour_setting(given, file("terminal", "color", colour, "auto")),
    ]);
    let width = config.terminal.width.map(|width| width.to_string());
    let width = file("terminal", "width", width, "the terminal's, else 80");
    all.push(over(width, "--width", given.width.map(|width| width.to_string())));
    let pager = config.terminal.pager.map(|pager| pager.to_string());
    let pager = file("terminal", "pager", pager, "on a terminal; RECENSION_PAGER and PAGER say which");
    all.push(over(pager, "--no-pager", (!given.pager).then(|| "false".to_owned())));
    all
}

/// A setting with what goes before the file.
fn over(setting: Setting, origin: &str, value: Option<String>) -> Setting {
    match value {
        Some(value) => Setting { value: Some(value), origin: origin.to_owned(), ..setting },
        None => setting,
    }
}

/// What says when to use colour: the command line, then the environment.
fn colour_setting(given: &Wishes, setting: Setting) -> Setting {
    let variable = |name: &str| std::env::var_os(name);
    let named = |when: colour::When| {
        when.to_possible_value().map(|value| toml::Value::from(value.get_name()).to_string())
    };
    let setting = match colour::said(variable) {
        Some((name, when)) => over(setting, name, named(when)),
        None => setting,
    };
    over(setting, "--color", given.color.and_then(named))
}

fn print(configuration: &Configuration, settings: &[Setting], out: &mut dyn Write) -> io::Result<()> {
    match &configuration.file {
        Some(file) => writeln!(out, "# The configuration is {}.", report::escape(&file.to_string_lossy()))?,
        None => writeln!(out, "# There is no {NAME} here; these are the usual settings.")?,
    }
    let mut table = "";
    for setting in settings {
        if setting.table != table {
            table = setting.table;
            writeln!(out, "\n[{table}]")?;
        }
        let (key, origin) = (&setting.key, report::escape(&setting.origin));
        match &setting.value {
            Some(value) => writeln!(out, "{key} = {}  # {origin}", report::escape(value))?,
            None => writeln!(out, "# {key}: {origin}")?,
        }
    }
    Ok(())
}
