use super::state::State;
use crate::base::{Date, Id, Quantity, Ratio, Source};
use crate::check::record::{DecisionState, ProblemState, Reporter};

#[derive(Debug, Clone)]
pub struct TaskFigure {
    pub action: Id,
    pub task: Id,
    pub state: State,
    pub progress: Option<String>,
    pub next: Option<String>,
    /// Due nodes: how many, and which are late.
    pub nodes_due: u32,
    pub nodes_late: u32,
    pub source: Option<Source>,
}

#[derive(Debug, Clone)]
pub struct ProblemFigure {
    pub id: Id,
    /// Who reported it first.
    pub reporter: Reporter,
    pub what: String,
    pub kind: Option<String>,
    pub ask: Option<String>,
    pub state: ProblemState,
    pub opened: Date,
    pub by: Option<Date>,
    pub owner: Option<Id>,
    /// as_of − opened; `None` when closed.
    pub age_days: Option<i64>,
    /// The day it was closed: its evidence's where the report says it, else the cutoff of the report that closed it.
    pub closed: Option<Date>,
    /// How often it was reopened.
    pub reopened: u32,
    pub reopened_why: Option<String>,
    /// Carried over from the period before without being mentioned (沿用上期).
    pub carried: bool,
    /// First seen in this period; past its day at the cutoff.
    pub is_new: bool,
    /// How often it was reopened and closed in this period: what is open moves by both.
    pub reopenings: u32,
    pub closings: u32,
    pub overdue: bool,
    pub source: Source,
}

#[derive(Debug, Clone)]
pub struct DecisionFigure {
    pub id: Id,
    pub reporter: Reporter,
    pub what: String,
    pub unit: Option<Id>,
    pub by: Option<Date>,
    pub state: DecisionState,
    pub note: Option<String>,
    pub is_new: bool,
    /// Past its day at the cutoff and not done.
    pub overdue: bool,
    pub source: Source,
}

#[derive(Debug, Clone)]
pub struct ProjectFigure {
    pub id: Id,
    /// Cumulative investment of the year, 亿元.
    pub done: Option<Quantity>,
    pub completion: Option<Ratio>,
    pub progress: Option<String>,
    pub start_due: bool,
    pub started: bool,
    /// To be finished by the cutoff in this year, and finished by then, as far as its nodes tell.
    pub finish_due: bool,
    pub finished: bool,
    pub source: Option<Source>,
}
