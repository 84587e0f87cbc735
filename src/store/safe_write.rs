//! Files of the store's own, written so that no link that lies in their place is followed.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

/// Writes a file anew, flushed to disk. What is at the path is removed first, so that a link is replaced rather than
/// written through: a repository from an archive may hold one.
pub(in crate::store) fn write_anew(path: &Path, content: &[u8]) -> std::io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(content)?;
    file.sync_all()
}
