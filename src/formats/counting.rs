//! Numbers as lists print them: letters, roman and Chinese numerals.

/// `A` to `Z`, then `AA`, `AB` as spreadsheets and browsers count.
#[must_use]
pub fn letters(mut number: u32) -> String {
    let mut out = Vec::new();
    while number > 0 {
        number -= 1;
        out.push(char::from(b'A' + u8::try_from(number % 26).unwrap_or_default()));
        number /= 26;
    }
    out.iter().rev().collect()
}

/// `A` to `Z`, then `AA`, `BB` as word processors count.
#[must_use]
pub fn repeated_letters(number: u32) -> String {
    let Some(index) = number.checked_sub(1) else { return String::new() };
    let letter = char::from(b'A' + u8::try_from(index % 26).unwrap_or_default());
    // No document has an item past a hundred times the alphabet; a hostile one may say so.
    let times = (index / 26 + 1).min(100) as usize;
    std::iter::repeat_n(letter, times).collect()
}

/// Roman numerals, in capitals; from 4000 on as digits.
#[must_use]
pub fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number >= 4000 {
        return number.to_string();
    }
    let (mut rest, mut out) = (number, String::new());
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

/// Chinese numerals as text counts: 十二, 二十, 一百零五.
#[must_use]
pub fn chinese(number: u32) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    const UNITS: [(u32, char); 3] = [(1000, '千'), (100, '百'), (10, '十')];
    if number == 0 || number >= 10_000 {
        return number.to_string();
    }
    let digit = |value: u32| DIGITS.get(value as usize).copied().unwrap_or('零');
    let (mut rest, mut out, mut gap) = (number, String::new(), false);
    for (value, unit) in UNITS {
        let count = rest / value;
        rest %= value;
        if count == 0 {
            gap |= !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push('零');
        }
        // Ten to nineteen need no one in front.
        if !(value == 10 && count == 1 && out.is_empty()) {
            out.push(digit(count));
        }
        out.push(unit);
    }
    if rest > 0 {
        if gap {
            out.push('零');
        }
        out.push(digit(rest));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{chinese, letters, repeated_letters, roman};

    #[test]
    fn numbers_are_printed_as_lists_print_them() {
        assert_eq!([1, 26, 27, 53].map(letters), ["A", "Z", "AA", "BA"]);
        assert_eq!([1, 26, 27, 53].map(repeated_letters), ["A", "Z", "AA", "AAA"]);
        assert_eq!([4, 9, 14, 1999, 4000].map(roman), ["IV", "IX", "XIV", "MCMXCIX", "4000"]);
        assert_eq!(
            [1, 10, 12, 20, 105, 110, 1010, 10_000].map(chinese),
            ["一", "十", "十二", "二十", "一百零五", "一百一十", "一千零一十", "10000"]
        );
    }
}
