//! The annexes: 指标完成情况表, 任务进展表, 项目进展表, 县市区情况表, 问题清单 and what a review adds.

use super::super::blocks::{Block, Cell, Column, Row, Run, Table};
use super::super::cells::{RegionShown, Shown};
use super::super::tables::{self, Anchors};
use super::super::{urls, words};
use super::generated::{in_scope, shown};
use super::issue::Issue;
use super::item::Item;
use super::review;
use super::steps;
use crate::base::Id;
use crate::check::record::{Entry, EntryKind, LeadMode, ProblemState, Task};
use crate::compute::{ReportState, State, TaskFigure};

/// What an annex of a name is called; `None` for a name that stands for none.
pub fn title(name: &str) -> Option<&'static str> {
    Some(match name {
        "indicators" => "指标完成情况表",
        "tasks" => "任务进展表",
        "projects" => "项目进展表",
        "regions" => "县市区情况表",
        "problems" => "问题清单",
        "compare" => "指标对比表",
        "scores" => "县市区得分明细表",
        _ => return None,
    })
}

/// The names of the annexes an issue has: those its editor lists, and a review's comparisons and scores.
pub fn names(issue: &Issue) -> Vec<String> {
    let mut names: Vec<String> =
        issue.source.annexes.iter().filter(|n| title(n).is_some()).cloned().collect();
    if !issue.source.compare.is_empty() && !names.iter().any(|n| n == "compare") {
        names.push("compare".into());
    }
    let scored = !issue.source.scores.is_empty() && !issue.now.scores.is_empty();
    if scored && !names.iter().any(|n| n == "scores") {
        names.push("scores".into());
    }
    names
}

/// How the text calls an annex: 附件5; `None` where the issue has it not.
pub fn mark(issue: &Issue, name: &str) -> Option<String> {
    let names = names(issue);
    let at = names.iter().position(|n| n == name)?;
    Some(numbered(at, names.len()))
}

fn numbered(at: usize, of: usize) -> String {
    if of == 1 { "附件".to_string() } else { format!("附件{}", at + 1) }
}

/// All annexes in order, each begun on a new sheet.
pub fn all(issue: &Issue) -> Vec<Block> {
    let names = names(issue);
    let mut blocks = Vec::new();
    for (i, name) in names.iter().enumerate() {
        let mark = numbered(i, names.len());
        let Some(title) = title(name) else { continue };
        blocks.push(Block::Annex { mark, title: title.into(), id: format!("annex-{name}") });
        blocks.extend(annex(issue, name));
    }
    blocks
}

/// `附件：1. 指标完成情况表　2. 任务进展表`
pub fn list(issue: &Issue) -> Option<Block> {
    let names = names(issue);
    let mut runs = vec![Run::plain("附件：")];
    for (i, name) in names.iter().enumerate() {
        let number = if names.len() == 1 { String::new() } else { format!("{}. ", i + 1) };
        if i > 0 {
            runs.push(Run::plain("　"));
        }
        runs.push(Run::link(format!("{number}{}", title(name)?), format!("#annex-{name}")));
    }
    (!names.is_empty()).then_some(Block::Text(runs))
}

fn annex(issue: &Issue, name: &str) -> Vec<Block> {
    match name {
        "indicators" => vec![Block::Table(indicators(issue))],
        "tasks" => vec![Block::Table(tasks(issue))],
        "projects" => vec![Block::Table(projects(issue, None))],
        "regions" => regions(issue).into_iter().map(Block::Table).collect(),
        "problems" => vec![Block::Table(problems(issue))],
        "compare" => review::compared(issue).into_iter().map(Block::Table).collect(),
        "scores" => review::workings(issue),
        _ => Vec::new(),
    }
}

fn finished(issue: &Issue, id: &str, mut table: Table) -> Table {
    table.id = format!("annex-{id}-table");
    // The annex itself bears the title.
    table.title = String::new();
    tables::finished(table, &issue.url)
}

