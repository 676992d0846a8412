//! A required key that is not there, or is there without a value.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "missing-field";

/// `span`: the first key of the table it is missing from, or the key that is empty.
pub fn missing_field(key: &str, span: Span) -> Diagnostic {
    Diagnostic::error(NAME, span, format!("缺少必填的键“{key}”")).help(format!("请补上“{key}: …”"))
}
