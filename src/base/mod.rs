//! The words all other rooms speak: places, diagnostics, days, periods, exact numbers, prose, artifacts.
//!
//! Uses no other room. Does no I/O, knows no clock.

mod artifact;
mod date;
mod diagnostic;
mod id;
mod period;
mod prose;
mod quantity;
mod ratio;
mod span;
mod words;

pub use artifact::Artifact;
pub use date::Date;
pub use diagnostic::{Diagnostic, Severity};
pub use id::Id;
pub use period::{Frequency, Period};
pub use prose::{Align, Block, Bound, Inline, Item, Prose};
pub use quantity::{NotANumber, Quantity};
pub use ratio::Ratio;
pub use span::{FileId, Source, Span, Spanned};
pub use words::{Color, Disclosure, Nature, nearest};
