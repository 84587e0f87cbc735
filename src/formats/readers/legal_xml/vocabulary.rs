//! What the elements of each vocabulary mean for the reader.

use crate::model::SetAsideReason;
use roxmltree::Node;

/// A legal vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vocabulary {
    /// Akoma Ntoso, LegalDocML, in any version.
    AkomaNtoso,
    /// United States Legislative Markup, and the code of the District of Columbia, which is like it.
    Uslm,
    /// Crown Legislation Markup Language.
    Clml,
    /// Formex, of the Publications Office of the European Union.
    Formex,
}

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A division of the text: it may have a number and a heading of its own.
    Level,
    /// The number of a division.
    Number,
    /// The heading of a division.
    Heading,
    /// A paragraph.
    Block,
    /// Text of another law that is quoted: its divisions are none of this text.
    Quoted,
    /// A note, where it is called.
    Note,
    /// The call of a note that is elsewhere, by id.
    Call,
    /// A row of a table.
    Row,
    /// No part of the text.
    Aside(SetAsideReason),
    /// Holds other elements.
    Group,
    /// Runs in the text.
    Inline,
}

const AKN_LEVELS: &[&str] = &[
    "alinea",
    "article",
    "book",
    "chapter",
    "clause",
    "division",
    "hcontainer",
    "indent",
    "item",
    "level",
    "paragraph",
    "part",
    "point",
    "proviso",
    "rule",
    "section",
    "subchapter",
    "subclause",
    "subdivision",
    "subparagraph",
    "subpart",
    "subrule",
    "subsection",
    "subtitle",
    "title",
    "tome",
    "transitional",
    "recital",
    "li",
    "attachment",
    "component",
    "doc",
];
const AKN_BLOCKS: &[&str] =
    &["p", "block", "listIntroduction", "listWrapUp", "citation", "caption", "longTitle", "formula"];
const USLM_LEVELS: &[&str] = &[
    "appendix",
    "appropriations",
    "article",
    "chapter",
    "clause",
    "compiledAct",
    "courtRule",
    "division",
    "item",
    "level",
    "paragraph",
    "para",
    "part",
    "recital",
    "reorganizationPlan",
    "rule",
    "schedule",
    "section",
    "subchapter",
    "subclause",
    "subdivision",
    "subitem",
    "subparagraph",
    "subpart",
    "subsection",
    "subsubitem",
    "subtitle",
    "title",
    "container",
];
const USLM_BLOCKS: &[&str] = &[
    "chapeau",
    "content",
    "continuation",
    "text",
    "p",
    "docTitle",
    "officialTitle",
    "enactingFormula",
    "resolvingClause",
    "type",
    "docNumber",
    "congress",
    "session",
    "currentChamber",
    "action",
    "signature",
    "notation",
    "attestation",
    "endorsement",
    "enrolledDateline",
    "block",
    "role",
    "listHeading",
    "listItem",
    "endMarker",
    "approvedDate",
    "aft",
    "after-text",
];
const CLML_LEVELS: &[&str] = &[
    "Group",
    "Part",
    "Chapter",
    "Pblock",
    "PsubBlock",
    "P1group",
    "P2group",
    "P3group",
    "P1",
    "P2",
    "P3",
    "P4",
    "P5",
    "P6",
    "P7",
    "Schedule",
    "Appendix",
    "Annex",
    "ListItem",
    "Section",
    "EUTitle",
    "EUPart",
    "EUChapter",
    "EUSection",
    "Article",
    "Division",
    "Form",
    "Abstract",
    "Attachment",
];
const CLML_BLOCKS: &[&str] = &[
    "Text",
    "LongTitle",
    "DateText",
    "Reference",
    "EnactingText",
    "IntroductoryText",
    "Where",
    "Recital",
    "Para",
    "SubTitle",
    "Correction",
    "Department",
    "PersonName",
    "JobTitle",
    "PlainP",
    "p",
    "RoyalPresence",
    "Resolution",
];
const FORMEX_LEVELS: &[&str] = &[
    "DIVISION",
    "ARTICLE",
    "SUBDIV",
    "PARAG",
    "CONSID",
    "VISA",
    "NP",
    "ITEM",
    "ANNEX",
    "GR.SEQ",
    "CONTENTS",
    "PREAMBLE.GEN",
];
const FORMEX_BLOCKS: &[&str] = &[
    "ALINEA",
    "TXT",
    "P",
    "PREAMBLE.INIT",
    "PREAMBLE.FINAL",
    "VISA",
    "DLIST.ITEM",
    "INTRO",
    "SIGNATORY",
    "PL.DATE",
];

