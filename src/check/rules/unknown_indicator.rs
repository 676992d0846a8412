//! An indicator that the plan of the year does not define.

use crate::base::{Diagnostic, Span, nearest};

pub const NAME: &str = "unknown-indicator";

pub fn unknown_indicator<'a>(
    found: &str,
    span: Span,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let help = match nearest(found, known) {
        Some(closest) => format!("是否指“{closest}”？指标在各行动的 indicators 中定义，用编号或名称均可"),
        None => "指标在各行动的 indicators 中定义，用编号或名称均可".into(),
    };
    Diagnostic::error(NAME, span, format!("没有指标“{found}”")).help(help)
}
