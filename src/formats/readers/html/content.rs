//! The main content of a page, found by its structure.
//!
//! Navigation, headers, footers and forms around the text are taken out, then the way goes down from `main`, `article`
//! or the body for as long as one child holds nearly all words outside links. What is left beside the way is listed as
//! navigation. Nothing is judged by the words in ids and classes.

use super::dom::{self, Node};
use crate::formats::error::ReadError;
use crate::formats::flow::Flow;
use crate::model::SetAsideReason;
use rustc_hash::FxHashMap;
use scraper::{Html, Selector};

/// Share of the words outside links that one child must hold for the way to go on into it. On ten pages of six sites
/// 70, 80 and 90 % gave the same content but for one page.
const MAIN_SHARE: f64 = 0.8;
/// A form that holds this share of the page's words is the page itself, as some servers wrap it.
const FORM_SHARE: f64 = 0.5;

/// The elements that a CSS selector chooses.
pub fn selected<'a>(page: &'a Html, selector: &str) -> Result<Vec<Node<'a>>, ReadError> {
    let fail = |reason| ReadError::Selector { selector: selector.to_owned(), reason };
    let parsed = Selector::parse(selector).map_err(|_| fail("is no CSS selector"))?;
    let chosen: Vec<Node<'a>> = page.select(&parsed).map(|element| *element).collect();
    // What lies inside another chosen element is read with it.
    let outer: Vec<Node<'a>> = chosen
        .iter()
        .copied()
        .filter(|node| !node.ancestors().any(|above| chosen.contains(&above)))
        .collect();
    if outer.is_empty() { Err(fail("selects nothing on this page")) } else { Ok(outer) }
}

/// The main content, in order: one element for most pages, with a heading that stands before it.
pub fn main<'a>(page: &'a Html, flow: &mut Flow) -> Vec<Node<'a>> {
    let body = page
        .tree
        .root()
        .descendants()
        .find(|node| dom::name(*node) == "body")
        .unwrap_or_else(|| *page.root_element());
    let weights = Weights::new(body);
    let start = landmark(body, &weights).unwrap_or(body);
    if start != body {
        around(body, start, flow);
    }
    let mut chosen = vec![start];
    let mut at = start;
    while let Some(child) = heaviest(at, &weights) {
        let mut replaced = Vec::new();
        for other in at.children() {
            if other == child {
                replaced.push(child);
            } else if belongs(other, &weights) {
                // A heading of the page beside the way belongs to the text; what surrounds it does not.
                replaced.extend(headings(other));
                leave_out_but_headings(other, flow);
            } else {
                leave_out(other, SetAsideReason::Navigation, flow);
            }
        }
        let position = chosen.iter().position(|node| *node == at).unwrap_or_default();
        chosen.splice(position..=position, replaced);
        at = child;
    }
    chosen
}

/// Lists all text around `start` as navigation.
fn around(body: Node<'_>, start: Node<'_>, flow: &mut Flow) {
    let mut at = start;
    while at != body {
        let Some(parent) = at.parent() else { return };
        for other in parent.children().filter(|other| *other != at) {
            leave_out(other, SetAsideReason::Navigation, flow);
        }
        at = parent;
    }
}

/// Lists the text of a node that is left out.
pub fn leave_out(node: Node<'_>, reason: SetAsideReason, flow: &mut Flow) {
    let text = dom::shown_text(node);
    flow.set_aside(if dom::is_hidden(node) { SetAsideReason::Hidden } else { reason }, &text);
}

