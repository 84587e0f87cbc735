//! Makes the two pictures of the README from its bundled texts: the terminal as SVG, the page as PNG.
//!
//! ```console
//! $ cargo xtask pictures
//! ```

use crate::{ROOT, cargo, reports};
use std::error::Error;
use std::path::Path;
use std::process::Command;

const OLD: &str = "privacy-2024.md";
const NEW: &str = "privacy-2025.md";
/// Columns of the terminal: what README pages show without scrolling.
const COLUMNS: &str = "80";
/// Pixels of the page.
const PAGE: (u32, u32) = (1100, 900);

/// Runs the tool.
pub fn run(_: &[String]) -> Result<(), Box<dyn Error>> {
    let program = cargo::release_program()?;
    let folder = Path::new(ROOT).join("docs/pictures");
    std::fs::create_dir_all(&folder)?;
    let diff = |arguments: &[&str]| {
        let mut command = Command::new(&program);
        command.current_dir(Path::new(ROOT).join("examples/walkthrough")).env("COLUMNS", COLUMNS);
        let output = command.arg("diff").args([OLD, NEW]).args(arguments).output()?;
        Ok::<_, Box<dyn Error>>(String::from_utf8(output.stdout)?)
    };
    let shown = diff(&["--color", "always", "--width", COLUMNS])?;
    let session = format!("$ recension diff {OLD} {NEW}\n{shown}");
    let svg = anstyle_svg::Term::new().render_svg(&session);
    std::fs::write(folder.join("terminal.svg"), svg)?;

    let work = tempfile::tempdir()?;
    let page = work.path().join("page.html");
    std::fs::write(&page, diff(&["--format", "html"])?)?;
    let picture = folder.join("page.png");
    if reports::picture(&page, &picture, PAGE)? {
        println!("{}", picture.display());
        Ok(())
    } else {
        Err("Chromium is needed for the picture of the page; install it".into())
    }
}
