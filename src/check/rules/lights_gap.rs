//! A list of light rules that leaves some value without a light, or a rule that can never hold.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "lights-gap";

pub fn lights_gap(span: Span, why: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error(NAME, span, why).help(help)
}
