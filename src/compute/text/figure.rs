use super::super::amounts::is_small_base;
use super::super::figures::{IndicatorFigure, RegionFigure};
use super::{
    ABOVE, BACKWARD, BELOW, FALL, FAST, FORWARD, Forms, GROWTH, SLOW, percent_text, points, prints_zero,
};
use crate::base::{Quantity, Ratio};
use crate::check::Field;
use crate::check::record::{Direction, Indicator, Kind, Op, Target, TargetValue};

/// The texts of a field of an indicator; `None` where the figure has no such field.
pub fn figure_text(indicator: &Indicator, figure: &IndicatorFigure, field: Field) -> Option<Forms> {
    let unit = indicator.unit.as_deref().unwrap_or("");
    let amount = |q: Option<Quantity>| q.map(|q| Forms::amount(q, unit));
    match field {
        Field::Value if !figure.classes.is_empty() => {
            Some(Forms::same(by_class(figure.classes.iter().map(|c| (&c.class, c.value)), unit)))
        }
        Field::Value => value(indicator, figure.value?, unit),
        Field::Month => Some(month(figure.month?, unit)),
        Field::Target => target(&figure.target, figure.other_value, unit),
        Field::Completion => Some(completion(figure.completion.as_ref()?, figure.reached)),
        Field::Schedule => Some(share(figure.schedule.as_ref()?)),
        Field::Gap => gap(indicator, figure.gap.as_ref()?),
        Field::Change if indicator.kind == Kind::Growth => Some(growth(figure.value?, unit)),
        Field::Change => {
            let forms = change(figure.change.as_ref()?);
            match (figure.base, figure.value) {
                (Some(base), Some(value)) if is_small_base(unit, base) => {
                    Some(of_few(forms, value.minus(base), unit))
                }
                _ => Some(forms),
            }
        }
        Field::Light => {
            let light = figure.state.light()?;
            Some(Forms { bare: vec![light.color.chinese().to_owned()], ..Forms::same(&*light.word) })
        }
        Field::Rank => {
            let rank = figure.rank.as_ref()?;
            let first = (rank.place == 1).then(|| "首位".to_owned());
            let last = (rank.place == rank.of).then(|| "末位".to_owned());
            Some(place(rank.place).also(first.into_iter().chain(last)))
        }
        Field::RankChange => Some(rank_change(figure.rank_change?)),
        Field::PaceNeeded => amount(figure.pace_needed),
        Field::ToBetter if indicator.kind == Kind::Ranking => Some(Forms::amount(figure.to_better?, "位")),
        Field::ToBetter => amount(figure.to_better),
        _ => None,
    }
}

/// The texts of a field of a region's part of an indicator.
pub fn region_text(
    indicator: &Indicator,
    whole: &IndicatorFigure,
    part: &RegionFigure,
    field: Field,
) -> Option<Forms> {
    let unit = indicator.unit.as_deref().unwrap_or("");
    match field {
        Field::Value => value(indicator, part.value?, unit),
        Field::Target => Some(Forms::amount(part.target?, unit)),
        Field::Completion => Some(completion(part.completion.as_ref()?, part.reached)),
        Field::Schedule => Some(share(whole.schedule.as_ref()?)),
        Field::Gap => gap(indicator, part.gap.as_ref()?),
        Field::Light => {
            let light = part.state.light()?;
            Some(Forms { bare: vec![light.color.chinese().to_owned()], ..Forms::same(&*light.word) })
        }
        Field::ToBetter => Some(Forms::amount(part.to_better?, unit)),
        _ => None,
    }
}

/// As written; a rate that fell may also stand without its sign behind 下降.
fn value(indicator: &Indicator, value: Quantity, unit: &str) -> Option<Forms> {
    let forms = Forms::amount(value, unit);
    if indicator.kind == Kind::Growth && value.is_negative() {
        // The signed number alone is right anywhere, the plain one behind 下降.
        let signed = value.to_string();
        let bare = vec![format!("{}{unit}", value.abs()), value.abs().to_string()];
        return Some(forms.also([signed]).pointing((FALL, GROWTH), bare));
    }
    Some(forms)
}

fn target(target: &Target, other: Option<Quantity>, unit: &str) -> Option<Forms> {
    match target {
        Target::Value(target) => Some(target_value(target, unit)),
        Target::Relation { .. } => Some(Forms::amount(other?, unit)),
        Target::Classes(classes) => {
            let each = classes.iter().map(|c| (&c.class, c.target.value));
            Some(Forms::same(by_class(each, unit)))
        }
        Target::None => None,
    }
}

/// `市辖六区8400元/年、各县市5460元/年`
fn by_class<'c>(values: impl Iterator<Item = (&'c String, Quantity)>, unit: &str) -> String {
    values.map(|(class, value)| format!("{class}{value}{unit}")).collect::<Vec<_>>().join("、")
}

fn target_value(target: &TargetValue, unit: &str) -> Forms {
    match (target.op, target.upper, target.of) {
        (Op::Between, Some(upper), _) => {
            Forms::same(format!("{}{}—{upper}{unit}", target.value, repeated(unit)))
        }
        (Op::Times, _, Some(of)) => {
            let multiple = target.value;
            let long = format!("{of}{unit}的{multiple}倍");
            let product = target.value.times(of).map(|q| Forms::amount(q, unit).short);
            let bare = product.into_iter().collect();
            Forms { short: format!("{multiple}倍"), long, bare, ..Forms::default() }
        }
        (Op::About, ..) => {
            let plain = Forms::amount(target.value, unit);
            Forms { long: format!("{}左右", plain.short), ..plain }
        }
        _ => Forms::amount(target.value, unit),
    }
}

