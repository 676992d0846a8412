//! A plan or a free page belongs to no period: a figure in it would go stale unseen, for the proof reads it as of no day.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "data-out-of-place";

pub fn data_out_of_place(span: Span) -> Diagnostic {
    Diagnostic::error(NAME, span, "方案和说明页不属于某一期，不能引用数据")
        .help("写成普通文字，或链接到指标、行动的页面；数据引用和生成块只用在报告和刊物里")
}
