//! The reader of HTML and XHTML, on html5ever through `scraper`.
//!
//! The main content is found by structure alone (`content.rs`), never by words in ids or classes: a privacy policy has
//! an element called `share` that is law. What is left out is listed with its reason.

mod blocks;
mod content;
mod dom;
mod inline;
mod lists;
mod notes;
mod ranks;
mod tables;

use crate::formats::encoding;
use crate::formats::error::ReadError;
use crate::formats::flow::Flow;
use crate::formats::options::ReadOptions;
use crate::formats::readers::reader::Reader;
use crate::model::{Date, SetAsideReason, StatedDate};
use scraper::Html;

/// Reads web pages.
pub struct HtmlReader;

/// Elements may be nested this deep, as in browsers.
const DEEPEST: usize = 512;
/// Start tags that are open at once before parsing; far more than any page has and few enough for the parser, whose time
/// grows with the square of the depth.
const OPEN_TAGS: usize = 4_096;

impl Reader for HtmlReader {
    fn read(&self, bytes: &[u8], options: &ReadOptions) -> Result<Flow, ReadError> {
        let text = encoding::decode_markup(bytes)?;
        read_page(&text, options)
    }
}

/// Reads a page that was decoded.
///
/// # Errors
/// [`ReadError`] when it is nested too deep or the selector selects nothing.
pub fn read_page(text: &str, options: &ReadOptions) -> Result<Flow, ReadError> {
    if dom::open_tags(text) > OPEN_TAGS {
        return Err(ReadError::TooDeep { limit: DEEPEST });
    }
    let page = Html::parse_document(text);
    if dom::depth(page.tree.root()) > DEEPEST {
        return Err(ReadError::TooDeep { limit: DEEPEST });
    }
    let mut flow = Flow::default();
    head(&page, &mut flow);
    let chosen = match &options.select {
        Some(selector) => content::selected(&page, selector)?,
        None => content::main(&page, &mut flow),
    };
    let notes = notes::find(&page);
    let mut walker = blocks::Walker::new(&mut flow, &notes);
    for node in &chosen {
        walker.walk(*node);
    }
    walker.flush();
    notes::read(&notes, &mut flow);
    ranks::settle(flow.pieces_mut());
    title(&page, &mut flow);
    Ok(flow)
}

/// What the page says of itself: its language, and dates as data.
fn head(page: &Html, flow: &mut Flow) {
    let root = page.root_element();
    flow.language = root.attr("lang").or_else(|| root.attr("xml:lang")).map(str::to_owned);
    let dates = page.tree.root().descendants().filter_map(|node| {
        let element = node.value().as_element()?;
        let written = element.attr("datetime")?;
        let date = Date::new(written.get(..10)?).ok()?;
        Some(StatedDate { date, kind: "updated", text: dom::text(node).trim().to_owned() })
    });
    // A page has a date of its own near its head; a calendar of events has hundreds.
    const DATES: usize = 4;
    flow.dates = dates.take(DATES).collect();
}

/// The title: a heading that the text has, else what the window shows.
fn title(page: &Html, flow: &mut Flow) {
    let window = page.tree.root().descendants().find(|node| dom::name(*node) == "title").map(dom::text);
    let Some(window) = window.map(|text| crate::formats::flow::folded(&text)).filter(|text| !text.is_empty())
    else {
        return;
    };
    let pieces = flow.pieces_mut();
    let highest = pieces.iter().filter_map(|piece| piece.heading).min();
    let mut top = pieces.iter().filter(|piece| piece.heading.is_some() && piece.heading == highest);
    let first = top.next().map(|piece| piece.text.clone());
    if let (Some(first), None) = (&first, top.next()) {
        flow.title = Some(first.clone());
    } else if let Some(first) = first.filter(|first| alike(first, &window)) {
        flow.title = Some(first);
    } else {
        flow.set_aside(SetAsideReason::Metadata, &window);
        flow.title = Some(window);
    }
}

/// Whether the window's title names the heading, with the name of the site or not.
fn alike(heading: &str, window: &str) -> bool {
    let (heading, window) = (heading.to_lowercase(), window.to_lowercase());
    let mut parts = window.split(['|', '–', '—', '·', '-', ':']);
    parts.any(|part| !part.trim().is_empty() && heading.contains(part.trim())) || window.contains(&heading)
}
