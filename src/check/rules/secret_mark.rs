//! Classified matter may not be on this network at all.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "secret-mark";

pub fn secret_mark(found: &str, span: Span) -> Diagnostic {
    Diagnostic::error(NAME, span, format!("发现密级标志“{found}”"))
        .help("涉密内容不得进入本网：请立即停止处理，按保密规定报告并移出本文件")
}
