//! Takes a file's bytes. Gives its text as UTF-8 without BOM, or a fault that names the likely encoding.
//!
//! Never converts: a guess at an encoding could change a name or a number in silence.

use crate::base::{Diagnostic, FileId, Span};

/// The text, and what is wrong with its bytes. Without text there is one error, at 0..0.
pub(super) fn decode(bytes: Vec<u8>, path: &str, file: FileId) -> (Option<String>, Vec<Diagnostic>) {
    let start = Span::new(file, 0..0);
    if let Some(name) = utf16(&bytes) {
        return (None, vec![not_utf8(start, path, &format!("文件是 {name} 编码，不是 UTF-8"))]);
    }
    let mut text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(e) => {
            let (good, bytes) = (e.utf8_error().valid_up_to(), e.as_bytes());
            let line = bytes[..good].iter().filter(|b| **b == b'\n').count() + 1;
            let message = if e.utf8_error().error_len().is_none() {
                format!("文件末尾（第{line}行）的最后一个字不完整，可能没有传完")
            } else if looks_like_gbk(&bytes[good..]) {
                format!("文件不是 UTF-8 编码，很可能是 GBK（Windows 的 ANSI），从第{line}行起无法识别")
            } else {
                format!("文件不是 UTF-8 编码，从第{line}行起无法识别")
            };
            return (None, vec![not_utf8(start, path, &message)]);
        }
    };
    let mut faults = Vec::new();
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
        faults.push(
            Diagnostic::warning("bom", start, "文件开头有 BOM（看不见的字节序标记）")
                .help("请另存为“UTF-8”（不是“UTF-8 BOM”）；内容照常读取"),
        );
    }
    (Some(text), faults)
}

fn not_utf8(span: Span, path: &str, message: &str) -> Diagnostic {
    let way_out = if path.ends_with(".csv") {
        "请在 Excel 或 WPS 中“另存为”，类型选“CSV UTF-8（逗号分隔）”"
    } else {
        "请用记事本打开，“另存为”，编码选“UTF-8”，再保存"
    };
    Diagnostic::error("encoding", span, message).help(way_out)
}

/// By its mark, or by the zero bytes that ASCII leaves in it.
fn utf16(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some("UTF-16 LE（记事本的“Unicode”）"),
        [0xFE, 0xFF, ..] => return Some("UTF-16 BE"),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(1024) & !1];
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let many = (head.len() / 2 / 4).max(3);
    match (zeros(0), zeros(1)) {
        (0, odd) if odd > many => Some("UTF-16 LE"),
        (even, 0) if even > many => Some("UTF-16 BE"),
        _ => None,
    }
}

/// Whether everything above ASCII comes in pairs that GBK allows.
fn looks_like_gbk(mut bytes: &[u8]) -> bool {
    loop {
        match bytes {
            [] => return true,
            [0..=0x7F, rest @ ..] => bytes = rest,
            [0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE, rest @ ..] => bytes = rest,
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_is_named() {
        #[rustfmt::skip]
        let cases: &[(&str, &[u8], &str)] = &[
            // what                  bytes                                          the message holds
            ("UTF-16 LE with mark",  b"\xFF\xFEa\0b\0",                             "UTF-16 LE"),
            ("UTF-16 BE with mark",  b"\xFE\xFF\0a\0b",                             "UTF-16 BE"),
            ("UTF-16 LE without",    b"a\0c\0t\0i\0o\0n\0:\0 \0x\0",                "UTF-16 LE"),
            ("UTF-16 BE without",    b"\0a\0c\0t\0i\0o\0n\0:\0 \0x",                "UTF-16 BE"),
            ("GBK",                  b"unit: 1\nname: \xD4\xC0\xD1\xF4\xCA\xD0\n",  "GBK（Windows 的 ANSI），从第2行起"),
            ("neither",              b"a\xFF\x00\xFFb",                             "不是 UTF-8 编码，从第1行起"),
            ("cut off",              b"name: \xE5\xB2",                             "不完整"),
        ];
        for (what, bytes, says) in cases {
            let (text, faults) = decode(bytes.to_vec(), "a.yaml", FileId(0));
            assert_eq!(text, None, "{what}");
            assert_eq!(faults.len(), 1, "{what}");
            assert_eq!(faults[0].rule, "encoding", "{what}");
            assert!(faults[0].message.contains(says), "{what}: {}", faults[0].message);
        }
    }

    #[test]
    fn a_bom_is_taken_off_and_named() {
        let (text, faults) = decode("\u{FEFF}单位: 甲".into(), "a.yaml", FileId(0));
        assert_eq!(text.as_deref(), Some("单位: 甲"));
        assert_eq!(faults.iter().map(|f| (f.rule, f.is_error())).collect::<Vec<_>>(), [("bom", false)]);
        assert_eq!(decode("甲\r\n".into(), "a.md", FileId(0)), (Some("甲\r\n".into()), vec![]));
    }

    #[test]
    fn excel_gets_its_own_way_out() {
        let (_, faults) = decode(b"\xD4\xC0,1".to_vec(), "plan/2024/history.csv", FileId(0));
        assert!(faults[0].help.as_deref().unwrap().contains("CSV UTF-8"));
    }
}
