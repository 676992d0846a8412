//! The parts do not make up the whole.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "sum-differs";

pub fn sum_differs(span: Span, why: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error(NAME, span, why).help(help)
}
