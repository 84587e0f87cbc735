//! Writes the texts of the labelled revision pairs into a folder: `cargo xtask fetch-revisions CLONE FOLDER`, where CLONE is a
//! clone (a bare one will do) of the repository that the labels name. Pairs of other repositories are left out, so
//! it is run once for each repository, with the same FOLDER. Each text is checked against its SHA-256.
use crate::revisions::{Error, Labels, Source, check, labels};
use std::path::Path;

/// Runs the tool.
pub fn run(arguments: &[String]) -> Result<(), Error> {
    let [clone, folder] = arguments else {
        return Err("usage: cargo xtask fetch-revisions CLONE FOLDER".into());
    };
    let repository = git2::Repository::open_bare(clone).or_else(|_| git2::Repository::open(clone))?;
    for (name, labels) in labels()? {
        if repository.find_commit(git2::Oid::from_str(&labels.new.commit)?).is_err() {
            continue;
        }
        let folder = Path::new(folder).join(&name);
        std::fs::create_dir_all(&folder)?;
        write(&repository, &labels, &labels.old, &folder.join("old.md"))?;
        write(&repository, &labels, &labels.new, &folder.join("new.md"))?;
        println!("{name}");
    }
    Ok(())
}

fn write(repository: &git2::Repository, labels: &Labels, source: &Source, file: &Path) -> Result<(), Error> {
    let tree = repository.find_commit(git2::Oid::from_str(&source.commit)?)?.tree()?;
    let blob = tree.get_path(Path::new(&labels.path))?.to_object(repository)?.peel_to_blob()?;
    check(blob.content(), &source.sha256).map_err(|found| {
        format!("`{}` of {} has the SHA-256 {found}, not the labelled one", labels.path, source.commit)
    })?;
    std::fs::write(file, blob.content())?;
    Ok(())
}
