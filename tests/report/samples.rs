//! Comparisons made by hand, so that the reports are tested apart from the comparison itself.

use recension::diff::{
    Change, ChangeKind, Comparison, Counts, Edit, EditOp, Form, KindCounts, MatchedBy, Part, Place, RuleHit,
    Side, Significance, Summary, Unit,
};
use recension::model::{BlockKind, Lines};

pub const EQUAL: EditOp = EditOp::Equal;
pub const DELETE: EditOp = EditOp::Delete;
pub const INSERT: EditOp = EditOp::Insert;

pub fn lines(first: usize, last: usize) -> Lines {
    Lines { first, last }
}

pub fn clause(id: &str, section: &str, at: (usize, usize), text: &str) -> Place {
    Place {
        id: id.into(),
        section: if section.is_empty() { vec![] } else { vec![section.into()] },
        label: None,
        lines: lines(at.0, at.1),
        location: None,
        text: text.into(),
        block: Some(BlockKind::Item),
        parts: vec![],
    }
}

pub fn heading(id: &str, at: usize, text: &str) -> Place {
    Place { block: None, ..clause(id, text, (at, at), text) }
}

pub fn section(id: &str, title: &str, texts: &[&str]) -> Place {
    let part = |at: usize, text: &str| Part {
        id: if at == 0 { id.to_owned() } else { format!("{id}.b{at}") },
        block: (at > 0).then_some(BlockKind::Paragraph),
        lines: lines(200 + at, 200 + at),
        text: text.to_owned(),
    };
    let parts: Vec<Part> = std::iter::once(title)
        .chain(texts.iter().copied())
        .enumerate()
        .map(|(at, text)| part(at, text))
        .collect();
    Place { lines: lines(200, 200 + texts.len()), parts, ..heading(id, 200, title) }
}

pub fn rule(id: &str, old: Option<&str>, new: Option<&str>) -> RuleHit {
    RuleHit { old: old.map(Into::into), new: new.map(Into::into), ..RuleHit::new(id.parse().unwrap()) }
}

pub fn edits(list: &[(EditOp, &str)]) -> Vec<Edit> {
    list.iter().map(|(op, text)| Edit { op: *op, text: (*text).into(), form: None }).collect()
}

pub fn form(op: EditOp, text: &str, form: Form) -> Edit {
    Edit { op, text: text.into(), form: Some(form) }
}

pub fn change(kind: ChangeKind, significance: Significance, old: Vec<Place>, new: Vec<Place>) -> Change {
    let unit =
        if old.iter().chain(&new).all(|place| place.block.is_none()) { Unit::Section } else { Unit::Block };
    let paired = !old.is_empty() && !new.is_empty();
    Change {
        id: format!("{:012x}", kind as usize),
        kind,
        unit,
        significance,
        rules: vec![],
        matched_by: paired.then_some(MatchedBy::Similarity),
        score: paired.then_some(0.970_123_4),
        old,
        new,
        edits: vec![],
    }
}

pub fn comparison(changes: Vec<Change>) -> Comparison {
    let count = |significance| changes.iter().filter(|change| change.significance == significance).count();
    let kind = |kind| changes.iter().filter(|change| change.kind == kind).count();
    let side = |address: &str, digit: &str| Side {
        address: address.into(),
        language: Some("en".into()),
        sha256: digit.repeat(64),
        title: Some("Statement on Shared Waters".into()),
        sections: 7,
        blocks: 52,
    };
    let summary = Summary {
        significance: Counts {
            substantive: count(Significance::Substantive),
            unclear: count(Significance::Unclear),
            editorial: count(Significance::Editorial),
            cosmetic: count(Significance::Cosmetic),
        },
        kinds: KindCounts {
            added: kind(ChangeKind::Added),
            removed: kind(ChangeKind::Removed),
            modified: kind(ChangeKind::Modified),
            moved: kind(ChangeKind::Moved),
            split: kind(ChangeKind::Split),
            merged: kind(ChangeKind::Merged),
            renamed: kind(ChangeKind::Renamed),
            renumbered: kind(ChangeKind::Renumbered),
        },
        links: 1,
        words_deleted: 12,
        words_inserted: 20,
    };
    Comparison {
        old: side("waters/en@2021-02-23", "a"),
        new: side("waters/en@2023-06-01", "b"),
        identical: changes.is_empty(),
        summary,
        changes,
        alignment: vec![],
        rules: vec![],
        notes: vec![],
    }
}

/// Every kind of change once and more.
pub fn every_kind() -> Comparison {
    let mut changes = edited();
    changes.extend(rearranged());
    let mut comparison = comparison(changes);
    comparison
        .notes
        .push("the budget of work for similar text was used up; some moves may be told as removals".into());
    comparison
}

