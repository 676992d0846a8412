//! reports/PERIOD/…: one part of one report.

use super::corrections::{amended, overrides};
use super::indicator::in_region_order;
use super::ledger;
use super::reading::{Readings, readings};
use super::registry::DISCLOSURES;
use crate::base::{Date, Diagnostic, FileId, Id, Nature, Period, Span};
use crate::capture::Node;
use crate::check::names::{Names, PlanNames};
use crate::check::reader::{Reader, Table};
use crate::check::record::{Filed, Part, PartState, Plan, Region, Reporter, Returned, Reviewed, TaskReport};
use crate::check::rules;

/// What reports are read against.
pub struct ReportContext<'a> {
    pub names: &'a Names,
    pub plan_names: &'a PlanNames,
    pub plan: &'a Plan,
    pub regions: &'a [Region],
    /// Dekads that have a report of their own.
    pub dekads: &'a [u32],
}

/// Which report a file is a part of, by its path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    pub period: Period,
    pub of: Reporter,
}

/// One part, with the places that rules over several reports need.
pub struct PartRead {
    pub address: Address,
    pub file: FileId,
    pub part: Part,
    pub marks: Marks,
    /// Where the prose begins: errors before it withdraw the part.
    pub body_start: u32,
    pub found: Vec<Diagnostic>,
}

