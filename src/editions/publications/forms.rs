//! The texts in which a figure is right: long, short and bare (formats.md sections 4 and 6).

use crate::base::{Quantity, Ratio};

/// How a text says its figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// As the data files print it: `快3.0个百分点`, `3.62万人`, `增长6.2%`.
    Short,
    /// `快于序时3.0个百分点`, `高于目标0.6个百分点`
    Long,
    /// With the name of what it is held against in full: `高于年度目标0.6个百分点`.
    Full,
    /// `3.0个百分点`, `2位`, `4`: the words before it say the direction.
    Bare,
    /// `3.0个`, in a list of differences.
    Counter,
}

/// One accepted text of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    pub shape: Shape,
    pub text: String,
    /// What the clause before it must say for it to be right.
    pub needs: Option<Way>,
}

/// Where a difference points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// 快于、高于
    Over,
    /// 慢于、低于
    Under,
    /// 增长
    Grown,
    /// 下降
    Fallen,
    /// 前移
    Forward,
    /// 后移
    Backward,
}

impl Way {
    /// What says so anywhere in the clause, and what says so right before the number.
    fn words(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Way::Over => {
                (&["快于", "高于", "高出", "超过", "分别快", "分别高", "均快", "均高"], &["快", "高", "超"])
            }
            Way::Under => {
                (&["慢于", "低于", "落后", "分别慢", "分别低", "均慢", "均低"], &["慢", "低", "差"])
            }
            Way::Grown => (&["增长", "上升", "提高", "增加"], &["增", "升"]),
            Way::Fallen => (&["下降", "减少", "降低", "回落"], &["降", "减"]),
            Way::Forward => (&["前移", "上升", "提升"], &[]),
            Way::Backward => (&["后移", "下降"], &[]),
        }
    }

    fn opposite(self) -> Way {
        match self {
            Way::Over => Way::Under,
            Way::Under => Way::Over,
            Way::Grown => Way::Fallen,
            Way::Fallen => Way::Grown,
            Way::Forward => Way::Backward,
            Way::Backward => Way::Forward,
        }
    }

    /// Whether the words of a clause before a number say this direction: the last word of direction counts.
    pub fn said_by(self, clause: &str) -> bool {
        let last = |way: Way| {
            let (anywhere, before) = way.words();
            let near = before.iter().any(|w| clause.ends_with(w)).then_some(clause.len());
            anywhere.iter().filter_map(|w| clause.rfind(w)).max().max(near)
        };
        last(self).is_some_and(|own| last(self.opposite()).is_none_or(|other| own > other))
    }
}

/// All texts of one figure; the first is the one that is written where there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forms(Vec<Form>);

impl Forms {
    /// A figure that has only one text.
    pub fn only(text: impl Into<String>) -> Forms {
        Forms(Vec::new()).with(Shape::Short, text)
    }

    fn with(mut self, shape: Shape, text: impl Into<String>) -> Forms {
        self.0.push(Form { shape, text: text.into(), needs: None });
        self
    }

    fn needing(mut self, shape: Shape, text: impl Into<String>, way: Way) -> Forms {
        self.0.push(Form { shape, text: text.into(), needs: Some(way) });
        self
    }

    pub fn text(&self) -> &str {
        self.0.first().map_or("", |f| f.text.as_str())
    }

    pub fn shaped(&self, shape: Shape) -> Option<&str> {
        self.0.iter().find(|f| f.shape == shape).map(|f| f.text.as_str())
    }

    /// The text of the first of these shapes that there is; else the one that is written where there is none.
    pub fn best(&self, shapes: &[Shape]) -> &str {
        shapes.iter().find_map(|s| self.shaped(*s)).unwrap_or(self.text())
    }

    /// Whether a text is right where it stands; `clause` is what stands before it in its clause.
    pub fn accept(&self, text: &str, clause: &str) -> bool {
        self.0.iter().any(|f| f.text == text && f.needs.is_none_or(|way| way.said_by(clause)))
    }

