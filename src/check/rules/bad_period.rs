//! A period that is not written as the contract has it.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "bad-period";

pub fn bad_period(found: &str, span: Span) -> Diagnostic {
    Diagnostic::error(NAME, span, format!("“{found}”不是有效的期"))
        .help("旬写“2024-03-D1”（D1—D3），月写“2024-03”，季写“2024-Q1”，半年写“2024-H1”，年写“2024”")
}
