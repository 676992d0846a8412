//! A decision that goes back, or of which unit or day change unsaid: nobody could be held to it.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "decision-state";

pub fn decision_state(span: Span, why: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error(NAME, span, why).help(help)
}
