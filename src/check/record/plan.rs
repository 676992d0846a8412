use super::{Calendar, Entry, Indicator, Method, Target};
use crate::base::{Date, Disclosure, Id, Period, Prose, Quantity, Source};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::Deref;

/// The plan of one year: the 总体方案, its actions and all they state.
#[derive(Debug)]
pub struct Plan {
    pub year: i32,
    pub number: String,
    pub name: String,
    pub issuer: String,
    pub dated: Date,
    pub printed: Option<Date>,
    pub coordinator: Option<String>,
    pub disclosure: Disclosure,
    pub goals: Vec<Goal>,
    /// By ordinal.
    pub actions: Vec<Action>,
    /// Actions in order, each with its indicators as listed; then the plan's own.
    pub indicators: Indicators,
    /// In the order of places: the plan's own first, then the actions'.
    pub restatements: Vec<Restatement>,
    /// By file, in the order listed.
    pub entries: Vec<Entry>,
    pub region_plans: Vec<RegionPlan>,
    /// The first is method.yaml; the others by `from`.
    pub methods: Vec<Method>,
    pub history: Vec<History>,
    pub body: Prose,
    pub source: Source,
}

/// A plan's indicators in their order, found by id without a search: every reading of every report asks for its own.
#[derive(Debug)]
pub struct Indicators {
    all: Vec<Indicator>,
    places: FxHashMap<Id, usize>,
}

impl Indicators {
    pub fn new(all: Vec<Indicator>) -> Indicators {
        // Of two with one id, which is an error elsewhere, the first.
        let places = all.iter().enumerate().rev().map(|(place, i)| (i.id.clone(), place)).collect();
        Indicators { all, places }
    }

    fn by_id(&self, id: &str) -> Option<&Indicator> {
        self.places.get(id).map(|place| &self.all[*place])
    }
}

impl Deref for Indicators {
    type Target = [Indicator];

    fn deref(&self) -> &[Indicator] {
        &self.all
    }
}

impl<'a> IntoIterator for &'a Indicators {
    type Item = &'a Indicator;
    type IntoIter = std::slice::Iter<'a, Indicator>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}

impl Plan {
    pub fn action(&self, id: &str) -> Option<&Action> {
        self.actions.iter().find(|a| &*a.id == id)
    }

    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.by_id(id)
    }

    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|e| &*e.id == id)
    }

    /// The method in force on `day` as known at `as_of`; `None` only for a plan without any.
    pub fn method_in_force(&self, day: Date, as_of: Date) -> Option<&Method> {
        self.methods
            .iter()
            .rfind(|m| m.date.is_none_or(|d| d <= as_of) && m.from.is_none_or(|p| p.first_day() <= day))
            .or_else(|| self.methods.first())
    }

    /// The day a report for `period` is due, by the method known at `as_of` and in force on the period's last day.
    ///
    /// A year without a calendar, which only the next year's can be, is taken without holidays: a report may not
    /// escape being missed for want of one. `None` where the method has no rule for such periods.
    pub fn due_day(&self, period: Period, as_of: Date, calendars: &BTreeMap<i32, Calendar>) -> Option<Date> {
        let workday =
            |day: Date| Some(calendars.get(&day.year()).map_or(!day.is_weekend(), |c| c.is_workday(day)));
        self.method_in_force(period.last_day(), as_of)?.due_day(period, workday)
    }
}

#[derive(Debug, Clone)]
pub struct Goal {
    pub ordinal: u32,
    pub title: String,
    pub action: Option<Id>,
    pub says: String,
}

#[derive(Debug)]
pub struct Action {
    pub id: Id,
    pub ordinal: u32,
    pub name: String,
    pub title: Option<String>,
    pub task_force: TaskForce,
    pub sections: Vec<Section>,
    pub tasks: Vec<Task>,
    pub disclosure: Disclosure,
    pub body: Prose,
    pub source: Source,
}

impl Action {
    pub fn task(&self, id: &str) -> Option<&Task> {
        self.tasks.iter().find(|t| &*t.id == id)
    }
}

/// 专班. Posts and units, never persons.
#[derive(Debug, Clone)]
pub struct TaskForce {
    pub name: Option<String>,
    pub convener: String,
    pub deputies: Vec<Id>,
    pub deputy_post: Option<String>,
    pub office: Id,
    pub members: Vec<Id>,
    /// The source says 等.
    pub members_open: bool,
}

#[derive(Debug, Clone)]
pub struct Section {
    pub number: u32,
    pub title: String,
    /// 民生实事: its tasks are counted as done when all their indicators are reached.
    pub counts_as: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Task {
    /// `1-11`
    pub id: Id,
    pub section: u32,
    pub group: Option<String>,
    pub title: String,
    pub duty: Duty,
    pub disclosure: Disclosure,
    pub source: Source,
}

/// The responsibility bracket: as printed, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    pub text: String,
    pub mode: LeadMode,
    pub leads: Vec<Id>,
    pub supports: Vec<Id>,
    /// The supports end with 等.
    pub open: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeadMode {
    Single,
    Joint,
    /// Each leads its part.
    Each,
    /// No lead is named.
    None,
}

impl LeadMode {
    pub fn code(self) -> &'static str {
        match self {
            LeadMode::Single => "single",
            LeadMode::Joint => "joint",
            LeadMode::Each => "each",
            LeadMode::None => "none",
        }
    }
}

/// An indicator stated again by another plan, with its own wording.
#[derive(Debug, Clone)]
pub struct Restatement {
    /// The indicator that is meant.
    pub indicator: Id,
    /// The action that restates it; `None` for the 总体方案.
    pub action: Option<Id>,
    pub at: String,
    pub says: String,
    /// [`Target::None`] where it names no number.
    pub target: Target,
    pub unit: Option<String>,
    pub source: Source,
}

/// A county's own task force, measures and splits.
#[derive(Debug, Clone)]
pub struct RegionPlan {
    pub region: Id,
    pub lead_post: Option<String>,
    pub office: Option<String>,
    pub members: Vec<String>,
    pub adopted: Option<(String, Date)>,
    pub measures: Vec<String>,
    pub splits: Vec<(Id, Quantity)>,
    pub body: Prose,
    pub source: Source,
}

/// A figure of last year: `history.csv`.
#[derive(Debug, Clone)]
pub struct History {
    pub indicator: Id,
    pub period: Period,
    pub region: Option<Id>,
    pub value: Quantity,
    pub source_text: String,
    pub source: Source,
}
