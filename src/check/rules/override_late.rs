//! A light set by hand after the review: whoever reads by the day of the review sees the computed one.

use crate::base::{Date, Diagnostic, Span};

pub const NAME: &str = "override-late";

pub fn override_late(span: Span, date: Date, reviewed: Date) -> Diagnostic {
    Diagnostic::warning(NAME, span, format!("灯色核定日{date}晚于审核日{reviewed}：{date}以前仍按计算的灯色"))
        .help("请核对 date；确在审核之后核定的，请重新审核（改 reviewed.date）")
}
