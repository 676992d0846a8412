//! Numbers in a text, as two people read them aloud.

/// The last words before a number: enough to find it in the line.
pub(super) fn tail(text: &str) -> String {
    const MOST: usize = 12;
    let start =
        text.rfind(['。', '；', '\n']).map_or(0, |i| i + text[i..].chars().next().map_or(0, char::len_utf8));
    let clause: Vec<char> = text[start..].chars().collect();
    clause[clause.len().saturating_sub(MOST)..].iter().collect()
}

/// How long the number is that a text begins with, with its sign and unit: `3月28日`, `14个`, `MS-24-07`, `25.0%`.
pub(super) fn number_length(text: &str) -> Option<usize> {
    let code = text.len() - text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-').len();
    if code > 0 && text[..code].contains('-') && text[..code].chars().any(|c| c.is_ascii_digit()) {
        return Some(code);
    }
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut end = 0;
    loop {
        let rest = &text[end..];
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        if digits == 0 {
            return Some(end);
        }
        end += digits;
        let rest = &text[end..];
        let measure = |text: &str| MEASURES.iter().find(|m| text.starts_with(**m)).map_or(0, |m| m.len());
        match rest.chars().next() {
            // 2024年3月, 1—2月
            Some(c @ ('年' | '月' | '—')) => end += c.len_utf8(),
            Some(c @ ('万' | '亿')) => return Some(end + c.len_utf8() + measure(&rest[c.len_utf8()..])),
            Some('%') => return Some(end + 1),
            _ => return Some(end + measure(rest)),
        }
    }
}

/// Ranks and shares that say a number without one.
const WORDS: [&str; 8] = ["过半", "半数", "一半", "翻番", "首位", "末位", "垫底", "倒数"];

/// What a number counts; the longest first where one begins with another.
const MEASURES: [&str; 41] = [
    "个百分点",
    "平方米",
    "季度",
    "公里",
    "人次",
    "个",
    "项",
    "户",
    "件",
    "家",
    "名",
    "位",
    "天",
    "期",
    "次",
    "座",
    "所",
    "条",
    "批",
    "人",
    "元",
    "吨",
    "亩",
    "分",
    "年",
    "月",
    "日",
    "旬",
    "成",
    "倍",
    "处",
    "起",
    "宗",
    "份",
    "轮",
    "类",
    "级",
    "套",
    "台",
    "辆",
    "米",
];

/// How long the number in characters, or the rank, is that a text begins with: `三成`, `第三位`, `过半`, `百分之三十五`.
pub(super) fn spelled_length(text: &str) -> Option<usize> {
    if let Some(word) = WORDS.iter().find(|word| text.starts_with(**word)) {
        return Some(word.len());
    }
    let is_digit = |c: char| "〇零一二三四五六七八九十百千万亿两".contains(c);
    let digits = |text: &str| text.len() - text.trim_start_matches(is_digit).len();
    if let Some(rest) = text.strip_prefix("百分之") {
        let share = digits(rest);
        return (share > 0).then_some(text.len() - rest.len() + share);
    }
    let body = text.strip_prefix('第').unwrap_or(text);
    let ordinal = text.len() - body.len();
    let spelled = digits(body);
    let number = &body[..spelled];
    // 千方百计, 万户 and the five-year plan count nothing.
    if !number.contains(|c| "〇零一二三四五六七八九十两".contains(c)) || number.ends_with("四五")
    {
        return None;
    }
    let rest = &body[spelled..];
    if let Some(whole) = rest.strip_prefix("分之") {
        let part = digits(whole);
        return (part > 0).then_some(text.len() - whole.len() + part);
    }
    match MEASURES.iter().find(|measure| rest.starts_with(**measure)) {
        Some(measure) => Some(ordinal + spelled + measure.len()),
        None => (ordinal > 0 && !rest.starts_with("产业")).then_some(ordinal + spelled),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_with_its_unit() {
        #[rustfmt::skip]
        let cases = [
            ("3月28日全部封顶", Some("3月28日")),
            ("2024年3月",       Some("2024年3月")),
            ("14个市州",        Some("14个")),
            ("25.0%，",         Some("25.0%")),
            ("MS-24-07：据",    Some("MS-24-07")),
            ("7所",             Some("7所")),
            ("1—2月回落",       Some("1—2月")),
            ("1.05万人修订为",  Some("1.05万人")),
            ("0.9个百分点，",   Some("0.9个百分点")),
            ("28公里",          Some("28公里")),
            ("12处隐患",        Some("12处")),
            ("25万平方米",      Some("25万平方米")),
            ("1180万人次，",    Some("1180万人次")),
            ("2024—2026年",     Some("2024—2026年")),
            ("30度",            Some("30")),
            ("市教体局",        None),
            ("",                None),
        ];
        for (text, number) in cases {
            assert_eq!(number_length(text).map(|n| &text[..n]), number, "{text}");
        }
    }

    #[test]
    fn numbers_in_characters_are_read_and_words_are_not() {
        #[rustfmt::skip]
        let cases = [
            ("三成以上",        Some("三成")),
            ("十四个市州",      Some("十四个")),
            ("二〇二四年",      Some("二〇二四年")),
            ("一季度",          Some("一季度")),
            ("两个节点",        Some("两个")),
            ("百分之三十五的",  Some("百分之三十五")),
            ("三分之二的",      Some("三分之二")),
            ("第三位",          Some("第三位")),
            ("第一，",          Some("第一")),
            ("过半指标",        Some("过半")),
            ("末位",            Some("末位")),
            ("倒数第二",        Some("倒数")),
            ("二是",            None),
            ("第一产业",        None),
            ("十四五期间",      None),
            ("半年",            None),
            ("万户",            None),
            ("千方百计",        None),
            ("统一",            None),
            ("第7位",           None),
            ("",                None),
        ];
        for (text, number) in cases {
            assert_eq!(spelled_length(text).map(|n| &text[..n]), number, "{text}");
        }
    }

    #[test]
    fn what_stands_before_a_number_is_found_in_its_clause() {
        assert_eq!(tail("上一句。城镇新增就业"), "城镇新增就业");
        assert_eq!(tail(&"长".repeat(30)).chars().count(), 12);
    }
}
