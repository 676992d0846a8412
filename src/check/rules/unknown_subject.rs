//! A bound number that refers to nothing the product knows.

use crate::base::{Diagnostic, Span, nearest};

pub const NAME: &str = "unknown-subject";

pub fn unknown_subject<'a>(found: &str, span: Span, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let help = match nearest(found, known) {
        Some(closest) => format!("是否指“{closest}”？主体可为指标、行动、单位、全市、问题、项目、得分"),
        None => "主体可为指标、行动、单位、全市、问题、项目、得分".into(),
    };
    Diagnostic::error(NAME, span, format!("没有可引用的“{found}”")).help(help)
}
