//! What a report says of its indicators.

use super::report::{Address, NATURES, ReadingMarks, ReportContext};
use super::split::{by_counties, parts, sum};
use crate::base::{Color, Frequency, Period, Quantity};
use crate::capture::{Node, Value};
use crate::check::reader::{Reader, Table};
use crate::check::record::{
    Indicator, Judgement, Kind, Op, Rank, Reading, Reporter, SplitBy, Target, TargetValue,
};
use crate::check::rules;

pub struct Readings<'a> {
    pub address: &'a Address,
    pub cx: &'a ReportContext<'a>,
}

const KNOWN: [&str; 10] =
    ["value", "by_region", "city_part", "na", "light", "why", "base", "rank", "rank_source", "nature"];

pub fn readings<'d>(
    reader: &mut Reader<'d>,
    node: &'d Node,
    to: &Readings,
) -> (Vec<Reading>, Vec<ReadingMarks>) {
    let (mut read, mut marks) = (Vec::new(), Vec::new());
    for (key, value) in reader.pairs(node, "指标表", "urban-jobs: 3.62").unwrap_or_default() {
        let Some(id) = to.cx.plan_names.read_indicator(reader, key) else { continue };
        let Some(indicator) = to.cx.plan.indicator(&id) else { continue };
        if read.iter().any(|r: &Reading| r.indicator == id) {
            reader.push(rules::duplicate_key(key.scalar().unwrap_or_default(), key.span));
            continue;
        }
        if !value.is_null() && !belongs(reader, key, value, indicator, to) {
            continue;
        }
        if let Some((reading, mark)) = reading(reader, key, value, indicator, to) {
            read.push(reading);
            marks.push(mark);
        }
    }
    (read, marks)
}

/// Whose indicator it is, and whether it is due in this file.
fn belongs(reader: &mut Reader, key: &Node, value: &Node, indicator: &Indicator, to: &Readings) -> bool {
    let (name, period) = (&indicator.name, to.address.period);
    match &to.address.of {
        Reporter::Action(id) if *id != indicator.reporter => {
            let owner =
                to.cx.plan.action(&indicator.reporter).map_or(&*indicator.reporter, |a| a.name.as_str());
            let why = format!("“{name}”由{owner}报送，本行动不重复填报");
            reader.push(rules::foreign_indicator(key.span, why, "请删去；两处口径不同的，在方案中写 ref"));
            return false;
        }
        Reporter::Region(_) if indicator.split_by != Some(SplitBy::Region) => {
            let why = format!("“{name}”不由县市区填报");
            let help = match indicator.split_by {
                Some(SplitBy::Action) => {
                    "它的分县市区数由行动在 by_region 中统一填报（split_by: action）；请删去"
                }
                Some(SplitBy::Region) | None => "县市区只填 split_by: region 的指标；请删去",
            };
            reader.push(rules::foreign_indicator(key.span, why, help));
            return false;
        }
        Reporter::Action(_) if indicator.split_by == Some(SplitBy::Region) && value.scalar().is_some() => {
            reader.push(by_counties(key.span, name));
            return false;
        }
        Reporter::Action(_) | Reporter::Region(_) => {}
    }
    let third_dekad = indicator.frequency == Frequency::Dekad
        && period.kind == Frequency::Month
        && !to.cx.dekads.contains(&3);
    if period.kind != indicator.frequency && !third_dekad {
        let (how, file) = (indicator.frequency.chinese(), period.kind.chinese());
        let why = format!("“{name}”按{how}报送，不在{file}报中填");
        let help = if indicator.frequency < period.kind {
            "短期的数已在其自己的期报过，长期报告自动取用，请删去"
        } else {
            "本期未到评价期，请删去"
        };
        reader.push(rules::not_due(key.span, why, help));
        return false;
    }
    if period < indicator.first_due {
        let why = format!("“{name}”从{}起报送，本期未到期", indicator.first_due);
        reader.push(rules::not_due(key.span, why, "请删去；确需提前报送的，先改方案中的 first_due"));
        return false;
    }
    true
}

