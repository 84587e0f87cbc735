//! Laws of reading: nothing is lost, every place is true, nothing panics.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use recension::formats::{self, Format};
use recension::model::{Document, SourceMap, Span};
use std::path::Path;

/// Checks every law on one text; `Err` says which one broke.
fn laws(text: &str, format: Format) -> Result<(), String> {
    let Ok(document) = formats::read(text.as_bytes(), format) else { return Ok(()) };
    let mut spans: Vec<(&Span, &str)> = Vec::new();
    spans.extend(document.blocks.iter().map(|block| (&block.span, "block")));
    spans.extend(
        document
            .sections
            .iter()
            .filter_map(|section| section.heading.as_ref())
            .map(|heading| (&heading.span, "heading")),
    );
    spans.sort_by_key(|(span, _)| span.bytes.start);
    in_order(&spans)?;
    let mut covered = vec![false; text.len()];
    for span in spans.iter().map(|(span, _)| *span).chain(document.set_aside.iter().map(|part| &part.span)) {
        covered[span.bytes.clone()].fill(true);
    }
    let skipped = text.len() - text.trim_start_matches('\u{feff}').len();
    let lost = text.char_indices().find(|(at, c)| *at >= skipped && !c.is_whitespace() && !covered[*at]);
    if let Some((at, c)) = lost {
        return Err(format!("{c:?} at byte {at} is lost"));
    }
    for block in &document.blocks {
        true_to(text, &block.text, &block.source, &block.span)?;
        for sentence in block.sentences() {
            if sentence.span.bytes.start < block.span.bytes.start
                || sentence.span.bytes.end > block.span.bytes.end
            {
                return Err(format!("sentence {:?} outside its block {:?}", sentence.span, block.span));
            }
        }
    }
    for heading in document.sections.iter().filter_map(|section| section.heading.as_ref()) {
        true_to(text, &heading.text, &heading.source, &heading.span)?;
    }
    tree(&document)
}

fn in_order(spans: &[(&Span, &str)]) -> Result<(), String> {
    match spans.windows(2).find(|two| two[0].0.bytes.end > two[1].0.bytes.start) {
        Some(two) => Err(format!("{:?} and {:?} overlap", two[0], two[1])),
        None => Ok(()),
    }
}

/// Every character of a text that is not white space stands where its map says.
fn true_to(original: &str, text: &str, source: &SourceMap, span: &Span) -> Result<(), String> {
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let (byte, line) = source.locate(at).ok_or_else(|| format!("{c:?} of {text:?} has no place"))?;
        if original.get(byte..).and_then(|rest| rest.chars().next()) != Some(c) {
            return Err(format!("{c:?} of {text:?} is not at byte {byte}"));
        }
        if !span.bytes.contains(&byte) || line < span.lines.first || line > span.lines.last {
            return Err(format!("{c:?} of {text:?} stands at byte {byte}, line {line}, outside {span:?}"));
        }
    }
    Ok(())
}

/// Sections nest, and blocks follow each other through them.
fn tree(document: &Document) -> Result<(), String> {
    let mut next = 0;
    for (at, section) in document.sections.iter().enumerate() {
        if section.blocks.start != next
            || section.end <= at
            || section.parent.is_some_and(|parent| parent >= at)
        {
            return Err(format!("section {} is out of place", section.id));
        }
        next = section.blocks.end;
    }
    if next == document.blocks.len() { Ok(()) } else { Err("blocks without a section".to_owned()) }
}

fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\u{c}",
        " ",
        "\t",
        "- ",
        "* ",
        "\u{f0b7} ",
        "• ",
        "1. ",
        "(a) ",
        "(b) ",
        "1.1 ",
        "第三条 ",
        "Article 5",
        "§ 12 ",
        "# ",
        "## ",
        "> ",
        "```",
        "---",
        "===",
        "| a | b |\n|---|---|\n",
        "[link](https://a.b/c)",
        "[x]: https://a.b",
        "**",
        "_",
        "`",
        "<b>",
        "<!-- ",
        "-->",
        "cross-",
        "border",
        "12",
        "Page 3",
        "病毒",
        "。",
        "，",
        "The end.",
        "words and ",
        "COVID-19 ",
        "\\*",
        "&amp;",
        "![",
        "](",
        "[^1]",
        "\u{feff}",
    ]);
    prop_oneof![3 => fixed.prop_map(str::to_owned), 1 => "[a-zA-Z ]{1,12}", 1 => "\\PC{1,4}"]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn plain_text_obeys_the_laws(text in text()) {
        prop_assert_eq!(laws(&text, Format::Plain), Ok(()));
    }

    #[test]
    fn markdown_obeys_the_laws(text in text()) {
        prop_assert_eq!(laws(&text, Format::Markdown), Ok(()));
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for format in [Format::Plain, Format::Markdown] {
            let _ = formats::read(&bytes, format);
        }
    }
}

/// The policies of a public collection, where it is at hand.
#[test]
#[ignore = "needs RECENSION_POLICIES, a folder of policies as Markdown"]
fn real_policies_obey_the_laws() {
    let folder = std::env::var("RECENSION_POLICIES").expect("RECENSION_POLICIES names a folder");
    let files = std::fs::read_dir(Path::new(&folder)).expect("the folder can be read");
    for file in files
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
    {
        let text = std::fs::read_to_string(&file).expect("a readable file");
        for format in [Format::Markdown, Format::Plain] {
            assert_eq!(laws(&text, format), Ok(()), "{} as {format:?}", file.display());
        }
    }
}

/// Shapes that make a careless reader slow or exhaust its stack.
#[test]
fn hostile_shapes_are_read() {
    for text in [
        "[".repeat(50_000),
        "> ".repeat(10_000) + "x",
        (0..2_000).map(|depth| " ".repeat(depth * 2 % 400) + "- x\n").collect(),
        "*a ".repeat(20_000),
        "word ".repeat(100_000),
        "\u{f0b7}\n".repeat(20_000),
        "(a) x\n".repeat(20_000),
        "| a |\n|---|\n".to_owned() + &"| b |\n".repeat(20_000),
    ] {
        for format in [Format::Markdown, Format::Plain] {
            assert_eq!(laws(&text, format), Ok(()), "{:?} …", &text[..20.min(text.len())]);
        }
    }
}
