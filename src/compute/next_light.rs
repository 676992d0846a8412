use super::measure::{Bar, Yardstick};
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
/// them are all the candidates there are. `count`: the value may not fall below 0, unless it or what it is held
/// against stands there: a stock that can be below 0 counts no things.
pub(super) fn to_next(yardstick: &Yardstick, value: Quantity, count: bool) -> ToNext {
    let count = count && !value.is_negative() && !yardstick.reaches_below_zero();
    let has_it = match yardstick.kind {
        Kind::Cumulative | Kind::Growth | Kind::Bound => true,
        Kind::Level => yardstick.baseline.is_some(),
        Kind::Event | Kind::Milestone | Kind::Ranking | Kind::Relation | Kind::Text => false,
    };
    let now = yardstick.color(&value.ratio());
    let (true, Some(now)) = (has_it, now) else { return ToNext::default() };
    let colors = || yardstick.rules.iter().map(|r| r.color);
    let (some_better, some_worse) = (colors().any(|c| c < now), colors().any(|c| c > now));
    let mut next = ToNext::default();
    for (amount, moved) in candidates(yardstick, value) {
        if (next.better.is_some() || !some_better) && (next.worse.is_some() || !some_worse) {
            break;
        }
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
    let at = value.ratio();
    let mut found = Vec::new();
    for point in turning_points(yardstick) {
        let way = point.minus(&at);
        let below = way.rounded_down(scale);
        let (step, exact) = (below.mantissa(), below.ratio() == way);
        // The steps on the point and beside it: the light may change on either.
        found.extend([step, step + 1]);
        found.extend(exact.then_some(step - 1));
    }
    found.retain(|step| *step != 0);
    found.sort_unstable_by_key(|step| (step.abs(), -step));
    found.dedup();
    let moved = |step: i128| value.plus(Quantity::from_steps(step, scale));
    found.into_iter().map(|step| (Quantity::from_steps(step.abs(), scale), moved(step))).collect()
}

/// Every value at which some rule begins or ceases to hold.
fn turning_points(yardstick: &Yardstick) -> Vec<Ratio> {
    let Bar { number, upper, slack, .. } = &yardstick.bar;
    let mut points = vec![number.clone()];
    if !slack.is_zero() {
        points.extend([number.minus(slack), number.plus(slack)]);
    }
    points.extend(upper.clone());
    let goal = yardstick.goal();
    for rule in yardstick.rules {
        let Condition::GapAtLeast(threshold) = &rule.condition else { continue };
        let (threshold, share) = (threshold.ratio(), threshold.per_cent());
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

#[cfg(test)]
mod tests {
    use super::super::fixture::{quantity, rules, yardstick};
    use super::super::measure::percent;
    use super::*;
    use crate::base::Color;
    use crate::check::record::Kind::{Bound, Cumulative, Growth, Level, Milestone, Ranking};
    use crate::check::record::{LightRule, Op};
    use proptest::prelude::*;

    #[test]
    fn the_way_to_the_next_light() {
        let none = "";
        #[rustfmt::skip]
        let cases = [
            // kind      target          baseline       schedule  last   value    better   worse
            (Cumulative, "ge 5.9",        None,          "7/12",   false, "3.62",  none,    "0.18"),  // 序时 3.4416…; green down to 3.45
            (Cumulative, "ge 36",         None,          "7/12",   false, "21",    none,    "1"),     // exactly on 序时
            (Cumulative, "ge 232",        None,          "3/12",   false, "51",    "7",     "17"),    // 58; red below 34.8
            (Cumulative, "ge 25",         None,          "3/12",   false, "3",     "1",     none),    // yellow from 3.75
            (Cumulative, "ge 25",         None,          "1/12",   false, "0",     "3",     none),    // nothing below 0 to lose
            (Cumulative, "gt 1000",       None,          "1/1",    true,  "999",   "1",     "100"),   // 1000 is on 序时 though not over
            (Cumulative, "about 50",      None,          "1/1",    true,  "48.9",  "0.1",   "4.0"),   // 49.0 will do; 45.0 is just yellow
            (Cumulative, "between 3 5",   None,          "1/1",    true,  "2",     "1",     none),    // red already: 66.7% of 100%
            (Cumulative, "down le 100",   None,          "7/12",   false, "65",    "7",     "4"),     // 58.33 and 68.33
            (Cumulative, "down le 100",   None,          "11/12",  false, "99",    "8",     "2"),     // over 100 before 101.67
            (Cumulative, "down le 0",     None,          "7/12",  false, "0",     none,    "1"),     // a limit of nothing
            (Cumulative, "down le 0",     None,          "7/12",  false, "2",     "2",     none),
            (Cumulative, "ge 100",        None,          "none",   false, "100",   none,    none),    // below it nothing is lit
            (Cumulative, "ge 100",        None,          "none",   true,  "90",    "10",    none),
            (Growth,     "ge 7.5",        None,          "7/12",   false, "8.1",   none,    "0.7"),
            (Growth,     "ge 7.5",        None,          "7/12",   false, "6.5",   "1.0",   "0.1"),
            (Growth,     "ge 0.5",        None,          "7/12",   false, "0.2",   "0.3",   "0.8"),   // a rate may fall below 0
            (Growth,     "eq 3.6",        None,          "7/12",   false, "4.0",   "0.4",   "1.5"),   // exactly 3.6, back or forth
            (Growth,     "down le -50",   None,          "7/12",   false, "-49.2", "0.8",   "0.3"),
            (Level,      "ge 62.89",      Some("60.11"), "1/4",    false, "60.93", none,    "0.13"),
            (Level,      "down le 35",    Some("40"),    "1/2",    false, "38",    "1",     "1"),     // 40% of 50%: just yellow
            (Level,      "ge 10",         Some("-30"),   "1/4",   false, "-19",   none,    "2"),     // a stock below 0 may fall on
            (Level,      "ge -5",         Some("-30"),   "1/2",   false, "-18",   "1",     "3"),
            (Level,      "down le -5",    Some("20"),    "1/2",   false, "6",     none,    "2"),     // 7.5, and on below 0
            (Level,      "gt 1000",       None,          "1/4",    false, "1001",  none,    none),    // without baseline
            (Bound,      "ge 8400",       None,          "7/12",   false, "8460",  none,    "61"),
            (Bound,      "lt 5.5",        None,          "7/12",   false, "5.5",   "0.1",   none),
            (Bound,      "about 3",       None,          "7/12",   false, "3.05",  none,    "0.02"),
            (Bound,      "about 3",       None,          "7/12",   false, "2.9",   "0.1",   none),
            (Milestone,  "eq 7",          None,          "7/12",   false, "3",     none,    none),
        ];
        for (kind, target, baseline, schedule, last, value, better, worse) in cases {
            let rules = rules(kind);
            let yardstick = yardstick(kind, target, baseline, schedule, last, &rules);
            let next = to_next(&yardstick, quantity(value), kind != Growth);
            let print = |q: Option<Quantity>| q.map_or(String::new(), |q| q.to_string());
            let case = format!("{kind:?} {target} at {value}");
            assert_eq!(print(next.better), better, "better of {case}");
            assert_eq!(print(next.worse), worse, "worse of {case}");
        }
    }

    #[test]
    fn places_decide_where_one_entry_does() {
        #[rustfmt::skip]
        let cases = [
            // target  entries  place  of  within  better    worse
            ("ge 1",   "0",     13,    86, 10,     Some(3),  None),
            ("ge 1",   "1",     8,     86, 10,     None,     Some(3)),
            ("ge 1",   "1",     8,     10, 10,     None,     None),     // nobody can fall out
            ("ge 1",   "2",     8,     86, 10,     None,     None),     // the second holds it
            ("ge 2",   "1",     8,     86, 10,     None,     None),     // where the second stands is not known
        ];
        let rules = rules(Ranking);
        for (target, entries, place, of, within, better, worse) in cases {
            let yardstick = yardstick(Ranking, target, None, "1/1", true, &rules);
            let next = places_to_next(&yardstick, quantity(entries), place, of, within);
            let places = |n: Option<i64>| n.map(Quantity::integer);
            assert_eq!((next.better, next.worse), (places(better), places(worse)), "{target} {entries}");
        }
    }

    /// Rules with free thresholds, colours from good to bad.
    fn any_rules() -> impl Strategy<Value = Vec<LightRule>> {
        (proptest::collection::vec((-400i128..400, 0u32..2), 0..4), any::<bool>()).prop_map(
            |(mut points, reached)| {
                points.sort_by(|a, b| b.cmp(a));
                let reached = reached.then_some(Condition::Reached);
                let gaps = points
                    .into_iter()
                    .map(|(n, scale)| Condition::GapAtLeast(Quantity::from_steps(n, scale)));
                let conditions: Vec<Condition> =
                    reached.into_iter().chain(gaps).chain([Condition::Always]).collect();
                let colors = Color::ALL.into_iter().chain(std::iter::repeat(Color::Red));
                conditions
                    .into_iter()
                    .zip(colors)
                    .map(|(condition, color)| LightRule { word: color.code().into(), color, condition })
                    .collect()
            },
        )
    }

    fn any_op() -> impl Strategy<Value = Op> {
        proptest::sample::select(Op::ALL.to_vec())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn that_amount_turns_the_light_and_one_step_less_does_not(
            kind in proptest::sample::select(vec![Cumulative, Growth, Level, Bound]),
            op in any_op(),
            down in any::<bool>(),
            numbers in (-3000i128..3000, 0i128..500, -3000i128..3000, -3000i128..3000, 0u32..3),
            schedule in proptest::option::of(0i128..37),
            last in any::<bool>(),
            count in any::<bool>(),
            rules in any_rules(),
        ) {
            let (target, span, baseline, value, scale) = numbers;
            let number = Quantity::from_steps(target, 1).ratio();
            let span = Quantity::from_steps(span, 1).ratio();
            let yardstick = Yardstick {
                kind,
                direction: if down { Direction::Down } else { Direction::Up },
                bar: Bar {
                    op,
                    upper: (op == Op::Between).then(|| number.plus(&span)),
                    slack: if op == Op::About { percent(&number.abs(), &span) } else { Ratio::zero() },
                    number,
                },
                baseline: (kind == Level).then(|| Quantity::from_steps(baseline, 1).ratio()),
                schedule: schedule.and_then(|n| Ratio::new(n, 36)),
                last,
                by: None,
                cutoff: crate::base::Date::new(2024, 7, 25).unwrap(),
                rules: &rules,
            };
            let value = Quantity::from_steps(value, scale);
            let now = yardstick.color(&value.ratio());
            let next = to_next(&yardstick, value, count);
            let held_against = [Some(&yardstick.bar.number), yardstick.baseline.as_ref()];
            let below = held_against.into_iter().flatten().any(Ratio::is_negative);
            let counts = count && !below && !value.is_negative();
            let turned = |steps: i128, better: bool| {
                let amount = Quantity::from_steps(steps, scale);
                [value.plus(amount), value.minus(amount)].into_iter().any(|moved| {
                    let color = yardstick.color(&moved.ratio());
                    let sound = !(counts && moved.is_negative());
                    sound && color.zip(now).is_some_and(|(c, n)| if better { c < n } else { c > n })
                })
            };
            for (amount, better) in [(next.better, true), (next.worse, false)] {
                // Every smaller step is tried, and where there is no amount a good stretch of them.
                let until = match amount {
                    Some(amount) => {
                        let steps = amount.ratio().over(&amount.step()).unwrap().rounded(0);
                        let steps: i128 = steps.to_string().parse().unwrap();
                        prop_assert!(steps > 0 && turned(steps, better), "{amount} turns nothing");
                        steps
                    }
                    None => 1000,
                };
                let earlier = (1..until).rev().take(1000).find(|steps| turned(*steps, better));
                prop_assert_eq!(earlier, None, "{:?} is not the least", amount);
            }
        }
    }
}
