//! A file that holds nothing where something is required.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "empty-file";

pub fn empty_file(span: Span, what: &str) -> Diagnostic {
    Diagnostic::error(NAME, span, format!("文件是空的，应有{what}")).help("可用 tongbao new 生成带说明的样本")
}
