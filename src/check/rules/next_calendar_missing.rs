//! From November on the next year's holidays are known and will soon be needed.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "next-calendar-missing";

pub fn next_calendar_missing(year: i32, span: Span) -> Diagnostic {
    Diagnostic::warning(NAME, span, format!("calendar.yaml 还没有{year}年的节假日和调休安排"))
        .help("国务院办公厅通知印发后请及时补上；次年1月的时限要用")
}
