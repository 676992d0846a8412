use crate::base::{Color, Date, Disclosure, Id, Nature, Period, Prose, Quantity, Source};

/// Who reports: an action's task force or a region.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reporter {
    Action(Id),
    Region(Id),
}

impl Reporter {
    pub fn id(&self) -> &Id {
        match self {
            Reporter::Action(id) | Reporter::Region(id) => id,
        }
    }
}

/// One reporter's report for one period, of one part or more.
#[derive(Debug)]
pub struct Report {
    pub of: Reporter,
    pub period: Period,
    pub parts: Vec<Part>,
}

/// One file of a report.
#[derive(Debug)]
pub struct Part {
    pub state: PartState,
    pub cutoff: Date,
    pub nature: Option<Nature>,
    pub filed: Option<Filed>,
    pub reviewed: Option<Reviewed>,
    pub returned: Vec<Returned>,
    pub readings: Vec<Reading>,
    pub tasks: Vec<TaskReport>,
    pub nodes: Vec<NodeDone>,
    pub projects: Vec<ProjectReport>,
    pub problems: Vec<Problem>,
    pub decisions: Vec<Decision>,
    pub visits: Vec<Visit>,
    pub practices: Vec<Practice>,
    pub overrides: Vec<Override>,
    pub amended: Vec<Amendment>,
    /// `None` where an error in it holds it back.
    pub body: Option<Prose>,
    pub disclosure: Disclosure,
    /// The file itself, line 1.
    pub source: Source,
}

/// Whether a part can be used at all; the rest of its state depends on the day it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartState {
    Sound,
    /// Its front matter has an error: nothing of it is used, save `filed` and the ids of its problems.
    Withdrawn,
}

#[derive(Debug, Clone)]
pub struct Filed {
    /// `None` where the unit could not be read (only in a withdrawn part).
    pub unit: Option<Id>,
    pub date: Date,
}

#[derive(Debug, Clone)]
pub struct Reviewed {
    pub post: String,
    pub date: Date,
}

#[derive(Debug, Clone)]
pub struct Returned {
    pub post: Option<String>,
    pub date: Date,
    pub why: String,
}

/// What a report says of one indicator. All empty: it is named and left blank, which is 未报.
#[derive(Debug, Clone)]
pub struct Reading {
    pub indicator: Id,
    pub value: Option<Quantity>,
    /// A bound by classes: class name and value.
    pub classes: Vec<(String, Quantity)>,
    /// The parts an action gives (`split_by: action`), in the regions' order.
    pub by_region: Vec<RegionReading>,
    pub city_part: Option<Quantity>,
    /// 不参评, with the reason.
    pub na: Option<String>,
    /// kind text: the reporter's judgement.
    pub light: Option<Judgement>,
    /// The same period of last year.
    pub base: Option<Quantity>,
    pub rank: Option<Rank>,
    pub nature: Option<Nature>,
    pub source: Source,
}

#[derive(Debug, Clone)]
pub struct RegionReading {
    pub region: Id,
    /// `None` with `na` empty: 未报.
    pub value: Option<Quantity>,
    pub na: Option<String>,
    pub source: Source,
}

#[derive(Debug, Clone)]
pub struct Judgement {
    pub color: Color,
    pub why: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rank {
    pub place: u32,
    pub of: u32,
    pub source: Option<String>,
}

#[derive(Debug, Clone)]
pub struct TaskReport {
    pub task: Id,
    pub progress: Option<String>,
    pub next: Option<String>,
    pub source: Source,
}

#[derive(Debug, Clone)]
pub struct NodeDone {
    pub of: Id,
    pub what: String,
    pub done: Date,
    pub source: Source,
}

#[derive(Debug, Clone)]
pub struct ProjectReport {
    pub id: Id,
    /// Cumulative investment, 亿元.
    pub done: Option<Quantity>,
    pub progress: Option<String>,
    pub source: Source,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ProblemState {
    Open,
    Proposed,
    Closed,
    Reopened,
}

impl ProblemState {
    pub const ALL: [ProblemState; 4] =
        [ProblemState::Open, ProblemState::Proposed, ProblemState::Closed, ProblemState::Reopened];

    pub fn chinese(self) -> &'static str {
        match self {
            ProblemState::Open => "挂号",
            ProblemState::Proposed => "拟销",
            ProblemState::Closed => "销号",
            ProblemState::Reopened => "反弹",
        }
    }

