use super::measure::{Bar, Yardstick, percent};
use crate::base::{Quantity, Ratio};
use crate::check::record::{Condition, Direction, Kind};

/// How far a value is from a better and from a worse light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct ToNext {
    pub better: Option<Quantity>,
    pub worse: Option<Quantity>,
}

/// The smallest positive amounts, in the step the value is written in, that turn the computed light.
///
/// The light changes only where the value passes one of a few points, so the first steps at and after each of
/// them are all the candidates there are. `count`: the value may not fall below 0.
pub(super) fn to_next(yardstick: &Yardstick, value: Quantity, count: bool) -> ToNext {
    let has_it = match yardstick.kind {
        Kind::Cumulative | Kind::Growth | Kind::Bound => true,
        Kind::Level => yardstick.baseline.is_some(),
        Kind::Event | Kind::Milestone | Kind::Ranking | Kind::Relation | Kind::Text => false,
    };
    let now = yardstick.color(&value.ratio());
    let (true, Some(now)) = (has_it, now) else { return ToNext::default() };
    let mut next = ToNext::default();
    for (amount, moved) in candidates(yardstick, value) {
        if count && moved.is_negative() {
            continue;
        }
        let Some(color) = yardstick.color(&moved.ratio()) else { continue };
        if color < now && next.better.is_none() {
            next.better = Some(amount);
        }
        if color > now && next.worse.is_none() {
            next.worse = Some(amount);
        }
    }
    next
}

/// Amounts and the values they lead to, the smallest first, upwards before downwards.
fn candidates(yardstick: &Yardstick, value: Quantity) -> Vec<(Quantity, Quantity)> {
    let scale = value.scale();
    let one = Quantity::from_steps(1, scale);
    let mut found = Vec::new();
    for point in turning_points(yardstick) {
        let up = point.minus(&value.ratio());
        let down = up.negated();
        for amount in [up.rounded_up(scale), up.rounded_down(scale).plus(one)] {
            found.push((amount, value.plus(amount)));
        }
        for amount in [down.rounded_up(scale), down.rounded_down(scale).plus(one)] {
            found.push((amount, value.minus(amount)));
        }
    }
    found.retain(|(amount, _)| !amount.is_zero() && !amount.is_negative());
    found.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| y.cmp(x)));
    found
}

/// Every value at which some rule begins or ceases to hold.
fn turning_points(yardstick: &Yardstick) -> Vec<Ratio> {
    let Bar { number, upper, slack, .. } = &yardstick.bar;
    let mut points = vec![number.clone(), number.minus(slack), number.plus(slack)];
    points.extend(upper.clone());
    let goal = yardstick.goal();
    for rule in yardstick.rules {
        let Condition::GapAtLeast(threshold) = &rule.condition else { continue };
        let threshold = threshold.ratio();
        let share = percent(&threshold, &Ratio::one());
        let down = yardstick.direction == Direction::Down;
        points.extend(match (yardstick.kind, &yardstick.schedule) {
            (Kind::Growth, _) if down => Some(goal.minus(&threshold)),
            (Kind::Growth, _) => Some(goal.plus(&threshold)),
            (Kind::Cumulative, Some(s)) if down => Some(goal.times(&s.minus(&share))),
            (Kind::Cumulative, Some(s)) => Some(goal.times(&s.plus(&share))),
            (Kind::Level, Some(s)) => {
                yardstick.baseline.as_ref().map(|base| base.plus(&goal.minus(base).times(&s.plus(&share))))
            }
            _ => None,
        });
    }
    points
}

/// Places a ranked entry must move, where one entry decides: it alone is ranked, in or out of the first `within`.
pub(super) fn places_to_next(
    yardstick: &Yardstick,
    entries: Quantity,
    place: u32,
    of: u32,
    within: u32,
) -> ToNext {
    let places = |n: u32| (n > 0).then(|| Quantity::integer(n.into()));
    let color = |entries: i64| yardstick.color(&Ratio::integer(entries.into()));
    let (zero, one) = (Quantity::integer(0), Quantity::integer(1));
    let (Some(out), Some(inside)) = (color(0), color(1)) else { return ToNext::default() };
    let mut next = ToNext::default();
    if entries == zero && place > within {
        let amount = places(place - within);
        next = ToNext { better: amount.filter(|_| inside < out), worse: amount.filter(|_| inside > out) };
    } else if entries == one && place <= within && within < of {
        let amount = places(within + 1 - place);
        next = ToNext { better: amount.filter(|_| out < inside), worse: amount.filter(|_| out > inside) };
    }
    next
}
