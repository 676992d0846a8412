use super::figures::{Counts, DoneItems, IndicatorFigure, PeriodFigures, State};
use crate::base::{Color, Frequency, Id, Period, Quantity, Ratio};
use crate::check::record::{Indicator, Kind, LeadMode, Plan};
use rustc_hash::FxHashMap as HashMap;

impl Counts {
    /// Adds one light or state, and its turn since the period before.
    fn add(&mut self, state: &State, before: Option<Color>) {
        match state {
            State::Lit(light) => {
                *self.colors.entry(light.color).or_default() += 1;
                if let Some(before) = before {
                    self.better += u32::from(light.color < before);
                    self.worse += u32::from(light.color > before);
                }
            }
            State::NotDue => self.not_due += 1,
            State::Missing => self.missing += 1,
            State::NotAssessed(_) => self.not_assessed += 1,
            State::NoTarget => self.no_target += 1,
        }
    }

    fn plus(&mut self, other: &Counts) {
        for (color, n) in &other.colors {
            *self.colors.entry(*color).or_default() += n;
        }
        self.not_due += other.not_due;
        self.missing += other.missing;
        self.not_assessed += other.not_assessed;
        self.no_target += other.no_target;
        self.better += other.better;
        self.worse += other.worse;
    }
}

/// Each action's own indicators in a file; restatements and tasks are no part of it.
pub(super) fn action_counts(plan: &Plan, figures: &[IndicatorFigure]) -> Vec<(Id, Counts)> {
    let mut counts: HashMap<&Id, Counts> = HashMap::default();
    for (indicator, figure) in plan.indicators.iter().zip(figures) {
        if let Some(action) = &indicator.action {
            counts.entry(action).or_default().add(&figure.state, figure.last_color);
        }
    }
    plan.actions.iter().map(|a| (a.id.clone(), counts.remove(&a.id).unwrap_or_default())).collect()
}

/// 全市: the sum of the actions.
pub fn city_counts(file: &PeriodFigures) -> Counts {
    let mut sum = Counts::default();
    file.counts.iter().for_each(|(_, counts)| sum.plus(counts));
    sum
}

/// Of the indicators of a file that `wanted` picks.
pub fn counts_where(plan: &Plan, file: &PeriodFigures, wanted: impl Fn(&Indicator) -> bool) -> Counts {
    let mut counts = Counts::default();
    for indicator in plan.indicators.iter().filter(|i| wanted(i)) {
        if let Some(figure) = file.indicator(&indicator.id) {
            counts.add(&figure.state, figure.last_color);
        }
    }
    counts
}

/// A unit's: the indicators whose task it leads.
pub fn unit_counts(plan: &Plan, file: &PeriodFigures, unit: &str) -> Counts {
    counts_where(plan, file, |indicator| is_led_by(plan, indicator, unit))
}

fn is_led_by(plan: &Plan, indicator: &Indicator, unit: &str) -> bool {
    let task = indicator.action.as_ref().and_then(|a| plan.action(a)).and_then(|a| a.task(indicator.task()?));
    task.is_some_and(|t| t.duty.mode != LeadMode::None && t.duty.leads.iter().any(|l| &**l == unit))
}

/// A region's: the lights of its parts of split indicators.
pub fn region_counts(file: &PeriodFigures, region: &str) -> Counts {
    let mut counts = Counts::default();
    for part in file.indicators.iter().filter_map(|f| f.part(region)) {
        counts.add(&part.state, part.last_color);
    }
    counts
}

/// Shares of the whole in per cent that sum to exactly 100 as printed: each rounded down, then a last digit more
/// for those that lost the most (largest remainder), earlier ones first among equals. Empty where all is 0.
pub fn printed_shares(counts: &[u32], decimals: u32) -> Vec<Quantity> {
    let whole: u32 = counts.iter().sum();
    let exact = |n: u32| Ratio::new(i128::from(n) * 100, whole.into());
    let Some(exact) = counts.iter().map(|n| exact(*n)).collect::<Option<Vec<_>>>() else { return Vec::new() };
    let mut shares: Vec<Quantity> = exact.iter().map(|s| s.rounded_down(decimals)).collect();
    let lost: Vec<Ratio> = exact.iter().zip(&shares).map(|(e, s)| e.minus(&s.ratio())).collect();
    let step = Quantity::from_steps(1, decimals);
    let sum = shares.iter().fold(Quantity::integer(0), |a, b| a.plus(*b));
    let short = Quantity::integer(100).minus(sum).ratio().over(&step.ratio());
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by(|a, b| lost[*b].cmp(&lost[*a]));
    for (given, place) in order.into_iter().enumerate() {
        if short.as_ref().is_some_and(|short| Ratio::integer(given as i128) < *short) {
            shares[place] = shares[place].plus(step);
        }
    }
    shares
}

