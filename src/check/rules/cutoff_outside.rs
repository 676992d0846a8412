//! A cutoff that does not belong to the period, or lies after the report was filed.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "cutoff-outside";

pub fn cutoff_outside(span: Span, why: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error(NAME, span, why).help(help)
}
