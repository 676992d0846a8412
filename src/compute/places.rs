//! A region's place among those of its group, and how far it is from the next place either way.

use super::figures::RegionFigure;
use crate::base::{Id, Quantity, Ratio};
use crate::check::Record;
use crate::check::record::{Direction, Indicator, RankRules, Ties};
use std::collections::BTreeSet;

/// A place by exact completion; what is silent is out of the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub place: u32,
    pub of: u32,
    /// Others have exactly the same completion.
    pub shared: bool,
    /// The least amounts, in the indicator's unit and the step of the region's value, that move it to a better and
    /// to a worse place while all others stand still; a place that is shared counts as reached. `None`: there is
    /// no better or worse place, or a count would fall below 0.
    pub to_better: Option<Quantity>,
    pub to_worse: Option<Quantity>,
}

/// `None`: it has no completion, or its group is smaller than the method allows.
pub fn place_in_group(
    record: &Record,
    rules: &RankRules,
    indicator: &Indicator,
    parts: &[RegionFigure],
    region: &Id,
) -> Option<Place> {
    let group = &record.region(region)?.group;
    let in_group = |r: &&RegionFigure| record.region(&r.region).is_some_and(|r| r.group == *group);
    let ranked = || parts.iter().filter(in_group).filter(|r| r.completion.is_some());
    let own = ranked().find(|r| r.region == *region)?;
    let others: Vec<&Ratio> =
        ranked().filter(|r| r.region != *region).filter_map(|r| r.completion.as_ref()).collect();
    let completion = own.completion.as_ref()?;
    let (place, of, shared) = place(rules, indicator.direction, completion, &others)?;
    let (to_better, to_worse) = match (own.value, own.target) {
        (Some(value), Some(target)) => moves(indicator.direction, value, target, completion, &others),
        _ => (None, None),
    };
    Some(Place { place, of, shared, to_better, to_worse })
}

/// Place, number of the ranked, and whether it is shared. Of a limit the smaller share used up is the better.
fn place(
    rules: &RankRules,
    direction: Direction,
    own: &Ratio,
    others: &[&Ratio],
) -> Option<(u32, u32, bool)> {
    let ahead = others.iter().filter(|c| is_ahead(direction, c, own));
    let ahead = match rules.ties {
        Ties::SameThenSkip => ahead.count(),
        Ties::SameThenNext => ahead.collect::<BTreeSet<_>>().len(),
    };
    let of = others.len() as u32 + 1;
    (of >= rules.smallest_group).then_some((ahead as u32 + 1, of, others.contains(&own)))
}

fn is_ahead(direction: Direction, a: &Ratio, b: &Ratio) -> bool {
    match direction {
        Direction::Up => a > b,
        Direction::Down => a < b,
    }
}

