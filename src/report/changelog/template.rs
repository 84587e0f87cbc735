//! The changelog in a form of the user's own: a template in the language of Jinja, filled with the data of the JSON.

use crate::history::History;
use crate::report::changelog::entry::Changelog;
use crate::report::changelog::json::form;
use crate::report::escape::fold;
use crate::report::escape::markdown::safe;
use crate::report::wording::messages::MessageLanguage;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, Value};
use std::io;

/// Steps that a template may take. The changelog of sixty revisions with a thousand changes takes some 100,000 with the
/// templates in `examples/templates`; a loop without end is stopped in about a second.
const FUEL: u64 = 20_000_000;

/// Bytes that a template may write.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Bytes of a template.
const MOST_SOURCE: usize = 1024 * 1024;

/// How deep macros and blocks may call each other.
const DEPTH: usize = 64;

/// Name of the escaping of Markdown, which the engine does not bring.
const MARKDOWN: &str = "markdown";

/// Why a template could not be filled.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TemplateError {
    /// It is too large.
    #[error("the template has {bytes} bytes; at most {MOST_SOURCE} are read")]
    TooLarge {
        /// Its length.
        bytes: usize,
    },
    /// It does not end, or not soon enough.
    #[error("{place}the template takes too long: it was stopped after {FUEL} steps")]
    TooLong {
        /// Where, as `line 3: `.
        place: String,
    },
    /// It writes too much.
    #[error("the template writes more than {MOST_BYTES} bytes")]
    TooMuch,
    /// What is wrong in it.
    #[error("{place}{reason}")]
    Wrong {
        /// Where, as `line 3: `.
        place: String,
        /// What, in the engine's words.
        reason: String,
    },
}

/// Fills a template with the changelog: the names are those of [`crate::report::changelog::changelog_json`]. The end of `name` says what
/// values are escaped for: `.html`, `.xml`, `.md` (a further `.j2`, `.jinja` or `.tmpl` is passed over), `.json`; in
/// others they are as they were, without control characters. A template ends, whatever it says: its steps and its
/// output are bounded, and it reads nothing else.
///
/// # Errors
/// [`TemplateError`], with the line.
pub fn changelog_template(
    history: &History,
    messages: MessageLanguage,
    name: &str,
    source: &str,
) -> Result<String, TemplateError> {
    let changelog = &Changelog { history, messages };
    if source.len() > MOST_SOURCE {
        return Err(TemplateError::TooLarge { bytes: source.len() });
    }
    let escaping = escaping(name);
    let mut environment = Environment::new();
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(DEPTH);
    let syntax =
        SyntaxConfig::builder().keep_trailing_newline(true).trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.map_err(|error| wrong(&error))?);
    environment.set_auto_escape_callback(move |_| escaping.clone());
    environment.set_formatter(format);
    environment.add_filter("markdown", |text: String| Value::from_safe_string(safe(&text)));
    let template = environment.template_from_named_str(name, source).map_err(|error| wrong(&error))?;
    let context = visible(serde_json::to_value(form(changelog)).unwrap_or_default());
    let mut out = Bounded::default();
    let rendered = template.render_captured_to(Value::from(Serde(&context)), &mut out).map(drop);
    match rendered {
        _ if out.is_full => Err(TemplateError::TooMuch),
        Err(error) => Err(wrong(&error)),
        Ok(()) => Ok(String::from_utf8_lossy(&out.bytes).into_owned()),
    }
}

/// What the values are escaped for.
fn escaping(name: &str) -> AutoEscape {
    let lower = name.to_lowercase();
    let base = [".j2", ".jinja", ".jinja2", ".tmpl"].iter().find_map(|end| lower.strip_suffix(end));
    match base.unwrap_or(&lower).rsplit('.').next() {
        Some("html" | "htm" | "xhtml" | "xml" | "atom" | "rss" | "svg") => AutoEscape::Html,
        Some("json") => AutoEscape::Json,
        Some("md" | "markdown") => AutoEscape::Custom(MARKDOWN.into()),
        _ => AutoEscape::None,
    }
}

/// Writes a value, escaped as the name of the template asks for.
fn format(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    match state.auto_escape() {
        AutoEscape::Custom(_) if value.is_safe() || !matches!(value.kind(), ValueKind::String) => {
            // Lists and maps show their strings as well.
            let text = value.to_string();
            let text = if value.is_safe() || matches!(value.kind(), ValueKind::Number | ValueKind::Bool) {
                text
            } else if matches!(value.kind(), ValueKind::None | ValueKind::Undefined) {
                String::new()
            } else {
                safe(&text)
            };
            out.write_str(&text).map_err(Error::from)
        }
        AutoEscape::Custom(_) => out.write_str(&safe(&value.to_string())).map_err(Error::from),
        _ if value.is_none() => Ok(()),
        _ => minijinja::escape_formatter(out, state, value),
    }
}

/// The data with control characters made visible: a template may print it anywhere.
fn visible(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value as Json;
    match value {
        Json::String(text) => Json::String(fold(&text)),
        Json::Array(items) => Json::Array(items.into_iter().map(visible).collect()),
        Json::Object(fields) => {
            Json::Object(fields.into_iter().map(|(name, value)| (name, visible(value))).collect())
        }
        other => other,
    }
}

fn wrong(error: &Error) -> TemplateError {
    let place = error.line().map(|line| format!("line {line}: ")).unwrap_or_default();
    if error.kind() == ErrorKind::OutOfFuel {
        return TemplateError::TooLong { place };
    }
    let reason = match error.detail() {
        Some(detail) => format!("{}: {detail}", error.kind()),
        None => error.kind().to_string(),
    };
    TemplateError::Wrong { place, reason: fold(&reason) }
}

/// What a template wrote, up to the bound.
#[derive(Default)]
struct Bounded {
    bytes: Vec<u8>,
    is_full: bool,
}

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > MOST_BYTES {
            self.is_full = true;
            return Err(io::Error::other("too much output"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
