//! Due and not reported: it is shown as 未报, and somebody should know before the bulletin goes out.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "not-reported";

pub fn not_reported(span: Span, what: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(NAME, span, what).help("请补报；确不参评的写 {na: 原因}")
}
