//! One indicator with its figure, for tests of sentences: the arithmetic is done here from value and target.

use super::super::item::{Before, Item};
use crate::base::{Color, Date, Disclosure, Frequency, Id, Period, Quantity, Ratio, Source};
use crate::check::record::{
    Baseline, ClassTarget, Direction, Indicator, Kind, Op, Rank, Target, TargetValue, TargetVersion,
};
use crate::compute::{ClassFigure, IndicatorFigure, Light, Overridden, Reason, State};

/// March 2024, 序时 25.0%, unless it says otherwise.
#[derive(Clone)]
pub struct Fixture {
    pub indicator: Indicator,
    pub figure: IndicatorFigure,
    before: Option<IndicatorFigure>,
    other: Option<Indicator>,
    period: Period,
    led_by: Option<String>,
}

pub fn quantity(text: &str) -> Quantity {
    Quantity::parse(text).expect(text)
}

pub fn date(text: &str) -> Date {
    Date::parse(text).expect(text)
}

pub fn source() -> Source {
    Source { path: "reports/2024-03/livelihood.md".into(), line: 1, blob: "0".into() }
}

fn target(op: Op, value: &str) -> TargetValue {
    TargetValue {
        op,
        value: quantity(value),
        upper: (op == Op::Between).then(|| quantity(value).plus(Quantity::integer(2))),
        of: None,
        by: None,
        within: None,
        list: None,
    }
}

impl Fixture {
    fn new(kind: Kind, name: &str, unit: &str, aim: Target) -> Fixture {
        let period = Period::parse("2024-03").unwrap();
        Fixture {
            indicator: indicator(kind, name, unit, aim.clone()),
            figure: figure(name, aim),
            before: None,
            other: None,
            period,
            led_by: None,
        }
    }

    pub fn cumulative(name: &str, unit: &str, aim: &str) -> Fixture {
        Fixture::new(Kind::Cumulative, name, unit, Target::Value(target(Op::Ge, aim)))
    }

    pub fn growth(name: &str, aim: &str) -> Fixture {
        Fixture::new(Kind::Growth, name, "%", Target::Value(target(Op::Ge, aim)))
    }

    pub fn level(name: &str, unit: &str, aim: &str, baseline: Option<&str>) -> Fixture {
        let mut new = Fixture::new(Kind::Level, name, unit, Target::Value(target(Op::Ge, aim)));
        new.indicator.baseline = baseline.map(|b| Baseline { value: quantity(b), date: date("2023-12-31") });
        new
    }

    pub fn bound(name: &str, unit: &str, aim: &str) -> Fixture {
        Fixture::new(Kind::Bound, name, unit, Target::Value(target(Op::Ge, aim)))
    }

    /// Class, its bound, its value.
    pub fn classes(name: &str, unit: &str, classes: &[(&str, &str, &str)]) -> Fixture {
        let targets = classes
            .iter()
            .map(|(class, aim, _)| ClassTarget { class: class.to_string(), target: target(Op::Ge, aim) });
        let mut new = Fixture::new(Kind::Bound, name, unit, Target::Classes(targets.collect()));
        let figures = classes.iter().map(|(class, aim, value)| ClassFigure {
            class: class.to_string(),
            value: quantity(value),
            reached: Some(quantity(value) >= quantity(aim)),
        });
        new.figure.classes = figures.collect();
        new.figure.reached = Some(new.figure.classes.iter().all(|c| c.reached == Some(true)));
        new
    }

    pub fn event(name: &str, unit: &str) -> Fixture {
        Fixture::new(Kind::Event, name, unit, Target::None)
    }

    pub fn milestone(name: &str, unit: &str, aim: &str, by: &str) -> Fixture {
        let aim = TargetValue { by: Some(date(by)), ..target(Op::Eq, aim) };
        Fixture::new(Kind::Milestone, name, unit, Target::Value(aim))
    }

    pub fn relation(name: &str, other: &str) -> Fixture {
        let aim = Target::Relation { op: Op::Gt, indicator: Id::new("other") };
        let mut new = Fixture::new(Kind::Relation, name, "%", aim);
        new.other = Some(indicator(Kind::Growth, other, "%", Target::None));
        new
    }

