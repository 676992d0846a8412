//! A bound number that asks its subject for something it does not have.

use crate::base::{Diagnostic, Span, nearest};

pub const NAME: &str = "unknown-field";

pub fn unknown_field(found: &str, span: Span, known: &[&str]) -> Diagnostic {
    let list = known.join("、");
    let help = match nearest(found, known.iter().copied()) {
        Some(closest) => format!("是否指“{closest}”？可用：{list}"),
        None => format!("可用：{list}"),
    };
    Diagnostic::error(NAME, span, format!("没有名为“{found}”的数")).help(help)
}
