//! The rules of the example method (formats.md section 5), for the tests of this room.

use super::measure::{Bar, Yardstick};
use crate::base::{Color, Date, Frequency, Id, Period, Quantity, Ratio, Source};
use crate::check::record::{Condition, Direction, Indicator, Kind, LightRule, Op, TargetValue};

pub fn quantity(text: &str) -> Quantity {
    Quantity::parse(text).unwrap_or_else(|why| panic!("{text}: {why:?}"))
}

pub fn rules(kind: Kind) -> Vec<LightRule> {
    use Color::{Green, Red, Yellow};
    let gap = |points: &str| Condition::GapAtLeast(quantity(points));
    let list = match kind {
        Kind::Cumulative | Kind::Level => vec![
            ("已完成", Green, Condition::Reached),
            ("达到序时", Green, gap("0")),
            ("略低于序时", Yellow, gap("-10")),
            ("明显滞后", Red, Condition::Always),
        ],
        Kind::Growth => vec![
            ("达到目标", Green, Condition::Reached),
            ("接近目标", Yellow, gap("-1")),
            ("低于目标", Red, Condition::Always),
        ],
        Kind::Milestone => vec![
            ("已完成", Green, Condition::Reached),
            ("在期内", Green, Condition::LateDaysAtMost(0)),
            ("逾期", Red, Condition::Always),
        ],
        Kind::Bound | Kind::Event | Kind::Ranking | Kind::Relation | Kind::Text => {
            vec![("符合", Green, Condition::Reached), ("不符合", Red, Condition::Always)]
        }
    };
    list.into_iter()
        .map(|(word, color, condition)| LightRule { word: word.into(), color, condition })
        .collect()
}

/// `ge 5.9`, `between 3 5`, `times 2 41.3`, with `-` in front for `direction: down`.
pub fn target(text: &str) -> (Direction, TargetValue) {
    let (direction, text) = match text.strip_prefix("down ") {
        Some(rest) => (Direction::Down, rest),
        None => (Direction::Up, text),
    };
    let words: Vec<&str> = text.split(' ').collect();
    let op = Op::from_code(words[0]).unwrap();
    let second = words.get(2).map(|q| quantity(q));
    let target = TargetValue {
        op,
        value: quantity(words[1]),
        upper: second.filter(|_| op == Op::Between),
        of: second.filter(|_| op == Op::Times),
        by: None,
        within: None,
        list: None,
    };
    (direction, target)
}

/// A yardstick on 25 July with a tolerance of 2%; `schedule` such as `7/12`, or `none`.
pub fn yardstick<'a>(
    kind: Kind,
    target_text: &str,
    baseline: Option<&str>,
    schedule: &str,
    last: bool,
    rules: &'a [LightRule],
) -> Yardstick<'a> {
    let (direction, target) = target(target_text);
    let schedule = schedule.split_once('/').map(|(n, d)| {
        Ratio::new(n.parse().expect("a numerator"), d.parse().expect("a denominator")).expect("no zero")
    });
    Yardstick {
        kind,
        direction,
        bar: Bar::new(&target, quantity("2")),
        baseline: baseline.map(|b| quantity(b).ratio()),
        schedule,
        last,
        by: Date::new(2024, 9, 1).filter(|_| kind == Kind::Milestone),
        cutoff: Date::new(2024, 7, 25).expect("a day"),
        rules,
    }
}

/// An indicator with nothing but its kind, direction and unit.
pub fn indicator(kind: Kind, direction: Direction, unit: &str) -> Indicator {
    Indicator {
        id: Id::new("x"),
        name: "指标".into(),
        unit: Some(unit.into()),
        kind,
        action: None,
        reporter: Id::new("jobs"),
        at: "goal".into(),
        says: String::new(),
        frequency: Frequency::Month,
        first_due: Period::month(2024, 1),
        versions: Vec::new(),
        by_region: Vec::new(),
        city_part: None,
        split_by: None,
        schedule: None,
        direction,
        baseline: None,
        scope: Vec::new(),
        provisional: None,
        cross_year: None,
        owner: None,
        owner_post: None,
        disclosure: Default::default(),
        source: Source { path: "".into(), line: 1, blob: "".into() },
    }
}
