//! What a report says of its indicators.

use super::report::{Address, NATURES, ReadingMarks, ReportContext, rank};
use crate::base::{Color, Diagnostic, Frequency, Id, Quantity, Span};
use crate::capture::{Node, Value};
use crate::check::reader::{Reader, Table};
use crate::check::record::{
    Indicator, Judgement, Kind, Op, Reading, RegionReading, Reporter, SplitBy, Target, TargetValue,
};
use crate::check::rules;

pub struct Readings<'a> {
    pub address: &'a Address,
    pub cx: &'a ReportContext<'a>,
}

const KNOWN: [&str; 11] = [
    "value",
    "by_region",
    "city_part",
    "na",
    "light",
    "why",
    "base",
    "rank",
    "rank_source",
    "nature",
    "note",
];

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
            let help = "县市区只填 split_by: region 的指标；其余由行动统一填报";
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

fn by_counties(span: Span, name: &str) -> Diagnostic {
    let why = format!("“{name}”由各县市区分别填报，行动只填 city_part（市本级）");
    rules::foreign_indicator(span, why, "请删去；全市数由各县市区数加市本级得出")
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
    let before = reader.errors();
    if value.scalar().is_some() {
        marks.value = value.span;
        reading.value = scalar_value(reader, value, indicator);
        return (reader.errors() == before).then_some((reading, marks));
    }
    let table = reader.table(value, &KNOWN, &[])?;
    if let Some(node) = table.get("na") {
        reading.na = reader.text(node);
        if let Some((extra, _)) = table.entry("value").or(table.entry("by_region")) {
            let why = "不参评的指标不再填数";
            reader.push(rules::value_outside_kind(extra.span, why, "na 和数值只留一个"));
        }
        return (reader.errors() == before).then_some((reading, marks));
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
    judgement(reader, &table, indicator, &mut reading);
    // A part that could not be read leaves no sum to compare.
    let parts = match table.get("by_region").map(|n| &n.value) {
        Some(Value::Mapping(pairs)) => pairs.len(),
        Some(Value::Scalar { .. } | Value::Sequence(_)) | None => 0,
    };
    if reader.errors() == before && parts == reading.by_region.len() {
        sum(reader, &table, indicator, to, &reading);
    }
    (reader.errors() == before).then_some((reading, marks))
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
fn outside_kind(indicator: &Indicator, value: Quantity) -> Option<(String, &'static str)> {
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

fn parts<'d>(
    reader: &mut Reader<'d>,
    table: &Table<'d>,
    indicator: &Indicator,
    to: &Readings,
    reading: &mut Reading,
    marks: &mut ReadingMarks,
) {
    let counties_report =
        indicator.split_by == Some(SplitBy::Region) && matches!(to.address.of, Reporter::Action(_));
    for key in ["value", "by_region"] {
        if let Some((key, _)) = table.entry(key)
            && counties_report
        {
            reader.push(by_counties(key.span, &indicator.name));
            return;
        }
    }
    let unit = indicator.unit.as_deref();
    reading.city_part = table.get("city_part").and_then(|n| reader.quantity(n, unit));
    let Some(node) = table.get("by_region") else { return };
    let mut regions: Vec<(Id, RegionReading)> = Vec::new();
    for (key, value) in reader.pairs(node, "按县市区的数", "{平江县: 5, 湘阴县: 2}").unwrap_or_default()
    {
        let Some(region) = to.cx.names.region(reader, key) else { continue };
        if !in_split(indicator, &region) {
            let why = format!("“{}”没有分给{}", indicator.name, to.cx.names.short(&region));
            reader.push(rules::value_outside_kind(
                key.span,
                why,
                "请核对县市区名称，或在方案的 by_region、scope 中补列",
            ));
            continue;
        }
        let na = value.get("na").and_then(Node::scalar).map(str::to_owned);
        let number = match (&na, value.is_null()) {
            (None, false) => reader.quantity(value, unit),
            (Some(_), _) | (None, true) => None,
        };
        if let Some((why, help)) = number.and_then(|n| outside_kind(indicator, n)) {
            reader.push(rules::value_outside_kind(value.span, why, help));
            continue;
        }
        marks.by_region.push((region.clone(), value.span));
        let source = reader.source(key.span);
        regions.push((region.clone(), RegionReading { region, value: number, na, source }));
    }
    super::report::by_region_order(&mut regions, to.cx);
    reading.by_region = regions.into_iter().map(|(_, r)| r).collect();
}

fn in_split(indicator: &Indicator, region: &Id) -> bool {
    let split = indicator.by_region.is_empty() || indicator.by_region.iter().any(|(r, _)| r == region);
    split && (indicator.scope.is_empty() || indicator.scope.contains(region))
}

fn judgement<'d>(reader: &mut Reader<'d>, table: &Table<'d>, indicator: &Indicator, reading: &mut Reading) {
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
    // The colours are those of the method's rules for texts; the word is chosen by the colour.
    let colors: [(&str, Color); 4] =
        [("green", Color::Green), ("blue", Color::Blue), ("yellow", Color::Yellow), ("red", Color::Red)];
    let color = reader.choice(node, "灯色", &colors);
    match table.get("why") {
        Some(why) => reading.light = color.zip(reader.text(why)).map(|(color, why)| Judgement { color, why }),
        None => reader.push(rules::missing_field("why", table.head)),
    }
}

/// Where a whole and its parts both stand, the sum must be the whole; with a part left out, not more than it.
fn sum<'d>(
    reader: &mut Reader<'d>,
    table: &Table<'d>,
    indicator: &Indicator,
    to: &Readings,
    reading: &Reading,
) {
    let (Some(value), Some(place)) = (reading.value, table.get("value")) else { return };
    if reading.by_region.is_empty() {
        return;
    }
    let (sum, complete) = whole(indicator, reading, to.cx.regions.iter().map(|r| &r.id));
    if (complete && sum == value) || (!complete && sum <= value) {
        return;
    }
    let name = |r: &RegionReading| r.value.map(|v| format!("{}{v}", to.cx.names.short(&r.region)));
    let mut listed: Vec<String> = reading.by_region.iter().filter_map(name).collect();
    listed.extend(reading.city_part.map(|c| format!("市本级{c}")));
    let difference = sum.minus(value).abs();
    let why = format!("{}，合计{sum}，全市数写的是{value}，相差{difference}", listed.join("、"));
    let help = if complete {
        format!("请改正某个县市区的数，或把全市数改为{sum}；属于市本级的部分写在 city_part")
    } else {
        "尚有县市区未填，已填各数之和不应超过全市数；请核对".into()
    };
    reader.push(rules::sum_differs(place.span, why, help));
}

/// The sum of the parts given, and whether all that the split asks for are there.
pub fn whole<'a>(
    indicator: &'a Indicator,
    reading: &Reading,
    all: impl Iterator<Item = &'a Id>,
) -> (Quantity, bool) {
    let wanted: Vec<&Id> = if !indicator.by_region.is_empty() {
        indicator.by_region.iter().map(|(id, _)| id).collect()
    } else if !indicator.scope.is_empty() {
        indicator.scope.iter().collect()
    } else {
        all.collect()
    };
    let told =
        |id: &Id| reading.by_region.iter().any(|r| r.region == *id && (r.value.is_some() || r.na.is_some()));
    let zero = Quantity::integer(0);
    let sum = reading
        .by_region
        .iter()
        .filter_map(|r| r.value)
        .fold(reading.city_part.unwrap_or(zero), Quantity::plus);
    let city = reading.city_part.is_some() || indicator.city_part.is_none_or(Quantity::is_zero);
    (sum, city && wanted.iter().all(|id| told(id)))
}
