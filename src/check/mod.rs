//! Takes a [`Draft`](crate::capture::Draft). Gives what is sound, a [`Record`], and everything that is not, as diagnostics.
//!
//! Never stops at the first error, never reads a file.

pub mod conflicts;
pub mod record;
mod reference;

pub use record::Record;
pub use reference::{Field, Reference, Subject};
