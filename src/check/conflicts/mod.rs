//! 口径差异: what the plans say differently of one thing, until a document resolves it (law 8).
//!
//! All of it is a warning; `check` gives it with its places, the data files and pages list it.

mod differ;
mod says;
mod warn;

pub use differ::{Difference, differences};
pub(super) use warn::warnings;

use super::record::{Action, Indicator, LeadMode, Plan, Restatement, Task, Unit};
use crate::base::{Id, Source};
use std::collections::BTreeSet;

/// One difference, and all the places that take part in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    pub rule: ConflictRule,
    pub of: ConflictOf,
    /// The owner's place first.
    pub places: Vec<Place>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConflictOf {
    Indicator(Id),
    Task { action: Id, task: Id },
}

/// Where something is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// `None`: the 总体方案.
    pub action: Option<Id>,
    /// A task id, `goal` or `goal-4`.
    pub at: String,
    /// The wording as printed; of a task its responsibility bracket.
    pub says: String,
    pub source: Source,
}

/// Up to [`ConflictRule::LeadDiffers`] certain from the data; the others are for people to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ConflictRule {
    TargetOpDiffers,
    TargetValueDiffers,
    LevelDiffers,
    YearDiffers,
    LeadDiffers,
    ObjectDiffers,
    UnitDiffers,
    NotTakenUp,
    NotInMaster,
    LeadOutsideTaskForce,
    NoLead,
}

impl ConflictRule {
    pub const ALL: [ConflictRule; 11] = [
        ConflictRule::TargetOpDiffers,
        ConflictRule::TargetValueDiffers,
        ConflictRule::LevelDiffers,
        ConflictRule::YearDiffers,
        ConflictRule::LeadDiffers,
        ConflictRule::ObjectDiffers,
        ConflictRule::UnitDiffers,
        ConflictRule::NotTakenUp,
        ConflictRule::NotInMaster,
        ConflictRule::LeadOutsideTaskForce,
        ConflictRule::NoLead,
    ];

    pub fn code(self) -> &'static str {
        match self {
            ConflictRule::TargetOpDiffers => "target-op-differs",
            ConflictRule::TargetValueDiffers => "target-value-differs",
            ConflictRule::LevelDiffers => "level-differs",
            ConflictRule::YearDiffers => "year-differs",
            ConflictRule::LeadDiffers => "lead-differs",
            ConflictRule::ObjectDiffers => "object-differs",
            ConflictRule::UnitDiffers => "unit-differs",
            ConflictRule::NotTakenUp => "not-taken-up",
            ConflictRule::NotInMaster => "not-in-master",
            ConflictRule::LeadOutsideTaskForce => "lead-outside-task-force",
            ConflictRule::NoLead => "no-lead",
        }
    }

    pub fn chinese(self) -> &'static str {
        match self {
            ConflictRule::TargetOpDiffers => "目标的比较方式不同",
            ConflictRule::TargetValueDiffers => "目标值不同",
            ConflictRule::LevelDiffers => "级别不同",
            ConflictRule::YearDiffers => "年份不同",
            ConflictRule::LeadDiffers => "牵头单位不同",
            ConflictRule::ObjectDiffers => "对象表述不同",
            ConflictRule::UnitDiffers => "计量单位不同",
            ConflictRule::NotTakenUp => "总体方案的目标没有行动承接",
            ConflictRule::NotInMaster => "行动的目标不见于总体方案",
            ConflictRule::LeadOutsideTaskForce => "牵头单位不是专班成员",
            ConflictRule::NoLead => "没有写明牵头单位",
        }
    }

    /// Whether it is certain from the data.
    pub fn is_hard(self) -> bool {
        self <= ConflictRule::LeadDiffers
    }
}

/// All of a plan, by rule, then in the plan's order.
pub fn conflicts(plan: &Plan, units: &[Unit]) -> Vec<Conflict> {
    let groups = groups(units);
    let mut found = of_indicators(plan);
    for action in &plan.actions {
        for task in &action.tasks {
            let conflict = |rule| Conflict {
                rule,
                of: ConflictOf::Task { action: action.id.clone(), task: task.id.clone() },
                places: vec![of_task(action, task)],
            };
            if has_stranger_as_lead(action, task, &groups) {
                found.push(conflict(ConflictRule::LeadOutsideTaskForce));
            }
            if task.duty.mode == LeadMode::None {
                found.push(conflict(ConflictRule::NoLead));
            }
        }
    }
    // Stable: within a rule the plan's order stays.
    found.sort_by_key(|c| c.rule);
    found
}