/// The least steps of the value to draw level with the next ahead, and to fall behind the next after it.
fn moves(
    direction: Direction,
    value: Quantity,
    target: Quantity,
    own: &Ratio,
    others: &[&Ratio],
) -> (Option<Quantity>, Option<Quantity>) {
    if target.is_negative() || target.is_zero() {
        return (None, None);
    }
    let (ahead, behind): (Vec<&Ratio>, Vec<&Ratio>) =
        others.iter().partition(|c| is_ahead(direction, c, own));
    let (next_ahead, next_behind) = match direction {
        Direction::Up => (ahead.into_iter().min(), behind.into_iter().max()),
        Direction::Down => (ahead.into_iter().max(), behind.into_iter().min()),
    };
    let scale = value.scale();
    let way = |to: &Ratio| to.times(&target.ratio()).minus(&value.ratio()).abs();
    let step = Quantity::from_steps(1, scale);
    let to_better = next_ahead.map(|to| way(to).rounded_up(scale));
    let to_worse = next_behind.map(|to| way(to).rounded_down(scale).plus(step));
    let sound = |amount: &Quantity| direction == Direction::Down || *amount <= value;
    (to_better, to_worse.filter(sound))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::quantity;
    use super::*;
    use proptest::prelude::*;

    fn rules(ties: Ties, smallest_group: u32) -> RankRules {
        RankRules { ties, smallest_group }
    }

    #[test]
    fn equal_completions_share_a_place() {
        let of = |n: i128| Ratio::new(n, 100).unwrap();
        #[rustfmt::skip]
        let cases = [
            // ties              smallest  direction        own  others          place
            (Ties::SameThenSkip, 3,        Direction::Up,   40,  [30, 30, 20],   Some((1, 4, false))),
            (Ties::SameThenSkip, 3,        Direction::Up,   30,  [40, 30, 20],   Some((2, 4, true))),
            (Ties::SameThenSkip, 3,        Direction::Up,   20,  [40, 30, 30],   Some((4, 4, false))),
            (Ties::SameThenNext, 3,        Direction::Up,   20,  [40, 30, 30],   Some((3, 4, false))),
            (Ties::SameThenSkip, 3,        Direction::Down, 20,  [40, 30, 30],   Some((1, 4, false))),
            (Ties::SameThenSkip, 5,        Direction::Up,   40,  [30, 30, 20],   None),
        ];
        for (ties, smallest, direction, own, others, expected) in cases {
            let others = others.map(of);
            let others: Vec<&Ratio> = others.iter().collect();
            let found = place(&rules(ties, smallest), direction, &of(own), &others);
            assert_eq!(found, expected, "{ties:?} {own}");
        }
    }

    #[test]
    fn the_way_to_the_next_place() {
        let share = |n, d| Ratio::new(n, d).unwrap();
        // 4 of 22 are 18.2%; others of the group at 25%, 18.2% and 12.5%
        let (ahead, level, behind) = (share(1, 4), share(4, 22), share(1, 8));
        let own = share(4, 22);
        let to = |others: &[&Ratio], direction| {
            let (better, worse) = moves(direction, quantity("4"), quantity("22"), &own, others);
            [better, worse].map(|q| q.map_or(String::new(), |q| q.to_string()))
        };
        assert_eq!(to(&[&ahead, &behind], Direction::Up), ["2", "2"]); // 5.5 of 22; below 2.75
        assert_eq!(to(&[&ahead, &level, &behind], Direction::Up), ["2", "1"]); // the next one shares the place
        assert_eq!(to(&[&behind], Direction::Up), ["", "2"]);
        assert_eq!(to(&[&ahead, &behind], Direction::Down), ["2", "2"]); // down to 2; over 5.5
        let none = share(0, 1);
        assert_eq!(to(&[&none], Direction::Up), ["", ""]); // behind 0 no count can fall
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        #[test]
        fn that_amount_moves_the_place_and_one_step_less_does_not(
            own in (0i128..400, 1i128..400),
            others in proptest::collection::vec((0i128..400, 1i128..400), 1..6),
            scale in 0u32..3,
            down in any::<bool>(),
            skip in any::<bool>(),
        ) {
            let direction = if down { Direction::Down } else { Direction::Up };
            let rules = rules(if skip { Ties::SameThenSkip } else { Ties::SameThenNext }, 2);
            let others: Vec<Ratio> = others.iter().map(|(v, t)| Ratio::new(*v, *t).unwrap()).collect();
            let others: Vec<&Ratio> = others.iter().collect();
            let (value, target) = (Quantity::from_steps(own.0, scale), Quantity::from_steps(own.1, 0));
            let at = |value: Quantity| {
                let completion = value.ratio().over(&target.ratio()).unwrap();
                place(&rules, direction, &completion, &others).unwrap().0
            };
            let completion = value.ratio().over(&target.ratio()).unwrap();
            let (better, worse) = moves(direction, value, target, &completion, &others);
            let toward = |steps: i128, better: bool| {
                let amount = Quantity::from_steps(steps, scale);
                if better == down { value.minus(amount) } else { value.plus(amount) }
            };
            let now = at(value);
            for (amount, better) in [(better, true), (worse, false)] {
                let moved = |steps: i128| {
                    let value = toward(steps, better);
                    !value.is_negative() && if better { at(value) < now } else { at(value) > now }
                };
                let until = match amount {
                    Some(amount) => {
                        let steps = amount.ratio().over(&amount.step()).unwrap().rounded(0);
                        let steps: i128 = steps.to_string().parse().unwrap();
                        prop_assert!(steps > 0 && moved(steps), "{amount} moves nothing");
                        steps
                    }
                    None => 2000,
                };
                prop_assert_eq!((1..until).rev().take(2000).find(|s| moved(*s)), None);
            }
        }
    }
}
