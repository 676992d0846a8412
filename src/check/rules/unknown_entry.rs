//! A node, project or problem that refers to a list entry nobody entered.

use crate::base::{Diagnostic, Span, nearest};

pub const NAME: &str = "unknown-entry";

pub fn unknown_entry<'a>(found: &str, span: Span, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let help = match nearest(found, known) {
        Some(closest) => format!("是否指“{closest}”？清单条目登记在 plan 的 lists 中"),
        None => "清单条目登记在 plan 的 lists 中".into(),
    };
    Diagnostic::error(NAME, span, format!("清单中没有“{found}”")).help(help)
}
