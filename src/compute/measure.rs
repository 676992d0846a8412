use super::figures::Reason;
use crate::base::{Color, Date, Quantity, Ratio};
use crate::check::record::{Condition, Direction, Kind, LightRule, Op, TargetValue};

/// What a value is held against: the target in numbers, the schedule and the rules of its kind.
///
/// Everything a light depends on besides the value itself, so that the light is a plain function of the value.
#[derive(Debug, Clone)]
pub(super) struct Yardstick<'a> {
    pub kind: Kind,
    pub direction: Direction,
    pub bar: Bar,
    /// Of a level only.
    pub baseline: Option<Ratio>,
    /// 序时; `None` for `schedule: none`.
    pub schedule: Option<Ratio>,
    /// Whether it is the year's last period of the indicator's frequency.
    pub last: bool,
    /// Of a milestone only.
    pub by: Option<Date>,
    pub cutoff: Date,
    pub rules: &'a [LightRule],
}

/// A target in numbers.
#[derive(Debug, Clone)]
pub(super) struct Bar {
    pub op: Op,
    /// The number, the lower end, or the multiple worked out.
    pub number: Ratio,
    /// Of `between` only.
    pub upper: Option<Ratio>,
    /// What `about` forgives, in the unit of the value; else 0.
    pub slack: Ratio,
}

impl Bar {
    /// `about_percent` is the method's tolerance, in per cent.
    pub fn new(target: &TargetValue, about_percent: Quantity) -> Bar {
        let number = match (target.op, target.of) {
            (Op::Times, Some(of)) => target.value.ratio().times(&of.ratio()),
            _ => target.value.ratio(),
        };
        let slack = match target.op {
            Op::About => percent(&number.abs(), &about_percent.ratio()),
            _ => Ratio::zero(),
        };
        Bar { op: target.op, number, upper: target.upper.map(Quantity::ratio), slack }
    }

    pub fn exactly(op: Op, number: Ratio) -> Bar {
        Bar { op, number, upper: None, slack: Ratio::zero() }
    }
}

/// A value held against its yardstick; what does not exist for its kind is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Measure {
    pub reached: Option<bool>,
    /// Fraction, not capped.
    pub completion: Option<Ratio>,
    /// 百分点 ÷ 100.
    pub gap: Option<Ratio>,
    /// Days past `by` at the cutoff, negative before it; of an unreached milestone.
    pub late_days: Option<i64>,
    /// A limit for the year is already passed.
    pub over: bool,
}

/// What the rules say of a measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Index of the rule, from 0.
    Rule(usize),
    NotAssessed(Reason),
}

