//! Of a key that stands twice, YAML readers keep one or the other in silence.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "duplicate-key";

pub fn duplicate_key(key: &str, span: Span) -> Diagnostic {
    Diagnostic::error(NAME, span, format!("键“{key}”重复"))
        .help("同一处一个键只写一次；请合并后删去多余的一行")
}
