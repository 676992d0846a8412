//! Ledgers of a report: nodes, projects, problems, decisions, visits, practices.

use super::registry::DISCLOSURES;
use super::report::{DecisionMarks, Marks, ReportContext};
use crate::base::{Date, Id};
use crate::capture::Node;
use crate::check::reader::Reader;
use crate::check::record::{
    Decision, DecisionState, EntryKind, Filed, NodeDone, Practice, Problem, ProblemState, ProjectReport,
    Visit,
};
use crate::check::rules;

const PROBLEM_STATES: [(&str, ProblemState); 4] = [
    ("挂号", ProblemState::Open),
    ("拟销", ProblemState::Proposed),
    ("销号", ProblemState::Closed),
    ("反弹", ProblemState::Reopened),
];
const DECISION_STATES: [(&str, DecisionState); 3] =
    [("议定", DecisionState::Agreed), ("推进中", DecisionState::Underway), ("已落实", DecisionState::Done)];

pub fn nodes<'d>(
    reader: &mut Reader<'d>,
    node: &'d Node,
    cx: &ReportContext,
    filed: Option<&Filed>,
    cutoff: Date,
) -> Vec<NodeDone> {
    let mut done = Vec::new();
    for item in reader.list(node) {
        let Some(t) = reader.table(item, &["of", "what", "done"], &["of", "what", "done"]) else { continue };
        let (of, what) =
            (t.get("of").and_then(|n| reader.text(n)), t.get("what").and_then(|n| reader.text(n)));
        let day = t.get("done").and_then(|n| reader.date(n));
        let (Some(of), Some(what), Some(day)) = (of, what, day) else { continue };
        let Some(entry) = cx.plan.entry(&of) else {
            if cx.plan_names.may_have_entry(&of) {
                continue;
            }
            reader.push(rules::unknown_entry(
                &of,
                t.place_of_value("of"),
                cx.plan.entries.iter().map(|e| &*e.id),
            ));
            continue;
        };
        if !entry.nodes.iter().any(|n| n.what == what) {
            let known: Vec<&str> = entry.nodes.iter().map(|n| n.what.as_str()).collect();
            reader.push(rules::unknown_node(&what, t.place_of_value("what"), &known));
            continue;
        }
        if let Some(filed) = filed.filter(|f| f.date < day) {
            let why = format!("节点完成日{day}晚于报送日{}", filed.date);
            reader.push(rules::date_order(t.place_of_value("done"), why));
            continue;
        }
        if day > cutoff {
            reader.push(rules::node_after_cutoff(t.place_of_value("done"), day, cutoff));
        }
        done.push(NodeDone { of: entry.id.clone(), what, done: day, source: reader.source(item.span) });
    }
    done
}

pub fn projects<'d>(
    reader: &mut Reader<'d>,
    node: &'d Node,
    cx: &ReportContext,
    marks: &mut Marks,
) -> Vec<ProjectReport> {
    let mut projects = Vec::new();
    for (key, value) in reader.pairs(node, "项目表", "P-012: {done: 5.1, progress: …}").unwrap_or_default()
    {
        let Some(id) = reader.text(key) else { continue };
        let known = || cx.plan.entries.iter().filter(|e| e.kind == EntryKind::Project);
        if !known().any(|e| *e.id == *id) {
            if cx.plan.entry(&id).is_some() || !cx.plan_names.may_have_entry(&id) {
                reader.push(rules::unknown_entry(&id, key.span, known().map(|e| &*e.id)));
            }
            continue;
        }
        marks.entries.push(("项目", id.clone(), key.span));
        if value.is_null() {
            continue;
        }
        let Some(t) = reader.table(value, &["done", "progress"], &[]) else { continue };
        let done = t.get("done").and_then(|n| reader.quantity(n, Some("亿元")).map(|q| (q, n.span)));
        if let Some((_, span)) = done.filter(|(q, _)| q.is_negative()) {
            reader.push(rules::value_outside_kind(
                span,
                "累计完成投资不会是负数",
                "请填从1月1日起的累计数，单位亿元",
            ));
            continue;
        }
        projects.push(ProjectReport {
            id: Id::new(id),
            done: done.map(|(q, _)| q),
            progress: t.get("progress").and_then(|n| reader.text(n)),
            source: reader.source(key.span),
        });
    }
    projects
}

