use super::figures::{Counts, DoneItems, IndicatorFigure, PeriodFigures, State};
use crate::base::{Color, Frequency, Id, Period};
use crate::check::record::{Indicator, LeadMode, Plan};
use std::collections::HashMap;

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
    let mut counts: HashMap<&Id, Counts> = HashMap::new();
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

/// A unit's: the indicators whose task it leads.
pub fn unit_counts(plan: &Plan, file: &PeriodFigures, unit: &str) -> Counts {
    let mut counts = Counts::default();
    for indicator in &plan.indicators {
        if let (true, Some(figure)) = (is_led_by(plan, indicator, unit), file.indicator(&indicator.id)) {
            counts.add(&figure.state, figure.last_color);
        }
    }
    counts
}

fn is_led_by(plan: &Plan, indicator: &Indicator, unit: &str) -> bool {
    let task = indicator.action.as_ref().and_then(|a| plan.action(a)).and_then(|a| a.task(indicator.task()?));
    task.is_some_and(|t| t.duty.mode != LeadMode::None && t.duty.leads.iter().any(|l| &**l == unit))
}

/// A region's: the lights of its parts of split indicators. Turns are not counted.
pub fn region_counts(file: &PeriodFigures, region: &str) -> Counts {
    let mut counts = Counts::default();
    for figure in &file.indicators {
        if let Some(part) = figure.by_region.iter().find(|r| &*r.region == region) {
            counts.add(&part.state, None);
        }
    }
    counts
}

/// 民生实事: the tasks of sections that count as such; done when all their indicators are reached.
///
/// Restated indicators belong to the task too; a task without any cannot be shown to be done.
pub(super) fn done_items(plan: &Plan, file: Period, figures: &[IndicatorFigure]) -> Option<DoneItems> {
    if file.kind == Frequency::Dekad {
        return None;
    }
    let reached: HashMap<&str, bool> = figures.iter().map(|f| (&*f.id, f.reached == Some(true))).collect();
    let mut items = DoneItems { total: 0, done: 0 };
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
            let mut all = own.chain(restated).map(|id| reached.get(&**id) == Some(&true)).peekable();
            items.total += 1;
            items.done += u32::from(all.peek().is_some() && all.all(|done| done));
        }
    }
    (items.total > 0).then_some(items)
}
