//! The text that readers of structured formats make: pieces with computed labels, notes, and what was set aside.
//!
//! An HTML page, a DOCX file or a page of a PDF has no lines that a reader could point at. So the pieces are written
//! one a line, label first, into a text of their own; places and lines count in it, and `location` says where a piece
//! is in the original. All that follows (outline, comparison, excerpts) works as it does on plain text.

use super::raw::{RawKind, RawUnit};
use crate::model::{
    BlockKind, Document, Lines, Location, Mark, MarkKind, Note, NoteKind, SetAside, SetAsideReason,
    SourceMap, Span, StatedDate, Warning,
};
use crate::text::numbering::{self, Label, Scheme};
use rustc_hash::FxHashMap;

/// What a reader of a structured format saw, in reading order.
#[derive(Debug, Default)]
pub struct Flow {
    pieces: Vec<Piece>,
    notes: Vec<RawNote>,
    set_aside: Vec<(usize, SetAsideReason, String)>,
    /// The title, where the file states one.
    pub title: Option<String>,
    /// The language, where the file states one, as a BCP 47 tag.
    pub language: Option<String>,
    /// Dates that the file states as data.
    pub dates: Vec<StatedDate>,
    /// What the reader is not sure of.
    pub warnings: Vec<Warning>,
}

/// A heading or block in the making.
#[derive(Debug, Default, Clone)]
pub struct Piece {
    /// A heading's rank from 1; none for a block.
    pub heading: Option<u8>,
    /// What a block is.
    pub kind: Option<BlockKind>,
    /// Depth of nesting in lists and quotations.
    pub depth: u8,
    /// The label as the file computes it.
    pub label: Option<String>,
    /// The wording, white space not yet folded.
    pub text: String,
    /// Of a row, its cells; the text is then made from them.
    pub cells: Vec<String>,
    /// Keys of the notes that are called here, with the byte offset of the call in the text.
    pub calls: Vec<(usize, String)>,
    /// Where it is in the original.
    pub location: Option<Location>,
}

#[derive(Debug)]
struct RawNote {
    key: String,
    kind: NoteKind,
    text: String,
    location: Option<Location>,
}

/// A finished flow: the text that places count in, its units, and the rest of the document.
#[derive(Default)]
pub struct Finished {
    /// One piece a line.
    pub text: String,
    /// The pieces as units of the outline.
    pub units: Vec<RawUnit>,
    /// What was set aside.
    pub set_aside: Vec<SetAside>,
    /// For each unit that is a note: its index among the units, what it is, and where it is called.
    notes: Vec<Note>,
    title: Option<String>,
    dates: Vec<StatedDate>,
    warnings: Vec<Warning>,
}

impl Flow {
    /// Appends a piece; one without any text is dropped.
    pub fn push(&mut self, mut piece: Piece) {
        if piece.kind != Some(BlockKind::Code) {
            fold(&mut piece);
        }
        let empty = piece.text.trim().is_empty() && piece.cells.iter().all(|cell| cell.trim().is_empty());
        if empty && piece.calls.is_empty() && (piece.heading.is_none() || piece.label.is_none()) {
            return;
        }
        self.pieces.push(piece);
    }

    /// The pieces so far, for what can be judged only in the light of the whole.
    pub fn pieces_mut(&mut self) -> &mut Vec<Piece> {
        &mut self.pieces
    }

    /// Appends the text of a note that is called by its key.
    pub fn note(&mut self, key: String, kind: NoteKind, text: &str, location: Option<Location>) {
        let text = folded(text);
        if !text.is_empty() {
            self.notes.push(RawNote { key, kind, text, location });
        }
    }

    /// Whether a piece calls the note of this key.
    #[must_use]
    pub fn calls_note(&self, key: &str) -> bool {
        self.pieces.iter().any(|piece| piece.calls.iter().any(|(_, called)| called == key))
    }

    /// Lists text that is no part of the document.
    pub fn set_aside(&mut self, reason: SetAsideReason, text: &str) {
        let text = folded(text);
        if !text.is_empty() {
            self.set_aside.push((self.pieces.len(), reason, text));
        }
    }

