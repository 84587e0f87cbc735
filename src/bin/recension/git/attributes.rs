//! The file of git's attributes, in which patterns of paths are given a diff driver.

use super::settings::DRIVER;
use crate::failure::Failure;
use std::io;
use std::path::{Path, PathBuf};

/// A file of attributes.
#[derive(Debug)]
pub struct Attributes {
    path: PathBuf,
    text: String,
}

impl Attributes {
    /// Reads the file; one that is not there is empty.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let is_link = std::fs::symlink_metadata(path).is_ok_and(|there| there.is_symlink());
        if is_link && path.file_name().is_some_and(|name| name == ".gitattributes") {
            // In a repository it could lead to any file of the user's.
            let sentence = format!("`{}` is a symbolic link, which git does not read", path.display());
            return Err(Failure::new(sentence).hint("put a file in its place"));
        }
        // The user's own file may be a link: what it leads to is written.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok(Self { path, text }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self { path, text: String::new() }),
            Err(error) => Err(Failure::new(format!("cannot read `{}`: {error}", path.display()))),
        }
    }

    /// The lines that are missing for the driver to be used for the patterns.
    ///
    /// Fails where a pattern has another driver, or is none.
    pub fn missing(&self, patterns: &[String]) -> Result<Vec<String>, Failure> {
        let mut missing = Vec::new();
        for pattern in patterns {
            if pattern.is_empty()
                || pattern.starts_with(['#', '!', '"'])
                || pattern.contains(|c: char| c.is_whitespace() || c.is_control())
            {
                return Err(Failure::new(format!(
                    "`{pattern}` is no pattern that `.gitattributes` can hold"
                ))
                .hint("write one such as `*.md` or `docs/**/*.txt`"));
            }
            match self.driver(pattern) {
                Some((_, driver)) if driver == DRIVER => {}
                Some((line, driver)) => {
                    return Err(Failure::new(format!(
                        "`{}` line {line} gives `{pattern}` the driver `{driver}`",
                        self.path.display()
                    ))
                    .hint("nothing was written; take that out, or name other patterns with --pattern"));
                }
                None => missing.push(line(pattern)),
            }
        }
        Ok(missing)
    }

    /// The line that gives exactly this pattern a driver, and the driver; the last one counts.
    fn driver(&self, pattern: &str) -> Option<(usize, &str)> {
        let lines = self.text.lines().enumerate();
        let found = lines.filter_map(|(at, line)| {
            let mut words = line.split_ascii_whitespace();
            let of_pattern = words.next() == Some(pattern);
            let driver = words.filter_map(|word| word.strip_prefix("diff=")).next_back();
            driver.filter(|_| of_pattern).map(|driver| (at + 1, driver))
        });
        found.last()
    }

    /// The lines that this program wrote: for these patterns, or for all.
    pub fn ours(&self, patterns: &[String]) -> Vec<String> {
        let is_ours = |text: &&str| {
            let words: Vec<&str> = text.split_ascii_whitespace().collect();
            matches!(words.as_slice(), [pattern, attribute]
                if **attribute == format!("diff={DRIVER}")
                    && (patterns.is_empty() || patterns.iter().any(|wanted| wanted == pattern)))
        };
        self.text.lines().filter(is_ours).map(str::to_owned).collect()
    }

    /// Adds lines at the end.
    pub fn add(&self, lines: &[String]) -> Result<(), Failure> {
        let mut text = self.text.clone();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        for line in lines {
            text.push_str(line);
            text.push('\n');
        }
        self.write(&text)
    }

    /// Takes lines out; the file goes with its last line.
    pub fn remove(&self, lines: &[String]) -> Result<(), Failure> {
        let kept: String = self
            .text
            .split_inclusive('\n')
            .filter(|line| !lines.iter().any(|gone| gone == line.trim_end_matches(['\r', '\n'])))
            .collect();
        if kept.is_empty() && !lines.is_empty() {
            return std::fs::remove_file(&self.path).map_err(|error| self.failure(&error));
        }
        self.write(&kept)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn write(&self, text: &str) -> Result<(), Failure> {
        if text == self.text {
            return Ok(());
        }
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| self.failure(&error))?;
        }
        crate::output::into_file(&self.path, |out| out.write_all(text.as_bytes()))
    }

    fn failure(&self, error: &io::Error) -> Failure {
        Failure::new(format!("cannot write `{}`: {error}", self.path.display()))
    }
}

fn line(pattern: &str) -> String {
    format!("{pattern} diff={DRIVER}")
}

#[cfg(test)]
mod tests {
    use super::Attributes;

    fn attributes(text: &str) -> Attributes {
        Attributes { path: ".gitattributes".into(), text: text.to_owned() }
    }

    fn patterns(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn only_what_is_missing_is_added() {
        let there = attributes("*.md text diff=recension\n*.txt text\n");
        assert_eq!(there.missing(&patterns("*.md *.txt")).unwrap(), ["*.txt diff=recension"]);
        let other = attributes("*.md diff=markdown\n").missing(&patterns("*.md")).unwrap_err();
        assert!(other.sentence().contains("line 1") && other.sentence().contains("`markdown`"));
        for bad in ["", "a b", "#x", "!x", "a\nb"] {
            assert!(attributes("").missing(&[bad.to_owned()]).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn only_lines_of_our_own_are_taken_out() {
        let all = attributes("*.md diff=recension\n*.txt text diff=recension\nb.md diff=recension\n");
        assert_eq!(all.ours(&[]), ["*.md diff=recension", "b.md diff=recension"]);
        assert_eq!(all.ours(&patterns("b.md")), ["b.md diff=recension"]);
    }
}
