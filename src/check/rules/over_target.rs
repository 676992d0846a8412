//! More than a target that is an exact number: possible, but often a slip of the pen.

use crate::base::{Diagnostic, Quantity, Span};

pub const NAME: &str = "over-target";

pub fn over_target(span: Span, value: Quantity, target: Quantity) -> Diagnostic {
    Diagnostic::warning(NAME, span, format!("{value}超过目标数{target}"))
        .help("若属实可不改；请核对是否多填或口径不同")
}