impl Vocabulary {
    /// The vocabulary of a file, by its root and namespace.
    pub fn of(root: Node<'_, '_>) -> Option<Self> {
        let (name, space) = (root.tag_name().name(), root.tag_name().namespace().unwrap_or_default());
        if name == "akomaNtoso" || space.contains("/ns/akn") || space.contains("akomantoso") {
            return Some(Self::AkomaNtoso);
        }
        if name == "Legislation" || space.contains("legislation.gov.uk") {
            return Some(Self::Clml);
        }
        if space.contains("gpo.gov/xml/uslm")
            || space.contains("xml.house.gov/schemas/uslm")
            || space.contains("dc-library")
        {
            return Some(Self::Uslm);
        }
        let children =
            |wanted: &[&str]| root.children().any(|child| wanted.contains(&child.tag_name().name()));
        let formex = matches!(name, "ACT" | "GENERAL" | "CONS.ACT" | "AGR" | "ANNEX" | "DECISION" | "CORR")
            && children(&["BIB.INSTANCE", "TITLE", "CONS.DOC", "ENACTING.TERMS"]);
        formex.then_some(Self::Formex)
    }

    /// What an element is.
    pub fn role(self, node: Node<'_, '_>) -> Role {
        let name = node.tag_name().name();
        let role = match self {
            Self::AkomaNtoso => akoma_ntoso(name),
            Self::Uslm => uslm(name),
            Self::Clml => clml(node, name),
            Self::Formex => formex(node, name),
        };
        let leaf = !node.children().any(|child| child.is_element());
        match role {
            // A division that holds nothing but text is a paragraph: the title of a record, an empty proviso.
            Role::Level if leaf => Role::Block,
            Role::Inline if self.groups(node) => Role::Group,
            role => role,
        }
    }

    /// Whether an element that no table names holds divisions or paragraphs.
    fn groups(self, node: Node<'_, '_>) -> bool {
        let (levels, blocks) = match self {
            Self::AkomaNtoso => (AKN_LEVELS, AKN_BLOCKS),
            Self::Uslm => (USLM_LEVELS, USLM_BLOCKS),
            Self::Clml => (CLML_LEVELS, CLML_BLOCKS),
            Self::Formex => (FORMEX_LEVELS, FORMEX_BLOCKS),
        };
        node.descendants().skip(1).any(|inner| {
            let name = inner.tag_name().name();
            levels.contains(&name) || blocks.contains(&name) || matches!(name, "tr" | "ROW" | "row")
        })
    }

    /// The label as print has it where the style sheet adds the brackets.
    pub fn printed(self, node: Node<'_, '_>, number: &str) -> String {
        let bare = !number.is_empty() && number.chars().all(|c| c.is_ascii_alphanumeric());
        let small = match self {
            Self::Clml => matches!(node.tag_name().name(), "P2" | "P3" | "P4" | "P5" | "P6" | "P7"),
            Self::AkomaNtoso => matches!(
                node.tag_name().name(),
                "subsection" | "paragraph" | "subparagraph" | "item" | "point" | "clause" | "subclause"
            ),
            Self::Uslm | Self::Formex => false,
        };
        if bare && small { format!("({number})") } else { number.to_owned() }
    }
}