pub fn problems<'d>(
    reader: &mut Reader<'d>,
    node: &'d Node,
    cx: &ReportContext,
    (day, cutoff): (Option<Date>, Date),
    marks: &mut Marks,
) -> Vec<Problem> {
    let known = ["id", "kind", "what", "ask", "owner", "by", "state", "opened", "closed", "evidence", "why"];
    let mut problems: Vec<Problem> = Vec::new();
    for item in reader.list(node) {
        let Some(t) = reader.table(item, &known, &["id"]) else { continue };
        let id = t.get("id").and_then(|n| reader.ledger_id(n));
        let problem = Problem {
            id: Id::new(id.clone().unwrap_or_default()),
            kind: t.get("kind").and_then(|n| reader.text(n)),
            what: t.get("what").and_then(|n| reader.text(n)),
            ask: t.get("ask").and_then(|n| reader.text(n)),
            owner: t.get("owner").and_then(|n| cx.names.unit(reader, n, day)),
            by: t.get("by").and_then(|n| reader.date(n)),
            state: t.get("state").and_then(|n| reader.choice(n, "问题状态", &PROBLEM_STATES)),
            opened: t.get("opened").and_then(|n| reader.date(n)),
            closed: t.get("closed").and_then(|n| reader.date(n)),
            evidence: t.get("evidence").and_then(|n| reader.text(n)),
            why: t.get("why").and_then(|n| reader.text(n)),
            source: reader.source(item.span),
        };
        let Some(id) = id else { continue };
        if problems.iter().any(|p| p.id == problem.id) {
            let first = reader.places.line(node.span);
            reader.push(rules::duplicate_id("问题", &id, t.place_of_value("id"), &first));
            continue;
        }
        if let (Some(opened), Some(by)) = (problem.opened, problem.by)
            && by < opened
        {
            reader.push(rules::date_order(t.place_of_value("by"), format!("时限{by}早于提出日{opened}")));
        }
        if let Some(closed) = problem.closed {
            let place = t.place_of_value("closed");
            if problem.state != Some(ProblemState::Closed) {
                let why = format!("问题“{id}”写了销号日，状态不是“销号”");
                reader.push(rules::problem_state(place, why, "销号日 closed 只和 state: 销号 一起写"));
            } else if closed > cutoff {
                let why = format!("销号日{closed}晚于数据截至日{cutoff}");
                reader.push(rules::date_order(place, why));
            }
        }
        marks.problem_ids.push(t.place_of_value("id"));
        marks.problem_closed.push(t.get("closed").map(|n| n.span));
        marks.problem_states.push(t.get("state").map(|n| n.span));
        problems.push(problem);
    }
    problems
}

pub fn decisions<'d>(
    reader: &mut Reader<'d>,
    node: &'d Node,
    cx: &ReportContext,
    day: Option<Date>,
    marks: &mut Marks,
) -> Vec<Decision> {
    let known = ["id", "what", "unit", "by", "state", "note"];
    let mut decisions = Vec::new();
    for item in reader.list(node) {
        let Some(t) = reader.table(item, &known, &["id"]) else { continue };
        let id = t.get("id").and_then(|n| reader.ledger_id(n));
        let decision = Decision {
            id: Id::new(id.clone().unwrap_or_default()),
            what: t.get("what").and_then(|n| reader.text(n)),
            unit: t.get("unit").and_then(|n| cx.names.unit(reader, n, day)),
            by: t.get("by").and_then(|n| reader.date(n)),
            state: t.get("state").and_then(|n| reader.choice(n, "议定事项状态", &DECISION_STATES)),
            note: t.get("note").and_then(|n| reader.text(n)),
            source: reader.source(item.span),
        };
        let Some(id) = id else { continue };
        let place = t.place_of_value("id");
        if decisions.iter().any(|d: &Decision| d.id == decision.id) {
            let first = reader.places.line(node.span);
            reader.push(rules::duplicate_id("议定事项", &id, place, &first));
            continue;
        }
        marks.entries.push(("议定事项", id, place));
        marks.decisions.push(DecisionMarks {
            id: place,
            state: t.get("state").map(|n| n.span),
            absent: ["what", "unit", "by"].into_iter().filter(|key| t.get(key).is_none()).collect(),
        });
        decisions.push(decision);
    }
    decisions
}

pub fn visits<'d>(
    reader: &mut Reader<'d>,
    node: &'d Node,
    cx: &ReportContext,
    day: Option<Date>,
    marks: &mut Marks,
) -> Vec<Visit> {
    let mut visits = Vec::new();
    for item in reader.list(node) {
        let Some(t) = reader.table(item, &["date", "unit", "where", "found"], &["date", "unit", "where"])
        else {
            continue;
        };
        let date = t.get("date").and_then(|n| reader.date(n));
        let unit = t.get("unit").and_then(|n| cx.names.unit(reader, n, day));
        let place = t.get("where").and_then(|n| reader.text(n));
        let mut found = Vec::new();
        for id in t.get("found").map(|n| reader.list(n)).unwrap_or_default() {
            if let Some(text) = reader.text(id) {
                marks.visits_found.push((text.clone(), id.span));
                found.push(Id::new(text));
            }
        }
        if let (Some(date), Some(unit), Some(place)) = (date, unit, place) {
            visits.push(Visit { date, unit, place, found, source: reader.source(item.span) });
        }
    }
    visits
}

pub fn practices<'d>(
    reader: &mut Reader<'d>,
    node: &'d Node,
    cx: &ReportContext,
    day: Option<Date>,
) -> Vec<Practice> {
    let mut practices = Vec::new();
    for item in reader.list(node) {
        let known = ["title", "unit", "channels", "disclosure"];
        let Some(t) = reader.table(item, &known, &["title", "unit"]) else { continue };
        let title = t.get("title").and_then(|n| reader.text(n));
        let unit = t.get("unit").and_then(|n| cx.names.unit(reader, n, day));
        let mut channels = Vec::new();
        for channel in t.get("channels").map(|n| reader.list(n)).unwrap_or_default() {
            let Some(c) = reader.table(channel, &["name", "date"], &["name", "date"]) else { continue };
            let name = c.get("name").and_then(|n| reader.text(n));
            channels.extend(name.zip(c.get("date").and_then(|n| reader.date(n))));
        }
        let disclosure = t.get("disclosure").and_then(|n| reader.choice(n, "公开属性", &DISCLOSURES));
        if let (Some(title), Some(unit)) = (title, unit) {
            let disclosure = disclosure.unwrap_or_default();
            practices.push(Practice { title, unit, channels, disclosure, source: reader.source(item.span) });
        }
    }
    practices
}
