//! Lets `**“八大行动”**总体`, `**重点：**后文` and `达**61.4%**的` be bold, as their writers plainly mean.
//!
//! CommonMark counts Chinese marks as punctuation and wants blanks around it, which Chinese does not write
//! (commonmark-spec #650). So the parser is shown a text in which the Chinese character beside `*` or `~` is one of
//! another class and the same length; places stay, and all texts are taken from the source. The classes are those
//! of the "CJK friendly emphasis" amendment.

use std::borrow::Cow;

/// The text to parse: of the same length, every character at the same place.
pub(super) fn patched(text: &str) -> Cow<'_, str> {
    if !text.contains(['*', '~']) {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    let mut at = 0;
    // Where the last run ended: a single character between two runs stays what the first made of it.
    let mut last = None;
    while let Some(start) = text[at..].find(['*', '~']).map(|i| at + i) {
        let star = text.as_bytes()[start];
        let end = start + text[start..].bytes().take_while(|b| *b == star).count();
        let (before, after) = (text[..start].chars().next_back(), text[end..].chars().next());
        if let Some(c) = before.filter(|c| is_chinese(*c) && last != Some(start - c.len_utf8())) {
            overwrite(&mut bytes, start - c.len_utf8(), c, after);
        }
        if let Some(c) = after.filter(|c| is_chinese(*c)) {
            overwrite(&mut bytes, end, c, before);
        }
        last = Some(end);
        at = end;
    }
    // Each character gave way to one of its own length, so this cannot fail.
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Puts a letter for `c`, or a mark where the other side of the run of stars is a mark of ASCII.
fn overwrite(bytes: &mut [u8], at: usize, c: char, other_side: Option<char>) {
    let as_mark = other_side.is_some_and(|o| o.is_ascii_punctuation());
    let stand_in = match (c.len_utf8(), as_mark) {
        (2, true) => '§',
        (2, false) => 'é',
        (3, true) => '、',
        (3, false) => '中',
        (_, true) => '\u{10100}',
        (_, false) => '\u{20000}',
    };
    stand_in.encode_utf8(&mut bytes[at..at + c.len_utf8()]);
}

/// A Chinese character or mark; `“”—…·` count as Chinese, for that is what they are in our texts.
pub(super) fn is_chinese(c: char) -> bool {
    !c.is_ascii() && !c.is_whitespace() && (c >= '\u{2E80}' || !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::patched;

    #[test]
    fn the_patched_text_keeps_its_places() {
        for text in ["甲**乙**丙", "“**’·*~~§", "**%甲**", "𠀀**)𠀀*", "*", "甲*", "无"] {
            let new = patched(text);
            assert_eq!(new.len(), text.len(), "{text}");
            assert!(new.char_indices().map(|(i, _)| i).eq(text.char_indices().map(|(i, _)| i)), "{text}");
        }
    }
}