fn edited() -> Vec<Change> {
    use ChangeKind::{Added, Modified, Removed, Renamed};
    use Significance::{Cosmetic, Editorial, Substantive};
    let goals = "Clean Water Goals";
    let text = "The parties also agreed to take a coordinated approach to monitoring progress towards clean and \
                accessible rivers, including by sharing measurements. They affirmed the goal of ";
    let number = Change {
        rules: vec![
            rule("percentage-changed", Some("90%"), Some("95%")),
            rule("number-changed", Some("2035"), Some("2040")),
        ],
        edits: edits(&[
            (EQUAL, text),
            (DELETE, "90%"),
            (INSERT, "95%"),
            (EQUAL, " safe water by "),
            (DELETE, "2035"),
            (INSERT, "2040"),
            (
                EQUAL,
                ", and each will report to the other every year on what was reached, on what was not reached, and why.",
            ),
        ]),
        ..change(
            Modified,
            Substantive,
            vec![clause("s2.b6", goals, (120, 126), "")],
            vec![clause("s2.b7", goals, (131, 137), "")],
        )
    };
    let negation = Change {
        rules: vec![rule("negation-added", None, Some("not"))],
        edits: edits(&[
            (EQUAL, "Both parties agreed "),
            (INSERT, "not "),
            (EQUAL, "to close the border crossing."),
        ]),
        ..change(
            Modified,
            Substantive,
            vec![clause("s2.b8", goals, (140, 140), "")],
            vec![clause("s2.b9", goals, (150, 150), "")],
        )
    };
    let cosmetic = Change {
        edits: vec![
            Edit { op: EQUAL, text: "the river".into(), form: None },
            form(DELETE, "’s", Form::Cosmetic),
            form(INSERT, "'s", Form::Cosmetic),
            Edit { op: EQUAL, text: " bed".into(), form: None },
        ],
        ..change(
            Modified,
            Cosmetic,
            vec![clause("s2.b9", goals, (141, 142), "")],
            vec![clause("s2.b10", goals, (151, 153), "")],
        )
    };
    let link = Change {
        rules: vec![rule("link-changed", Some("https://a.example"), Some("https://b.example"))],
        edits: vec![
            Edit { op: EQUAL, text: "see the [map".into(), form: None },
            form(DELETE, "](https://a.example)", Form::Link),
            form(INSERT, "](https://b.example)", Form::Link),
        ],
        ..cosmetic.clone()
    };
    let wrapped = Change { edits: edits(&[(EQUAL, "the same")]), ..cosmetic.clone() };
    let gone = Change {
        rules: vec![rule("clause-removed", None, None)],
        ..change(
            Removed,
            Substantive,
            vec![clause("s2.b10", goals, (143, 144), "The parties will publish a map of all wells.")],
            vec![],
        )
    };
    let renamed = Change {
        edits: edits(&[(EQUAL, "Sharing "), (INSERT, "Costs and "), (EQUAL, "Knowledge")]),
        ..change(
            Renamed,
            Editorial,
            vec![heading("s3", 160, "Sharing Knowledge")],
            vec![heading("s3", 170, "Sharing Costs and Knowledge")],
        )
    };
    let added = Change {
        rules: vec![rule("clause-added", None, None)],
        ..change(
            Added,
            Substantive,
            vec![],
            vec![clause(
                "s3.b1",
                "Sharing Costs and Knowledge",
                (172, 174),
                "Each party bears half of the costs.",
            )],
        )
    };
    vec![number, negation, cosmetic, link, wrapped, gone, renamed, added]
}

