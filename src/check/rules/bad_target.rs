//! A target that its kind cannot have, or that contradicts itself.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "bad-target";

pub fn bad_target(span: Span, why: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error(NAME, span, why).help(help)
}
