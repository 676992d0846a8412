//! The publications: 旬调度, 月通报, 季讲评, from the editor's words and the figures.

mod annexes;
mod body;
mod build;
mod days;
mod drafting;
pub(super) mod fields;
mod filling;
mod generated;
mod issue;
pub(super) mod item;
mod masthead;
pub(super) mod phrase;
mod reading;
mod references;
mod review;
pub(super) mod sentences;
pub(super) mod steps;
mod told;

pub use build::{editions, not_built};
pub use days::{Days, read_on};
pub(super) use drafting::{Piece, drafted};
pub use filling::{Filling, clauses, written};
pub(super) use generated::faults;
pub(super) use references::before_label;
pub use references::texts;
