//! A count from January cannot fall, unless an earlier number was wrong; that is said, not implied.

use crate::base::{Diagnostic, Quantity, Span};

pub const NAME: &str = "cumulative-falls";

pub fn cumulative_falls(span: Span, now: Quantity, before: Quantity, period: &str) -> Diagnostic {
    Diagnostic::error(NAME, span, format!("累计数{now}小于{period}的{before}")).help(format!(
        "若本期写错请改正；若{period}的数有误，请在 amended 中写明 period、from、value、nature: 修订 和 reason"
    ))
}