    /// Appends all of another flow.
    pub fn append(&mut self, mut other: Self) {
        let shift = self.pieces.len();
        self.pieces.append(&mut other.pieces);
        self.notes.append(&mut other.notes);
        self.set_aside
            .extend(other.set_aside.into_iter().map(|(at, reason, text)| (at + shift, reason, text)));
        self.language = self.language.take().or(other.language);
        self.dates.append(&mut other.dates);
        self.warnings.append(&mut other.warnings);
    }

    /// Takes over the notes and what was set aside of a flow whose pieces were used otherwise.
    pub fn absorb(&mut self, other: Self) {
        let at = self.pieces.len();
        self.notes.extend(other.notes);
        self.set_aside.extend(other.set_aside.into_iter().map(|(_, reason, text)| (at, reason, text)));
        self.title = self.title.take().or(other.title);
        self.warnings.extend(other.warnings);
    }

    /// Whether nothing was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Writes the pieces one a line and makes units of them; each note follows the block that calls it.
    #[must_use]
    pub fn finish(self) -> Finished {
        let mut writer = Writer::default();
        let mut notes: FxHashMap<String, RawNote> = FxHashMap::default();
        let mut order = Vec::new();
        for note in self.notes {
            order.push(note.key.clone());
            notes.entry(note.key.clone()).or_insert(note);
        }
        let mut aside = self.set_aside.into_iter().peekable();
        for (at, piece) in self.pieces.into_iter().enumerate() {
            while let Some((_, reason, text)) = aside.next_if(|(before, ..)| *before <= at) {
                writer.set_aside(reason, text);
            }
            let calls = piece.calls.clone();
            let index = writer.piece(piece);
            for (offset, key) in calls {
                if let Some(note) = notes.remove(&key) {
                    writer.note(note, Some((index, offset)));
                }
            }
        }
        aside.for_each(|(_, reason, text)| writer.set_aside(reason, text));
        for key in order {
            if let Some(note) = notes.remove(&key) {
                writer.note(note, None);
            }
        }
        Finished { title: self.title, dates: self.dates, warnings: self.warnings, ..writer.out }
    }
}

impl Finished {
    /// Adds to the document what the outline does not know of. `blocks` maps each unit to its block.
    pub fn complete(&mut self, document: &mut Document) {
        if let Some(title) = self.title.take() {
            document.title = Some(title);
        }
        document.dates = std::mem::take(&mut self.dates);
        document.warnings = std::mem::take(&mut self.warnings);
        // Blocks and units come in the same order; headings make no block.
        let by_start: FxHashMap<usize, usize> = document
            .blocks
            .iter()
            .enumerate()
            .map(|(index, block)| (block.span.bytes.start, index))
            .collect();
        let block = |start: &usize| by_start.get(start).copied();
        document.notes = std::mem::take(&mut self.notes)
            .into_iter()
            .filter_map(|note| {
                let anchor = note.anchor.and_then(|(start, offset)| Some((block(&start)?, offset)));
                Some(Note { block: block(&note.block)?, anchor, ..note })
            })
            .collect();
    }
}

#[derive(Default)]
struct Writer {
    out: Finished,
    line: usize,
}

impl Writer {
    /// Writes a piece and returns where its line begins, which names it until the blocks are known.
    fn piece(&mut self, piece: Piece) -> usize {
        let kind = match piece.heading {
            Some(level) => RawKind::Heading { level: level.max(1) },
            None => RawKind::Block { kind: piece.kind.unwrap_or(BlockKind::Paragraph), depth: piece.depth },
        };
        let (mut text, mut marks) = row(&piece.cells);
        if piece.cells.is_empty() {
            text = piece.text;
        }
        if let Some(label) = &piece.label {
            let shift = label.len() + 1;
            text = format!("{label} {text}").trim_end().to_owned();
            marks.iter_mut().for_each(|mark| mark.range = mark.range.start + shift..mark.range.end + shift);
        }
        self.unit(kind, text, marks, (piece.label, piece.location))
    }

    fn unit(
        &mut self,
        kind: RawKind,
        text: String,
        marks: Vec<Mark>,
        (label, location): (Option<String>, Option<Location>),
    ) -> usize {
        let start = self.out.text.len();
        let mut source = SourceMap::default();
        let first = self.line + 1;
        source.push(0, start, first);
        // Only code keeps its lines.
        for (at, _) in text.match_indices('\n') {
            self.line += 1;
            source.push(at + 1, start + at + 1, self.line + 1);
        }
        self.line += 1;
        let span = Span { bytes: start..start + text.len(), lines: Lines { first, last: self.line } };
        self.out.text.push_str(&text);
        self.out.text.push('\n');
        let label = label.map(|label| printed_label(&label));
        self.out.units.push(RawUnit { kind, text, label, marks, span, source, location });
        start
    }

