//! What makes two units equal: their bytes, or their wording after folding what is cosmetic.

use crate::diff::parallel;
use crate::diff::unit::{Unit, Units, hash};
use crate::text::fold;
use crate::text::token::{Class, Cut};

/// A key for every unit of both sides.
#[derive(Debug)]
pub struct Keys {
    old: Vec<u64>,
    new: Vec<u64>,
    /// The same by the folded wording alone, where that was worked out.
    old_wording: Vec<u64>,
    new_wording: Vec<u64>,
}

impl Keys {
    /// Keys by the bytes of the wording.
    #[must_use]
    pub fn exact(old: &Units, new: &Units) -> Self {
        let keys = |units: &Units| units.list.iter().map(|unit| unit.exact).collect();
        let (old, new): (Vec<u64>, Vec<u64>) = (keys(old), keys(new));
        Self { old_wording: old.clone(), new_wording: new.clone(), old, new }
    }

    /// Keys by the folded wording, worked out for the free units only; the others keep theirs.
    pub fn fold(&mut self, old: &Units, new: &Units, free_old: &[usize], free_new: &[usize]) {
        let sides = [
            (old, free_old, &mut self.old, &mut self.old_wording),
            (new, free_new, &mut self.new, &mut self.new_wording),
        ];
        for (units, free, keys, wordings) in sides {
            let length = |position: &usize| units.list[*position].text.len();
            let folded = parallel::map(free, length, |position| folded(&units.list[*position]));
            for (position, (key, wording)) in free.iter().zip(folded) {
                (keys[*position], wordings[*position]) = (key, wording);
            }
        }
    }

    /// Makes the folded wording alone the key, whether it is in a heading or not.
    pub fn forget_headings(&mut self) {
        self.old.clone_from(&self.old_wording);
        self.new.clone_from(&self.new_wording);
    }

    /// The key of an old unit.
    #[must_use]
    pub fn of_old(&self, position: usize) -> u64 {
        self.old[position]
    }

    /// The key of a new unit.
    #[must_use]
    pub fn of_new(&self, position: usize) -> u64 {
        self.new[position]
    }

    /// Number of old units.
    #[must_use]
    pub fn old_len(&self) -> usize {
        self.old.len()
    }

    /// Number of new units.
    #[must_use]
    pub fn new_len(&self) -> usize {
        self.new.len()
    }
}

/// The key of a unit and that of its wording alone. One without wording (an image, a bare address) is distinguished by its
/// bytes.
fn folded(unit: &Unit) -> (u64, u64) {
    let letters = letters(unit);
    if letters.is_empty() {
        return (unit.exact, unit.exact);
    }
    let wording = hash(letters.as_str());
    (hash((unit.is_heading(), wording)), wording)
}

/// The wording letter by letter, without white space, markup and link targets.
fn letters(unit: &Unit) -> String {
    let mut letters = String::with_capacity(unit.text.len());
    for token in unit.tokens(Cut::Characters) {
        if !matches!(token.class, Class::Space | Class::Mark | Class::Address) {
            letters.push_str(&fold::key(token.of(unit.text)));
        }
    }
    letters
}
