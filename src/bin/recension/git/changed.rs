//! What git passes to a diff driver: the path and two versions of a file.

use crate::failure::Failure;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// A file that changed, as git passes it.
#[derive(Debug, PartialEq, Eq)]
pub struct Changed {
    path: String,
    versions: Option<(Version, Version)>,
    /// The path in the new version, where it is another one, and how alike the two versions are.
    renamed: Option<(String, String)>,
}

/// One version of a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Version {
    /// Where its bytes are; `None` where there is no such version.
    file: Option<PathBuf>,
    /// The id of its blob, zeros where it is only in the work tree.
    hex: Option<String>,
    /// The mode in octal digits: `100644`.
    mode: Option<String>,
    is_new: bool,
}

/// Digits of a blob's id that are shown.
const SHORT: usize = 10;

impl Changed {
    /// Reads the arguments: one, three, seven or nine.
    pub fn read(arguments: &[OsString]) -> Result<Self, Failure> {
        let text = |at: usize| arguments.get(at).map(|text| text.to_string_lossy().into_owned());
        let version = |at: usize, described: bool, is_new: bool| {
            let file = arguments.get(at).filter(|file| *file != "/dev/null" && *file != "nul");
            let known = |at: usize| text(at).filter(|text| described && text != ".");
            Version { file: file.map(PathBuf::from), hex: known(at + 1), mode: known(at + 2), is_new }
        };
        let (versions, renamed) = match arguments.len() {
            1 => (None, None),
            3 => (Some((version(1, false, false), version(2, false, true))), None),
            7 => (Some((version(1, true, false), version(4, true, true))), None),
            9 => (Some((version(1, true, false), version(4, true, true))), text(7).zip(text(8))),
            other => {
                return Err(Failure::new(format!("git passes 1, 3, 7 or 9 arguments, not {other}"))
                    .hint("to compare two files, use `recension diff`"));
            }
        };
        Ok(Self { path: text(0).unwrap_or_default(), versions, renamed })
    }

    /// The older and the newer version; none for a path that is not merged.
    pub fn versions(&self) -> Option<(&Version, &Version)> {
        self.versions.as_ref().map(|(old, new)| (old, new))
    }

    /// The file as users know it.
    pub fn name(&self) -> String {
        self.renamed.as_ref().map_or(&self.path, |(path, _)| path).clone()
    }

    /// What happened to the file beside its text.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let Some((old, new)) = &self.versions else { return notes };
        match (&old.file, &new.file) {
            (None, Some(_)) => notes.push("new file".to_owned()),
            (Some(_), None) => notes.push("deleted".to_owned()),
            _ => {}
        }
        if let Some((path, similarity)) = &self.renamed
            && *path != self.path
        {
            let copied = similarity.lines().any(|line| line.starts_with("copy "));
            notes.push(format!("{} from {}", if copied { "copied" } else { "renamed" }, self.path));
        }
        if let (Some(before), Some(after)) = (&old.mode, &new.mode)
            && before != after
        {
            notes.push(format!("mode {before} → {after}"));
        }
        notes
    }

    /// What is shown in place of a comparison where one side is a link or another repository.
    pub fn no_text(&self, old: &[u8], new: &[u8]) -> Option<String> {
        let (before, after) = self.versions.as_ref()?;
        let kind = |version: &Version| match version.mode.as_deref() {
            Some("120000") => Some("symbolic link"),
            Some("160000") => Some("submodule"),
            _ => None,
        };
        let shown = |version: &Version, bytes: &[u8]| match (kind(version), &version.file) {
            (_, None) => "nothing".to_owned(),
            (None, _) => "a text".to_owned(),
            (Some(_), _) => format!("`{}`", String::from_utf8_lossy(bytes).trim_end()),
        };
        let kind = kind(before).or(kind(after))?;
        Some(format!("A {kind}: {} → {}.", shown(before, old), shown(after, new)))
    }

    /// The path of a version in the repository.
    pub fn path_of(&self, version: &Version) -> String {
        if version.is_new { self.name() } else { self.path.clone() }
    }

    /// How a version is named to the reader: `docs/privacy.md (1a2b3c4d5e)`.
    pub fn address(&self, version: &Version) -> String {
        let path = self.path_of(version);
        match (&version.file, &version.hex) {
            (None, _) => "(nothing)".to_owned(),
            (_, None) => path,
            (_, Some(hex)) if hex.bytes().all(|digit| digit == b'0') => format!("{path} (work tree)"),
            (_, Some(hex)) => format!("{path} ({})", hex.get(..SHORT).unwrap_or(hex)),
        }
    }

    /// Whether another file was shown before it.
    pub fn follows_another(&self) -> bool {
        let counter = std::env::var("GIT_DIFF_PATH_COUNTER").ok().and_then(|count| count.parse().ok());
        counter.is_some_and(|count: u32| count > 1)
    }
}

impl Version {
    /// Its bytes; none where there is no such version.
    pub fn bytes(&self) -> Result<Vec<u8>, Failure> {
        let Some(file) = &self.file else { return Ok(Vec::new()) };
        let failure =
            |error| Failure::new(format!("cannot read `{}`, which git passed: {error}", file.display()));
        // A link in the work tree is passed by its own path: what git compares is where it leads.
        if self.mode.as_deref() == Some("120000") && Path::is_symlink(file) {
            let target = std::fs::read_link(file).map_err(failure)?;
            return Ok(target.to_string_lossy().into_owned().into_bytes());
        }
        std::fs::read(file).map_err(failure)
    }
}

#[cfg(test)]
mod tests {
    use super::Changed;

    fn changed(arguments: &str) -> Changed {
        let arguments: Vec<_> = arguments.split('|').map(Into::into).collect();
        Changed::read(&arguments).unwrap()
    }

    #[test]
    fn every_form_of_call_is_understood() {
        let new = changed("a.md|/dev/null|.|.|/tmp/b|0000|100644");
        assert_eq!((new.name().as_str(), new.notes()), ("a.md", vec!["new file".to_owned()]));
        let (old, now) = new.versions().unwrap();
        assert_eq!((new.address(old), new.address(now)), ("(nothing)".into(), "a.md (work tree)".into()));
        let renamed = changed(
            "a.md|/tmp/a|12345678901234|100644|/tmp/b|ab|100755|b.md|similarity index 86%\nrename from a.md\n",
        );
        assert_eq!(renamed.name(), "b.md");
        assert_eq!(renamed.notes(), ["renamed from a.md", "mode 100644 → 100755"]);
        assert_eq!(renamed.address(renamed.versions().unwrap().0), "a.md (1234567890)");
        assert!(changed("a.md").versions().is_none());
        let tool = changed("a.md|/tmp/a|/dev/null");
        assert_eq!(
            (tool.notes(), tool.address(tool.versions().unwrap().0)),
            (vec!["deleted".into()], "a.md".into())
        );
        let link = changed("l|/tmp/a|ab|120000|/tmp/b|cd|100644");
        assert_eq!(
            link.no_text(b"over/there", b"x").as_deref(),
            Some("A symbolic link: `over/there` → a text.")
        );
        assert!(Changed::read(&["a".into(), "b".into()]).is_err());
    }
}
