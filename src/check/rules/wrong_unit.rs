//! Another unit than the one of the indicator; it is never converted in silence.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "wrong-unit";

pub fn wrong_unit(found: &str, unit: &str, span: Span) -> Diagnostic {
    Diagnostic::error(NAME, span, format!("单位是“{found}”，该指标的单位是“{unit}”"))
        .help(format!("请换算成“{unit}”后填写，或只写数"))
}
