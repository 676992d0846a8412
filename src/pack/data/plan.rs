//! `2024/plan.json`: the year's plan as it was adopted, with what the plans say differently.

use super::parts::{self, Pairs, Place, SCHEMA, TargetData};
use crate::base::{Artifact, Id};
use crate::check::Record;
use crate::check::conflicts::{self, Conflict, ConflictOf, ConflictRule};
use crate::check::record::{
    Action, Entry, Indicator, Kind, Plan, Region, Restatement, Schedule, Task, TaskForce, Unit,
};
use crate::editions::urls;
use serde::Serialize;

#[derive(Serialize)]
struct PlanFile<'a> {
    schema: u32,
    year: i32,
    plan: Head<'a>,
    actions: Vec<ActionData<'a>>,
    indicators: Vec<IndicatorData<'a>>,
    lists: Vec<EntryData<'a>>,
    units: Vec<UnitData<'a>>,
    regions: Vec<RegionData<'a>>,
    conflicts: Vec<ConflictData>,
}

#[derive(Serialize)]
struct Head<'a> {
    number: &'a str,
    name: &'a str,
    dated: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    printed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coordinator: Option<&'a str>,
}

#[derive(Serialize)]
struct ActionData<'a> {
    id: &'a str,
    ordinal: u32,
    name: &'a str,
    task_force: TaskForceData<'a>,
    sections: Vec<SectionData<'a>>,
    tasks: Vec<TaskData<'a>>,
}

#[derive(Serialize)]
struct TaskForceData<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    convener: &'a str,
    deputies: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deputy_post: Option<&'a str>,
    office: &'a str,
    members: Vec<&'a str>,
    members_open: bool,
}

#[derive(Serialize)]
struct SectionData<'a> {
    number: u32,
    title: &'a str,
}

#[derive(Serialize)]
struct TaskData<'a> {
    id: &'a str,
    title: &'a str,
    section: u32,
    duty: &'a str,
    lead_mode: &'static str,
    leads: Vec<&'a str>,
    supports: Vec<&'a str>,
    supports_open: bool,
    indicators: Vec<&'a str>,
    source: Place<'a>,
}

#[derive(Serialize)]
struct IndicatorData<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'a str>,
    at: &'a str,
    says: &'a str,
    frequency: &'static str,
    first_due: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    schedule: Option<ScheduleData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<TargetData<'a>>,
    #[serde(skip_serializing_if = "Pairs::is_empty")]
    by_region: Pairs<&'a str, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    city_part: Option<String>,
    versions: Vec<VersionData<'a>>,
    stated_in: Vec<Stated<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ScheduleData {
    Named(&'static str),
    Plan { plan: Pairs<String, String> },
}

#[derive(Serialize)]
struct VersionData<'a> {
    from: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<TargetData<'a>>,
    document: &'a str,
}

#[derive(Serialize)]
struct Stated<'a> {
    action: &'a str,
    at: &'a str,
    says: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<TargetData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    differs: Vec<&'static str>,
}

#[derive(Serialize)]
struct EntryData<'a> {
    id: &'a str,
    r#type: &'static str,
    name: &'a str,
    owner: &'a str,
    nodes: Vec<NodeData<'a>>,
}

#[derive(Serialize)]
struct NodeData<'a> {
    by: String,
    what: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    quantity: Option<&'a str>,
}

#[derive(Serialize)]
struct UnitData<'a> {
    id: &'a str,
    name: &'a str,
    kind: &'a str,
    aliases: &'a [String],
}

#[derive(Serialize)]
struct RegionData<'a> {
    id: &'a str,
    name: &'a str,
    group: &'a str,
    order: u32,
}

#[derive(Serialize)]
struct ConflictData {
    rule: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    indicator: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    task: Option<String>,
    places: Vec<Said>,
}

#[derive(Serialize)]
struct Said {
    action: String,
    at: String,
    says: String,
    /// The bracket, where the leads differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    duty: Option<String>,
}

