//! Loose objects: files that hold one object each, before git packs them.
//!
//! Two things about them are not left to libgit2. It reads a file that ends in the middle of its object in an endless
//! loop, so every one is inflated before anything is read. And it takes an object that is there already as stored,
//! without asking whether it ever reached the disk; git does not flush loose objects by default.

use crate::store::error::StoreError;
use crate::store::git::{Git, ObjectId};
use flate2::{Decompress, FlushDecompress, Status};
use git2::Oid;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// How the content of a loose object's file reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    /// To its end.
    Whole,
    /// It ends in the middle of the object.
    Truncated,
    /// It is no compressed object; libgit2 says so too.
    Garbage,
}

impl Git {
    /// Refuses a repository with an object that ends in the middle: reading it would never end.
    ///
    /// git packs its objects when there are some 6,700 loose ones, so this is bounded: 6,700 of 600 bytes take 0.13 s,
    /// a packed repository nothing that can be measured.
    pub(super) fn refuse_truncated_objects(&self) -> Result<(), StoreError> {
        for file in loose_files(&self.common_dir().join("objects")) {
            if content_of(&file) == Some(Content::Truncated) {
                return Err(StoreError::TruncatedObject { path: file });
            }
        }
        Ok(())
    }

    /// Stores an object and makes sure that it can be read after a power cut, also where somebody stored it before.
    pub(super) fn persist(
        &self,
        doing: &'static str,
        store: impl Fn() -> Result<Oid, git2::Error>,
    ) -> Result<ObjectId, StoreError> {
        let id = store_patiently(&store).map_err(StoreError::git(doing))?;
        let file = self.loose_file(id);
        // An earlier power cut leaves files that are empty or end early; libgit2 takes them for the object.
        if content_of(&file).is_some_and(|content| content != Content::Whole) {
            fs::remove_file(&file).map_err(StoreError::io("remove", &file))?;
            store().map_err(StoreError::git(doing))?;
        }
        self.flush(id)?;
        Ok(ObjectId(id))
    }

    /// Flushes a loose object and the folder that names it. A packed one is on disk: git flushes packs.
    pub(super) fn flush(&self, id: Oid) -> Result<(), StoreError> {
        let file = self.loose_file(id);
        match File::open(&file).and_then(|open| open.sync_all()) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(StoreError::io("flush", &file)(error)),
        }
        let folders = file.ancestors().skip(1).take(2);
        for folder in folders {
            sync_folder(folder).map_err(StoreError::io("flush", folder))?;
        }
        Ok(())
    }

    fn loose_file(&self, id: Oid) -> PathBuf {
        let hex = id.to_string();
        let (folder, name) = hex.split_at(2);
        self.common_dir().join("objects").join(folder).join(name)
    }
}

/// Stores an object; once more where `git gc` removed the folder that it was about to be written in.
fn store_patiently(store: &impl Fn() -> Result<Oid, git2::Error>) -> Result<Oid, git2::Error> {
    /// `git gc` removes each empty folder once, so the second attempt mostly succeeds already.
    const ATTEMPTS: usize = 5;
    let mut last = store();
    for _ in 1..ATTEMPTS {
        if last.as_ref().is_err_and(|error| error.class() == git2::ErrorClass::Os) {
            last = store();
        }
    }
    last
}

/// Makes what a folder names last. Only Unix lets a folder be opened and flushed; elsewhere the file system's own
/// journal has to do.
pub(in crate::store) fn sync_folder(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// The files of all loose objects. Folders that cannot be read hold none: libgit2 cannot read them either.
fn loose_files(objects: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = |folder: &Path| fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let is_hex = |name: &std::ffi::OsStr, digits: usize| {
        name.len() == digits && name.as_encoded_bytes().iter().all(u8::is_ascii_hexdigit)
    };
    let fan_out = entries(objects).filter(move |entry| is_hex(&entry.file_name(), 2));
    fan_out
        .flat_map(move |folder| entries(&folder.path()))
        .filter(move |entry| is_hex(&entry.file_name(), 38))
        .map(|entry| entry.path())
}

/// How a loose object reads; none where there is no such file.
fn content_of(file: &Path) -> Option<Content> {
    let compressed = fs::read(file).ok()?;
    let mut stream = Decompress::new(true);
    let mut out = vec![0; 32 * 1024];
    loop {
        let (read, written) = (stream.total_in(), stream.total_out());
        let rest = compressed.get(usize::try_from(read).unwrap_or(usize::MAX)..).unwrap_or_default();
        match stream.decompress(rest, &mut out, FlushDecompress::None) {
            Ok(Status::StreamEnd) => return Some(Content::Whole),
            // No step was made and none can be: the input is used up.
            Ok(_) if (stream.total_in(), stream.total_out()) == (read, written) => {
                return Some(Content::Truncated);
            }
            Ok(_) => {}
            Err(_) => return Some(Content::Garbage),
        }
    }
}
