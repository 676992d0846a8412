//! A schedule of its own that does not run from nothing to all.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "bad-schedule";

pub fn bad_schedule(span: Span, why: impl Into<String>) -> Diagnostic {
    Diagnostic::error(NAME, span, why).help(
        "写法：schedule: {plan: {2024-03: 20, 2024-06: 45}}，为期末累计百分数，逐期不降、不超过100；或 months、days、none",
    )
}
