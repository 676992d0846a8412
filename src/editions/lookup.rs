//! What pages ask of the record and its figures, found once and read by all of them.

use super::Edition;
use crate::base::{Date, Frequency, Id, Period};
use crate::check::Record;
use crate::check::record::{
    Action, Entry, Indicator, Method, NoLead, Part, PartState, Plan, Region, RegionPlan, Report, Reporter,
    Restatement, Task, Unit,
};
use crate::compute::{
    DecisionFigure, Figures, IndicatorFigure, PeriodFigures, ProblemFigure, ProjectFigure, ReportFigure,
    ReportState, TaskFigure,
};
use std::collections::{BTreeMap, BTreeSet};

/// By action, then by task or place.
type Pairs<'a, V> = BTreeMap<&'a str, BTreeMap<&'a str, V>>;

/// The record, its figures and the publications, with the indexes that keep every page's work small.
pub struct Lookup<'a> {
    pub record: &'a Record,
    pub figures: &'a Figures,
    pub editions: &'a [Edition],
    /// Of every plan, the earliest first.
    pub years: Vec<Year<'a>>,
    names: BTreeMap<&'a str, Named<'a>>,
}

#[derive(Clone, Copy)]
pub enum Named<'a> {
    Unit(&'a Unit),
    Region(&'a Region),
}

/// How a unit stands to a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Lead,
    /// Named first where no lead is: 汇总单位, never 牵头.
    Collects,
    Support,
}

/// As what a unit answers for an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answers {
    /// 牵头
    Leads,
    /// 汇总
    Collects,
    /// 专班办公室
    Office,
}

/// One year of the plan.
pub struct Year<'a> {
    pub year: i32,
    pub plan: &'a Plan,
    /// In their order.
    pub periods: Vec<&'a PeriodFigures>,
    /// The month the overview shows; `None` while no report is in.
    pub current: Option<&'a PeriodFigures>,
    /// The latest of each longer kind that has a report.
    pub longer: Vec<&'a PeriodFigures>,
    /// Units that the year's plan or reports name in some role.
    pub units: BTreeSet<&'a str>,
    /// Where a task names no lead, its first unit gathers the reports.
    pub first_listed: bool,
    /// Each problem as it was last known.
    pub problems: BTreeMap<&'a str, (Period, &'a ProblemFigure)>,
    /// Each decision as it was last known.
    pub decisions: BTreeMap<&'a str, &'a DecisionFigure>,
    indicators: BTreeMap<&'a str, usize>,
    of_task: Pairs<'a, Vec<usize>>,
    of_action: BTreeMap<&'a str, Vec<usize>>,
    restated: BTreeMap<&'a str, Vec<&'a Restatement>>,
    restated_at: Pairs<'a, Vec<&'a Restatement>>,
    duties: BTreeMap<&'a str, Vec<(Role, &'a Action, &'a Task)>>,
    task_figures: Pairs<'a, Vec<(Period, &'a TaskFigure)>>,
    states: BTreeMap<&'a Reporter, Vec<(Period, &'a ReportFigure)>>,
    reports: BTreeMap<Period, Vec<&'a Report>>,
    entries: BTreeMap<&'a str, Vec<&'a Entry>>,
    /// When a node of an entry was done, by entry and node.
    done: Pairs<'a, Date>,
    projects: BTreeMap<&'a str, &'a ProjectFigure>,
}

impl<'a> Lookup<'a> {
    pub fn new(record: &'a Record, figures: &'a Figures, editions: &'a [Edition]) -> Lookup<'a> {
        let units = record.units().iter().map(|u| (&*u.id, Named::Unit(u)));
        let regions = record.regions().iter().map(|r| (&*r.id, Named::Region(r)));
        let names = units.chain(regions).collect();
        let years = record.plans().iter().map(|plan| Year::new(record, figures, plan)).collect();
        Lookup { record, figures, editions, years, names }
    }

    pub fn named(&self, id: &str) -> Option<Named<'a>> {
        self.names.get(id).copied()
    }

