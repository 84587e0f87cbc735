//! From bytes to text: the encoding is detected, and every offset can be traced back to the original bytes.

use super::error::ReadError;
use crate::model::{Document, SourceMap, Span};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The largest text that is read; what is larger is no policy.
const LARGEST: usize = 256 << 20;
/// How many bytes are looked at for what a file is.
const LOOKED_AT: usize = 4_096;
/// Share of bytes that may be control characters in a text.
const CONTROLS: f64 = 0.02;
/// Share of NUL bytes at even or odd places from which on a file is UTF-16 without a byte order mark: ASCII text has
/// nearly one in two, Chinese text with ASCII digits and spaces still some.
const UTF_16_NULS: f64 = 0.05;

/// A text and the way back from its offsets to those of the original.
#[derive(Debug)]
pub struct Decoded<'a> {
    /// The text; that of the original bytes themselves where they are UTF-8.
    pub text: Cow<'a, str>,
    /// Bytes of a byte order mark before it.
    skipped: usize,
    /// For other encodings than UTF-8: for each character `(offset in the text, byte in the original)`, and the end.
    origins: Option<Vec<(usize, usize)>>,
}

/// Decodes `bytes`.
///
/// # Errors
/// [`ReadError`] when they are too many, none, or no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, ReadError> {
    if bytes.len() > LARGEST {
        return Err(ReadError::TooLarge { bytes: bytes.len(), limit: LARGEST });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    if let Some(reason) = signature(bytes) {
        return Err(ReadError::Binary { reason });
    }
    let (encoding, skipped) = encoding(bytes)?;
    let body = bytes.get(skipped..).unwrap_or_default();
    let decoded = if encoding == UTF_8 {
        // Invalid bytes in what is UTF-8 for the most part take the slow way, which keeps every offset.
        match std::str::from_utf8(body) {
            Ok(text) => Decoded { text: Cow::Borrowed(text), skipped, origins: None },
            Err(_) => one_by_one(body, encoding, skipped),
        }
    } else {
        one_by_one(body, encoding, skipped)
    };
    if decoded.text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let head = || decoded.text.chars().take(LOOKED_AT);
    let controls = head().filter(|c| c.is_control() && !c.is_whitespace()).count();
    if controls as f64 > CONTROLS * head().count() as f64 {
        return Err(ReadError::Binary {
            reason: format!("{controls} control characters near its beginning"),
        });
    }
    Ok(decoded)
}

/// Decodes markup: as UTF-8 where it is, else in the encoding that a declaration near its head names, else as other
/// texts. Places count in the decoded text.
///
/// # Errors
/// [`ReadError`] when the bytes are too many, none, or no text.
#[cfg(any(feature = "html", feature = "legal-xml", feature = "email"))]
pub fn decode_markup(bytes: &[u8]) -> Result<Cow<'_, str>, ReadError> {
    let marked = Encoding::for_bom(bytes).is_some();
    if !marked && std::str::from_utf8(bytes).is_err() && bytes.len() <= LARGEST {
        let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(LOOKED_AT)).unwrap_or(bytes));
        if let Some(encoding) = declared(&head) {
            return Ok(encoding.decode_without_bom_handling(bytes).0);
        }
    }
    decode(bytes).map(|decoded| decoded.text)
}

/// The encoding that `<meta charset=…>`, its older form, or an XML declaration names.
#[cfg(any(feature = "html", feature = "legal-xml", feature = "email"))]
fn declared(head: &str) -> Option<&'static Encoding> {
    let lower = head.to_ascii_lowercase();
    let at = ["charset", "encoding"].iter().find_map(|name| {
        lower
            .match_indices(name)
            .map(|(at, _)| at + name.len())
            .find(|at| lower.get(*at..).is_some_and(|rest| rest.trim_start().starts_with('=')))
    })?;
    let value = lower.get(at..)?.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':'))?;
    Encoding::for_label(value.get(..end)?.as_bytes())
}

