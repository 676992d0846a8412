//! The texts of figures (formats.md section 6, field texts): how a number reads in prose, tables and data.

mod figure;
mod refer;
mod totals;

pub use figure::{figure_text, region_text};
pub use refer::{NoText, text_of};
pub use totals::{ProblemTotals, ProjectTotals, counts_text, problems_text, projects_text, score_text};

use crate::base::{Quantity, Ratio};

/// The forms in which one figure may stand in a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Forms {
    /// `快3.0个百分点`; what data files print and empty links are filled with.
    pub short: String,
    /// `快于序时3.0个百分点`; the same as `short` where there is no longer one.
    pub long: String,
    /// Right as well, though never written by the product unasked: `快于序时进度3.0个百分点`.
    pub also: Vec<String>,
    /// `增加1个` for `增长50.0%`: what pages and drafts print where the short form would mislead.
    pub plain: Option<String>,
    /// `3.0个百分点`, `3.0个`: without the word that says the direction, or without the unit.
    pub bare: Vec<String>,
    /// For a bare form: words of which one must be the last direction named before it; empty: none is needed.
    pub direction: &'static [&'static str],
    /// The words that would say the contrary.
    pub contrary: &'static [&'static str],
}

/// Which way a figure points, with the words for both ways.
type Ways = (&'static [&'static str], &'static [&'static str]);

// A word of one character counts only right before the number: 高 stands in 高标准农田 too.
const FAST: &[&str] = &["快于", "分别快", "均快", "超过", "快", "超"];
const SLOW: &[&str] = &["慢于", "分别慢", "均慢", "落后", "慢", "差"];
const ABOVE: &[&str] = &["高于", "高出", "分别高", "均高", "超过", "高", "超"];
const BELOW: &[&str] = &["低于", "分别低", "均低", "低"];
const GROWTH: &[&str] = &["增长", "上升", "提高", "增加", "增", "升"];
const FALL: &[&str] = &["下降", "减少", "降低", "回落", "降", "减"];
const FORWARD: &[&str] = &["前移", "上升", "提升"];
const BACKWARD: &[&str] = &["后移", "下降"];

impl Forms {
    /// One text in every form.
    fn same(text: impl Into<String>) -> Forms {
        let text = text.into();
        Forms { long: text.clone(), short: text, ..Forms::default() }
    }

    /// A number with its unit; the number alone is a bare form that needs no direction.
    fn amount(number: impl ToString, unit: &str) -> Forms {
        let number = number.to_string();
        Forms { bare: vec![number.clone()], ..Forms::same(format!("{number}{unit}")) }
    }

    fn pointing(mut self, (direction, contrary): Ways, bare: Vec<String>) -> Forms {
        (self.direction, self.contrary, self.bare) = (direction, contrary, bare);
        self
    }

    fn also(mut self, texts: impl IntoIterator<Item = String>) -> Forms {
        self.also.extend(texts);
        self
    }

    /// What pages and drafts print.
    pub fn printed(&self) -> &str {
        self.plain.as_deref().unwrap_or(&self.short)
    }

    /// Whether `text` is right where `before` stands before it in its clause.
    pub fn accepts(&self, text: &str, before: &str) -> bool {
        self.with_direction().any(|form| form == text)
            || (self.bare.iter().any(|b| b == text) && self.direction_said(before))
    }

    /// The right text in the form that stands there; an empty or strange one becomes the short form.
    ///
    /// `None` where the words outside the brackets would then be wrong: only the writer can mend that.
    pub fn like(&self, standing: &str, before: &str) -> Option<&str> {
        let wanted = shape(standing);
        if let Some(form) = self.with_direction().find(|form| shape(form) == wanted) {
            return Some(form);
        }
        if let Some(bare) = self.bare.iter().find(|bare| shape(bare) == wanted) {
            return self.direction_said(before).then_some(bare);
        }
        let bare = |text: &str| text.starts_with(|c: char| c == '-' || c.is_ascii_digit());
        (!bare(standing) || bare(&self.short)).then_some(&self.short)
    }

    /// All forms but the bare ones, the short first.
    fn with_direction(&self) -> impl Iterator<Item = &str> {
        [&self.short, &self.long].into_iter().chain(&self.also).chain(&self.plain).map(String::as_str)
    }

    /// Whether the last direction named in `before` is the right one.
    fn direction_said(&self, before: &str) -> bool {
        let end = |word: &&str| {
            let near = word.chars().count() == 1;
            if near {
                before.ends_with(*word).then_some(before.len())
            } else {
                // 工业增加值 is a name, not a direction.
                let mut all = before.rmatch_indices(*word).map(|(at, _)| at + word.len());
                all.find(|end| !(*word == "增加" && before[*end..].starts_with('值')))
            }
        };
        let last = |words: &[&str]| words.iter().filter_map(end).max();
        self.direction.is_empty() || last(self.direction) > last(self.contrary)
    }
}

