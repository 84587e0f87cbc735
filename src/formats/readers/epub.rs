//! The reader of EPUB: the chapters in the order of the spine, each read as a web page.

use crate::formats::error::ReadError;
use crate::formats::flow::Flow;
use crate::formats::options::ReadOptions;
use crate::formats::package::{self, Package};
use crate::formats::readers::html;
use crate::formats::readers::reader::Reader;
use roxmltree::Node;

/// Reads EPUB files.
pub struct EpubReader;

const FORMAT: &str = "EPUB";

impl Reader for EpubReader {
    fn read(&self, bytes: &[u8], options: &ReadOptions) -> Result<Flow, ReadError> {
        let mut package = Package::open(bytes, FORMAT)?;
        let damaged = |reason: &str| ReadError::Damaged { format: FORMAT, reason: reason.to_owned() };
        let container =
            package.text("META-INF/container.xml")?.ok_or_else(|| damaged("it has no container"))?;
        let root = {
            let parsed = package::parse(&container, FORMAT)?;
            let file = parsed.descendants().find(|node| node.tag_name().name() == "rootfile");
            file.and_then(|file| file.attribute("full-path")).map(str::to_owned)
        };
        let root = root.ok_or_else(|| damaged("its container names no content"))?;
        let content = package.text(&root)?.ok_or_else(|| damaged("its list of content is missing"))?;
        let parsed = package::parse(&content, FORMAT)?;
        let mut flow = Flow::default();
        for href in chapters(parsed.root_element()) {
            let path = join(&root, &href);
            let Some(text) = package.text(&path)? else {
                return Err(damaged(&format!("its chapter `{path}` is missing")));
            };
            let mut chapter = html::read_page(&text, options)?;
            for piece in chapter.pieces_mut() {
                if let Some(location) = &mut piece.location {
                    location.part = Some(path.clone());
                }
            }
            flow.append(chapter);
        }
        let stated = |name: &str| {
            let node = parsed.descendants().find(|node| node.tag_name().name() == name)?;
            node.text().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        flow.title = stated("title");
        flow.language = stated("language").or(flow.language);
        Ok(flow)
    }
}

/// The files of the spine in order, the table of contents left out.
fn chapters(root: Node<'_, '_>) -> Vec<String> {
    let items: Vec<Node<'_, '_>> =
        root.descendants().filter(|node| node.tag_name().name() == "item").collect();
    root.descendants()
        .filter(|node| node.tag_name().name() == "itemref")
        .filter_map(|reference| {
            let id = reference.attribute("idref")?;
            let item = items.iter().find(|item| item.attribute("id") == Some(id))?;
            let contents =
                item.attribute("properties").is_some_and(|all| all.split(' ').any(|one| one == "nav"));
            item.attribute("href").filter(|_| !contents).map(str::to_owned)
        })
        .collect()
}

/// A reference of the list of content as a path in the archive.
fn join(root: &str, href: &str) -> String {
    let mut parts: Vec<&str> = root.split('/').collect();
    parts.pop();
    for part in href.split('#').next().unwrap_or_default().split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/").replace("%20", " ")
}
