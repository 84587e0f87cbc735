//! The reader of e-mail: the text of a message, its HTML part where it has no plain one. Headers and attachments are set
//! aside.

use crate::formats::encoding;
use crate::formats::error::ReadError;
use crate::formats::flow::{Flow, Piece};
use crate::formats::options::ReadOptions;
use crate::formats::raw::RawKind;
use crate::formats::readers::reader::Reader;
use crate::formats::readers::{html, plain};
use crate::model::SetAsideReason;
use encoding_rs::{Encoding, UTF_8};

/// Reads e-mail.
pub struct EmailReader;

/// Parts may hold parts this deep.
const DEEPEST: usize = 16;

impl Reader for EmailReader {
    fn read(&self, bytes: &[u8], options: &ReadOptions) -> Result<Flow, ReadError> {
        let mut flow = Flow::default();
        let message = Part::of(bytes);
        for name in ["from", "to", "date"] {
            if let Some(value) = message.header(name) {
                flow.set_aside(SetAsideReason::Metadata, &format!("{name}: {value}"));
            }
        }
        let mut best = None;
        collect(&message, 0, &mut best, &mut flow);
        let (is_html, text) = best.ok_or(ReadError::Empty)?;
        if is_html {
            flow.append(html::read_page(&text, options)?);
        } else {
            append_plain(&text, &mut flow);
        }
        flow.title = message.header("subject").map(|subject| decoded_words(&subject));
        Ok(flow)
    }
}

fn append_plain(text: &str, flow: &mut Flow) {
    let (units, set_aside) = plain::read(text);
    for unit in units {
        let (heading, kind, depth) = match unit.kind {
            RawKind::Heading { level } => (Some(level), None, 0),
            RawKind::Block { kind, depth } => (None, Some(kind), depth),
        };
        let location = Some(crate::model::Location::default());
        flow.push(Piece { heading, kind, depth, text: unit.text, location, ..Piece::default() });
    }
    for part in set_aside {
        flow.set_aside(part.reason, &part.text);
    }
}

/// The text to read: the first plain part, else the first in HTML.
fn collect(part: &Part<'_>, depth: usize, best: &mut Option<(bool, String)>, flow: &mut Flow) {
    let kind = part.header("content-type").unwrap_or_else(|| "text/plain".to_owned());
    let lower = kind.to_ascii_lowercase();
    let attached =
        part.header("content-disposition").is_some_and(|how| how.trim_start().starts_with("attachment"));
    if attached {
        flow.set_aside(SetAsideReason::Metadata, &format!("attachment: {kind}"));
    } else if lower.starts_with("multipart/") && depth < DEEPEST {
        let Some(boundary) = parameter(&kind, "boundary") else { return };
        for inner in split(part.body, &boundary) {
            collect(&Part::of(inner), depth + 1, best, flow);
        }
    } else if lower.starts_with("text/html") {
        if best.is_none() {
            *best = Some((true, part.text(&kind)));
        }
    } else if lower.starts_with("text/") && best.as_ref().is_none_or(|(is_html, _)| *is_html) {
        *best = Some((false, part.text(&kind)));
    } else if !lower.starts_with("text/") {
        flow.set_aside(SetAsideReason::Metadata, &format!("part: {kind}"));
    }
}

/// A message or a part of one.
struct Part<'a> {
    headers: Vec<(String, String)>,
    body: &'a [u8],
}

impl<'a> Part<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        let gap = |sign: &[u8]| memchr::memmem::find(bytes, sign).map(|at| (at, at + sign.len()));
        let ends = [gap(b"\r\n\r\n"), gap(b"\n\n")];
        let (head, body) = ends.into_iter().flatten().min().unwrap_or((bytes.len(), bytes.len()));
        let text = String::from_utf8_lossy(bytes.get(..head).unwrap_or_default()).into_owned();
        let mut headers: Vec<(String, String)> = Vec::new();
        for line in text.lines() {
            match (line.starts_with([' ', '\t']), headers.last_mut()) {
                (true, Some((_, value))) => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                _ => {
                    if let Some((name, value)) = line.split_once(':') {
                        headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                    }
                }
            }
        }
        Self { headers, body: bytes.get(body..).unwrap_or_default() }
    }

    fn header(&self, name: &str) -> Option<String> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone())
    }

    /// The body, decoded.
    fn text(&self, kind: &str) -> String {
        let how = self.header("content-transfer-encoding").unwrap_or_default().to_ascii_lowercase();
        let bytes = match how.as_str() {
            "quoted-printable" => quoted_printable(self.body),
            "base64" => base64(self.body),
            _ => self.body.to_vec(),
        };
        match parameter(kind, "charset").and_then(|name| Encoding::for_label(name.as_bytes())) {
            Some(encoding) => encoding.decode(&bytes).0.into_owned(),
            None => encoding::decode(&bytes).map(|decoded| decoded.text.into_owned()).unwrap_or_default(),
        }
    }
}

