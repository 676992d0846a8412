use crate::base::{Color, Date, Disclosure, Frequency, Id, Period, Prose, Quantity, Ratio, Source};
use std::collections::BTreeMap;

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
    pub indicators: Vec<Indicator>,
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

impl Plan {
    pub fn action(&self, id: &str) -> Option<&Action> {
        self.actions.iter().find(|a| &*a.id == id)
    }

    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|i| &*i.id == id)
    }

    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|e| &*e.id == id)
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

#[derive(Debug, Clone)]
pub struct Indicator {
    pub id: Id,
    pub name: String,
    /// `None` only for kind text.
    pub unit: Option<String>,
    pub kind: Kind,
    /// The action that states it; `None` when the 总体方案 does.
    pub action: Option<Id>,
    /// The action whose report gives its values.
    pub reporter: Id,
    /// A task id, `goal`, or `goal-4`.
    pub at: String,
    pub says: String,
    pub frequency: Frequency,
    pub first_due: Period,
    /// The first is the plan's; the others by `from`. Never empty; a version may be [`Target::None`].
    pub versions: Vec<TargetVersion>,
    /// Targets by region, in the regions' order; empty where the plan has no split.
    pub by_region: Vec<(Id, Quantity)>,
    /// The 市本级 part of the split.
    pub city_part: Option<Quantity>,
    pub split_by: Option<SplitBy>,
    /// The indicator's own, else the method's default in force is used.
    pub schedule: Option<Schedule>,
    pub direction: Direction,
    pub baseline: Option<Baseline>,
    pub scope: Vec<Id>,
    pub provisional: Option<String>,
    pub cross_year: Option<i32>,
    pub owner_post: Option<String>,
    pub disclosure: Disclosure,
    pub source: Source,
}

impl Indicator {
    /// The task it belongs to, if it stands in one.
    pub fn task(&self) -> Option<&str> {
        (self.at.starts_with(|c: char| c.is_ascii_digit())).then_some(self.at.as_str())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Cumulative,
    Growth,
    Level,
    Bound,
    Event,
    Milestone,
    Ranking,
    Relation,
    Text,
}

impl Kind {
    pub const ALL: [Kind; 9] = [
        Kind::Cumulative,
        Kind::Growth,
        Kind::Level,
        Kind::Bound,
        Kind::Event,
        Kind::Milestone,
        Kind::Ranking,
        Kind::Relation,
        Kind::Text,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Kind::Cumulative => "cumulative",
            Kind::Growth => "growth",
            Kind::Level => "level",
            Kind::Bound => "bound",
            Kind::Event => "event",
            Kind::Milestone => "milestone",
            Kind::Ranking => "ranking",
            Kind::Relation => "relation",
            Kind::Text => "text",
        }
    }

    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.code() == code)
    }

    /// 累计型、增速型 …
    pub fn chinese(self) -> &'static str {
        match self {
            Kind::Cumulative => "累计型",
            Kind::Growth => "增速型",
            Kind::Level => "水平型",
            Kind::Bound => "约束型",
            Kind::Event => "底线型",
            Kind::Milestone => "节点型",
            Kind::Ranking => "位次型",
            Kind::Relation => "对照型",
            Kind::Text => "定性型",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Op {
    Ge,
    Gt,
    Le,
    Lt,
    Eq,
    About,
    Between,
    Times,
}

impl Op {
    pub const ALL: [Op; 8] = [Op::Ge, Op::Gt, Op::Le, Op::Lt, Op::Eq, Op::About, Op::Between, Op::Times];

    pub fn code(self) -> &'static str {
        match self {
            Op::Ge => "ge",
            Op::Gt => "gt",
            Op::Le => "le",
            Op::Lt => "lt",
            Op::Eq => "eq",
            Op::About => "about",
            Op::Between => "between",
            Op::Times => "times",
        }
    }

    pub fn from_code(code: &str) -> Option<Op> {
        Op::ALL.into_iter().find(|o| o.code() == code)
    }
}

