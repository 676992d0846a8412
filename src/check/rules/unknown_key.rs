//! A key that nothing reads is lost in silence unless it is refused.

use crate::base::{Diagnostic, Span, nearest};

pub const NAME: &str = "unknown-key";

pub fn unknown_key(found: &str, span: Span, known: &[&str]) -> Diagnostic {
    let list = known.join("、");
    let help = match nearest(found, known.iter().copied()) {
        Some(closest) => format!("是否指“{closest}”？可用：{list}"),
        None => format!("可用：{list}"),
    };
    Diagnostic::error(NAME, span, format!("不认识的键“{found}”")).help(help)
}