    /// What to write over `old`: the form that stands there, if its direction still holds.
    pub fn like(&self, old: &str, clause: &str) -> Option<&str> {
        if old.is_empty() {
            return Some(self.text());
        }
        let fits = |f: &&Form| f.needs.is_none_or(|way| way.said_by(clause));
        let same = self.0.iter().filter(fits).filter(|f| looks(f) == looks_of(old)).min_by_key(|f| f.shape);
        // A bare number whose direction has turned cannot be mended inside its brackets.
        let bare = matches!(looks_of(old), Looks::Bare | Looks::Counter | Looks::Number);
        let directed = self.0.iter().any(|f| f.needs.is_some());
        match same {
            Some(form) => Some(&form.text),
            None if bare && (directed || self.turned()) => None,
            None => Some(self.text()),
        }
    }

    /// A direction that has become none at all: 与序时持平, 不变.
    fn turned(&self) -> bool {
        let text = self.text();
        text.contains("持平") || text.contains("不变") || text.starts_with('略')
    }
}

/// The outside of a text, by which a new one is given the form of the old.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Looks {
    Full,
    Long,
    Short,
    Bare,
    Counter,
    Number,
}

fn looks(form: &Form) -> Looks {
    looks_of(&form.text)
}

fn looks_of(text: &str) -> Looks {
    let first = text.chars().next().unwrap_or(' ');
    let numeric = first.is_ascii_digit() || first == '-';
    if text.contains("年度目标") {
        Looks::Full
    } else if ["于序时", "与序时", "于目标", "与目标", "同比"].iter().any(|w| text.contains(w))
    {
        Looks::Long
    } else if !numeric {
        Looks::Short
    } else if text.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-') {
        Looks::Number
    } else if text.ends_with('个') && text.contains('.') {
        Looks::Counter
    } else {
        Looks::Bare
    }
}

/// A number with its unit, as written: `3.62万人`.
pub fn amount(value: Quantity, unit: &str) -> Forms {
    Forms::only(format!("{value}{unit}"))
}

/// A count: `11项`, bare `11`.
pub fn count(number: u32) -> Forms {
    Forms::only(format!("{number}项"))
        .with(Shape::Counter, format!("{number}个"))
        .with(Shape::Bare, number.to_string())
}

/// A score: `92.4分`, bare `92.4`.
pub fn points(score: Quantity) -> Forms {
    Forms::only(format!("{score}分")).with(Shape::Bare, score.to_string())
}

/// A share of the whole: one decimal, and more where an unreached whole would print 100.0%.
pub fn share(ratio: &Ratio, reached: bool) -> Forms {
    Forms::only(share_text(ratio, reached))
}

pub fn share_text(ratio: &Ratio, reached: bool) -> String {
    let short_of_it = !reached && *ratio < Ratio::one();
    let decimals = (1..6).find(|d| !short_of_it || ratio.percent(*d) < Quantity::integer(100)).unwrap_or(6);
    format!("{}%", ratio.percent(decimals))
}

/// 同比: 增长3.6%, 持平, 基本持平, 下降1.4%.
pub fn change(ratio: &Ratio) -> Forms {
    let size = ratio.abs().percent(1);
    if ratio.is_zero() {
        Forms::only("持平")
    } else if size.is_zero() {
        Forms::only("基本持平")
    } else {
        moved(format!("{size}%"), ratio.is_negative())
    }
}

/// The value of a growth indicator, in the words of 同比 and as written.
pub fn growth(value: Quantity, unit: &str) -> Forms {
    if value.is_zero() {
        return Forms::only("持平");
    }
    moved(format!("{}{unit}", value.abs()), value.is_negative())
}

fn moved(size: String, down: bool) -> Forms {
    let (word, way) = if down { ("下降", Way::Fallen) } else { ("增长", Way::Grown) };
    Forms::only(format!("{word}{size}")).with(Shape::Long, format!("同比{word}{size}")).needing(
        Shape::Bare,
        size,
        way,
    )
}

