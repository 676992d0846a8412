//! A value for an indicator that another action, or the regions, report.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "foreign-indicator";

pub fn foreign_indicator(span: Span, why: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error(NAME, span, why).help(help)
}
