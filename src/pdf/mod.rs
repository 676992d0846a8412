//! Takes editions and other sequences of blocks, the theme's Typst sources and fonts. Gives PDF.
//!
//! A [`Paper`] is any sequence of blocks with a page style. Its text reaches Typst as data, never as markup: fixed
//! templates (`print/*.typ` of the theme) read it as JSON, so nothing in it can run. Knows no font but those it is
//! given, no network, no date but the paper's; the same paper and theme give the same bytes on any machine.

#[cfg(feature = "pdf")]
mod clean;
#[cfg(feature = "pdf")]
mod convert;
#[cfg(feature = "pdf")]
mod data;
mod error;
#[cfg(feature = "pdf")]
mod fit;
#[cfg(feature = "pdf")]
mod fonts;
mod paper;
#[cfg(feature = "pdf")]
mod press;
mod print;
#[cfg(feature = "pdf")]
mod table;
#[cfg(not(feature = "pdf"))]
mod without;
#[cfg(feature = "pdf")]
mod world;

pub use error::{MissingGlyph, PressError, diagnostics, sheet_diagnostics};
pub use paper::{Attachment, PageStyle, Paper, Pictures};
#[cfg(feature = "pdf")]
pub use press::Press;
pub use print::{Printed, SheetFault, print};
#[cfg(not(feature = "pdf"))]
pub use without::Press;
