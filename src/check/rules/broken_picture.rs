//! A picture that is none, or too large to be set: its readers would see a broken frame, and the PDF would lack it.

use crate::base::{Diagnostic, Span};

pub const NAME: &str = "broken-picture";

/// More are no use on a sheet of A4 at 600 points an inch, and would fill the memory.
pub const MOST_PIXELS: u64 = 50_000_000;

pub fn broken_picture(target: &str, span: Span) -> Diagnostic {
    Diagnostic::error(NAME, span, format!("图片“{target}”打不开：不是图片，或者文件已损坏"))
        .help("请重新导出为PNG、JPEG或SVG图片，再放进来")
}

pub fn huge_picture(target: &str, (width, height): (u32, u32), span: Span) -> Diagnostic {
    let most = MOST_PIXELS / 10_000;
    let message = format!("图片“{target}”太大：{width}×{height}像素，最多{most}万像素");
    Diagnostic::error(NAME, span, message).help("请缩小后再放进来，宽2000像素已够A4纸用")
}
