//! A generated block that the product does not know.

use crate::base::{Diagnostic, Span, nearest};

pub const NAME: &str = "unknown-block";

pub fn unknown_block(found: &str, span: Span, known: &[&str]) -> Diagnostic {
    let list = known.join("、");
    let help = match nearest(found, known.iter().copied()) {
        Some(closest) => format!("是否指“{closest}”？可用：{list}"),
        None => format!("可用：{list}"),
    };
    Diagnostic::error(NAME, span, format!("没有名为“{found}”的生成块")).help(help)
}
