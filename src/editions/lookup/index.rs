//! How a year's indexes are built, once.

use super::{Role, Year, stands};
use crate::base::{Date, Frequency};
use crate::check::Record;
use crate::check::record::{NoLead, Plan, Task};
use crate::compute::{Figures, PeriodFigures, ReportState};
use std::collections::{BTreeMap, BTreeSet};

impl<'a> Year<'a> {
    pub(super) fn new(record: &'a Record, figures: &'a Figures, plan: &'a Plan) -> Year<'a> {
        let periods: Vec<&PeriodFigures> =
            (figures.years.iter().filter(|y| y.year == plan.year)).flat_map(|y| y.periods.values()).collect();
        let mut year = Year {
            year: plan.year,
            plan,
            current: current(&periods),
            longer: longer(&periods),
            periods,
            units: BTreeSet::new(),
            first_listed: plan.methods.first().is_some_and(|m| m.no_lead == NoLead::FirstListed),
            problems: BTreeMap::new(),
            decisions: BTreeMap::new(),
            indicators: plan.indicators.iter().enumerate().map(|(i, n)| (&*n.id, i)).collect(),
            of_task: BTreeMap::new(),
            of_action: BTreeMap::new(),
            restated: BTreeMap::new(),
            restated_at: BTreeMap::new(),
            duties: BTreeMap::new(),
            task_figures: BTreeMap::new(),
            states: BTreeMap::new(),
            reports: BTreeMap::new(),
            entries: BTreeMap::new(),
            done: BTreeMap::new(),
            projects: BTreeMap::new(),
        };
        year.index_plan();
        year.index_figures();
        year.index_reports(record, figures.as_of);
        year
    }

    fn index_plan(&mut self) {
        let plan = self.plan;
        for (i, indicator) in plan.indicators.iter().enumerate() {
            self.units.extend(indicator.owner.as_deref());
            let Some(action) = indicator.action.as_deref() else { continue };
            self.of_action.entry(action).or_default().push(i);
            if let Some(task) = indicator.task() {
                self.of_task.entry(action).or_default().entry(task).or_default().push(i);
            }
        }
        for restatement in &plan.restatements {
            self.restated.entry(&restatement.indicator).or_default().push(restatement);
            if let Some(action) = restatement.action.as_deref() {
                let places = self.restated_at.entry(action).or_default();
                places.entry(&restatement.at).or_default().push(restatement);
            }
        }
        for action in &plan.actions {
            let force = &action.task_force;
            self.units.insert(&force.office);
            self.units.extend(force.members.iter().chain(&force.deputies).map(|id| &**id));
            for task in &action.tasks {
                for (role, unit) in roles(task, self.first_listed) {
                    self.duties.entry(unit).or_default().push((role, action, task));
                    self.units.insert(unit);
                }
            }
        }
        for entry in &plan.entries {
            self.units.insert(&entry.owner);
            self.entries.entry(&entry.action).or_default().push(entry);
        }
    }

    fn index_figures(&mut self) {
        for figures in self.periods.clone() {
            for task in &figures.tasks {
                let of = self.task_figures.entry(&task.action).or_default().entry(&task.task).or_default();
                of.push((figures.period, task));
            }
            for report in &figures.reports {
                self.states.entry(&report.of).or_default().push((figures.period, report));
            }
            self.units.extend(figures.problems.iter().filter_map(|p| p.owner.as_deref()));
            self.units.extend(figures.decisions.iter().filter_map(|d| d.unit.as_deref()));
            // What a quarter says of a problem, its months have said.
            if figures.period.kind <= Frequency::Month {
                let known = figures.problems.iter().map(|p| (&*p.id, (figures.period, p)));
                self.problems.extend(known);
                self.decisions.extend(figures.decisions.iter().map(|d| (&*d.id, d)));
                for project in &figures.projects {
                    // A month that says nothing of a project leaves standing what was said before.
                    let said = project.done.is_some() || project.progress.is_some();
                    if said || !self.projects.contains_key(&*project.id) {
                        self.projects.insert(&project.id, project);
                    }
                }
            }
        }
    }

    fn index_reports(&mut self, record: &'a Record, as_of: Date) {
        for report in record.reports().iter().filter(|r| r.period.year == self.year) {
            self.reports.entry(report.period).or_default().push(report);
            for part in report.parts.iter().filter(|p| stands(p, as_of)) {
                for node in &part.nodes {
                    self.done.entry(&node.of).or_default().insert(&node.what, node.done);
                }
                self.units.extend(part.visits.iter().map(|v| &*v.unit));
                self.units.extend(part.practices.iter().map(|p| &*p.unit));
                self.units.extend(part.filed.iter().filter_map(|f| f.unit.as_deref()));
            }
        }
    }
}

/// Units of a task with their roles, each once.
fn roles(task: &Task, first_listed: bool) -> Vec<(Role, &str)> {
    let leads = task.duty.leads.iter().map(|id| (Role::Lead, &**id));
    let collects = first_listed && task.duty.leads.is_empty();
    let supports = task.duty.supports.iter().enumerate().map(|(i, id)| {
        let role = if collects && i == 0 { Role::Collects } else { Role::Support };
        (role, &**id)
    });
    let mut seen = BTreeSet::new();
    leads.chain(supports).filter(|(_, id)| seen.insert(*id)).collect()
}

fn in_use(figures: &PeriodFigures) -> bool {
    use ReportState::{Filed, Issued, Reviewed};
    figures.reports.iter().any(|r| matches!(r.state, Filed | Reviewed | Issued))
}

fn current<'a>(periods: &[&'a PeriodFigures]) -> Option<&'a PeriodFigures> {
    let months = || periods.iter().rev().filter(|p| p.period.kind == Frequency::Month && in_use(p));
    // While the first reports of a month trickle in, the month before is what stands.
    let complete = months().find(|p| p.reports.iter().all(|r| r.state != ReportState::Awaited));
    complete.or(months().next()).or(periods.iter().rev().find(|p| in_use(p))).copied()
}

fn longer<'a>(periods: &[&'a PeriodFigures]) -> Vec<&'a PeriodFigures> {
    [Frequency::Quarter, Frequency::Half, Frequency::Year]
        .into_iter()
        .filter_map(|kind| periods.iter().rev().find(|p| p.period.kind == kind && in_use(p)))
        .copied()
        .collect()
}
