//! The configuration of this call: where its file is found, and what it says.

use crate::failure::Failure;
use recension::config::Config;
use std::path::{Path, PathBuf};

/// The file's name.
pub use recension::repository::CONFIGURATION as NAME;

/// A configuration and its file, if there is one.
#[derive(Debug, Clone, Default)]
pub struct Configuration {
    /// The file.
    pub file: Option<PathBuf>,
    /// Its text.
    pub text: String,
    /// What it says.
    pub config: Config,
}

impl Configuration {
    /// Finds and reads the file: the one that is `named`, else the one beside the `store` that is named, else the
    /// nearest one from the current folder up to the root of its repository.
    pub fn find(named: Option<&Path>, store: Option<&Path>) -> Result<Self, Failure> {
        let file = match (named, store) {
            (Some(file), _) => Some(file.to_owned()),
            (None, Some(store)) => Some(store.join(NAME)).filter(|file| file.is_file()),
            (None, None) => nearest(),
        };
        let Some(file) = file else { return Ok(Self::default()) };
        let named = |error: &dyn std::fmt::Display| {
            Failure::new(format!("cannot use the configuration `{}`: {error}", file.display()))
        };
        let text = std::fs::read_to_string(&file).map_err(|error| named(&error))?;
        let config = Config::from_toml(&text).map_err(|error| named(&error))?;
        Ok(Self { file: Some(file), text, config })
    }

    /// The line at which a setting stands, from 1: of a table, or of the file's head where that is empty.
    pub fn line(&self, table: &str, key: &str) -> Option<usize> {
        let mut here = "";
        for (at, line) in self.text.lines().enumerate() {
            let line = line.trim();
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.split(']').next()) {
                here = name.trim();
            } else if here == table
                && line.split('=').next().is_some_and(|name| name.trim().trim_matches(['"', '\'']) == key)
            {
                return Some(at + 1);
            }
        }
        None
    }
}

/// The nearest file from the current folder upwards. It is not looked for outside of the repository that holds the
/// folder: what lies above was not written for it.
fn nearest() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let root = here.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&here);
    let inside = here.ancestors().take_while(|folder| folder.starts_with(root));
    let file = inside.map(|folder| folder.join(NAME)).find(|file| file.is_file())?;
    // Named as the user would from here, where it is here.
    Some(file.strip_prefix(&here).map(Path::to_owned).unwrap_or(file))
}
