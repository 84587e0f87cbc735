//! One number in the formats that Word knows (`w:numFmt`).

use crate::formats::counting::{chinese, repeated_letters, roman};

/// The number as printed; formats that are not known print digits, as Word does.
#[must_use]
pub fn format(number: u32, format: &str) -> String {
    match format {
        "none" => String::new(),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperLetter" => repeated_letters(number),
        "lowerLetter" => repeated_letters(number).to_lowercase(),
        "decimalZero" => format!("{number:02}"),
        "ordinal" => format!("{number}{}", suffix(number)),
        "cardinalText" => capitalised(&cardinal(number)),
        "ordinalText" => capitalised(&ordinal(number)),
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "koreanCounting" => chinese(number),
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => {
            digits(number, "〇一二三四五六七八九")
        }
        "chineseLegalSimplified" => legal(number, "零壹贰叁肆伍陆柒捌玖拾佰仟"),
        "ideographLegalTraditional" => legal(number, "零壹貳參肆伍陸柒捌玖拾佰仟"),
        "ideographTraditional" => from_list(number, "甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => from_list(number, "子丑寅卯辰巳午未申酉戌亥"),
        "decimalFullWidth" | "decimalFullWidth2" => digits(number, "０１２３４５６７８９"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => circled(number),
        "decimalEnclosedParen" => format!("({number})"),
        "decimalEnclosedFullstop" => format!("{number}."),
        "numberInDash" => format!("- {number} -"),
        "russianLower" => from_list(number, "абвгдежзиклмнопрстуфхцчшщэюя"),
        "russianUpper" => from_list(number, "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"),
        "ganada" => from_list(number, "가나다라마바사아자차카타파하"),
        "aiueo" | "aiueoFullWidth" => from_list(number, "アイウエオカキクケコサシスセソタチツテト"),
        "iroha" | "irohaFullWidth" => from_list(number, "イロハニホヘトチリヌルヲワカヨタレソツネ"),
        "arabicAlpha" => from_list(number, "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"),
        "hebrew2" => from_list(number, "אבגדהוזחטיכלמנסעפצקרשת"),
        _ => number.to_string(),
    }
}

fn suffix(number: u32) -> &'static str {
    match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

fn cardinal(number: u32) -> String {
    let word = |at: u32| ONES.get(at as usize).copied().unwrap_or_default();
    let ten = |at: u32| TENS.get(at as usize).copied().unwrap_or_default();
    match number {
        0..=19 => word(number).to_owned(),
        20..=99 if number.is_multiple_of(10) => ten(number / 10).to_owned(),
        20..=99 => format!("{}-{}", ten(number / 10), word(number % 10)),
        100..=999 if number.is_multiple_of(100) => format!("{} hundred", word(number / 100)),
        100..=999 => format!("{} hundred {}", word(number / 100), cardinal(number % 100)),
        _ => number.to_string(),
    }
}

fn ordinal(number: u32) -> String {
    const IRREGULAR: [(&str, &str); 7] = [
        ("one", "first"),
        ("two", "second"),
        ("three", "third"),
        ("five", "fifth"),
        ("eight", "eighth"),
        ("nine", "ninth"),
        ("twelve", "twelfth"),
    ];
    let words = cardinal(number);
    if let Some((ending, new)) = IRREGULAR.iter().find(|(ending, _)| words.ends_with(ending)) {
        return format!("{}{new}", words.strip_suffix(ending).unwrap_or_default());
    }
    match words.strip_suffix('y') {
        Some(stem) => format!("{stem}ieth"),
        None => format!("{words}th"),
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn digits(number: u32, signs: &str) -> String {
    let sign = |digit: char| signs.chars().nth(digit.to_digit(10)? as usize);
    number.to_string().chars().filter_map(sign).collect()
}

/// Numerals of contracts and bank notes: digits, then the signs of ten, hundred and thousand.
fn legal(number: u32, signs: &str) -> String {
    const PLAIN: &str = "零一二三四五六七八九十百千";
    let sign = |c: char| PLAIN.chars().position(|plain| plain == c).and_then(|at| signs.chars().nth(at));
    chinese(number).chars().map(|c| sign(c).unwrap_or(c)).collect()
}

fn from_list(number: u32, signs: &str) -> String {
    let count = u32::try_from(signs.chars().count()).unwrap_or(1).max(1);
    let index = number.saturating_sub(1) % count;
    signs.chars().nth(index as usize).map_or_else(|| number.to_string(), String::from)
}

fn circled(number: u32) -> String {
    let sign = match number {
        1..=20 => char::from_u32(0x2460 + number - 1),
        21..=35 => char::from_u32(0x3251 + number - 21),
        36..=50 => char::from_u32(0x32b1 + number - 36),
        _ => None,
    };
    sign.map_or_else(|| number.to_string(), String::from)
}

#[cfg(test)]
mod tests {
    use super::format;

    #[test]
    fn numbers_are_printed_as_word_prints_them() {
        for (number, name, printed) in [
            (27, "lowerLetter", "aa"),
            (4, "upperRoman", "IV"),
            (7, "decimalZero", "07"),
            (22, "ordinal", "22nd"),
            (112, "ordinal", "112th"),
            (21, "cardinalText", "Twenty-one"),
            (12, "ordinalText", "Twelfth"),
            (30, "ordinalText", "Thirtieth"),
            (11, "chineseCountingThousand", "十一"),
            (12, "chineseLegalSimplified", "拾贰"),
            (3, "decimalEnclosedCircle", "③"),
            (2, "ideographTraditional", "乙"),
            (5, "unheardOf", "5"),
        ] {
            assert_eq!(format(number, name), printed);
        }
    }
}
