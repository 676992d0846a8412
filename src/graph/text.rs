//! How wide a text is and where it may break. No font is read: widths are those of the common sans-serif faces,
//! rounded up, so that what fits here fits in print.

/// Space between two lines of one label, in pixels, by the size of its letters.
pub(super) fn line_height(size: i32) -> i32 {
    size + 4
}

/// Width of one character in em.
fn em(c: char) -> f64 {
    match c {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0.0,
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.3,
        'f' | 'r' | 't' | '-' | '(' | ')' | '[' | ']' | '/' => 0.4,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.95,
        'A'..='Z' | '&' => 0.72,
        '+' | '<' | '>' | '=' => 0.6,
        '\u{20}'..='\u{7e}' => 0.58,
        '\u{100}'..='\u{24f}' => 0.72,
        '\u{1f000}'.. => 1.4,
        _ => 1.0,
    }
}

/// Width in pixels, rounded up.
pub(super) fn width(text: &str, size: i32) -> i32 {
    (text.chars().map(em).sum::<f64>() * f64::from(size)).ceil() as i32
}

pub(super) fn widest<'t>(texts: impl IntoIterator<Item = &'t str>, size: i32) -> i32 {
    texts.into_iter().map(|t| width(t, size)).max().unwrap_or(0)
}

/// What XML 1.0 cannot carry and what turns the direction of writing is left out; breaks become spaces.
pub(super) fn clean(text: &str) -> String {
    let kept = text.chars().filter_map(|c| match c {
        '\n' | '\r' | '\t' => Some(' '),
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => None,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        _ => Some(c),
    });
    kept.collect::<String>().trim().to_string()
}

/// The lines of a text no wider than `max` pixels, as few as possible and of about the same length.
pub(super) fn wrap(text: &str, size: i32, max: i32) -> Vec<String> {
    let text = clean(text);
    let total = width(&text, size);
    if total <= max {
        return vec![text];
    }
    let pieces = pieces(&text, size, max);
    let fewest = fill(&pieces, size, max).len();
    let mut narrow = (total / fewest as i32).min(max);
    // A few steps find lines of about the same length; the last try is the full width.
    while narrow < max {
        let lines = fill(&pieces, size, narrow);
        if lines.len() == fewest && widest(lines.iter().map(String::as_str), size) <= max {
            return lines;
        }
        narrow += size / 2;
    }
    fill(&pieces, size, max)
}

/// What may stand at no line's beginning.
fn closes(c: char) -> bool {
    "，。；：、）》”’！？％%·—…)],.;:!?".contains(c)
}

/// What may stand at no line's end.
fn opens(c: char) -> bool {
    "（《“‘([".contains(c)
}

/// Words of letters and figures stay whole; a Chinese character keeps the marks around it.
fn pieces(text: &str, size: i32, max: i32) -> Vec<String> {
    let mut out: Vec<String> = vec![];
    let mut last = ' ';
    for c in text.chars() {
        let word = |c: char| c.is_ascii_alphanumeric() || ".-+/".contains(c);
        let joined = closes(c) || opens(last) || (word(c) && word(last));
        match out.last_mut() {
            Some(piece) if joined && width(piece, size) + width(&c.to_string(), size) <= max => piece.push(c),
            _ => out.push(c.to_string()),
        }
        last = c;
    }
    out
}

fn fill(pieces: &[String], size: i32, max: i32) -> Vec<String> {
    let mut lines: Vec<String> = vec![];
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if width(&format!("{line}{piece}"), size) <= max => line.push_str(piece),
            _ => lines.push(piece.clone()),
        }
    }
    lines.into_iter().map(|l| l.trim().to_string()).filter(|l| !l.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps() {
        #[rustfmt::skip]
        let cases = [
            // what                          text                          max  lines
            ("short stays",                  "城镇新增就业",                100, vec!["城镇新增就业"]),
            ("halves of the same length",    "城镇老旧小区改造",            91, vec!["城镇老旧", "小区改造"]),
            ("no mark begins a line",        "一二三四，五六",              53, vec!["一二三", "四，五六"]),
            ("no bracket ends a line",       "一二三（四五）",              53, vec!["一二三", "（四五）"]),
            ("a number stays whole",         "完成12345.6万人",            60, vec!["完成", "12345.6", "万人"]),
            ("nothing",                      "",                           60, vec![""]),
        ];
        for (what, text, max, lines) in cases {
            assert_eq!(wrap(text, 13, max), lines, "{what}");
        }
    }

    #[test]
    fn no_line_is_too_wide() {
        let text = "“八大行动”AbcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ，，，，，，，，，，，，（（（（（（一";
        for max in 14..200 {
            for line in wrap(text, 13, max) {
                assert!(width(&line, 13) <= max, "{max}: {line}");
            }
        }
    }

    #[test]
    fn cleans() {
        assert_eq!(clean("a\u{0}b\nc\u{202e}d\u{ffff} "), "ab cd");
    }
}
