//! What went wrong, in one sentence, with what to do about it.

use recension::repository::{Error, Hint};
use recension::store::StoreError;
use std::fmt;
use std::io::{self, Write};

/// Success, or no difference.
pub const SUCCESS: u8 = 0;
/// A difference where `--exit-code` or `--fail-on` asks for it.
pub const DIFFERENCE: u8 = 1;
/// An error, which is never mistaken for "no changes".
pub const ERROR: u8 = 2;

/// Why a command could not do its work.
#[derive(Debug)]
pub struct Failure {
    message: String,
    hint: Option<String>,
    broken_pipe: bool,
    gate: Vec<String>,
}

impl Failure {
    /// A failure with its sentence.
    pub fn new(message: impl fmt::Display) -> Self {
        Self { message: message.to_string(), hint: None, broken_pipe: false, gate: Vec::new() }
    }

    /// With what to do about it.
    #[must_use]
    pub fn hint(self, hint: impl fmt::Display) -> Self {
        Self { hint: Some(hint.to_string()), ..self }
    }

    /// With the conditions of a check that could not be made.
    #[must_use]
    pub fn with_gate(self, gate: Vec<String>) -> Self {
        Self { gate, ..self }
    }

    /// The conditions of the check that could not be made.
    #[must_use]
    pub fn gate(&self) -> &[String] {
        &self.gate
    }

    /// Whether nobody reads the output any more, which is no error.
    #[must_use]
    pub fn is_broken_pipe(&self) -> bool {
        self.broken_pipe
    }

    /// The whole of it in one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        match &self.hint {
            Some(hint) => format!("{}; {hint}", self.message),
            None => self.message.clone(),
        }
    }

    /// Says it on standard error, control characters of names made visible.
    pub fn report(&self) {
        let text = format!("recension: {}", self.sentence());
        // Nothing is left to say where standard error is closed.
        let _ = writeln!(io::stderr(), "{}", recension::report::escape(&text));
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let broken_pipe = error.kind() == io::ErrorKind::BrokenPipe;
        Self {
            message: format!("cannot write the output: {error}"),
            hint: None,
            broken_pipe,
            gate: Vec::new(),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::new(error)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let failure = Self::new(error.sentence());
        match error.what_to_do() {
            Some(hint) => failure.hint(advice(hint)),
            None => failure,
        }
    }
}

/// What to do, in terms of this program's commands and options.
fn advice(hint: &Hint) -> String {
    match hint {
        Hint::NameSourceLanguage => "name it with --source-language".to_owned(),
        Hint::NameLanguages => {
            "leave it out, or name the languages of the texts with --source-language and --target-language"
                .to_owned()
        }
        Hint::NameLanguage => "name it with --language".to_owned(),
        Hint::BeginLater => "use --from to begin after it".to_owned(),
        Hint::NameSource => "name the source before its translation".to_owned(),
        Hint::ListFindings(translation) => {
            format!("`recension translation {translation}` lists the findings")
        }
        Hint::NameRevision => {
            "name it with --revision, or use --published to say when it was published".to_owned()
        }
        Hint::KeepWhole => "leave out --split-languages".to_owned(),
        Hint::ListChanges => "`recension check` without --accept lists them".to_owned(),
        Hint::SetGate => "use --fail-on to say what fails".to_owned(),
        other => other.to_string(),
    }
}