impl Yardstick<'_> {
    /// The number that completion counts to: the limit's upper end, else the lower.
    pub fn goal(&self) -> &Ratio {
        match (self.direction, &self.bar.upper) {
            (Direction::Down, Some(upper)) => upper,
            _ => &self.bar.number,
        }
    }

    /// Whether it has a 序时 at all (formats.md section 6).
    pub fn is_scheduled(&self) -> bool {
        match self.kind {
            Kind::Cumulative => true,
            Kind::Level => self.baseline.is_some(),
            Kind::Growth
            | Kind::Bound
            | Kind::Event
            | Kind::Milestone
            | Kind::Ranking
            | Kind::Relation
            | Kind::Text => false,
        }
    }

    /// Whether the value satisfies the op, whatever the day.
    fn holds(&self, value: &Ratio) -> bool {
        let Bar { op, number, upper, slack } = &self.bar;
        let bound = self.kind == Kind::Bound;
        let below_upper = upper.as_ref().is_none_or(|u| value <= u);
        match (op, self.direction) {
            (Op::Ge, _) => value >= number,
            (Op::Gt, _) => value > number,
            (Op::Le, _) => value <= number,
            (Op::Lt, _) => value < number,
            (Op::Eq, direction) => match (self.kind, direction) {
                (Kind::Cumulative | Kind::Milestone, Direction::Up) => value >= number,
                (Kind::Cumulative | Kind::Milestone, Direction::Down) => value <= number,
                _ => value == number,
            },
            (Op::About, _) if bound => value.minus(number).abs() <= *slack,
            (Op::About, Direction::Up) => *value >= number.minus(slack),
            (Op::About, Direction::Down) => *value <= number.plus(slack),
            (Op::Between, _) if bound => value >= number && below_upper,
            (Op::Between, Direction::Up) => value >= number,
            (Op::Between, Direction::Down) => below_upper,
            (Op::Times, Direction::Up) => value >= number,
            (Op::Times, Direction::Down) => value <= number,
        }
    }

    pub fn measure(&self, value: &Ratio) -> Measure {
        let holds = self.holds(value);
        let mut measure =
            Measure { reached: Some(holds), completion: None, gap: None, late_days: None, over: false };
        match self.kind {
            Kind::Cumulative => {
                measure.completion = value.over(self.goal());
                if self.direction == Direction::Down {
                    measure.reached = Some(holds && self.last);
                    measure.over = !holds;
                }
            }
            Kind::Level => {
                measure.completion =
                    self.baseline.as_ref().and_then(|base| value.minus(base).over(&self.goal().minus(base)));
            }
            Kind::Growth => {
                let difference = match self.direction {
                    Direction::Up => value.minus(self.goal()),
                    Direction::Down => self.goal().minus(value),
                };
                measure.gap = Some(percent(&difference, &Ratio::one()));
            }
            Kind::Milestone => {
                measure.completion = value.over(self.goal());
                measure.late_days = if holds { None } else { self.by.map(|by| self.cutoff.days_since(by)) };
            }
            Kind::Bound | Kind::Event | Kind::Ranking | Kind::Relation => {}
            Kind::Text => measure.reached = None,
        }
        if self.is_scheduled() {
            measure.gap = self.against_schedule(measure.completion.as_ref());
        }
        measure
    }

    /// Completion − schedule; for a limit of the year schedule − share used up.
    fn against_schedule(&self, completion: Option<&Ratio>) -> Option<Ratio> {
        let (completion, schedule) = (completion?, self.schedule.as_ref()?);
        Some(match (self.kind, self.direction) {
            (Kind::Cumulative, Direction::Down) => schedule.minus(completion),
            _ => completion.minus(schedule),
        })
    }

    /// The first rule that holds, or why there is none.
    pub fn verdict(&self, measure: &Measure) -> Verdict {
        let last_rule = Verdict::Rule(self.rules.len().saturating_sub(1));
        let reached = measure.reached == Some(true);
        if measure.over {
            last_rule
        } else if !reached && self.is_scheduled() && self.schedule.is_none() {
            if self.last { last_rule } else { Verdict::NotAssessed(Reason::NoSchedule) }
        } else if !reached && self.kind == Kind::Level && self.baseline.is_none() && !self.last {
            Verdict::NotAssessed(Reason::NoBaseline)
        } else {
            first_rule(self.rules, |condition| match condition {
                Condition::Reached => reached,
                Condition::GapAtLeast(points) => {
                    measure.gap.as_ref().is_some_and(|gap| *gap >= percent(&points.ratio(), &Ratio::one()))
                }
                Condition::LateDaysAtMost(days) => measure.late_days.is_some_and(|late| late <= *days),
                Condition::NodesLate(_) => false,
                Condition::Always => true,
            })
            .map_or(last_rule, Verdict::Rule)
        }
    }

    /// The computed colour of a value; `None` where it would not be lit.
    pub fn color(&self, value: &Ratio) -> Option<Color> {
        match self.verdict(&self.measure(value)) {
            Verdict::Rule(index) => self.rules.get(index).map(|r| r.color),
            Verdict::NotAssessed(_) => None,
        }
    }
}

/// Index of the first rule whose condition holds.
pub(super) fn first_rule(rules: &[LightRule], holds: impl Fn(&Condition) -> bool) -> Option<usize> {
    rules.iter().position(|rule| holds(&rule.condition))
}

/// `share` per cent of `whole`.
pub(super) fn percent(whole: &Ratio, share: &Ratio) -> Ratio {
    whole.times(share).over(&Ratio::integer(100)).expect("a hundred is not zero")
}
