//! Pages print the short name; the alias serves, but two names for one unit confuse readers.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "alias-used";

pub fn alias_used(found: &str, name: &str, span: Span) -> Diagnostic {
    Diagnostic::warning(NAME, span, format!("“{found}”是“{name}”的别名"))
        .help(format!("请写规范简称“{name}”"))
}
