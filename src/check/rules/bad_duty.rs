//! A responsibility bracket that cannot be parsed: who leads would be a guess.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "bad-duty";

pub fn bad_duty(found: &str, span: Span) -> Diagnostic {
    Diagnostic::error(NAME, span, format!("责任单位“{found}”读不懂"))
        .help("写法：A牵头；A牵头，B、C等按职责分工负责；A、B牵头；A、B按职责分工牵头；A、B负责；A、B等按职责分工负责")
}