/// What a file is that is no text, by its first bytes.
fn signature(bytes: &[u8]) -> Option<String> {
    const KNOWN: [(&[u8], &str); 9] = [
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP archive"),
        (
            b"\xd0\xcf\x11\xe0",
            "an Office file of the old kind, such as .doc (Word 97); save it as DOCX first",
        ),
        (b"{\\rtf", "an RTF file; save it as DOCX first"),
        (b"\x89PNG", "a PNG image"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"\x7fELF", "a program"),
    ];
    KNOWN.iter().find(|(head, _)| bytes.starts_with(head)).map(|(_, name)| (*name).to_owned())
}

/// The encoding and the length of its byte order mark.
fn encoding(bytes: &[u8]) -> Result<(&'static Encoding, usize), ReadError> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return Ok((encoding, length));
    }
    let head = bytes.get(..bytes.len().min(LOOKED_AT)).unwrap_or(bytes);
    let nuls = |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    if even + odd > 0 {
        let half = head.len() as f64 / 2.0;
        // A NUL on the other side is a character such as U+4E00; there are far fewer of those.
        let (more, fewer, encoding) = if odd > even { (odd, even, UTF_16LE) } else { (even, odd, UTF_16BE) };
        let utf16 = more as f64 >= UTF_16_NULS * half && more >= 4 * fewer && !encoding.decode(bytes).2;
        return if utf16 {
            Ok((encoding, 0))
        } else {
            Err(ReadError::Binary { reason: "it contains NUL bytes".to_owned() })
        };
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => return Ok((UTF_8, 0)),
        Err(error) if mostly_utf8(bytes, error.valid_up_to()) => return Ok((UTF_8, 0)),
        Err(_) => {}
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    Ok((if guess == GBK { GB18030 } else { guess }, 0))
}

/// Whether what is not valid is rare among well-formed sequences of several bytes: a damaged UTF-8 file, not another
/// encoding, in which nearly every such sequence is ill-formed.
fn mostly_utf8(bytes: &[u8], valid_up_to: usize) -> bool {
    const WELL_FORMED_A_FAULT: usize = 4;
    let text = String::from_utf8_lossy(bytes);
    let faults = text.matches('\u{fffd}').count();
    let several = text.chars().filter(|c| !c.is_ascii() && *c != '\u{fffd}').count();
    valid_up_to > 0 && several >= WELL_FORMED_A_FAULT * faults
}

/// Decodes byte by byte and notes where each character came from.
fn one_by_one(bytes: &[u8], encoding: &'static Encoding, skipped: usize) -> Decoded<'static> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() * 2);
    let mut origins = Vec::with_capacity(bytes.len());
    let mut begun = 0;
    // A step gives at most a replacement character and a character, or two of Big5's pairs.
    let mut buffer = String::with_capacity(32);
    for at in 0..=bytes.len() {
        let last = at == bytes.len();
        let step = bytes.get(at..at + usize::from(!last)).unwrap_or_default();
        buffer.clear();
        let _ = decoder.decode_to_string(step, &mut buffer, last);
        for c in buffer.chars() {
            origins.push((text.len(), skipped + begun));
            text.push(c);
        }
        if !buffer.is_empty() {
            begun = at + 1;
        }
    }
    origins.push((text.len(), skipped + bytes.len()));
    Decoded { text: Cow::Owned(text), skipped, origins: Some(origins) }
}

