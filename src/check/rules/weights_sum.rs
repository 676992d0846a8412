//! Scores whose weights do not make up the full score.

use crate::base::{Diagnostic, Quantity, Span};

pub const NAME: &str = "weights-sum";

pub fn weights_sum(span: Span, sum: Quantity, full: Quantity) -> Diagnostic {
    Diagnostic::error(NAME, span, format!("各项权重合计{sum}，满分为{full}"))
        .help(format!("请使各项 weight 之和等于 full（{full}）"))
}
