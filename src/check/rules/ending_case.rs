//! `.MD`, `.YAML`: on one machine the same file as `.md`, on another a different one; so it is read on none.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "ending-case";

pub fn ending_case(path: &str, span: Span) -> Diagnostic {
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
    Diagnostic::error(NAME, span, format!("文件名后缀须小写：“.{ending}”不会被读取"))
        .help(format!("请改名为 {stem}.{}", ending.to_ascii_lowercase()))
}
