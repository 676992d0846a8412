//! An id that a URL or another file could not use, or that YAML would read as a number.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "bad-id";

pub fn bad_id(found: &str, span: Span) -> Diagnostic {
    let help = if found.contains('.') {
        format!("任务编号用连字符，如“{}”（1.10 会被当作数字 1.1）", found.replace('.', "-"))
    } else {
        "编号只用小写字母、数字和连字符，如“urban-jobs”；任务编号如“1-11”".into()
    };
    Diagnostic::error(NAME, span, format!("“{found}”不能用作编号")).help(help)
}
