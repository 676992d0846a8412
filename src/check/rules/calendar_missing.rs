//! Due days cannot be found without the year's holidays; they are not guessed.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "calendar-missing";

pub fn calendar_missing(year: i32, span: Span) -> Diagnostic {
    Diagnostic::error(NAME, span, format!("calendar.yaml 没有{year}年的节假日和调休安排"))
        .help(format!("请按国务院办公厅通知补“{year}: {{source: 文号, holidays: […], workdays: […]}}”"))
}
