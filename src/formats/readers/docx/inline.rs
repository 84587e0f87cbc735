//! The runs of one paragraph: text in the state that is asked for, fields by their results, calls of notes.

use crate::formats::ooxml::node::{attr, child, switch, value};
use crate::formats::ooxml::styles::{Properties, Styles};
use crate::formats::options::TrackedChanges;
use crate::model::SetAsideReason;
use roxmltree::Node;

/// The content of a paragraph.
#[derive(Debug, Default)]
pub struct Inline<'a, 'i> {
    /// The text.
    pub text: String,
    /// Calls of notes: offset in the text, key of the note.
    pub calls: Vec<(usize, String)>,
    /// Letters and digits, and how many of them are bold.
    pub weight: (usize, usize),
    /// The largest size in half points.
    pub size: u32,
    /// Text boxes that are anchored here.
    pub boxes: Vec<Node<'a, 'i>>,
    /// Text that is not part of it, with the reason.
    pub left_out: Vec<(SetAsideReason, String)>,
    /// Whether a tracked change was seen.
    pub tracked: bool,
}

/// What the runs are read with.
pub struct Context<'s> {
    /// The state of tracked changes.
    pub changes: TrackedChanges,
    /// All styles.
    pub styles: &'s Styles,
    /// Looks of the paragraph.
    pub paragraph: Properties,
}

/// Fields that are open: whether the text is their result, and whether they are a table of contents.
pub type Fields = Vec<(bool, bool)>;

impl<'a, 'i> Inline<'a, 'i> {
    /// Reads a paragraph or any part of one.
    pub fn read(&mut self, node: Node<'a, 'i>, context: &Context<'_>, fields: &mut Fields) {
        for child in node.children().filter(Node::is_element) {
            self.element(child, context, fields);
        }
    }

    fn element(&mut self, node: Node<'a, 'i>, context: &Context<'_>, fields: &mut Fields) {
        let accepted = context.changes == TrackedChanges::Accepted;
        match node.tag_name().name() {
            "r" => self.run(node, context, fields),
            "del" | "moveFrom" | "ins" | "moveTo" => {
                self.tracked = true;
                let older = matches!(node.tag_name().name(), "del" | "moveFrom");
                if older == accepted {
                    let reason = if older { SetAsideReason::Deleted } else { SetAsideReason::Inserted };
                    self.left_out.push((reason, raw_text(node)));
                    skim_fields(node, fields);
                } else {
                    self.read(node, context, fields);
                }
            }
            "AlternateContent" => {
                let choice = child(node, "Choice").or_else(|| child(node, "Fallback"));
                if let Some(choice) = choice {
                    self.read(choice, context, fields);
                }
            }
            "txbxContent" => self.boxes.push(node),
            "ruby" => {
                if let Some(base) = child(node, "rubyBase") {
                    self.read(base, context, fields);
                }
            }
            "docPr" => {
                let text = attr(node, "descr").unwrap_or_default().to_owned();
                self.left_out.push((SetAsideReason::Picture, text));
            }
            "pPr" | "rPr" | "sectPr" | "sdtPr" | "sdtEndPr" | "instrText" | "delInstrText" | "fldData"
            | "rt" | "tblPr" | "tcPr" | "trPr" => {}
            // Mathematics keeps its text in `m:t`.
            "t" => self.push(node.text().unwrap_or_default(), Some(false), fields),
            _ => self.read(node, context, fields),
        }
    }

