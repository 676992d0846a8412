//! The old name of a unit that has been renamed since.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "renamed-unit";

pub fn renamed_unit(found: &str, now: Option<&str>, span: Span) -> Diagnostic {
    let help = now.map_or("请查单位名录中的现名".into(), |n| format!("现名“{n}”"));
    Diagnostic::warning(NAME, span, format!("“{found}”已更名或撤并")).help(help)
}
