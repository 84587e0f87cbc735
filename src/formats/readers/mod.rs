//! One reader a format: text or bytes in, the flat stream of headings and blocks out.

#[cfg(feature = "docx")]
mod docx;
#[cfg(feature = "email")]
mod email;
#[cfg(feature = "epub")]
mod epub;
#[cfg(feature = "html")]
pub mod html;
#[cfg(feature = "legal-xml")]
mod legal_xml;
pub mod markdown;
#[cfg(feature = "odt")]
mod odt;
#[cfg(any(feature = "docx", feature = "odt"))]
mod office_headings;
#[cfg(feature = "pdf")]
mod pdf;
pub mod plain;
mod reader;

use super::error::ReadError;
use super::format::Format;
use reader::Reader;

/// The reader of a structured format; none for plain text and Markdown.
///
/// # Errors
/// [`ReadError::Disabled`] when this build leaves the format out.
pub fn structured(format: Format) -> Result<Option<&'static dyn Reader>, ReadError> {
    let (reader, feature): (Option<&'static dyn Reader>, &'static str) = match format {
        Format::Plain | Format::Markdown => return Ok(None),
        #[cfg(feature = "html")]
        Format::Html => (Some(&html::HtmlReader), "html"),
        #[cfg(feature = "docx")]
        Format::Docx => (Some(&docx::DocxReader), "docx"),
        #[cfg(feature = "odt")]
        Format::Odt => (Some(&odt::OdtReader), "odt"),
        #[cfg(feature = "pdf")]
        Format::Pdf => (Some(&pdf::PdfReader), "pdf"),
        #[cfg(feature = "legal-xml")]
        Format::LegalXml => (Some(&legal_xml::LegalXmlReader), "legal-xml"),
        #[cfg(feature = "epub")]
        Format::Epub => (Some(&epub::EpubReader), "epub"),
        #[cfg(feature = "email")]
        Format::Email => (Some(&email::EmailReader), "email"),
        #[allow(unreachable_patterns, reason = "reached where a feature is off")]
        other => (None, feature(other)),
    };
    reader.map(Some).ok_or(ReadError::Disabled { format: format.name(), feature })
}

/// The Cargo feature that a format needs.
fn feature(format: Format) -> &'static str {
    match format {
        Format::LegalXml => "legal-xml",
        other => other.name(),
    }
}
