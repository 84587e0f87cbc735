//! Markdown as converters and people write it, laid out as CommonMark wants it before the parser reads it: items that
//! are indented by four whatever their marker's width, prose that is indented as code is, `•` at the head of items,
//! items whose marker is alone on its line.
//!
//! Only white space and bullets are changed, and every offset can be traced back.

use super::code_like;
use super::markers::{HTML_BLOCKS, Marker, TAB, columns, interrupts, marker};
use std::borrow::Cow;

/// A text laid out anew, and the way back.
#[derive(Debug)]
pub struct Layout<'a> {
    /// What the parser reads.
    pub text: Cow<'a, str>,
    /// Pieces as `(offset in the text, byte in the original)`; empty where nothing was changed.
    pieces: Vec<(usize, usize)>,
    /// Bytes of the original.
    length: usize,
}

/// Columns from which an indented line is code in CommonMark.
const CODE: usize = TAB;

impl<'a> Layout<'a> {
    /// Lays out `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        if !needs_layout(text) {
            return Self { text: Cow::Borrowed(text), pieces: Vec::new(), length: text.len() };
        }
        let mut writer = Writer::default();
        writer.lines(text);
        Self { text: Cow::Owned(writer.out), pieces: writer.pieces, length: text.len() }
    }

    /// The byte in the original of an offset at which something begins.
    #[must_use]
    pub fn start(&self, offset: usize) -> usize {
        let next = self.pieces.partition_point(|(start, _)| *start <= offset);
        match next.checked_sub(1).and_then(|at| self.pieces.get(at)) {
            Some((start, source)) => {
                // What the layout added belongs to the piece behind it.
                let end = self.pieces.get(next).map_or(self.length, |(_, source)| *source);
                (source + (offset - start)).min(end.max(*source))
            }
            None => offset,
        }
    }

    /// The byte in the original of an offset at which something ends.
    #[must_use]
    pub fn end(&self, offset: usize) -> usize {
        if self.pieces.is_empty() {
            return offset;
        }
        offset.checked_sub(1).map_or(0, |last| self.start(last) + 1)
    }
}

/// Whether a text has anything to lay out: a quick look that spares most.
fn needs_layout(text: &str) -> bool {
    text.lines().any(|line| {
        line.starts_with("    ")
            || line.starts_with('\t')
            || marker(line.trim_start()).is_some_and(|marker| {
                marker.bullet || marker.padding != 1 || line.trim_start().len() < line.len()
            })
    })
}

/// An item that is open.
#[derive(Debug, Clone, Copy)]
struct Item {
    /// Column of its marker in the original.
    at: usize,
    /// Column of its text in the original.
    text: usize,
    /// Column of its text as it is laid out.
    laid: usize,
    ordered: bool,
}

#[derive(Default)]
struct Writer {
    out: String,
    pieces: Vec<(usize, usize)>,
    items: Vec<Item>,
    /// The fence of the block of code that is open.
    fence: Option<String>,
    /// The line before was blank.
    blank: bool,
    /// The last line was a marker without text.
    bare: bool,
    /// A paragraph is open, which lines go on with whatever their indentation.
    paragraph: bool,
    /// Inside indented code: up to which line.
    code_until: usize,
    /// Inside raw HTML, which goes on to a blank line.
    html: bool,
}

