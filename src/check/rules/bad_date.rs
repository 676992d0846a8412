//! A day that the calendar does not have, or that is not written as 2024-03-05.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "bad-date";

pub fn bad_date(found: &str, span: Span) -> Diagnostic {
    Diagnostic::error(NAME, span, format!("“{found}”不是有效日期"))
        .help("日期写作“2024-03-05”：四位年、两位月、两位日，且历法上有此日")
}