/// What the 总体方案 is called where an action's id stands.
const MASTER: &str = "plan";

/// A year's plan, registries included.
pub fn plan_json(record: &Record, plan: &Plan) -> Artifact {
    let file = PlanFile {
        schema: SCHEMA,
        year: plan.year,
        plan: Head {
            number: &plan.number,
            name: &plan.name,
            dated: plan.dated.to_string(),
            printed: plan.printed.map(|d| d.to_string()),
            coordinator: plan.coordinator.as_deref(),
        },
        actions: plan.actions.iter().map(|a| action(record, plan, a)).collect(),
        indicators: plan.indicators.iter().map(|i| indicator(plan, i)).collect(),
        lists: plan.entries.iter().map(|e| entry(record, e)).collect(),
        units: record.units().iter().map(unit).collect(),
        regions: record.regions().iter().map(region).collect(),
        conflicts: conflicts::conflicts(plan, record.units())
            .into_iter()
            .map(|c| conflict(plan, c))
            .collect(),
    };
    parts::artifact(urls::data_plan(plan.year), &file)
}

fn names<'a>(record: &'a Record, ids: &'a [Id]) -> Vec<&'a str> {
    ids.iter().map(|id| record.name(id)).collect()
}

fn action<'a>(record: &'a Record, plan: &'a Plan, action: &'a Action) -> ActionData<'a> {
    ActionData {
        id: &action.id,
        ordinal: action.ordinal,
        name: &action.name,
        task_force: task_force(record, &action.task_force),
        sections: action.sections.iter().map(|s| SectionData { number: s.number, title: &s.title }).collect(),
        tasks: action.tasks.iter().map(|t| task(record, plan, action, t)).collect(),
    }
}

fn task_force<'a>(record: &'a Record, force: &'a TaskForce) -> TaskForceData<'a> {
    TaskForceData {
        name: force.name.as_deref(),
        convener: &force.convener,
        deputies: names(record, &force.deputies),
        deputy_post: force.deputy_post.as_deref(),
        office: record.name(&force.office),
        members: names(record, &force.members),
        members_open: force.members_open,
    }
}

fn task<'a>(record: &'a Record, plan: &'a Plan, action: &'a Action, task: &'a Task) -> TaskData<'a> {
    let own = |i: &&Indicator| i.action.as_ref() == Some(&action.id) && i.task() == Some(&*task.id);
    // What the task restates counts as its own: 民生实事 is done by it.
    let again = |r: &&Restatement| r.action.as_ref() == Some(&action.id) && r.at == *task.id;
    let own = plan.indicators.iter().filter(own).map(|i| &*i.id);
    let again = plan.restatements.iter().filter(again).map(|r| &*r.indicator);
    TaskData {
        id: &task.id,
        title: &task.title,
        section: task.section,
        duty: &task.duty.text,
        lead_mode: task.duty.mode.code(),
        leads: names(record, &task.duty.leads),
        supports: names(record, &task.duty.supports),
        supports_open: task.duty.open,
        indicators: own.chain(again).collect(),
        source: parts::place(&task.source),
    }
}