fn akoma_ntoso(name: &str) -> Role {
    match name {
        "meta" => Role::Aside(SetAsideReason::Metadata),
        "toc" => Role::Aside(SetAsideReason::Contents),
        "remark" => Role::Aside(SetAsideReason::Editorial),
        "num" => Role::Number,
        "heading" | "subheading" | "crossHeading" | "crossheading" => Role::Heading,
        "quotedStructure" | "embeddedStructure" => Role::Quoted,
        "authorialNote" => Role::Note,
        "noteRef" => Role::Call,
        "tr" => Role::Row,
        _ if AKN_LEVELS.contains(&name) => Role::Level,
        _ if AKN_BLOCKS.contains(&name) => Role::Block,
        _ => Role::Inline,
    }
}

fn uslm(name: &str) -> Role {
    match name {
        "meta" | "property" | "slugLine" | "distributionCode" => Role::Aside(SetAsideReason::Metadata),
        "toc" | "layout" => Role::Aside(SetAsideReason::Contents),
        "notes" | "note" | "sourceCredit" | "annotations" | "editorialNote" | "changeNote" => {
            Role::Aside(SetAsideReason::Editorial)
        }
        "page" => Role::Aside(SetAsideReason::PageNumber),
        "sidenote" => Role::Aside(SetAsideReason::Editorial),
        "num" => Role::Number,
        "heading" | "subheading" | "crossHeading" => Role::Heading,
        "quotedContent" => Role::Quoted,
        "footnote" => Role::Note,
        "tr" => Role::Row,
        _ if USLM_LEVELS.contains(&name) => Role::Level,
        _ if USLM_BLOCKS.contains(&name) => Role::Block,
        _ => Role::Inline,
    }
}

fn clml(node: Node<'_, '_>, name: &str) -> Role {
    let parent = node.parent_element().map_or("", |parent| parent.tag_name().name());
    match name {
        "Metadata" | "Statistics" | "Resources" => Role::Aside(SetAsideReason::Metadata),
        "Contents" => Role::Aside(SetAsideReason::Contents),
        "Commentaries" | "ExplanatoryNotes" | "EarlierOrders" => Role::Aside(SetAsideReason::Editorial),
        "CommentaryRef" | "MarginNoteRef" => Role::Aside(SetAsideReason::Markup),
        "Footnotes" | "MarginNotes" | "Versions" => Role::Aside(SetAsideReason::Markup),
        "Number" | "Title" if parent.ends_with("Prelims") => Role::Block,
        "Number" | "Pnumber" => Role::Number,
        "Title" => Role::Heading,
        "BlockAmendment" | "BlockExtract" => Role::Quoted,
        "FootnoteRef" => Role::Call,
        "tr" => Role::Row,
        "Para" => Role::Group,
        _ if CLML_LEVELS.contains(&name) => Role::Level,
        _ if CLML_BLOCKS.contains(&name) => Role::Block,
        _ => Role::Inline,
    }
}

fn formex(node: Node<'_, '_>, name: &str) -> Role {
    let parent = node.parent_element().map_or("", |parent| parent.tag_name().name());
    match name {
        "BIB.INSTANCE" | "BIB.DOC" | "INFO.CONSLEG" | "INFO.PROD" | "FAM.COMP" => {
            Role::Aside(SetAsideReason::Metadata)
        }
        "TOC" => Role::Aside(SetAsideReason::Contents),
        "NO.PARAG" | "NO.P" | "TI.ART" => Role::Number,
        "STI.ART" => Role::Heading,
        // A division has its number where others have the title, and its title below.
        "TI" if parent == "TITLE" && has_subtitle(node) => Role::Number,
        "TI" | "STI" if parent == "TITLE" && in_division(node) => Role::Heading,
        "NOTE" => Role::Note,
        "QUOT.S" => Role::Quoted,
        "ROW" => Role::Row,
        _ if FORMEX_LEVELS.contains(&name) => Role::Level,
        _ if FORMEX_BLOCKS.contains(&name) => Role::Block,
        _ => Role::Inline,
    }
}

fn has_subtitle(node: Node<'_, '_>) -> bool {
    in_division(node)
        && node.parent().is_some_and(|title| title.children().any(|child| child.tag_name().name() == "STI"))
}

fn in_division(node: Node<'_, '_>) -> bool {
    node.ancestors().nth(2).is_some_and(|above| FORMEX_LEVELS.contains(&above.tag_name().name()))
}
