use super::{Dictionary, DictionaryError, Languages};

const CEDICT: &str = "# CC-CEDICT\n#! version=1\n委員會 委员会 [wei3 yuan2 hui4] /committee/commission/CL:個|个[ge4]/\n\
                      期限 期限 [qi1 xian4] /time limit; deadline (of a debt)/\n";

/// A number as dictd writes it.
fn base64(mut number: usize) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    loop {
        out.insert(0, char::from(DIGITS[number % 64]));
        number /= 64;
        if number == 0 {
            return out;
        }
    }
}

/// An index and a body of some entries.
fn dictd(entries: &[(&str, &str)]) -> (String, String) {
    let (mut index, mut body) = (String::new(), String::new());
    for (head, text) in entries {
        index.push_str(&format!("{head}\t{}\t{}\n", base64(body.len()), base64(text.len())));
        body.push_str(text);
    }
    (index, body)
}

fn pair(from: &str, to: &str) -> Languages {
    Languages { from: from.to_owned(), to: to.to_owned() }
}

fn none(_: &str) -> Option<Vec<u8>> {
    None
}

#[test]
fn cedict_is_read_in_both_spellings() {
    let read = Dictionary::read("words.u8", CEDICT.as_bytes(), None, none).unwrap();
    assert_eq!(read.languages(), &pair("zh", "en"));
    assert!(read.serves("en", "zh") && !read.serves("en", "fr"));
    let entries = read.entries(&|head| head == "委员会" || head == "期限");
    assert_eq!(entries[0].heads, ["委員會", "委员会"]);
    assert_eq!(entries[0].glosses, ["committee", "commission"]);
    assert_eq!(entries[1].glosses, ["time limit; deadline"]);
}

#[test]
fn relatives_of_cedict_say_their_language() {
    for (note, name, to) in
        [("HanDeDict", "x.u8", "de"), ("", "cfdict.u8", "fr"), ("nothing", "zh-es.txt", "es")]
    {
        let text = format!("# {note}\n傳統 传统 [chuan2 tong3] /x/\n");
        let read = Dictionary::read(name, text.as_bytes(), None, none).unwrap();
        assert_eq!(read.languages(), &pair("zh", to));
    }
    let unknown = Dictionary::read("words.u8", "傳統 传统 [chuan2 tong3] /x/\n".as_bytes(), None, none);
    assert_eq!(unknown.err(), Some(DictionaryError::Languages("words.u8".to_owned())));
}

#[test]
fn dictd_is_read_from_either_file() {
    let (index, body) = dictd(&[
        ("00databaseshort", "00-database-short\n     English-German FreeDict Dictionary ver. 0.1\n"),
        (
            "committee",
            "committee /kəmˈɪti/ <n>\nAusschuss <masc>, Komitee <neut> [pol.]\n      \"on a committee\"  - im Ausschuss\n   Synonym: {board}\n\n see: {committees}\n\n",
        ),
        ("deadline", "deadline /dˈɛdlaɪn/\n1. Frist <fem>\n2. Stichtag\n"),
    ]);
    let (index, body) = (index.into_bytes(), body.into_bytes());
    let beside = |name: &str| match name {
        "a/words.index" => Some(index.clone()),
        "a/words.dict" => Some(body.clone()),
        _ => None,
    };
    for (name, bytes) in [("a/words.index", &index), ("a/words.dict", &body)] {
        let read = Dictionary::read(name, bytes, None, beside).unwrap();
        assert_eq!(read.languages(), &pair("en", "de"));
        let entries = read.entries(&|_| true);
        assert_eq!(entries.len(), 2);
        assert_eq!(entries[0].glosses, ["Ausschuss", "Komitee"]);
        assert_eq!(entries[1].glosses, ["Frist", "Stichtag"]);
    }
    let lone = Dictionary::read("words.index", &index, None, none).err();
    assert_eq!(lone, Some(DictionaryError::NoBody("words".to_owned())));
    let lone = Dictionary::read("words.dict", &body, None, none).err();
    assert_eq!(lone, Some(DictionaryError::NoIndex("words.index".to_owned())));
}

#[test]
fn what_is_no_dictionary_is_told() {
    for bytes in [&b"just a text\n"[..], b"", b"a\tb\nc\td\n", &[0xff, 0xfe, 0x00]] {
        assert_eq!(
            Dictionary::read("x.txt", bytes, None, none).err(),
            Some(DictionaryError::Unknown),
            "{bytes:?}"
        );
    }
    let about = "00databaseshort\tA\tA\n";
    let empty = Dictionary::read("en-de.index", about.as_bytes(), None, |_| Some(Vec::new()));
    assert_eq!(empty.err(), Some(DictionaryError::Empty));
}

proptest::proptest! {
    /// Offsets that lead nowhere, broken lines and any bytes give an error or entries, and never panic.
    #[test]
    fn any_bytes(index in "[a-z\t/+A-Z0-9\n]{0,200}", body in proptest::collection::vec(proptest::num::u8::ANY, 0..80)) {
        let languages = Some(pair("en", "de"));
        for bytes in [index.as_bytes(), &body] {
            let beside = |_: &str| Some(body.clone());
            if let Ok(read) = Dictionary::read("x.index", bytes, languages.clone(), beside) {
                read.entries(&|_| true);
            }
        }
        let text = format!("一 一 [yi1] /one/\n{}\n", String::from_utf8_lossy(&body));
        if let Ok(read) = Dictionary::read("x.u8", text.as_bytes(), languages, none) {
            read.entries(&|_| true);
        }
    }
}
