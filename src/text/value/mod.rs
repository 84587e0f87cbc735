//! Facts in one form for all languages: what a text states that a translation must state as well.
//!
//! `2035`, `二〇三五年` and `٢٠٣٥` are one value, so are `90%` and `百分之九十`, `23 février 2021` and `2021 年 2 月 23 日`,
//! `2.5 million` and `250万`. A value may have several readings (`1.000` is a thousand in German and one in English):
//! two values agree where any readings do.

mod address;
mod date;
mod han;
mod letters;
mod money;
mod name;
mod number;
mod reader;
mod spelled;
mod stated;
mod words;

pub use reader::values;
pub use stated::{Value, ValueKind};

#[cfg(test)]
mod tests;