impl Decoded<'_> {
    /// The byte of the original for an offset in the text.
    #[must_use]
    pub fn origin(&self, offset: usize) -> usize {
        match &self.origins {
            None => offset + self.skipped,
            Some(origins) => {
                let at = origins.partition_point(|(text, _)| *text <= offset).saturating_sub(1);
                origins.get(at).map_or(offset, |(_, byte)| *byte)
            }
        }
    }

    /// Makes every place of the document one of the original.
    pub fn relocate(&self, document: &mut Document) {
        if self.origins.is_none() && self.skipped == 0 {
            return;
        }
        let span = |span: &mut Span| span.bytes = self.origin(span.bytes.start)..self.origin(span.bytes.end);
        for block in &mut document.blocks {
            span(&mut block.span);
            block.source = self.relocated(&block.source, &block.text);
        }
        for heading in document.sections.iter_mut().filter_map(|section| section.heading.as_mut()) {
            span(&mut heading.span);
            heading.source = self.relocated(&heading.source, &heading.text);
        }
        for part in &mut document.set_aside {
            span(&mut part.span);
        }
    }

    /// A map with a run for each character, since characters take other numbers of bytes in the original.
    fn relocated(&self, map: &SourceMap, text: &str) -> SourceMap {
        let mut out = SourceMap::default();
        for (at, _) in text.char_indices() {
            if let Some((byte, line)) = map.locate(at) {
                out.push(at, self.origin(byte), line);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::formats::ReadError;
    use encoding_rs::{BIG5, GB18030, WINDOWS_1252};

    const CHINESE: &str = "第一条 为了保护个人信息权益,规范个人信息处理活动,促进个人信息合理利用,制定本法。";
    const TRADITIONAL: &str =
        "為了保護個人資料權益,規範個人資料處理活動,促進個人資料合理利用,制定本法。本法適用於公務機關。";
    const FRENCH: &str =
        "L’utilisateur a le droit d’être informé des données à caractère personnel traitées à l’étranger.";

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect()
    }

    #[test]
    fn encodings_are_told_apart() {
        let mixed = format!("{CHINESE} Article 1, 2021.");
        for (bytes, text) in [
            (FRENCH.as_bytes().to_vec(), FRENCH),
            ([b"\xef\xbb\xbf".as_slice(), FRENCH.as_bytes()].concat(), FRENCH),
            ([b"\xff\xfe".as_slice(), &utf16(CHINESE, true)].concat(), CHINESE),
            ([b"\xfe\xff".as_slice(), &utf16(CHINESE, false)].concat(), CHINESE),
            (utf16(&mixed, true), mixed.as_str()),
            (utf16(FRENCH, false), FRENCH),
            (GB18030.encode(CHINESE).0.into_owned(), CHINESE),
            (BIG5.encode(TRADITIONAL).0.into_owned(), TRADITIONAL),
            (WINDOWS_1252.encode(FRENCH).0.into_owned(), FRENCH),
        ] {
            assert_eq!(decode(&bytes).unwrap().text, text);
        }
    }

    #[test]
    fn every_character_is_traced_back() {
        let bytes = [b"\xff\xfe".as_slice(), &utf16("a病b", true)].concat();
        let decoded = decode(&bytes).unwrap();
        assert_eq!([0, 1, 4, 5].map(|offset| decoded.origin(offset)), [2, 4, 6, 8]);
        let bytes = GB18030.encode(CHINESE).0.into_owned();
        let decoded = decode(&bytes).unwrap();
        let at = decoded.text.find("保护").unwrap();
        assert_eq!(bytes[decoded.origin(at)..][..4], *GB18030.encode("保护").0);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in
            [b"%PDF-1.7 ...".as_slice(), b"PK\x03\x04abc", b"a\0b\0\0c", b"\x01\x02\x03\x04\x05\x06 abc"]
        {
            assert!(matches!(decode(bytes), Err(ReadError::Binary { .. })), "{bytes:?}");
        }
        assert_eq!(decode(b" \n").unwrap_err(), ReadError::Empty);
    }

    #[test]
    fn a_damaged_byte_does_not_change_the_encoding() {
        let mut bytes = FRENCH.as_bytes().to_vec();
        bytes.insert(40, 0xff);
        assert_eq!(decode(&bytes).unwrap().text.matches('\u{fffd}').count(), 1);
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            let _ = decode(&bytes).map(|decoded| (0..=decoded.text.len()).map(|at| decoded.origin(at)).max());
        }
    }
}
