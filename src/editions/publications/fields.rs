//! The texts of an indicator's fields: 累计, 完成率, 较序时 … for the whole and for a region.

use super::forms::{self, Against, Forms};
use crate::base::{Date, Quantity};
use crate::check::Field;
use crate::check::record::{Direction, Indicator, Kind, Op, Target, TargetValue};
use crate::compute::{IndicatorFigure, RegionFigure, State};

/// All texts of a field of an indicator; `None` where the figure does not exist in this period.
pub fn whole(indicator: &Indicator, figure: &IndicatorFigure, field: Field) -> Option<Forms> {
    let unit = indicator.unit.as_deref().unwrap_or("");
    let reached = figure.reached == Some(true);
    match field {
        Field::Value => value(indicator, figure),
        Field::Month => Some(forms::amount(figure.month?, unit)),
        Field::Target => target(&figure.target, unit).map(Forms::only),
        Field::Completion => Some(forms::share(figure.completion.as_ref()?, reached)),
        Field::Schedule => Some(Forms::only(format!("{}%", figure.schedule.as_ref()?.percent(1)))),
        Field::Gap => Some(gap(indicator, figure.gap.as_ref()?)),
        Field::Change if indicator.kind == Kind::Growth => Some(forms::growth(figure.value?, unit)),
        Field::Change => Some(forms::change(figure.change.as_ref()?)),
        Field::Light => light(&figure.state),
        Field::Rank => figure.rank.as_ref().map(|r| forms::place(r.place, Some(r.of))),
        Field::RankChange => figure.rank_change.map(forms::place_change),
        Field::PaceNeeded => Some(forms::amount(figure.pace_needed?, unit)),
        Field::ToBetter => Some(forms::amount(figure.to_better?, unit)),
        _ => None,
    }
}

/// The same of a region's part.
pub fn part(indicator: &Indicator, figure: &RegionFigure, field: Field) -> Option<Forms> {
    let unit = indicator.unit.as_deref().unwrap_or("");
    let reached = figure.completion.as_ref().is_some_and(|c| *c >= crate::base::Ratio::one());
    match field {
        Field::Value => Some(forms::amount(figure.value?, unit)),
        Field::Target => Some(forms::amount(figure.target?, unit)),
        Field::Completion => Some(forms::share(figure.completion.as_ref()?, reached)),
        Field::Gap => Some(gap(indicator, figure.gap.as_ref()?)),
        Field::Light => light(&figure.state),
        Field::ToBetter => Some(forms::amount(figure.to_better?, unit)),
        _ => None,
    }
}

fn value(indicator: &Indicator, figure: &IndicatorFigure) -> Option<Forms> {
    let unit = indicator.unit.as_deref().unwrap_or("");
    if !figure.classes.is_empty() {
        let all: Vec<String> =
            figure.classes.iter().map(|c| format!("{}{}{unit}", c.class, c.value)).collect();
        return Some(Forms::only(all.join("、")));
    }
    Some(forms::amount(figure.value?, unit))
}

fn gap(indicator: &Indicator, gap: &crate::base::Ratio) -> Forms {
    let down = indicator.direction == Direction::Down;
    forms::gap(gap, against(indicator), down)
}

/// What an indicator's gap is held against.
pub fn against(indicator: &Indicator) -> Against {
    match (indicator.kind, indicator.direction) {
        (Kind::Growth, _) => Against::Target,
        (Kind::Cumulative, Direction::Down) => Against::Limit,
        _ => Against::Schedule,
    }
}

fn light(state: &State) -> Option<Forms> {
    state.light().map(|light| forms::light(&light.word, light.color.chinese()))
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
