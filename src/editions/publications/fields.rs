//! What sentences ask of an indicator: its target in words, what its gap is held against, how many it counts.

use crate::base::{Date, Quantity};
use crate::check::record::{Direction, Indicator, Kind, Op, Target, TargetValue};

/// What a gap is held against, and with which words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// 快于序时, 慢于序时
    Schedule,
    /// A limit for the year: the words go by the numbers, 低于序时 is good.
    Limit,
    /// A growth: 高于目标, 低于目标, by the numbers themselves.
    Target,
}

/// What an indicator's gap is held against.
pub fn against(indicator: &Indicator) -> Against {
    match (indicator.kind, indicator.direction) {
        (Kind::Growth, _) => Against::Target,
        (Kind::Cumulative, Direction::Down) => Against::Limit,
        _ => Against::Schedule,
    }
}

/// A target as the plan writes it: `5.9万人`, `7%左右`, `3—5家`, `市辖六区8400元/年、各县市5400元/年`.
pub fn target(target: &Target, unit: &str) -> Option<String> {
    match target {
        Target::Value(value) => Some(one_target(value, unit)),
        Target::Classes(classes) => {
            let all: Vec<String> =
                classes.iter().map(|c| format!("{}{}", c.class, one_target(&c.target, unit))).collect();
            Some(all.join("、"))
        }
        Target::Relation { .. } | Target::None => None,
    }
}

/// One bound of a target: `不低于` is left to the sentence.
fn one_target(target: &TargetValue, unit: &str) -> String {
    let value = target.value;
    match (target.op, target.upper) {
        (Op::About, _) => format!("{value}{unit}左右"),
        (Op::Between, Some(upper)) => format!("{}—{upper}{unit}", lower(value, unit)),
        (Op::Times, _) => format!("{value}倍"),
        _ => format!("{value}{unit}"),
    }
}

/// The lower end of a range: % and 万 and 亿 stand at both ends (15%—30%, 9亿—16亿元), other units at the end alone.
fn lower(value: Quantity, unit: &str) -> String {
    let repeated = unit.chars().next().filter(|c| "%万亿".contains(*c));
    format!("{value}{}", repeated.map(String::from).unwrap_or_default())
}

/// The number that must be reached, where there is one.
pub fn goal(target: &Target) -> Option<Quantity> {
    match target {
        Target::Value(value) => Some(value.value),
        Target::Classes(_) | Target::Relation { .. } | Target::None => None,
    }
}

pub fn op(target: &Target) -> Option<Op> {
    match target {
        Target::Value(value) => Some(value.op),
        Target::Relation { op, .. } => Some(*op),
        Target::Classes(_) | Target::None => None,
    }
}

/// The day a milestone is to be done by.
pub fn deadline(target: &Target) -> Option<Date> {
    match target {
        Target::Value(value) => value.by,
        Target::Classes(_) | Target::Relation { .. } | Target::None => None,
    }
}

/// Counted in whole things and fewer than ten of them: a percentage of it says nothing (wording.md, pattern 57).
pub fn is_small(indicator: &Indicator, target: Option<Quantity>) -> bool {
    let unit = indicator.unit.as_deref().unwrap_or("");
    let counted = !unit.is_empty() && !unit.contains(['万', '亿', '%', '元', '率', '吨', '亩', '点', '里']);
    target.is_some_and(|t| t.scale() == 0 && t.abs() < Quantity::integer(10)) && counted
}
