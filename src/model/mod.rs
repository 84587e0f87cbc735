//! Plain data that every layer speaks of: documents and their parts, places in an original, editions.

mod address;
mod block;
mod document;
mod edition;
mod language;
mod location;
mod moment;
mod name;
mod note;
mod pair;
mod pattern;
mod section;
mod settled;
mod source;
mod span;

pub use address::Address;
pub use block::{Block, BlockKind, Mark, MarkKind, Sentence, visible};
pub use document::{Document, SetAside, SetAsideReason};
pub use edition::{Date, Edition, InvalidDate};
pub use language::{InvalidLanguage, Language};
pub use location::Location;
pub use moment::Moment;
pub use name::{DocumentName, InvalidName, Revision};
pub use note::{Note, NoteKind, StatedDate, Warning};
pub use pair::{LanguagePair, Pair};
pub use pattern::{InvalidPattern, PathParts, PathPattern};
pub use section::{Heading, LanguagePart, Section};
pub use settled::Settled;
pub use source::{Basis, Origin};
pub use span::{Lines, SourceMap, Span};
