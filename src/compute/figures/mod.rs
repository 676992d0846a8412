mod indicator;
mod ledgers;
mod reports;
mod scores;
mod state;

pub use indicator::{ClassFigure, IndicatorFigure, RegionFigure, Revision};
pub use ledgers::{DecisionFigure, ProblemFigure, ProjectFigure, TaskFigure};
pub use reports::{ReportFigure, ReportState};
pub use scores::{PacePart, RegionScore, ScoreBase, ScoredItem};
pub use state::{Light, Overridden, Reason, State};

use crate::base::{Color, Date, Id, Period};
use std::collections::BTreeMap;

/// Where everything stands, as known on one day.
#[derive(Debug, Clone)]
pub struct Figures {
    pub as_of: Date,
    /// In order of the plans.
    pub years: Vec<YearFigures>,
}

#[derive(Debug, Clone)]
pub struct YearFigures {
    pub year: i32,
    /// Every period that has a report, and every due month and quarter up to as_of (formats.md section 6).
    pub periods: BTreeMap<Period, PeriodFigures>,
}

impl Figures {
    pub fn period(&self, period: Period) -> Option<&PeriodFigures> {
        self.years.iter().find(|y| y.year == period.year)?.periods.get(&period)
    }
}

/// Where everything stands in one period.
#[derive(Debug, Clone)]
pub struct PeriodFigures {
    pub period: Period,
    /// Version of the method in force.
    pub method: Date,
    /// All indicators of the plan, in its order.
    pub indicators: Vec<IndicatorFigure>,
    /// Month files only; tasks with entries, in the plan's order.
    pub tasks: Vec<TaskFigure>,
    /// Open at the period's end or closed in it, by id.
    pub problems: Vec<ProblemFigure>,
    pub decisions: Vec<DecisionFigure>,
    pub projects: Vec<ProjectFigure>,
    /// By action, in the plan's order.
    pub counts: Vec<(Id, Counts)>,
    pub done_items: Option<DoneItems>,
    /// Reviews' scores of regions, where the method has them; quarter files only.
    pub scores: Vec<RegionScore>,
    /// Actions in order, then (month files) regions.
    pub reports: Vec<ReportFigure>,
}

impl PeriodFigures {
    /// A file of indicators alone.
    pub(super) fn of_indicators(
        period: Period,
        method: Date,
        indicators: Vec<IndicatorFigure>,
    ) -> PeriodFigures {
        PeriodFigures {
            period,
            method,
            indicators,
            tasks: Vec::new(),
            problems: Vec::new(),
            decisions: Vec::new(),
            projects: Vec::new(),
            counts: Vec::new(),
            done_items: None,
            scores: Vec::new(),
            reports: Vec::new(),
        }
    }

    /// Whether anything is due in it: of 1月, where 1—2月 are taken together, nothing is.
    pub fn is_due(&self) -> bool {
        self.indicators.iter().any(|f| f.state != State::NotDue)
    }

    pub fn indicator(&self, id: &str) -> Option<&IndicatorFigure> {
        self.indicators.iter().find(|f| &*f.id == id)
    }

    pub fn task(&self, action: &str, task: &str) -> Option<&TaskFigure> {
        self.tasks.iter().find(|t| &*t.action == action && &*t.task == task)
    }

    pub fn counts_of(&self, action: &str) -> Option<&Counts> {
        self.counts.iter().find(|(id, _)| &**id == action).map(|(_, c)| c)
    }
}

/// Counts of lights and states; zeros are absent in print.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    pub colors: BTreeMap<Color, u32>,
    pub not_due: u32,
    pub missing: u32,
    pub not_assessed: u32,
    pub no_target: u32,
    /// Lit in both periods and better, or worse, than before.
    pub better: u32,
    pub worse: u32,
}

impl Counts {
    pub fn lit(&self) -> u32 {
        self.colors.values().sum()
    }

    pub fn of(&self, color: Color) -> u32 {
        self.colors.get(&color).copied().unwrap_or(0)
    }

    /// 应评: all but not-due and no-target.
    pub fn assessed(&self) -> u32 {
        self.lit() + self.missing + self.not_assessed
    }

    /// 指标数
    pub fn all(&self) -> u32 {
        self.assessed() + self.not_due + self.no_target
    }
}

/// 民生实事: tasks of sections that `counts_as`, done when all their indicators are reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DoneItems {
    pub total: u32,
    pub done: u32,
}
