//! The sentences that several forms of report share, each made in one place.

pub mod check;
pub mod cite;
pub mod digest;
pub mod groups;
pub mod headline;
pub mod messages;
pub mod name;
pub mod reason;
pub mod redline;
pub mod stale;
pub mod status;
pub mod translation;
pub mod words;
pub mod work_list;
