//! A check as JUnit XML: one test suite for each text, one test case for each finding, a failure where the gate asks
//! for it, an error where a text could not be compared.
//!
//! Written so that it is valid by the schema of Jenkins' xUnit plugin (`junit-10.xsd`); GitLab and others read the same.

use crate::check::{Check, CheckedText, Compared, Finding, Outcome, Standing};
use crate::report::escape::fold;
use crate::report::wording::check;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io;

type Xml<'a> = Writer<&'a mut dyn io::Write>;

/// One test case before it is written.
struct Case {
    name: String,
    ending: Ending,
}

/// How a test case ended.
enum Ending {
    Passed(String),
    Skipped(String),
    Failure { rule: String, message: String, text: String },
    Error(String),
}

/// Writes a check as JUnit XML.
///
/// # Errors
/// What the writer returns.
pub fn check_junit(check: &Check, out: &mut dyn io::Write) -> io::Result<()> {
    let mut suites: Vec<(String, Option<&str>, Vec<Case>)> = Vec::new();
    let notice = |words: &String| Case { name: "settings".to_owned(), ending: Ending::Passed(fold(words)) };
    let notices: Vec<Case> = check.notices.iter().map(notice).collect();
    if !notices.is_empty() {
        suites.push(("settings and acceptances".to_owned(), None, notices));
    }
    let errors: Vec<Case> = check.errors.iter().map(|why| error("comparison", why)).collect();
    if !errors.is_empty() {
        suites.push(("recension check".to_owned(), None, errors));
    }
    for text in &check.texts {
        suites.push((text.path.clone(), Some(&text.path), cases(text)));
    }
    if suites.is_empty() {
        // A report without any test is taken for one that was not made.
        let case = Case { name: "comparison".to_owned(), ending: Ending::Passed(check::summary(check)) };
        suites.push(("recension check".to_owned(), None, vec![case]));
    }
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let all = || suites.iter().flat_map(|(_, _, cases)| cases);
    let mut root = BytesStart::new("testsuites");
    root.push_attribute(("name", "recension"));
    root.push_attribute(("tests", all().count().to_string().as_str()));
    root.push_attribute(("failures", number(all(), Case::is_failure).as_str()));
    root.push_attribute(("errors", number(all(), Case::is_error).as_str()));
    xml.write_event(Event::Start(root))?;
    for (name, path, cases) in &suites {
        suite(name, *path, cases, &mut xml)?;
    }
    xml.write_event(Event::End(BytesEnd::new("testsuites")))?;
    writeln!(xml.into_inner())
}

impl Case {
    fn is_failure(&self) -> bool {
        matches!(self.ending, Ending::Failure { .. })
    }

    fn is_error(&self) -> bool {
        matches!(self.ending, Ending::Error(_))
    }

    fn is_skipped(&self) -> bool {
        matches!(self.ending, Ending::Skipped(_))
    }
}

fn number<'a>(cases: impl Iterator<Item = &'a Case>, is: impl Fn(&Case) -> bool) -> String {
    cases.filter(|case| is(case)).count().to_string()
}

fn error(name: &str, why: &str) -> Case {
    Case { name: name.to_owned(), ending: Ending::Error(format!("Could not compare: {why}")) }
}

fn cases(text: &CheckedText) -> Vec<Case> {
    let compared = match &text.outcome {
        Outcome::Failed(why) => return vec![error("comparison", why)],
        Outcome::Compared(compared) => compared,
    };
    let mut cases: Vec<Case> = compared.findings.iter().map(|finding| case(compared, finding)).collect();
    if cases.is_empty() {
        cases.push(Case { name: "comparison".to_owned(), ending: Ending::Passed(check::counted(text)) });
    }
    cases
}

fn case(compared: &Compared, finding: &Finding) -> Case {
    let subject = check::subject(compared, finding);
    let detail = check::detail(compared, finding);
    let line = finding.lines.map(|lines| format!("line {}", lines.first));
    let shown = line.into_iter().chain(Some(detail).filter(|detail| !detail.is_empty()));
    let shown = shown.collect::<Vec<_>>().join(": ");
    let standing = check::standing(finding).unwrap_or_default();
    let ending = match finding.standing {
        Standing::Passes => Ending::Passed(shown),
        Standing::Accepted(_) => Ending::Skipped(standing),
        Standing::Fails | Standing::Expired(_) => Ending::Failure {
            rule: check::rule(compared, finding).to_owned(),
            message: format!("{subject}: {standing}"),
            text: shown,
        },
    };
    // The id makes the name one of a kind, and the same in the next run.
    Case { name: format!("{subject} [{}]", finding.id), ending }
}

fn suite(name: &str, path: Option<&str>, cases: &[Case], xml: &mut Xml<'_>) -> io::Result<()> {
    let name = text(name);
    let mut start = BytesStart::new("testsuite");
    start.push_attribute(("name", name.as_str()));
    start.push_attribute(("tests", cases.len().to_string().as_str()));
    start.push_attribute(("failures", number(cases.iter(), Case::is_failure).as_str()));
    start.push_attribute(("errors", number(cases.iter(), Case::is_error).as_str()));
    start.push_attribute(("skipped", number(cases.iter(), Case::is_skipped).as_str()));
    start.push_attribute(("time", "0"));
    if let Some(path) = path {
        start.push_attribute(("file", text(path).as_str()));
    }
    xml.write_event(Event::Start(start))?;
    for case in cases {
        write_case(case, &name, xml)?;
    }
    xml.write_event(Event::End(BytesEnd::new("testsuite")))
}

fn write_case(case: &Case, class: &str, xml: &mut Xml<'_>) -> io::Result<()> {
    let mut start = BytesStart::new("testcase");
    start.push_attribute(("classname", class));
    start.push_attribute(("name", text(&case.name).as_str()));
    start.push_attribute(("time", "0"));
    xml.write_event(Event::Start(start))?;
    match &case.ending {
        Ending::Passed(said) => element("system-out", &[], said, xml)?,
        Ending::Skipped(why) => element("skipped", &[("message", why)], "", xml)?,
        Ending::Failure { rule, message, text } => {
            element("failure", &[("type", rule), ("message", message)], text, xml)?;
        }
        Ending::Error(why) => {
            element("error", &[("type", check::COMPARISON_FAILED), ("message", why)], why, xml)?;
        }
    }
    xml.write_event(Event::End(BytesEnd::new("testcase")))
}

fn element(name: &str, attributes: &[(&str, &str)], content: &str, xml: &mut Xml<'_>) -> io::Result<()> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, text(value).as_str()));
    }
    xml.write_event(Event::Start(start))?;
    xml.write_event(Event::Text(BytesText::new(&text(content))))?;
    xml.write_event(Event::End(BytesEnd::new(name)))
}

/// A text without what steers a reader's screen and what is no character of XML 1.0 (section 2.2). The writer escapes
/// the rest.
fn text(content: &str) -> String {
    let outside = |c: char| matches!(c, '\u{fffe}' | '\u{ffff}');
    fold(content).chars().map(|c| if outside(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}
