//! A state of a problem that cannot follow the one before.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "problem-state";

pub fn problem_state(span: Span, why: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error(NAME, span, why).help(help)
}
