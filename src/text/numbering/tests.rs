//! Labels as they are printed, and texts that only look like one.

use super::{Scheme, is_successor, parse, parse_heading, parse_marked, resolve, word_and_number};

#[track_caller]
fn label(text: &str, scheme: Scheme, ordinals: &[u32], wording: &str) {
    let (label, body) = parse_heading(text).unwrap_or_else(|| panic!("no label in {text}"));
    assert_eq!((label.scheme, label.ordinals.as_slice(), &text[body..]), (scheme, ordinals, wording));
}

#[test]
fn labels_of_every_scheme() {
    label("1. Definitions", Scheme::Decimal, &[1], "Definitions");
    label("2.1 The provider", Scheme::Decimal, &[2, 1], "The provider");
    label("1 Scope", Scheme::Decimal, &[1], "Scope");
    label("**2.3** text", Scheme::Decimal, &[2, 3], "text");
    label("2\\. CORE PRINCIPLES", Scheme::Decimal, &[2], "CORE PRINCIPLES");
    label("(a) the first", Scheme::LowerLetter, &[1], "the first");
    label("(iv) the fourth", Scheme::LowerRoman, &[4], "the fourth");
    label("A. Your Feedback", Scheme::UpperLetter, &[1], "Your Feedback");
    label("§ 12a Fristen", Scheme::Paragraph, &[12, 1], "Fristen");
    label("Article 5: Scope", Scheme::Article, &[5], "Scope");
    label("Art. 3 Geltung", Scheme::Article, &[3], "Geltung");
    label("Chapter II", Scheme::Division, &[2], "");
    label("Schedule A Fees", Scheme::Division, &[1], "Fees");
    label("第三条 个人信息", Scheme::Han, &[3], "个人信息");
    label("第（二）款", Scheme::Han, &[2], "");
    label("第十二章 附则", Scheme::Division, &[12], "附则");
    label("附件一", Scheme::Division, &[1], "");
    label("（一）总则", Scheme::Han, &[1], "总则");
    label("一、总则", Scheme::Han, &[1], "总则");
    label("Article 7 bis Appeals", Scheme::Article, &[7, 1], "Appeals");
    label("Artículo 7 ter. Plazo", Scheme::Article, &[7, 2], "Plazo");
    label("Art. 2.- Objeto", Scheme::Article, &[2], "Objeto");
    label("Article premier - Objet", Scheme::Article, &[1], "- Objet");
    label("第七条之一 适用", Scheme::Han, &[7, 1], "适用");
    label("第七条の二　適用", Scheme::Han, &[7, 1], "適用");
    label("제2조(목적) 이 법은", Scheme::Article, &[2], "(목적) 이 법은");
    label("제2조의2(목적)", Scheme::Article, &[2, 1], "(목적)");
    label("① 회사는", Scheme::Decimal, &[1], "회사는");
    label("가. 이름", Scheme::LowerLetter, &[1], "이름");
    label("Статья 3. Сроки", Scheme::Article, &[3], "Сроки");
    label("المادة ٣ النطاق", Scheme::Article, &[3], "النطاق");
    label("มาตรา ๒ ขอบเขต", Scheme::Article, &[2], "ขอบเขต");
    label("Άρθρο 4 Πεδίο", Scheme::Article, &[4], "Πεδίο");
    label("12 a § Tillsyn", Scheme::Paragraph, &[12, 1], "Tillsyn");
    label("2 § Lagen gäller", Scheme::Paragraph, &[2], "Lagen gäller");
    label("2° La mise en conformité", Scheme::Decimal, &[2], "La mise en conformité");
    label("6.  § 126 des Gesetzes", Scheme::Decimal, &[6], "§ 126 des Gesetzes");
    label("7A. Appeals", Scheme::Decimal, &[7, 1], "Appeals");
    label("(4a) Die Frist", Scheme::Decimal, &[4, 1], "Die Frist");
    label("б) второй", Scheme::LowerLetter, &[2], "второй");
    label("1 - Définitions", Scheme::Decimal, &[1], "Définitions");
    label("第６条　目的", Scheme::Han, &[6], "目的");
}

#[test]
fn what_looks_like_a_label_and_is_none() {
    for text in [
        "2021 was a year",
        "1.5 degrees C.",
        "90% of",
        "I agree",
        "A person shall",
        "U.S. law",
        "No. 5",
        "23. Februar 2021",
        "3 months",
        "Article 5, which says",
        "第三条规定了",
        "第三条之规定",
        "Section 5 applies to all.",
        "§ 2 Absatz 2 sowie die §§ 36",
        "§ 126 des Investmentgesetzes",
        "Article 6 of the Regulation",
        "90° angles",
        "i.e. this",
        "(the rest)",
        "§",
        "",
    ] {
        assert_eq!(parse(text), None, "{text}");
    }
}

#[test]
fn neighbours_tell_what_a_letter_is() {
    let of = |text: &str| parse(text).unwrap().0;
    assert_eq!(resolve(Some(&of("(h) x")), of("(i) y")).scheme, Scheme::LowerLetter);
    assert_eq!(resolve(None, of("(i) y")).scheme, Scheme::LowerRoman);
    assert!(is_successor(&of("2.1 The"), &of("2.2 The")) && is_successor(&of("§ 43 X"), &of("§ 43a X")));
    assert!(!is_successor(&of("2.1 The"), &of("2.3 The")));
}

proptest::proptest! {
    #[test]
    fn the_wording_begins_on_a_border(text in "\\PC{0,20}") {
        if let Some((_, body)) = parse(&text) {
            proptest::prop_assert!(text.is_char_boundary(body));
        }
    }
}

#[test]
fn form_inside_a_label_is_skipped() {
    let marked = |text: &str, hidden: &[std::ops::Range<usize>]| {
        let (label, body) = parse_marked(text, hidden, false).unwrap();
        (label.printed, text[body..].to_owned())
    };
    let text = "**5.****5** **Safety.** You";
    assert_eq!(
        marked(text, &[0..2, 4..8, 9..11, 12..14, 21..23]),
        ("5.5".to_owned(), "Safety.** You".to_owned())
    );
    let text = "11\\. Fees";
    assert_eq!(marked(text, std::slice::from_ref(&(2..3))), ("11.".to_owned(), "Fees".to_owned()));
    let text = "[](#1-intro)1\\. Intro";
    assert_eq!(marked(text, &[0..12, 13..14]), ("1.".to_owned(), "Intro".to_owned()));
}

#[test]
fn the_bare_name_of_a_label() {
    let bare = |text: &str| parse(text).unwrap().0.bare().to_owned();
    assert_eq!(
        ["8.4. x", "(a) x", "a) x", "Article 5: X", "第三条 x", "§ 3 X", "2° x", "一、x"].map(bare),
        ["8.4", "(a)", "a", "Article 5", "第三条", "§ 3", "2", "一"]
    );
}

#[test]
fn any_word_may_carry_a_number() {
    let (word, label, body) = word_and_number("Regel 3: Offen").unwrap();
    assert_eq!((word.as_str(), label.ordinals.as_slice(), body), ("regel", &[3][..], 9));
    assert_eq!(word_and_number("Regel drei"), None);
    assert_eq!(word_and_number("regel 3"), None);
}
