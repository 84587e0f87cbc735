//! Labels: the printed numbers of clauses and headings (`2.1`, `(a)`, `§ 12`, `Article 5`, `第三条`).

use serde::Serialize;

/// The printed number of a clause, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Label {
    /// How the number is written.
    pub scheme: Scheme,
    /// The number's parts as integers: `2.1` is `[2, 1]`, `(c)` is `[3]`, `第三条` is `[3]`.
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
    /// `Chapter 2`, `Part II`, `Annex 1`, `Schedule A`, `附件一`
    Division,
    /// `第三条`, `第（二）款`, `（一）`, `一、`
    Han,
}

/// The label at the head of `text` and the byte offset at which the wording begins behind it.
#[must_use]
pub fn parse(_text: &str) -> Option<(Label, usize)> {
    None
}
