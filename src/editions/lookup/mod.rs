//! What pages ask of the record and its figures, found once and read by all of them.

mod index;

use super::Edition;
use crate::base::{Date, Frequency, Id, Period};
use crate::check::Record;
use crate::check::record::{
    Action, Entry, Indicator, Method, Part, PartState, Plan, Region, RegionPlan, Report, Reporter,
    Restatement, Task, Unit,
};
use crate::compute::{
    DecisionFigure, Figures, IndicatorFigure, PeriodFigures, ProblemFigure, ProjectFigure, ReportFigure,
    TaskFigure,
};
use rustc_hash::FxHashMap;
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
    /// Files that stand beside pages as PDF, by URL.
    printed: Option<&'a BTreeSet<String>>,
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
    /// 负责
    Owner,
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
    indicators: FxHashMap<&'a str, usize>,
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
        Lookup { record, figures, editions, years, printed: None, names }
    }

    /// With the PDFs that there are beside pages, by URL; issues name their own.
    pub fn with_printed(self, printed: &'a BTreeSet<String>) -> Lookup<'a> {
        Lookup { printed: Some(printed), ..self }
    }

    /// Whether there is a PDF of this URL.
    pub fn is_printed(&self, url: &str) -> bool {
        self.printed.is_some_and(|all| all.contains(url))
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

    /// The indicators of the tasks a unit leads or gathers the reports of, in the order of its duties, then those that
    /// name it themselves.
    pub fn answered_by(&self, unit: &str) -> Vec<&'a Indicator> {
        let led = self.duties(unit).iter().filter(|(role, ..)| *role != Role::Support);
        let mut all: Vec<&Indicator> =
            led.flat_map(|(_, action, task)| self.indicators_at(&action.id, &task.id)).collect();
        let named = self.plan.indicators.iter().filter(|i| i.owner.as_deref() == Some(unit));
        for indicator in named {
            if !all.iter().any(|known| known.id == indicator.id) {
                all.push(indicator);
            }
        }
        all
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

    /// Who answers for an indicator: whom the city names; else the leads of its task; without any the first named,
    /// where the method has it gather the reports; else the office of its reporter's task force.
    pub fn answers_for<'i>(&self, indicator: &'i Indicator) -> (Answers, Vec<&'i Id>)
    where
        'a: 'i,
    {
        if let Some(owner) = &indicator.owner {
            return (Answers::Owner, vec![owner]);
        }
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

/// Whether a part of a report is filed and stands on the day of knowledge.
pub fn stands(part: &Part, as_of: Date) -> bool {
    let Some(filed) = part.filed.as_ref().map(|f| f.date).filter(|d| *d <= as_of) else { return false };
    let returned = part.returned.iter().any(|r| filed <= r.date && r.date <= as_of);
    part.state == PartState::Sound && !returned
}
