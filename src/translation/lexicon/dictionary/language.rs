//! Which languages a dictionary is for, from the codes and names that its file and its head say.

/// The language of the headwords and the one of the translations: primary subtags of BCP 47.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Languages {
    /// Of the headwords.
    pub from: String,
    /// Of the translations.
    pub to: String,
}

/// Primary subtag, codes of ISO 639-2 and 639-3 (the bibliographic one first where there are two), and English name.
const LANGUAGES: [(&str, &[&str], &str); 51] = [
    ("af", &["afr"], "Afrikaans"),
    ("am", &["amh"], "Amharic"),
    ("ar", &["ara", "arb"], "Arabic"),
    ("bg", &["bul"], "Bulgarian"),
    ("bn", &["ben"], "Bengali"),
    ("br", &["bre"], "Breton"),
    ("ca", &["cat"], "Catalan"),
    ("cs", &["cze", "ces"], "Czech"),
    ("cy", &["wel", "cym"], "Welsh"),
    ("da", &["dan"], "Danish"),
    ("de", &["ger", "deu"], "German"),
    ("el", &["gre", "ell"], "Greek"),
    ("en", &["eng"], "English"),
    ("eo", &["epo"], "Esperanto"),
    ("es", &["spa"], "Spanish"),
    ("et", &["est"], "Estonian"),
    ("eu", &["baq", "eus"], "Basque"),
    ("fa", &["per", "fas", "pes"], "Persian"),
    ("fi", &["fin"], "Finnish"),
    ("fr", &["fre", "fra"], "French"),
    ("ga", &["gle"], "Irish"),
    ("gl", &["glg"], "Galician"),
    ("he", &["heb"], "Hebrew"),
    ("hi", &["hin"], "Hindi"),
    ("hr", &["hrv"], "Croatian"),
    ("hu", &["hun"], "Hungarian"),
    ("id", &["ind"], "Indonesian"),
    ("is", &["ice", "isl"], "Icelandic"),
    ("it", &["ita"], "Italian"),
    ("ja", &["jpn"], "Japanese"),
    ("ko", &["kor"], "Korean"),
    ("ku", &["kur", "kmr", "ckb"], "Kurdish"),
    ("la", &["lat"], "Latin"),
    ("lt", &["lit"], "Lithuanian"),
    ("lv", &["lav"], "Latvian"),
    ("nl", &["dut", "nld"], "Dutch"),
    ("nb", &["nor", "nob"], "Norwegian"),
    ("pl", &["pol"], "Polish"),
    ("pt", &["por"], "Portuguese"),
    ("ro", &["rum", "ron"], "Romanian"),
    ("ru", &["rus"], "Russian"),
    ("sk", &["slo", "slk"], "Slovak"),
    ("sl", &["slv"], "Slovenian"),
    ("sr", &["srp"], "Serbian"),
    ("sv", &["swe"], "Swedish"),
    ("sw", &["swa", "swh"], "Swahili"),
    ("th", &["tha"], "Thai"),
    ("tr", &["tur"], "Turkish"),
    ("uk", &["ukr"], "Ukrainian"),
    ("vi", &["vie"], "Vietnamese"),
    ("zh", &["chi", "zho", "cmn"], "Chinese"),
];

/// The English name of a language, or its subtag.
#[must_use]
pub fn named(subtag: &str) -> &str {
    LANGUAGES.iter().find(|row| row.0 == subtag).map_or(subtag, |row| row.2)
}

/// The languages that two codes side by side name: `freedict-eng-deu.index`, `de-en.dict.dz`.
pub fn by_codes(name: &str) -> Option<Languages> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name).to_lowercase();
    let parts: Vec<&str> =
        file.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let code =
        |part: &str| LANGUAGES.iter().find(|row| row.0 == part || row.1.contains(&part)).map(|row| row.0);
    pair(parts.windows(2).filter_map(|pair| Some((code(pair[0])?, code(pair[1])?))))
}

/// The languages whose names stand side by side: `English-German FreeDict Dictionary`, `English - German`.
pub fn by_names(head: &str) -> Option<Languages> {
    let words: Vec<&str> =
        head.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let name = |word: &str| LANGUAGES.iter().find(|row| row.2.eq_ignore_ascii_case(word)).map(|row| row.0);
    let at = |at: usize| words.get(at).copied().unwrap_or_default();
    let joined = |word: &str| matches!(word, "to" | "and");
    pair((0..words.len()).filter_map(|place| {
        let next = if joined(at(place + 1)) { place + 2 } else { place + 1 };
        Some((name(at(place))?, name(at(next))?))
    }))
}

fn pair(found: impl Iterator<Item = (&'static str, &'static str)>) -> Option<Languages> {
    let mut found = found.filter(|(from, to)| from != to);
    found.next().map(|(from, to)| Languages { from: from.to_owned(), to: to.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::{Languages, by_codes, by_names, named};

    #[test]
    fn languages_are_told_by_codes_and_names() {
        let wanted = Some(Languages { from: "en".to_owned(), to: "de".to_owned() });
        assert_eq!(by_codes("/usr/share/dictd/freedict-eng-deu.dict.dz"), wanted);
        assert_eq!(by_codes("en-de.index"), wanted);
        assert_eq!(by_codes("words.index"), None);
        assert_eq!(by_names("English-German FreeDict Dictionary ver. 0.3"), wanted);
        assert_eq!(by_names("A dictionary from English to German"), wanted);
        assert_eq!(by_names("English"), None);
        assert_eq!((named("de"), named("tlh")), ("German", "tlh"));
    }
}
