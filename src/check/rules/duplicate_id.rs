//! Two things of one id: every reference to it would be a guess.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "duplicate-id";

/// `first`: where it stood first, as `path:line`.
pub fn duplicate_id(what: &str, id: &str, span: Span, first: &str) -> Diagnostic {
    Diagnostic::error(NAME, span, format!("{what}“{id}”重复，已见于 {first}"))
        .help("请另取一个；已经用过的编号不再给别的事项")
}