/// Places of what a part says, in the order of the part's lists.
#[derive(Default)]
pub struct Marks {
    /// Where the file says it belongs, if that is another place than its path's.
    pub claims: Option<Address>,
    pub head: Option<Span>,
    pub indicators: Option<Span>,
    pub cutoff: Option<Span>,
    pub problems: Option<Span>,
    /// Key and value of each reading.
    pub readings: Vec<ReadingMarks>,
    pub problem_ids: Vec<Span>,
    pub problem_states: Vec<Option<Span>>,
    pub problem_closed: Vec<Option<Span>>,
    pub amended: Vec<AmendedMarks>,
    pub visits_found: Vec<(String, Span)>,
    pub decisions: Vec<DecisionMarks>,
    pub override_dates: Vec<(Date, Span)>,
    /// Tasks, projects, decisions, overrides: what it is, its id and place.
    pub entries: Vec<(&'static str, String, Span)>,
}

#[derive(Clone)]
pub struct ReadingMarks {
    pub key: Span,
    pub value: Span,
    pub base: Option<Span>,
    pub by_region: Vec<(Id, Span)>,
}

#[derive(Clone)]
pub struct DecisionMarks {
    pub id: Span,
    pub state: Option<Span>,
    /// Of what it is born with, the keys that do not stand there.
    pub absent: Vec<&'static str>,
}

#[derive(Clone)]
pub struct AmendedMarks {
    pub head: Span,
    pub indicator: Span,
    pub from: Option<Span>,
}

pub const NATURES: [(&str, Nature); 4] =
    [("预计", Nature::Forecast), ("快报", Nature::Flash), ("核定", Nature::Final), ("修订", Nature::Revised)];

const KNOWN: [&str; 19] = [
    "action",
    "region",
    "period",
    "cutoff",
    "nature",
    "filed",
    "reviewed",
    "returned",
    "indicators",
    "tasks",
    "nodes",
    "projects",
    "problems",
    "decisions",
    "visits",
    "practices",
    "override",
    "amended",
    "disclosure",
];

/// Reads one part. `None` where its front matter cannot be read at all; then it is withdrawn all the same.
pub fn part(reader: &mut Reader<'_>, file: FileId, address: &Address, cx: &ReportContext) -> (Part, Marks) {
    let mut marks = Marks::default();
    let mut part = empty(reader, file, address.period);
    let Some((node, body)) = super::front(reader, file) else { return (part, marks) };
    part.body = Some(body.prose.clone());
    let who = match address.of {
        Reporter::Action(_) => "action",
        Reporter::Region(_) => "region",
    };
    let other = if who == "action" { "region" } else { "action" };
    let known: Vec<&str> = KNOWN.into_iter().filter(|k| *k != other || node.get(other).is_some()).collect();
    // `region` in an action's folder is a report in the wrong place, not a missing key.
    let must: Vec<&str> = if node.get(other).is_some() && node.get(who).is_none() {
        vec!["period", "cutoff"]
    } else {
        vec![who, "period", "cutoff"]
    };
    let Some(table) = reader.table(node, &known, &must) else { return (part, marks) };
    marks.head = Some(table.head);
    identity(reader, &table, address, cx);
    header(reader, &table, address, cx, &mut part, &mut marks);
    let day = Some(address.period.last_day());
    if let Some((key, value)) = table.entry("indicators") {
        marks.indicators = Some(key.span);
        let context = Readings { address, cx };
        (part.readings, marks.readings) = readings(reader, value, &context);
    }
    part.tasks = table.get("tasks").map(|n| tasks(reader, n, address, cx, &mut marks)).unwrap_or_default();
    part.nodes = table
        .get("nodes")
        .map(|n| ledger::nodes(reader, n, cx, part.filed.as_ref(), part.cutoff))
        .unwrap_or_default();
    part.projects =
        table.get("projects").map(|n| ledger::projects(reader, n, cx, &mut marks)).unwrap_or_default();
    if let Some((key, value)) = table.entry("problems") {
        marks.problems = Some(key.span);
        part.problems = ledger::problems(reader, value, cx, (day, part.cutoff), &mut marks);
    }
    part.decisions =
        table.get("decisions").map(|n| ledger::decisions(reader, n, cx, day, &mut marks)).unwrap_or_default();
    part.visits =
        table.get("visits").map(|n| ledger::visits(reader, n, cx, day, &mut marks)).unwrap_or_default();
    part.practices =
        table.get("practices").map(|n| ledger::practices(reader, n, cx, day)).unwrap_or_default();
    part.overrides =
        table.get("override").map(|n| overrides(reader, n, address, cx, &mut marks)).unwrap_or_default();
    if let Some(reviewed) = &part.reviewed {
        let late = marks.override_dates.iter().filter(|(day, _)| *day > reviewed.date);
        late.for_each(|(day, span)| reader.push(rules::override_late(*span, *day, reviewed.date)));
    }
    part.amended =
        table.get("amended").map(|n| amended(reader, n, address, cx, &mut marks)).unwrap_or_default();
    part.disclosure =
        table.get("disclosure").and_then(|n| reader.choice(n, "公开属性", &DISCLOSURES)).unwrap_or_default();
    (part, marks)
}

fn empty(reader: &Reader, file: FileId, period: Period) -> Part {
    Part {
        state: PartState::Sound,
        cutoff: period.last_day(),
        nature: None,
        filed: None,
        reviewed: None,
        returned: Vec::new(),
        readings: Vec::new(),
        tasks: Vec::new(),
        nodes: Vec::new(),
        projects: Vec::new(),
        problems: Vec::new(),
        decisions: Vec::new(),
        visits: Vec::new(),
        practices: Vec::new(),
        overrides: Vec::new(),
        amended: Vec::new(),
        body: None,
        disclosure: Default::default(),
        source: reader.source(Reader::top(file)),
    }
}

/// Action (or region) and period agree with the path.
fn identity<'d>(reader: &mut Reader<'d>, table: &Table<'d>, address: &Address, cx: &ReportContext) {
    let path_says = |key: &str| match &address.of {
        Reporter::Action(id) if key == "action" => Some(id),
        Reporter::Region(id) if key == "region" => Some(id),
        Reporter::Action(_) | Reporter::Region(_) => None,
    };
    for key in ["action", "region"] {
        let Some(node) = table.get(key) else { continue };
        let id = if key == "action" {
            cx.plan_names.read_action(reader, node)
        } else {
            cx.names.region(reader, node)
        };
        if id.is_some() && id.as_ref() != path_says(key) {
            let why = format!("{key} 写的是“{}”，与文件所在位置不符", node.scalar().unwrap_or_default());
            let help = "行动的报告放在 reports/期/行动编号.md，县市区的放在 reports/期/regions/县市区编号.md";
            reader.push(rules::wrong_folder(node.span, why, help));
        }
    }
    if let Some(node) = table.get("period")
        && let Some(period) = reader.period(node)
        && period != address.period
    {
        let why = format!("period 写的是{period}，文件却在 {} 目录", address.period);
        reader.push(rules::wrong_folder(node.span, why, format!("请移到 reports/{period}/，或改 period")));
    }
}