/// Annex 1, with the columns of the handbook's section 2.
fn indicators(issue: &Issue) -> Table {
    // The year's first period has no other before it: what it has of itself counts from January.
    let month = match issue.before.filter(|b| b.is_due()) {
        Some(_) => format!("{}当月", issue.period().own_label()),
        None => issue.period().label(),
    };
    let columns = vec![
        Column::text("序号"),
        Column::text("指标").sticky(),
        Column::text("单位"),
        Column::number("年度目标"),
        Column::number(if issue.period().kind == crate::base::Frequency::Month { &month } else { "本期" }),
        Column::number("累计"),
        Column::number("同比"),
        Column::number("完成率"),
        Column::number("序时进度"),
        Column::number("较序时").unit("百分点"),
        Column::number("位次"),
        Column::text("灯"),
        Column::text("责任单位"),
        Column::text("备注"),
    ];
    let mut table = tables::table("indicators", "", columns, "没有指标。");
    let (later, items): (Vec<Item>, Vec<Item>) =
        issue.items().into_iter().partition(|i| i.figure.state == State::NotDue);
    let mut number = 0;
    let mut group = |name: &str, of: Option<&Id>, table: &mut Table| {
        let members: Vec<&Item> = items.iter().filter(|i| i.indicator.action.as_ref() == of).collect();
        if members.is_empty() {
            return;
        }
        table.rows.push(Row::group(name));
        for item in members {
            number += 1;
            table.rows.push(Row::new(indicator_row(number, &shown(issue, item))));
        }
    };
    for action in &issue.year.plan.actions {
        group(&action.name, Some(&action.id), &mut table);
    }
    let counted = issue.counts().all();
    group(&format!("总体方案（不计入{counted}项）"), None, &mut table);
    table.notes.push("较序时按未修约数计算，增速型指标为与年度目标之差；空格为该类指标不计。".into());
    if !later.is_empty() {
        let of_plan = later.iter().filter(|i| i.indicator.action.is_none()).count();
        let apart = match of_plan {
            0 => String::new(),
            n => format!("（含总体方案{n}项，不计入{counted}项）"),
        };
        table.notes.push(format!("未到评价期的{}项指标未列{apart}。", later.len()));
    }
    finished(issue, "indicators", table)
}

fn indicator_row(number: u32, shown: &Shown) -> Vec<Cell> {
    vec![
        Cell::text(number.to_string()),
        shown.name(),
        Cell::text(shown.unit()),
        shown.target(),
        shown.month(),
        shown.value(),
        shown.change(),
        shown.completion(),
        shown.schedule(),
        shown.gap(),
        shown.rank(),
        shown.state(),
        shown.owner(),
        shown.remarks(),
    ]
}

/// Annex 2: the tasks of which something is to be said, action by action.
fn tasks(issue: &Issue) -> Table {
    let columns = vec![
        Column::text("序号"),
        Column::text("任务").sticky(),
        Column::text("牵头单位"),
        Column::text("责任单位"),
        Column::number("到期节点").unit("个"),
        Column::number("逾期").unit("个"),
        Column::text("灯"),
        Column::text("进展"),
        Column::text("下一步"),
    ];
    let mut table = tables::table("tasks", "", columns, "没有任务进展。");
    let mut quiet = 0;
    let mut silent = Vec::new();
    for action in issue.year.plan.actions.iter().filter(|a| issue.covers(Some(&a.id))) {
        if steps::is_silent(issue, &action.id) {
            silent.push(format!("{}{}项任务未报", action.name, action.tasks.len()));
            continue;
        }
        let mut rows = Vec::new();
        for task in &action.tasks {
            let figure = issue.now.task(&action.id, &task.id);
            match figure.filter(|f| f.progress.is_some() || f.next.is_some() || f.nodes_due > 0) {
                Some(figure) => rows.push(Row::new(task_row(issue, &action.id, task, figure))),
                None => quiet += 1,
            }
        }
        if !rows.is_empty() {
            table.rows.push(Row::group(&action.name));
            table.rows.extend(rows);
        }
    }
    let quiet = (quiet > 0 && !table.rows.is_empty())
        .then(|| format!("其余{quiet}项任务本期没有到期节点，也没有报送进展"));
    let notes: Vec<String> = silent.into_iter().chain(quiet).collect();
    if !notes.is_empty() {
        table.notes.push(format!("{}。", notes.join("；")));
    }
    finished(issue, "tasks", table)
}

