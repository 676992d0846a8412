//! A * left in the text: the emphasis that was meant did not come about.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "stray-asterisk";

pub fn stray_asterisk(span: Span) -> Diagnostic {
    Diagnostic::error(NAME, span, "正文中有落单的“*”")
        .help("加粗写作 **文字**，星号须成对、紧贴文字；要印出星号写作 \\*")
}
