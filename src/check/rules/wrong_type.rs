//! A list where a text is expected, a text where a table is expected.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "wrong-type";

/// `expected` and `shape`: what should stand here, and an example of it.
pub fn wrong_type(span: Span, expected: &str, shape: &str) -> Diagnostic {
    Diagnostic::error(NAME, span, format!("此处应为：{expected}")).help(format!("写法如：{shape}"))
}
