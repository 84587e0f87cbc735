//! The hostile documents, and the results that are made of them by hand: no reader or comparison stands between a text
//! and the form that must make it harmless.

use recension::diff::{
    Change, ChangeKind, Comparison, Counts, Edit, EditOp, Form, KindCounts, MatchedBy, Part, Place, RuleHit,
    RuleId, Side, Significance, Summary, Unit,
};
use recension::formats::{self, Format};
use recension::history::{Commit, Entry, History, SameAs};
use recension::model::{Basis, BlockKind, Date, Document, Language, Lines};
use recension::repository::{DocumentStatus, TextState, TranslationStatus};
use recension::translation::{
    Coverage, Extent, FactPair, Finding, FindingKind, Findings, Lag, Pair, SourceChange, State, Which,
};
use std::sync::LazyLock;

/// A document in two states and in two languages.
pub struct Case {
    /// The newer text.
    pub new: Document,
    /// What changed.
    pub comparison: Comparison,
    /// What its translation lacks.
    pub findings: Findings,
    /// Words of the text, one of which is in every output.
    pub words: &'static [&'static str],
}

/// Texts that try what a text can try. Each says `wetland`, so that it can be found again.
const HOSTILE: [&str; 14] = [
    "wetland <script>window.owned=1</script><img src=x onerror=\"window.owned=1\"><svg onload='x'> \"'><a href=\"javascript:x\">y</a>",
    "wetland </style></title></article></ins></del></details><!-- --> --> ]]> <![CDATA[ x ]]> <?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]> &a; &#60;b&#62; &lt;i&gt;",
    "wetland [text](javascript:x) ![picture](https://evil.example/x.png) [text][1] <https://evil.example> https://evil.example/track www.evil.example me@evil.example xmpp:me@evil.example",
    "wetland @octocat @org/team #12 GH-12 owner/repo#12 a5c3785ed8d6a35868bc169f07e40e889087fd2e !12 %3 ~bug &4 $5 :tada: :+1: [[page]] [^1] ^[note]",
    "# wetland *a* **b** __c__ ~~d~~ `e` ``f`` | g | h | $x^2$ $`y`$ ==z== ||s|| H~2~O x^2^ \\(m\\)",
    "> [!WARNING] wetland",
    "- [ ] wetland - [x] done 1. one --- === ``` ::: +++",
    "{++wetland++} {--gone--} {~~a~>b~~} {==c==} {>>note<<} ++} --} ~~} <<} {+ } {",
    "wetland \u{1b}[2J\u{1b}]0;owned\u{7}\u{1b}]8;;https://evil.example\u{7}click\u{1b}]8;;\u{7}\u{9b}31m\u{7f}\u{0}\u{8}\r\n\t\u{c}",
    "wetland \u{202e}evil\u{202c} \u{2066}x\u{2069} \u{200f}\u{200e}\u{61c} \u{2028}\u{2029} \u{e0041}\u{e007f} \u{feff}\u{200b}\u{ad} \u{fffe}\u{ffff} \u{fff9}a\u{fffb}",
    "=HYPERLINK(\"https://evil.example\";\"wetland\") =cmd|' /C calc'!A0 +1+1 -2+3 @SUM(1)",
    "wetland \"\nmsgstr \"forged\"\n#~ msgid \"x\"\n\\\" \\n \\",
    "wetland ::error file=a::forged %0A::set-output name=x::y %25 ##vso[task.setvariable]",
    "wetland\n## forged\r\n- item\n\n<details>\n\n<summary>x</summary>\n\n| a |\n| - |\n\n[1]: https://evil.example\n[^1]: note\n\n    code\n",
];

const KINDS: [ChangeKind; 8] = [
    ChangeKind::Added,
    ChangeKind::Removed,
    ChangeKind::Modified,
    ChangeKind::Moved,
    ChangeKind::Split,
    ChangeKind::Merged,
    ChangeKind::Renamed,
    ChangeKind::Renumbered,
];

/// Every hostile text in every kind of change and finding, and in every field that a document or a user fills.
pub static TEXT: LazyLock<Case> = LazyLock::new(|| {
    let all = || KINDS.iter().flat_map(|kind| HOSTILE.iter().map(|text| (*kind, *text)));
    let changes = all().enumerate().map(|(at, (kind, text))| change(at, kind, text)).collect();
    let found = FINDINGS.iter().flat_map(|kind| HOSTILE.iter().map(|text| (*kind, *text)));
    let found: Vec<Finding> = found.enumerate().map(|(at, (kind, text))| finding(at, kind, text)).collect();
    let mut case = case(&HOSTILE.join("\n\n"), changes, found, &["wetland"]);
    let text = HOSTILE.join(" ");
    for side in [&mut case.comparison.old, &mut case.comparison.new] {
        *side = Side { address: text.clone(), title: Some(text.clone()), ..side.clone() };
    }
    case.comparison.notes = HOSTILE.map(str::to_owned).to_vec();
    case.comparison.rules = HOSTILE.iter().map(|text| rule(text)).collect();
    case.findings.notes = HOSTILE.map(str::to_owned).to_vec();
    case.findings.source = case.comparison.old.clone();
    case.findings.target = case.comparison.new.clone();
    case.findings.lag = Some(Lag {
        base: case.comparison.old.clone(),
        basis: Basis::Assumed,
        lagging: 1,
        editorial: 2,
        cosmetic: 3,
        followed: 1,
        settled: 1,
    });
    case
});

