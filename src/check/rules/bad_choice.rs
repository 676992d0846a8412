//! A word from a fixed list, misspelt.

use crate::base::{Diagnostic, Span, nearest};

pub const NAME: &str = "bad-choice";

pub fn bad_choice(what: &str, found: &str, span: Span, choices: &[&str]) -> Diagnostic {
    let list = choices.join("、");
    let help = match nearest(found, choices.iter().copied()) {
        Some(closest) => format!("是否指“{closest}”？可用：{list}"),
        None => format!("可用：{list}"),
    };
    Diagnostic::error(NAME, span, format!("{what}“{found}”不在可用范围内")).help(help)
}
