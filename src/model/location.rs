//! Where a clause is in an original that has no lines: a page of a PDF, a paragraph of a DOCX, a node of an XML file.

use serde::{Deserialize, Serialize};

/// A place in an original that has no lines. Every field is absent where the format has nothing of the kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Location {
    /// The page, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The file inside a package: `word/document.xml`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The paragraph inside that part, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// The node of an XML or HTML file, by its id or path: `#sec-3`, `/act/body/section[3]`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<String>,
}
