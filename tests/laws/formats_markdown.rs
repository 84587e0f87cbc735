//! Markdown as policies use it: what must be understood of it, with its places.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

use recension::formats::{self, Format};
use recension::model::{BlockKind, Document, MarkKind};

fn read(text: &str) -> Document {
    formats::read(text.as_bytes(), Format::Markdown).expect("a text")
}

/// Every heading and block as `lines kind text`, headings with their rank.
fn lines(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    for section in &document.sections {
        if let Some(heading) = &section.heading {
            let lines = heading.span.lines;
            out.push(format!("{}-{} h{} {}", lines.first, lines.last, section.level, heading.text));
        }
        for block in &document.blocks[section.blocks.clone()] {
            let lines = block.span.lines;
            let kind = format!("{:?}", block.kind).to_lowercase();
            out.push(format!("{}-{} {kind}{} {}", lines.first, lines.last, block.depth, block.text));
        }
    }
    out
}

#[test]
fn headings_of_every_form() {
    let text = "# Terms of Use #\n\nIntroduction\n============\n\nScope\n-----\n\n### [Contact](https://example.org/contact)\n\nWrite to us.\n";
    let document = read(text);
    assert_eq!(
        lines(&document),
        [
            "1-1 h1 Terms of Use",
            "3-4 h1 Introduction",
            "6-7 h2 Scope",
            "9-9 h3 [Contact](https://example.org/contact)",
            "11-11 paragraph0 Write to us."
        ]
    );
    let heading = document.sections[4].heading.as_ref().unwrap();
    let target = heading.marks.iter().find(|mark| mark.kind == MarkKind::Target).unwrap();
    assert_eq!(&heading.text[target.range.clone()], "](https://example.org/contact)");
    assert_eq!(document.sections[4].id, "s2.1.1");
}

#[test]
fn lists_quotations_tables_code_and_comments() {
    let text = "\
- first item
  goes on
  - nested
- second

  its second paragraph
3. third
4. fourth

> quoted
> twice

| Cookie | Kept |
|:-------|-----:|
| `sid`  | 1 day |

```sh
curl example.org
```

<!-- a note
of two lines -->

<div>raw</div>

* * *
";
    let document = read(text);
    assert_eq!(
        lines(&document),
        [
            "1-2 item1 first item goes on",
            "3-3 item2 nested",
            "4-4 item1 second",
            "6-6 paragraph1 its second paragraph",
            "7-7 item1 3. third",
            "8-8 item1 4. fourth",
            "10-11 quote1 quoted twice",
            "13-13 row0 | Cookie | Kept |",
            "15-15 row0 | `sid` | 1 day |",
            "17-19 code0 ```sh curl example.org ```",
            "21-22 comment0 <!-- a note of two lines -->",
            "24-24 html0 <div>raw</div>",
        ]
    );
    let labels: Vec<&str> = document
        .blocks
        .iter()
        .filter_map(|block| block.label.as_ref())
        .map(|label| label.printed.as_str())
        .collect();
    assert_eq!(labels, ["3.", "4."]);
    let aside: Vec<&str> = document.set_aside.iter().map(|part| part.text.as_str()).collect();
    assert_eq!(aside, ["|:-------|-----:|", "* * *"]);
}

#[test]
fn front_matter_is_read_and_names_the_document() {
    let text = "---\ntitle: GitHub Privacy Statement\nredirect_from:\n  - /privacy\n---\n\nEffective date: May 1, 2024\n";
    let document = read(text);
    assert_eq!(document.title.as_deref(), Some("GitHub Privacy Statement"));
    assert_eq!(
        lines(&document),
        [
            "2-3 metadata0 title: GitHub Privacy Statement redirect_from:",
            "4-4 metadata0 /privacy",
            "7-7 paragraph0 Effective date: May 1, 2024"
        ]
    );
}

#[test]
fn numbered_clauses_without_headings_form_sections() {
    let text = "Article 1\n\nThe first rule.\n\nArticle 2\n\n(a) one\n(b) two\n(c) three\n";
    let document = read(text);
    let sections: Vec<(&str, usize)> =
        document.sections.iter().map(|section| (section.id.as_str(), section.blocks.len())).collect();
    assert_eq!(sections, [("s0", 0), ("s1", 1), ("s2", 3)]);
    let chinese = read("第一条 为了保护权益,制定本法。\n\n第二条 本法适用于处理活动。\n");
    assert_eq!(chinese.sections.len(), 3);
    assert_eq!(chinese.blocks[1].label.as_ref().unwrap().ordinals, [2]);
    let plain = read("Just a paragraph.\n\nAnd another.\n");
    assert_eq!((plain.section_count(), plain.blocks.len()), (1, 2));
}

#[test]
fn lines_that_only_look_like_clauses_stay_together() {
    let document = read("The fee rose to\n5. The next year it fell again to\n3. Nobody knows why.\n");
    assert_eq!(document.blocks.len(), 1);
}

#[test]
fn a_reference_link_keeps_its_target_apart() {
    let document = read("See [our rules][rules] for more.\n\n[rules]: https://example.org/rules\n");
    assert_eq!(
        lines(&document),
        [
            "1-1 paragraph0 See [our rules][rules] for more.",
            "3-3 metadata0 [rules]: https://example.org/rules"
        ]
    );
    let target = |at: usize| {
        let block = &document.blocks[at];
        block
            .marks
            .iter()
            .filter(|mark| mark.kind == MarkKind::Target)
            .map(|mark| &block.text[mark.range.clone()])
            .collect::<String>()
    };
    assert_eq!((target(0).as_str(), target(1).as_str()), ("][rules]", "https://example.org/rules"));
    assert!(document.blocks.iter().all(|block| block.kind != BlockKind::Item));
}