fn header<'d>(
    reader: &mut Reader<'d>,
    table: &Table<'d>,
    address: &Address,
    cx: &ReportContext,
    part: &mut Part,
    marks: &mut Marks,
) {
    let day = Some(address.period.last_day());
    if let Some(node) = table.get("filed")
        && let Some(t) = reader.table(node, &["unit", "date"], &["unit", "date"])
    {
        let unit = t.get("unit").and_then(|n| cx.names.unit(reader, n, day));
        let date = t.get("date").and_then(|n| reader.date(n));
        part.filed = date.map(|date| Filed { unit, date });
    }
    if let Some(node) = table.get("reviewed")
        && let Some(t) = reader.table(node, &["post", "date"], &["post", "date"])
    {
        let post = t.get("post").and_then(|n| reader.text(n));
        let date = t.get("date").and_then(|n| reader.date(n));
        if let (Some(filed), Some(date), Some(at)) = (&part.filed, date, t.get("date"))
            && date < filed.date
        {
            reader.push(rules::date_order(at.span, format!("审核日{date}早于报送日{}", filed.date)));
        }
        part.reviewed = post.zip(date).map(|(post, date)| Reviewed { post, date });
    }
    for item in table.get("returned").map(|n| reader.list(n)).unwrap_or_default() {
        let Some(t) = reader.table(item, &["post", "date", "why"], &["date", "why"]) else { continue };
        let post = t.get("post").and_then(|n| reader.text(n));
        let date = t.get("date").and_then(|n| reader.date(n));
        let why = t.get("why").and_then(|n| reader.text(n));
        part.returned.extend(date.zip(why).map(|(date, why)| Returned { post, date, why }));
    }
    part.nature = table.get("nature").and_then(|n| reader.choice(n, "数据性质", &NATURES));
    if let Some(node) = table.get("cutoff")
        && let Some(cutoff) = reader.date(node)
    {
        part.cutoff = cutoff;
        marks.cutoff = Some(node.span);
        cutoff_in_reason(reader, node.span, cutoff, address.period, part.filed.as_ref().map(|f| f.date));
    }
}

/// Of a long period the cutoff lies in its last month; a few days after the end are borne.
fn cutoff_in_reason(reader: &mut Reader, span: Span, cutoff: Date, period: Period, filed: Option<Date>) {
    let first = match period.dekad_of_month() {
        Some(_) => period.first_day(),
        None => Period::month(period.year, period.last_month()).first_day(),
    };
    let last = period.last_day().plus_days(10);
    if cutoff < first || cutoff > last {
        let why = format!("截至日{cutoff}不在{}（{period}）之内", period.own_label());
        let help = format!("截至日一般在{first}至{}之间", period.last_day());
        reader.push(rules::cutoff_outside(span, why, help));
    } else if let Some(filed) = filed.filter(|f| *f < cutoff) {
        let why = format!("截至日{cutoff}晚于报送日{filed}");
        reader.push(rules::cutoff_outside(span, why, "数据不可能截至报送之后；请核对 cutoff 和 filed.date"));
    }
}

fn tasks<'d>(
    reader: &mut Reader<'d>,
    node: &'d Node,
    address: &Address,
    cx: &ReportContext,
    marks: &mut Marks,
) -> Vec<TaskReport> {
    let mut tasks = Vec::new();
    for (key, value) in reader.pairs(node, "任务表", "1-11: {progress: …, next: …}").unwrap_or_default()
    {
        let Some(task) = task_name(reader, key, address, cx) else { continue };
        marks.entries.push(("任务", task.to_string(), key.span));
        if value.is_null() {
            continue;
        }
        let Some(t) = reader.table(value, &["progress", "next"], &[]) else { continue };
        tasks.push(TaskReport {
            task,
            progress: t.get("progress").and_then(|n| reader.text(n)),
            next: t.get("next").and_then(|n| reader.text(n)),
            source: reader.source(key.span),
        });
    }
    tasks
}

/// A task of the action, or for a region `action/task`.
pub fn task_name<'d>(
    reader: &mut Reader<'d>,
    key: &'d Node,
    address: &Address,
    cx: &ReportContext,
) -> Option<Id> {
    let text = reader.text(key)?;
    let (action, task) = match (&address.of, text.split_once('/')) {
        (Reporter::Action(id), None) => (&**id, text.as_str()),
        (_, Some((action, task))) => (action, task),
        (Reporter::Region(_), None) => ("", text.as_str()),
    };
    if !action.is_empty() && cx.plan_names.may_have_task(action, task) {
        return cx.plan.action(action)?.task(task).map(|_| Id::new(text.as_str()));
    }
    let known = cx.plan.action(action).map_or(&[][..], |a| &a.tasks);
    reader.push(rules::unknown_task(&text, key.span, known.iter().map(|t| &*t.id)));
    None
}

/// Sorts what is listed by region into the registry's order.
pub fn by_region_order<T>(items: &mut [(Id, T)], cx: &ReportContext) {
    in_region_order(items, cx.regions);
}
