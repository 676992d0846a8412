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

    /// Whether the target or the baseline lies below 0.
    pub fn reaches_below_zero(&self) -> bool {
        self.bar.number.is_negative() || self.baseline.as_ref().is_some_and(Ratio::is_negative)
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

    /// A limit of nothing that holds: no share of it can be used up, so it stands as on 序时 until the year is over.
    fn nothing_used(&self, measure: &Measure) -> bool {
        self.kind == Kind::Cumulative
            && self.direction == Direction::Down
            && self.goal().is_zero()
            && !measure.over
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
            let nothing_used = self.nothing_used(measure).then(Ratio::zero);
            let gap = measure.gap.as_ref().or(nothing_used.as_ref());
            first_rule(self.rules, |condition| match condition {
                Condition::Reached => reached,
                Condition::GapAtLeast(points) => gap.is_some_and(|gap| *gap >= points.per_cent()),
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

#[cfg(test)]
mod tests {
    use super::super::fixture::{quantity, rules, yardstick};
    use super::*;
    use crate::check::record::Kind::{Bound, Cumulative, Event, Growth, Level, Milestone, Ranking, Relation};

    /// `已完成`, or why nothing is lit.
    fn word(yardstick: &Yardstick, measure: &Measure) -> String {
        match yardstick.verdict(measure) {
            Verdict::Rule(index) => format!("{} {}", index + 1, yardstick.rules[index].word),
            Verdict::NotAssessed(reason) => reason.text().to_owned(),
        }
    }

    #[test]
    fn every_kind_and_op_is_measured_and_lit() {
        let not = "";
        #[rustfmt::skip]
        let cases = [
            // kind      target            baseline     schedule last   value     completion  gap         reached light
            (Cumulative, "ge 5.9",          None,        "7/12",  false, "3.62",   "61.3559",  "3.0226",   false, "2 达到序时"),
            (Cumulative, "ge 5.9",          None,        "7/12",  false, "5.9",    "100.0000", "41.6667",  true,  "1 已完成"),
            (Cumulative, "ge 36",           None,        "7/12",  false, "21",     "58.3333",  "0.0000",   false, "2 达到序时"), // exactly on 7/12
            (Cumulative, "ge 600",          None,        "7/12",  false, "290",    "48.3333",  "-10.0000", false, "3 略低于序时"), // exactly 10 behind
            (Cumulative, "ge 600",          None,        "7/12",  false, "289",    "48.1667",  "-10.1667", false, "4 明显滞后"),
            (Cumulative, "gt 1000",         None,        "1/1",   true,  "1000",   "100.0000", "0.0000",   false, "2 达到序时"),
            (Cumulative, "gt 1000",         None,        "1/1",   true,  "1001",   "100.1000", "0.1000",   true,  "1 已完成"),
            (Cumulative, "eq 25",           None,        "7/12",  false, "26",     "104.0000", "45.6667",  true,  "1 已完成"),
            (Cumulative, "about 50",        None,        "1/1",   true,  "49",     "98.0000",  "-2.0000",  true,  "1 已完成"),
            (Cumulative, "about 50",        None,        "1/1",   true,  "48.9",   "97.8000",  "-2.2000",  false, "3 略低于序时"),
            (Cumulative, "between 3 5",     None,        "7/12",  false, "3",      "100.0000", "41.6667",  true,  "1 已完成"),
            (Cumulative, "between 3 5",     None,        "7/12",  false, "2",      "66.6667",  "8.3333",   false, "2 达到序时"),
            (Cumulative, "times 2 41.3",    None,        "1/4",   false, "22.7",   "27.4818",  "2.4818",   false, "2 达到序时"),
            (Cumulative, "times 2 41.3",    None,        "1/1",   true,  "82.6",   "100.0000", "0.0000",   true,  "1 已完成"),
            (Cumulative, "ge 0",            None,        "7/12",  false, "0",      not,        not,        true,  "1 已完成"), // no share of nothing
            // a limit for the year
            (Cumulative, "down le 100",     None,        "7/12",  false, "50",     "50.0000",  "8.3333",   false, "2 达到序时"),
            (Cumulative, "down le 100",     None,        "7/12",  false, "65",     "65.0000",  "-6.6667",  false, "3 略低于序时"),
            (Cumulative, "down le 100",     None,        "7/12",  false, "100",    "100.0000", "-41.6667", false, "4 明显滞后"),
            (Cumulative, "down le 100",     None,        "11/12", false, "101",    "101.0000", "-9.3333",  false, "4 明显滞后"), // over: the last rule
            (Cumulative, "down le 100",     None,        "1/1",   true,  "100",    "100.0000", "0.0000",   true,  "1 已完成"),
            (Cumulative, "down lt 100",     None,        "1/1",   true,  "100",    "100.0000", "0.0000",   false, "4 明显滞后"),
            (Cumulative, "down about 100",  None,        "1/1",   true,  "102",    "102.0000", "-2.0000",  true,  "1 已完成"),
            (Cumulative, "down eq 100",     None,        "1/1",   true,  "99",     "99.0000",  "1.0000",   true,  "1 已完成"),
            // a limit of nothing: no completion, no gap, and no fault while it holds
            (Cumulative, "down le 0",       None,        "7/12",  false, "0",      not,        not,        false, "2 达到序时"),
            (Cumulative, "down eq 0",       None,        "7/12",  false, "0",      not,        not,        false, "2 达到序时"),
            (Cumulative, "down le 0",       None,        "7/12",  false, "1",      not,        not,        false, "4 明显滞后"),
            (Cumulative, "down le 0",       None,        "1/1",   true,  "0",      not,        not,        true,  "1 已完成"),
            (Cumulative, "down le 0",       None,        "1/1",   true,  "1",      not,        not,        false, "4 明显滞后"),
            // schedule: none
            (Cumulative, "ge 100",          None,        "none",  false, "60",     "60.0000",  not,        false, "无序时"),
            (Cumulative, "ge 100",          None,        "none",  false, "100",    "100.0000", not,        true,  "1 已完成"),
            (Cumulative, "ge 100",          None,        "none",  true,  "99",     "99.0000",  not,        false, "4 明显滞后"),
            (Cumulative, "down le 100",     None,        "none",  false, "99",     "99.0000",  not,        false, "无序时"),
            (Cumulative, "down le 100",     None,        "none",  false, "101",    "101.0000", not,        false, "4 明显滞后"),
            // growth
            (Growth,     "ge 7.5",          None,        "7/12",  false, "8.1",    not,        "0.6000",   true,  "1 达到目标"),
            (Growth,     "ge 7.5",          None,        "7/12",  false, "6.5",    not,        "-1.0000",  false, "2 接近目标"),
            (Growth,     "ge 7.5",          None,        "none",  false, "6.4",    not,        "-1.1000",  false, "3 低于目标"), // schedule is not its affair
            (Growth,     "eq 3.6",          None,        "7/12",  false, "3.6",    not,        "0.0000",   true,  "1 达到目标"),
            (Growth,     "eq 3.6",          None,        "7/12",  false, "4.0",    not,        "0.4000",   false, "2 接近目标"), // only of cumulative and milestone is over enough
            (Growth,     "about 7",         None,        "7/12",  false, "6.86",   not,        "-0.1400",  true,  "1 达到目标"),
            (Growth,     "about 7",         None,        "7/12",  false, "6.85",   not,        "-0.1500",  false, "2 接近目标"),
            (Growth,     "about -7",        None,        "7/12",  false, "-7.14",  not,        "-0.1400",  true,  "1 达到目标"),
            (Growth,     "down le -50",     None,        "7/12",  false, "-52",    not,        "2.0000",   true,  "1 达到目标"),
            (Growth,     "down le 3",       None,        "7/12",  false, "3.5",    not,        "-0.5000",  false, "2 接近目标"),
            (Growth,     "down about 3",    None,        "7/12",  false, "3.06",   not,        "-0.0600",  true,  "1 达到目标"),
            // level
            (Level,      "ge 62.89",        Some("60.11"), "1/4", false, "60.93",  "29.4964",  "4.4964",   false, "2 达到序时"),
            (Level,      "ge 62.89",        Some("60.11"), "1/4", false, "60.00",  "-3.9568",  "-28.9568", false, "4 明显滞后"),
            (Level,      "eq 65",           Some("60"),  "1/1",   true,  "66",     "120.0000", "20.0000",  false, "2 达到序时"),
            (Level,      "down le 35",      Some("40"),  "1/2",   false, "37",     "60.0000",  "10.0000",  false, "2 达到序时"),
            (Level,      "down le 35",      Some("40"),  "1/2",   false, "35",     "100.0000", "50.0000",  true,  "1 已完成"),
            (Level,      "ge 60",           Some("60"),  "1/2",   false, "59",     not,        not,        false, "4 明显滞后"), // no way to go
            (Level,      "ge 65",           Some("60"),  "none",  false, "64",     "80.0000",  not,        false, "无序时"),
            (Level,      "gt 1000",         None,        "1/4",   false, "962",    not,        not,        false, "无基数"),
            (Level,      "gt 1000",         None,        "1/4",   false, "1001",   not,        not,        true,  "1 已完成"),
            (Level,      "gt 1000",         None,        "1/1",   true,  "1000",   not,        not,        false, "4 明显滞后"),
            (Level,      "between 3 5",     Some("1"),   "1/2",   false, "2",      "50.0000",  "0.0000",   false, "2 达到序时"),
            (Level,      "times 2 10",      Some("10"),  "1/2",   false, "14",     "40.0000",  "-10.0000", false, "3 略低于序时"),
            // reached or not
            (Bound,      "ge 8400",         None,        "7/12",  false, "8400",   not,        not,        true,  "1 符合"),
            (Bound,      "gt 8400",         None,        "7/12",  false, "8400",   not,        not,        false, "2 不符合"),
            (Bound,      "lt 5.5",          None,        "7/12",  false, "5.4",    not,        not,        true,  "1 符合"),
            (Bound,      "le 5.5",          None,        "7/12",  false, "5.6",    not,        not,        false, "2 不符合"),
            (Bound,      "eq 100",          None,        "7/12",  false, "101",    not,        not,        false, "2 不符合"),
            (Bound,      "about 3",         None,        "7/12",  false, "3.06",   not,        not,        true,  "1 符合"),
            (Bound,      "about 3",         None,        "7/12",  false, "3.07",   not,        not,        false, "2 不符合"),
            (Bound,      "about 3",         None,        "7/12",  false, "2.93",   not,        not,        false, "2 不符合"),
            (Event,      "eq 0",            None,        "7/12",  false, "0",      not,        not,        true,  "1 符合"),
            (Event,      "eq 0",            None,        "7/12",  false, "1",      not,        not,        false, "2 不符合"),
            (Ranking,    "ge 1",            None,        "1/1",   true,  "0",      not,        not,        false, "2 不符合"),
            (Relation,   "gt 7.1",          None,        "1/4",   false, "6.8",    not,        not,        false, "2 不符合"),
            (Relation,   "ge 6.8",          None,        "1/4",   false, "6.8",    not,        not,        true,  "1 符合"),
            (Milestone,  "eq 7",            None,        "7/12",  false, "3",      "42.8571",  not,        false, "2 在期内"),
            (Milestone,  "eq 7",            None,        "7/12",  false, "8",      "114.2857", not,        true,  "1 已完成"),
        ];
        for (kind, target, baseline, schedule, last, value, completion, gap, reached, light) in cases {
            let rules = rules(kind);
            let yardstick = yardstick(kind, target, baseline, schedule, last, &rules);
            let measure = yardstick.measure(&quantity(value).ratio());
            let case = format!("{kind:?} {target} at {value}");
            let print = |r: &Option<Ratio>| r.as_ref().map_or(String::new(), |r| r.percent(4).to_string());
            assert_eq!(print(&measure.completion), completion, "completion of {case}");
            assert_eq!(print(&measure.gap), gap, "gap of {case}");
            assert_eq!(measure.reached, Some(reached), "reached of {case}");
            assert_eq!(word(&yardstick, &measure), light, "light of {case}");
        }
    }

    #[test]
    fn a_milestone_is_late_only_after_its_day() {
        #[rustfmt::skip]
        let cases = [
            // cutoff      late days  light
            ("2024-08-31", -1,        "2 在期内"),
            ("2024-09-01", 0,         "2 在期内"),
            ("2024-09-02", 1,         "3 逾期"),
            ("2024-12-31", 121,       "3 逾期"),
        ];
        let rules = rules(Milestone);
        for (cutoff, late, light) in cases {
            let cutoff = Date::parse(cutoff).unwrap();
            let yardstick = Yardstick { cutoff, ..yardstick(Milestone, "eq 7", None, "1/1", false, &rules) };
            let measure = yardstick.measure(&quantity("6").ratio());
            assert_eq!(measure.late_days, Some(late), "{cutoff}");
            assert_eq!(word(&yardstick, &measure), light, "{cutoff}");
        }
    }
}
