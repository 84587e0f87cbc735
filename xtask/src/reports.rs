//! Writes the HTML reports of the roadmap in this repository's own store: what its restoration changed, and what the
//! Chinese translation lacks. Where Chromium is installed, also their pictures at 1280 and 390 pixels.
//!
//! ```console
//! $ cargo xtask reports [FOLDER]     # default: target/reports
//! ```

use recension::diff::{self, Options};
use recension::formats::{self, Format};
use recension::model::{Basis, Document};
use recension::report::{self, HtmlOptions};
use recension::store::{Store, StoredEdition};
use recension::translation::{self, Since};
use std::error::Error;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Widths of the pictures in pixels: a desk and a telephone.
const WIDTHS: [u32; 2] = [1280, 390];
/// Names under which Chromium is installed.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Runs the tool.
pub fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let folder = arguments.first().map_or_else(|| PathBuf::from("target/reports"), PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    let store = Store::open(Path::new(crate::ROOT))?;
    let edition = |language: &str, revision: &str| {
        let stored = store.resolve("us-canada-roadmap", Some(language), Some(revision), 0)?;
        let document = read(&store, &stored)?;
        Ok::<_, Box<dyn Error>>((stored, document))
    };
    let (old, old_text) = edition("en", "2021-02-23")?;
    let (new, new_text) = edition("en", "2021-02-23-restored")?;
    let (chinese, chinese_text) = edition("zh", "2021-02-23")?;

    let mut comparison = diff::compare(&old_text, &new_text, &Options::default());
    comparison.old.address = old.edition.address();
    comparison.new.address = new.edition.address();
    let page = folder.join("restoration.html");
    report::html(&comparison, &HtmlOptions::default(), &mut BufWriter::new(File::create(&page)?))?;
    pictures(&page)?;

    let options = translation::Options::default();
    let mut findings = translation::compare(&new_text, &chinese_text, &options);
    findings.source.address = new.edition.address();
    findings.target.address = chinese.edition.address();
    let base = translation::compare(&old_text, &chinese_text, &options);
    let since = Since { comparison: &comparison, base: &base, basis: Basis::Recorded, settled: &[] };
    translation::lag(&mut findings, &since);
    let page = folder.join("translation.html");
    report::translation_html(&findings, &mut BufWriter::new(File::create(&page)?))?;
    pictures(&page)
}

fn read(store: &Store, stored: &StoredEdition) -> Result<Document, Box<dyn Error>> {
    let bytes = store.original(stored)?;
    let format = Format::of_media_type(&stored.edition.media_type).unwrap_or(Format::Plain);
    let mut document = formats::read(&bytes, format)?;
    document.language = Some(stored.edition.language.clone());
    Ok(document)
}

/// Takes the pictures of a page, where there is a browser to take them with.
fn pictures(page: &Path) -> Result<(), Box<dyn Error>> {
    println!("{}", page.display());
    for width in WIDTHS {
        let file = page.with_extension(format!("{width}.png"));
        if picture(page, &file, (width, 1600))? {
            println!("{}", file.display());
        } else {
            println!("no Chromium here: {} was not taken", file.display());
        }
    }
    Ok(())
}

/// Takes the picture of a page at a width and height in pixels; whether there was a browser to take it with.
pub fn picture(page: &Path, file: &Path, (width, height): (u32, u32)) -> Result<bool, Box<dyn Error>> {
    let url = format!("file://{}", page.canonicalize()?.display());
    Ok(BROWSERS.iter().any(|browser| {
        let mut command = Command::new(browser);
        command.args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]);
        command.arg(format!("--window-size={width},{height}"));
        command.arg(format!("--screenshot={}", file.display())).arg(&url);
        let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.is_ok_and(|status| status.success()) && file.exists()
    }))
}
