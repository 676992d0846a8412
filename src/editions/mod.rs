//! Takes a [`Record`](crate::check::Record), its figures and the editor's words. Gives pages and editions as blocks.
//!
//! Every URL is decided here, and every sentence. Knows neither HTML nor Typst; withdraws no report.

pub mod blocks;
mod cells;
mod charts;
mod edition;
mod explain;
mod fill;
mod frame;
pub mod lookup;
mod pages;
mod places;
mod proof;
pub mod prose;
pub mod publications;
mod reminders;
mod rules;
mod sentence;
pub mod sheets;
pub mod skeleton;
mod tables;
mod texts;
mod trace;
pub mod urls;
pub mod words;

pub use edition::{Edition, EditionState, FileRole, IssueForm};
pub use explain::explain;
pub use fill::{Edit, fill};
pub use frame::frame;
pub use pages::{Subject, page, subjects};
pub use proof::{Proof, proof};
pub use prose::pictures;
