//! plan/YYYY: the 总体方案, then its method, actions, lists, counties and history.

use super::action::{ActionRead, action, restatement};
use super::files_in;
use super::history::history;
use super::indicator::{PlanContext, indicator};
use super::lists::list;
use super::method::{InUse, method};
use super::region_plan::region_plan;
use super::registry::DISCLOSURES;
use super::scan::scan;
use crate::base::{Date, Disclosure, FileId, Id, Prose, Source};
use crate::capture::{Content, Node, Value};
use crate::check::names::{Names, PlanNames};
use crate::check::reader::{Reader, Table};
use crate::check::record::{Calendar, Class, Goal, Indicator, Indicators, Method, Plan, Region};
use crate::check::rules;
use std::collections::BTreeMap;

/// What stands above the plans.
pub struct Registries<'a> {
    pub names: &'a Names,
    pub regions: &'a [Region],
    pub classes: &'a [Class],
    pub calendars: &'a BTreeMap<i32, Calendar>,
}

/// The plan of one year as far as it could be read; `plan` is `None` where something essential is missing.
pub struct PlanRead {
    pub year: i32,
    pub names: PlanNames,
    pub plan: Option<Plan>,
}

pub fn plan(reader: &mut Reader, year: i32, registries: &Registries) -> PlanRead {
    let base = format!("plan/{year}/");
    let action_files = files_in(reader, &format!("{base}actions/"), ".md");
    let (names, in_use) = scan(reader, &base, &action_files);
    let mut read = PlanRead { year, names, plan: None };
    calendar(reader, year, registries);
    let methods = methods(reader, &base, &in_use);
    let Some(head) = head(reader, &base, &read.names) else {
        actions_alone(reader, year, &action_files, registries, &read.names, &methods);
        return read;
    };
    let cx = PlanContext {
        year,
        number: &head.number,
        names: registries.names,
        plan_names: &read.names,
        methods: &methods,
        regions: registries.regions,
        classes: registries.classes,
    };
    let actions: Vec<(FileId, ActionRead)> =
        action_files.iter().map(|f| (*f, action(reader, *f, &cx))).collect();
    // The master plan has a goal and a 重点任务 for each action.
    let at_goal = |text: &str| {
        let number = text.strip_prefix("goal-").or_else(|| text.strip_prefix("task-"));
        text == "goal" || number.is_some_and(|n| head.goals.iter().any(|g| g.ordinal.to_string() == n))
    };
    let (own, own_refs) = own_indicators(reader, &head, &cx, at_goal);
    let mut indicators: Vec<Indicator> = Vec::new();
    let mut kept = Vec::new();
    let mut refs: Vec<(Option<Id>, Vec<&Node>)> = vec![(None, own_refs)];
    for (file, one) in actions {
        let id = one.action.as_ref().map(|a| a.id.clone());
        add_indicators(reader, &mut indicators, one.indicators);
        refs.push((id, one.refs));
        if let Some(action) = one.action {
            same_action(reader, file, &action, &kept);
            kept.push(action);
        }
    }
    add_indicators(reader, &mut indicators, own);
    let mut restatements = Vec::new();
    for (action, nodes) in refs {
        for node in nodes {
            let at = |text: &str| match &action {
                Some(a) => read.names.may_have_task(a, text) || text == "goal" || text.starts_with("goal-"),
                None => at_goal(text),
            };
            restatements.extend(restatement(reader, node, &cx, action.as_ref(), at, &indicators));
        }
    }
    kept.sort_by_key(|a| a.ordinal);
    let ordinals: Vec<Id> = kept.iter().map(|a| a.id.clone()).collect();
    indicators.sort_by_key(|i| {
        i.action.as_ref().map_or(usize::MAX, |a| ordinals.iter().position(|o| o == a).unwrap_or(0))
    });
    let mut entries = Vec::new();
    for file in files_in(reader, &format!("{base}lists/"), ".yaml") {
        let path = reader.draft.file(file).path.clone();
        list(reader, &path, registries.names, &read.names, &kept, &mut entries);
    }
    let region_plans = files_in(reader, &format!("{base}regions/"), ".md")
        .into_iter()
        .filter_map(|file| region_plan(reader, file, registries.names, &read.names, &indicators))
        .collect();
    let history = history(reader, &base, registries.names, &read.names, &indicators);
    read.plan = Some(Plan {
        year,
        number: head.number,
        name: head.name,
        issuer: head.issuer,
        dated: head.dated,
        printed: head.printed,
        coordinator: head.coordinator,
        disclosure: head.disclosure,
        goals: head.goals,
        actions: kept,
        indicators: Indicators::new(indicators),
        restatements,
        entries,
        region_plans,
        methods,
        history,
        body: head.body,
        source: head.source,
    });
    read
}

