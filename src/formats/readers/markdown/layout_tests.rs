//! Layouts of converters, and the way back from each offset.

use super::Layout;

#[test]
fn items_indented_by_four_are_inside_whatever_the_marker() {
    let layout = Layout::new(
        "13.   **Conflicts:** These.\n    \n    1.   If void.  \n          \n        \n    2.   If we fail.\n",
    );
    assert_eq!(
        layout.text.replace(' ', "·"),
        "13.·**Conflicts:**·These.\n\n····1.·If·void.··\n\n\n····2.·If·we·fail.\n"
    );
}

#[test]
fn indented_prose_is_prose_and_code_stays() {
    let layout =
        Layout::new("1.  one\n\n    a)  first of the letters\n\n        aa) and one inside it\n\nend\n");
    assert_eq!(layout.text, "1. one\n\n   a)  first of the letters\n\n   aa) and one inside it\n\nend\n");
    let code = "Run:\n\n    let x = call(1);\n    return x;\n";
    assert_eq!(Layout::new(code).text, code);
}

#[test]
fn bullets_of_word_processors_and_bare_markers_are_items() {
    let layout = Layout::new("As follows:  \n•    one ;\n•    two.\n");
    assert_eq!(layout.text, "As follows:  \n- one ;\n- two.\n");
    assert_eq!(Layout::new("*   \n    \n    Text of it.\n").text, "*\n  Text of it.\n");
}

#[test]
fn items_of_another_kind_nest_by_two() {
    let layout = Layout::new("4. We ask:\n  - **one**\n  - two\n\n5. Next\n");
    assert_eq!(layout.text, "4. We ask:\n   - **one**\n   - two\n\n5. Next\n");
}

#[test]
fn offsets_lead_back() {
    let source = "1.   one\n\n•   two words\n";
    let layout = Layout::new(source);
    for word in ["one", "two", "words"] {
        let at = layout.text.find(word).unwrap();
        assert_eq!(&source[layout.start(at)..layout.end(at + word.len())], word);
    }
}

proptest::proptest! {
    #[test]
    fn every_offset_is_one_of_the_original(text in "[ \t\n*•0-9.)a-z<>`#|\\-]{0,80}") {
        let layout = Layout::new(&text);
        let mut before = 0;
        for offset in (0..=layout.text.len()).filter(|offset| layout.text.is_char_boundary(*offset)) {
            let source = layout.start(offset);
            proptest::prop_assert!(source <= text.len() && text.is_char_boundary(source), "{offset} {source}");
            proptest::prop_assert!(source >= before);
            before = source;
        }
    }
}
