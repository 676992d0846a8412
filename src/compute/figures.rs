use crate::base::{Color, Date, Id, Nature, Period, Quantity, Ratio, Source};
use crate::check::record::{DecisionState, Op, ProblemState, Rank, Reporter, Target};
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

/// The state of an indicator or task. Silence is named (law 1); only `Lit` has a light.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    Lit(Light),
    NotDue,
    Missing,
    NotAssessed(Reason),
    NoTarget,
}

impl State {
    /// As the data files print it.
    pub fn code(&self) -> &'static str {
        match self {
            State::Lit(_) => "lit",
            State::NotDue => "not-due",
            State::Missing => "missing",
            State::NotAssessed(_) => "not-assessed",
            State::NoTarget => "no-target",
        }
    }

    pub fn light(&self) -> Option<&Light> {
        match self {
            State::Lit(light) => Some(light),
            State::NotDue | State::Missing | State::NotAssessed(_) | State::NoTarget => None,
        }
    }

    pub fn color(&self) -> Option<Color> {
        self.light().map(|l| l.color)
    }
}

/// Why something is not assessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The reporter's own.
    Reported(String),
    /// 无序时
    NoSchedule,
    /// 无基数
    NoBaseline,
    /// 对照指标未报
    OtherMissing,
}

impl Reason {
    pub fn text(&self) -> &str {
        match self {
            Reason::Reported(text) => text,
            Reason::NoSchedule => "无序时",
            Reason::NoBaseline => "无基数",
            Reason::OtherMissing => "对照指标未报",
        }
    }
}

/// The light that is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Light {
    pub color: Color,
    pub word: String,
    /// `cumulative.2`, `text.yellow`, `override`
    pub rule: String,
    /// The reason of a text judgement or an override.
    pub why: Option<String>,
    /// For an override: the light that was computed (`None` where there was none), the post and the day.
    pub overridden: Option<Overridden>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overridden {
    pub was: Option<Color>,
    pub post: String,
    pub date: Date,
}