fn calendar(reader: &mut Reader, year: i32, registries: &Registries) {
    let Some(file) = reader.draft.id("calendar.yaml") else { return };
    if registries.calendars.contains_key(&year) || super::has_fault(reader, file) {
        return;
    }
    if let Content::Yaml(Some(node)) = &reader.draft.file(file).content {
        let head = match &node.value {
            Value::Mapping(pairs) => pairs.first().map_or(node.span, |(k, _)| k.span),
            Value::Scalar { .. } | Value::Sequence(_) => return,
        };
        reader.push(rules::calendar_missing(year, head));
    }
}

fn methods(reader: &mut Reader, base: &str, in_use: &InUse) -> Vec<Method> {
    let later: Vec<String> = files_in(reader, base, ".yaml")
        .into_iter()
        .map(|f| reader.draft.file(f).path.clone())
        .filter(|p| p.starts_with(&format!("{base}method-")))
        .collect();
    let first = method(reader, &format!("{base}method.yaml"), in_use);
    let mut methods: Vec<Method> = first.into_iter().collect();
    methods.extend(later.iter().filter_map(|p| method(reader, p, in_use)));
    methods.sort_by_key(|m| m.from.map(|p| p.first_day()));
    methods
}

/// plan.md without what refers to actions.
struct Head<'d> {
    number: String,
    name: String,
    issuer: String,
    dated: Date,
    printed: Option<Date>,
    coordinator: Option<String>,
    disclosure: Disclosure,
    goals: Vec<Goal>,
    indicators: Option<&'d Node>,
    body: Prose,
    source: Source,
}

fn head<'d>(reader: &mut Reader<'d>, base: &str, names: &PlanNames) -> Option<Head<'d>> {
    let path = format!("{base}plan.md");
    let Some(file) = reader.draft.id(&path) else {
        if !reader.has_in_capitals(&path) {
            reader.push(rules::missing_file(&path, Reader::top(FileId(0))));
        }
        return None;
    };
    let (node, body) = super::front(reader, file)?;
    let known =
        ["number", "name", "issuer", "dated", "printed", "disclosure", "coordinator", "goals", "indicators"];
    let table = reader.table(node, &known, &["number", "name", "issuer", "dated"])?;
    let goals = table.get("goals").map(|n| goals(reader, n, names)).unwrap_or_default();
    let text =
        |reader: &mut Reader<'d>, table: &Table<'d>, key: &str| table.get(key).and_then(|n| reader.text(n));
    let (number, name, issuer) =
        (text(reader, &table, "number"), text(reader, &table, "name"), text(reader, &table, "issuer"));
    let dated = table.get("dated").and_then(|n| reader.date(n));
    let printed = table.get("printed").and_then(|n| reader.date(n));
    let disclosure = table.get("disclosure").and_then(|n| reader.choice(n, "公开属性", &DISCLOSURES));
    Some(Head {
        number: number?,
        name: name?,
        issuer: issuer?,
        dated: dated?,
        printed,
        coordinator: text(reader, &table, "coordinator"),
        disclosure: disclosure.unwrap_or_default(),
        goals,
        indicators: table.get("indicators"),
        body: body.prose.clone(),
        source: reader.source(node.span),
    })
}

