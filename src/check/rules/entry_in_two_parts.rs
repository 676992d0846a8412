//! One entry in two parts of a report: which of them holds would be a guess.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "entry-in-two-parts";

/// `first`: where it stands first, as `path:line`.
pub fn entry_in_two_parts(what: &str, span: Span, first: &str) -> Diagnostic {
    Diagnostic::error(NAME, span, format!("{what}已写在 {first}"))
        .help("一个事项只写在报告的一个部分中；请删去其中一处")
}
