//! plan/YYYY/actions/*.md

use super::duty::duty;
use super::indicator::{PlanContext, indicator, place};
use super::registry::DISCLOSURES;
use super::target::{TargetContext, target};
use crate::base::{FileId, Id};
use crate::capture::Node;
use crate::check::names::Names;
use crate::check::reader::Reader;
use crate::check::record::{Action, Indicator, Kind, Restatement, Section, Target, Task, TaskForce};
use crate::check::rules;

pub struct ActionRead<'d> {
    pub action: Option<Action>,
    pub indicators: Vec<Indicator>,
    /// Restatements, to be read once all indicators are known; with the action they stand in.
    pub refs: Vec<&'d Node>,
}

const KNOWN: [&str; 9] =
    ["id", "ordinal", "name", "title", "task_force", "sections", "tasks", "indicators", "disclosure"];

pub fn action<'d>(reader: &mut Reader<'d>, file: FileId, cx: &PlanContext) -> ActionRead<'d> {
    let mut read = ActionRead { action: None, indicators: Vec::new(), refs: Vec::new() };
    let Some((node, body)) = super::front(reader, file) else { return read };
    let must = ["id", "ordinal", "name", "task_force", "sections", "tasks"];
    let Some(table) = reader.table(node, &KNOWN, &must) else { return read };
    let id = table.get("id").and_then(|n| reader.id(n)).map(Id::new);
    let ordinal = table.get("ordinal").and_then(|n| reader.count(n, 99));
    let name = table.get("name").and_then(|n| reader.text(n));
    let task_force = table.get("task_force").and_then(|n| task_force(reader, n, cx.names));
    let sections = table.get("sections").map(|n| sections(reader, n)).unwrap_or_default();
    let mut tasks: Vec<Task> = Vec::new();
    for item in table.get("tasks").map(|n| reader.list(n)).unwrap_or_default() {
        let Some(task) = task(reader, item, cx.names, &sections) else { continue };
        match tasks.iter().find(|t| t.id == task.id) {
            Some(first) => {
                let first = format!("{}:{}", first.source.path, first.source.line);
                let at = item.get("id").map_or(item.span, |n| n.span);
                reader.push(rules::duplicate_id("任务", &task.id, at, &first));
            }
            None => tasks.push(task),
        }
    }
    let at = |text: &str| match &id {
        _ if text == "goal" => true,
        _ if text.strip_prefix("goal-").is_some_and(|n| n.parse::<u32>().is_ok()) => true,
        Some(id) => text.starts_with(|c: char| c.is_ascii_digit()) && cx.plan_names.may_have_task(id, text),
        None => true,
    };
    for item in table.get("indicators").map(|n| reader.list(n)).unwrap_or_default() {
        if item.get("ref").is_some() {
            read.refs.push(item);
        } else if let Some(action_id) = &id {
            read.indicators.extend(indicator(reader, item, cx, Some(action_id), at));
        }
    }
    if let (Some(id), Some(ordinal), Some(name), Some(task_force)) = (id, ordinal, name, task_force) {
        read.action = Some(Action {
            id,
            ordinal,
            name,
            title: table.get("title").and_then(|n| reader.text(n)),
            task_force,
            sections,
            tasks,
            disclosure: table
                .get("disclosure")
                .and_then(|n| reader.choice(n, "公开属性", &DISCLOSURES))
                .unwrap_or_default(),
            body: body.prose.clone(),
            source: reader.source(node.span),
        });
    }
    read
}

fn task_force<'d>(reader: &mut Reader<'d>, node: &'d Node, names: &Names) -> Option<TaskForce> {
    let known = ["name", "convener", "deputies", "deputy_post", "office", "members", "members_open"];
    let table = reader.table(node, &known, &["convener", "office", "members"])?;
    let office = table.get("office").and_then(|n| names.unit(reader, n, None));
    let members = table.get("members").map(|n| names.units(reader, n, None)).unwrap_or_default();
    let deputies = table.get("deputies").map(|n| names.units(reader, n, None)).unwrap_or_default();
    Some(TaskForce {
        name: table.get("name").and_then(|n| reader.text(n)),
        convener: table.get("convener").and_then(|n| reader.text(n))?,
        deputies,
        deputy_post: table.get("deputy_post").and_then(|n| reader.text(n)),
        office: office?,
        members,
        members_open: table.get("members_open").and_then(|n| reader.flag(n)).unwrap_or(false),
    })
}

