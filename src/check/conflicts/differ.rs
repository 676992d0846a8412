//! In what a restatement differs from the indicator it restates.

use super::says;
use crate::base::{Quantity, Ratio};
use crate::check::record::{Indicator, Restatement, Target, TargetValue};

/// In the order in which the data files list them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Difference {
    Op,
    Value,
    Unit,
    Object,
    Level,
}

impl Difference {
    pub fn code(self) -> &'static str {
        match self {
            Difference::Op => "op",
            Difference::Value => "value",
            Difference::Unit => "unit",
            Difference::Object => "object",
            Difference::Level => "level",
        }
    }

    pub fn chinese(self) -> &'static str {
        match self {
            Difference::Op => "比较方式",
            Difference::Value => "目标值",
            Difference::Unit => "计量单位",
            Difference::Object => "对象",
            Difference::Level => "级别",
        }
    }
}

/// What a restatement says differently, against the target the plan began with.
pub fn differences(indicator: &Indicator, again: &Restatement) -> Vec<Difference> {
    let units: Vec<&str> = [&indicator.unit, &again.unit].into_iter().filter_map(|u| u.as_deref()).collect();
    let mut found = Vec::new();
    if let Some(first) = indicator.versions.first() {
        let scale = |unit: &Option<String>| unit.as_deref().map_or(1, scale);
        let scales = (scale(&indicator.unit), scale(&again.unit));
        compare(&first.target, &again.target, scales, &mut found);
    }
    if let (Some(own), Some(other)) = (&indicator.unit, &again.unit)
        && own != other
    {
        found.push(Difference::Unit);
    }
    if says::words(&indicator.says, &units) != says::words(&again.says, &units) {
        found.push(Difference::Object);
    }
    // A wording that names no level may mean any: only two that name different ones contradict each other.
    let (own, other) = (says::levels(&indicator.says), says::levels(&again.says));
    if !own.is_empty() && !other.is_empty() && own != other {
        found.push(Difference::Level);
    }
    found
}

/// How many of the bare unit one is: 10000 for 万人, so that 0.1万家 and 1000家 are one number.
fn scale(unit: &str) -> i128 {
    match unit.chars().next() {
        Some('万') => 10_000,
        Some('亿') => 100_000_000,
        _ => 1,
    }
}

fn compare(own: &Target, other: &Target, scales: (i128, i128), found: &mut Vec<Difference>) {
    let mut add = |difference, differs: bool| {
        if differs && !found.contains(&difference) {
            found.push(difference);
        }
    };
    match (own, other) {
        // A restatement without a number leaves the number to the owner.
        (_, Target::None) => (),
        (Target::Value(own), Target::Value(other)) => {
            add(Difference::Op, own.op != other.op);
            add(Difference::Value, !is_same_number(own, other, scales));
        }
        (Target::Classes(own), Target::Classes(other)) => {
            let pairs: Vec<_> =
                own.iter().filter_map(|a| Some((a, other.iter().find(|b| b.class == a.class)?))).collect();
            add(Difference::Op, pairs.iter().any(|(a, b)| a.target.op != b.target.op));
            let complete = pairs.len() == own.len() && pairs.len() == other.len();
            let same = pairs.iter().all(|(a, b)| is_same_number(&a.target, &b.target, scales));
            add(Difference::Value, !complete || !same);
        }
        (Target::Relation { op, indicator }, Target::Relation { op: other_op, indicator: other }) => {
            add(Difference::Op, op != other_op);
            add(Difference::Value, indicator != other);
        }
        (Target::None | Target::Value(_) | Target::Classes(_) | Target::Relation { .. }, _) => {
            add(Difference::Value, true);
        }
    }
}

fn is_same_number(own: &TargetValue, other: &TargetValue, (own_scale, other_scale): (i128, i128)) -> bool {
    let scaled =
        |value: Option<Quantity>, scale: i128| value.map(|v| v.ratio().times(&Ratio::integer(scale)));
    let same = |a: Option<Quantity>, b: Option<Quantity>| scaled(a, own_scale) == scaled(b, other_scale);
    let whole = |t: &TargetValue| t.of.map_or(Some(t.value), |of| t.value.times(of));
    // What a restatement leaves out, it leaves to the owner.
    let agrees = |a: Option<u32>, b: Option<u32>| b.is_none() || a == b;
    same(whole(own), whole(other))
        && (other.upper.is_none() || same(own.upper, other.upper))
        && (other.by.is_none() || own.by == other.by)
        && agrees(own.within, other.within)
        && (other.list.is_none() || own.list == other.list)
}
