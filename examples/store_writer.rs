//! Stores many snapshots one after the other, for the tests with several processes and with kills:
//! `store_writer PATH DOCUMENT COUNT`. Each revision is printed on a line of its own once it is reported as stored.

use recension::model::{DocumentName, Edition, Language, Revision};
use recension::store::{Author, NewEdition, Store};
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, path, document, count] = arguments.as_slice() else {
        return Err("usage: store_writer PATH DOCUMENT COUNT".into());
    };
    let store = Store::open(Path::new(path))?;
    let started = SystemTime::now().duration_since(UNIX_EPOCH)?;
    let author = Author {
        name: "Writer".to_owned(),
        email: "writer@example.org".to_owned(),
        seconds: i64::try_from(started.as_secs())?,
        offset_minutes: 0,
    };
    let mut out = std::io::stdout();
    for number in 0..count.parse::<u32>()? {
        let revision = format!("{}-{}-{number}", started.as_nanos(), std::process::id());
        let original = format!("The text of {document} at {revision}.\n").into_bytes();
        let digest = Sha256::digest(&original);
        let edition = Edition {
            document: DocumentName::new(document)?,
            language: Language::new("en")?,
            revision: Revision::new(&revision)?,
            title: None,
            captured: None,
            published: None,
            effective: None,
            source_url: None,
            media_type: "text/plain".to_owned(),
            sha256: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
            extractor: "none/1".to_owned(),
            translates: None,
            note: None,
        };
        let text = String::from_utf8_lossy(&original).into_owned();
        store.snapshot(&[NewEdition { edition, text, original, extension: "txt".to_owned() }], &author)?;
        writeln!(out, "{revision}")?;
        out.flush()?;
    }
    Ok(())
}