fn reading<'d>(
    reader: &mut Reader<'d>,
    key: &'d Node,
    value: &'d Node,
    indicator: &Indicator,
    to: &Readings,
) -> Option<(Reading, ReadingMarks)> {
    let mut reading = Reading {
        indicator: indicator.id.clone(),
        value: None,
        classes: Vec::new(),
        by_region: Vec::new(),
        city_part: None,
        na: None,
        light: None,
        base: None,
        rank: None,
        nature: None,
        source: reader.source(key.span),
    };
    let mut marks = ReadingMarks { key: key.span, value: key.span, base: None, by_region: Vec::new() };
    if value.is_null() {
        return Some((reading, marks));
    }
    let before = reader.mark();
    if value.scalar().is_some() {
        marks.value = value.span;
        reading.value = scalar_value(reader, value, indicator);
        return reader.is_sound_since(before).then_some((reading, marks));
    }
    let table = reader.table(value, &KNOWN, &[])?;
    if let Some(node) = table.get("na") {
        reading.na = reader.text(node);
        if let Some((extra, _)) = table.entry("value").or(table.entry("by_region")) {
            let why = "不参评的指标不再填数";
            reader.push(rules::value_outside_kind(extra.span, why, "na 和数值只留一个"));
        }
        return reader.is_sound_since(before).then_some((reading, marks));
    }
    details(reader, &table, indicator, &mut reading, &mut marks);
    if let Some(node) = table.get("value") {
        marks.value = node.span;
        match &node.value {
            Value::Scalar { .. } => reading.value = scalar_value(reader, node, indicator),
            Value::Mapping(_) | Value::Sequence(_) => reading.classes = classes(reader, node, indicator),
        }
    }
    parts(reader, &table, indicator, to, &mut reading, &mut marks);
    judgement(reader, &table, indicator, to, &mut reading);
    // A part that could not be read leaves no sum to compare.
    let parts = match table.get("by_region").map(|n| &n.value) {
        Some(Value::Mapping(pairs)) => pairs.len(),
        Some(Value::Scalar { .. } | Value::Sequence(_)) | None => 0,
    };
    if reader.is_sound_since(before) && parts == reading.by_region.len() {
        sum(reader, &table, indicator, to, &reading);
    }
    reader.is_sound_since(before).then_some((reading, marks))
}

fn details<'d>(
    reader: &mut Reader<'d>,
    table: &Table<'d>,
    indicator: &Indicator,
    reading: &mut Reading,
    marks: &mut ReadingMarks,
) {
    if let Some(node) = table.get("base") {
        marks.base = Some(node.span);
        reading.base = reader.quantity(node, indicator.unit.as_deref());
    }
    let source = table.get("rank_source").and_then(|n| reader.text(n));
    reading.rank = table.get("rank").and_then(|n| rank(reader, n, source));
    reading.nature = table.get("nature").and_then(|n| reader.choice(n, "数据性质", &NATURES));
}

/// `4 of 14`
pub fn rank<'d>(reader: &mut Reader<'d>, node: &'d Node, source: Option<String>) -> Option<Rank> {
    let text = reader.text(node)?;
    let parts =
        text.split_once(" of ").and_then(|(p, o)| Some((p.trim().parse().ok()?, o.trim().parse().ok()?)));
    match parts {
        Some((place, of)) if 1 <= place && place <= of => Some(Rank { place, of, source }),
        Some(_) | None => {
            reader.push(rules::bad_rank(&text, node.span));
            None
        }
    }
}

/// A single value, held against its kind and an exact target.
fn scalar_value<'d>(reader: &mut Reader<'d>, node: &'d Node, indicator: &Indicator) -> Option<Quantity> {
    let by_class = indicator.versions.iter().find_map(|v| match &v.target {
        Target::Classes(classes) => Some(classes),
        Target::Value(_) | Target::Relation { .. } | Target::None => None,
    });
    if indicator.kind == Kind::Text {
        let help = "写法：{light: green, why: 理由}";
        reader.push(rules::value_outside_kind(node.span, "定性型指标不填数，由报送单位判断", help));
        return None;
    }
    if let Some(classes) = by_class {
        let example: Vec<String> = classes.iter().map(|c| format!("{}: …", c.class)).collect();
        reader.push(rules::wrong_type(
            node.span,
            "按类分写的数",
            &format!("{{value: {{{}}}}}", example.join(", ")),
        ));
        return None;
    }
    let value = reader.quantity(node, indicator.unit.as_deref())?;
    if let Some((why, help)) = outside_kind(indicator, value) {
        reader.push(rules::value_outside_kind(node.span, why, help));
        return None;
    }
    if let Some(TargetValue { op: Op::Eq, value: target, .. }) = exact_target(indicator)
        && value > *target
        && !matches!(indicator.kind, Kind::Growth)
    {
        reader.push(rules::over_target(node.span, value, *target));
    }
    Some(value)
}

