//! Where the diff, the page and the text of a revision are on the web: by a template, or by the known forms of forges.

use crate::history::Entry;

/// An address in which `{commit}`, `{path}` and `{revision}` are filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkTemplate {
    diff: String,
    text: Option<String>,
}

impl LinkTemplate {
    /// Of a template for the diff. None where it is no address or names nothing of the revision.
    #[must_use]
    pub fn new(template: &str) -> Option<Self> {
        let web = ["https://", "http://"].iter().any(|scheme| template.starts_with(scheme));
        let plain = template
            .chars()
            .all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '`' | '|' | '\\' | '^'));
        let names = template.contains("{commit}") || template.contains("{revision}");
        (web && plain && names).then(|| Self { diff: template.to_owned(), text: None })
    }

    /// Of the address of a remote repository, where its forge is known: GitHub, GitLab, Codeberg, Bitbucket, sourcehut.
    #[must_use]
    pub fn of_remote(remote: &str) -> Option<Self> {
        let rest = remote.trim();
        let rest = match rest.split_once("://") {
            Some((_, rest)) => rest.split_once('@').map_or(rest, |(_, rest)| rest).to_owned(),
            // `git@github.com:owner/name.git`
            None => rest.split_once('@')?.1.replacen(':', "/", 1),
        };
        let rest = rest.trim_end_matches('/').trim_end_matches(".git");
        let (host, path) = rest.split_once('/')?;
        let host = host.split(':').next()?;
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.' | '~');
        if path.is_empty() || !path.chars().all(plain) {
            return None;
        }
        let base = format!("https://{host}/{path}");
        let (diff, text) = match () {
            () if host == "github.com" || host == "codeberg.org" => {
                ("commit/{commit}", "blob/{commit}/{path}")
            }
            () if host == "gitlab.com" || host.starts_with("gitlab.") => {
                ("-/commit/{commit}", "-/blob/{commit}/{path}")
            }
            () if host == "bitbucket.org" => ("commits/{commit}", "src/{commit}/{path}"),
            () if host == "git.sr.ht" => ("commit/{commit}", "tree/{commit}/item/{path}"),
            () => return None,
        };
        let text = if host == "codeberg.org" { "src/commit/{commit}/{path}" } else { text };
        Some(Self { diff: format!("{base}/{diff}"), text: Some(format!("{base}/{text}")) })
    }

    /// The address of what a revision changed; none where the template needs a commit that it does not have.
    pub fn diff(&self, entry: &Entry) -> Option<String> {
        filled(&self.diff, entry)
    }

    /// The address of the text at a revision.
    pub fn text(&self, entry: &Entry) -> Option<String> {
        filled(self.text.as_ref()?, entry)
    }
}

fn filled(template: &str, entry: &Entry) -> Option<String> {
    let commit = entry.commit.as_ref();
    if commit.is_none() && (template.contains("{commit}") || template.contains("{path}")) {
        return None;
    }
    let path = commit.map(|commit| encoded(&commit.path)).unwrap_or_default();
    // Each value once: a path may have braces of its own.
    let mut out = String::with_capacity(template.len() + 64);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else { break };
        match name {
            "commit" => out.push_str(&encoded(&entry.id)),
            "revision" => out.push_str(&encoded(&entry.revision)),
            "path" => out.push_str(&path),
            _ => return None,
        }
        rest = tail;
    }
    out.push_str(rest);
    Some(out)
}

/// A path for an address: what it may not hold is percent-encoded.
fn encoded(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~');
    path.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::LinkTemplate;

    #[test]
    fn forges_are_known_by_their_remotes() {
        let diff = |remote: &str| LinkTemplate::of_remote(remote).map(|template| template.diff);
        let github = Some("https://github.com/o/r/commit/{commit}".to_owned());
        assert_eq!(diff("git@github.com:o/r.git"), github);
        assert_eq!(diff("https://user:token@github.com/o/r.git"), github);
        assert_eq!(
            diff("ssh://git@gitlab.example.org/a/b/c"),
            Some("https://gitlab.example.org/a/b/c/-/commit/{commit}".into())
        );
        assert_eq!(diff("/srv/git/r.git"), None);
        assert_eq!(diff("https://example.org/r"), None);
        assert_eq!(diff("git@github.com:o/<script>"), None);
    }

    #[test]
    fn a_template_is_an_address_that_names_the_revision() {
        assert!(LinkTemplate::new("https://x.org/{commit}").is_some());
        for wrong in ["javascript:{commit}", "https://x.org/", "https://x.org/{commit} x"] {
            assert!(LinkTemplate::new(wrong).is_none(), "{wrong}");
        }
    }
}