fn goals<'d>(reader: &mut Reader<'d>, node: &'d Node, names: &PlanNames) -> Vec<Goal> {
    let mut goals: Vec<Goal> = Vec::new();
    for item in reader.list(node) {
        let Some(t) =
            reader.table(item, &["ordinal", "title", "action", "says"], &["ordinal", "title", "says"])
        else {
            continue;
        };
        let ordinal = t.get("ordinal").and_then(|n| reader.count(n, 99));
        let title = t.get("title").and_then(|n| reader.text(n));
        let action = t.get("action").and_then(|n| names.read_action(reader, n));
        let says = t.get("says").and_then(|n| reader.text(n));
        if let (Some(ordinal), Some(title), Some(says)) = (ordinal, title, says) {
            goals.push(Goal { ordinal, title, action, says });
        }
    }
    goals
}

fn own_indicators<'d>(
    reader: &mut Reader<'d>,
    head: &Head<'d>,
    cx: &PlanContext,
    at: impl Fn(&str) -> bool + Copy,
) -> (Vec<Indicator>, Vec<&'d Node>) {
    let (mut own, mut refs) = (Vec::new(), Vec::new());
    for item in head.indicators.map(|n| reader.list(n)).unwrap_or_default() {
        if item.get("ref").is_some() {
            refs.push(item);
        } else {
            own.extend(indicator(reader, item, cx, None, at));
        }
    }
    (own, refs)
}

/// Without a plan.md the actions are still read, for their diagnostics.
fn actions_alone(
    reader: &mut Reader,
    year: i32,
    files: &[FileId],
    registries: &Registries,
    names: &PlanNames,
    methods: &[Method],
) {
    let cx = PlanContext {
        year,
        number: "",
        names: registries.names,
        plan_names: names,
        methods,
        regions: registries.regions,
        classes: registries.classes,
    };
    for file in files {
        action(reader, *file, &cx);
    }
}

fn add_indicators(reader: &mut Reader, all: &mut Vec<Indicator>, more: Vec<Indicator>) {
    for one in more {
        match all.iter().find(|i| i.id == one.id) {
            Some(first) => {
                let first = format!("{}:{}", first.source.path, first.source.line);
                let span = id_span(reader, &one);
                reader.push(rules::duplicate_id("指标", &one.id, span, &first));
            }
            None => all.push(one),
        }
    }
}

/// The place of an indicator's id, found again by its line.
fn id_span(reader: &Reader, one: &Indicator) -> crate::base::Span {
    let file = reader.draft.id(&one.source.path).unwrap_or(FileId(0));
    let Content::Markdown { front: Some(front), .. } = &reader.draft.file(file).content else {
        return Reader::top(file);
    };
    let Some(Value::Sequence(items)) = front.get("indicators").map(|n| &n.value) else {
        return Reader::top(file);
    };
    items
        .iter()
        .filter(|i| reader.source(i.span).line == one.source.line)
        .find_map(|i| i.get("id").map(|n| n.span))
        .unwrap_or_else(|| Reader::top(file))
}

/// The file's name is the action's id, and no other action has its id or ordinal.
fn same_action(
    reader: &mut Reader,
    file: FileId,
    action: &crate::check::record::Action,
    before: &[crate::check::record::Action],
) {
    let Content::Markdown { front: Some(front), .. } = &reader.draft.file(file).content else { return };
    let place = |key: &str| front.get(key).map_or(front.span, |n| n.span);
    let first = |a: &crate::check::record::Action| format!("{}:{}", a.source.path, a.source.line);
    if let Some(a) = before.iter().find(|a| a.id == action.id) {
        let first = first(a);
        reader.push(rules::duplicate_id("行动", &action.id, place("id"), &first));
    } else if !reader.places.path(file).ends_with(&format!("/{}.md", action.id)) {
        let why = format!("id 写的是“{}”，与文件名不符", action.id);
        reader.push(rules::wrong_folder(place("id"), why, format!("文件名应为 {}.md，或改 id", action.id)));
    } else if let Some(a) = before.iter().find(|a| a.ordinal == action.ordinal) {
        let first = first(a);
        reader.push(rules::duplicate_id("行动序号", &action.ordinal.to_string(), place("ordinal"), &first));
    }
}
