//! The product numbers three levels of headings; another would stand in print without a number or a place.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "heading-level";

pub fn heading_level(level: u8, span: Span) -> Diagnostic {
    let message = match level {
        1 => "正文中不用一级标题（#）：文件的标题由程序写".to_owned(),
        _ => format!("标题只有三级，不能用{}个#", level),
    };
    Diagnostic::error(NAME, span, message).help("各级标题依次用 ##、###、####，即“一、”“（一）”“1.”")
}