fn indicator<'a>(plan: &'a Plan, indicator: &'a Indicator) -> IndicatorData<'a> {
    let again = plan.restatements.iter().filter(|r| r.indicator == indicator.id);
    let mut by_region: Vec<(&str, String)> =
        indicator.by_region.iter().map(|(id, value)| (&**id, value.to_string())).collect();
    // Parts that only a county's own plan states.
    for county in &plan.region_plans {
        let split = county.splits.iter().find(|(id, _)| *id == indicator.id);
        if let Some((_, value)) = split.filter(|_| !by_region.iter().any(|(id, _)| *id == &*county.region)) {
            by_region.push((&county.region, value.to_string()));
        }
    }
    let versions = indicator.versions.iter().map(|v| VersionData {
        from: v.from.to_string(),
        target: parts::target(&v.target, None),
        document: &v.document,
    });
    IndicatorData {
        id: &indicator.id,
        name: &indicator.name,
        unit: indicator.unit.as_deref(),
        kind: indicator.kind.code(),
        action: indicator.action.as_deref(),
        at: &indicator.at,
        says: &indicator.says,
        frequency: indicator.frequency.code(),
        first_due: indicator.first_due.to_string(),
        schedule: schedule(indicator),
        target: indicator.versions.first().and_then(|v| parts::target(&v.target, None)),
        by_region: Pairs(by_region),
        city_part: indicator.city_part.map(|v| v.to_string()),
        versions: versions.collect(),
        stated_in: again.map(|r| stated(indicator, r)).collect(),
    }
}

/// As written, and only where a light depends on it (formats.md section 6).
fn schedule(indicator: &Indicator) -> Option<ScheduleData> {
    let in_use = match indicator.kind {
        Kind::Cumulative => true,
        Kind::Level => indicator.baseline.is_some(),
        Kind::Growth
        | Kind::Bound
        | Kind::Event
        | Kind::Milestone
        | Kind::Ranking
        | Kind::Relation
        | Kind::Text => false,
    };
    Some(match indicator.schedule.as_ref().filter(|_| in_use)? {
        Schedule::Months => ScheduleData::Named("months"),
        Schedule::Days => ScheduleData::Named("days"),
        Schedule::None => ScheduleData::Named("none"),
        Schedule::Plan(steps) => {
            let steps = steps.iter().map(|(period, percent)| (period.to_string(), percent.to_string()));
            ScheduleData::Plan { plan: Pairs(steps.collect()) }
        }
    })
}

fn stated<'a>(indicator: &'a Indicator, again: &'a Restatement) -> Stated<'a> {
    Stated {
        action: again.action.as_deref().unwrap_or(MASTER),
        at: &again.at,
        says: &again.says,
        target: parts::target(&again.target, None),
        unit: again.unit.as_deref(),
        differs: conflicts::differences(indicator, again).into_iter().map(|d| d.code()).collect(),
    }
}

fn entry<'a>(record: &'a Record, entry: &'a Entry) -> EntryData<'a> {
    let nodes = entry.nodes.iter().map(|n| NodeData {
        by: n.by.to_string(),
        what: &n.what,
        quantity: n.quantity.as_deref(),
    });
    EntryData {
        id: &entry.id,
        r#type: entry.kind.code(),
        name: &entry.name,
        owner: record.name(&entry.owner),
        nodes: nodes.collect(),
    }
}

fn unit(unit: &Unit) -> UnitData<'_> {
    UnitData { id: &unit.id, name: &unit.name, kind: &unit.kind, aliases: &unit.aliases }
}

fn region(region: &Region) -> RegionData<'_> {
    RegionData { id: &region.id, name: &region.name, group: &region.group, order: region.order }
}

fn conflict(plan: &Plan, conflict: Conflict) -> ConflictData {
    let (indicator, task) = match conflict.of {
        ConflictOf::Indicator(id) => (Some(id.to_string()), None),
        ConflictOf::Task { action, task } => (None, Some(format!("{action}/{task}"))),
    };
    let duty = |place: &conflicts::Place| {
        let task = place.action.as_ref().and_then(|a| plan.action(a)?.task(&place.at));
        task.filter(|_| conflict.rule == ConflictRule::LeadDiffers).map(|t| t.duty.text.clone())
    };
    let said = |place: conflicts::Place| Said {
        duty: duty(&place),
        action: place.action.map_or(MASTER.into(), |id| id.to_string()),
        at: place.at,
        says: place.says,
    };
    ConflictData {
        rule: conflict.rule.code(),
        indicator,
        task,
        places: conflict.places.into_iter().map(said).collect(),
    }
}
