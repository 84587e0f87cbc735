//! How often revisions that change no word are reported with more than form: `cargo xtask quiet-revisions CLONE [COUNT] [SEED]`.
//!
//! Takes COUNT revisions of Markdown files (120 unless given) at random from the history of CLONE in which the words are
//! the same: letters and digits in order, with link targets, addresses, HTML tags and everything else taken off. The
//! measure is on purpose simpler than the comparison and of its own. Prints the files that are reported all the same.
use fastrand::Rng;
use git2::{Delta, Oid, Repository};
use recension::diff::{self, Options, Significance};
use recension::formats::{self, Format};
use std::error::Error;

/// Runs the tool.
pub fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let clone = arguments.first().ok_or("usage: cargo xtask quiet-revisions CLONE [COUNT] [SEED]")?;
    let wanted: usize = arguments.get(1).map_or(Ok(120), |count| count.parse())?;
    let seed: u64 = arguments.get(2).map_or(Ok(7), |seed| seed.parse())?;
    let repository = Repository::open_bare(clone).or_else(|_| Repository::open(clone))?;
    let mut commits: Vec<Oid> = {
        let mut walk = repository.revwalk()?;
        walk.push_head()?;
        walk.collect::<Result<_, _>>()?
    };
    Rng::with_seed(seed).shuffle(&mut commits);
    let (mut quiet, mut alarmed) = (0, 0);
    for commit in commits {
        for (path, old, new) in modified(&repository, commit)? {
            if quiet == wanted {
                break;
            }
            if old == new || words(&old) != words(&new) {
                continue;
            }
            quiet += 1;
            let read = |text: &str| formats::read(text.as_bytes(), Format::Markdown);
            let (Ok(before), Ok(after)) = (read(&old), read(&new)) else { continue };
            let comparison = diff::compare(&before, &after, &Options::default());
            let loud = |change: &&diff::Change| change.significance > Significance::Cosmetic;
            if let Some(change) = comparison.changes.iter().find(loud) {
                alarmed += 1;
                println!(
                    "{commit} {path}: {} {:?}",
                    change.kind.name(),
                    change.new.first().map(|place| place.lines)
                );
            }
        }
    }
    println!("{alarmed} of {quiet} revisions without a changed word are reported with more than form");
    Ok(())
}

/// The Markdown files that a commit changed against its first parent, before and after.
fn modified(repository: &Repository, commit: Oid) -> Result<Vec<(String, String, String)>, git2::Error> {
    let commit = repository.find_commit(commit)?;
    let Ok(parent) = commit.parent(0) else { return Ok(Vec::new()) };
    let changes = repository.diff_tree_to_tree(Some(&parent.tree()?), Some(&commit.tree()?), None)?;
    let text = |id: Oid| {
        let blob = repository.find_blob(id).ok()?;
        String::from_utf8(blob.content().to_vec()).ok()
    };
    let changed = changes.deltas().filter(|delta| delta.status() == Delta::Modified);
    let read = changed.filter_map(|delta| {
        let path = delta.new_file().path()?.to_str()?.to_owned();
        let markdown = std::path::Path::new(&path).extension().is_some_and(|extension| extension == "md");
        Some((path, text(delta.old_file().id())?, text(delta.new_file().id())?)).filter(|_| markdown)
    });
    Ok(read.collect())
}

/// Letters and digits in order, without link targets, addresses and tags.
fn words(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("](") {
            rest.find(')').map(|end| end + 1)
        } else if rest.starts_with("http://") || rest.starts_with("https://") {
            Some(rest.find(|c: char| c.is_whitespace() || ")>]\"".contains(c)).unwrap_or(rest.len()))
        } else if rest.starts_with('<') {
            rest.find('>').map(|end| end + 1).filter(|length| *length < LONGEST_TAG)
        } else {
            None
        };
        if skipped.is_none() && c.is_alphanumeric() {
            out.push(c);
        }
        rest = rest.get(skipped.unwrap_or(c.len_utf8())..).unwrap_or_default();
    }
    out
}

/// A tag is shorter than this; a lone `<` opens none.
const LONGEST_TAG: usize = 400;
