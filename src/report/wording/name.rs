//! How sections and clauses are named, as one who cites them would: `3 ¶7`, `Article 2 ¶3`, `preamble ¶1`.

use crate::diff::Place;
use crate::report::escape::fold;

/// What the part before the first heading is called.
const FRONT: &str = "preamble";

/// The printed number at the head of a heading or clause: `Article 2`, `(b)`, `2.1`, `第三条`, `一、`. Places carry no
/// label, so it is read from their text: one or two words that only number.
pub fn printed_number(text: &str) -> Option<&str> {
    let text = text.trim_start();
    if let Some(end) = ideographic_number(text) {
        return text.get(..end);
    }
    let mut words = text.split_whitespace();
    let first = words.next()?;
    if numbers(first) {
        return Some(first);
    }
    let second = words.next().filter(|second| {
        const NUMBERED: [&str; 12] = [
            "article",
            "section",
            "chapter",
            "part",
            "clause",
            "annex",
            "appendix",
            "schedule",
            "title",
            "paragraph",
            "§",
            "artículo",
        ];
        NUMBERED.contains(&first.to_lowercase().as_str()) && (numbers(second) || is_roman(second))
    })?;
    let end = text.find(first)? + first.len();
    let end = end + text.get(end..)?.find(second)? + second.len();
    text.get(..end)
}

/// `2.1`, `3)`, `(b)`, `§12`, `iv.`: counts and does not speak. A bare number such as a year is text.
fn numbers(word: &str) -> bool {
    let inner = word.trim_start_matches(['(', '§', '（']);
    let core = inner.trim_end_matches(['.', ')', ':', '）', '、', '．']);
    let marked = core.len() < word.len() || core.contains('.');
    let parts = || core.split('.');
    let number = |part: &str| {
        let digits = part.trim_end_matches(|c: char| c.is_ascii_lowercase());
        (1..=3).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
            && part.len() <= digits.len() + 1
    };
    let letter = (core.len() == 1 && core.chars().all(|c| c.is_ascii_alphabetic())) || is_roman(core);
    !core.is_empty() && ((parts().all(number) && (marked || core.len() < 4)) || (marked && letter))
}

fn is_roman(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ')', ':']);
    let one_case = |letters: &str| word.chars().all(|c| letters.contains(c));
    !word.is_empty() && word.len() <= 8 && (one_case("ivxlc") || one_case("IVXLC"))
}

/// The end of `第三条` or `一、` at the head of a text.
fn ideographic_number(text: &str) -> Option<usize> {
    const NUMERALS: &str = "零〇一二三四五六七八九十百千0123456789０１２３４５６７８９ ";
    let rest = text.strip_prefix('第');
    let body = rest.unwrap_or(text);
    let end = body.find(|c| !NUMERALS.contains(c)).filter(|end| *end > 0)?;
    let next = body.get(end..)?.chars().next()?;
    let closes = match rest {
        Some(_) => "条條章节節编編部款项項篇".contains(next),
        None => next == '、',
    };
    closes.then_some(text.len() - body.len() + end + next.len_utf8())
}

/// The number of a place's section: the printed one, else the ordinal in the document.
fn section_number(place: &Place) -> String {
    match own_number(&place.id, &place.section) {
        Some(number) => bare(number),
        None => ordinal(&place.id),
    }
}

/// The printed number of a section. A section without a heading has none: the last heading of its path is not its own.
fn own_number<'a>(id: &str, path: &'a [String]) -> Option<&'a str> {
    let depth = ordinal(id).split('.').count();
    path.last().filter(|_| path.len() == depth).and_then(|heading| printed_number(heading))
}

/// A printed number without the mark that only closes it.
fn bare(number: &str) -> String {
    let number = fold(number);
    let number = number.trim_end_matches([':', '、']);
    match number.strip_suffix(['.', ')']) {
        Some(inner) if !number.starts_with('(') => inner.to_owned(),
        _ => number.to_owned(),
    }
}

/// `3.1` of `s3.1.b4`; the part before the first heading by name.
pub fn ordinal(id: &str) -> String {
    let section = id.split(".b").next().unwrap_or_default().trim_start_matches('s');
    if section == "0" { FRONT.to_owned() } else { fold(section) }
}