/// What a gap is held against, and with which words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// 快于序时, 慢于序时
    Schedule,
    /// A limit for the year: 低于序时 is good, but the words go by the numbers.
    Limit,
    /// A growth: 高于目标, 低于目标, by the numbers themselves.
    Target,
}

/// 较序时. `gap` in 百分点 ÷ 100, as the figures have it: positive is good.
pub fn gap(gap: &Ratio, against: Against, down: bool) -> Forms {
    // The words of a limit and of a growth where less is better go by the numbers, not by good and bad.
    let turned = against == Against::Limit || (against == Against::Target && down);
    let over = gap.is_negative() == turned;
    let (over_word, under_word, base, full) = match against {
        Against::Schedule => ("快", "慢", "序时", "序时进度"),
        Against::Limit => ("高", "低", "序时", "序时进度"),
        Against::Target => ("高", "低", "目标", "年度目标"),
    };
    let (word, way) = if over { (over_word, Way::Over) } else { (under_word, Way::Under) };
    let size = gap.abs().percent(1);
    if gap.is_zero() {
        return Forms::only(format!("与{base}持平")).with(Shape::Full, format!("与{full}持平"));
    }
    if size.is_zero() {
        let (near, tail) = (if over { "略高于" } else { "略低于" }, "差距不足0.1个百分点");
        let forms = match against {
            Against::Schedule => Forms::only(format!("略{word}（不足0.1个百分点）")),
            Against::Limit | Against::Target => Forms::only(format!("{near}{base}（不足0.1个百分点）")),
        };
        return forms
            .with(Shape::Full, format!("{near}{full}，{tail}"))
            .with(Shape::Long, format!("{near}{full}"));
    }
    let long = (Shape::Long, format!("{word}于{base}{size}个百分点"));
    let short = (Shape::Short, format!("{word}{size}个百分点"));
    // formats.md section 6 puts the short text first for 序时, and gives a growth only the long one.
    let (first, second) = if against == Against::Schedule { (short, long) } else { (long, short) };
    Forms(Vec::new())
        .with(first.0, first.1)
        .with(second.0, second.1)
        .with(Shape::Full, format!("{word}于{full}{size}个百分点"))
        .needing(Shape::Bare, format!("{size}个百分点"), way)
        .needing(Shape::Counter, format!("{size}个"), way)
}

/// 位次: 第4位; the first and the last have their words.
pub fn place(place: u32, of: Option<u32>) -> Forms {
    let forms = Forms::only(format!("第{place}位")).with(Shape::Bare, place.to_string());
    match of {
        _ if place == 1 => forms.with(Shape::Full, "首位"),
        Some(of) if of == place => forms.with(Shape::Full, "末位"),
        _ => forms,
    }
}

/// 位次变化: 前移2位, 不变, 后移2位.
pub fn place_change(places: i64) -> Forms {
    let size = places.unsigned_abs();
    let (word, way) = if places < 0 { ("后移", Way::Backward) } else { ("前移", Way::Forward) };
    if places == 0 {
        return Forms::only("不变").with(Shape::Long, "位次不变");
    }
    Forms::only(format!("{word}{size}位")).needing(Shape::Bare, format!("{size}位"), way)
}