/// A text with its numbers and its direction blotted out, so that two texts of one form are equal.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for c in text.chars() {
        let c = match c {
            '0'..='9' | '.' | '-' => '0',
            '快' | '慢' | '高' | '低' => '快',
            '前' | '后' => '前',
            other => other,
        };
        if c != '0' || !shape.ends_with('0') {
            shape.push(c);
        }
    }
    shape.replace("下降", "增长")
}

/// One decimal and %; more decimals where a whole would be printed that is none.
///
/// `short_of_whole`: the target is not reached, so 100.0% may not stand for 99.97%.
pub fn percent_text(share: &Ratio, short_of_whole: bool) -> String {
    let looks_whole = |q: Quantity| q == Quantity::integer(100);
    let more = short_of_whole && *share != Ratio::one() && looks_whole(share.percent(1));
    let decimals = if more { (2..=30).find(|d| !looks_whole(share.percent(*d))).unwrap_or(1) } else { 1 };
    format!("{}%", share.percent(decimals))
}

/// `3.0个百分点`, from a fraction; without its sign.
fn points(gap: &Ratio) -> (String, String) {
    let number = gap.abs().percent(1);
    (format!("{number}个百分点"), format!("{number}个"))
}

/// Whether one decimal would print it as 0.0.
fn prints_zero(share: &Ratio) -> bool {
    share.percent(1).is_zero()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{self, quantity};
    use super::*;
    use crate::check::Field;
    use crate::check::record::Kind;
    use crate::compute::IndicatorFigure;

    /// A field's forms for an indicator of this kind, target and value, at a schedule of `n/d`.
    fn forms(kind: Kind, target: &str, value: &str, schedule: &str, field: Field) -> Option<Forms> {
        let rules = fixture::rules(kind);
        let (direction, _) = fixture::target(target);
        let indicator = fixture::indicator(kind, direction, if kind == Kind::Growth { "%" } else { "个" });
        let measure =
            fixture::yardstick(kind, target, None, schedule, false, &rules).measure(&quantity(value).ratio());
        let mut figure = IndicatorFigure::not_due(&indicator);
        figure.value = Some(quantity(value));
        figure.completion = measure.completion;
        figure.gap = measure.gap;
        figure.reached = measure.reached;
        figure_text(&indicator, &figure, field)
    }

    #[test]
    fn gaps_read_by_their_kind() {
        use Kind::{Cumulative, Growth, Milestone};
        #[rustfmt::skip]
        let cases = [
            // kind      target          value     schedule  short                          long
            (Cumulative, "ge 1000",      "613",    "7/12",   "快3.0个百分点",                "快于序时3.0个百分点"),
            (Cumulative, "ge 36",        "21",     "7/12",   "与序时持平",                   "与序时持平"),
            (Cumulative, "ge 1000",      "461",    "7/12",   "慢12.2个百分点",               "慢于序时12.2个百分点"),
            (Cumulative, "ge 10000",     "5837",   "7/12",   "略快（不足0.1个百分点）",       "略快于序时（不足0.1个百分点）"),
            (Cumulative, "ge 10000",     "5829",   "7/12",   "略慢（不足0.1个百分点）",       "略慢于序时（不足0.1个百分点）"),
            (Cumulative, "down le 100",  "48",     "1/2",    "低于序时2.0个百分点",           "低于序时2.0个百分点"),
            (Cumulative, "down le 100",  "53",     "1/2",    "高于序时3.0个百分点",           "高于序时3.0个百分点"),
            (Cumulative, "down le 10000", "5004",  "1/2",    "略高于序时（不足0.1个百分点）", "略高于序时（不足0.1个百分点）"),
            (Growth,     "ge 7.5",       "9.5",    "1/2",    "高于目标2.0个百分点",           "高于目标2.0个百分点"),
            (Growth,     "ge 7.5",       "5.5",    "1/2",    "低于目标2.0个百分点",           "低于目标2.0个百分点"),
            (Growth,     "down le -50",  "-52",    "1/2",    "低于目标2.0个百分点",           "低于目标2.0个百分点"), // by the numbers
            (Growth,     "ge 7.5",       "7.5",    "1/2",    "与目标持平",                   "与目标持平"),
            (Growth,     "ge 7.5",       "7.46",   "1/2",    "略低于目标（不足0.1个百分点）", "略低于目标（不足0.1个百分点）"),
            (Milestone,  "eq 7",         "3",      "1/2",    "",                             ""),
        ];
        for (kind, target, value, schedule, short, long) in cases {
            let forms = forms(kind, target, value, schedule, Field::Gap).unwrap_or_default();
            assert_eq!((&*forms.short, &*forms.long), (short, long), "{kind:?} {target} at {value}");
        }
    }

    #[test]
    fn shares_print_no_whole_that_is_none() {
        use Kind::Cumulative;
        #[rustfmt::skip]
        let cases = [
            ("ge 590",     "362",    "61.4%"),
            ("ge 10000",   "9997",   "99.97%"),
            ("ge 10000",   "9994",   "99.9%"),
            ("ge 1000000", "999999", "99.9999%"),
            ("ge 100",     "139",    "139.0%"),
            ("gt 100",     "100",    "100.0%"), // exactly the whole, though not over it
            ("ge 10000",   "10003",  "100.0%"), // reached
        ];
        for (target, value, text) in cases {
            let forms = forms(Cumulative, target, value, "7/12", Field::Completion).unwrap();
            assert_eq!(forms.short, text, "{target} at {value}");
        }
    }

    #[test]
    fn changes_read_with_a_positive_number() {
        let change = |numerator: i128| {
            let indicator = fixture::indicator(Kind::Cumulative, crate::check::record::Direction::Up, "个");
            let mut figure = IndicatorFigure::not_due(&indicator);
            figure.change = Ratio::new(numerator, 10_000);
            figure_text(&indicator, &figure, Field::Change).unwrap().short
        };
        for (n, text) in [
            (616, "增长6.2%"),
            (0, "持平"),
            (4, "基本持平"),
            (-4, "基本持平"),
            (-140, "下降1.4%"),
            (5, "基本持平"),
            (6, "增长0.1%"),
        ] {
            assert_eq!(change(n), text);
        }
        for (value, text) in
            [("8.1", "增长8.1%"), ("-1.40", "下降1.40%"), ("0.0", "持平"), ("0.04", "增长0.04%")]
        {
            let forms = forms(Kind::Growth, "ge 7", value, "1/2", Field::Change).unwrap();
            assert_eq!(forms.short, text);
        }
    }

    #[test]
    fn a_few_things_have_no_percentage_and_rates_differ_in_points() {
        #[rustfmt::skip]
        let cases = [
            // unit    value   base    in data       printed
            ("个",     "3",    "2",    "增长50.0%",  "增加1个"),
            ("个",     "1",    "2",    "下降50.0%",  "减少1个"),
            ("个",     "9",    "9",    "持平",       "持平"),
            ("个",     "15",   "10",   "增长50.0%",  "增长50.0%"),
            ("亿元",   "2.61", "2.05", "增长27.3%",  "增长27.3%"),
            ("亿元",   "6",    "5",    "增长20.0%",  "增长20.0%"), // an amount of money is no number of things
        ];
        for (unit, value, base, short, printed) in cases {
            let indicator = fixture::indicator(Kind::Cumulative, crate::check::record::Direction::Up, unit);
            let mut figure = IndicatorFigure::not_due(&indicator);
            let (value, base) = (fixture::quantity(value), fixture::quantity(base));
            (figure.value, figure.base) = (Some(value), Some(base));
            figure.change = value.minus(base).ratio().over(&base.ratio());
            let forms = figure_text(&indicator, &figure, Field::Change).unwrap();
            assert_eq!((&*forms.short, forms.printed()), (short, printed), "{value} {base}");
            assert!(forms.accepts(short, "") && forms.accepts(printed, ""), "{value} {base}");
        }
        let rate = fixture::indicator(Kind::Cumulative, crate::check::record::Direction::Up, "%");
        let mut figure = IndicatorFigure::not_due(&rate);
        figure.month = Some(fixture::quantity("11.1"));
        let month = figure_text(&rate, &figure, Field::Month).unwrap();
        assert_eq!((&*month.short, month.printed()), ("11.1%", "11.1个百分点"));
    }

    #[test]
    fn a_bare_number_is_right_only_after_the_right_words() {
        let faster = forms(Kind::Cumulative, "ge 1000", "613", "7/12", Field::Gap).unwrap();
        let fell = forms(Kind::Growth, "ge 7", "-1.4", "1/2", Field::Change).unwrap();
        let grew = forms(Kind::Growth, "ge 7", "7.4", "1/2", Field::Change).unwrap();
        let below = forms(Kind::Growth, "ge 7", "-1.4", "1/2", Field::Gap).unwrap();
        let value = forms(Kind::Growth, "ge 7", "-1.4", "1/2", Field::Value).unwrap();
        #[rustfmt::skip]
        let cases = [
            // forms   text                       words before it in the clause       right
            (&faster, "快于序时3.0个百分点",        "",                                 true),
            (&faster, "快于序时进度3.0个百分点",    "",                                 true),
            (&faster, "快3.0个百分点",             "",                                 true),
            (&faster, "3.0个百分点",               "快于序时",                          true),
            (&faster, "3.0个",                     "农田、公路分别快于序时4.6个、",      true),
            (&faster, "3.0个百分点",               "快",                               true),
            (&faster, "3.0个百分点",               "慢于序时",                          false),
            (&faster, "3.0个百分点",               "快于去年，但慢于序时",               false),
            (&faster, "3.0个百分点",               "加快推进，",                        false),
            (&faster, "3.0个百分点",               "",                                 false),
            (&faster, "3.1个百分点",               "快于序时",                          false),
            (&fell,   "1.4%",                      "同比下降",                          true),
            (&fell,   "1.4%",                      "同比增长",                          false),
            (&fell,   "同比下降1.4%",              "",                                 true),
            (&grew,   "7.4%",                      "规模工业增加值同比",                false),
            (&grew,   "7.4%",                      "规模工业增加值同比增长",            true),
            (&grew,   "7.4%",                      "较上年增加",                        true),
            (&below,  "8.4个百分点",               "高标准农田低于目标",                 true),
            (&below,  "8.4个百分点",               "高标准农田",                        false),
            (&below,  "低于年度目标8.4个百分点",    "",                                 true),
            (&below,  "低8.4个百分点",             "",                                 true),
            (&value,  "-1.4%",                     "",                                 true),
            (&value,  "1.4%",                      "下降",                             true),
            (&value,  "1.4%",                      "增长",                             false),
        ];
        for (forms, text, before, right) in cases {
            assert_eq!(forms.accepts(text, before), right, "{before}[{text}]");
        }
    }

    #[test]
    fn a_new_text_keeps_the_form_of_the_old() {
        let slower = forms(Kind::Cumulative, "ge 1000", "571", "7/12", Field::Gap).unwrap();
        let level = forms(Kind::Cumulative, "ge 36", "21", "7/12", Field::Gap).unwrap();
        let value = forms(Kind::Cumulative, "ge 36", "21", "7/12", Field::Value).unwrap();
        #[rustfmt::skip]
        let cases = [
            (&slower, "快于序时3.0个百分点",     "",            Some("慢于序时1.2个百分点")),
            (&slower, "快于序时进度3.0个百分点", "",            Some("慢于序时进度1.2个百分点")),
            (&slower, "快3.0个百分点",          "",            Some("慢1.2个百分点")),
            (&slower, "与序时持平",             "",            Some("慢1.2个百分点")),
            (&slower, "3.0个百分点",            "慢于序时",    Some("1.2个百分点")),
            (&slower, "3.0个",                  "分别慢于序时", Some("1.2个")),
            (&slower, "3.0个百分点",            "快于序时",    None),
            (&slower, "",                       "",            Some("慢1.2个百分点")),
            (&level,  "快3.0个百分点",          "",            Some("与序时持平")),
            (&level,  "3.0个百分点",            "快于序时",    None),
            (&value,  "20个",                   "",            Some("21个")),
            (&value,  "20",                     "",            Some("21")),
            (&value,  "20套",                   "",            Some("21个")),
        ];
        for (forms, old, before, new) in cases {
            assert_eq!(forms.like(old, before), new, "{before}[{old}]");
        }
    }

    #[test]
    fn targets_read_as_the_plan_writes_them() {
        let target = |text: &str, unit: &str| {
            let (direction, value) = fixture::target(text);
            let indicator = fixture::indicator(Kind::Cumulative, direction, unit);
            let mut figure = IndicatorFigure::not_due(&indicator);
            figure.target = crate::check::record::Target::Value(value);
            let forms = figure_text(&indicator, &figure, Field::Target).unwrap();
            (forms.short, forms.long)
        };
        #[rustfmt::skip]
        let cases = [
            ("ge 5.9",       "万人", "5.9万人",    "5.9万人"),
            ("about 7",      "%",    "7%",         "7%左右"),
            ("between 3 5",  "家",   "3—5家",      "3—5家"),
            ("between 9 16", "亿元", "9亿—16亿元", "9亿—16亿元"),
            ("between 15 30", "%",   "15%—30%",    "15%—30%"),
            ("times 2 41.3", "亿元", "2倍",        "41.3亿元的2倍"),
        ];
        for (text, unit, short, long) in cases {
            assert_eq!(target(text, unit), (short.into(), long.into()), "{text}");
        }
    }
}