    pub fn value(mut self, value: &str) -> Fixture {
        self.figure.value = Some(quantity(value));
        self
    }

    pub fn other(mut self, value: &str) -> Fixture {
        self.figure.other_value = Some(quantity(value));
        self
    }

    pub fn base(mut self, base: &str) -> Fixture {
        self.figure.base = Some(quantity(base));
        self
    }

    pub fn op(mut self, op: Op) -> Fixture {
        if let Target::Value(value) = &self.figure.target {
            self.figure.target = Target::Value(target(op, &value.value.to_string()));
        }
        self
    }

    /// A multiple of last year's whole.
    pub fn times(mut self, of: &str) -> Fixture {
        if let Target::Value(value) = &mut self.figure.target {
            value.op = Op::Times;
            value.of = Some(quantity(of));
        }
        self
    }

    pub fn down(mut self) -> Fixture {
        self.indicator.direction = Direction::Down;
        self
    }

    pub fn light(mut self, color: Color) -> Fixture {
        self.figure.state = State::Lit(light(color));
        self
    }

    pub fn override_by(mut self, post: &str, day: &str, why: &str) -> Fixture {
        if let State::Lit(light) = &mut self.figure.state {
            light.why = Some(why.into());
            light.overridden = Some(Overridden { was: Some(Color::Red), post: post.into(), date: date(day) });
        }
        self
    }

    pub fn not_assessed(mut self, reason: Reason) -> Fixture {
        self.figure.state = State::NotAssessed(reason);
        self
    }

    pub fn reached(mut self, reached: bool) -> Fixture {
        self.figure.reached = Some(reached);
        self
    }

    /// The value of 1—2月, with a light.
    pub fn before(mut self, value: &str) -> Fixture {
        let mut before = figure(&self.indicator.name, self.figure.target.clone());
        before.value = Some(quantity(value));
        self.before = Some(before);
        self
    }

    pub fn before_light(mut self, color: Color) -> Fixture {
        if self.before.is_none() {
            self = self.before("0");
        }
        if let Some(before) = &mut self.before {
            before.state = State::Lit(light(color));
        }
        self.figure.last_color = Some(color);
        self
    }

    pub fn ranks(mut self, now: (u32, u32), before: Option<(u32, u32)>) -> Fixture {
        let rank = |(place, of)| Some(Rank { place, of, source: Some("省统计局".into()) });
        self.figure.rank = rank(now);
        if let Some(before) = before {
            let mut figure = figure(&self.indicator.name, self.figure.target.clone());
            figure.rank = rank(before);
            self.before = Some(figure);
            self.figure.rank_change = Some(i64::from(before.0) - i64::from(now.0));
        }
        self
    }

    pub fn unsourced_rank(mut self, (place, of): (u32, u32)) -> Fixture {
        self.figure.rank = Some(Rank { place, of, source: None });
        self
    }

    pub fn pace(mut self, pace: &str) -> Fixture {
        self.figure.pace_needed = Some(quantity(pace));
        self
    }

    pub fn better_by(mut self, more: &str) -> Fixture {
        self.figure.to_better = Some(quantity(more));
        self
    }

    pub fn period(mut self, period: &str) -> Fixture {
        self.period = Period::parse(period).expect(period);
        self
    }

    /// Does the arithmetic and hands over the item.
    pub fn read<T>(&self, say: impl Fn(&Item) -> T) -> T {
        let ready = self.clone().ready();
        say(&ready.item())
    }