fn of_indicators(plan: &Plan) -> Vec<Conflict> {
    let mut found = Vec::new();
    for indicator in &plan.indicators {
        let again: Vec<&Restatement> =
            plan.restatements.iter().filter(|r| r.indicator == indicator.id).collect();
        for rule in ConflictRule::ALL {
            let others: Vec<&Restatement> =
                again.iter().filter(|r| applies(rule, plan, indicator, r)).copied().collect();
            let alone = match rule {
                ConflictRule::NotTakenUp => {
                    indicator.action.is_none() && again.iter().all(|r| r.action.is_none())
                }
                ConflictRule::NotInMaster => is_missing_in_master(indicator, &again),
                _ => false,
            };
            if alone || !others.is_empty() {
                let places = std::iter::once(of_indicator(indicator)).chain(others.into_iter().map(again_at));
                found.push(Conflict {
                    rule,
                    of: ConflictOf::Indicator(indicator.id.clone()),
                    places: places.collect(),
                });
            }
        }
    }
    found
}

/// Only an action's goals speak of what the 总体方案 speaks of; the numbers of its tasks stand below that level.
fn is_missing_in_master(indicator: &Indicator, again: &[&Restatement]) -> bool {
    indicator.action.is_some() && indicator.at.starts_with("goal") && again.iter().all(|r| r.action.is_some())
}

fn applies(rule: ConflictRule, plan: &Plan, indicator: &Indicator, again: &Restatement) -> bool {
    let differs = |d| differences(indicator, again).contains(&d);
    // A later target has a document behind it, which resolves what the plans say differently.
    let resolved = indicator.versions.len() > 1;
    match rule {
        ConflictRule::TargetOpDiffers => !resolved && differs(Difference::Op),
        ConflictRule::TargetValueDiffers => !resolved && differs(Difference::Value),
        ConflictRule::LevelDiffers => differs(Difference::Level),
        ConflictRule::ObjectDiffers => differs(Difference::Object),
        ConflictRule::UnitDiffers => differs(Difference::Unit),
        ConflictRule::YearDiffers => {
            says::years(&indicator.says, plan.year) != says::years(&again.says, plan.year)
        }
        ConflictRule::LeadDiffers => {
            let own = leads(plan, indicator.action.as_ref(), &indicator.at);
            let other = leads(plan, again.action.as_ref(), &again.at);
            matches!((own, other), (Some(own), Some(other)) if own != other)
        }
        ConflictRule::NotTakenUp
        | ConflictRule::NotInMaster
        | ConflictRule::LeadOutsideTaskForce
        | ConflictRule::NoLead => false,
    }
}

/// Who leads what is said at a place; `None` at a goal, and where no lead is named.
fn leads<'a>(plan: &'a Plan, action: Option<&Id>, at: &str) -> Option<BTreeSet<&'a Id>> {
    let task = plan.action(action?)?.task(at)?;
    (!task.duty.leads.is_empty()).then(|| task.duty.leads.iter().collect())
}

fn has_stranger_as_lead(action: &Action, task: &Task, groups: &BTreeSet<&str>) -> bool {
    !action.task_force.members_open && strangers(action, task, groups).next().is_some()
}

/// Leads that are not of the task force. A collective name may stand for members, so it is no stranger.
fn strangers<'a>(
    action: &'a Action,
    task: &'a Task,
    groups: &'a BTreeSet<&str>,
) -> impl Iterator<Item = &'a Id> {
    let force = &action.task_force;
    let belongs = |id: &Id| force.office == *id || force.members.contains(id) || force.deputies.contains(id);
    task.duty.leads.iter().filter(move |id| !belongs(id) && !groups.contains(&***id))
}

/// Collective names.
fn groups(units: &[Unit]) -> BTreeSet<&str> {
    units.iter().filter(|u| u.group.is_some()).map(|u| &*u.id).collect()
}

fn of_indicator(indicator: &Indicator) -> Place {
    Place {
        action: indicator.action.clone(),
        at: indicator.at.clone(),
        says: indicator.says.clone(),
        source: indicator.source.clone(),
    }
}

fn again_at(again: &Restatement) -> Place {
    Place {
        action: again.action.clone(),
        at: again.at.clone(),
        says: again.says.clone(),
        source: again.source.clone(),
    }
}

fn of_task(action: &Action, task: &Task) -> Place {
    Place {
        action: Some(action.id.clone()),
        at: task.id.to_string(),
        says: task.duty.text.clone(),
        source: task.source.clone(),
    }
}
