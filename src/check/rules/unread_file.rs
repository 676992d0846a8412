//! A document of an office among the content: whoever put it there may think that it is reported.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "unread-file";

pub fn unread_file(path: &str, span: Span, help: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(NAME, span, format!("{path} 不是内容文件，不会被读取")).help(help)
}