fn sections<'d>(reader: &mut Reader<'d>, node: &'d Node) -> Vec<Section> {
    let mut sections = Vec::new();
    for (key, value) in reader.pairs(node, "章节表", "1: {title: 章节名}").unwrap_or_default() {
        let number = reader.count(key, 99);
        let Some(table) = reader.table(value, &["title", "counts_as"], &["title"]) else { continue };
        let title = table.get("title").and_then(|n| reader.text(n));
        if let (Some(number), Some(title)) = (number, title) {
            sections.push(Section {
                number,
                title,
                counts_as: table.get("counts_as").and_then(|n| reader.text(n)),
            });
        }
    }
    sections
}

fn task<'d>(reader: &mut Reader<'d>, node: &'d Node, names: &Names, sections: &[Section]) -> Option<Task> {
    let known = ["id", "group", "title", "duty", "disclosure"];
    let table = reader.table(node, &known, &["id", "title", "duty"])?;
    let id = table.get("id").and_then(|n| task_id(reader, n, sections));
    let duty = table.get("duty").and_then(|n| duty(reader, n, names));
    let title = table.get("title").and_then(|n| reader.text(n));
    let (id, section) = id?;
    Some(Task {
        id: Id::new(id),
        section,
        group: table.get("group").and_then(|n| reader.text(n)),
        title: title?,
        duty: duty?,
        disclosure: table
            .get("disclosure")
            .and_then(|n| reader.choice(n, "公开属性", &DISCLOSURES))
            .unwrap_or_default(),
        source: reader.source(node.span),
    })
}

/// `1-11` or `3-1-2`, in a section that is there.
fn task_id<'d>(reader: &mut Reader<'d>, node: &'d Node, sections: &[Section]) -> Option<(String, u32)> {
    let text = reader.text(node)?;
    let parts: Option<Vec<u32>> = text
        .split('-')
        .map(|p| p.parse().ok().filter(|_| !p.starts_with('0') && p.bytes().all(|b| b.is_ascii_digit())))
        .collect();
    let Some(parts) = parts.filter(|p| p.len() >= 2) else {
        reader.push(rules::bad_id(&text, node.span));
        return None;
    };
    if !sections.is_empty() && !sections.iter().any(|s| s.number == parts[0]) {
        reader.push(rules::unknown_task(&text, node.span, []));
        return None;
    }
    Some((text, parts[0]))
}

/// A restatement: the same indicator in this plan's own words.
pub fn restatement<'d>(
    reader: &mut Reader<'d>,
    node: &'d Node,
    cx: &PlanContext,
    action: Option<&Id>,
    at: impl Fn(&str) -> bool,
    indicators: &[Indicator],
) -> Option<Restatement> {
    let table = reader.table(node, &["ref", "target", "unit", "says", "at"], &["ref", "says", "at"])?;
    let id = table.get("ref").and_then(|n| cx.plan_names.read_indicator(reader, n));
    let at = table.get("at").and_then(|n| place(reader, n, &at));
    let says = table.get("says").and_then(|n| reader.text(n));
    let unit = table.get("unit").and_then(|n| reader.text(n));
    let id = id?;
    let target = match (table.get("target"), indicators.iter().find(|i| i.id == id)) {
        (Some(node), Some(definition)) => {
            let cx = TargetContext {
                kind: restated_kind(definition.kind, node),
                unit: unit.as_deref().or(definition.unit.as_deref()),
                direction: definition.direction,
                names: cx.plan_names,
                classes: cx.classes,
                regions: cx.regions,
            };
            target(reader, node, cx)?
        }
        (None, _) | (_, None) => Target::None,
    };
    Some(Restatement {
        indicator: id,
        action: action.cloned(),
        at: at?,
        says: says?,
        target,
        unit,
        source: reader.source(node.span),
    })
}

/// A restatement may leave out the day or the list that the definition gives.
fn restated_kind(kind: Kind, target: &Node) -> Kind {
    match kind {
        Kind::Milestone if target.get("by").is_none() => Kind::Cumulative,
        Kind::Ranking if target.get("within").is_none() => Kind::Level,
        other => other,
    }
}
