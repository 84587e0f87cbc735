//! `recension changelog`

use crate::failure::{Failure, SUCCESS};
use crate::output::Context;
use crate::project::{self, RuleArgs};
use clap::{Args, ValueEnum};
use recension::history::History;
use recension::model::{Date, Language};
use recension::report::{self, ChangelogOptions, FeedOptions, LinkTemplate, MessageLanguage};
use recension::repository::{HistoryOptions, Text};
use std::path::{Path, PathBuf};

/// Write the changelog of a document from its texts
///
/// Answers: how did this text come to say what it says? Newest revision first,
/// each with a headline and what changed, heaviest first, in the words of the
/// text. Revisions that changed only wording or form share a line. `recension
/// diff` shows the words of one step.
///
/// DOCUMENT is a document of the store, or a file in the history of any git
/// repository, which needs no import: a path, or REVISION:PATH. Renames are
/// followed, and so is a file that takes the place of one with a similar name.
/// What a merge brings is listed once.
///
/// With --write the new entries are inserted in a changelog that people write in
/// as well: what is there stays as it is, and a second run changes nothing.
///
/// Examples:
///
///   recension changelog us-canada-roadmap
///   recension changelog docs/privacy.md --since 2024-01-01
///   recension changelog v2.0:docs/privacy.md --from v1.0
///   recension changelog terms --write CHANGELOG.md
///   recension changelog terms --format atom --feed-authority example.org -o terms.atom
///   recension changelog terms --template page.html.j2 -o changes.html
///   recension changelog termes --language fr --messages en
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct ChangelogArgs {
    /// A document of the store, a path, or REVISION:PATH
    pub document: String,
    /// The language of the text [default: the one that was stored first; of a file, what is detected]
    #[arg(long, short, value_name = "TAG", value_parser = Language::new)]
    pub language: Option<Language>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "markdown")]
    pub format: Format,
    /// The oldest revision to compare with; its own entry is left out
    #[arg(long, value_name = "REVISION")]
    pub from: Option<String>,
    /// Newest revision to include
    #[arg(long, value_name = "REVISION")]
    pub to: Option<String>,
    /// Only revisions of this day and later
    #[arg(long, value_name = "DATE", value_parser = Date::new)]
    pub since: Option<Date>,
    /// List every revision and every change of wording by itself
    #[arg(long)]
    pub all: bool,
    /// Address of a revision's diff, with {commit}, {path} or {revision} [default: that of the remote, if known]
    #[arg(long, value_name = "URL")]
    pub link_template: Option<String>,
    /// Write no links to revisions
    #[arg(long, conflicts_with = "link_template")]
    pub no_links: bool,
    /// Language of the changelog: en, fr, de, es or zh [default: that of the text, else en]
    #[arg(long, value_name = "LANGUAGE")]
    pub messages: Option<Spoken>,
    /// Insert the entries that a changelog does not have yet
    #[arg(long, value_name = "FILE", conflicts_with_all = ["output", "template"])]
    pub write: Option<PathBuf>,
    /// Fill a template of your own (Jinja; docs/templates.md says with what)
    #[arg(long, value_name = "FILE", conflicts_with = "format")]
    pub template: Option<PathBuf>,
    /// A former path of the file that git cannot know; may be given again
    #[arg(long, value_name = "PATH")]
    pub formerly: Vec<String>,
    /// Follow the file to no former path
    #[arg(long, conflicts_with = "formerly")]
    pub no_follow: bool,
    /// The domain or mail address that gives the ids of a feed [default: recension.invalid]
    #[arg(long, value_name = "NAME", help_heading = "Atom")]
    pub feed_authority: Option<String>,
    /// Who the feed says it is by [default: Recension]
    #[arg(long, value_name = "NAME", help_heading = "Atom")]
    pub feed_author: Option<String>,
    /// Where the feed will be found
    #[arg(long, value_name = "URL", help_heading = "Atom")]
    pub feed_link: Option<String>,
    /// The project's rules.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// Write to a file
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: the form of Keep a Changelog
    Markdown,
    /// For programs
    Json,
    /// For feed readers: each entry with its redline
    Atom,
}

/// A language to write in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Spoken {
    /// English
    En,
    /// French
    Fr,
    /// Chinese
    Zh,
    /// German
    De,
    /// Spanish
    Es,
}

/// Runs it.
pub fn run(context: &Context, args: &ChangelogArgs) -> Result<u8, Failure> {
    if args.write.is_some() && args.format != Format::Markdown {
        return Err(Failure::new("only Markdown can be inserted in a changelog").hint("leave `--format` out"));
    }
    let feed = feed(args)?;
    let settings = project::with_rules(project::settings(context)?, &args.rules)?;
    let repo = project::open(context, settings);
    let history = repo.history(&args.document, &options(args))?;
    let links = links(args, repo.remote().as_deref())?;
    let feed = FeedOptions { all: args.all, links: links.clone(), ..feed };
    let options = ChangelogOptions { all: args.all, links: links.as_ref() };
    let messages = messages(args, &history);
    if history.is_cut {
        context.say("recension: this clone is shallow and the changelog does not reach the beginning; run `git fetch --unshallow`");
    }
    if let Some(path) = &args.write {
        return write(context, (&history, messages), &options, path);
    }
    if let Some(path) = &args.template {
        return template(context, (&history, messages), path, args.output.as_deref());
    }
    context.write(args.output.as_deref(), |out| match args.format {
        Format::Markdown => report::changelog_markdown(&history, messages, &options, out),
        Format::Json => report::changelog_json(&history, messages, out),
        Format::Atom => report::changelog_atom(&history, messages, &feed, out),
    })?;
    Ok(SUCCESS)
}

