//! An indicator in one period of its own, judged: all of its figure that no other period decides.

use super::amounts::change;
use super::figures::{ClassFigure, IndicatorFigure, Light, Overridden, Reason, RegionFigure, State};
use super::known::Known;
use super::measure::{Bar, Measure, Verdict, Yardstick};
use super::next_light::{ToNext, places_to_next, to_next};
use super::schedule::schedule_share;
use super::trace::formula;
use super::whole::{RegionPart, Said, Whole};
use crate::base::{Color, Date, Id, Period, Quantity, Ratio};
use crate::check::record::{Indicator, Kind, LightRule, Method, Op, Override, Plan, Target, TargetValue};

/// What a figure is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Printed,
    /// Only values and lights are asked of it: the way to the next light is left out.
    LookedBackOn,
}

impl<'a> Known<'a> {
    /// The figure of `indicator` in `period`, a period of its own frequency.
    pub fn judge(
        &self,
        plan: &'a Plan,
        indicator: &'a Indicator,
        period: Period,
        wanted: Use,
    ) -> IndicatorFigure {
        let mut figure = IndicatorFigure::not_due(indicator);
        if let Some(version) = self.version(indicator, period) {
            figure.target = version.target.clone();
            figure.target_from = Some(version.from);
        }
        if !is_due(indicator, period) {
            return figure;
        }
        let whole = self.whole(indicator, period);
        let Some(method) = self.method(plan, period) else { return figure };
        figure.missing_regions = regions_that(&whole, |said| *said == Said::Missing);
        figure.left_out = regions_that(&whole, |said| matches!(said, Said::NotApplicable(_)));
        figure.city_part = whole.city_part;
        let target = figure.target.clone();
        let case = Case { known: self, plan, indicator, period, method, target, wanted };
        figure.by_region = whole.regions.iter().map(|part| case.region(part)).collect();
        match &whole.said {
            Said::Awaited => {}
            Said::Missing => figure.state = State::Missing,
            Said::NotApplicable(reason) => {
                figure.state = State::NotAssessed(Reason::Reported(reason.clone()));
                print_value(&mut figure, &whole);
            }
            Said::Reported => {
                print_value(&mut figure, &whole);
                // What stands if nothing that can be judged was given.
                figure.state = State::Missing;
                case.light(&mut figure, &whole);
            }
        }
        if let Some(by_hand) = self.by_hand(&indicator.reporter, period, &indicator.id) {
            let rules = method.lights.get(&indicator.kind).map_or(&[][..], Vec::as_slice);
            figure.state = overridden(figure.state, by_hand, rules);
        }
        figure
    }
}

/// One indicator in one period with all that judges it.
struct Case<'k, 'a> {
    known: &'k Known<'a>,
    plan: &'a Plan,
    indicator: &'a Indicator,
    period: Period,
    method: &'a Method,
    target: Target,
    wanted: Use,
}

impl Case<'_, '_> {
    fn rules(&self) -> &[LightRule] {
        self.method.lights.get(&self.indicator.kind).map_or(&[], Vec::as_slice)
    }

