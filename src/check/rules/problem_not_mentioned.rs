//! An open problem may not vanish from the next report.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "problem-not-mentioned";

pub fn problem_not_mentioned(id: &str, what: &str, span: Span) -> Diagnostic {
    Diagnostic::warning(NAME, span, format!("在册问题“{id}”（{what}）本期未提及"))
        .help(format!("按“沿用上期”列示；如有进展请补“- {{id: {id}, state: …}}”"))
}
