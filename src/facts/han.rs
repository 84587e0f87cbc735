//! Numbers in Chinese characters, as Chinese, Japanese and Korean texts write them: `二〇三五`, `三百二十一`, `两万五千`,
//! `十二点五`, and mixed with digits, `250万`, `2.5亿`.

/// A number read from the head of some characters, and how many of them it took.
#[derive(Debug, Clone, PartialEq)]
pub struct HanNumber {
    /// Its value in decimal.
    pub value: String,
    /// Number of characters.
    pub length: usize,
}

enum Sign {
    Digit(u64),
    /// A power below ten thousand.
    Power(u64),
    /// Twenty and thirty in one character.
    Tens(u64),
    /// Ten thousand, a hundred million: closes a group.
    Group(u64),
}

fn sign(c: char) -> Option<Sign> {
    Some(match c {
        '〇' | '零' | '○' => Sign::Digit(0),
        '一' | '壹' | '壱' => Sign::Digit(1),
        '二' | '贰' | '貳' | '两' | '兩' | '弐' => Sign::Digit(2),
        '三' | '叁' | '參' | '参' => Sign::Digit(3),
        '四' | '肆' => Sign::Digit(4),
        '五' | '伍' => Sign::Digit(5),
        '六' | '陆' | '陸' => Sign::Digit(6),
        '七' | '柒' => Sign::Digit(7),
        '八' | '捌' => Sign::Digit(8),
        '九' | '玖' => Sign::Digit(9),
        '十' | '拾' => Sign::Power(10),
        '百' | '佰' => Sign::Power(100),
        '千' | '仟' => Sign::Power(1000),
        '廿' => Sign::Tens(20),
        '卅' => Sign::Tens(30),
        '万' | '萬' => Sign::Group(10_000),
        '亿' | '億' => Sign::Group(100_000_000),
        _ => return None,
    })
}

/// Whether the character may begin a number in Chinese characters.
pub fn begins(c: char) -> bool {
    matches!(sign(c), Some(Sign::Digit(_) | Sign::Power(_) | Sign::Tens(_)))
}

/// What a Chinese sign of magnitude behind digits multiplies by: `万` of `250万`.
pub fn magnitude(c: char) -> Option<u64> {
    match sign(c) {
        Some(Sign::Power(power) | Sign::Group(power)) if power >= 100 => Some(power),
        _ => match c {
            '兆' | '조' => Some(1_000_000_000_000),
            '천' => Some(1000),
            '만' => Some(10_000),
            '억' => Some(100_000_000),
            _ => None,
        },
    }
}

/// The number at the head of `chars`.
pub fn leading(chars: &[char]) -> Option<HanNumber> {
    let length = chars.iter().take_while(|c| sign(**c).is_some()).count();
    /// No number in use is written with more characters.
    const LONGEST: usize = 16;
    if length == 0 || length > LONGEST {
        return None;
    }
    let whole = integer(chars.get(..length)?)?;
    let decimals: String = match chars.get(length) {
        Some('点' | '點') => {
            chars.get(length + 1..)?.iter().map_while(|c| digit(*c)).map(|digit| digit.to_string()).collect()
        }
        _ => String::new(),
    };
    if decimals.is_empty() {
        return Some(HanNumber { value: whole.to_string(), length });
    }
    let length = length + 1 + decimals.len();
    Some(HanNumber { value: format!("{whole}.{decimals}"), length })
}

fn digit(c: char) -> Option<u64> {
    match sign(c) {
        Some(Sign::Digit(digit)) => Some(digit),
        _ => None,
    }
}

fn integer(chars: &[char]) -> Option<u64> {
    let digits: Option<Vec<u64>> = chars.iter().map(|c| digit(*c)).collect();
    if let Some(digits) = digits {
        return digits.into_iter().try_fold(0u64, |sum, digit| sum.checked_mul(10)?.checked_add(digit));
    }
    let (mut total, mut group, mut last) = (0u64, 0u64, None::<u64>);
    for c in chars {
        match sign(*c)? {
            Sign::Digit(value) => last = Some(value),
            Sign::Tens(value) => group = group.checked_add(value)?,
            Sign::Power(power) => {
                group = group.checked_add(last.take().unwrap_or(1).checked_mul(power)?)?;
            }
            Sign::Group(power) => {
                let inside = group.checked_add(last.take().unwrap_or(0))?.max(1);
                total = total.checked_add(inside.checked_mul(power)?)?;
                group = 0;
            }
        }
    }
    total.checked_add(group)?.checked_add(last.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::leading;

    #[test]
    fn numbers_in_chinese_characters() {
        for (text, value, length) in [
            ("二〇三五年", "2035", 4),
            ("三百二十一", "321", 5),
            ("两万五千", "25000", 4),
            ("十二点五", "12.5", 4),
            ("九十", "90", 2),
            ("廿三", "23", 2),
            ("两千", "2000", 2),
            ("一亿二千万人", "120000000", 5),
        ] {
            let chars: Vec<char> = text.chars().collect();
            let read = leading(&chars).unwrap();
            assert_eq!((read.value.as_str(), read.length), (value, length), "{text}");
        }
        assert!(leading(&['年']).is_none());
    }
}
