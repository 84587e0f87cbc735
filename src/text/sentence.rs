//! Sentences of a text and whether it ends with an end mark.
//!
//! A legal splitter over Unicode text: abbreviations, initials, decimal numbers and German ordinals do not end a
//! sentence; closing quotes and brackets belong to the sentence before them.

use crate::lang;
use std::ops::Range;

/// What may follow an end mark and still belongs to its sentence.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | '›'
            | ')'
            | ']'
            | '}'
            | '」'
            | '』'
            | '》'
            | '）'
            | '】'
            | '*'
            | '_'
    )
}

fn is_wide_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '।' | '॥' | '۔' | '։')
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟') || is_wide_stop(c)
}

/// Words that end with a full stop and mostly stand inside a sentence. Lower case, without the full stop.
const ABBREVIATIONS: [&str; 62] = [
    "mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr", "vs", "etc", "no", "nos", "art", "arts", "sec",
    "secs", "para", "paras", "cl", "ch", "vol", "pp", "p", "fig", "inc", "ltd", "corp", "co", "cf", "al",
    "approx", "dept", "est", "gov", "rev", "ed", "abs", "nr", "bzw", "ca", "ggf", "usw", "vgl", "evtl",
    "inkl", "zzgl", "ziff", "lit", "bspw", "sog", "m", "mme", "mlle", "ex", "env", "ibid", "núm", "pág",
    "sra", "ud", "uds", "u",
];

/// Byte ranges of the sentences of `text`, in order, without the white space between them.
#[must_use]
pub fn split(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_stop(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some(&(next, other)) = chars.peek() {
            if !is_stop(other) && !is_closing(other) {
                break;
            }
            end = next + other.len_utf8();
            chars.next();
        }
        if ends_here(text, start, at, end, c) {
            push(text, start..end, &mut out);
            start = end;
        }
    }
    push(text, start..text.len(), &mut out);
    out
}

fn push(text: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let Some(part) = text.get(range.clone()) else { return };
    let trimmed = part.trim();
    if !trimmed.is_empty() {
        let start = range.start + (part.len() - part.trim_start().len());
        out.push(start..start + trimmed.len());
    }
}

/// Whether the mark at `at` ends a sentence that began at `start`; `end` is behind its closing signs.
fn ends_here(text: &str, start: usize, at: usize, end: usize, mark: char) -> bool {
    let Some(rest) = text.get(end..) else { return true };
    let Some(next) = rest.chars().next() else { return true };
    if is_wide_stop(mark) {
        return true;
    }
    if !next.is_whitespace() {
        return false;
    }
    let ahead = rest
        .trim_start()
        .chars()
        .find(|c| !matches!(c, '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '*' | '_' | '¿' | '¡'));
    let begins = ahead.is_none_or(|c| {
        c.is_uppercase() || c.is_numeric() || c.is_alphabetic() && !c.is_lowercase() || !c.is_alphanumeric()
    });
    if !begins {
        return false;
    }
    if mark != '.' || text.get(at + 1..end).is_some_and(|tail| tail.contains(['!', '?', '.'])) {
        return true;
    }
    let before = text.get(start..at).unwrap_or_default();
    let word = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '«' | '*' | '_' | '['))
        .next()
        .unwrap_or_default();
    if is_label_alone(before.trim(), word) {
        return false;
    }
    let digits = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    // `23. Februar`, `2. Absatz`: a short number before a capital is an ordinal only inside German; elsewhere a
    // sentence may well end with a number. Ordinals have at most two digits, and a month or a noun behind them.
    if digits && word.len() <= 2 && is_german_ordinal(rest.trim_start()) {
        return false;
    }
    !is_abbreviation(word, rest.trim_start())
}

/// `1.`, `(a).`: a label at the head of a sentence is not a sentence of its own.
fn is_label_alone(before: &str, word: &str) -> bool {
    before == word
        && before.len() <= 6
        && (before.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') || before.chars().count() == 1)
}

fn is_german_ordinal(next: &str) -> bool {
    let word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    lang::lookup(lang::facts("de").months, &word).is_some()
        || matches!(word.as_str(), "absatz" | "abschnitt" | "auflage" | "jahrhundert")
}

fn is_abbreviation(word: &str, next: &str) -> bool {
    let lower = word.to_lowercase();
    if word.contains('.') {
        // `U.S.`, `e.g.`: initials end a sentence only before a word that commonly begins one.
        let initials = word.split('.').all(|part| part.chars().count() <= 2);
        let first = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        return initials
            && !matches!(
                first,
                "The"
                    | "This"
                    | "These"
                    | "They"
                    | "We"
                    | "In"
                    | "It"
                    | "If"
                    | "He"
                    | "She"
                    | "A"
                    | "An"
                    | "For"
                    | "All"
                    | "Any"
            );
    }
    // One capital letter is an initial: `J. Smith`.
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    initial || ABBREVIATIONS.contains(&lower.as_str())
}

/// Whether `text` ends as a finished sentence does: with a full stop, `!`, `?`, `:`, `;`, `…` or their forms in
/// other scripts, closing quotes and brackets after it ignored.
#[must_use]
pub fn ends_with_end_mark(text: &str) -> bool {
    let end = text.trim_end().trim_end_matches(|c: char| is_closing(c) || c.is_whitespace());
    let end = if end.is_empty() { text.trim_end() } else { end };
    end.chars()
        .next_back()
        .is_some_and(|c| is_stop(c) || matches!(c, ':' | ';' | '：' | '；' | '፡' | '።' | '؛'))
}

#[cfg(test)]
mod tests {
    use super::{ends_with_end_mark, split};

    fn parts(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_of_policy_texts() {
        assert_eq!(
            parts("They met. “It works.” Then (see U.S. law) they left."),
            ["They met.", "“It works.”", "Then (see U.S. law) they left."]
        );
        assert_eq!(
            parts("An increase of 1.5 degrees C., e.g. by Mr. Smith. Next."),
            ["An increase of 1.5 degrees C., e.g. by Mr. Smith.", "Next."]
        );
        assert_eq!(
            parts("Am 23. Februar 2021 gilt Art. 5 Abs. 2. Danach nicht."),
            ["Am 23. Februar 2021 gilt Art. 5 Abs. 2.", "Danach nicht."]
        );
        assert_eq!(parts("总理表示。“同意。”他们;继续!"), ["总理表示。", "“同意。”", "他们;继续!"]);
        assert_eq!(parts("1. Definitions apply. No exceptions"), ["1. Definitions apply.", "No exceptions"]);
    }

    #[test]
    fn end_marks() {
        for whole in ["Done.", "“Done.”", "以下:", "完成。", "(see below).)", "**Done.**", "as follows:"]
        {
            assert!(ends_with_end_mark(whole), "{whole}");
        }
        for cut in ["economic growth and", "处理生物威胁的高风险后", "", "流动,"] {
            assert!(!ends_with_end_mark(cut), "{cut}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_character_is_in_a_sentence(text in "[a-zA-Z0-9 .!?()“”。，一二\"\n*]{0,60}") {
            let mut at = 0;
            for range in split(&text) {
                proptest::prop_assert!(range.start >= at && !range.is_empty());
                proptest::prop_assert!(text[at..range.start].trim().is_empty());
                at = range.end;
            }
            proptest::prop_assert!(text[at..].trim().is_empty());
        }
    }
}
