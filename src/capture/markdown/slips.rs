//! What Markdown does to a clerk: marks that are text, and text that is a mark.

use super::source::Source;
use crate::base::{Diagnostic, Span};
use std::collections::BTreeMap;
use std::ops::Range;

/// Bound numbers that are none, for a blank or a full-width mark: `[3.62万人](=甲. 累计)`, `[3.62万人]（=甲.累计）`.
///
/// `taken` is where bound numbers, code and HTML stand.
pub(super) fn bound_numbers(source: Source, mut taken: Vec<Range<usize>>) -> Vec<Diagnostic> {
    const LOOKS: [&str; 6] = ["](=", "](＝", "]( =", "]（=", "]（＝", "】(="];
    taken.sort_by_key(|t| t.start);
    let text = source.text;
    let mut faults = Vec::new();
    let mut at = 0;
    while let Some(close) = text[at..].find([']', '】']).map(|i| at + i) {
        let from = std::mem::replace(
            &mut at,
            close + if text[close..].starts_with(']') { 1 } else { '】'.len_utf8() },
        );
        let Some(look) = LOOKS.iter().find(|l| text[close..].starts_with(**l)) else { continue };
        // Links do not nest, so the last one that begins before is the only one that can hold it.
        let before = taken.partition_point(|t| t.start <= close);
        if taken[..before].last().is_some_and(|t| close < t.end) {
            continue;
        }
        // Neither side reaches over another bracket or a line end, so that long lines take no longer.
        let open = text[from..close].rfind(['[', '【', '\n']).map_or(from, |i| from + i);
        let open = if text[open..].starts_with(['[', '【']) { open } else { close };
        let rest =
            text[at..].find([')', '）', '[', ']', '【', '】', '\r', '\n']).map_or(text.len(), |i| at + i);
        let end = match text[rest..].chars().next() {
            Some(c @ (')' | '）')) => rest + c.len_utf8(),
            _ => rest,
        };
        let help = if *look == "](=" {
            "引用里不能有空格，并要以半角括号“)”结束，例如 [3.62万人](=城镇新增就业.累计)"
        } else {
            "方括号、圆括号和等号都要用半角，例如 [3.62万人](=城镇新增就业.累计)"
        };
        let span = source.span(open..end);
        faults.push(
            Diagnostic::error("bound-syntax", span, "这个数字链接写得不完整，会被当作普通文字").help(help),
        );
    }
    faults
}

/// `##标题`: without the blank it is no heading. A single `#` before a figure may be text: `#1机组`.
pub(super) fn heading_without_blank(source: Source, start: usize) -> Option<Diagnostic> {
    if !source.text[start..].starts_with(['#', '＃']) {
        return None;
    }
    let line = source.slice(source.rest_of_line(start));
    let text = line.trim_start_matches(['#', '＃']);
    let marks = line.len() - text.len();
    let is_text =
        text.is_empty() || (line[..marks].len() == 1 && text.starts_with(|c: char| c.is_ascii_digit()));
    if is_text {
        return None;
    }
    let level = line[..marks].chars().count();
    let help = format!("请写为“{} {}”；如果是文字，请在 # 前加“\\”", "#".repeat(level.min(4)), text.trim());
    let span = source.span(start..start + marks);
    Some(
        Diagnostic::error("heading-blank", span, "标题的 # 须用半角，后面要有一个空格，否则是普通文字")
            .help(help),
    )
}

/// A line of `---` or `===` under a paragraph, which makes a heading of it.
pub(super) fn heading_by_underline(source: Source, at: Range<usize>) -> Option<Diagnostic> {
    let text = source.slice(at.clone());
    if text.starts_with('#') {
        return None;
    }
    let start = at.start + text.rfind('\n').map_or(0, |i| i + 1);
    let start = start + source.text[start..at.end].find(['-', '=']).unwrap_or(0);
    let message = format!("文字下面紧跟“{}”，会把上面的文字变成标题", source.slice(start..at.end));
    let help = "想画横线，请在前面空一行；标题请写为“## 标题”";
    Some(Diagnostic::error("heading-underline", source.span(start..at.end), message).help(help))
}

/// A paragraph indented by four blanks or a tab, which makes it code.
pub(super) fn indented_code(source: Source, at: Range<usize>) -> Diagnostic {
    let span = source.span(source.trimmed(source.rest_of_line(at.start)));
    Diagnostic::error("indented-code", span, "这一段前面有四个以上的空格（或制表符），会被当作代码原样排出")
        .help("段首不用缩进，首行空两格由程序排版")
}

/// The places of raw HTML without `</b>` where `<b>` is listed before: they are one slip, not two.
pub(super) fn without_closing_tags(source: Source, html: Vec<Span>) -> Vec<Span> {
    let mut open: BTreeMap<String, usize> = BTreeMap::new();
    let mut is_new = |span: &Span| {
        let at = span.range();
        let tag = source.slice(at.start - source.offset..at.end - source.offset);
        let name = tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next();
        let count = open.entry(name.unwrap_or("").to_ascii_lowercase()).or_default();
        let closes = tag.starts_with("</") && *count > 0;
        match closes {
            true => *count -= 1,
            false => *count += 1,
        }
        !closes
    };
    html.into_iter().filter(|span| is_new(span)).collect()
}