/// What of a unit stands at both ends of a range: 15%—30%, 9亿—16亿元, 3—5家.
fn repeated(unit: &str) -> &str {
    let first = unit.char_indices().nth(1).map_or(unit, |(i, _)| &unit[..i]);
    if ["%", "‰", "万", "亿"].contains(&first) { first } else { "" }
}

fn completion(completion: &Ratio, reached: Option<bool>) -> Forms {
    with_bare_number(percent_text(completion, reached == Some(false)))
}

fn share(share: &Ratio) -> Forms {
    with_bare_number(percent_text(share, false))
}

fn with_bare_number(text: String) -> Forms {
    Forms { bare: vec![text.trim_end_matches('%').to_owned()], ..Forms::same(text) }
}

fn gap(indicator: &Indicator, gap: &Ratio) -> Option<Forms> {
    let down = indicator.direction == Direction::Down;
    match indicator.kind {
        // By the numbers themselves: over the target is 高于, wished for or not.
        Kind::Growth => Some(beside(&if down { gap.negated() } else { gap.clone() }, "目标")),
        Kind::Cumulative if down => Some(beside(&gap.negated(), "序时")),
        Kind::Cumulative | Kind::Level => Some(pace(gap)),
        Kind::Bound | Kind::Event | Kind::Milestone | Kind::Ranking | Kind::Relation | Kind::Text => None,
    }
}

/// 快、慢 against the schedule.
fn pace(gap: &Ratio) -> Forms {
    if gap.is_zero() {
        return Forms::same("与序时持平").also(["与序时进度持平".into()]);
    }
    let (word, more, ways) =
        if gap.is_negative() { ("慢", "低", (SLOW, FAST)) } else { ("快", "高", (FAST, SLOW)) };
    if prints_zero(gap) {
        let near = Forms::same(format!("略{word}（不足0.1个百分点）"));
        return Forms { long: format!("略{word}于序时（不足0.1个百分点）"), ..near }
            .also([format!("略{more}于序时进度，差距不足0.1个百分点"), format!("略{more}于序时进度")])
            .pointing(ways, vec!["不足0.1个百分点".into()]);
    }
    let (number, short_number) = points(gap);
    Forms { long: format!("{word}于序时{number}"), ..Forms::same(format!("{word}{number}")) }
        .also([format!("{word}于序时进度{number}")])
        .pointing(ways, vec![number, short_number])
}

/// 高于、低于 a schedule or target, by the plain difference.
fn beside(difference: &Ratio, what: &str) -> Forms {
    let full = if what == "目标" { "年度目标" } else { "序时进度" };
    if difference.is_zero() {
        return Forms::same(format!("与{what}持平")).also([format!("与{full}持平")]);
    }
    let (word, ways) =
        if difference.is_negative() { ("低", (BELOW, ABOVE)) } else { ("高", (ABOVE, BELOW)) };
    if prints_zero(difference) {
        return Forms::same(format!("略{word}于{what}（不足0.1个百分点）"))
            .also([format!("略{word}于{full}，差距不足0.1个百分点"), format!("略{word}于{full}")])
            .pointing(ways, vec!["不足0.1个百分点".into()]);
    }
    let (number, short_number) = points(difference);
    Forms::same(format!("{word}于{what}{number}"))
        .also([format!("{word}于{full}{number}"), format!("{word}{number}")])
        .pointing(ways, vec![number, short_number])
}

/// 同比 of a value with a base.
fn change(change: &Ratio) -> Forms {
    if change.is_zero() {
        return Forms { long: "与上年同期持平".into(), ..Forms::same("持平") };
    }
    if prints_zero(change) {
        return Forms { long: "与上年同期基本持平".into(), ..Forms::same("基本持平") };
    }
    grown(change.is_negative(), format!("{}%", change.abs().percent(1)))
}

/// 同比 of a few whole things is printed as their number: 增加1个.
fn of_few(mut forms: Forms, difference: Quantity, unit: &str) -> Forms {
    if !difference.is_zero() {
        let number = format!("{}{unit}", difference.abs());
        forms.plain = Some(format!("{}{number}", if difference.is_negative() { "减少" } else { "增加" }));
        forms.bare.push(number);
    }
    forms
}

/// Of a rate an amount of change is printed in 百分点.
fn month(amount: Quantity, unit: &str) -> Forms {
    let points = match unit {
        "%" | "％" => Some("个百分点"),
        "‰" => Some("个千分点"),
        _ => None,
    };
    Forms { plain: points.map(|points| format!("{amount}{points}")), ..Forms::amount(amount, unit) }
}

/// 同比 of a growth indicator: its value, as written.
fn growth(value: Quantity, unit: &str) -> Forms {
    if value.is_zero() {
        return Forms { long: "与上年同期持平".into(), ..Forms::same("持平") };
    }
    grown(value.is_negative(), format!("{}{unit}", value.abs()))
}

fn grown(fell: bool, number: String) -> Forms {
    let (word, ways) = if fell { ("下降", (FALL, GROWTH)) } else { ("增长", (GROWTH, FALL)) };
    Forms { long: format!("同比{word}{number}"), ..Forms::same(format!("{word}{number}")) }
        .pointing(ways, vec![number])
}

pub(super) fn place(place: u32) -> Forms {
    Forms { bare: vec![place.to_string()], ..Forms::same(format!("第{place}位")) }
}

fn rank_change(places: i64) -> Forms {
    let number = places.unsigned_abs();
    match places {
        0 => Forms { long: "位次不变".into(), ..Forms::same("不变") },
        1.. => Forms::same(format!("前移{number}位"))
            .pointing((FORWARD, BACKWARD), vec![format!("{number}位"), number.to_string()]),
        _ => Forms::same(format!("后移{number}位"))
            .pointing((BACKWARD, FORWARD), vec![format!("{number}位"), number.to_string()]),
    }
}
