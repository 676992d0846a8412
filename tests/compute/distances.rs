//! Over all figures of the demonstration and the test city: the amount to the next light turns it and one step less
//! does not; the same for the next place of a county in its group.

use std::path::Path;
use tongbao::base::{Color, Date, Quantity, Ratio};
use tongbao::capture::parse_draft;
use tongbao::check::record::{Condition, Direction, Indicator, Kind, Method, Op, Target, TargetValue};
use tongbao::check::{Record, check};
use tongbao::compute::{Figures, IndicatorFigure, RegionFigure, compute, place_in_group};

fn record_of(folder: &str) -> Record {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let all = walkdir::WalkDir::new(&content).into_iter().map(|entry| entry.expect("it can be listed"));
    let files = all.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let path = entry.path().strip_prefix(&content).expect("inside").to_str().expect("UTF-8");
        (path.replace('\\', "/"), std::fs::read(entry.path()).expect("it can be read"))
    });
    check(&parse_draft(files.collect())).0.expect("plan, method and registries are sound")
}

fn figures_of(record: &Record) -> Figures {
    compute(record, Date::parse("2025-03-31").unwrap())
}

/// What a value is held against, told anew from the formats, not by the program's own measure.
#[derive(Clone)]
struct Held<'a> {
    indicator: &'a Indicator,
    target: TargetValue,
    about: Ratio,
    baseline: Option<Ratio>,
    schedule: Option<Ratio>,
    last: bool,
    method: &'a Method,
}

impl Held<'_> {
    fn number(&self) -> Ratio {
        let of = self.target.of.map_or(Ratio::one(), |of| of.ratio());
        match self.target.op {
            Op::Times => self.target.value.ratio().times(&of),
            _ => self.target.value.ratio(),
        }
    }

    fn goal(&self) -> Ratio {
        match (self.indicator.direction, self.target.upper) {
            (Direction::Down, Some(upper)) => upper.ratio(),
            _ => self.number(),
        }
    }

    fn reached(&self, value: &Ratio) -> bool {
        let number = self.number();
        let slack = number.abs().times(&self.about);
        let (low, high) = (number.minus(&slack), number.plus(&slack));
        let counted = matches!(self.indicator.kind, Kind::Cumulative);
        match (self.target.op, self.indicator.direction, self.indicator.kind) {
            (Op::About, _, Kind::Bound) => *value >= low && *value <= high,
            (Op::About, Direction::Up, _) => *value >= low,
            (Op::About, Direction::Down, _) => *value <= high,
            (Op::Eq, Direction::Up, _) if counted => *value >= number,
            (Op::Eq, Direction::Down, _) if counted => *value <= number,
            (Op::Eq, ..) => *value == number,
            (Op::Gt, ..) => *value > number,
            (Op::Lt, ..) => *value < number,
            (Op::Le, ..) => *value <= number,
            (Op::Ge, ..) => *value >= number,
            (Op::Between, Direction::Down, _) => *value <= self.goal(),
            (Op::Between, ..) => *value >= number,
            (Op::Times, Direction::Down, _) => *value <= number,
            (Op::Times, ..) => *value >= number,
        }
    }

    fn color(&self, value: &Ratio) -> Option<Color> {
        let rules = &self.method.lights[&self.indicator.kind];
        let last_rule = rules.last().map(|r| r.color);
        let mut reached = self.reached(value);
        let limit = self.indicator.kind == Kind::Cumulative && self.indicator.direction == Direction::Down;
        if limit && !reached {
            return last_rule;
        }
        reached &= !limit || self.last;
        let done = match self.indicator.kind {
            Kind::Cumulative => value.over(&self.goal()),
            Kind::Level => {
                let base = self.baseline.clone().unwrap_or(Ratio::zero());
                value.minus(&base).over(&self.goal().minus(&base))
            }
            _ => None,
        };
        if !reached
            && self.schedule.is_none()
            && matches!(self.indicator.kind, Kind::Cumulative | Kind::Level)
        {
            return last_rule.filter(|_| self.last);
        }
        let gap = match self.indicator.kind {
            Kind::Growth => {
                let over = value.minus(&self.goal()).over(&Ratio::integer(100)).unwrap();
                Some(if self.indicator.direction == Direction::Down { over.negated() } else { over })
            }
            _ if limit && self.goal().is_zero() => Some(Ratio::zero()),
            _ => done.zip(self.schedule.clone()).map(|(d, s)| if limit { s.minus(&d) } else { d.minus(&s) }),
        };
        let holds = |condition: &Condition| match condition {
            Condition::Reached => reached,
            Condition::GapAtLeast(points) => {
                let at_least = points.ratio().over(&Ratio::integer(100)).unwrap();
                gap.as_ref().is_some_and(|gap| *gap >= at_least)
            }
            Condition::LateDaysAtMost(_) | Condition::NodesLate(_) => false,
            Condition::Always => true,
        };
        rules.iter().find(|r| holds(&r.condition)).map(|r| r.color)
    }

    fn counts_things(&self, value: Quantity) -> bool {
        let share = self.indicator.unit.as_deref().is_some_and(|u| u.contains(['%', '‰']));
        let below = self.number().is_negative() || self.baseline.as_ref().is_some_and(Ratio::is_negative);
        self.indicator.kind != Kind::Growth && !share && !below && !value.is_negative()
    }

    /// Panics where an amount turns nothing, or a smaller one would do.
    fn hold(&self, value: Quantity, better: Option<Quantity>, worse: Option<Quantity>, case: &str) {
        let now = self.color(&value.ratio()).unwrap_or_else(|| panic!("{case}: not lit"));
        let turned = |steps: i64, better: bool| {
            let amount = Quantity::from_steps(steps.into(), value.scale());
            [value.plus(amount), value.minus(amount)].into_iter().any(|moved| {
                let sound = !(self.counts_things(value) && moved.is_negative());
                let color = self.color(&moved.ratio());
                sound && color.is_some_and(|c| if better { c < now } else { c > now })
            })
        };
        for (amount, better) in [(better, true), (worse, false)] {
            let until = amount.map_or(300, steps_of);
            assert!(amount.is_none() || turned(until, better), "{case}: {amount:?} turns nothing ({better})");
            // Every smaller step, and of a long way its last stretch.
            let early = (1..until).rev().take(300).find(|n| turned(*n, better));
            assert_eq!(early, None, "{case}: less than {amount:?} would do ({better})");
        }
    }
}

