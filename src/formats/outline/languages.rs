//! Headings in two languages: `重建得更好 Building Back Better`.

use crate::model::LanguagePart;
use crate::text::script;
use std::ops::Range;

/// The parts of a heading in different scripts: it is split where one script ends for good and another begins, so
/// that a Latin name inside Chinese text (`抗击 COVID-19 疫情`) splits nothing.
pub fn language_parts(text: &str) -> Vec<LanguagePart> {
    let letters: Vec<(usize, &'static str)> =
        text.char_indices().filter_map(|(at, c)| Some((at, family(script::of(c)?)))).collect();
    let part = |range: Range<usize>, script| trimmed(text, range).map(|range| LanguagePart { range, script });
    let (Some(first), Some(last)) = (letters.first(), letters.last()) else {
        return part(0..text.len(), "Zyyy").into_iter().collect();
    };
    let border = letters.windows(2).find(|two| two[0].1 != two[1].1).map(|two| two[1].0);
    match border {
        Some(at)
            if first.1 != last.1
                && letters.iter().filter(|(start, _)| *start >= at).all(|(_, script)| *script == last.1) =>
        {
            [part(0..at, first.1), part(at..text.len(), last.1)].into_iter().flatten().collect()
        }
        _ => part(0..text.len(), first.1).into_iter().collect(),
    }
}

/// Japanese writes in three scripts at once.
fn family(script: &'static str) -> &'static str {
    match script {
        "Hira" | "Kana" => "Hani",
        other => other,
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;
    let start = range.start + (part.len() - part.trim_start().len());
    let end = range.start + part.trim_end().len();
    (start < end).then_some(start..end)
}
