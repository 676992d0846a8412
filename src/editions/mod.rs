//! Takes a [`Record`](crate::check::Record), its figures and the editor's words. Gives pages and editions as blocks.
//!
//! Every URL is decided here, and every sentence. Knows neither HTML nor Typst; withdraws no report.

pub mod blocks;
mod edition;
pub mod lookup;
pub mod prose;
pub mod urls;
pub mod words;

pub use edition::{Edition, EditionState};
