//! Indicators: kind, target, frequency, split.

use super::method::{default_first_due, first};
use super::registry::DISCLOSURES;
use super::target::{TargetContext, target};
use crate::base::{Frequency, Id, Period, Quantity, Span};
use crate::capture::{Node, Value};
use crate::check::names::{Names, PlanNames};
use crate::check::reader::{Reader, Table};
use crate::check::record::{
    Baseline, Class, Direction, Indicator, Kind, Method, Op, Region, Schedule, SplitBy, Target, TargetVersion,
};
use crate::check::rules;

/// What indicators of one file are read against.
pub struct PlanContext<'a> {
    pub year: i32,
    pub number: &'a str,
    pub names: &'a Names,
    pub plan_names: &'a PlanNames,
    pub methods: &'a [Method],
    pub regions: &'a [Region],
    pub classes: &'a [Class],
}

const KNOWN: [&str; 23] = [
    "id",
    "name",
    "unit",
    "kind",
    "target",
    "says",
    "at",
    "frequency",
    "first_due",
    "schedule",
    "direction",
    "baseline",
    "by_region",
    "city_part",
    "split_by",
    "scope",
    "provisional",
    "versions",
    "cross_year",
    "disclosure",
    "owner",
    "owner_post",
    "reported_by",
];

pub const KINDS: [(&str, Kind); 9] = [
    ("cumulative", Kind::Cumulative),
    ("growth", Kind::Growth),
    ("level", Kind::Level),
    ("bound", Kind::Bound),
    ("event", Kind::Event),
    ("milestone", Kind::Milestone),
    ("ranking", Kind::Ranking),
    ("relation", Kind::Relation),
    ("text", Kind::Text),
];

pub const FREQUENCIES: [(&str, Frequency); 5] = [
    ("dekad", Frequency::Dekad),
    ("month", Frequency::Month),
    ("quarter", Frequency::Quarter),
    ("half", Frequency::Half),
    ("year", Frequency::Year),
];

