//! A file in another place than what it says of itself.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "wrong-folder";

pub fn wrong_folder(span: Span, why: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error(NAME, span, why).help(help)
}
