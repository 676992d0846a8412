//! HTML in a text would go past every check of what reaches a page.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "raw-html";

pub fn raw_html(span: Span) -> Diagnostic {
    Diagnostic::error(NAME, span, "正文中不能写 HTML")
        .help("用 Markdown 的写法；给写稿人的提示可写作 <!-- … -->")
}
