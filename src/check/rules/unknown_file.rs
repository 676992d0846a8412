//! A file that no reader looks at: what stands in it would be lost in silence.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "unknown-file";

pub fn unknown_file(path: &str, span: Span, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error(NAME, span, format!("{path} 不在约定的位置，不会被读取")).help(help)
}