/// A parameter of a header: `charset="utf-8"`.
fn parameter(header: &str, name: &str) -> Option<String> {
    header.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// The parts between the boundaries.
fn split<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let sign = format!("--{boundary}");
    let starts: Vec<usize> = memchr::memmem::find_iter(body, sign.as_bytes()).collect();
    let piece = |two: &[usize]| {
        let [start, end] = two else { return None };
        let inner = body.get(start + sign.len()..*end)?;
        let line = memchr::memchr(b'\n', inner)?;
        inner.get(line + 1..)
    };
    starts.windows(2).filter_map(piece).collect()
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut out = Vec::with_capacity(body.len());
    let mut at = 0;
    while let Some(&byte) = body.get(at) {
        let next = [body.get(at + 1).copied(), body.get(at + 2).copied()];
        match (byte, next) {
            (b'=', [Some(b'\n'), _]) => at += 2,
            (b'=', [Some(b'\r'), Some(b'\n')]) => at += 3,
            (b'=', [Some(high), Some(low)]) => {
                match (hex(high), hex(low)) {
                    (Some(high), Some(low)) => out.push(high * 16 + low),
                    _ => out.extend([byte, high, low]),
                }
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

fn base64(body: &[u8]) -> Vec<u8> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(u32::from(byte - b'A')),
        b'a'..=b'z' => Some(u32::from(byte - b'a') + 26),
        b'0'..=b'9' => Some(u32::from(byte - b'0') + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let (mut out, mut bits, mut count) = (Vec::new(), 0u32, 0u32);
    for value in body.iter().copied().filter_map(value) {
        bits = bits << 6 | value;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(u8::try_from(bits >> count & 0xff).unwrap_or_default());
        }
    }
    out
}

/// A header with encoded words: `=?utf-8?Q?Caf=C3=A9?=`.
fn decoded_words(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("=?") {
        let (before, word) = rest.split_at(at);
        let mut parts = word.get(2..).unwrap_or_default().splitn(3, '?');
        let (Some(charset), Some(how), Some(tail)) = (parts.next(), parts.next(), parts.next()) else {
            break;
        };
        let Some(end) = tail.find("?=") else { break };
        let inner = tail.get(..end).unwrap_or_default();
        let bytes = if how.eq_ignore_ascii_case("b") {
            base64(inner.as_bytes())
        } else {
            quoted_printable(inner.replace('_', " ").as_bytes())
        };
        let encoding = Encoding::for_label(charset.as_bytes()).unwrap_or(UTF_8);
        // White space between two encoded words is none of the text.
        out.push_str(if before.trim().is_empty() { "" } else { before });
        out.push_str(&encoding.decode(&bytes).0);
        rest = tail.get(end + 2..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::{Reader, decoded_words};
    use crate::formats::options::ReadOptions;

    #[test]
    fn the_plain_part_is_read_and_the_rest_listed() {
        let mail = "MIME-Version: 1.0\r\nSubject: =?utf-8?Q?Caf=C3=A9?= rules\r\n\
            Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\n\
            Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
            We keep caf=C3=A9 data=\r\n for 30 days.\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>No</p>\r\n--b--\r\n";
        let flow = super::EmailReader.read(mail.as_bytes(), &ReadOptions::default()).unwrap();
        assert_eq!(flow.title.as_deref(), Some("Café rules"));
        assert_eq!(flow.finish().text, "We keep café data for 30 days.\n");
    }

    #[test]
    fn encoded_words_are_decoded() {
        assert_eq!(decoded_words("=?utf-8?B?w6k=?= =?utf-8?Q?_x?="), "é x");
    }
}