    fn yardstick(&self, bar: Bar, cutoff: Date) -> Yardstick<'_> {
        let indicator = self.indicator;
        let schedule = indicator.schedule.as_ref().unwrap_or(&self.method.schedule);
        let by = match &self.target {
            Target::Value(target) => target.by,
            Target::Classes(_) | Target::Relation { .. } | Target::None => None,
        };
        Yardstick {
            kind: indicator.kind,
            direction: indicator.direction,
            bar,
            baseline: indicator.baseline.as_ref().map(|b| b.ratio()),
            schedule: schedule_share(schedule, self.period, cutoff),
            last: self.period.is_last(),
            by,
            cutoff,
            rules: self.rules(),
        }
    }

    fn bar(&self, target: &TargetValue) -> Bar {
        Bar::new(target, self.method.about_percent)
    }

    /// Judges a reported whole.
    fn light(&self, figure: &mut IndicatorFigure, whole: &Whole) {
        let cutoff = whole.cutoff.unwrap_or(self.period.last_day());
        let value = whole.value.map(Quantity::ratio);
        match (&self.target, self.indicator.kind) {
            (_, Kind::Text) => figure.state = self.judgement(whole),
            (_, Kind::Event) => {
                let Some(value) = value else { return };
                let yardstick = self.yardstick(Bar::exactly(Op::Eq, Ratio::zero()), cutoff);
                self.hold(figure, &yardstick, &value);
            }
            (Target::Value(target), _) => {
                let (Some(value), Some(written)) = (value, whole.value) else { return };
                let yardstick = self.yardstick(self.bar(target), cutoff);
                self.hold(figure, &yardstick, &value);
                if figure.state.light().is_some() && self.wanted == Use::Printed {
                    let next = self.next(&yardstick, target, written, whole);
                    (figure.to_better, figure.to_worse) = (next.better, next.worse);
                }
                if figure.completion.is_some() || figure.gap.is_some() {
                    figure.formula = formula(self.indicator, target, written);
                }
            }
            (Target::Classes(_), _) => self.classes(figure, whole, cutoff),
            (Target::Relation { op, indicator }, _) => {
                let Some(value) = value else { return };
                let other = self.other_side(indicator);
                figure.other_value = other;
                match other {
                    None => figure.state = State::NotAssessed(Reason::OtherMissing),
                    Some(other) => {
                        let yardstick = self.yardstick(Bar::exactly(*op, other.ratio()), cutoff);
                        self.hold(figure, &yardstick, &value);
                    }
                }
            }
            (Target::None, _) => figure.state = State::NoTarget,
        }
    }

    /// Puts a value's measure and light into the figure.
    fn hold(&self, figure: &mut IndicatorFigure, yardstick: &Yardstick, value: &Ratio) {
        let measure = yardstick.measure(value);
        figure.reached = measure.reached;
        figure.completion = measure.completion.clone();
        figure.state = self.state(yardstick, &measure);
        if figure.state.light().is_some() {
            figure.gap = measure.gap;
            figure.schedule = yardstick.schedule.clone().filter(|_| yardstick.is_scheduled());
        }
    }

    fn state(&self, yardstick: &Yardstick, measure: &Measure) -> State {
        match yardstick.verdict(measure) {
            Verdict::NotAssessed(reason) => State::NotAssessed(reason),
            Verdict::Rule(index) => match self.rules().get(index) {
                Some(rule) => State::Lit(Light {
                    color: rule.color,
                    word: rule.word.clone(),
                    rule: format!("{}.{}", self.indicator.kind.code(), index + 1),
                    why: None,
                    overridden: None,
                }),
                None => State::NoTarget,
            },
        }
    }

    fn next(&self, yardstick: &Yardstick, target: &TargetValue, value: Quantity, whole: &Whole) -> ToNext {
        match (self.indicator.kind, &whole.rank, target.within) {
            (Kind::Ranking, Some(rank), Some(within)) => {
                places_to_next(yardstick, value, rank.place, rank.of, within)
            }
            _ => to_next(yardstick, value, self.counts_things()),
        }
    }

    /// Whether a value below 0 makes no sense: not for rates and shares.
    fn counts_things(&self) -> bool {
        let share = self.indicator.unit.as_deref().is_some_and(|u| u.contains(['%', '‰', '％']));
        self.indicator.kind != Kind::Growth && !share
    }

    /// kind text: the reporter's own colour.
    fn judgement(&self, whole: &Whole) -> State {
        let Some(judgement) = &whole.judgement else { return State::Missing };
        State::Lit(Light {
            color: judgement.color,
            word: word_of(self.rules(), judgement.color),
            rule: format!("text.{}", judgement.color.code()),
            why: Some(judgement.why.clone()),
            overridden: None,
        })
    }

    /// A bound by classes of regions: all must hold.
    fn classes(&self, figure: &mut IndicatorFigure, whole: &Whole, cutoff: Date) {
        let Target::Classes(targets) = &self.target else { return };
        let mut all_given = true;
        for target in targets {
            let given = whole.classes.iter().find(|(class, _)| *class == target.class);
            let Some((class, value)) = given else {
                all_given = false;
                continue;
            };
            let yardstick = self.yardstick(self.bar(&target.target), cutoff);
            let reached = yardstick.measure(&value.ratio()).reached;
            figure.classes.push(ClassFigure { class: class.clone(), value: *value, reached });
        }
        let fails = figure.classes.iter().any(|c| c.reached == Some(false));
        if !all_given && !fails {
            let reporter = crate::check::record::Reporter::Action(self.indicator.reporter.clone());
            figure.state = match self.known.silence(&reporter, self.period) {
                Said::Missing => State::Missing,
                Said::Reported | Said::NotApplicable(_) | Said::Awaited => State::NotDue,
            };
            return;
        }
        let yardstick = self.yardstick(Bar::exactly(Op::Ge, Ratio::zero()), cutoff);
        let measure = Measure { reached: Some(!fails), ..yardstick.measure(&Ratio::zero()) };
        figure.reached = measure.reached;
        figure.state = self.state(&yardstick, &measure);
    }

    /// The value of the indicator a relation is held against, of the same period.
    fn other_side(&self, id: &Id) -> Option<Quantity> {
        let other = self.plan.indicator(id)?;
        let period = self.known.own_period(other.frequency, self.period)?;
        if !is_due(other, period) {
            return None;
        }
        let whole = self.known.whole(other, period);
        whole.value.filter(|_| whole.said == Said::Reported)
    }

    /// A region's part by the same rules, where the split has a target for it.
    fn region(&self, part: &RegionPart) -> RegionFigure {
        let mut figure = RegionFigure {
            region: part.region.clone(),
            state: match &part.said {
                Said::Awaited => State::NotDue,
                Said::Missing => State::Missing,
                Said::NotApplicable(reason) => State::NotAssessed(Reason::Reported(reason.clone())),
                Said::Reported => State::NoTarget,
            },
            value: part.value,
            target: None,
            target_op: None,
            completion: None,
            gap: None,
            reached: None,
            last_color: None,
            to_better: None,
            to_worse: None,
            source: part.source.clone(),
        };
        let (Target::Value(whole), Some(split), Some(value)) =
            (&self.target, self.split_target(&part.region), part.value)
        else {
            return figure;
        };
        let target = part_target(whole, split);
        let cutoff = part.cutoff.unwrap_or(self.period.last_day());
        // The whole's baseline is no part's.
        let yardstick = Yardstick { baseline: None, ..self.yardstick(self.bar(&target), cutoff) };
        let measure = yardstick.measure(&value.ratio());
        figure.state = self.state(&yardstick, &measure);
        figure.reached = measure.reached;
        if figure.state.light().is_some() {
            figure.completion = measure.completion;
            figure.target = Some(split);
            figure.target_op = Some(target.op);
            figure.gap = measure.gap;
            if self.wanted == Use::Printed {
                let next = to_next(&yardstick, value, self.counts_things());
                (figure.to_better, figure.to_worse) = (next.better, next.worse);
            }
        }
        figure
    }

    /// From the plan's split, else from the region's own.
    fn split_target(&self, region: &Id) -> Option<Quantity> {
        let of_plan = self.indicator.by_region.iter().find(|(id, _)| id == region);
        let own = || {
            let plan = self.plan.region_plans.iter().find(|p| p.region == *region)?;
            plan.splits.iter().find(|(id, _)| *id == self.indicator.id)
        };
        of_plan.or_else(own).map(|(_, target)| *target)
    }
}

