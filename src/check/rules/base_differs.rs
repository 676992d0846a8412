//! The base of last year in a report is not the one in history.csv.

use crate::base::{Diagnostic, Quantity, Span};

pub const NAME: &str = "base-differs";

pub fn base_differs(span: Span, base: Quantity, history: Quantity, place: &str) -> Diagnostic {
    Diagnostic::error(NAME, span, format!("上年同期数写的是{base}，{place} 是{history}"))
        .help("两处只能有一个数：请核实后改正其中一处，或删去报告中的 base")
}
