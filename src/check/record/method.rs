use super::{Kind, Schedule};
use crate::base::{Color, Date, Frequency, Period, Quantity, Source};
use std::collections::BTreeMap;

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

impl Method {
    /// The ordered rules of a kind of indicator.
    pub fn rules(&self, kind: Kind) -> &[LightRule] {
        self.lights.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The colours that an indicator of a kind, or a task (`None`), can have by the rules; in their order, each once.
    pub fn colors(&self, kind: Option<Kind>) -> Vec<Color> {
        let rules = kind.map_or(&self.task_lights[..], |k| self.rules(k));
        let mut colors: Vec<Color> = Vec::new();
        for rule in rules {
            if !colors.contains(&rule.color) {
                colors.push(rule.color);
            }
        }
        colors
    }

    /// The day by which the report of a period must be in: its last day plus the rule's days, shifted off holidays.
    /// `None` without a rule for it, or where the calendar of the day's year is not known: it is not guessed.
    pub fn due_day(&self, period: Period, is_workday: impl Fn(Date) -> Option<bool>) -> Option<Date> {
        let rule = self.due.get(&period.kind)?;
        let day = period.last_day().plus_days(rule.day.into());
        let wanted = match rule.shift {
            Shift::None => return Some(day),
            Shift::NextWorkday => 1,
            Shift::NthWorkday(n) => n.max(1),
        };
        if is_workday(day)? {
            return Some(day);
        }
        let mut day = day;
        let mut workdays = 0;
        while workdays < wanted {
            day = day.plus_days(1);
            workdays += u32::from(is_workday(day)?);
        }
        Some(day)
    }
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

#[derive(Debug, Clone, PartialEq, Eq)]
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

#[derive(Debug, Clone, PartialEq, Eq)]
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

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreTable {
    pub full: Quantity,
    pub items: Vec<ScoreItem>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
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
