use crate::base::{Date, Disclosure, Id, Source};
use std::collections::BTreeSet;

/// `site.yaml`.
#[derive(Debug, Clone)]
pub struct Site {
    pub name: String,
    pub publisher: String,
    pub theme: String,
    /// Invented figures: every page, sheet and PDF says 演示数据.
    pub demo: bool,
    /// Which dekads of a month have a report of their own: [1, 2], or [1, 2, 3].
    pub dekads: Vec<u32>,
    pub series: Vec<Series>,
    pub disclosure: Disclosure,
}

/// A publication with its own numbering.
#[derive(Debug, Clone)]
pub struct Series {
    pub id: Id,
    pub name: String,
    pub kind: SeriesKind,
    pub scope: Scope,
    /// `第N期（总第M期）`
    pub number: String,
    pub total_before: u32,
    pub disclosure: Disclosure,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SeriesKind {
    Dispatch,
    Bulletin,
    Review,
}

impl SeriesKind {
    pub fn code(self) -> &'static str {
        match self {
            SeriesKind::Dispatch => "dispatch",
            SeriesKind::Bulletin => "bulletin",
            SeriesKind::Review => "review",
        }
    }

    /// 旬调度、月通报、季讲评
    pub fn chinese(self) -> &'static str {
        match self {
            SeriesKind::Dispatch => "旬调度",
            SeriesKind::Bulletin => "月通报",
            SeriesKind::Review => "季讲评",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    City,
    Action(Id),
}

/// A unit of `units.yaml`. Ids are unique over units and regions.
#[derive(Debug, Clone)]
pub struct Unit {
    pub id: Id,
    /// The short name, as pages print it.
    pub name: String,
    pub full: Option<String>,
    pub kind: String,
    pub aliases: Vec<String>,
    /// For a collective name only.
    pub group: Option<GroupOf>,
    pub until: Option<Date>,
    pub renamed_to: Option<Id>,
    pub document: Option<String>,
    pub source: Source,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupOf {
    Regions,
    Members,
    Open,
    List(Vec<Id>),
}

#[derive(Debug, Clone)]
pub struct Region {
    pub id: Id,
    pub name: String,
    pub full: Option<String>,
    pub aliases: Vec<String>,
    /// One of `Record::region_groups`.
    pub group: String,
    pub order: u32,
    pub source: Source,
}

/// A class of regions with its own bound, such as 市辖六区.
#[derive(Debug, Clone)]
pub struct Class {
    pub name: String,
    pub regions: Vec<Id>,
    pub source: String,
}

#[derive(Debug, Clone)]
pub struct Calendar {
    pub source: String,
    pub holidays: BTreeSet<Date>,
    pub workdays: BTreeSet<Date>,
}

impl Calendar {
    pub fn is_workday(&self, day: Date) -> bool {
        self.workdays.contains(&day) || !(day.is_weekend() || self.holidays.contains(&day))
    }
}