/// One clause of a megabyte, edited at its end.
pub static LONG: LazyLock<Case> = LazyLock::new(|| {
    let line = "wetland ".repeat(131_072);
    let kinds = [ChangeKind::Added, ChangeKind::Removed, ChangeKind::Modified];
    let changes = kinds.iter().enumerate().map(|(at, kind)| change(at, *kind, &line)).collect();
    let found = FINDINGS.iter().enumerate().map(|(at, kind)| finding(at, *kind, &line)).collect();
    case(&line, changes, found, &["wetland"])
});

/// 20,000 changes and 20,000 findings.
pub static MANY: LazyLock<Case> = LazyLock::new(|| {
    const NUMBER: usize = 20_000;
    let text = |at: usize| format!("Station {at} sends a sample of the wetland @office #{at} <b>{at}</b>.");
    let changes = (0..NUMBER).map(|at| change(at, KINDS[at % KINDS.len()], &text(at))).collect();
    let found = (0..NUMBER).map(|at| finding(at, FINDINGS[at % FINDINGS.len()], &text(at))).collect();
    let all: Vec<String> = (0..NUMBER).map(text).collect();
    case(&all.join("\n\n"), changes, found, &["wetland"])
});

const FINDINGS: [FindingKind; 7] = [
    FindingKind::Untranslated,
    FindingKind::Untraced,
    FindingKind::Truncated,
    FindingKind::FactDiffers,
    FindingKind::OrderDiffers,
    FindingKind::Unsure,
    FindingKind::Lagging,
];

fn case(text: &str, changes: Vec<Change>, found: Vec<Finding>, words: &'static [&'static str]) -> Case {
    // What no reader lets through is not in a document; it is in the results.
    let readable: String = text.chars().filter(|c| !c.is_control() || *c == '\n').collect();
    let readable = format!("1. Duties of the wetland\n\n{readable}");
    let new = formats::read(readable.as_bytes(), Format::Plain).unwrap();
    let count = |wanted| changes.iter().filter(|change| change.significance == wanted).count();
    let summary = Summary {
        significance: Counts {
            substantive: count(Significance::Substantive),
            unclear: count(Significance::Unclear),
            editorial: count(Significance::Editorial),
            cosmetic: count(Significance::Cosmetic),
        },
        kinds: KindCounts { added: 1, modified: 2, ..KindCounts::default() },
        links: 1,
        words_deleted: 12,
        words_inserted: 20,
    };
    let side = |language: &str| Side {
        address: format!("waters/{language}"),
        language: Some(language.to_owned()),
        sha256: "a".repeat(64),
        title: Some("Statement".to_owned()),
        sections: 7,
        blocks: 52,
    };
    let pair = |finding: &Finding| Pair {
        source: finding.source.clone(),
        target: finding.target.clone(),
        state: State::Partial,
        score: 0.5,
        sentences: vec![],
    };
    let paired = found.iter().filter(|finding| !finding.source.is_empty() && !finding.target.is_empty());
    let findings = Findings {
        source: side("en"),
        target: side("fr"),
        coverage: Coverage { sections: 1.0, blocks: 0.5, text: 0.5 },
        sections: vec![],
        pairs: paired.map(pair).collect(),
        findings: found,
        notes: vec![],
        lag: None,
    };
    let comparison = Comparison {
        old: side("en"),
        new: side("en"),
        identical: false,
        summary,
        changes,
        alignment: vec![],
        rules: vec![],
        notes: vec![],
    };
    Case { new, comparison, findings, words }
}

fn rule(text: &str) -> RuleHit {
    RuleHit {
        old: Some(text.to_owned()),
        new: Some(text.to_owned()),
        // In truth the id of a clause.
        clause: Some(text.chars().take(40).collect()),
        ..RuleHit::new(RuleId::NumberChanged)
    }
}

fn edits(text: &str) -> Vec<Edit> {
    let edit = |op, form| Edit { op, text: text.to_owned(), form };
    // In what is long or many no edit is needed twice.
    if text.len() > 100_000 || text.starts_with("Station") {
        return vec![edit(EditOp::Equal, None), edit(EditOp::Delete, None), edit(EditOp::Insert, None)];
    }
    vec![
        edit(EditOp::Equal, None),
        edit(EditOp::Delete, None),
        edit(EditOp::Insert, None),
        edit(EditOp::Equal, None),
        edit(EditOp::Delete, Some(Form::Label)),
        edit(EditOp::Insert, Some(Form::Label)),
        edit(EditOp::Insert, None),
    ]
}

