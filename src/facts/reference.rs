//! References to other clauses: `section 5`, `§ 12`, `第三条`.

use super::fact::FactKind;
use super::reader::{Found, Reader, Step, found};
use crate::text::numeral;

/// The number that a reference names: `[2, 1]` of `section 2.1`, `[3]` of `第三条`.
#[must_use]
pub fn reference_number(reference: &str) -> Option<Vec<u32>> {
    if let Some(rest) = reference.strip_prefix('第') {
        return numeral::leading(rest).map(|(number, _)| vec![number]);
    }
    let number = reference.rsplit(|c: char| c.is_whitespace() || c == '§').next()?;
    number.split('.').map(|part| part.parse().ok()).collect()
}

impl Reader<'_> {
    /// The number of a reference that stands at `at`.
    pub(super) fn reference(&self, at: usize) -> Option<Step> {
        let rest = self.rest(at);
        let length = rest.iter().take_while(|letter| letter.c.is_ascii_digit() || letter.c == '.').count();
        let text: String = rest.get(..length)?.iter().map(|letter| letter.c).collect();
        let text = text.trim_end_matches('.');
        (text.starts_with(|c: char| c.is_ascii_digit()))
            .then(|| Step::Fact(found(FactKind::Reference, vec![text.to_owned()]), at + text.len()))
    }

    /// `第三条`, `第 5 章`; another ordinal is a weak number.
    pub(super) fn numbered(&self, at: usize) -> Option<Step> {
        let (value, end) = self.whole(self.skip_space(at + 1))?;
        let sign = self.skip_space(end);
        let article = matches!(
            self.c(sign),
            Some('条' | '條' | '款' | '项' | '項' | '章' | '节' | '節' | '조' | '항' | '장')
        );
        Some(if article {
            Step::Fact(found(FactKind::Reference, vec![value]), sign + 1)
        } else {
            Step::Fact(Found { weak: true, ..found(FactKind::Number, vec![value]) }, end)
        })
    }
}