fn exact_target(indicator: &Indicator) -> Option<&TargetValue> {
    match &indicator.versions.last()?.target {
        Target::Value(target) => Some(target),
        Target::Classes(_) | Target::Relation { .. } | Target::None => None,
    }
}

/// What an indicator of this kind cannot be.
pub fn outside_kind(indicator: &Indicator, value: Quantity) -> Option<(String, &'static str)> {
    let kind = indicator.kind.chinese();
    match indicator.kind {
        Kind::Cumulative | Kind::Milestone if value.is_negative() => {
            Some((format!("{kind}指标不会是负数"), "请填从1月1日起的累计数；减少的情形请核对口径"))
        }
        Kind::Event | Kind::Ranking if value.is_negative() || !value.is_integer() => {
            Some((format!("{kind}指标应为不小于0的整数"), "没有发生写 0"))
        }
        Kind::Ranking => {
            let within = exact_target(indicator)?.within?;
            (value > Quantity::integer(within.into())).then(|| {
                (
                    format!("进入前{within}位的个数不会多于{within}"),
                    "value 是进入名单前列的个数；位次写在 rank",
                )
            })
        }
        Kind::Cumulative | Kind::Milestone | Kind::Event => None,
        Kind::Growth | Kind::Level | Kind::Bound | Kind::Relation | Kind::Text => None,
    }
}

fn classes<'d>(reader: &mut Reader<'d>, node: &'d Node, indicator: &Indicator) -> Vec<(String, Quantity)> {
    let wanted: Vec<&str> = indicator
        .versions
        .iter()
        .find_map(|v| match &v.target {
            Target::Classes(classes) => Some(classes.iter().map(|c| c.class.as_str()).collect()),
            Target::Value(_) | Target::Relation { .. } | Target::None => None,
        })
        .unwrap_or_default();
    if wanted.is_empty() {
        reader.push(rules::wrong_type(node.span, "一个数", "value: 3.62"));
        return Vec::new();
    }
    let Some(table) = reader.table(node, &wanted, &wanted) else { return Vec::new() };
    let unit = indicator.unit.as_deref();
    wanted
        .iter()
        .filter_map(|class| Some(((*class).to_owned(), reader.quantity(table.get(class)?, unit)?)))
        .collect()
}

fn judgement<'d>(
    reader: &mut Reader<'d>,
    table: &Table<'d>,
    indicator: &Indicator,
    to: &Readings,
    reading: &mut Reading,
) {
    let light = table.entry("light");
    if indicator.kind != Kind::Text {
        if let Some((key, _)) = light {
            let why = "只有定性型（text）指标由报送单位判断灯色";
            reader.push(rules::value_outside_kind(key.span, why, "请删去 light；确需改灯色的写在 override"));
        }
        return;
    }
    let Some((_, node)) = light else {
        if table.has("why") {
            reader.push(rules::missing_field("light", table.head));
        }
        return;
    };
    let color = color(reader, node, Some(Kind::Text), to.address.period, to.cx);
    match table.get("why") {
        Some(why) => reading.light = color.zip(reader.text(why)).map(|(color, why)| Judgement { color, why }),
        None => reader.push(rules::missing_field("why", table.head)),
    }
}

/// A colour chosen by a person: one of those the method's rules have, since its word is theirs. `kind` is `None` for
/// a task.
pub fn color<'d>(
    reader: &mut Reader<'d>,
    node: &'d Node,
    kind: Option<Kind>,
    period: Period,
    cx: &ReportContext,
) -> Option<Color> {
    let mut methods = cx.plan.methods.iter();
    let method = methods.rfind(|m| m.from.is_none_or(|p| p.first_day() <= period.last_day()));
    let colors = method.map_or(Color::ALL.to_vec(), |m| m.colors(kind));
    let choices: Vec<(&str, Color)> = colors.into_iter().map(|c| (c.code(), c)).collect();
    let what = format!("{}的灯色", kind.map_or("任务", Kind::chinese));
    reader.choice(node, &what, &choices)
}
