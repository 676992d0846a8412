//! A rank beyond the number of those ranked, or not written as 4 of 14.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "bad-rank";

pub fn bad_rank(found: &str, span: Span) -> Diagnostic {
    Diagnostic::error(NAME, span, format!("位次“{found}”读不懂或超出总数"))
        .help("写作“4 of 14”：第4位，共14个")
}
