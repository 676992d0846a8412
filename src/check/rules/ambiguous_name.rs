//! One name, several owners: which is meant would be a guess.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "ambiguous-name";

pub fn ambiguous_name(found: &str, span: Span, candidates: &[&str]) -> Diagnostic {
    Diagnostic::error(NAME, span, format!("“{found}”指代不明，可能是：{}", candidates.join("、")))
        .help("请改用编号或规范简称")
}