    pub fn from_chinese(text: &str) -> Option<ProblemState> {
        ProblemState::ALL.into_iter().find(|s| s.chinese() == text)
    }
}

/// What one report says of a problem: all of it the first time, later only what changed.
#[derive(Debug, Clone)]
pub struct Problem {
    pub id: Id,
    pub kind: Option<String>,
    pub what: Option<String>,
    pub ask: Option<String>,
    pub owner: Option<Id>,
    pub by: Option<Date>,
    pub state: Option<ProblemState>,
    pub opened: Option<Date>,
    /// The day of 销号, by its evidence; without it the report's cutoff.
    pub closed: Option<Date>,
    pub evidence: Option<String>,
    pub why: Option<String>,
    pub source: Source,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DecisionState {
    Agreed,
    Underway,
    Done,
}

impl DecisionState {
    pub const ALL: [DecisionState; 3] = [DecisionState::Agreed, DecisionState::Underway, DecisionState::Done];

    pub fn chinese(self) -> &'static str {
        match self {
            DecisionState::Agreed => "议定",
            DecisionState::Underway => "推进中",
            DecisionState::Done => "已落实",
        }
    }

    pub fn from_chinese(text: &str) -> Option<DecisionState> {
        DecisionState::ALL.into_iter().find(|s| s.chinese() == text)
    }
}

/// 议定事项
#[derive(Debug, Clone)]
pub struct Decision {
    pub id: Id,
    pub what: Option<String>,
    pub unit: Option<Id>,
    pub by: Option<Date>,
    pub state: Option<DecisionState>,
    pub note: Option<String>,
    pub source: Source,
}

/// 督导
#[derive(Debug, Clone)]
pub struct Visit {
    pub date: Date,
    pub unit: Id,
    pub place: String,
    pub found: Vec<Id>,
    pub source: Source,
}

/// 经验做法
#[derive(Debug, Clone)]
pub struct Practice {
    pub title: String,
    pub unit: Id,
    pub channels: Vec<(String, Date)>,
    pub disclosure: Disclosure,
    pub source: Source,
}

/// A light set by hand, with reason, post and day; always shown.
#[derive(Debug, Clone)]
pub struct Override {
    /// An indicator's id, or a task's (`1-11`).
    pub of: Id,
    pub color: Color,
    pub why: String,
    pub post: String,
    pub date: Date,
    pub source: Source,
}

/// A number of an earlier period that came or changed only now.
#[derive(Debug, Clone)]
pub struct Amendment {
    pub indicator: Id,
    pub period: Period,
    pub region: Option<Id>,
    pub from: Option<Quantity>,
    pub value: Option<Quantity>,
    pub rank: Option<Rank>,
    pub nature: Option<Nature>,
    pub reason: Option<String>,
    pub source: Source,
}

/// The editor's part of one issue.
#[derive(Debug)]
pub struct EditionSource {
    pub series: Id,
    pub period: Period,
    pub title: String,
    pub cutoff: Date,
    pub as_of: Date,
    pub issuer: String,
    pub distribution: Distribution,
    pub absent: Vec<Absent>,
    pub annexes: Vec<String>,
    pub disclosure: Disclosure,
    pub number: Option<String>,
    /// review only
    pub compare: Vec<String>,
    /// review only
    pub scores: Vec<String>,
    /// review only
    pub next_quarter: Vec<NextTask>,
    /// review only
    pub comments: Vec<(Id, String)>,
    /// `city-monthly/2024-07`, for a correction.
    pub corrects: Option<String>,
    pub body: Prose,
    pub source: Source,
}

#[derive(Debug, Clone, Default)]
pub struct Distribution {
    pub report: Option<String>,
    pub send: Option<String>,
    pub copy: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Absent {
    pub of: Reporter,
    pub note: String,
}

#[derive(Debug, Clone)]
pub struct NextTask {
    /// `livelihood/1-21`
    pub task: String,
    pub goal: String,
    pub by: Date,
    pub owner: Id,
}

/// `pages/about.md`
#[derive(Debug)]
pub struct FreePage {
    /// `about`
    pub slug: String,
    pub title: String,
    pub order: i64,
    pub disclosure: Disclosure,
    pub body: Prose,
    pub source: Source,
}
