//! Addresses of pages and of mail: `https://…`, `www.…`, `name@host.org`.

use super::date::starts_with;
use super::fact::FactKind;
use super::letters::Letter;

/// Characters of an address that are looked at: longer ones are no wording of a policy.
const LONGEST: usize = 500;

/// The address at the head of some letters: its kind, its form without scheme and case, its number of characters.
pub fn leading(letters: &[Letter]) -> Option<(FactKind, String, usize)> {
    let c = letters.first()?.c;
    let telling = |letter: &Letter| matches!(letter.c, '@' | ':');
    let graphic = |letter: &&Letter| letter.c.is_ascii_graphic();
    let near = || letters.iter().take(LONGEST).take_while(graphic).any(telling);
    if !c.is_ascii_alphanumeric() || !(near() || c == 'w' && starts_with(letters, "www.")) {
        return None;
    }
    let inside = |letter: &&Letter| {
        letter.c.is_ascii_graphic()
            && !matches!(letter.c, '<' | '>' | '"' | '`' | '(' | ')' | '[' | ']' | '|')
    };
    let token: String = letters.iter().take(LONGEST).take_while(inside).map(|letter| letter.c).collect();
    let token = token.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '\'']);
    let length = token.chars().count();
    if token.starts_with("http://") || token.starts_with("https://") || token.starts_with("www.") {
        let bare = token.split_once("://").map_or(token, |(_, bare)| bare);
        let bare = bare.trim_start_matches("www.").trim_end_matches('/').to_lowercase();
        return (!bare.is_empty()).then_some((FactKind::Url, bare, length));
    }
    let (name, host) = token.split_once('@')?;
    let mail = !name.is_empty() && host.contains('.') && !host.contains('@');
    mail.then(|| (FactKind::Email, token.to_lowercase(), length))
}