    fn note(&mut self, note: RawNote, anchor: Option<(usize, usize)>) {
        let kind = RawKind::Block { kind: BlockKind::Note, depth: 0 };
        let block = self.unit(kind, note.text, Vec::new(), (None, note.location));
        self.out.notes.push(Note { block, kind: note.kind, anchor });
    }

    fn set_aside(&mut self, reason: SetAsideReason, text: String) {
        let at = self.out.text.len();
        let lines = Lines { first: self.line + 1, last: self.line + 1 };
        self.out.set_aside.push(SetAside { span: Span { bytes: at..at, lines }, text, reason });
    }
}

/// A label that the file computed, taken apart as far as it follows a known scheme: `2.2(b)(i)-1` follows none.
fn printed_label(printed: &str) -> Label {
    let parsed = numbering::parse_heading(&format!("{printed} Text"));
    if let Some((label, body)) = parsed.filter(|(_, body)| *body > printed.len()) {
        return if body == printed.len() + 1 {
            Label { printed: printed.to_owned(), ..label }
        } else {
            label
        };
    }
    let numbers = printed.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok());
    Label { scheme: Scheme::Decimal, ordinals: numbers.collect(), printed: printed.to_owned() }
}

/// A row as Markdown writes it; the bars are markup.
fn row(cells: &[String]) -> (String, Vec<Mark>) {
    if cells.is_empty() {
        return (String::new(), Vec::new());
    }
    let (mut text, mut marks) = (String::from("|"), Vec::new());
    marks.push(Mark { range: 0..1, kind: MarkKind::Markup });
    for cell in cells {
        text.push(' ');
        text.push_str(&folded(cell));
        text.push_str(if cell.trim().is_empty() { "|" } else { " |" });
        marks.push(Mark { range: text.len() - 1..text.len(), kind: MarkKind::Markup });
    }
    (text, marks)
}

/// Characters that show nothing and only say where a line may break.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// White space as one space each, none at the ends, characters without any form left out.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        if c.is_whitespace() || c.is_control() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Folds a piece's text and moves the calls of notes along.
fn fold(piece: &mut Piece) {
    for (offset, _) in &mut piece.calls {
        *offset = folded(piece.text.get(..*offset).unwrap_or(&piece.text)).len();
    }
    piece.text = folded(&piece.text);
    if let Some(label) = &mut piece.label {
        *label = folded(label);
    }
    piece.label.take_if(|label| label.is_empty());
}

#[cfg(test)]
mod tests {
    use super::{Flow, Piece, folded};
    use crate::formats::outline;
    use crate::model::{BlockKind, NoteKind};

    #[test]
    fn pieces_stand_one_a_line_and_notes_follow_their_call() {
        let mut flow = Flow::default();
        let text = "A  record\u{ad} is kept.".to_owned();
        flow.note("n1".to_owned(), NoteKind::Footnote, "In paper.", None);
        flow.push(Piece {
            label: Some("1.1".to_owned()),
            text,
            calls: vec![(9, "n1".to_owned())],
            ..Piece::default()
        });
        let cells = vec!["Home".to_owned(), "5".to_owned()];
        flow.push(Piece { kind: Some(BlockKind::Row), cells, ..Piece::default() });
        let mut finished = flow.finish();
        assert_eq!(finished.text, "1.1 A record is kept.\nIn paper.\n| Home | 5 |\n");
        let units = std::mem::take(&mut finished.units);
        let mut document = outline::build(units, vec![]);
        finished.complete(&mut document);
        assert_eq!(document.notes[0].anchor, Some((0, 8)));
        assert_eq!(document.blocks[0].wording(), "A record is kept.");
        assert_eq!(document.blocks[0].source.locate(4), Some((4, 1)));
    }

    #[test]
    fn folding_leaves_no_character_without_form() {
        assert_eq!(folded(" a\u{a0}\n b\u{200b}c "), "a bc");
    }
}
