//! A file that nothing can be built without.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "missing-file";

pub fn missing_file(path: &str, span: Span) -> Diagnostic {
    Diagnostic::error(NAME, span, format!("缺少文件 {path}")).help("没有它什么都不能生成；可参照说明新建")
}
