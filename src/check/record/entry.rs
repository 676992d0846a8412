use crate::base::{Date, Disclosure, Frequency, Id, Period, Quantity, Source};

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
    /// A policy's document number, when it has one, and the day it was issued.
    pub document: Option<String>,
    pub issued: Option<Date>,
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

impl Planned {
    /// As an official text writes it: `2024年6月`, `2024年一季度`, `2024年6月28日`.
    pub fn chinese(&self) -> String {
        match (Date::parse(&self.text), Period::parse(&self.text)) {
            (Some(day), _) => day.chinese(),
            (None, Some(period)) if period.kind == Frequency::Year => format!("{}年", period.year),
            (None, Some(period)) => format!("{}年{}", period.year, period.report_label()),
            (None, None) => self.text.clone(),
        }
    }
}

#[derive(Debug, Clone)]
pub struct EntryNode {
    pub by: Date,
    pub what: String,
    pub quantity: Option<String>,
}
