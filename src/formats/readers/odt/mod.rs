//! The reader of OpenDocument text: lists with the numbers that they print, tracked changes in the state that is asked
//! for. Comments, running heads, contents and hidden text are set aside.

mod body;
mod level;
mod lists;
mod node;
mod styles;
mod tables;

use crate::formats::error::ReadError;
use crate::formats::flow::Flow;
use crate::formats::options::{ReadOptions, TrackedChanges};
use crate::formats::package::{self, Package};
use crate::formats::readers::office_headings as headings;
use crate::formats::readers::reader::Reader;
use crate::model::{SetAsideReason, Warning};
use body::Body;
use roxmltree::Node;
use styles::Styles;

/// Reads ODT files.
pub struct OdtReader;

const FORMAT: &str = "ODT";

impl Reader for OdtReader {
    fn read(&self, bytes: &[u8], options: &ReadOptions) -> Result<Flow, ReadError> {
        let mut package = Package::open(bytes, FORMAT)?;
        if package.text("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data"))
        {
            return Err(ReadError::Encrypted);
        }
        let damaged = |reason: &str| ReadError::Damaged { format: FORMAT, reason: reason.to_owned() };
        let content =
            package.text("content.xml")?.ok_or_else(|| damaged("the part `content.xml` is missing"))?;
        let content = package::parse(&content, FORMAT)?;
        package::check_depth(&content)?;
        let shared = package.text("styles.xml")?.unwrap_or_else(|| "<none/>".to_owned());
        let shared = package::parse(&shared, FORMAT)?;
        package::check_depth(&shared)?;
        let mut styles = Styles::default();
        styles.read(shared.root_element());
        styles.read(content.root_element());
        let mut flow = Flow::default();
        running_heads(shared.root_element(), &mut flow);
        let body = content.root_element().children().find(|node| node.tag_name().name() == "body");
        let text = body.and_then(|body| body.children().find(|node| node.tag_name().name() == "text"));
        let text = text.ok_or_else(|| ReadError::Binary {
            reason: "an OpenDocument file without text, such as a spreadsheet; no ODT".to_owned(),
        })?;
        let mut body = Body::new(&mut flow, &styles, options.changes, text);
        body.container(text);
        if body.finish() {
            let state = match options.changes {
                TrackedChanges::Accepted => "accepted",
                TrackedChanges::Rejected => "rejected",
            };
            let text = format!("The file has tracked changes; the text is read as if all were {state}.");
            flow.warnings.push(Warning { code: "tracked-changes", text });
        }
        headings::settle(&mut flow);
        Ok(flow)
    }
}

fn running_heads(root: Node<'_, '_>, flow: &mut Flow) {
    let is_head = |node: &Node<'_, '_>| {
        let name = node.tag_name().name();
        name.starts_with("header") || name.starts_with("footer")
    };
    let masters = root.descendants().filter(|node| node.tag_name().name() == "master-page");
    for head in masters.flat_map(|master| master.children().filter(is_head).collect::<Vec<_>>()) {
        flow.set_aside(SetAsideReason::RunningHead, &node::raw_text(head));
    }
}
