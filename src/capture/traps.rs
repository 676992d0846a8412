//! What YAML does to a clerk: texts that parse, but not into what the writer plainly meant.
//!
//! Takes a YAML text and ranges in it. Gives [`Trap`]s: rule, place, cause and way out.

use crate::base::{Diagnostic, FileId, Span};
use std::ops::Range;

/// A fault in a YAML text, its place still counted from the text's own beginning.
#[derive(Debug)]
pub(super) struct Trap {
    pub rule: &'static str,
    pub at: Range<usize>,
    pub message: String,
    pub help: String,
}

impl Trap {
    pub fn new(
        rule: &'static str,
        at: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Trap {
        Trap { rule, at, message: message.into(), help: help.into() }
    }

    /// The diagnostic, at its place in the file.
    pub fn place(self, file: FileId, offset: usize) -> Diagnostic {
        let span = Span::new(file, offset + self.at.start..offset + self.at.end);
        Diagnostic::error(self.rule, span, self.message).help(self.help)
    }
}

pub(super) fn anchor(text: &str, at: Range<usize>) -> Trap {
    let mark = &text[at.clone()];
    let help = format!("如果这是文字，请给整个值加引号；如果想引用“{}”，请把内容照写一遍", &mark[1..]);
    Trap::new(
        "yaml-anchor",
        at.clone(),
        format!("值以“&”开头，YAML 会把“{mark}”当作锚点，这里不用锚点"),
        help,
    )
}

pub(super) fn alias(text: &str, at: Range<usize>) -> Trap {
    let mark = &text[at.clone()];
    let help = "如果这是文字，请给整个值加引号；如果想引用别处，请把内容照写一遍";
    Trap::new(
        "yaml-alias",
        at.clone(),
        format!("值以“*”开头，YAML 会把“{mark}”当作引用（别名），这里不用别名"),
        help,
    )
}

pub(super) fn tag(text: &str, at: Range<usize>) -> Trap {
    let mark = &text[at.clone()];
    let help = "如果这是文字，请给整个值加引号";
    Trap::new(
        "yaml-tag",
        at.clone(),
        format!("值以“!”开头，YAML 会把“{mark}”当作类型标签，这里不用标签"),
        help,
    )
}

pub(super) fn second_document(at: Range<usize>) -> Trap {
    Trap::new(
        "yaml-documents",
        at,
        "一个文件里只能有一份 YAML，这里又开始了第二份",
        "请删去这一行的“---”或“...”，或者分成两个文件",
    )
}

pub(super) fn too_deep(at: Range<usize>, limit: usize) -> Trap {
    Trap::new("too-deep", at, format!("嵌套过深：超过{limit}层"), "请检查括号和缩进")
}

/// A key of a flow mapping for which no value was found, or which holds a full-width mark that was meant as YAML's.
pub(super) fn flow_key_without_colon(text: &str, key: Range<usize>) -> Option<Trap> {
    let name = &text[key.clone()];
    if text[key.end..].trim_start().starts_with(':') {
        return None;
    }
    if let Some(colon) = name.find(':') {
        let at = key.start + colon..key.start + colon + 1;
        let help = format!("请写为“{}: {}”", &name[..colon], &name[colon + 1..]);
        return Some(Trap::new(
            "yaml-flow-colon",
            at,
            format!("“{name}”的冒号后面缺一个空格，整个会被当作没有值的键"),
            help,
        ));
    }
    let before = text[..key.start].trim_end();
    let comma = before.ends_with(',').then(|| before.len() - 1..before.len());
    let close_comma = comma.as_ref().is_some_and(|c| c.end == key.start);
    if !close_comma && let Some(colon) = name.find('：') {
        return Some(full_width_colon(name, key.start, colon));
    }
    let Some(comma) = comma else {
        let help = format!("请写为“{name}: 值”；如果整个花括号是一段文字，请加引号");
        return Some(Trap::new("yaml-syntax", key, format!("花括号里的“{name}”后面没有冒号和值"), help));
    };
    let message = format!("花括号里的半角逗号“,”把文字分成了两半，“{}”会被当作没有值的键", clip(name));
    let help = if name.chars().all(|c| c.is_ascii_digit() || c == '.') {
        "数字里不写千分位逗号，例如 1200"
    } else {
        "文字里请用全角逗号“，”，或给整段文字加引号"
    };
    Some(Trap::new("yaml-flow-comma", comma, message, help))
}

/// A key of a flow mapping that has a value, but holds a full-width comma or colon: `{unit：万人，value: 1}`.
pub(super) fn full_width_in_flow_key(text: &str, key: Range<usize>) -> Option<Trap> {
    let name = &text[key.clone()];
    match name.find(['：', '，']) {
        Some(at) if name[at..].starts_with('：') => Some(full_width_colon(name, key.start, at)),
        Some(at) => Some(full_width_comma(key.start + at)),
        None => None,
    }
}

pub(super) fn full_width_comma(at: usize) -> Trap {
    Trap::new(
        "yaml-full-width-comma",
        at..at + '，'.len_utf8(),
        "两项之间用了全角逗号“，”，后一项会被并入前一项的文字",
        "花括号、方括号里各项之间请用半角逗号加一个空格“, ”",
    )
}

/// `pair` is `键：值` and begins at `start` of the text, `colon` is counted within it.
pub(super) fn full_width_colon(pair: &str, start: usize, colon: usize) -> Trap {
    let (key, rest) = (&pair[..colon], &pair[colon + '：'.len_utf8()..]);
    Trap::new(
        "yaml-full-width-colon",
        start + colon..start + colon + '：'.len_utf8(),
        format!("键“{key}”后面用了全角冒号“：”"),
        match rest.trim() {
            "" => format!("请改为半角冒号：{key}:"),
            rest => format!("请改为半角冒号加一个空格：{key}: {}", clip(rest)),
        },
    )
}

/// A plain text that is the whole document: no file of ours is one, so any colon in it was meant as YAML's.
pub(super) fn pair_alone(text: &str, at: Range<usize>) -> Option<Trap> {
    let first = text[at.clone()].lines().next().unwrap_or("");
    colon_without_blank(first).map(|colon| pair_without_blank(first, at.start, colon))
}

/// A plain value that stands on lines of its own below its key, and reads like keys with values, or like a list.
pub(super) fn pair_read_as_text(text: &str, at: Range<usize>) -> Option<Trap> {
    let line = line_start(text, at.start);
    if !text[line..at.start].trim().is_empty() {
        return None;
    }
    let first = text[at.clone()].lines().next().unwrap_or("");
    let is_number =
        |t: &str| t.trim_start_matches(['-', '+']).chars().all(|c| c.is_ascii_digit() || c == '.');
    if first.starts_with('-') && !is_number(first) {
        return Some(dash_without_blank(text, at.start));
    }
    let colon = colon_without_blank(first)?;
    let rest = first[colon..].trim_start_matches([':', '：']).trim();
    let meant_as_key = first.starts_with(|c: char| c.is_ascii_alphabetic()) || is_number(rest);
    meant_as_key.then(|| pair_without_blank(first, at.start, colon))
}

/// `-甲`: without the blank it is no list item.
pub(super) fn dash_without_blank(text: &str, at: usize) -> Trap {
    let item = text[at..].lines().next().unwrap_or("").trim_start_matches('-');
    let help = format!("请写为“- {}”", clip(item.trim()));
    Trap::new("yaml-syntax", at..at + 1, "清单的“-”后面缺一个空格", help)
}

/// Where a line has the first colon after a key, if it is a full-width one or has no blank behind it.
pub(super) fn colon_without_blank(line: &str) -> Option<usize> {
    let colon = line.find([':', '：'])?;
    let (key, rest) = line.split_at(colon);
    let is_key = !key.is_empty()
        && key.chars().count() <= 24
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '“' | '”' | '"' | '\''));
    let is_broken = rest.starts_with('：')
        || (!rest.starts_with("://") && rest[1..].starts_with(|c: char| !c.is_whitespace()));
    (is_key && is_broken).then_some(colon)
}