/// `action`: the action whose file it stands in, `None` for plan.md. `at` holds whether a place is in the file.
pub fn indicator<'d>(
    reader: &mut Reader<'d>,
    node: &'d Node,
    cx: &PlanContext,
    action: Option<&Id>,
    at: impl Fn(&str) -> bool,
) -> Option<Indicator> {
    let before = reader.mark();
    let text_kind = node.get("kind").and_then(Node::scalar) == Some("text");
    let mut must = vec!["id", "name", "kind", "says", "at"];
    must.extend((!text_kind).then_some("unit"));
    must.extend(action.is_none().then_some("reported_by"));
    let known: Vec<&str> = KNOWN.into_iter().filter(|k| action.is_none() || *k != "reported_by").collect();
    let table = reader.table(node, &known, &must)?;
    let kind = table.get("kind").and_then(|n| reader.choice(n, "指标类型", &KINDS));
    let unit = table.get("unit").and_then(|n| reader.text(n));
    let frequency =
        table.get("frequency").map_or(Some(Frequency::Month), |n| reader.choice(n, "报送频次", &FREQUENCIES));
    let direction = match table.get("direction") {
        Some(n) => reader.choice(n, "方向", &[("up", Direction::Up), ("down", Direction::Down)]),
        None => Some(Direction::Up),
    };
    let place = table.get("at").and_then(|n| place(reader, n, &at));
    let says = table.get("says").and_then(|n| reader.text(n));
    let reporter = match action {
        Some(id) => Some(id.clone()),
        None => table.get("reported_by").and_then(|n| cx.plan_names.read_action(reader, n)),
    };
    let id = table.get("id").and_then(|n| reader.id(n));
    let name = table.get("name").and_then(|n| reader.text(n));
    let (kind, frequency, direction) = (kind?, frequency?, direction?);
    shape(reader, &table, kind, direction, unit.as_deref());
    let target_cx = TargetContext {
        kind,
        unit: unit.as_deref(),
        direction,
        names: cx.plan_names,
        classes: cx.classes,
        regions: cx.regions,
    };
    let first_target = match table.get("target") {
        Some(n) => target(reader, n, target_cx),
        None => Some(Target::None),
    };
    let mut versions: Vec<TargetVersion> = first_target
        .map(|target| TargetVersion {
            from: Period::month(cx.year, 1),
            target,
            document: cx.number.to_owned(),
            date: None,
            source: reader.source(node.span),
        })
        .into_iter()
        .collect();
    if let Some(n) = table.get("versions") {
        later_versions(reader, n, target_cx, cx.year, &mut versions);
    }
    let before_split = reader.mark();
    let by_region =
        table.get("by_region").map(|n| shares(reader, n, cx, unit.as_deref())).unwrap_or_default();
    let city_part = table.get("city_part").and_then(|n| reader.quantity(n, unit.as_deref()));
    let split_by = match table.get("split_by") {
        Some(n) => reader.choice(n, "split_by", &[("action", SplitBy::Action), ("region", SplitBy::Region)]),
        None => (!by_region.is_empty()).then_some(SplitBy::Action),
    };
    let baseline =
        table.get("baseline").and_then(|n| baseline(reader, n, target_cx.unit).map(|b| (b, n.span)));
    if let (Some((baseline, span)), Some(Target::Value(goal))) =
        (&baseline, versions.first().map(|v| &v.target))
    {
        let beyond = match (goal.op, direction) {
            (Op::Ge | Op::Gt, Direction::Up) => baseline.value >= goal.value,
            (Op::Le | Op::Lt, Direction::Down) => baseline.value <= goal.value,
            (_, Direction::Up | Direction::Down) => false,
        };
        if beyond {
            let why = format!("基数{}已经达到目标{}，没有要走的路", baseline.value, goal.value);
            reader.push(rules::bad_target(*span, why, "请核对 baseline 和 target，或写 direction: down"));
        }
    }
    let indicator = Indicator {
        id: Id::new(id?),
        name: name?,
        unit: unit.clone(),
        kind,
        action: action.cloned(),
        reporter: reporter?,
        at: place?,
        says: says?,
        frequency,
        first_due: table
            .get("first_due")
            .and_then(|n| first(reader, n, frequency))
            .unwrap_or_else(|| default_first_due(cx.methods, frequency, cx.year)),
        versions,
        by_region,
        city_part,
        split_by,
        schedule: table.get("schedule").and_then(|n| schedule(reader, n, cx.year)),
        direction,
        baseline: baseline.map(|(b, _)| b),
        scope: table
            .get("scope")
            .map(|n| reader.list(n))
            .unwrap_or_default()
            .iter()
            .filter_map(|n| cx.names.region(reader, n))
            .collect(),
        provisional: table.get("provisional").and_then(|n| reader.text(n)),
        cross_year: table.get("cross_year").and_then(|n| reader.count(n, 9_999)).map(|y| y as i32),
        owner: table.get("owner").and_then(|n| cx.names.unit(reader, n, None)),
        owner_post: table.get("owner_post").and_then(|n| reader.text(n)),
        disclosure: table
            .get("disclosure")
            .and_then(|n| reader.choice(n, "公开属性", &DISCLOSURES))
            .unwrap_or_default(),
        source: reader.source(node.span),
    };
    let parts = match table.get("by_region").map(|n| &n.value) {
        Some(Value::Mapping(pairs)) => pairs.len(),
        Some(Value::Scalar { .. } | Value::Sequence(_)) | None => 0,
    };
    if reader.is_sound_since(before_split) && parts == indicator.by_region.len() {
        split_sum(reader, &table, &indicator, cx.names);
    }
    reader.is_sound_since(before).then_some(indicator)
}

/// What a kind forbids or needs beside its target.
fn shape<'d>(
    reader: &mut Reader<'d>,
    table: &Table<'d>,
    kind: Kind,
    direction: Direction,
    unit: Option<&str>,
) {
    if kind == Kind::Growth
        && let (Some(found), Some(node)) = (unit, table.get("unit"))
        && found != "%"
        && found != "％"
    {
        let why = format!("增速型指标的单位应为“%”，写的是“{found}”");
        reader.push(rules::bad_target(node.span, why, "写 unit: \"%\"；若是总量请改 kind"));
    }
    if let Some((key, _)) = table.entry("direction")
        && direction == Direction::Down
        && !matches!(kind, Kind::Cumulative | Kind::Growth | Kind::Level)
    {
        reader.push(rules::bad_target(
            key.span,
            "direction 只用于累计型、增速型、水平型",
            "请删去 direction",
        ));
    }
    if let Some((key, _)) = table.entry("baseline")
        && kind != Kind::Level
    {
        reader.push(rules::bad_target(
            key.span,
            "baseline 只用于水平型",
            "请删去 baseline，或改 kind: level",
        ));
    }
}

/// A task of the file, `goal`, or `goal-4`.
pub fn place<'d>(reader: &mut Reader<'d>, node: &'d Node, at: &impl Fn(&str) -> bool) -> Option<String> {
    let text = reader.text(node)?;
    if at(&text) {
        return Some(text);
    }
    reader.push(rules::unknown_task(&text, node.span, []));
    None
}

