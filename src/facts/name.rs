//! Acronyms and names in Latin letters: what a translation keeps as it is.

use super::letters::Letter;
use crate::text::script;

/// Characters of a name at most: longer ones are no wording of a policy.
const LONGEST: usize = 80;

/// An acronym or a name with digits at the head of some letters, and in a text of another script any Latin word: its one
/// form and its number of characters.
pub fn leading(letters: &[Letter], language: &str) -> Option<(String, usize)> {
    let at = |place: usize| letters.get(place).map(|letter| letter.c);
    let mut end = 0;
    while let Some(c) = at(end).filter(|_| end < LONGEST) {
        let next = at(end + 1);
        let joined = matches!(c, '-' | '.' | '&' | '\'')
            && next.is_some_and(|next| {
                next.is_alphanumeric() && script::of(next).is_none_or(|script| script == "Latn")
            });
        // A line break fell behind the hyphen: `COVID- 19`.
        let torn = c == '-' && next == Some(' ') && at(end + 2).is_some_and(|c| c.is_ascii_digit());
        if torn {
            end += 2;
        } else if joined || c.is_ascii_digit() || c.is_alphabetic() && script::of(c) == Some("Latn") {
            end += 1;
        } else {
            break;
        }
    }
    let token: String = letters.iter().take(end).map(|letter| letter.c).collect();
    let capitals = token.chars().filter(|c| c.is_uppercase()).count();
    let digits = token.chars().any(|c| c.is_ascii_digit());
    let foreign =
        matches!(language, "zh" | "ja" | "ko" | "ar" | "ru" | "uk" | "he" | "fa" | "el" | "th" | "hi");
    let long = token.chars().count() > 1;
    if end == 0 || !(capitals >= 2 || capitals > 0 && digits || foreign && long) {
        return None;
    }
    Some((canonical(&token), end))
}

/// Upper case without the signs inside and the s of a plural: `SMEs` and `SME`, `U.S.` and `US` are one.
fn canonical(token: &str) -> String {
    let plural = token.strip_suffix("'s").or_else(|| {
        token.strip_suffix('s').filter(|stem| stem.chars().all(char::is_uppercase) && stem.len() > 1)
    });
    let stem = plural.unwrap_or(token);
    stem.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}
