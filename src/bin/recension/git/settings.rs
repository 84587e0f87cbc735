//! The settings that make git call Recension, in a file of git's own.

use super::program::Git;
use crate::failure::Failure;

/// Name of the diff driver and of the difftool.
pub const DRIVER: &str = "recension";

/// A setting and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Its full name: `diff.recension.command`.
    pub key: String,
    /// Its value.
    pub value: String,
}

/// Headings stand in the head of each part of a diff, so that a reader knows the section.
const HEADINGS: &str = "^#{1,6}[ \t].*$";

/// The settings; `program` is how the shell calls this program.
pub fn settings(program: &str, cache: bool, trust_exit_code: bool) -> Vec<Setting> {
    let setting = |key: &str, value: String| Setting { key: key.replace("{}", DRIVER), value };
    let exit_code = if trust_exit_code { " --exit-code" } else { "" };
    let mut all = vec![
        setting("diff.{}.command", format!("{program} git-diff{exit_code}")),
        setting("diff.{}.textconv", format!("{program} show --textconv")),
        setting("diff.{}.xfuncname", HEADINGS.to_owned()),
        setting("difftool.{}.cmd", format!("{program} git-diff \"$MERGED\" \"$LOCAL\" \"$REMOTE\"")),
    ];
    if cache {
        all.push(setting("diff.{}.cachetextconv", "true".to_owned()));
    }
    if trust_exit_code {
        all.push(setting("diff.{}.trustExitCode", "true".to_owned()));
    }
    all
}

/// The settings in one of git's files.
#[derive(Debug)]
pub struct Settings<'a> {
    /// How git is called.
    pub git: &'a Git,
    /// Which file: `--local` or `--global`.
    pub scope: &'static str,
}

impl Settings<'_> {
    /// Those of `wanted` that are not there yet, or there from an earlier call of this program.
    ///
    /// Fails where a setting has a value that this program did not write.
    pub fn missing(&self, wanted: Vec<Setting>) -> Result<Vec<Setting>, Failure> {
        let mut missing = Vec::new();
        for setting in wanted {
            match self.git.setting(self.scope, &setting.key)? {
                Some(value) if value == setting.value => {}
                Some(value) if !is_ours(&setting.key, &value) => {
                    return Err(Failure::new(format!("git has `{}` set to `{value}` already", setting.key))
                        .hint("nothing was written; take it out first if it is not needed"));
                }
                _ => missing.push(setting),
            }
        }
        Ok(missing)
    }

    /// Those that this program wrote.
    pub fn ours(&self) -> Result<Vec<Setting>, Failure> {
        let mut ours = Vec::new();
        for Setting { key, .. } in settings("", true, true) {
            if let Some(value) = self.git.setting(self.scope, &key)?
                && is_ours(&key, &value)
            {
                ours.push(Setting { key, value });
            }
        }
        Ok(ours)
    }

    /// Writes them.
    pub fn write(&self, settings: &[Setting]) -> Result<(), Failure> {
        settings.iter().try_for_each(|setting| self.git.set(self.scope, &setting.key, &setting.value))
    }

    /// Takes them out.
    pub fn remove(&self, settings: &[Setting]) -> Result<(), Failure> {
        settings.iter().try_for_each(|setting| self.git.unset(self.scope, &setting.key))
    }
}

/// Whether a word of a shell is the path of this program and nothing more.
fn is_program(word: &str) -> bool {
    let quoted = word.strip_prefix('\'').and_then(|word| word.strip_suffix('\''));
    let is_plain = |c: char| c.is_alphanumeric() || "/\\._-:+@~".contains(c);
    let is_one_word = match quoted {
        // A quote inside is written as the end of the quotes, the quote, and their beginning.
        Some(path) => !path.replace(r"'\''", "").contains('\''),
        None => word.chars().all(is_plain),
    };
    if !is_one_word {
        return false;
    }
    let path = quoted.unwrap_or(word);
    matches!(path.rsplit(['/', '\\']).next(), Some("recension" | "recension.exe"))
}

/// Whether this program writes such a value, under whatever path it was called and with whatever options.
fn is_ours(key: &str, value: &str) -> bool {
    let calls = |ends: &[&str]| ends.iter().any(|end| value.strip_suffix(end).is_some_and(is_program));
    match key.rsplit('.').next() {
        Some("command") => calls(&[" git-diff", " git-diff --exit-code"]),
        Some("cmd") => calls(&[" git-diff \"$MERGED\" \"$LOCAL\" \"$REMOTE\""]),
        Some("textconv") => calls(&[" show --textconv"]),
        Some("xfuncname") => value == HEADINGS,
        _ => value == "true",
    }
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn only_values_of_this_program_are_its_own() {
        for own in [
            "recension git-diff",
            "'/opt/my tools/recension' git-diff --exit-code",
            "C:\\r\\recension.exe git-diff",
        ] {
            assert!(is_ours("diff.recension.command", own), "{own}");
        }
        for foreign in [
            "touch x; true recension git-diff",
            "recension git-diff; touch x",
            "/opt/notrecension git-diff",
            "$(touch x)/recension git-diff",
            "'a'; touch x; '/recension' git-diff",
        ] {
            assert!(!is_ours("diff.recension.command", foreign), "{foreign}");
        }
        assert!(is_ours("diff.recension.textconv", "recension show --textconv"));
    }
}
