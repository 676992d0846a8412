//! Targets: one operator, a number, and what its kind adds.

use crate::base::{Diagnostic, Quantity, Severity};
use crate::capture::{Node, Value};
use crate::check::names::PlanNames;
use crate::check::reader::{Reader, Table};
use crate::check::record::{Class, ClassTarget, Direction, Kind, Op, Region, Target, TargetValue};
use crate::check::rules;

/// What a target is read against.
#[derive(Clone, Copy)]
pub struct TargetContext<'a> {
    pub kind: Kind,
    pub unit: Option<&'a str>,
    pub direction: Direction,
    pub names: &'a PlanNames,
    pub classes: &'a [Class],
    pub regions: &'a [Region],
}

pub fn target<'d>(reader: &mut Reader<'d>, node: &'d Node, cx: TargetContext) -> Option<Target> {
    match (&node.value, cx.kind) {
        (_, Kind::Event | Kind::Text) => {
            let why = format!("{}指标没有目标数", cx.kind.chinese());
            reader.push(rules::bad_target(node.span, why, "请删去 target，或改 kind"));
            None
        }
        (Value::Sequence(items), Kind::Bound) => {
            let before = reader.mark();
            let classes = items.iter().filter_map(|item| class_target(reader, item, cx)).collect();
            reader.is_sound_since(before).then_some(Target::Classes(classes))
        }
        (Value::Sequence(_), _) => {
            let why = "只有约束型（bound）指标可按类分写目标";
            reader.push(rules::bad_target(node.span, why, "写一个目标，如 {ge: 5.9}"));
            None
        }
        (_, Kind::Relation) => relation(reader, node, cx),
        (_, _) => {
            let table = reader.table(node, &keys(false), &[])?;
            value(reader, &table, node, cx).map(Target::Value)
        }
    }
}

/// The keys of a target: operators, and what some kinds add; whether it fits is judged by [`value`].
fn keys(by_class: bool) -> Vec<&'static str> {
    let mut keys: Vec<&str> = Op::ALL.iter().map(|o| o.code()).collect();
    keys.extend(["of", "by", "within", "list"]);
    keys.extend(by_class.then_some("where"));
    keys
}

fn class_target<'d>(reader: &mut Reader<'d>, node: &'d Node, cx: TargetContext) -> Option<ClassTarget> {
    let table = reader.table(node, &keys(true), &["where"])?;
    let target = value(reader, &table, node, cx);
    let place = table.get("where")?;
    let class = reader.text(place)?;
    let known =
        || cx.classes.iter().map(|c| c.name.as_str()).chain(cx.regions.iter().map(|r| r.name.as_str()));
    if !known().any(|k| k == class) {
        reader.push(rules::unknown_region(&class, place.span, known()));
        return None;
    }
    Some(ClassTarget { class, target: target? })
}

fn relation<'d>(reader: &mut Reader<'d>, node: &'d Node, cx: TargetContext) -> Option<Target> {
    let keys = [Op::Gt, Op::Ge, Op::Lt, Op::Le, Op::Eq].map(Op::code);
    let table = reader.table(node, &keys, &[])?;
    let (op, other) = operator(reader, &table, node)?;
    let other = reader.table(other, &["indicator"], &["indicator"])?;
    let indicator = cx.names.read_indicator(reader, other.get("indicator")?)?;
    Some(Target::Relation { op, indicator })
}

/// The one operator of a target and its value.
fn operator<'d>(reader: &mut Reader<'d>, table: &Table<'d>, node: &'d Node) -> Option<(Op, &'d Node)> {
    let ops: Vec<(Op, &Node)> = Op::ALL.into_iter().filter_map(|o| Some((o, table.get(o.code())?))).collect();
    match ops.as_slice() {
        [(op, value)] => Some((*op, value)),
        [] if reader
            .found
            .last()
            .is_some_and(|d| d.rule == "unknown-key" && d.span.file == node.span.file) =>
        {
            None
        }
        [] => {
            let help = "写一个：ge 不低于、gt 高于、le 不高于、lt 低于、eq 等于、about 左右、between 区间、times 倍数";
            reader.push(rules::bad_target(node.span, "目标没有写比较方式", help));
            None
        }
        [_, (second, _), ..] => {
            let why = format!("目标写了两个比较方式，“{}”多余", second.code());
            reader.push(rules::bad_target(table.place(second.code()), why, "区间写 {between: [3, 5]}"));
            None
        }
    }
}

