//! A label, taken apart.

use serde::Serialize;

/// The printed number of a clause, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Label {
    /// How the number is written.
    pub scheme: Scheme,
    /// The number's parts as integers: `2.1` is `[2, 1]`, `(c)` is `[3]`, `第三条` is `[3]`, `12a` is `[12, 1]`.
    pub ordinals: Vec<u32>,
    /// The label as printed, without the white space behind it.
    pub printed: String,
}

/// How a label is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scheme {
    /// `1.`, `1)`, `1.2`, `1.2.3.`
    Decimal,
    /// `(a)`, `a)`, `a.`
    LowerLetter,
    /// `(A)`, `A.`
    UpperLetter,
    /// `(iv)`, `iv.`
    LowerRoman,
    /// `IV.`
    UpperRoman,
    /// `Article 5`, `Art. 5`, `Artículo 5`, `Artikel 5`
    Article,
    /// `Section 5`, `Sec. 5`, `Abschnitt 5`
    Section,
    /// `§ 12`, `§12a`
    Paragraph,
    /// `Chapter 2`, `Part II`, `Annex 1`, `Schedule A`, `第二章`, `附件一`
    Division,
    /// `第三条`, `第（二）款`, `（一）`, `一、`
    Han,
}

impl Label {
    /// The label as one cites it, without the sign that only closes it: `8.4` of `8.4.`, `(a)`, `Article 5` of
    /// `Article 5:`, `第三条`.
    #[must_use]
    pub fn bare(&self) -> &str {
        /// Signs that close a label and are no part of its name.
        const CLOSING: [char; 12] = ['.', ':', '-', '–', '—', '、', '．', '：', '*', '\u{200f}', '°', 'º'];
        let bare = self.printed.trim_end_matches(CLOSING).trim_end();
        let opened = bare.contains(['(', '（']);
        let bare = if opened { bare } else { bare.trim_end_matches([')', '）']) };
        if bare.is_empty() { &self.printed } else { bare }
    }
}

/// What a reader of one form of label finds: the scheme, the parts, and the bytes that the label takes.
pub type Found = (Scheme, Vec<u32>, usize);
