//! A day that cannot come before another one: reviewed before filed, closed before opened.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "date-order";

pub fn date_order(span: Span, why: impl Into<String>) -> Diagnostic {
    Diagnostic::error(NAME, span, why).help("请核对两个日期，改正其中写错的一个")
}
