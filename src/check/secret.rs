//! Secret marks: `秘密★1年`, or such a word alone on a line or as a value. 商业秘密 and the like pass.

use super::rules;
use crate::base::{Diagnostic, FileId, Span};

const WORDS: [&str; 3] = ["绝密", "机密", "秘密"];

pub fn marks(file: FileId, text: &str) -> Vec<Diagnostic> {
    if !WORDS.iter().any(|w| text.contains(w)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some((range, mark)) = mark(line) {
            found.push(rules::secret_mark(mark, Span::new(file, start + range.start..start + range.end)));
        }
        start += line.len();
    }
    found
}

fn mark(line: &str) -> Option<(std::ops::Range<usize>, &str)> {
    for word in WORDS {
        for (at, _) in line.match_indices(word) {
            let end = at + word.len();
            let star = line[end..].trim_start_matches([' ', '　']).starts_with('★');
            let before = line[..at].trim_end();
            let after = line[end..].trim_end_matches(['\r', '\n']).trim();
            let opens = before.is_empty()
                || before.ends_with([':', '：', ',', '"', '\'', '“', '#', '-', '*', '>', '|', '{', '[']);
            let closes =
                after.is_empty() || after.starts_with([',', '"', '\'', '”', '}', ']', '|', '*', '#']);
            if star || (opens && closes) {
                return Some((at..end, &line[at..end]));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::mark;

    #[test]
    fn secret_marks_are_told_from_ordinary_words() {
        #[rustfmt::skip]
        let cases = [
            ("秘密★1年",             true),
            ("机密 ★",               true),
            ("  绝密  ",             true),
            ("密级: 秘密",           true),
            ("level: \"机密\"",      true),
            ("## 秘密",              true),
            ("保守商业秘密",         false),
            ("国家秘密的管理",       false),
            ("做好秘密工作",         false),
        ];
        for (line, expected) in cases {
            assert_eq!(mark(line).is_some(), expected, "{line}");
        }
    }
}