/// What the arguments ask of the history.
fn options(args: &ChangelogArgs) -> HistoryOptions {
    let mut options = HistoryOptions::default();
    options.from.clone_from(&args.from);
    options.to.clone_from(&args.to);
    options.since.clone_from(&args.since);
    options.language.clone_from(&args.language);
    options.formerly.clone_from(&args.formerly);
    options.exactly = args.no_follow;
    options
}

/// The language to write in: the one that is asked for, else that of the text where there are messages in it.
fn messages(args: &ChangelogArgs, history: &History) -> MessageLanguage {
    let asked = args.messages.map(|spoken| match spoken {
        Spoken::En => MessageLanguage::En,
        Spoken::Fr => MessageLanguage::Fr,
        Spoken::Zh => MessageLanguage::Zh,
        Spoken::De => MessageLanguage::De,
        Spoken::Es => MessageLanguage::Es,
    });
    let detected = || MessageLanguage::of(history.language.as_ref()?.as_str());
    asked.or_else(detected).unwrap_or_default()
}

/// Where the revisions are on the web: as the user says, else by the remote.
fn links(args: &ChangelogArgs, remote: Option<&str>) -> Result<Option<LinkTemplate>, Failure> {
    if args.no_links {
        return Ok(None);
    }
    match &args.link_template {
        Some(template) => LinkTemplate::new(template).map(Some).ok_or_else(|| {
            Failure::new(format!("`--link-template` takes an address with `{{commit}}`, got `{template}`"))
                .hint("for example `https://example.org/repository/commit/{commit}`")
        }),
        None => Ok(remote.and_then(LinkTemplate::of_remote)),
    }
}

/// What the feed says of itself.
fn feed(args: &ChangelogArgs) -> Result<FeedOptions, Failure> {
    let bad = |option: &str, value: &str, wanted: &str| {
        Failure::new(format!("`--{option}` takes {wanted}, got `{value}`"))
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@');
    if let Some(name) =
        args.feed_authority.as_deref().filter(|name| name.is_empty() || !name.chars().all(plain))
    {
        return Err(bad("feed-authority", name, "a domain or a mail address, such as `example.org`"));
    }
    let is_url = |url: &str| {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        let allowed = |c: char| {
            c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '`' | '{' | '}' | '|' | '\\' | '^')
        };
        rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(allowed))
    };
    if let Some(url) = args.feed_link.as_deref().filter(|url| !is_url(url)) {
        return Err(bad("feed-link", url, "an address such as `https://example.org/terms.atom`"));
    }
    Ok(FeedOptions {
        authority: args.feed_authority.clone(),
        author: args.feed_author.clone().filter(|name| !name.trim().is_empty()),
        link: args.feed_link.clone(),
        ..FeedOptions::default()
    })
}

/// Inserts the new entries into a changelog.
fn write(
    context: &Context,
    (history, messages): (&History, MessageLanguage),
    options: &ChangelogOptions<'_>,
    path: &Path,
) -> Result<u8, Failure> {
    let named = |error: &dyn std::fmt::Display| {
        Failure::new(format!("cannot write to `{}`: {error}", path.display()))
    };
    let existing = match std::fs::read(path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(named(&error)),
    };
    let inserted = report::changelog_insert(history, messages, options, existing.as_deref())
        .map_err(|error| named(&error))?;
    if existing.as_deref() == Some(inserted.bytes.as_slice()) {
        context.say(&format!("`{}` has every revision already", path.display()));
        return Ok(SUCCESS);
    }
    // A link is followed, so that it stays a link.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    context.write(Some(&target), |out| out.write_all(&inserted.bytes))?;
    let noun = if inserted.revisions == 1 { "revision" } else { "revisions" };
    context.say(&format!("inserted {} {noun} in `{}`", inserted.revisions, path.display()));
    Ok(SUCCESS)
}

/// Fills the user's own template.
fn template(
    context: &Context,
    (history, messages): (&History, MessageLanguage),
    path: &Path,
    output: Option<&Path>,
) -> Result<u8, Failure> {
    let source = Text::read_file(path)?;
    let named =
        |error: &dyn std::fmt::Display| Failure::new(format!("cannot use `{}`: {error}", path.display()));
    let source = String::from_utf8(source.bytes().to_vec()).map_err(|_| named(&"it is not UTF-8 text"))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let text =
        report::changelog_template(history, messages, &name, &source).map_err(|error| named(&error))?;
    context.write(output, |out| out.write_all(text.as_bytes()))?;
    Ok(SUCCESS)
}
