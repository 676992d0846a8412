//! A node that its list entry does not have: it would never count as done.

use crate::base::{Diagnostic, Span, nearest};

pub const NAME: &str = "unknown-node";

pub fn unknown_node(found: &str, span: Span, known: &[&str]) -> Diagnostic {
    let list = known.join("、");
    let help = match nearest(found, known.iter().copied()) {
        Some(closest) => format!("是否指“{closest}”？可用：{list}"),
        None => format!("可用：{list}"),
    };
    Diagnostic::error(NAME, span, format!("该条目没有节点“{found}”")).help(help)
}
