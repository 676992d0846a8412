//! A region that is not in regions.yaml.

use crate::base::{Diagnostic, Span, nearest};

pub const NAME: &str = "unknown-region";

pub fn unknown_region<'a>(found: &str, span: Span, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let help = match nearest(found, known) {
        Some(closest) => format!("是否指“{closest}”？县市区登记在 regions.yaml"),
        None => "县市区登记在 regions.yaml".into(),
    };
    Diagnostic::error(NAME, span, format!("县市区“{found}”不在名录中")).help(help)
}