fn task_row(issue: &Issue, action: &Id, task: &Task, figure: &TaskFigure) -> Vec<Cell> {
    let (lookup, year) = (issue.lookup, issue.year);
    let state = match figure.state {
        State::NoTarget => Cell::text("无到期节点"),
        _ => super::super::cells::state_cell(&figure.state),
    };
    let number = |n: u32| Cell::text(if figure.nodes_due > 0 { n.to_string() } else { String::new() });
    let supports = match task.duty.mode {
        LeadMode::None => task.duty.supports.get(1..).unwrap_or(&[]),
        LeadMode::Single | LeadMode::Joint | LeadMode::Each => &task.duty.supports,
    };
    vec![
        Cell::text(&*task.id),
        Cell::runs(vec![Run::link(&task.title, urls::task(year.year, action, &task.id))]),
        Cell::runs(words::answering(lookup, year, task)),
        Cell::runs(words::unit_runs(lookup, year, supports)),
        number(figure.nodes_due),
        number(figure.nodes_late),
        state,
        Cell::text(figure.progress.clone().unwrap_or_default()),
        Cell::text(figure.next.clone().unwrap_or_default()),
    ]
}

/// Annex 3; `of`: of one action only.
pub fn projects(issue: &Issue, of: Option<&Id>) -> Table {
    let columns = vec![
        Column::text("编号"),
        Column::text("项目").sticky(),
        Column::text("类别"),
        Column::text("地点"),
        Column::number("总投资").unit("亿元"),
        Column::number("年度计划投资").unit("亿元"),
        Column::number("累计完成").unit("亿元"),
        Column::number("完成率"),
        Column::text("计划开工"),
        Column::text("计划竣工"),
        Column::text("形象进度"),
        Column::text("责任单位"),
    ];
    let mut table = tables::table("projects", "项目进展", columns, "没有清单项目。");
    for action in issue.year.plan.actions.iter().filter(|a| issue.covers(Some(&a.id))) {
        if of.is_some_and(|of| *of != action.id) {
            continue;
        }
        let entries: Vec<&Entry> = (issue.year.entries_of(&action.id).iter().copied())
            .filter(|e| e.kind == EntryKind::Project)
            .filter(|e| steps::in_list(e, issue.source.cutoff, issue.source.as_of))
            .collect();
        if entries.is_empty() {
            continue;
        }
        if of.is_none() {
            table.rows.push(Row::group(&action.name));
        }
        table.rows.extend(entries.into_iter().map(|e| Row::new(project_row(issue, e))));
    }
    finished(issue, "projects", table)
}

fn project_row(issue: &Issue, entry: &Entry) -> Vec<Cell> {
    let figure = issue.now.projects.iter().find(|p| p.id == entry.id);
    let amount = |q: Option<crate::base::Quantity>| Cell::text(q.map(|q| q.to_string()).unwrap_or_default());
    let done = figure.and_then(|f| f.done);
    let done = match (done, entry.this_year) {
        (None, Some(_)) => Cell::text("未报"),
        (done, _) => amount(done),
    };
    let completion = figure.and_then(|f| f.completion.as_ref());
    let planned = |p: &Option<crate::check::record::Planned>| {
        let sort = p.as_ref().map(|p| p.by.to_string());
        Cell { sort, ..Cell::text(p.as_ref().map(|p| p.chinese()).unwrap_or_default()) }
    };
    vec![
        Cell::text(&*entry.id),
        Cell::runs(vec![Run::link(&entry.name, urls::entry(issue.year.year, &entry.id))]),
        Cell::text(entry.class.clone().unwrap_or_default()),
        Cell::text(entry.region.as_ref().map(|r| issue.lookup.name(r)).unwrap_or_default()),
        amount(entry.investment),
        amount(entry.this_year),
        done,
        Cell::text(completion.map(|c| crate::compute::percent_text(c, false)).unwrap_or_default()),
        planned(&entry.start),
        planned(&entry.finish),
        Cell::text(figure.and_then(|f| f.progress.clone()).unwrap_or_default()),
        Cell::runs(vec![words::unit_run(issue.lookup, issue.year, &entry.owner)]),
    ]
}

