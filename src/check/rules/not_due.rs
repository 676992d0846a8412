//! A value for an indicator that is not due in this period.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "not-due";

pub fn not_due(span: Span, why: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error(NAME, span, why).help(help)
}
