use super::figures::{ReportFigure, ReportState};
use super::judge::is_due;
use super::known::Known;
use super::whole::city_part_planned;
use crate::base::{Frequency, Period};
use crate::check::Record;
use crate::check::record::{Indicator, Plan, Reporter, SplitBy};

/// The indicators a reporter gives in its report for a period, in the plan's order.
pub fn owed<'a>(record: &'a Record, of: &Reporter, period: Period) -> Vec<&'a Indicator> {
    let Some(plan) = record.plan(period.year) else { return Vec::new() };
    Known::new(record, record.last_known()).owed(plan, of, period).collect()
}

impl Known<'_> {
    /// A row for each action and, in month files, each region.
    pub fn report_figures(&self, plan: &Plan, file: Period) -> Vec<ReportFigure> {
        let actions = plan.actions.iter().map(|a| Reporter::Action(a.id.clone()));
        let regions = self.record.regions().iter().map(|r| Reporter::Region(r.id.clone()));
        let regions = regions.filter(|_| file.kind == Frequency::Month);
        actions.chain(regions).map(|of| self.report_figure(plan, of, file)).collect()
    }

    fn report_figure(&self, plan: &Plan, of: Reporter, file: Period) -> ReportFigure {
        let (owed, due) = (self.owes(plan, &of, file), self.record.due_day(file, self.as_of));
        if let Some(filing) = self.filing(&of, file) {
            return ReportFigure { of, owed, state: filing.state, filed: filing.filed, due };
        }
        if !owed {
            return ReportFigure { of, owed, state: ReportState::NotDue, filed: None, due: None };
        }
        let state = if self.due_passed(file) { ReportState::Missing } else { ReportState::Awaited };
        ReportFigure { of, owed, state, filed: None, due }
    }

    /// Whether a reporter has anything to report for a period: an indicator, or a list of entries for the month.
    pub fn owes(&self, plan: &Plan, of: &Reporter, period: Period) -> bool {
        if self.owed(plan, of, period).next().is_some() {
            return true;
        }
        match of {
            Reporter::Action(id) => {
                period.kind == Frequency::Month
                    && months_begun(plan, period)
                    && plan.entries.iter().any(|e| e.action == *id && self.counts(e, period.last_day()))
            }
            Reporter::Region(_) => false,
        }
    }

    /// The indicators a reporter gives in its report for a period.
    fn owed<'p>(&self, plan: &'p Plan, of: &Reporter, period: Period) -> impl Iterator<Item = &'p Indicator> {
        let due =
            move |i: &Indicator| self.own_period(i.frequency, period) == Some(period) && is_due(i, period);
        plan.indicators.iter().filter(move |i| due(i)).filter(move |i| match of {
            Reporter::Action(id) => i.reporter == *id && action_reports(i),
            Reporter::Region(id) => {
                i.split_by == Some(SplitBy::Region) && self.split_regions(i, |_| false).contains(&id)
            }
        })
    }
}

/// Whether the month is not before the first for which reports are asked.
fn months_begun(plan: &Plan, period: Period) -> bool {
    let rule = plan.methods.first().and_then(|m| m.due.get(&Frequency::Month));
    let first = rule.and_then(|rule| rule.first);
    first.is_none_or(|first| period.last_day() >= first.last_day())
}

/// Of what the counties report, an action owes only a 市本级 part, where the plan has one.
fn action_reports(indicator: &Indicator) -> bool {
    indicator.split_by != Some(SplitBy::Region) || city_part_planned(indicator)
}