/// Annex 4: a table an indicator that is split, and one of problems and reports.
fn regions(issue: &Issue) -> Vec<Table> {
    let split = issue.items().into_iter().filter(|i| !i.figure.by_region.is_empty());
    let mut tables: Vec<Table> = split.map(|item| region_parts(issue, &item)).collect();
    tables.push(region_standing(issue));
    tables
}

fn region_parts(issue: &Issue, item: &Item) -> Table {
    let unit = item.unit();
    let columns = vec![
        Column::text("县市区").sticky(),
        Column::number("年度目标").unit(unit),
        Column::number("累计").unit(unit),
        Column::number("完成率"),
        Column::number("较序时").unit("百分点"),
        Column::text("灯"),
    ];
    let mut table = tables::table("regions", "", columns, "没有分县市区的数据。");
    let whole = shown(issue, item);
    for group in issue.record.region_groups() {
        let members: Vec<_> = (item.figure.by_region.iter())
            .filter(|f| issue.record.region(&f.region).is_some_and(|r| r.group == *group))
            .collect();
        if members.is_empty() {
            continue;
        }
        table.rows.push(Row::group(group));
        for figure in members {
            let part = RegionShown { whole, figure };
            table.rows.push(Row::new(vec![
                Cell::runs(vec![words::unit_run(issue.lookup, issue.year, &figure.region)]),
                part.target(),
                part.value(),
                part.completion(),
                part.gap(),
                part.state(),
            ]));
        }
    }
    if let Some(part) = item.figure.city_part.filter(|p| !p.is_zero()) {
        let mut cells = vec![Cell::text("市本级"), Cell::default(), Cell::text(part.to_string())];
        cells.resize(6, Cell::default());
        table.rows.push(Row::new(cells));
    }
    table.rows.push(Row::total(vec![
        Cell::text("全市"),
        whole.target(),
        whole.value(),
        whole.completion(),
        whole.gap(),
        whole.state(),
    ]));
    table.notes.extend(super::super::texts::schedule(item.figure).map(|s| format!("序时进度{s}。")));
    let mut table = finished(issue, &format!("regions-{}", urls::slug(&item.indicator.id)), table);
    table.title = item.indicator.name.clone();
    table
}

/// Problems and reports of each county.
fn region_standing(issue: &Issue) -> Table {
    let columns = vec![
        Column::text("县市区").sticky(),
        Column::number("负责的在册问题").unit("个"),
        Column::number("其中超期").unit("个"),
        Column::number("本期销号").unit("个"),
        Column::text("报告"),
    ];
    let mut table = tables::table("regions", "", columns, "没有县市区。");
    for group in issue.record.region_groups() {
        table.rows.push(Row::group(group));
        for region in issue.record.regions().iter().filter(|r| r.group == *group) {
            let own: Vec<_> =
                issue.now.problems.iter().filter(|p| p.owner.as_ref() == Some(&region.id)).collect();
            let closed = own.iter().filter(|p| p.state == ProblemState::Closed).count();
            let overdue = own.iter().filter(|p| p.overdue && p.state != ProblemState::Closed).count();
            let report = issue.now.reports.iter().find(|r| r.of.id() == &region.id);
            let report = report.map_or(String::new(), |r| match (r.state, r.late_days()) {
                // It owes nothing for this period (formats.md section 6).
                (ReportState::NotDue, _) => "无报送任务".into(),
                (state, Some(days)) => format!("{}，迟{days}天", state.chinese()),
                (state, None) => state.chinese().into(),
            });
            table.rows.push(Row::new(vec![
                Cell::runs(vec![words::unit_run(issue.lookup, issue.year, &region.id)]),
                Cell::text((own.len() - closed).to_string()),
                Cell::text(overdue.to_string()),
                Cell::text(closed.to_string()),
                Cell::text(report),
            ]));
        }
    }
    let mut table = finished(issue, "regions-standing", table);
    table.title = "问题和报送".into();
    table
}

fn problems(issue: &Issue) -> Table {
    let list = in_scope(issue, None);
    finished(issue, "problems", tables::problems(issue.lookup, issue.year, list, Anchors::Elsewhere))
}
