//! A link or image that leads nowhere; inspections fail a site for it.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "dead-link";

pub fn dead_link(what: &str, target: &str, span: Span) -> Diagnostic {
    Diagnostic::error(NAME, span, format!("{what}“{target}”不存在或不能用"))
        .help("只可指向本目录内的文件、本页的标题，或 http、https、mailto 地址")
}