    /// The item itself; arithmetic must be done ([`Fixture::ready`]).
    pub fn item(&self) -> Item<'_> {
        Item {
            indicator: &self.indicator,
            figure: &self.figure,
            period: self.period,
            before: self.before.as_ref().map(|figure| Before { label: "1—2月".into(), figure }),
            subject: self.indicator.name.clone(),
            href: "trace".into(),
            led_by: self.led_by.clone(),
            other: self.other.as_ref(),
            lead_shown: false,
        }
    }

    pub fn ready(mut self) -> Fixture {
        self.calculate();
        self
    }

    fn calculate(&mut self) {
        let figure = &mut self.figure;
        let Some(value) = figure.value else { return };
        let schedule = self.period.months_share();
        if let Some(base) = figure.base.filter(|b| !b.is_zero()) {
            figure.change = value.minus(base).ratio().over(&base.ratio());
        }
        if let Some(before) = self.before.as_ref().and_then(|b| b.value) {
            figure.month = Some(value.minus(before));
        }
        let Target::Value(target) = &figure.target else { return };
        let aim = target.of.map_or(target.value.ratio(), |of| of.ratio().times(&target.value.ratio()));
        let baseline = self.indicator.baseline.as_ref().map(|b| b.value.ratio());
        match self.indicator.kind {
            Kind::Growth => {
                let gap = value.ratio().minus(&aim).over(&Ratio::integer(100));
                figure.gap =
                    if self.indicator.direction == Direction::Down { gap.map(|g| g.negated()) } else { gap };
            }
            Kind::Level if baseline.is_none() => return,
            Kind::Cumulative | Kind::Level => {
                let from = baseline.unwrap_or_else(Ratio::zero);
                figure.completion = value.ratio().minus(&from).over(&aim.minus(&from));
                let gap = figure.completion.as_ref().map(|c| c.minus(&schedule));
                figure.gap =
                    if self.indicator.direction == Direction::Down { gap.map(|g| g.negated()) } else { gap };
                figure.schedule = Some(schedule);
            }
            _ => return,
        }
        let tolerance = if target.op == Op::About { Ratio::new(98, 100).unwrap() } else { Ratio::one() };
        let strictly = target.op == Op::Gt && value.ratio() == aim;
        figure.reached = Some(value.ratio() >= aim.times(&tolerance) && !strictly);
        if self.indicator.direction == Direction::Down {
            let kept = self.indicator.kind == Kind::Growth && value.ratio() <= aim;
            figure.reached = Some(kept);
        }
    }
}

fn light(color: Color) -> Light {
    let word = match color {
        Color::Green | Color::Blue => "达到序时",
        Color::Yellow => "略低于序时",
        Color::Red => "明显滞后",
    };
    Light { color, word: word.into(), rule: "cumulative.2".into(), why: None, overridden: None }
}

fn indicator(kind: Kind, name: &str, unit: &str, aim: Target) -> Indicator {
    let first = Period::parse("2024-02").unwrap();
    Indicator {
        id: Id::new(name),
        name: name.into(),
        unit: Some(unit.into()),
        kind,
        action: Some(Id::new("livelihood")),
        reporter: Id::new("livelihood"),
        at: "1-1".into(),
        says: String::new(),
        frequency: Frequency::Month,
        first_due: first,
        versions: vec![TargetVersion {
            from: first,
            target: aim,
            document: String::new(),
            date: None,
            source: source(),
        }],
        by_region: Vec::new(),
        city_part: None,
        split_by: None,
        schedule: None,
        direction: Direction::Up,
        baseline: None,
        scope: Vec::new(),
        provisional: None,
        cross_year: None,
        owner: None,
        owner_post: None,
        disclosure: Disclosure::Internal,
        source: source(),
    }
}

fn figure(name: &str, aim: Target) -> IndicatorFigure {
    IndicatorFigure {
        id: Id::new(name),
        from: None,
        state: State::Lit(light(Color::Green)),
        value: None,
        classes: Vec::new(),
        nature: None,
        cutoff: Some(date("2024-03-31")),
        target: aim,
        target_from: None,
        other_value: None,
        completion: None,
        schedule: None,
        gap: None,
        month: None,
        base: None,
        change: None,
        rank: None,
        rank_change: None,
        pace_needed: None,
        red_run: None,
        to_better: None,
        to_worse: None,
        by_region: Vec::new(),
        city_part: None,
        missing_regions: Vec::new(),
        left_out: Vec::new(),
        reached: None,
        last_color: None,
        inputs: Vec::new(),
        formula: None,
        revised: Vec::new(),
    }
}
