//! Takes a text. Gives a fault for characters that cannot be seen, or that each machine shows differently.

use crate::base::{Diagnostic, FileId, Span};

/// At most one fault of each kind, at its first place, with the count.
pub(super) fn hidden_characters(text: &str, file: FileId) -> Vec<Diagnostic> {
    let (mut unseen, mut private) = (Vec::new(), Vec::new());
    for (at, c) in text.char_indices() {
        // The common cases first: this loop sees every character of the content.
        match c {
            '\n' | '\t' | ' '..='~' | '一'..='\u{9FFF}' | '\u{3000}'..='〿' | '\u{FF01}'..='\u{FFFD}' => {}
            _ if !is_hidden(text, at, c) => {}
            _ if is_private(c) => private.push((at, c)),
            _ => unseen.push((at, c)),
        }
    }
    let mut faults = Vec::new();
    if let Some((at, c)) = unseen.first() {
        let name = name(*c);
        faults.push(
            Diagnostic::error(
                "invisible-character",
                span(file, *at, *c),
                format!("此处有看不见的字符：{name}{}", others(&unseen)),
            )
            .help("多半是从网页或文档粘贴带入的：请删去这几个字重新输入"),
        );
    }
    if let Some((at, c)) = private.first() {
        faults.push(
            Diagnostic::error(
                "private-use",
                span(file, *at, *c),
                format!(
                    "此处有自造字（私用区字符 U+{:04X}）{}，换一台电脑就会显示成别的字或空白",
                    *c as u32,
                    others(&private)
                ),
            )
            .help("生僻字请改用输入法中的标准字；没有标准字的，写同音字并加括号说明"),
        );
    }
    faults
}

/// Whether a text holds any such character.
pub(super) fn holds_hidden(text: &str) -> bool {
    text.char_indices().any(|(at, c)| is_hidden(text, at, c))
}

fn is_hidden(text: &str, at: usize, c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\r' => text.as_bytes().get(at + 1) != Some(&b'\n'),
        _ => is_private(c) || unwanted(c),
    }
}

fn is_private(c: char) -> bool {
    ('\u{E000}'..='\u{F8FF}').contains(&c)
}

fn span(file: FileId, at: usize, c: char) -> Span {
    Span::new(file, at..at + c.len_utf8())
}

fn others(found: &[(usize, char)]) -> String {
    if found.len() > 1 { format!("，全文共{}处", found.len()) } else { String::new() }
}

/// Controls, direction marks, and blanks without width. The joiner of emoji (U+200D) may stand.
fn unwanted(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn name(c: char) -> String {
    match c {
        '\0' => "空字符（U+0000）".into(),
        '\r' => "单独的回车符（旧式换行，U+000D）".into(),
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' => format!("零宽空格（U+{:04X}）", c as u32),
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            format!("文字方向控制符（U+{:04X}）", c as u32)
        }
        _ => format!("控制字符（U+{:04X}）", c as u32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::type_complexity)] // a table of cases
    fn hidden_characters_are_named_once_with_their_count() {
        #[rustfmt::skip]
        let cases: &[(&str, &[(&str, u32, &str)])] = &[
            ("甲乙，a\tb\r\n（丙）“丁”·—…℃", &[]),
            ("👨\u{200D}👩",                &[]),
            ("甲\0乙",                      &[("invisible-character", 3, "U+0000")]),
            ("甲\u{200B}乙\u{202E}",        &[("invisible-character", 3, "零宽空格（U+200B），全文共2处")]),
            ("甲\r乙",                      &[("invisible-character", 3, "旧式换行")]),
            ("甲\u{E863}\0",                &[("invisible-character", 6, "U+0000"), ("private-use", 3, "U+E863")]),
        ];
        for (text, expected) in cases {
            let faults = hidden_characters(text, FileId(0));
            assert_eq!(faults.len(), expected.len(), "{text:?}");
            for (fault, (rule, start, says)) in faults.iter().zip(*expected) {
                assert_eq!((fault.rule, fault.span.start), (*rule, *start), "{text:?}");
                assert!(fault.message.contains(says), "{text:?}: {}", fault.message);
            }
        }
    }
}
