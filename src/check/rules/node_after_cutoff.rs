//! A step done after the report's cutoff: the report's own figures do not count it yet.

use crate::base::{Date, Diagnostic, Span};

pub const NAME: &str = "node-after-cutoff";

pub fn node_after_cutoff(span: Span, done: Date, cutoff: Date) -> Diagnostic {
    Diagnostic::warning(NAME, span, format!("节点完成日{done}晚于截至日{cutoff}，本期仍按未完成计"))
        .help("本期数据截至 cutoff：请核对两个日期；确在截至日以后完成的，写在下一期")
}
