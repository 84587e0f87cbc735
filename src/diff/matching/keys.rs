//! What makes two units equal: their bytes, or their wording after folding what is cosmetic.

use crate::diff::unit::{Unit, Units, hash};
use crate::text::fold;
use crate::text::token::{Class, Cut};

/// A key for every unit of both sides.
#[derive(Debug)]
pub struct Keys {
    old: Vec<u64>,
    new: Vec<u64>,
}

impl Keys {
    /// Keys by the bytes of the wording.
    #[must_use]
    pub fn exact(old: &Units, new: &Units) -> Self {
        let keys = |units: &Units| units.list.iter().map(|unit| unit.exact).collect();
        Self { old: keys(old), new: keys(new) }
    }

    /// Keys by the folded wording, worked out for the free units only; the others keep theirs.
    pub fn fold(&mut self, old: &Units, new: &Units, free_old: &[usize], free_new: &[usize]) {
        for &position in free_old {
            self.old[position] = folded(&old.list[position]);
        }
        for &position in free_new {
            self.new[position] = folded(&new.list[position]);
        }
    }

    /// Gives the free units keys by the folded wording alone, whether they are headings or not.
    pub fn forget_headings(&mut self, old: &Units, new: &Units, free_old: &[usize], free_new: &[usize]) {
        for &position in free_old {
            self.old[position] = hash(letters(&old.list[position]));
        }
        for &position in free_new {
            self.new[position] = hash(letters(&new.list[position]));
        }
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

/// A unit without wording (an image, a bare address) is told apart by its bytes.
fn folded(unit: &Unit) -> u64 {
    let letters = letters(unit);
    if letters.is_empty() { unit.exact } else { hash((unit.is_heading(), letters.as_str())) }
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
