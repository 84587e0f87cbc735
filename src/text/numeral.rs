//! Numerals: roman and Chinese ones as integers.

use std::borrow::Cow;

/// The value of a roman numeral in lower case, 1 to 399; `None` where it is not written as one should be.
#[must_use]
pub fn roman(text: &str) -> Option<u32> {
    const LARGEST: u32 = 399;
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    let value = |c: char| {
        Some(match c {
            'i' => 1,
            'v' => 5,
            'x' => 10,
            'l' => 50,
            'c' => 100,
            _ => return None,
        })
    };
    let values: Vec<u32> = text.chars().map(value).collect::<Option<_>>()?;
    let mut sum = 0;
    for (at, value) in values.iter().enumerate() {
        if values.get(at + 1).is_some_and(|next| next > value) {
            sum -= *value as i64;
        } else {
            sum += i64::from(*value);
        }
    }
    let number = u32::try_from(sum).ok().filter(|number| (1..=LARGEST).contains(number))?;
    (write_roman(number) == text).then_some(number)
}

fn write_roman(mut number: u32) -> String {
    const PARTS: [(u32, &str); 9] =
        [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
    let mut out = String::new();
    for (value, part) in PARTS {
        while number >= value {
            out.push_str(part);
            number -= value;
        }
    }
    out
}

/// The number in Chinese or decimal digits at the head of `text`, and its length in bytes.
#[must_use]
pub fn leading(text: &str) -> Option<(u32, usize)> {
    let digits: usize = text.chars().take_while(|c| decimal_digit(*c).is_some()).map(char::len_utf8).sum();
    if digits > 0 {
        return Some((ascii_digits(text.get(..digits)?).parse().ok()?, digits));
    }
    leading_han(text)
}

/// Where the ten decimal digits of a script begin: ASCII, full-width, Arabic, Persian, Devanagari, Bengali, Thai, Lao,
/// Khmer.
const ZEROS: [u32; 9] = [0x30, 0xff10, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xed0, 0x17e0];

/// The value of a decimal digit of any of these scripts.
#[must_use]
pub fn decimal_digit(c: char) -> Option<u32> {
    let code = u32::from(c);
    ZEROS.iter().find_map(|zero| code.checked_sub(*zero).filter(|value| *value < 10))
}

/// The text with the decimal digits of other scripts as ASCII ones.
#[must_use]
pub fn ascii_digits(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let digit = |c| decimal_digit(c).and_then(|value| char::from_digit(value, 10)).unwrap_or(c);
    Cow::Owned(text.chars().map(digit).collect())
}

/// Whether a character is a Chinese digit or power of ten: `三`, `十`, `〇`.
#[must_use]
pub fn is_han_digit(c: char) -> bool {
    han_digit(c).is_some()
}

/// The number in Chinese digits at the head of `text`, up to 9999, and its length in bytes.
#[must_use]
pub fn leading_han(text: &str) -> Option<(u32, usize)> {
    let (mut total, mut digit, mut length) = (0u32, None::<u32>, 0);
    let mut positional = String::new();
    for c in text.chars() {
        match han_digit(c) {
            Some(HanDigit::Unit(value)) => {
                positional.push(char::from_digit(value, 10)?);
                digit = Some(value);
            }
            Some(HanDigit::Power(power)) => {
                total += digit.unwrap_or(1) * power;
                digit = None;
                positional.clear();
                positional.push('x');
            }
            Some(HanDigit::Tens(tens)) => {
                total += tens;
                positional.push('x');
            }
            None => break,
        }
        length += c.len_utf8();
    }
    if length == 0 {
        return None;
    }
    // `二〇三五`: digits by position.
    if positional.len() > 1 && !positional.contains('x') {
        return Some((positional.get(..positional.len().min(9))?.parse().ok()?, length));
    }
    Some((total + digit.unwrap_or(0), length)).filter(|(number, _)| *number > 0)
}

enum HanDigit {
    Unit(u32),
    Power(u32),
    Tens(u32),
}

fn han_digit(c: char) -> Option<HanDigit> {
    Some(match c {
        '〇' | '零' | '○' => HanDigit::Unit(0),
        '一' | '壹' => HanDigit::Unit(1),
        '二' | '贰' | '貳' | '两' | '兩' => HanDigit::Unit(2),
        '三' | '叁' | '參' => HanDigit::Unit(3),
        '四' | '肆' => HanDigit::Unit(4),
        '五' | '伍' => HanDigit::Unit(5),
        '六' | '陆' | '陸' => HanDigit::Unit(6),
        '七' | '柒' => HanDigit::Unit(7),
        '八' | '捌' => HanDigit::Unit(8),
        '九' | '玖' => HanDigit::Unit(9),
        '十' | '拾' => HanDigit::Power(10),
        '百' | '佰' => HanDigit::Power(100),
        '千' | '仟' => HanDigit::Power(1000),
        '廿' => HanDigit::Tens(20),
        '卅' => HanDigit::Tens(30),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{leading_han, roman};

    #[test]
    fn romans() {
        assert_eq!(roman("iv"), Some(4));
        assert_eq!(roman("xcix"), Some(99));
        for wrong in ["iiii", "vx", "ic", "", "mix"] {
            assert_eq!(roman(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn chinese_numerals() {
        for (text, number) in [
            ("三", 3),
            ("十二", 12),
            ("二十", 20),
            ("一百零三", 103),
            ("二〇三五", 2035),
            ("廿三", 23),
            ("三千二百一十", 3210),
        ] {
            assert_eq!(leading_han(text), Some((number, text.len())), "{text}");
        }
        assert_eq!(leading_han("本"), None);
    }
}
