//! A value that an indicator of this kind cannot have.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "value-outside-kind";

pub fn value_outside_kind(span: Span, why: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error(NAME, span, why).help(help)
}
