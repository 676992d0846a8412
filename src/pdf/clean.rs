//! Text as it may be set: nothing invisible that turns or breaks it, nothing that no font has.

use super::error::MissingGlyph;
use super::fonts::{Faces, Fonts};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// How wide a word without a place to break may be, in em, before one is made in it.
const LONGEST_WORD: f64 = 14.0;

/// Takes texts as they are, and remembers the characters that cannot be printed.
pub struct Cleaner<'a> {
    fonts: &'a Fonts,
    /// Which block is being read.
    pub place: String,
    seen: BTreeSet<char>,
    pub missing: Vec<MissingGlyph>,
}

impl<'a> Cleaner<'a> {
    pub fn new(fonts: &'a Fonts) -> Cleaner<'a> {
        Cleaner { fonts, place: String::new(), seen: BTreeSet::new(), missing: Vec::new() }
    }

    /// The text without what cannot be seen; line breaks stay, and a word too long for any line may break anywhere.
    pub fn text(&mut self, text: &str) -> String {
        let kept = self.whole(text);
        match breakable(&kept) {
            Cow::Borrowed(_) => kept,
            Cow::Owned(text) => text,
        }
    }

    /// The same without a place to break: for drawings and what is not printed.
    pub fn whole(&mut self, text: &str) -> String {
        let kept: String = text.chars().filter_map(visible).collect();
        for c in kept.chars().filter(|c| *c != '\n' && !self.fonts.have(*c)) {
            if self.seen.insert(c) {
                self.missing.push(MissingGlyph {
                    character: c,
                    place: self.place.clone(),
                    text: around(&kept, c),
                    fonts: self.fonts.names(),
                });
            }
        }
        kept
    }

    pub fn faces(&self) -> Faces {
        self.fonts.faces.clone()
    }
}

/// Controls, marks that turn the direction of writing, private characters and other invisible ones are left out.
fn visible(c: char) -> Option<char> {
    match c {
        '\n' => Some('\n'),
        '\t' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => Some(' '),
        c if c.is_control() => None,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' => None,
        '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => None,
        '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' => None,
        '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' => None,
        '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}' => None,
        c => Some(c),
    }
}

/// Some characters on both sides, for the reader to find the place by.
fn around(text: &str, c: char) -> String {
    let all: Vec<char> = text.chars().collect();
    let at = all.iter().position(|x| *x == c).unwrap_or(0);
    all[at.saturating_sub(8)..(at + 9).min(all.len())].iter().collect()
}

/// A word too long for any line may break anywhere: an address of 200 letters must not leave the page.
fn breakable(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let (mut width, mut broken) = (0.0, false);
    for c in text.chars() {
        let own = em(c);
        if c == ' ' || c == '\n' || is_wide(c) {
            width = 0.0;
        } else if width + own > LONGEST_WORD {
            out.push('\u{200b}');
            (width, broken) = (own, true);
        } else {
            width += own;
        }
        out.push(c);
    }
    if broken { Cow::Owned(out) } else { Cow::Borrowed(text) }
}

/// Whether a line may break before and after it, marks aside.
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}' | '“' | '”' | '‘' | '’' | '—' | '…')
}

/// Width of a character in em, rounded up: those of Noto Serif for letters and figures.
pub fn em(c: char) -> f64 {
    match c {
        '\u{300}'..='\u{36f}' | '\u{200b}' | '\n' => 0.0,
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.34,
        '-' | '(' | ')' | '/' | '[' | ']' => 0.38,
        'f' | 'r' | 't' | 's' | 'I' | '"' | '`' | '*' => 0.48,
        '0'..='9' => 0.57,
        'M' | 'W' => 1.06,
        'm' | '%' | '@' => 1.0,
        'w' | 'A'..='Z' | '&' => 0.84,
        '\u{20}'..='\u{7e}' => 0.65,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_left_out() {
        #[rustfmt::skip]
        let cases = [
            // what                  text                        set
            ("plain",                "累计3.62万人",              "累计3.62万人"),
            ("line break",           "一\n二",                    "一\n二"),
            ("tab",                  "一\t二",                    "一 二"),
            ("control",              "一\u{0}\u{7}\u{9b}二",      "一二"),
            ("turned writing",       "一\u{202e}二\u{2066}三",    "一二三"),
            ("zero width",           "一\u{200b}\u{feff}二",      "一二"),
            ("private",              "一\u{e000}\u{f0000}二",     "一二"),
        ];
        for (what, text, set) in cases {
            assert_eq!(text.chars().filter_map(visible).collect::<String>(), set, "{what}");
        }
    }

    #[test]
    fn only_a_word_too_long_for_its_line_is_broken() {
        let address = "x".repeat(60);
        assert!(breakable(&address).contains('\u{200b}'));
        assert_eq!(breakable("P-012、MS-24-07，完成61.4%"), "P-012、MS-24-07，完成61.4%");
        assert_eq!(breakable(&"国".repeat(100)), "国".repeat(100));
    }

    #[test]
    fn a_place_is_shown_with_some_text_around_it() {
        assert_eq!(
            around("一二三四五六七八九十甲乙丙丁戊己庚辛", '十'),
            "二三四五六七八九十甲乙丙丁戊己庚辛"
        );
        assert_eq!(around("甲", '甲'), "甲");
    }
}
