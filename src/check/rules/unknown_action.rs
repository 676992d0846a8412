//! An action that the plan of the year does not have.

use crate::base::{Diagnostic, Span, nearest};

pub const NAME: &str = "unknown-action";

pub fn unknown_action<'a>(found: &str, span: Span, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let help = match nearest(found, known) {
        Some(closest) => format!("是否指“{closest}”？行动在 plan 的 actions 中定义，用编号或名称均可"),
        None => "行动在 plan 的 actions 中定义，用编号或名称均可".into(),
    };
    Diagnostic::error(NAME, span, format!("没有名为“{found}”的行动")).help(help)
}