/// The headings of a page in a part of it.
fn headings(node: Node<'_>) -> Vec<Node<'_>> {
    node.descendants().filter(|inner| matches!(dom::name(*inner), "h1" | "h2")).collect()
}

/// Lists all text of a node but its headings.
fn leave_out_but_headings(node: Node<'_>, flow: &mut Flow) {
    let kept = headings(node);
    for inner in node.descendants().filter(|inner| inner.value().is_text()) {
        if !inner.ancestors().any(|above| kept.contains(&above)) {
            leave_out(inner, SetAsideReason::Navigation, flow);
        }
    }
}

/// Why an element is no part of the text wherever it stands; none where it may be.
pub fn not_text(node: Node<'_>) -> Option<SetAsideReason> {
    match dom::name(node) {
        "script" | "style" | "template" | "noscript" | "svg" | "head" | "iframe" | "object" | "canvas" => {
            return Some(SetAsideReason::Script);
        }
        "nav" => return Some(SetAsideReason::Navigation),
        "button" | "select" | "input" | "textarea" | "datalist" => return Some(SetAsideReason::Form),
        "dialog" => return Some(SetAsideReason::Banner),
        _ => {}
    }
    if dom::is_hidden(node) {
        return Some(SetAsideReason::Hidden);
    }
    match dom::attr(node, "role") {
        "navigation" | "search" | "menu" | "menubar" | "toolbar" | "banner" | "contentinfo" => {
            Some(SetAsideReason::Navigation)
        }
        "dialog" | "alertdialog" => Some(SetAsideReason::Banner),
        _ => None,
    }
}

/// Whether an element frames a page: a header, a footer, an aside that is in no article.
pub fn is_frame(node: Node<'_>) -> bool {
    let outside = || !node.ancestors().any(|above| matches!(dom::name(above), "main" | "article"));
    matches!(dom::name(node), "header" | "footer" | "aside") && outside()
}

/// `main`, or the only article.
fn landmark<'a>(body: Node<'a>, weights: &Weights) -> Option<Node<'a>> {
    let total = weights.of(body);
    let enough = |node: &Node<'a>| weights.of(*node) as f64 >= FORM_SHARE * total as f64;
    let of = |wanted: &str, role: &str| -> Vec<Node<'a>> {
        let is = |node: &Node<'a>| dom::name(*node) == wanted || dom::attr(*node, "role") == role;
        let found: Vec<Node<'a>> = body.descendants().filter(is).collect();
        let outer = |node: &&Node<'a>| !node.ancestors().any(|above| found.contains(&above));
        found.iter().filter(outer).copied().collect()
    };
    let only = |found: Vec<Node<'a>>| match found.as_slice() {
        [one] => Some(*one).filter(enough),
        _ => None,
    };
    only(of("main", "main")).or_else(|| only(of("article", "article")))
}

/// The child that holds nearly all words outside links, if it is an element that only groups others.
fn heaviest<'a>(at: Node<'a>, weights: &Weights) -> Option<Node<'a>> {
    let groups = |node: &Node<'a>| {
        matches!(
            dom::name(*node),
            "div"
                | "section"
                | "article"
                | "main"
                | "center"
                | "form"
                | "table"
                | "tbody"
                | "tr"
                | "td"
                | "font"
                | "span"
                | "header"
        )
    };
    let total = weights.of(at);
    let best = at.children().max_by_key(|child| weights.of(*child))?;
    let enough = total > 0 && weights.of(best) as f64 >= MAIN_SHARE * total as f64;
    (enough && groups(&best)).then_some(best)
}

/// Whether what stands beside the main content is text: a heading of the page, or its only paragraph of a date.
fn belongs(node: Node<'_>, weights: &Weights) -> bool {
    if not_text(node).is_some() || is_frame(node) || weights.of(node) == 0 {
        return false;
    }
    let headed = node.descendants().any(|inner| {
        matches!(dom::name(inner), "h1" | "h2") && !inner.ancestors().any(|above| not_text(above).is_some())
    });
    let linked = dom::words(&dom::shown_text(node));
    // A menu has its words in links.
    headed && weights.of(node) * 2 > linked
}

/// Words outside links under each element, counted once for the page.
struct Weights {
    words: FxHashMap<ego_tree::NodeId, usize>,
}

impl Weights {
    fn new(body: Node<'_>) -> Self {
        let mut weights = Self { words: FxHashMap::default() };
        weights.count(body, body);
        // A form around the page is the page; any other is none of the text.
        let total = weights.of(body);
        let forms: Vec<Node<'_>> =
            body.descendants().filter(|node| matches!(dom::name(*node), "form" | "fieldset")).collect();
        for form in forms {
            if (weights.of(form) as f64) < FORM_SHARE * total as f64 {
                let lost = weights.of(form);
                weights.words.insert(form.id(), 0);
                for above in form.ancestors() {
                    if let Some(count) = weights.words.get_mut(&above.id()) {
                        *count = count.saturating_sub(lost);
                    }
                }
            }
        }
        weights
    }

    fn of(&self, node: Node<'_>) -> usize {
        self.words.get(&node.id()).copied().unwrap_or_default()
    }

    fn count(&mut self, node: Node<'_>, body: Node<'_>) -> usize {
        let total = match node.value().as_text() {
            Some(text) => dom::words(text),
            None if node != body && (not_text(node).is_some() || is_frame(node)) => 0,
            None if dom::name(node) == "a" && !dom::attr(node, "href").is_empty() => 0,
            None => node.children().map(|child| self.count(child, body)).sum(),
        };
        self.words.insert(node.id(), total);
        total
    }
}
