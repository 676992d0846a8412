//! What follows from a value and its neighbours: the month's own, the change on last year, the pace still needed.

use super::figures::IndicatorFigure;
use super::measure::Bar;
use crate::base::{Quantity, Ratio};
use crate::check::record::{Direction, Indicator, Kind, Target};

/// cumulative: value − value of the due period before; the value itself in the first due period.
pub(super) fn month(
    indicator: &Indicator,
    figure: &IndicatorFigure,
    before: Option<&IndicatorFigure>,
) -> Option<Quantity> {
    let value = figure.value.filter(|_| indicator.kind == Kind::Cumulative)?;
    match before {
        None => Some(value),
        Some(before) => Some(value.minus(before.value?)),
    }
}

/// Places moved up since the period before, in a list of the same length.
pub(super) fn rank_change(before: &IndicatorFigure, now: &IndicatorFigure) -> Option<i64> {
    let (before, now) = (before.rank.as_ref()?, now.rank.as_ref()?);
    (before.of == now.of).then(|| i64::from(before.place) - i64::from(now.place))
}

/// (value − base) ÷ base; `None` where the base is not above 0.
pub(super) fn change(value: Option<Quantity>, base: Option<Quantity>) -> Option<Ratio> {
    let (value, base) = (value?.ratio(), base?.ratio());
    if base.is_negative() { None } else { value.minus(&base).over(&base) }
}

/// A base of fewer than ten things makes no percentage (wording 57): 2 to 3 is one more, not a growth of 50%.
pub fn is_small_base(unit: &str, base: Quantity) -> bool {
    let whole = base.scale() == 0 && !unit.starts_with(['%', '‰', '％', '万', '亿']);
    whole && base < Quantity::integer(10)
}

/// (target − value) ÷ months left, rounded up to the step of the value (formats.md section 6, pace needed).
pub(super) fn pace_needed(
    indicator: &Indicator,
    figure: &IndicatorFigure,
    months_left: u32,
    about_percent: Quantity,
) -> Option<Quantity> {
    let paced = match indicator.kind {
        Kind::Cumulative => true,
        Kind::Level => indicator.baseline.is_some(),
        Kind::Growth
        | Kind::Bound
        | Kind::Event
        | Kind::Milestone
        | Kind::Ranking
        | Kind::Relation
        | Kind::Text => false,
    };
    let (Target::Value(target), Some(value), Some(false)) = (&figure.target, figure.value, figure.reached)
    else {
        return None;
    };
    if !paced || indicator.direction == Direction::Down || figure.state.light().is_none() {
        return None;
    }
    let left = Bar::new(target, about_percent).number.minus(&value.ratio());
    // Beyond an exact level there is nothing left to do.
    if left.is_negative() {
        return None;
    }
    let pace = left.over(&Ratio::integer(months_left.into()))?;
    Some(pace.rounded_up(value.scale()))
}