    /// The short name of a unit or region.
    pub fn name<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        match self.named(id) {
            Some(Named::Unit(unit)) => &unit.name,
            Some(Named::Region(region)) => &region.name,
            None => id,
        }
    }

    /// The latest year with a report, else the latest plan.
    pub fn latest(&self) -> Option<&Year<'a>> {
        self.years.iter().rev().find(|y| y.current.is_some()).or(self.years.last())
    }

    pub fn year(&self, year: i32) -> Option<&Year<'a>> {
        self.years.iter().find(|y| y.year == year)
    }
}

impl<'a> Year<'a> {
    fn new(record: &'a Record, figures: &'a Figures, plan: &'a Plan) -> Year<'a> {
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

    pub fn indicator(&self, id: &str) -> Option<&'a Indicator> {
        self.indicators.get(id).map(|i| &self.plan.indicators[*i])
    }

    /// The action's own indicators, in the plan's order.
    pub fn indicators_of(&self, action: &str) -> Vec<&'a Indicator> {
        self.pick(self.of_action.get(action))
    }

    /// Those that stand in one task.
    pub fn indicators_at(&self, action: &str, task: &str) -> Vec<&'a Indicator> {
        self.pick(self.of_task.get(action).and_then(|tasks| tasks.get(task)))
    }

    /// The 总体方案's own.
    pub fn indicators_of_plan(&self) -> Vec<&'a Indicator> {
        self.plan.indicators.iter().filter(|i| i.action.is_none()).collect()
    }

    fn pick(&self, places: Option<&Vec<usize>>) -> Vec<&'a Indicator> {
        places.into_iter().flatten().map(|i| &self.plan.indicators[*i]).collect()
    }

    /// All other places of the plans that state an indicator.
    pub fn restatements(&self, indicator: &str) -> &[&'a Restatement] {
        self.restated.get(indicator).map_or(&[], Vec::as_slice)
    }

    /// What one task states again of other plans' indicators.
    pub fn restated_at(&self, action: &str, at: &str) -> &[&'a Restatement] {
        self.restated_at.get(action).and_then(|places| places.get(at)).map_or(&[], Vec::as_slice)
    }

    /// What a unit or region has to do, in the plan's order.
    pub fn duties(&self, unit: &str) -> &[(Role, &'a Action, &'a Task)] {
        self.duties.get(unit).map_or(&[], Vec::as_slice)
    }

    pub fn entries_of(&self, action: &str) -> &[&'a Entry] {
        self.entries.get(action).map_or(&[], Vec::as_slice)
    }

    /// A task's figures, month after month.
    pub fn task_figures(&self, action: &str, task: &str) -> &[(Period, &'a TaskFigure)] {
        self.task_figures.get(action).and_then(|tasks| tasks.get(task)).map_or(&[], Vec::as_slice)
    }

    /// A task's figure in one month.
    pub fn task_figure(&self, period: Period, action: &str, task: &str) -> Option<&'a TaskFigure> {
        self.task_figures(action, task).iter().find(|(p, _)| *p == period).map(|(_, f)| *f)
    }

    /// The states of one reporter's reports, period after period.
    pub fn states(&self, of: &Reporter) -> &[(Period, &'a ReportFigure)] {
        self.states.get(of).map_or(&[], Vec::as_slice)
    }

    /// What was reported for a period, in the record's order.
    pub fn reports(&self, period: Period) -> &[&'a Report] {
        self.reports.get(&period).map_or(&[], Vec::as_slice)
    }

    /// When a node of an entry was done, as far as reports say.
    pub fn done(&self, entry: &str, node: &str) -> Option<Date> {
        self.done.get(entry)?.get(node).copied()
    }

    /// What was last reported of a project.
    pub fn project(&self, entry: &str) -> Option<&'a ProjectFigure> {
        self.projects.get(entry).copied()
    }

    pub fn region_plan(&self, region: &str) -> Option<&'a RegionPlan> {
        self.plan.region_plans.iter().find(|p| &*p.region == region)
    }

    pub fn figures(&self, period: Period) -> Option<&'a PeriodFigures> {
        self.periods.binary_search_by(|p| p.period.cmp(&period)).ok().map(|i| self.periods[i])
    }

    /// An indicator's figure in one period.
    pub fn figure<'b>(&self, figures: &'b PeriodFigures, indicator: &str) -> Option<&'b IndicatorFigure> {
        // Figures stand in the plan's order.
        let place = *self.indicators.get(indicator)?;
        match figures.indicators.get(place) {
            Some(figure) if &*figure.id == indicator => Some(figure),
            _ => figures.indicator(indicator),
        }
    }

    /// The figures that are the indicator's own, not repeated from a shorter period; in order.
    pub fn history(&self, record: &Record, of: &Indicator) -> Vec<(Period, &'a IndicatorFigure)> {
        let third_dekad = !record.site().dekads.contains(&3);
        let own = |period: Period| {
            period.kind == of.frequency
                || (of.frequency == Frequency::Dekad && period.kind == Frequency::Month && third_dekad)
        };
        (self.periods.iter().filter(|p| own(p.period)))
            .filter_map(|p| Some((p.period, self.figure(p, &of.id)?)))
            .filter(|(period, figure)| figure.from.is_none_or(|from| from == *period))
            .collect()
    }

    /// The figure to show for an indicator today: of the current month, or of the longer period it is due in.
    pub fn standing(&self, of: &Indicator) -> Option<(Period, &'a IndicatorFigure)> {
        let shown = match of.frequency {
            Frequency::Dekad | Frequency::Month => self.current,
            kind => self.longer.iter().find(|p| p.period.kind == kind).copied(),
        };
        let figures = shown.or(self.current)?;
        Some((figures.period, self.figure(figures, &of.id)?))
    }

    /// The file before one of the same kind.
    pub fn file_before(&self, period: Period) -> Option<&'a PeriodFigures> {
        self.periods.iter().rev().find(|p| p.period.kind == period.kind && p.period < period).copied()
    }

    /// Who answers for an indicator: the leads of its task; without any the first named, where the method has it
    /// gather the reports; else the office of its reporter's task force.
    pub fn answers_for(&self, indicator: &Indicator) -> (Answers, Vec<&'a Id>) {
        let action = indicator.action.as_ref().or(Some(&indicator.reporter)).and_then(|id| self.action(id));
        let task = action.zip(indicator.task()).and_then(|(action, task)| action.task(task));
        let office = || action.map(|a| &a.task_force.office).into_iter().collect();
        match task.map(|t| &t.duty) {
            Some(duty) if !duty.leads.is_empty() => (Answers::Leads, duty.leads.iter().collect()),
            Some(duty) if self.first_listed && !duty.supports.is_empty() => {
                (Answers::Collects, duty.supports.iter().take(1).collect())
            }
            Some(_) | None => (Answers::Office, office()),
        }
    }

    /// The method in force in a period.
    pub fn method(&self, figures: &PeriodFigures) -> Option<&'a Method> {
        let methods = &self.plan.methods;
        methods.iter().rev().find(|m| m.version == figures.method).or(methods.first())
    }

    pub fn action(&self, id: &Id) -> Option<&'a Action> {
        self.plan.action(id)
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

/// Whether a part of a report is filed and stands on the day of knowledge.
pub fn stands(part: &Part, as_of: Date) -> bool {
    let Some(filed) = part.filed.as_ref().map(|f| f.date).filter(|d| *d <= as_of) else { return false };
    let returned = part.returned.iter().any(|r| filed <= r.date && r.date <= as_of);
    part.state == PartState::Sound && !returned
}
