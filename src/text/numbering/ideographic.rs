//! Labels of Chinese, Japanese and Korean texts: `第三条`, `第（二）款`, `附件一`, `（一）`, `一、`, `제2조`, `①`, `가.`

use super::label::{Found, Scheme};
use crate::text::numeral;

/// Words of annexes, before their number.
const ANNEXES: [&str; 8] = ["附件", "附录", "附錄", "附表", "別表", "别表", "별표", "부록"];

/// Korean letters of items, in their order.
const KOREAN_LETTERS: &str = "가나다라마바사아자차카타파하";

/// The label at the head of a text of one of these languages.
#[must_use]
pub fn ideographic(text: &str) -> Option<Found> {
    let first = text.chars().next()?;
    if let Some(number) = circled(first) {
        return Some((Scheme::Decimal, vec![number], first.len_utf8()));
    }
    if let Some((word, rest)) = ANNEXES.iter().find_map(|word| Some((word, text.strip_prefix(word)?))) {
        let space = rest.len() - rest.trim_start().len();
        let (number, length) = numeral::leading(rest.trim_start())?;
        return Some((Scheme::Division, vec![number], word.len() + space + length));
    }
    match first {
        '第' => ordinal(text, first, ""),
        '제' => ordinal(text, first, "조항호목장절편관부"),
        _ => korean_letter(text).or_else(|| counted(text)),
    }
}

/// `第三条`, `第（二）款`, `第 3 章`, `제2조`
fn ordinal(text: &str, prefix: char, units: &str) -> Option<Found> {
    let body = text.strip_prefix(prefix)?;
    let open = body.chars().next().filter(|c| matches!(c, '（' | '(' | ' ')).map_or(0, char::len_utf8);
    let (number, length) = numeral::leading(body.get(open..)?)?;
    let rest = body.get(open + length..)?;
    let close = rest.chars().next().filter(|c| matches!(c, '）' | ')' | ' ')).map_or(0, char::len_utf8);
    let unit = rest.get(close..)?.chars().next()?;
    let scheme = match unit {
        '条' | '條' | '款' | '项' | '項' | '目' | '号' | '號' => Scheme::Han,
        '章' | '节' | '節' | '编' | '編' | '部' | '篇' => Scheme::Division,
        '조' => Scheme::Article,
        '항' | '호' | '목' => Scheme::Han,
        _ if units.contains(unit) => Scheme::Division,
        _ => return None,
    };
    let end = prefix.len_utf8() + open + length + close + unit.len_utf8();
    let behind = text.get(end..)?.chars().next();
    // `第三条规定` refers to the clause; the head of one is followed by a space, punctuation or nothing, or by what
    // law inserts between two clauses.
    let ends = behind.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '：' | ':' | '【' | '（' | '(' | '-' | '〔' | '之' | 'の' | '의')
    });
    let inserted = behind.is_some_and(|c| matches!(c, '之' | 'の' | '의'));
    let numbered = || {
        behind
            .and_then(|c| text.get(end + c.len_utf8()..))
            .is_some_and(|rest| numeral::leading(rest).is_some())
    };
    (ends && (!inserted || numbered())).then_some((scheme, vec![number], end))
}

/// `（一）`, `一、`, `二　` before an ideographic space
fn counted(text: &str) -> Option<Found> {
    let open = text.chars().next().filter(|c| matches!(c, '（' | '('));
    let at = open.map_or(0, char::len_utf8);
    let (number, length) = numeral::leading_han(text.get(at..)?)?;
    let close = text.get(at + length..)?.chars().next()?;
    let end = at + length + close.len_utf8();
    match (open, close) {
        (Some(_), '）' | ')') | (None, '、' | '．' | '.') => Some((Scheme::Han, vec![number], end)),
        (None, '　') => Some((Scheme::Han, vec![number], at + length)),
        _ => None,
    }
}

/// `가.`, `나)`
fn korean_letter(text: &str) -> Option<Found> {
    let first = text.chars().next()?;
    let number = KOREAN_LETTERS.chars().position(|letter| letter == first)?;
    let close = text.get(first.len_utf8()..)?.chars().next().filter(|c| matches!(c, '.' | ')'))?;
    let number = u32::try_from(number).ok()? + 1;
    Some((Scheme::LowerLetter, vec![number], first.len_utf8() + close.len_utf8()))
}

/// The value of a circled number: `①` is 1, `⑳` is 20.
#[must_use]
pub fn circled(c: char) -> Option<u32> {
    let value = u32::from(c);
    (0x2460..=0x2473).contains(&value).then(|| value - 0x245f)
}