fn place(id: &str, at: usize, text: &str, whole: bool) -> Place {
    let part = |id: String, block| Part {
        id,
        block,
        lines: Lines { first: at + 1, last: at + 2 },
        text: text.to_owned(),
    };
    let parts = vec![part(id.to_owned(), None), part(format!("{id}.b1"), Some(BlockKind::Paragraph))];
    Place {
        id: id.to_owned(),
        // Neighbours share a section, as they do in documents.
        section: vec![if at < 500 && text.len() < 1_000 {
            text.to_owned()
        } else {
            format!("Duty {}", at / 25)
        }],
        label: None,
        lines: Lines { first: at + 1, last: at + 2 },
        location: None,
        text: text.to_owned(),
        block: (!whole).then_some(BlockKind::Item),
        parts: if whole { parts } else { vec![] },
    }
}

fn change(at: usize, kind: ChangeKind, text: &str) -> Change {
    let whole = kind == ChangeKind::Renamed || at % 11 == 10;
    let id = if whole { format!("s{}", at + 2) } else { format!("s0.b{}", at + 1) };
    let one = place(&id, at, text, whole && kind != ChangeKind::Renamed);
    let both = vec![one.clone(), Place { id: format!("{id}0"), ..one.clone() }];
    let (old, new) = match kind {
        ChangeKind::Added => (vec![], vec![one]),
        ChangeKind::Removed => (vec![one], vec![]),
        ChangeKind::Split => (vec![one], both),
        ChangeKind::Merged => (both, vec![one]),
        ChangeKind::Renumbered => (both.clone(), both),
        _ => (vec![one.clone()], vec![one]),
    };
    let paired = !old.is_empty() && !new.is_empty();
    Change {
        id: format!("{at:012x}"),
        kind,
        unit: if whole { Unit::Section } else { Unit::Block },
        significance: [Significance::Substantive, Significance::Editorial, Significance::Cosmetic][at % 3],
        rules: vec![rule(text)],
        edits: if paired { edits(text) } else { vec![] },
        matched_by: paired.then_some(MatchedBy::Similarity),
        score: paired.then_some(0.9),
        old,
        new,
    }
}

fn finding(at: usize, kind: FindingKind, text: &str) -> Finding {
    let place = vec![place(&format!("s1.b{}", at + 1), at, text, false)];
    let (source, target) = match kind {
        FindingKind::Untranslated => (place, vec![]),
        FindingKind::Untraced => (vec![], place),
        _ => (place.clone(), place),
    };
    let fact = FactPair { kind: "name".to_owned(), source: Some(text.to_owned()), target: None };
    let since = SourceChange {
        change: format!("{at:012x}"),
        what: ChangeKind::Modified,
        rules: vec![rule(text)],
        base: source.clone(),
        edits: edits(text),
    };
    Finding {
        id: format!("{at:012x}"),
        kind,
        unit: if at.is_multiple_of(5) { Extent::Sentence } else { Extent::Block },
        side: Some(Which::Target),
        confidence: 0.8,
        source,
        target,
        evidence: text.to_owned(),
        text: Some(text.to_owned()),
        facts: vec![fact],
        since: (kind == FindingKind::Lagging).then_some(since),
    }
}

impl Case {
    /// As `recension status` gets it.
    pub fn status(&self) -> Vec<DocumentStatus> {
        let text = |language: &str| TextState {
            language: Language::new(language).unwrap(),
            revision: "2024".to_owned(),
            committed: None,
            path: Some(HOSTILE.join(" ")),
        };
        let lacks = TranslationStatus { text: text("fr"), findings: Ok(self.findings.clone()) };
        let wrong = TranslationStatus { text: text("de"), findings: Err(HOSTILE.join(" ")) };
        let document = HOSTILE.join(" ");
        vec![DocumentStatus { document, source: text("en"), translations: vec![lacks, wrong] }]
    }

    /// As `recension changelog` gets it.
    pub fn history(&self) -> History {
        let hostile = || HOSTILE.join(" ");
        let entry = |revision: &str, comparison, same_as| Entry {
            revision: revision.to_owned(),
            id: revision.to_owned(),
            title: self.comparison.new.title.clone(),
            published: Some(Date::new("2024-01-01").unwrap()),
            effective: None,
            captured: None,
            committed: None,
            commit: Some(Commit { subject: hostile(), path: hostile(), former: None }),
            sha256: "c".repeat(64),
            note: Some(hostile()),
            is_removed: false,
            sections: 7,
            blocks: 52,
            comparison,
            same_as,
        };
        let same = SameAs { revision: hostile(), date: None, undoes: Some(hostile()), repeats: None };
        let entries =
            vec![entry("2024", Some(self.comparison.clone()), None), entry("2023", None, Some(same))];
        let mut history = History::new(hostile(), hostile(), entries);
        history.title.clone_from(&self.comparison.new.title);
        history.language = Language::new("en").ok();
        history
    }
}