/// One task of a section that `counts_as` (民生实事), and how many of its indicators are reached.
///
/// Restated indicators belong to the task too; a task without any cannot be shown to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedItem {
    pub action: Id,
    pub task: Id,
    pub reached: u32,
    pub indicators: u32,
    /// Of them those that can be reached at all: not judged in words.
    pub measured: u32,
}

impl CountedItem {
    pub fn is_done(&self) -> bool {
        self.indicators > 0 && self.reached == self.indicators
    }
}

/// In the plan's order. `figure` gives what stands of an indicator today.
pub fn counted_items<'f>(
    plan: &Plan,
    figure: impl Fn(&Id) -> Option<&'f IndicatorFigure>,
) -> Vec<CountedItem> {
    let mut items = Vec::new();
    for action in &plan.actions {
        for task in &action.tasks {
            let section = action.sections.iter().find(|s| s.number == task.section);
            if section.is_none_or(|s| s.counts_as.is_none()) {
                continue;
            }
            let own = plan.indicators.iter().filter(|i| i.action.as_ref() == Some(&action.id));
            let own = own.filter(|i| i.at == *task.id).map(|i| &i.id);
            let restated = plan.restatements.iter().filter(|r| r.action.as_ref() == Some(&action.id));
            let restated = restated.filter(|r| r.at == *task.id).map(|r| &r.indicator);
            let all: Vec<&Id> = own.chain(restated).collect();
            let is_reached = |id: &&&Id| figure(id).is_some_and(|f| f.reached == Some(true));
            let in_words = |id: &&&Id| plan.indicator(id).is_some_and(|i| i.kind == Kind::Text);
            items.push(CountedItem {
                action: action.id.clone(),
                task: task.id.clone(),
                reached: all.iter().filter(is_reached).count() as u32,
                indicators: all.len() as u32,
                measured: (all.len() - all.iter().filter(in_words).count()) as u32,
            });
        }
    }
    items
}

/// How many of them there are in a file, and how many are done; not in dekads.
pub(super) fn done_items(plan: &Plan, file: Period, figures: &[IndicatorFigure]) -> Option<DoneItems> {
    if file.kind == Frequency::Dekad {
        return None;
    }
    let by_id: HashMap<&str, &IndicatorFigure> = figures.iter().map(|f| (&*f.id, f)).collect();
    let items = counted_items(plan, |id| by_id.get(&**id).copied());
    let done = items.iter().filter(|i| i.is_done()).count() as u32;
    (!items.is_empty()).then_some(DoneItems { total: items.len() as u32, done })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shares_sum_to_a_hundred_as_printed() {
        #[rustfmt::skip]
        let cases: [(&[u32], &str); 6] = [
            // counts          one decimal
            (&[42, 12, 6],     "70.0 20.0 10.0"),
            (&[1, 1, 1],       "33.4 33.3 33.3"), // of equals the first
            (&[15, 6, 3],      "62.5 25.0 12.5"),
            (&[5, 11, 8],      "20.9 45.8 33.3"), // each lost a third of a step: the first
            (&[0, 24, 0],      "0.0 100.0 0.0"),
            (&[0, 0],          ""),
        ];
        for (counts, expected) in cases {
            let shares = printed_shares(counts, 1);
            let text = shares.iter().map(Quantity::to_string).collect::<Vec<_>>().join(" ");
            assert_eq!(text, expected, "{counts:?}");
        }
    }

    proptest! {
        #[test]
        fn printed_shares_always_sum_and_are_off_by_less_than_a_step(
            counts in proptest::collection::vec(0u32..500, 1..7),
            decimals in 0u32..3,
        ) {
            let whole: u32 = counts.iter().sum();
            prop_assume!(whole > 0);
            let shares = printed_shares(&counts, decimals);
            let sum = shares.iter().fold(Quantity::integer(0), |a, b| a.plus(*b));
            prop_assert_eq!(sum.ratio(), Ratio::integer(100));
            for (count, share) in counts.iter().zip(shares) {
                let exact = Ratio::new(i128::from(*count) * 100, whole.into()).unwrap();
                prop_assert!(share.ratio().minus(&exact).abs() < share.step());
            }
        }
    }
}