fn steps_of(amount: Quantity) -> i64 {
    let steps = amount.ratio().over(&amount.step()).unwrap().rounded(0);
    steps.to_string().parse().unwrap()
}

/// The whole, and each part with a target of its own.
fn figure(held: &Held, figure: &IndicatorFigure, case: &str) -> usize {
    let lit = figure.state.color().is_some();
    let computed = figure.state.light().is_some_and(|l| l.overridden.is_none());
    let mut seen = 0;
    let kinds = matches!(held.indicator.kind, Kind::Cumulative | Kind::Growth | Kind::Bound)
        || held.indicator.kind == Kind::Level && held.baseline.is_some();
    if let (Some(value), true, true, true) = (figure.value, lit, computed, kinds) {
        held.hold(value, figure.to_better, figure.to_worse, case);
        seen += 1;
    }
    for part in figure.by_region.iter().filter(|p| p.state.color().is_some()) {
        let (Some(value), Some(target), Some(op)) = (part.value, part.target, part.target_op) else {
            continue;
        };
        if !matches!(held.indicator.kind, Kind::Cumulative | Kind::Growth | Kind::Bound) {
            continue;
        }
        let schedule = match (&part.completion, &part.gap) {
            (Some(done), Some(gap)) if held.indicator.direction == Direction::Down => Some(gap.plus(done)),
            (Some(done), Some(gap)) => Some(done.minus(gap)),
            _ => held.schedule.clone(),
        };
        let target = TargetValue { op, value: target, upper: None, of: None, ..held.target.clone() };
        let of_part = Held { target, schedule, baseline: None, ..held.clone() };
        of_part.hold(value, part.to_better, part.to_worse, &format!("{case} {}", part.region));
        seen += 1;
    }
    seen
}

fn places(record: &Record, held: &Held, parts: &[RegionFigure], case: &str) -> usize {
    let mut seen = 0;
    for (i, part) in parts.iter().enumerate() {
        let at = |parts: &[RegionFigure]| {
            place_in_group(record, &held.method.ranks, held.indicator, parts, &part.region)
        };
        let Some(now) = at(parts) else { continue };
        let (value, target) = (part.value.unwrap(), part.target.unwrap());
        let moved = |steps: i64, better: bool| {
            let amount = Quantity::from_steps(steps.into(), value.scale());
            let up = better == (held.indicator.direction == Direction::Up);
            let value = if up { value.plus(amount) } else { value.minus(amount) };
            let mut parts = parts.to_vec();
            parts[i].value = Some(value);
            parts[i].completion = value.ratio().over(&target.ratio());
            let then = at(&parts).expect("it is ranked still");
            !value.is_negative() && if better { then.place < now.place } else { then.place > now.place }
        };
        for (amount, better) in [(now.to_better, true), (now.to_worse, false)] {
            let until = amount.map_or(300, steps_of);
            assert!(amount.is_none() || moved(until, better), "{case} {}: {amount:?}", part.region);
            assert_eq!(
                (1..until).rev().take(300).find(|n| moved(*n, better)),
                None,
                "{case} {}",
                part.region
            );
        }
        seen += 1;
    }
    seen
}

#[test]
fn every_amount_turns_its_light_and_its_place() {
    for (folder, at_least) in [("content", (80, 20)), ("tests/city", (10, 3))] {
        let record = record_of(folder);
        let figures = figures_of(&record);
        let mut seen = (0, 0);
        for (plan, year) in record.plans().iter().zip(&figures.years) {
            for (period, file) in &year.periods {
                let method = plan.methods.iter().find(|m| m.version == file.method).expect("its method");
                for (indicator, one) in plan.indicators.iter().zip(&file.indicators) {
                    let Target::Value(target) = &one.target else { continue };
                    let held = Held {
                        indicator,
                        target: target.clone(),
                        about: method.about_percent.ratio().over(&Ratio::integer(100)).unwrap(),
                        baseline: indicator.baseline.as_ref().map(|b| b.ratio()),
                        schedule: one.schedule.clone(),
                        last: one.from.unwrap_or(*period).is_last(),
                        method,
                    };
                    let case = format!("{period} {}", indicator.id);
                    seen.0 += figure(&held, one, &case);
                    seen.1 += places(&record, &held, &one.by_region, &case);
                }
            }
        }
        assert!(seen.0 >= at_least.0 && seen.1 >= at_least.1, "{folder}: only {seen:?} seen");
    }
}
