//! An amendment that does not fit what it amends.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "amended-wrong";

pub fn amended_wrong(span: Span, why: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error(NAME, span, why).help(help)
}
