//! The outline of a text against its golden file.

use crate::golden;
use recension::formats::{self, Format};
use recension::report::outline;

#[test]
fn sections_counts_and_cut_off_clauses_are_shown() {
    let text = "# Statement\n\n## Scope\n\nThis statement holds for all rivers.\n\n- lakes;\n- ponds and\n\n### Wells\n\n\
                | well | depth |\n|---|---|\n| A | 3 |\n\nWells are\n\n---\n\n## Duties\n\n一方应当\u{1b}[31m报告。\n";
    let document = formats::read(text.as_bytes(), Format::Markdown).unwrap();
    let mut out = Vec::new();
    outline(&document, 60, false, &mut out).unwrap();
    let shown = String::from_utf8(out).unwrap();
    assert!(!shown.contains('\u{1b}'));
    golden("outline", &shown);
}
