//! How the text itself names a section: by its labels with their path, `D.8 Access Reciprocity`. Where it prints no
//! label the headings stand alone; a number that the text does not have is never made up.

use super::plain::plain;
use super::result::Section;
use crate::diff::{Comparison, Place};
use crate::facts::has_date;
use crate::text::numbering::{self, Label, Scheme};
use std::collections::{HashMap, HashSet};

/// Columns of a heading that is cited.
const LONGEST: usize = 80;

/// The section of a place. `title` is that of the document, which goes without saying.
pub fn section(place: &Place, title: Option<&str>, ambiguous: &HashSet<String>) -> Section {
    let mut path: Vec<&String> = place.section.iter().collect();
    if path.len() > 1
        && path
            .first()
            .is_some_and(|first| Some(first.as_str()) == title || path.len() > 2 && is_title(first))
    {
        path.remove(0);
    }
    // A line such as `Last updated: 1 May 2024` is set as a heading by some; it names nothing.
    path.retain(|heading| !is_dateline(heading));
    let Some((last, above)) = path.split_last() else { return Section::default() };
    if above.is_empty() && Some(last.as_str()) == title {
        return Section::default();
    }
    let (label, heading) = labelled(last);
    let heading = shortened(&heading);
    let printed = label.as_ref().map(|label| composed(label, above));
    let place = match (&printed, above.last()) {
        (Some(printed), _) if heading.is_empty() => printed.clone(),
        (Some(printed), _) => format!("{printed} {heading}"),
        // Without a label the heading above distinguishes two of the same name.
        (None, Some(parent)) if ambiguous.contains(last.as_str()) => {
            format!("{} › {heading}", shortened(&labelled(parent).1))
        }
        (None, _) => heading.clone(),
    };
    Section { place, heading, label: printed }
}

/// Headings that several sections have: only with the heading above them a reader knows which is meant.
pub fn ambiguous(comparison: &Comparison) -> HashSet<String> {
    let mut paths: HashMap<&str, &[String]> = HashMap::new();
    let mut found = HashSet::new();
    let places = comparison.changes.iter().flat_map(|change| change.old.iter().chain(&change.new));
    for place in places {
        let Some(last) = place.section.last() else { continue };
        let above = place.section.get(..place.section.len() - 1).unwrap_or_default();
        match paths.get(last.as_str()) {
            Some(other) if *other != above => {
                found.insert(last.clone());
            }
            Some(_) => {}
            None => {
                paths.insert(last.as_str(), above);
            }
        }
    }
    found
}

/// The label printed at the head of a clause, `(b)`; none where there is only a bullet.
pub fn clause(place: &Place) -> Option<String> {
    place.block?;
    let label = place.label.as_deref()?.trim_matches('*').trim();
    (!label.is_empty()).then(|| label.to_owned())
}

/// The label of a heading and the rest of it.
fn labelled(heading: &str) -> (Option<Label>, String) {
    let text = plain(heading);
    match numbering::parse_heading(&text) {
        Some((label, wording)) => {
            let rest = text.get(wording..).unwrap_or_default().trim_start_matches([':', '–', '-', '.', ' ']);
            (Some(label), rest.to_owned())
        }
        None => (None, text),
    }
}

/// A label with those of the sections around it: `D` and `8` are `D.8`; `2.1` and `§ 3` say it all themselves.
fn composed(label: &Label, above: &[&String]) -> String {
    let own = closed(label);
    let composes = |scheme: Scheme| {
        matches!(
            scheme,
            Scheme::Decimal
                | Scheme::LowerLetter
                | Scheme::UpperLetter
                | Scheme::LowerRoman
                | Scheme::UpperRoman
        )
    };
    if !composes(label.scheme) || label.ordinals.len() > 1 {
        return own;
    }
    let mut out = own;
    for heading in above.iter().rev() {
        let Some(label) = labelled(heading).0.filter(|label| composes(label.scheme)) else { break };
        out = format!("{}.{out}", closed(&label));
        if label.ordinals.len() > 1 {
            break;
        }
    }
    out
}

/// A label without the sign that only closes it: `8.` is `8`, `(b)` stays.
fn closed(label: &Label) -> String {
    let printed = label.printed.trim_matches('*').trim();
    if printed.starts_with('(') {
        printed.to_owned()
    } else {
        printed.trim_end_matches(['.', ')', ':', '、']).to_owned()
    }
}

fn is_title(heading: &str) -> bool {
    numbering::parse_heading(heading).is_none()
}

/// Whether a heading says little more than a date.
fn is_dateline(heading: &str) -> bool {
    /// Words of a line that only gives a date: `Last updated and effective on 14 August 2025`.
    const MOST: usize = 9;
    heading.split_whitespace().count() <= MOST
        && heading.contains(|c: char| c.is_numeric())
        && has_date(heading)
}

fn shortened(heading: &str) -> String {
    if heading.chars().count() <= LONGEST {
        return heading.to_owned();
    }
    let head: String = heading.chars().take(LONGEST).collect();
    let end = head.rfind(' ').unwrap_or(head.len());
    format!("{} …", head.get(..end).unwrap_or(&head))
}

#[cfg(test)]
mod tests {
    use super::section;
    use crate::diff::Place;
    use crate::model::Lines;

    fn cited(path: &[&str]) -> String {
        let place = Place {
            id: "s1.b1".into(),
            section: path.iter().map(|heading| (*heading).to_owned()).collect(),
            lines: Lines { first: 1, last: 1 },
            label: None,
            location: None,
            text: String::new(),
            block: None,
            parts: Vec::new(),
        };
        let ambiguous = ["Fees".to_owned()].into();
        section(&place, Some("Terms"), &ambiguous).place
    }

    #[test]
    fn sections_are_cited_by_their_own_labels() {
        assert_eq!(cited(&["Terms", "D. User Content", "8. Access Reciprocity"]), "D.8 Access Reciprocity");
        assert_eq!(cited(&["Terms", "2 Fees", "2.1 Late fees"]), "2.1 Late fees");
        assert_eq!(cited(&["Terms", "§ 3 Leine"]), "§ 3 Leine");
        assert_eq!(cited(&["Terms", "Anlage"]), "Anlage");
        assert_eq!(cited(&["Terms", "Shops", "Fees"]), "Shops › Fees");
        assert_eq!(cited(&["Terms", "Shops", "Returns"]), "Returns");
        assert_eq!(cited(&["Terms", "Search {: #search }"]), "Search");
        assert_eq!(cited(&["Terms", "Last Updated: 1 May 2024"]), "");
        assert_eq!(cited(&["Terms"]), "");
    }
}