/// The trap of a line that [`colon_without_blank`] found; it begins at `start` of the text.
pub(super) fn pair_without_blank(line: &str, start: usize, colon: usize) -> Trap {
    if line[colon..].starts_with('：') {
        return full_width_colon(line, start, colon);
    }
    let (key, rest) = (&line[..colon], &line[colon + 1..]);
    Trap::new(
        "yaml-syntax",
        start + colon..start + colon + 1,
        format!("键“{key}”的冒号后面缺一个空格"),
        format!("请写为“{key}: {}”", clip(rest.trim())),
    )
}

/// Comments that cut a text short: a `#` after a blank, with no blank behind it, where a value stands or is missing.
///
/// `nulls`: where empty values were understood, in their order.
pub(super) fn comments_in_texts<'a>(
    text: &'a str,
    comments: &'a [Range<usize>],
    nulls: &'a [usize],
) -> impl Iterator<Item = Trap> + 'a {
    comments.iter().filter_map(|comment| {
        let words = text[comment.clone()].strip_prefix('#')?;
        if words.is_empty() || words.starts_with(|c: char| c.is_whitespace() || c == '#') {
            return None;
        }
        let line = line_start(text, comment.start);
        let before = text[line..comment.start].trim_end();
        let end = line + before.len();
        let cuts = match before.chars().last() {
            None | Some('[' | ']' | '{' | '}' | ',' | '"' | '\'' | '|' | '>') => false,
            // `key: #…` or `- #…`: only where nothing follows on the lines below.
            Some(':') => nulls.binary_search(&(end - 1)).is_ok(),
            Some('-') => nulls.binary_search(&end).is_ok(),
            Some(_) => true,
        };
        cuts.then(|| comment_in_text(text, comment.clone()))
    })
}

pub(super) fn comment_in_text(text: &str, comment: Range<usize>) -> Trap {
    let message = format!("空格后面的“#”起是注释，“{}”会被丢掉", clip(&text[comment.clone()]));
    let help = "如果是文字，请给整个值加引号，或去掉 # 前的空格；如果是注释，请在 # 后加一个空格，并且不要插在多行文字中间";
    Trap::new("yaml-comment-in-text", comment.start..comment.start + 1, message, help)
}

pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |i| i + 1)
}

/// A text short enough to stand in a message.
pub(super) fn clip(text: &str) -> String {
    const LONGEST: usize = 24;
    let line = text.lines().next().unwrap_or("");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}
