//! The product numbers headings; a typed number that disagrees would be printed beside it.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "heading-number";

pub fn heading_number(found: &str, expected: &str, span: Span) -> Diagnostic {
    Diagnostic::error(NAME, span, format!("标题序号写的是“{found}”，按顺序应为“{expected}”"))
        .help("序号由程序编排，可以不写；要写须与顺序一致")
}
