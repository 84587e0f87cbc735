//! In which language and direction a text is set.

/// The attributes of text in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tongue {
    /// BCP 47 tag; empty, which HTML takes for "unknown", where the language is not known.
    pub lang: String,
    /// `rtl` where the language is written from right to left, else `auto`: by the first strong character.
    pub dir: &'static str,
}

/// Languages that are written from right to left, by their primary subtag (CLDR, `characterOrder`).
const RIGHT_TO_LEFT: [&str; 13] =
    ["ar", "arc", "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];

impl Tongue {
    /// Of a text in this language.
    pub fn new(language: Option<&str>) -> Self {
        let is_tag = |tag: &&str| tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let lang = language.filter(is_tag).unwrap_or_default();
        let mut subtags = lang.split('-');
        let primary = subtags.next().unwrap_or_default();
        // A script in the tag overrules what is usual: `ku-Latn`, `az-Arab`.
        let script = subtags.find(|subtag| subtag.len() == 4);
        let rtl = match script {
            Some(script) => ["Arab", "Hebr", "Nkoo", "Syrc", "Thaa"].contains(&script),
            None => RIGHT_TO_LEFT.contains(&primary),
        };
        Self { lang: lang.to_owned(), dir: if rtl { "rtl" } else { "auto" } }
    }
}

#[cfg(test)]
mod tests {
    use super::Tongue;

    #[test]
    fn the_direction_follows_the_language_and_its_script() {
        let dir = |tag: &str| Tongue::new(Some(tag)).dir;
        assert_eq!((dir("ar"), dir("ur-PK"), dir("az-Arab")), ("rtl", "rtl", "rtl"));
        assert_eq!((dir("en"), dir("ku"), dir("zh-Hant")), ("auto", "auto", "auto"));
        assert_eq!(Tongue::new(None), Tongue { lang: String::new(), dir: "auto" });
    }
}
