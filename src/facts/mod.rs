//! Facts in one form for all languages: what a text states and a comparison holds it to.
//!
//! `2035`, `二〇三五年` and `٢٠٣٥` are one fact, so are `90%` and `百分之九十`, `23 février 2021` and `2021 年 2 月 23 日`,
//! `2.5 million` and `250万`. A fact may have several readings (`1.000` is a thousand in German and one in English):
//! two facts agree where any readings do.

mod address;
mod date;
mod digits;
mod fact;
mod han;
mod letters;
mod money;
mod name;
mod number;
mod reader;
mod reference;
mod spelled;
mod times;
mod word;

pub use fact::{Fact, FactKind};
pub use reader::{has_date, read};
pub use reference::reference_number;

#[cfg(test)]
mod tests;