/// What a target asks. Which shapes a kind may have is held by check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// cumulative, growth, level, bound, milestone (`by`), ranking (`within`, `list`).
    Value(TargetValue),
    /// bound only: all must hold.
    Classes(Vec<ClassTarget>),
    /// relation only: against another indicator of the same period.
    Relation {
        op: Op,
        indicator: Id,
    },
    None,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetValue {
    pub op: Op,
    /// `between`: the lower end; `times`: the multiple.
    pub value: Quantity,
    /// `between` only.
    pub upper: Option<Quantity>,
    /// `times` only: last year's whole.
    pub of: Option<Quantity>,
    /// milestone only.
    pub by: Option<Date>,
    /// ranking only.
    pub within: Option<u32>,
    pub list: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassTarget {
    /// The class's (or region's) name.
    pub class: String,
    pub target: TargetValue,
}

#[derive(Debug, Clone)]
pub struct TargetVersion {
    /// In force for periods whose last day is not before the first day of this one.
    pub from: Period,
    pub target: Target,
    pub document: String,
    /// When it became known; `None` for the plan's own.
    pub date: Option<Date>,
    pub source: Source,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SplitBy {
    Action,
    Region,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

#[derive(Debug, Clone)]
pub struct Baseline {
    pub value: Quantity,
    pub date: Date,
}

/// How much of the target is due when (formats.md section 6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Schedule {
    Months,
    Days,
    /// Cumulative per cent at period ends.
    Plan(Vec<(Period, Quantity)>),
    None,
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    Task,
    Project,
    Policy,
}

impl EntryKind {
    pub fn code(self) -> &'static str {
        match self {
            EntryKind::Task => "task",
            EntryKind::Project => "project",
            EntryKind::Policy => "policy",
        }
    }
}

/// 清单条目
#[derive(Debug, Clone)]
pub struct Entry {
    pub id: Id,
    pub kind: EntryKind,
    pub name: String,
    pub action: Id,
    pub task: Option<Id>,
    pub owner: Id,
    pub owner_post: Option<String>,
    pub region: Option<Id>,
    /// 新建 | 续建 | 投产 | 前期
    pub class: Option<String>,
    /// 亿元
    pub investment: Option<Quantity>,
    /// 亿元
    pub this_year: Option<Quantity>,
    pub start: Option<Planned>,
    pub finish: Option<Planned>,
    pub due: Option<Date>,
    /// A policy's document number, when it has one.
    pub document: Option<String>,
    pub note: Option<String>,
    pub nodes: Vec<EntryNode>,
    pub added: Option<Date>,
    pub removed: Option<(Date, String)>,
    pub disclosure: Disclosure,
    pub source: Source,
}

/// A planned month or day: as written, and the last day it allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    pub text: String,
    pub by: Date,
}

#[derive(Debug, Clone)]
pub struct EntryNode {
    pub by: Date,
    pub what: String,
    pub quantity: Option<String>,
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

/// How lights, schedules, due days, ranks and scores are found.
#[derive(Debug, Clone)]
pub struct Method {
    pub version: Date,
    /// `None`: from the beginning.
    pub from: Option<Period>,
    /// The day it became known; `None`: always.
    pub date: Option<Date>,
    pub lights: BTreeMap<Kind, Vec<LightRule>>,
    pub task_lights: Vec<LightRule>,
    pub schedule: Schedule,
    /// Tolerance of `about`, in per cent.
    pub about_percent: Quantity,
    pub due: BTreeMap<Frequency, DueRule>,
    pub no_lead: NoLead,
    pub ranks: RankRules,
    pub scores: Option<ScoreTable>,
    /// Red this many periods in a row: a 提示函 is drafted.
    pub remind_red: Option<u32>,
    pub source: Source,
}

/// One rule of an ordered list; rules are numbered from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LightRule {
    pub word: String,
    pub color: Color,
    pub condition: Condition,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    Reached,
    /// In 百分点.
    GapAtLeast(Quantity),
    LateDaysAtMost(i64),
    NodesLate(u32),
    Always,
}

#[derive(Debug, Clone)]
pub struct DueRule {
    pub day: u32,
    /// Printed, never compared.
    pub time: Option<String>,
    pub shift: Shift,
    /// The default `first_due` of this frequency.
    pub first: Option<Period>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    None,
    NextWorkday,
    /// The n-th workday after, if the day is none.
    NthWorkday(u32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoLead {
    FirstListed,
    None,
}

#[derive(Debug, Clone)]
pub struct RankRules {
    pub ties: Ties,
    pub smallest_group: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    /// 1, 2, 2, 4
    SameThenSkip,
    /// 1, 2, 2, 3
    SameThenNext,
}

#[derive(Debug, Clone)]
pub struct ScoreTable {
    pub full: Quantity,
    pub items: Vec<ScoreItem>,
}

#[derive(Debug, Clone)]
pub struct ScoreItem {
    pub name: String,
    pub weight: Quantity,
    pub rule: ScoreRule,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScoreRule {
    Pace,
    Problems,
    Late { deduct: Quantity },
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

impl Baseline {
    pub fn ratio(&self) -> Ratio {
        self.value.ratio()
    }
}