fn value<'d>(
    reader: &mut Reader<'d>,
    table: &Table<'d>,
    node: &'d Node,
    cx: TargetContext,
) -> Option<TargetValue> {
    let before = reader.mark();
    let (op, number) = operator(reader, table, node)?;
    let fits = match op {
        Op::Between | Op::Times => matches!(cx.kind, Kind::Cumulative | Kind::Level | Kind::Milestone),
        Op::Le | Op::Lt => !matches!(cx.kind, Kind::Milestone | Kind::Ranking),
        Op::About => cx.kind != Kind::Ranking,
        Op::Ge | Op::Gt | Op::Eq => true,
    };
    if !fits {
        let why = format!("{}指标的目标不能用“{}”", cx.kind.chinese(), op.code());
        let help = match op {
            Op::Between | Op::Times => "between、times 只用于累计型、水平型、节点型",
            _ => "请改比较方式，或改 kind",
        };
        reader.push(rules::bad_target(table.place(op.code()), why, help));
        return None;
    }
    against_direction(reader, table, op, cx);
    let (value, upper) = if op == Op::Between {
        ends(reader, number, cx.unit)?
    } else {
        let unit = if op == Op::Times { None } else { cx.unit };
        (reader.quantity(number, unit)?, None)
    };
    if let Some(of) = table.entry("of").filter(|_| op != Op::Times) {
        reader.push(rules::bad_target(of.0.span, "of 只与 times 连用", "写 {times: 2, of: 41.3}，或删去 of"));
    }
    for (key, kind) in [("by", Kind::Milestone), ("within", Kind::Ranking), ("list", Kind::Ranking)] {
        if let Some((place, _)) = table.entry(key).filter(|_| cx.kind != kind) {
            let why = format!("{}指标的目标没有“{key}”", cx.kind.chinese());
            reader.push(rules::bad_target(
                place.span,
                why,
                format!("“{key}”只用于{}，请删去", kind.chinese()),
            ));
        }
    }
    let need = |reader: &mut Reader<'d>, key: &str, wanted: bool| {
        if wanted && !table.has(key) && !table.excused {
            reader.push(rules::missing_field(key, table.head));
        }
        table.get(key)
    };
    let of = need(reader, "of", op == Op::Times)
        .filter(|_| op == Op::Times)
        .and_then(|n| reader.quantity(n, cx.unit));
    let by = need(reader, "by", cx.kind == Kind::Milestone).and_then(|n| reader.date(n));
    let within = need(reader, "within", cx.kind == Kind::Ranking).and_then(|n| reader.count(n, 9_999));
    let list = table.get("list").and_then(|n| reader.text(n));
    let target = TargetValue { op, value, upper, of, by, within, list };
    reader.is_sound_since(before).then_some(target)
}

/// A limit without `direction: down`, or a floor with it: computed by the letter, but hardly what is meant.
fn against_direction(reader: &mut Reader, table: &Table, op: Op, cx: TargetContext) {
    if !matches!(cx.kind, Kind::Cumulative | Kind::Growth | Kind::Level) {
        return;
    }
    let (why, help) = match (op, cx.direction) {
        (Op::Le | Op::Lt, Direction::Up) => {
            ("目标是上限，却没有写 direction: down", "越低越好的指标请加 direction: down")
        }
        (Op::Ge | Op::Gt, Direction::Down) => {
            ("目标是下限，却写了 direction: down", "请删去 direction，或改用 le、lt")
        }
        (_, Direction::Up | Direction::Down) => return,
    };
    let doubt = rules::bad_target(table.place(op.code()), why, help);
    reader.push(Diagnostic { severity: Severity::Warning, ..doubt });
}

fn ends<'d>(
    reader: &mut Reader<'d>,
    node: &'d Node,
    unit: Option<&str>,
) -> Option<(Quantity, Option<Quantity>)> {
    let [low, high] = reader.list(node) else {
        if matches!(node.value, Value::Sequence(_)) {
            reader.push(rules::bad_target(node.span, "区间要写下限和上限两个数", "写法：{between: [3, 5]}"));
        }
        return None;
    };
    let (low, high) = (reader.quantity(low, unit), reader.quantity(high, unit));
    let (low, high) = (low?, high?);
    if low >= high {
        reader.push(rules::bad_target(node.span, "区间的下限不低于上限", "小的写在前：{between: [3, 5]}"));
        return None;
    }
    Some((low, Some(high)))
}
