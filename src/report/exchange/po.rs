//! The work list as a PO file (GNU gettext manual, "The Format of PO Files"): what was translated is as previous
//! `msgid`, and a translation that must be looked at again is `fuzzy`.

use crate::report::escape::escape;
use crate::report::wording::work_list::{before, is_open, language, name, raw, reason, section};
use crate::translation::{Findings, Task};
use rspolib::POEntry;
use std::io;

/// Strings are not wrapped: readers of PO files join them anyway, and comments that wrap would need their sign anew.
const UNWRAPPED: usize = usize::MAX;

/// Writes clauses with their translations as a PO file. A clause that the source gave up is an obsolete entry;
/// what the translation alone has is left out.
///
/// # Errors
/// What the writer returns.
pub fn todo_po(findings: &Findings, tasks: &[Task], out: &mut dyn io::Write) -> io::Result<()> {
    let mut head = POEntry::new(0);
    let address = escape(&findings.source.address);
    head.tcomment = Some(format!("{address} -> {}", escape(&findings.target.address)));
    // Both languages are tags, without anything to escape.
    head.msgstr = Some(format!(
        "Project-Id-Version: \nPO-Revision-Date: \nLast-Translator: \nLanguage-Team: \nLanguage: {}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n\
         Content-Transfer-Encoding: 8bit\nX-Source-Language: {}\n",
        language(&findings.target),
        language(&findings.source)
    ));
    writeln!(out, "{}", head.to_string_with_wrapwidth(UNWRAPPED))?;
    // What neither source has cannot be an entry: its name is its source.
    for task in tasks.iter().filter(|task| !task.source.is_empty() || !task.former.is_empty()) {
        let entry = entry(task, &findings.source.address);
        writeln!(out, "{}", entry.to_string_with_wrapwidth(UNWRAPPED))?;
    }
    Ok(())
}

fn entry(task: &Task, address: &str) -> POEntry {
    let text = |text: String| escape(&text).into_owned();
    let mut entry = POEntry::new(0);
    let gone = task.source.is_empty();
    entry.obsolete = gone;
    let source = if gone { before(task).unwrap_or_default() } else { raw(&task.source) };
    entry.msgid = text(source);
    entry.msgstr = Some(text(raw(&task.target)));
    entry.msgctxt = Some(text(name(task)));
    let mut comments: Vec<String> = section(task).into_iter().collect();
    comments.extend(task.reasons.iter().map(reason));
    entry.comment = (!comments.is_empty()).then(|| comments.join("\n"));
    if let (Some(place), false) = (task.source.first(), gone) {
        // A space would end the file's name.
        let file = escape(address).replace(char::is_whitespace, "_");
        entry.occurrences = vec![(file, place.lines.first.to_string())];
    }
    if !gone {
        entry.previous_msgid = before(task).map(text);
    }
    // An entry without translation is untranslated, not fuzzy.
    if is_open(task) && !task.target.is_empty() && !gone {
        entry.flags = vec!["fuzzy".to_owned()];
    }
    entry
}