impl Writer {
    fn lines(&mut self, text: &str) {
        let mut offsets = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            offsets.push((at, line));
            at += line.len();
        }
        self.blank = true;
        for number in 0..offsets.len() {
            let (at, line) = offsets[number];
            self.line(at, line, number, &offsets);
        }
    }

    fn line(&mut self, at: usize, line: &str, number: usize, all: &[(usize, &str)]) {
        let body = line.trim_start_matches([' ', '\t']);
        let wording = body.trim_end();
        if wording.is_empty() {
            self.blank_line(at, line);
            return;
        }
        let space = line.len() - body.len();
        let indent = columns(&line[..space], 0);
        if self.fence.is_some() || self.html {
            self.inside_fence(at + space, body, indent);
            self.html &= self.fence.is_none();
            return;
        }
        let marker = marker(wording);
        let goes_on = self.paragraph && !self.blank;
        if goes_on
            && marker.is_none_or(|marker| !self.begins_item(marker, wording, indent))
            && !interrupts(wording)
        {
            // A line of an open paragraph: any indentation means nothing.
            let laid = self.items.last().map_or(0, |item| item.laid);
            self.emit(
                laid + indent.min(CODE - 1).min(usize::from(self.items.is_empty()) * CODE),
                at + space,
                body,
            );
            self.blank = false;
            return;
        }
        self.close_siblings(marker, indent);
        let nests = marker.is_some_and(|marker| self.nests(marker, indent));
        self.close(indent, nests);
        let parent = self.items.last().copied();
        // Behind a marker alone on its line, any indentation leads to the item's text.
        let text = parent.map_or(0, |item| if self.bare { indent } else { item.text.min(indent) });
        let extra = indent.saturating_sub(text);
        let laid = parent.map_or(0, |item| item.laid);
        let extra = match marker {
            Some(_) => extra.min(CODE - 1),
            None if extra < CODE => extra,
            None if self.is_code(number, all) => extra,
            None => 0,
        };
        match marker {
            Some(marker) if extra < CODE => {
                self.item(at + space, body, (indent, laid + extra.min(CODE - 1)), marker);
            }
            _ => {
                if extra < CODE {
                    self.opens(wording);
                }
                self.emit(laid + extra, at + space, body);
                self.paragraph = extra < CODE && !wording.starts_with('#') && self.fence.is_none();
            }
        }
        self.blank = false;
    }

    fn blank_line(&mut self, at: usize, line: &str) {
        self.html = false;
        // The text of an item whose marker is alone may be behind blank lines.
        if !self.bare {
            self.emit(0, at, line.trim_start_matches([' ', '\t']));
        }
        self.blank = true;
        self.paragraph = false;
    }

    /// Whether a marker begins an item in the middle of a paragraph: a number other than one is mostly text there.
    fn begins_item(&self, marker: Marker, line: &str, indent: usize) -> bool {
        let sibling = self.items.iter().any(|item| item.at == indent && item.ordered == marker.ordered);
        let bare = line.len() == marker.length;
        !bare
            && (!marker.ordered
                || line.starts_with("1.")
                || line.starts_with("1)")
                || sibling
                || !self.items.is_empty())
    }

    /// Whether an item of the other kind, indented by less than CommonMark asks for, is meant inside the last one.
    fn nests(&self, marker: Marker, indent: usize) -> bool {
        self.items.last().is_some_and(|item| item.ordered != marker.ordered && indent >= item.at + 2)
    }

    /// Closes what is inside the item before this one in the same list, and that item.
    fn close_siblings(&mut self, marker: Option<Marker>, indent: usize) {
        let Some(marker) = marker else { return };
        let sibling = self.items.iter().rposition(|item| item.at == indent && item.ordered == marker.ordered);
        if let Some(sibling) = sibling {
            self.items.truncate(sibling);
        }
    }

    /// Closes the items that a line with this indentation is not in.
    fn close(&mut self, indent: usize, nests: bool) {
        while let Some(item) = self.items.last() {
            let inside = indent >= item.text || indent >= item.at + CODE;
            if nests || inside {
                return;
            }
            self.items.pop();
        }
    }

    /// Whether the indented lines from here on look like code.
    fn is_code(&mut self, number: usize, all: &[(usize, &str)]) -> bool {
        if number < self.code_until {
            return true;
        }
        let block: Vec<&str> = all
            .iter()
            .skip(number)
            .map(|(_, line)| *line)
            .take_while(|line| line.trim().is_empty() || line.starts_with("    ") || line.starts_with('\t'))
            .collect();
        let is_code = code_like::is_code(&block);
        if is_code {
            self.code_until = number + block.len();
        }
        is_code
    }

    fn item(&mut self, at: usize, body: &str, (indent, laid): (usize, usize), marker: Marker) {
        let sign = if marker.bullet { "-" } else { body.get(..marker.length).unwrap_or_default() };
        let behind = body.get(marker.length..).unwrap_or_default();
        let text = behind.trim_start_matches([' ', '\t', '\u{a0}']);
        let empty = text.trim().is_empty();
        let width = if marker.bullet { 1 } else { marker.length };
        let padding = if empty || marker.padding > CODE { 1 } else { marker.padding };
        self.items.push(Item {
            at: indent,
            text: indent + width + padding,
            laid: laid + width + 1,
            ordered: marker.ordered,
        });
        self.piece(laid, at);
        self.out.push_str(sign);
        // Behind the sign nothing is where it was.
        self.pieces.push((self.out.len(), at + marker.length));
        if empty {
            self.out.push('\n');
        } else {
            self.out.push(' ');
            // The white space behind it as one.
            let source = at + body.len() - text.len();
            self.pieces.push((self.out.len(), source));
            self.out.push_str(text);
            self.opens(text.trim_end());
        }
        self.bare = empty;
        self.paragraph = !empty;
    }

    /// Notes a fence or raw HTML that a line opens.
    fn opens(&mut self, line: &str) {
        let sign = line.chars().next().filter(|sign| matches!(sign, '`' | '~'));
        if let Some(sign) = sign {
            let length = line.len() - line.trim_start_matches(sign).len();
            if length >= 3 && !(sign == '`' && line.get(length..).is_some_and(|rest| rest.contains('`'))) {
                self.fence = Some(sign.to_string().repeat(length));
            }
        }
        let tag = line.strip_prefix('<').map(|rest| rest.trim_start_matches('/'));
        self.html = tag.is_some_and(|tag| {
            let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            HTML_BLOCKS.contains(&name.to_ascii_lowercase().as_str())
        });
    }

    fn inside_fence(&mut self, at: usize, body: &str, indent: usize) {
        let item = self.items.last();
        let inner = indent.saturating_sub(item.map_or(0, |item| item.text));
        self.emit(item.map_or(0, |item| item.laid) + inner, at, body);
        let closes = self.fence.as_ref().is_some_and(|fence| {
            let rest = body.trim_end();
            rest.starts_with(fence.as_str()) && rest.chars().all(|c| fence.starts_with(c))
        });
        if closes {
            self.fence = None;
        }
        self.blank = false;
        self.paragraph = false;
    }

    fn emit(&mut self, indent: usize, at: usize, body: &str) {
        self.bare = false;
        self.piece(indent, at);
        self.out.push_str(body);
    }

    /// Begins a line that stood at `at`.
    fn piece(&mut self, indent: usize, at: usize) {
        self.pieces.push((self.out.len(), at));
        self.out.extend(std::iter::repeat_n(' ', indent));
        if indent > 0 {
            self.pieces.push((self.out.len(), at));
        }
    }
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;