    fn run(&mut self, node: Node<'a, 'i>, context: &Context<'_>, fields: &mut Fields) {
        let own = child(node, "rPr");
        let style = context.styles.run(own.and_then(|own| value(own, "rStyle")));
        let looks = Properties::of(None, own).over(&style).over(&context.paragraph);
        if looks.vanish == Some(true) || own.and_then(|own| switch(own, "webHidden")) == Some(true) {
            self.left_out.push((SetAsideReason::Hidden, raw_text(node)));
            return;
        }
        let bold = looks.bold.unwrap_or(false);
        self.size = self.size.max(looks.size.unwrap_or_default());
        for piece in node.children().filter(Node::is_element) {
            match piece.tag_name().name() {
                "t" | "delText" => self.push(piece.text().unwrap_or_default(), Some(bold), fields),
                "tab" | "ptab" => self.push(" ", None, fields),
                "br" | "cr" => self.push("\n", None, fields),
                "noBreakHyphen" => self.push("-", None, fields),
                "softHyphen" | "rPr" | "annotationRef" | "footnoteRef" | "endnoteRef" => {}
                "sym" => self.push(&symbol(piece), None, fields),
                "fldChar" => field(piece, fields),
                "instrText" | "delInstrText" => {
                    let contents = piece.text().unwrap_or_default().trim_start().starts_with("TOC");
                    if let Some(last) = fields.last_mut() {
                        last.1 |= contents;
                    }
                }
                "footnoteReference" | "endnoteReference" => {
                    let kind = piece.tag_name().name().trim_end_matches("Reference");
                    if let Some(id) = attr(piece, "id") {
                        self.calls.push((self.text.len(), format!("{kind}:{id}")));
                    }
                }
                _ => self.element(piece, context, fields),
            }
        }
    }

    fn push(&mut self, text: &str, bold: Option<bool>, fields: &Fields) {
        if fields.iter().any(|(result, _)| !result) {
            return;
        }
        let count = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.weight.0 += count;
        self.weight.1 += if bold == Some(true) { count } else { 0 };
        self.text.push_str(text);
    }

    /// Whether all of the text is bold.
    pub fn is_bold(&self) -> bool {
        self.weight.0 > 0 && self.weight.0 == self.weight.1
    }

    /// Goes on with the content of the next paragraph: the mark between them is deleted.
    pub fn join(&mut self, next: Self) {
        let shift = self.text.len();
        self.text.push_str(&next.text);
        self.calls.extend(next.calls.into_iter().map(|(at, key)| (at + shift, key)));
        self.weight = (self.weight.0 + next.weight.0, self.weight.1 + next.weight.1);
        self.size = self.size.max(next.size);
        self.boxes.extend(next.boxes);
        self.left_out.extend(next.left_out);
        self.tracked |= next.tracked;
    }
}

/// Fields may begin or end in what is left out.
fn skim_fields(node: Node<'_, '_>, fields: &mut Fields) {
    for piece in node.descendants().filter(|piece| piece.tag_name().name() == "fldChar") {
        field(piece, fields);
    }
}

fn field(node: Node<'_, '_>, fields: &mut Fields) {
    match attr(node, "fldCharType") {
        Some("begin") => fields.push((false, false)),
        Some("separate") => {
            if let Some(last) = fields.last_mut() {
                last.0 = true;
            }
        }
        _ => {
            fields.pop();
        }
    }
}

/// A character of a symbol font; those of private use show nothing that Unicode knows.
fn symbol(node: Node<'_, '_>) -> String {
    let code = attr(node, "char").and_then(|code| u32::from_str_radix(code, 16).ok());
    match code {
        // Boxes as Wingdings draws them: empty, crossed, ticked.
        Some(0xf06f | 0xf0a8 | 0xf071 | 0xf072) => "☐".to_owned(),
        Some(0xf0fd | 0xf054 | 0xf078) => "☒".to_owned(),
        Some(0xf0fe | 0xf052) => "☑".to_owned(),
        Some(code) if !(0xe000..=0xf8ff).contains(&code) => {
            char::from_u32(code).map(String::from).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// All text under a node, deleted text too.
pub fn raw_text(node: Node<'_, '_>) -> String {
    let mut out = String::new();
    for piece in node.descendants() {
        match piece.tag_name().name() {
            "t" | "delText" => out.push_str(piece.text().unwrap_or_default()),
            "tab" | "br" | "p" => out.push(' '),
            _ => {}
        }
    }
    out
}

/// The text of a note, a running head or a comment in one state of the tracked changes.
pub fn text_of(node: Node<'_, '_>, changes: TrackedChanges) -> String {
    let styles = Styles::default();
    let context = Context { changes, styles: &styles, paragraph: Properties::default() };
    let mut out = String::new();
    let mut fields = Fields::new();
    for paragraph in node.descendants().filter(|inner| inner.is_element() && inner.tag_name().name() == "p") {
        // A paragraph of a text box is read with the box's own.
        let mut inline = Inline::default();
        inline.read(paragraph, &context, &mut fields);
        out.push_str(&inline.text);
        out.push(' ');
    }
    out
}
