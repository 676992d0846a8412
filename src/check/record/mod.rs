//! What is sound: the plan, the registries and the reports, by meaning and without places.
//!
//! Only `check` can make a [`Record`]; holding one is the proof that plan, method, registries and site are in order.

mod entry;
mod indicator;
mod method;
mod plan;
mod registry;
mod report;

pub use entry::{Entry, EntryKind, EntryNode, Planned};
pub use indicator::{
    Baseline, ClassTarget, Direction, Indicator, Kind, Op, Schedule, SplitBy, Target, TargetValue,
    TargetVersion,
};
pub use method::{
    Condition, DueRule, LightRule, Method, NoLead, RankRules, ScoreItem, ScoreRule, ScoreTable, Shift, Ties,
};
pub use plan::{
    Action, Duty, Goal, History, Indicators, LeadMode, Plan, RegionPlan, Restatement, Section, Task,
    TaskForce,
};
pub use registry::{Calendar, Class, GroupOf, Region, Scope, Series, SeriesKind, Site, Unit};
pub use report::{
    Absent, Amendment, Decision, DecisionState, Distribution, EditionSource, Filed, FreePage, Judgement,
    NextTask, NodeDone, Override, Part, PartState, Practice, Problem, ProblemState, ProjectReport, Rank,
    Reading, RegionReading, Report, Reporter, Returned, Reviewed, TaskReport, Visit,
};

use super::reference::Reference;
use super::{Names, PlanNames};
use crate::base::{Date, Id, Period};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that is sound in a content folder.
#[derive(Debug)]
pub struct Record {
    pub(in crate::check) site: Site,
    pub(in crate::check) units: Vec<Unit>,
    pub(in crate::check) regions: Vec<Region>,
    pub(in crate::check) region_groups: Vec<String>,
    pub(in crate::check) classes: Vec<Class>,
    pub(in crate::check) calendars: BTreeMap<i32, Calendar>,
    pub(in crate::check) plans: Vec<Plan>,
    pub(in crate::check) reports: Vec<Report>,
    pub(in crate::check) editions: Vec<EditionSource>,
    pub(in crate::check) pages: Vec<FreePage>,
    pub(in crate::check) last_known: Date,
    pub(in crate::check) names: Names,
    pub(in crate::check) plan_names: Vec<(i32, PlanNames)>,
}

impl Record {
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// In the registry's order.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// By group, then `order`.
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    pub fn region_groups(&self) -> &[String] {
        &self.region_groups
    }

    pub fn classes(&self) -> &[Class] {
        &self.classes
    }

    pub fn calendar(&self, year: i32) -> Option<&Calendar> {
        self.calendars.get(&year)
    }

    /// One a year, the earliest first.
    pub fn plans(&self) -> &[Plan] {
        &self.plans
    }

    pub fn plan(&self, year: i32) -> Option<&Plan> {
        self.plans.iter().find(|p| p.year == year)
    }

    /// By period, then actions in the plan's order, then regions in the registry's.
    pub fn reports(&self) -> &[Report] {
        &self.reports
    }

    pub fn editions(&self) -> &[EditionSource] {
        &self.editions
    }

    pub fn pages(&self) -> &[FreePage] {
        &self.pages
    }

    /// The latest day named in the content on which something became known (formats.md section 6, as of).
    pub fn last_known(&self) -> Date {
        self.last_known
    }

    /// What a bound number refers to, in a text of the year. `None` where it refers to nothing, which check tells.
    pub fn reference(&self, text: &str, year: i32) -> Option<Reference> {
        let (_, plan) = self.plan_names.iter().find(|(y, _)| *y == year)?;
        super::prose::reference(text, &self.names, plan).ok()
    }

    /// The day a report for `period` is due as known at `as_of` (see [`Plan::due_day`]); `None` without a plan too.
    pub fn due_day(&self, period: Period, as_of: Date) -> Option<Date> {
        self.plan(period.year)?.due_day(period, as_of, &self.calendars)
    }

    /// Leaves out the prose of report files: what the proof of their numbers holds back.
    pub fn hold_back(&mut self, paths: &BTreeSet<String>) {
        for part in self.reports.iter_mut().flat_map(|r| &mut r.parts) {
            if paths.contains(&*part.source.path) {
                part.body = None;
            }
        }
    }

    pub fn unit(&self, id: &str) -> Option<&Unit> {
        self.units.iter().find(|u| &*u.id == id)
    }

    pub fn region(&self, id: &str) -> Option<&Region> {
        self.regions.iter().find(|r| &*r.id == id)
    }

    /// The short name of a unit or region; the id itself for a stranger, which check lets nobody be.
    pub fn name<'a>(&'a self, id: &'a Id) -> &'a str {
        self.unit(id)
            .map(|u| u.name.as_str())
            .or_else(|| self.region(id).map(|r| r.name.as_str()))
            .unwrap_or(id)
    }
}