fn rearranged() -> Vec<Change> {
    use ChangeKind::{Added, Merged, Moved, Removed, Renumbered, Split};
    use Significance::{Editorial, Substantive};
    let duties = "Article 4 Duties";
    let herd = "The parties recognised the importance of the wetland. ";
    let moved = Change {
        edits: edits(&[(EQUAL, &format!("{herd}They agreed not to dig there."))]),
        ..change(
            Moved,
            Editorial,
            vec![clause("s2.b3", "Clean Water Goals", (101, 103), "")],
            vec![clause("s4.b1", duties, (180, 182), &format!("{herd}They agreed not to dig there."))],
        )
    };
    let moved_and_edited = Change {
        edits: edits(&[
            (EQUAL, herd),
            (EQUAL, "They will "),
            (DELETE, "help safeguard"),
            (INSERT, "protect"),
            (EQUAL, " it."),
        ]),
        ..change(
            Moved,
            Editorial,
            vec![clause("s4.b5", duties, (168, 169), "")],
            vec![clause("s4.b2", duties, (183, 184), "")],
        )
    };
    let (one, two) = ("A board shall meet twice a year.", "Its minutes are public.");
    let both = format!("{one} {two}");
    let split = Change {
        edits: edits(&[(EQUAL, &both)]),
        ..change(
            Split,
            Editorial,
            vec![clause("s4.b3", duties, (164, 165), &both)],
            vec![clause("s4.b3", duties, (185, 185), one), clause("s4.b4", duties, (186, 186), two)],
        )
    };
    let merged = Change {
        kind: Merged,
        old: vec![clause("s4.b6", duties, (190, 190), one), clause("s4.b7", duties, (191, 191), two)],
        new: vec![clause("s4.b7", duties, (192, 193), "")],
        edits: edits(&[
            (EQUAL, one),
            (EQUAL, " Its minutes are "),
            (DELETE, "public"),
            (INSERT, "published"),
            (EQUAL, "."),
        ]),
        ..split.clone()
    };
    let labels = |list: [(&str, &str); 2]| {
        list.map(|(id, label)| clause(id, duties, (195, 196), &format!("({label}) the river"))).to_vec()
    };
    let renumbered = change(
        Renumbered,
        Editorial,
        labels([("s4.b8", "c"), ("s4.b9", "d")]),
        labels([("s4.b9", "d"), ("s4.b10", "e")]),
    );
    let run = |list: [(&str, &str); 2]| list.map(|(id, text)| heading(id, 198, text)).to_vec();
    let articles = change(
        Renumbered,
        Editorial,
        run([("s5", "Article 5 Costs"), ("s6", "Article 6 End")]),
        run([("s6", "Article 6 Costs"), ("s7", "Article 7 End")]),
    );
    let moved_section = change(
        Moved,
        Editorial,
        vec![section("s6", "Looking Ahead", &["We look ahead."])],
        vec![section("s5", "Looking Ahead", &["We look ahead."])],
    );
    let texts: Vec<String> =
        (1..=14).map(|number| format!("Sentence number {number} of the new section.")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let added = Change {
        rules: vec![rule("clause-added", None, None)],
        ..change(Added, Substantive, vec![], vec![section("s8", "Personal Data", &texts)])
    };
    let removed = Change {
        rules: vec![rule("clause-removed", None, None)],
        ..change(
            Removed,
            Substantive,
            vec![section("s7", "Alliances", &["We have friends.", "They know it."])],
            vec![],
        )
    };
    vec![moved, moved_and_edited, split, merged, renumbered, articles, moved_section, added, removed]
}

pub fn chinese() -> Comparison {
    use ChangeKind::Modified;
    let section = "加速应对气候的雄心计划Accelerating Climate Ambitions";
    let number = Change {
        rules: vec![rule("date-changed", Some("2035 年"), Some("2040 年"))],
        edits: edits(&[
            (
                EQUAL,
                "两国领导人还同意采取协调一致的方法，加快在可持续、具有韧力的清洁能源基础设施方面取得进展，包括鼓励发展跨境清洁电力传输。为了推进这项工作，总统重申了美国到 ",
            ),
            (DELETE, "2035"),
            (INSERT, "2040"),
            (
                EQUAL,
                " 年在电力行业实现净零碳排放无污染的目标，总理重申了加拿大到 2030 年实现 90% 非排放发电的目标。",
            ),
        ]),
        ..change(
            Modified,
            Significance::Substantive,
            vec![clause("s3.b7", section, (37, 38), "")],
            vec![clause("s3.b7", section, (37, 38), "")],
        )
    };
    let word = Change {
        edits: edits(&[
            (EQUAL, "双方领导人"),
            (DELETE, "同意"),
            (INSERT, "决定"),
            (
                EQUAL,
                "，在未来考虑放宽《加美边界限制的措施》之时，将以科学和公共卫生标准为基准，采取协调一致的方法。",
            ),
        ]),
        ..change(
            Modified,
            Significance::Editorial,
            vec![clause("s3.b9", section, (41, 41), "")],
            vec![clause("s3.b9", section, (41, 41), "")],
        )
    };
    let mut comparison = comparison(vec![number, word]);
    comparison.new.title = Some("美国-加拿大伙伴关系路线图".into());
    comparison.old.title = comparison.new.title.clone();
    comparison
}

/// Text that tries to steer the terminal, the page and the forge.
pub const HOSTILE: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}<script>alert(1)</script> @octocat #1 [x](javascript:y) `*_|_*` \u{202e}evil\u{9b}31m\n## forged\r\n- item";

pub fn hostile() -> Comparison {
    let place = |id: &str| clause(id, HOSTILE, (1, 2), HOSTILE);
    let added = change(ChangeKind::Added, Significance::Substantive, vec![], vec![place("s1.b1")]);
    let modified = Change {
        rules: vec![rule("number-changed", Some(HOSTILE), Some(HOSTILE))],
        edits: edits(&[(EQUAL, HOSTILE), (DELETE, HOSTILE), (INSERT, HOSTILE)]),
        ..change(ChangeKind::Modified, Significance::Substantive, vec![place("s1.b2")], vec![place("s1.b2")])
    };
    let whole = change(
        ChangeKind::Removed,
        Significance::Substantive,
        vec![section("s2", HOSTILE, &[HOSTILE])],
        vec![],
    );
    let mut comparison = comparison(vec![added, modified, whole]);
    comparison.old.address = HOSTILE.into();
    comparison.new.title = Some(HOSTILE.into());
    comparison.notes.push(HOSTILE.into());
    comparison
}