/// The ordinal of a block in its section, `¶7` of `s3.b7`; of a section `3.1`.
pub fn ordinal_within(id: &str) -> String {
    match id.rsplit_once(".b") {
        Some((_, number)) => format!("¶{}", fold(number)),
        None => ordinal(id),
    }
}

/// A clause or section as one would cite it: `3 ¶7`, `section 3`, `section B`, `Article 2`.
pub fn cited(place: &Place) -> String {
    let section = section_number(place);
    if place.id.contains(".b") {
        return format!("{section} {}", ordinal_within(&place.id));
    }
    // `Article 2` says what it is, `2` and `B` do not.
    if section.contains(' ') || section.starts_with(['第', '§']) {
        section
    } else {
        format!("section {section}")
    }
}

/// Where a moved section was: its old name, or, where it kept its printed number, its ordinal: `position 3`.
pub fn former_section(old: &Place, new: &[Place]) -> String {
    let kept = new.first().is_some_and(|new| cited(new) == cited(old));
    if kept { format!("position {}", ordinal(&old.id)) } else { cited(old) }
}

/// Several places of one section in one name: `4 ¶5 + ¶6`.
pub fn cited_all(places: &[Place]) -> String {
    let mut out = String::new();
    let mut before: Option<&Place> = None;
    for place in places {
        if before.is_some() {
            out.push_str(" + ");
        }
        let same = before.is_some_and(|before| section_number(before) == section_number(place));
        out.push_str(&if same { ordinal_within(&place.id) } else { cited(place) });
        before = Some(place);
    }
    out
}

/// The printed numbers of a run, first to last; a word that both begin with is shown once.
pub fn run(places: &[Place]) -> String {
    let label = |place: &Place| printed_number(&place.text).map_or_else(|| cited(place), str::to_owned);
    let (first, last) =
        (places.first().map(label).unwrap_or_default(), places.last().map(label).unwrap_or_default());
    if first == last {
        return first;
    }
    match (first.rsplit_once(' '), last.rsplit_once(' ')) {
        (Some((word, _)), Some((same, number))) if word == same => format!("{first}–{number}"),
        _ => format!("{first}–{last}"),
    }
}

/// The heading of a section with its number: `4 Accelerating Climate Ambitions`, `Article 2 Collection`.
pub fn section_title(id: &str, path: &[String]) -> String {
    let ordinal = ordinal(id);
    if path.is_empty() {
        return if ordinal == FRONT { "Preamble".to_owned() } else { ordinal };
    }
    let title = path.iter().map(|heading| fold(heading)).collect::<Vec<_>>().join(" › ");
    if own_number(id, path).is_some() { title } else { format!("{ordinal} {title}") }
}

/// The lines of places: `line 3`, `lines 3–9`, `lines 3–9, 12`.
pub fn lines(places: &[Place]) -> String {
    let one = |place: &Place| {
        let lines = place.lines;
        if lines.first == lines.last {
            format!("{}", lines.first)
        } else {
            format!("{}–{}", lines.first, lines.last)
        }
    };
    let list = places.iter().map(one).collect::<Vec<_>>().join(", ");
    let single = matches!(places, [place] if place.lines.first == place.lines.last);
    format!("{} {list}", if single { "line" } else { "lines" })
}

#[cfg(test)]
mod tests {
    use super::printed_number;

    #[test]
    fn printed_numbers_are_told_from_words() {
        for (text, number) in [
            ("Article 2 Collection", "Article 2"),
            ("2.1 Scope", "2.1"),
            ("3. Definitions", "3."),
            ("(b) the time of arrival", "(b)"),
            ("§ 12 Data", "§ 12"),
            ("Section IV. Penalties", "Section IV."),
            ("第三条 收集", "第三条"),
            ("第 3 章 总则", "第 3 章"),
            ("一、总则", "一、"),
        ] {
            assert_eq!(printed_number(text), Some(number), "{text}");
        }
        for text in [
            "Combating COVID-19",
            "2021 Roadmap",
            "A new start",
            "I agree",
            "一般规定",
            "第三方",
            "Part of it",
        ] {
            assert_eq!(printed_number(text), None, "{text}");
        }
    }
}