/// One indicator in one period: what is printed of it, `None` where it does not exist.
#[derive(Debug, Clone)]
pub struct IndicatorFigure {
    pub id: Id,
    /// In the file of a longer period: the period the figure belongs to.
    pub from: Option<Period>,
    pub state: State,
    pub value: Option<Quantity>,
    /// A bound by classes.
    pub classes: Vec<ClassFigure>,
    pub nature: Option<Nature>,
    pub cutoff: Option<Date>,
    /// In force on the period's last day.
    pub target: Target,
    pub target_from: Option<Period>,
    /// Of a relation: the other side's value.
    pub other_value: Option<Quantity>,
    /// Fraction (1 = 100%).
    pub completion: Option<Ratio>,
    pub schedule: Option<Ratio>,
    /// In 百分点 ÷ 100: completion − schedule; of a growth, value − target in 百分点 ÷ 100 as well.
    pub gap: Option<Ratio>,
    pub month: Option<Quantity>,
    pub base: Option<Quantity>,
    pub change: Option<Ratio>,
    pub rank: Option<Rank>,
    /// Places moved since the period before: positive 前移.
    pub rank_change: Option<i64>,
    pub pace_needed: Option<Quantity>,
    /// Present only when lit; 0 when not red.
    pub red_run: Option<u32>,
    pub to_better: Option<Quantity>,
    pub to_worse: Option<Quantity>,
    pub by_region: Vec<RegionFigure>,
    pub city_part: Option<Quantity>,
    pub missing_regions: Vec<Id>,
    pub left_out: Vec<Id>,
    /// Whether it is reached, where that can be said.
    pub reached: Option<bool>,
    /// The light of the same indicator in the period before of this file's kind.
    pub last_color: Option<Color>,
    /// Every value that went in, amended ones included.
    pub inputs: Vec<Source>,
    /// `3.62 ÷ 5.9`
    pub formula: Option<String>,
    /// Earlier readings of this figure that an amendment replaced: old value, and the amendment's reason.
    pub revised: Vec<Revision>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    pub old: Option<Quantity>,
    pub new: Option<Quantity>,
    pub reason: Option<String>,
    pub known: Date,
    pub source: Source,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassFigure {
    /// The class's name.
    pub class: String,
    pub value: Quantity,
    pub reached: Option<bool>,
}

#[derive(Debug, Clone)]
pub struct RegionFigure {
    pub region: Id,
    pub state: State,
    pub value: Option<Quantity>,
    pub target: Option<Quantity>,
    /// The whole's op; a share of a range or of a multiple asks `ge`.
    pub target_op: Option<Op>,
    pub completion: Option<Ratio>,
    pub gap: Option<Ratio>,
    pub reached: Option<bool>,
    pub to_better: Option<Quantity>,
    pub to_worse: Option<Quantity>,
    pub source: Option<Source>,
}

impl RegionFigure {
    /// As the data files print it: a reported part of a split without targets is `lit` without a light
    /// (formats.md section 8), unless the whole has no target either.
    pub fn state_code(&self, whole: &Target) -> &'static str {
        match (&self.state, whole) {
            (State::NoTarget, Target::None) => State::NoTarget.code(),
            (State::NoTarget, Target::Value(_) | Target::Classes(_) | Target::Relation { .. }) => "lit",
            (state, _) => state.code(),
        }
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
    /// Cutoff of the report that closed it.
    pub closed: Option<Date>,
    /// How often it was reopened.
    pub reopened: u32,
    pub reopened_why: Option<String>,
    /// Carried over from the period before without being mentioned (沿用上期).
    pub carried: bool,
    /// First seen in this period; reopened in this period; past its day at the cutoff.
    pub is_new: bool,
    pub reopened_now: bool,
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
    pub source: Option<Source>,
}

/// 民生实事: tasks of sections that `counts_as`, done when all their indicators are reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DoneItems {
    pub total: u32,
    pub done: u32,
}

#[derive(Debug, Clone)]
pub struct RegionScore {
    pub region: Id,
    pub group: String,
    pub score: Ratio,
    /// `None` where the group is smaller than the method allows.
    pub rank: Option<u32>,
    /// The rank of the quarter before.
    pub was: Option<u32>,
    /// Each item: name, weight, earned; `None` where it has no base.
    pub items: Vec<(String, Quantity, Option<Ratio>)>,
    pub left_out: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ReportState {
    NotDue,
    Awaited,
    Missing,
    Draft,
    Withdrawn,
    Filed,
    Reviewed,
    Issued,
}

impl ReportState {
    pub fn code(self) -> &'static str {
        match self {
            ReportState::NotDue => "not-due",
            ReportState::Awaited => "awaited",
            ReportState::Missing => "missing",
            ReportState::Draft => "draft",
            ReportState::Withdrawn => "withdrawn",
            ReportState::Filed => "filed",
            ReportState::Reviewed => "reviewed",
            ReportState::Issued => "issued",
        }
    }

    pub fn chinese(self) -> &'static str {
        match self {
            ReportState::NotDue => "未到期",
            ReportState::Awaited => "待报",
            ReportState::Missing => "未报",
            ReportState::Draft => "草稿",
            ReportState::Withdrawn => "退回",
            ReportState::Filed => "已报",
            ReportState::Reviewed => "已审",
            ReportState::Issued => "已发",
        }
    }
}

#[derive(Debug, Clone)]
pub struct ReportFigure {
    pub of: Reporter,
    pub state: ReportState,
    pub filed: Option<Date>,
    /// `None` in not-due.
    pub due: Option<Date>,
}

impl ReportFigure {
    /// Calendar days after the due day; `None` when in time or not filed.
    pub fn late_days(&self) -> Option<i64> {
        let days = self.filed?.days_since(self.due?);
        (days > 0).then_some(days)
    }
}