/// A region's share asks one number; a range or a multiple of the whole is not divided.
fn part_target(whole: &TargetValue, split: Quantity) -> TargetValue {
    let op = match whole.op {
        Op::Between | Op::Times => Op::Ge,
        op @ (Op::Ge | Op::Gt | Op::Le | Op::Lt | Op::Eq | Op::About) => op,
    };
    TargetValue { op, value: split, upper: None, of: None, ..whole.clone() }
}

/// Whether anything is due of it in a period of its own frequency.
pub(super) fn is_due(indicator: &Indicator, period: Period) -> bool {
    period.last_day() >= indicator.first_due.last_day()
}

fn regions_that(whole: &Whole, test: impl Fn(&Said) -> bool) -> Vec<Id> {
    whole.regions.iter().filter(|r| test(&r.said)).map(|r| r.region.clone()).collect()
}

/// What is printed wherever a value is.
fn print_value(figure: &mut IndicatorFigure, whole: &Whole) {
    let text = figure_is_printed(whole);
    if !text {
        return;
    }
    figure.value = whole.value;
    figure.nature = whole.nature;
    figure.cutoff = whole.cutoff;
    figure.base = whole.base;
    figure.change = change(whole.value, whole.base);
    figure.rank = whole.rank.clone();
    figure.inputs = whole.inputs.clone();
    figure.revised = whole.revised.clone();
}

fn figure_is_printed(whole: &Whole) -> bool {
    whole.value.is_some() || !whole.classes.is_empty() || whole.judgement.is_some()
}

/// The light set by hand over what was computed; silence is not overridden.
pub(super) fn overridden(state: State, by_hand: &Override, rules: &[LightRule]) -> State {
    let was = match &state {
        State::Missing | State::NotDue => return state,
        State::Lit(light) => Some(light.color),
        State::NotAssessed(_) | State::NoTarget => None,
    };
    State::Lit(Light {
        color: by_hand.color,
        word: word_of(rules, by_hand.color),
        rule: "override".into(),
        why: Some(by_hand.why.clone()),
        overridden: Some(Overridden { was, post: by_hand.post.clone(), date: by_hand.date }),
    })
}

/// The word of the colour's first rule.
fn word_of(rules: &[LightRule], color: Color) -> String {
    let rule = rules.iter().find(|r| r.color == color);
    rule.map_or_else(|| color.chinese().to_owned(), |r| r.word.clone())
}
