//! A unit that is not in the registry cannot be held responsible, nor found.

use crate::base::{Diagnostic, Span, nearest};

pub const NAME: &str = "unknown-unit";

pub fn unknown_unit<'a>(found: &str, span: Span, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let help = match nearest(found, known) {
        Some(closest) => format!("是否指“{closest}”？新单位请先登记到 units.yaml"),
        None => "新单位请先登记到 units.yaml".into(),
    };
    Diagnostic::error(NAME, span, format!("单位“{found}”不在单位名录中")).help(help)
}
