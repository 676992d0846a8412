//! What two wordings of one target are about, with numbers, units, force and level taken off.

use std::collections::BTreeSet;

/// 国家级、省级 … in the order in which they are sought: the longest first.
const LEVELS: &[&str] = &[
    "县市区级",
    "国家级",
    "国际级",
    "世界级",
    "省部级",
    "乡镇级",
    "部级",
    "省级",
    "市级",
    "县级",
    "区级",
    "乡级",
    "镇级",
    "村级",
];

/// What makes a level another one: 省级及以上 is more than 省级.
const LEVEL_TAILS: &[&str] = &["及以上", "以上", "及以下", "以下"];

/// How hard a target is meant, the verbs that only say it is to be met, and 同比, which every growth of a plan is.
const FORCE: &[&str] = &[
    "力争",
    "确保",
    "努力",
    "争取",
    "力求",
    "全力",
    "全面",
    "完成",
    "实现",
    "得到实现",
    "得到",
    "建成",
    "同比",
];

/// What stands before or after a number and belongs to it.
const BEFORE: &[&str] = &[
    "不低于",
    "不少于",
    "不高于",
    "不超过",
    "不突破",
    "稳定在",
    "突破",
    "达到",
    "超过",
    "达",
    "约",
    "近",
    "超",
    "到",
    "至",
];
const AFTER: &[&str] = &["及以上", "及以下", "以上", "以下", "以内", "左右"];

/// The levels a wording names, each with 以上 where that stands after it.
pub(super) fn levels(says: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = says;
    while let Some(c) = rest.chars().next() {
        match level(rest) {
            Some(len) => {
                // 以上 includes the number itself, with 及 or without it.
                found.insert(rest[..len].replace('及', ""));
                rest = &rest[len..];
            }
            None => rest = &rest[c.len_utf8()..],
        }
    }
    found
}

/// The years a wording names; the plan's own where it names none.
pub(super) fn years(says: &str, plan_year: i32) -> BTreeSet<i32> {
    let mut found = BTreeSet::new();
    for (i, _) in says.match_indices('年') {
        let before: String = says[..i].chars().rev().take_while(char::is_ascii_digit).collect();
        if before.len() == 4
            && let Ok(year) = before.chars().rev().collect::<String>().parse()
        {
            found.insert(year);
        }
    }
    if found.is_empty() {
        found.insert(plan_year);
    }
    found
}

/// The words that say what is counted, as a set: their order and what is repeated of them say nothing else.
pub(super) fn words(says: &str, units: &[&str]) -> BTreeSet<char> {
    object(says, units).chars().collect()
}

/// The text without marks, numbers, units, force, levels and years.
fn object(says: &str, units: &[&str]) -> String {
    let plain = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric() || "%.％".contains(*c)).collect()
    };
    let units: Vec<String> = units.iter().map(|u| plain(u)).collect();
    let units: Vec<&str> = units.iter().map(String::as_str).collect();
    let plain = plain(says);
    let mut kept = String::new();
    let mut rest = plain.as_str();
    while let Some(c) = rest.chars().next() {
        let off = number(rest, &units).or_else(|| level(rest)).or_else(|| one_of(rest, FORCE));
        match off {
            Some(len) => rest = &rest[len..],
            None => {
                kept.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    kept
}

fn level(text: &str) -> Option<usize> {
    let len = one_of(text, LEVELS)?;
    Some(len + one_of(&text[len..], LEVEL_TAILS).unwrap_or(0))
}

/// Length of a number at the beginning of the text, with what belongs to it: `不低于37.84万亩`, `2024年末`, `1000家以上`.
fn number(text: &str, units: &[&str]) -> Option<usize> {
    let mut len = one_of(text, BEFORE).unwrap_or(0);
    let digits = text[len..].find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len() - len);
    if digits == 0 {
        return None;
    }
    len += digits;
    len += one_of(&text[len..], &["年末", "年底", "年"]).unwrap_or(0);
    len += longest(&text[len..], units).or_else(|| one_of(&text[len..], &["万", "亿"])).unwrap_or(0);
    len += one_of(&text[len..], &["个百分点", "百分点", "%", "％"]).unwrap_or(0);
    len += one_of(&text[len..], AFTER).unwrap_or(0);
    Some(len)
}

fn one_of(text: &str, words: &[&str]) -> Option<usize> {
    words.iter().find(|w| text.starts_with(*w)).map(|w| w.len())
}

fn longest(text: &str, words: &[&str]) -> Option<usize> {
    words.iter().filter(|w| text.starts_with(*w)).map(|w| w.len()).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_object_is_what_is_left() {
        #[rustfmt::skip]
        let cases: [(&str, &[&str], &str); 10] = [
            ("高新技术企业突破1000户",                &["家", "户"],  "高新技术企业"),
            ("力争高新技术企业达到1000家以上",        &["家", "户"],  "高新技术企业"),
            ("完成除险加固小型水库111座",             &["座"],        "除险加固小型水库"),
            ("建设高标准农田37.84万亩",               &["万亩"],      "建设高标准农田"),
            ("第一产业增加值增长3.6%",                &["%"],         "第一产业增加值增长"),
            ("全市城镇化率提高0.5个百分点左右",       &["个百分点"],  "全市城镇化率提高"),
            ("到2024年末，实有经营主体达到62.89万户以上", &["万户"],  "实有经营主体"),
            ("新增省级及以上专精特新中小企业60家",    &["家"],        "新增专精特新中小企业"),
            ("补贴标准不低于90元/月·人",              &["元/月·人"], "补贴标准"),
            ("15个省级“和美湘村”示范村",              &["个"],        "和美湘村示范村"),
        ];
        for (says, units, object_words) in cases {
            assert_eq!(object(says, units), object_words, "{says}");
        }
    }

    #[test]
    fn words_are_the_same_in_another_order() {
        #[rustfmt::skip]
        let cases = [
            ("新增省级及以上企业60家",      "省级及以上企业新增60户",        true),
            ("引进50亿元以上项目15个",      "引进50亿元以上15个项目、项目",  true),
            ("增加值增长10%左右",           "增加值同比增长10%以上",         true),
            ("全面建成20个市级和美乡村",    "20个市级“和美乡村”",            true),
            ("企业60家",                    "企业新增60户",                  false),
            ("开工改造道路40公里",          "改造道路40公里",                false),
            ("公路安防工程1720公里",        "公路安防设施1720公里",          false),
        ];
        for (one, other, same) in cases {
            let units = ["家", "户", "个", "%", "公里"];
            assert_eq!(words(one, &units) == words(other, &units), same, "{one} / {other}");
        }
    }

    #[test]
    fn levels_and_years_are_read() {
        let words = |says| levels(says).into_iter().collect::<Vec<_>>();
        assert_eq!(words("争创国家级、省级园区各1个"), ["国家级", "省级"]);
        assert_eq!(words("省级及以上企业60家"), ["省级以上"]);
        assert_eq!(words("省级以上企业60家"), ["省级以上"]);
        assert_eq!(words("省级企业60家"), ["省级"]);
        assert!(words("升级改造铁山供水工程").is_empty());
        assert_eq!(years("到2025年建成，2024年开工", 2024), BTreeSet::from([2024, 2025]));
        assert_eq!(years("全年新增120年", 2024), BTreeSet::from([2024]));
    }
}
