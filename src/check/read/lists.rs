//! plan/YYYY/lists/*.yaml: tasks broken down, projects, policies.

use super::registry::{DISCLOSURES, root};
use crate::base::{Date, Id};
use crate::capture::Node;
use crate::check::names::{Names, PlanNames};
use crate::check::reader::Reader;
use crate::check::record::{Action, Entry, EntryKind, EntryNode, Planned};
use crate::check::rules;

const KNOWN: [&str; 21] = [
    "id",
    "type",
    "name",
    "action",
    "task",
    "owner",
    "owner_post",
    "region",
    "class",
    "investment",
    "this_year",
    "start",
    "finish",
    "due",
    "document",
    "issued",
    "note",
    "nodes",
    "added",
    "removed",
    "disclosure",
];
const KINDS: [(&str, EntryKind); 3] =
    [("task", EntryKind::Task), ("project", EntryKind::Project), ("policy", EntryKind::Policy)];
const CLASSES: [(&str, &str); 4] = [("新建", "新建"), ("续建", "续建"), ("投产", "投产"), ("前期", "前期")];

/// Reads one list onto the end of `entries`; ids are unique over all lists.
pub fn list(
    reader: &mut Reader,
    path: &str,
    names: &Names,
    plan: &PlanNames,
    actions: &[Action],
    entries: &mut Vec<Entry>,
) {
    let Some(node) = root(reader, path, "清单条目") else { return };
    for item in reader.list(node) {
        let Some(entry) = entry(reader, item, names, plan, actions) else { continue };
        match entries.iter().find(|e| e.id == entry.id) {
            Some(first) => {
                let first = format!("{}:{}", first.source.path, first.source.line);
                let at = item.get("id").map_or(item.span, |n| n.span);
                reader.push(rules::duplicate_id("清单条目", &entry.id, at, &first));
            }
            None => entries.push(entry),
        }
    }
}

fn entry<'d>(
    reader: &mut Reader<'d>,
    node: &'d Node,
    names: &Names,
    plan: &PlanNames,
    actions: &[Action],
) -> Option<Entry> {
    let table = reader.table(node, &KNOWN, &["id", "type", "name", "action", "owner"])?;
    let id = table.get("id").and_then(|n| reader.ledger_id(n));
    let kind = table.get("type").and_then(|n| reader.choice(n, "清单类型", &KINDS));
    let name = table.get("name").and_then(|n| reader.text(n));
    let action = table.get("action").and_then(|n| plan.read_action(reader, n));
    let owner = table.get("owner").and_then(|n| names.unit(reader, n, None));
    let task = table.get("task").and_then(|n| {
        let text = reader.text(n)?;
        let action = action.as_ref()?;
        if !plan.may_have_task(action, &text) {
            let known = actions.iter().find(|a| a.id == *action).map_or(&[][..], |a| &a.tasks);
            reader.push(rules::unknown_task(&text, n.span, known.iter().map(|t| &*t.id)));
        }
        Some(Id::new(text))
    });
    let nodes = table.get("nodes").map(|n| nodes(reader, n)).unwrap_or_default();
    let removed = table.get("removed").and_then(|n| {
        let t = reader.table(n, &["date", "why"], &["date", "why"])?;
        let date = t.get("date").and_then(|n| reader.date(n));
        let why = t.get("why").and_then(|n| reader.text(n));
        Some((date?, why?))
    });
    Some(Entry {
        id: Id::new(id?),
        kind: kind?,
        name: name?,
        action: action?,
        task,
        owner: owner?,
        owner_post: table.get("owner_post").and_then(|n| reader.text(n)),
        region: table.get("region").and_then(|n| names.region(reader, n)),
        class: table.get("class").and_then(|n| reader.choice(n, "项目类别", &CLASSES)).map(str::to_owned),
        investment: table.get("investment").and_then(|n| reader.quantity(n, Some("亿元"))),
        this_year: table.get("this_year").and_then(|n| reader.quantity(n, Some("亿元"))),
        start: table.get("start").and_then(|n| planned(reader, n)),
        finish: table.get("finish").and_then(|n| planned(reader, n)),
        due: table.get("due").and_then(|n| reader.date(n)),
        document: table.get("document").and_then(|n| reader.text(n)),
        issued: table.get("issued").and_then(|n| reader.date(n)),
        note: table.get("note").and_then(|n| reader.text(n)),
        nodes,
        added: table.get("added").and_then(|n| reader.date(n)),
        removed,
        disclosure: table
            .get("disclosure")
            .and_then(|n| reader.choice(n, "公开属性", &DISCLOSURES))
            .unwrap_or_default(),
        source: reader.source(node.span),
    })
}

fn nodes<'d>(reader: &mut Reader<'d>, node: &'d Node) -> Vec<EntryNode> {
    let mut nodes: Vec<EntryNode> = Vec::new();
    for item in reader.list(node) {
        let Some(table) = reader.table(item, &["by", "what", "quantity"], &["by", "what"]) else { continue };
        let by = table.get("by").and_then(|n| reader.date(n));
        let what = table.get("what").and_then(|n| reader.text(n));
        let quantity = table.get("quantity").and_then(|n| reader.text(n));
        let (Some(by), Some(what)) = (by, what) else { continue };
        if nodes.iter().any(|n| n.what == what) {
            let first = reader.places.line(node.span);
            reader.push(rules::duplicate_id("节点", &what, table.place("what"), &first));
        } else {
            nodes.push(EntryNode { by, what, quantity });
        }
    }
    nodes
}

/// A day, or a month (`2025-12`) which allows until its last day; a year likewise.
fn planned<'d>(reader: &mut Reader<'d>, node: &'d Node) -> Option<Planned> {
    let text = reader.text(node)?;
    if let Some(by) = Date::parse(&text) {
        return Some(Planned { text, by });
    }
    let by = reader.period(node)?.last_day();
    Some(Planned { text, by })
}