/// 灯: the rule's word, or the colour's.
pub fn light(word: &str, color: &str) -> Forms {
    Forms::only(word).with(Shape::Full, color)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(numerator: i128, denominator: i128) -> Ratio {
        Ratio::new(numerator, denominator).unwrap()
    }

    #[test]
    fn texts_of_figures_are_those_of_the_formats() {
        let quantity = |text: &str| Quantity::parse(text).unwrap();
        #[rustfmt::skip]
        let cases = [
            (amount(quantity("3.62"), "万人"),                           "3.62万人"),
            (share(&ratio(362, 590), false),                            "61.4%"),
            (share(&ratio(9997, 10000), false),                         "99.97%"),
            (share(&ratio(9997, 10000), true),                          "100.0%"),
            (share(&ratio(139, 100), true),                             "139.0%"),
            (change(&ratio(21, 341)),                                   "增长6.2%"),
            (change(&ratio(0, 1)),                                      "持平"),
            (change(&ratio(1, 10000)),                                  "基本持平"),
            (change(&ratio(-14, 1000)),                                 "下降1.4%"),
            (growth(quantity("8.1"), "%"),                              "增长8.1%"),
            (growth(quantity("-1.4"), "%"),                             "下降1.4%"),
            (gap(&ratio(30226, 1000000), Against::Schedule, false),     "快3.0个百分点"),
            (gap(&ratio(0, 1), Against::Schedule, false),               "与序时持平"),
            (gap(&ratio(4, 10000), Against::Schedule, false),           "略快（不足0.1个百分点）"),
            (gap(&ratio(-4, 10000), Against::Schedule, false),          "略慢（不足0.1个百分点）"),
            (gap(&ratio(-122, 1000), Against::Schedule, false),         "慢12.2个百分点"),
            (gap(&ratio(20, 1000), Against::Limit, true),               "低于序时2.0个百分点"),
            (gap(&ratio(6, 1000), Against::Target, false),              "高于目标0.6个百分点"),
            (gap(&ratio(-20, 1000), Against::Target, true),             "高于目标2.0个百分点"),
            (gap(&ratio(-4, 10000), Against::Target, false),            "略低于目标（不足0.1个百分点）"),
            (place(4, Some(14)),                                        "第4位"),
            (place_change(2),                                           "前移2位"),
            (place_change(0),                                           "不变"),
            (place_change(-2),                                          "后移2位"),
            (count(11),                                                 "11项"),
        ];
        for (forms, text) in cases {
            assert_eq!(forms.text(), text);
        }
    }

    #[test]
    fn a_bare_number_is_right_only_after_the_right_words() {
        let faster = gap(&ratio(30, 1000), Against::Schedule, false);
        #[rustfmt::skip]
        let cases = [
            // text                      words before it in the clause      right
            ("快于序时3.0个百分点",       "",                                 true),
            ("快3.0个百分点",             "",                                 true),
            ("3.0个百分点",               "快于序时",                         true),
            ("3.0个",                     "农田、公路分别快于序时4.6个、",      true),
            ("3.0个百分点",               "快",                               true),
            ("3.0个百分点",               "慢于序时",                         false),
            ("3.0个百分点",               "高标准农田",                       false),
            ("3.0个百分点",               "",                                 false),
            ("3.1个百分点",               "快于序时",                         false),
        ];
        for (text, clause, right) in cases {
            assert_eq!(faster.accept(text, clause), right, "{clause}[{text}]");
        }
        assert!(change(&ratio(-14, 1000)).accept("1.4%", "同比下降"));
        assert!(!change(&ratio(-14, 1000)).accept("1.4%", "同比增长"));
        assert!(place_change(-2).accept("2位", "较1—2月后移"));
    }

    #[test]
    fn a_new_text_keeps_the_form_of_the_old() {
        let slower = gap(&ratio(-12, 1000), Against::Schedule, false);
        #[rustfmt::skip]
        let cases = [
            ("快于序时3.0个百分点", "",         Some("慢于序时1.2个百分点")),
            ("快3.0个百分点",       "",         Some("慢1.2个百分点")),
            ("3.0个百分点",         "慢于序时", Some("1.2个百分点")),
            ("3.0个",               "分别慢于序时", Some("1.2个")),
            // The words outside the brackets say the opposite: only the writer can mend that.
            ("3.0个百分点",         "快于序时", None),
            ("",                    "",         Some("慢1.2个百分点")),
        ];
        for (old, clause, new) in cases {
            assert_eq!(slower.like(old, clause), new, "{clause}[{old}]");
        }
        assert_eq!(count(12).like("11", ""), Some("12"));
        assert_eq!(count(12).like("11项", ""), Some("12项"));
        assert_eq!(place(5, Some(14)).like("4", "第"), Some("5"));
        assert_eq!(place(5, Some(14)).like("第4位", ""), Some("第5位"));
        assert_eq!(gap(&ratio(0, 1), Against::Schedule, false).like("3.0个百分点", "快于序时"), None);
    }
}
