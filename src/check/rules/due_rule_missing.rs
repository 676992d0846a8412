//! A frequency in use without a rule for its due day.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "due-rule-missing";

pub fn due_rule_missing(frequency: &str, span: Span) -> Diagnostic {
    let why = format!("有按“{frequency}”报送的内容，method.yaml 却没有“due: {frequency}”的报送时限");
    Diagnostic::error(NAME, span, why).help(format!(
        "请在 method.yaml 的 due 下补“{frequency}: {{day: 5, time: \"18:00\", shift: next-workday}}”"
    ))
}