fn later_versions<'d>(
    reader: &mut Reader<'d>,
    node: &'d Node,
    cx: TargetContext,
    year: i32,
    versions: &mut Vec<TargetVersion>,
) {
    for item in reader.list(node) {
        let known = ["from", "target", "document", "date"];
        let Some(table) = reader.table(item, &known, &["from", "target", "document", "date"]) else {
            continue;
        };
        let from = table.get("from").and_then(|n| reader.period(n).map(|p| (p, n.span)));
        let date = table.get("date").and_then(|n| reader.date(n));
        let document = table.get("document").and_then(|n| reader.text(n));
        let target = table.get("target").and_then(|n| target(reader, n, cx));
        let (Some((from, span)), Some(document), Some(date), Some(target)) = (from, document, date, target)
        else {
            continue;
        };
        if from.year != year {
            reader.push(rules::bad_period(&from.to_string(), span));
        } else if versions.iter().skip(1).any(|v| v.from >= from) {
            reader.push(rules::date_order(
                span,
                format!("目标的各次调整应按起始期先后排列，{from}不晚于前一次"),
            ));
        } else {
            let source = reader.source(item.span);
            versions.push(TargetVersion { from, target, document, date: Some(date), source });
        }
    }
}

fn shares<'d>(
    reader: &mut Reader<'d>,
    node: &'d Node,
    cx: &PlanContext,
    unit: Option<&str>,
) -> Vec<(Id, Quantity)> {
    let mut shares = Vec::new();
    for (key, value) in reader.pairs(node, "按县市区的分解", "{平江县: 9, 汨罗市: 2}").unwrap_or_default()
    {
        let region = cx.names.region(reader, key);
        let quantity = reader.quantity(value, unit);
        if let (Some(region), Some(quantity)) = (region, quantity) {
            shares.push((region, quantity));
        }
    }
    in_region_order(&mut shares, cx.regions);
    shares
}

pub fn in_region_order<T>(items: &mut [(Id, T)], regions: &[Region]) {
    items.sort_by_key(|(id, _)| regions.iter().position(|r| r.id == *id));
}

fn baseline<'d>(reader: &mut Reader<'d>, node: &'d Node, unit: Option<&str>) -> Option<Baseline> {
    let table = reader.table(node, &["value", "date"], &["value", "date"])?;
    let value = table.get("value").and_then(|n| reader.quantity(n, unit));
    let date = table.get("date").and_then(|n| reader.date(n));
    Some(Baseline { value: value?, date: date? })
}

fn schedule<'d>(reader: &mut Reader<'d>, node: &'d Node, year: i32) -> Option<Schedule> {
    if node.scalar().is_some() {
        let choices = [("months", 0), ("days", 1), ("none", 2)];
        return Some(match reader.choice(node, "序时算法", &choices)? {
            0 => Schedule::Months,
            1 => Schedule::Days,
            _ => Schedule::None,
        });
    }
    let table = reader.table(node, &["plan"], &["plan"])?;
    let mut steps: Vec<(Period, Quantity)> = Vec::new();
    let hundred = Quantity::integer(100);
    for (key, value) in reader.pairs(table.get("plan")?, "分期计划", "{2024-03: 20, 2024-06: 45}")? {
        let (Some(period), Some(percent)) = (reader.period(key), reader.quantity(value, Some("%"))) else {
            continue;
        };
        let last = steps.last();
        if period.year != year || last.is_some_and(|(p, _)| p.last_day() >= period.last_day()) {
            reader.push(rules::bad_schedule(key.span, format!("{period}不在本年度，或不晚于前一期")));
        } else if percent.is_negative() || percent > hundred {
            reader.push(rules::bad_schedule(value.span, format!("{percent}%不在0—100%之间")));
        } else if last.is_some_and(|(_, q)| *q > percent) {
            reader.push(rules::bad_schedule(value.span, format!("{period}的{percent}%低于前一期")));
        } else {
            steps.push((period, percent));
        }
    }
    Some(Schedule::Plan(steps))
}

/// The parts of a split must make up an exact target: all of them are told, the difference and both ways out.
fn split_sum<'d>(reader: &mut Reader<'d>, table: &Table<'d>, indicator: &Indicator, names: &Names) {
    let Some(Target::Value(target)) = indicator.versions.first().map(|v| &v.target) else { return };
    if indicator.by_region.is_empty() || target.op != Op::Eq {
        return;
    }
    let zero = Quantity::integer(0);
    let sum =
        indicator.by_region.iter().fold(indicator.city_part.unwrap_or(zero), |sum, (_, q)| sum.plus(*q));
    if sum != target.value {
        let span: Span = table.place("by_region");
        let parts = indicator.by_region.iter().map(|(r, q)| format!("{}{q}", names.short(r)));
        let city = indicator.city_part.map(|q| format!("市本级{q}"));
        let parts: Vec<String> = parts.chain(city).collect();
        let why = format!(
            "{}，合计{sum}，目标是{}，相差{}",
            parts.join("、"),
            target.value,
            target.value.minus(sum).abs()
        );
        let help = format!("请改正某个分解数，或把目标改为{sum}；属于市本级的部分写在 city_part");
        reader.push(rules::sum_differs(span, why, help));
    }
}
