//! One task: who answers for it, its indicators, its steps, what was reported month after month.

use super::{Sheet, heading, parts, period_line, under};
use crate::check::record::{Action, Entry, Task};
use crate::editions::blocks::{Block, Cell, Column, Page, Row, Run};
use crate::editions::cells::{self, Shown};
use crate::editions::lookup::{Lookup, Year};
use crate::editions::urls::{self, List};
use crate::editions::{charts, tables, words};

pub fn page<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, action: &'a Action, task: &'a Task) -> Page {
    let url = urls::task(year.year, &action.id, &task.id);
    let mut blocks = vec![Block::Facts(facts(lookup, year, action, task))];
    let own = year.indicators_at(&action.id, &task.id);
    let shown: Vec<Shown<'_>> = own.iter().filter_map(|i| Shown::standing(lookup, year, i)).collect();
    if !shown.is_empty() {
        let table = tables::indicators(&[(String::new(), shown)]);
        blocks.push(heading("指标", "indicators"));
        blocks.push(under(table, &url));
    }
    blocks.extend(restated(lookup, year, action, task, &url));
    blocks.extend(steps(lookup, year, action, task, &url));
    blocks.extend(course(year, action, task, &url));
    let sheet = Sheet {
        lookup,
        title: task.title.clone(),
        crumbs: vec![(action.name.clone(), urls::action(year.year, &action.id))],
        menu: urls::list(year.year, List::Tasks),
        url,
        period_line: year.current.map(period_line),
    };
    sheet.page(year, blocks)
}

fn facts(lookup: &Lookup<'_>, year: &Year<'_>, action: &Action, task: &Task) -> Vec<(String, Vec<Run>)> {
    let mut facts: Vec<(String, Vec<Run>)> = Vec::new();
    let mut fact = |label: &str, runs: Vec<Run>| {
        if !runs.is_empty() {
            facts.push((label.into(), runs));
        }
    };
    let figure = year.current.and_then(|f| year.task_figure(f.period, &action.id, &task.id));
    fact("编号", vec![Run::plain(&*task.id)]);
    fact("灯", figure.map(|f| cells::task_state(&f.state).runs).unwrap_or_default());
    fact("牵头", words::answering(lookup, year, task));
    let mut supports = words::unit_runs(lookup, year, &task.duty.supports);
    if task.duty.open {
        supports.push(Run::plain("等"));
    }
    fact("责任单位", supports);
    fact("分工原文", vec![Run::plain(format!("（{}）", task.duty.text))]);
    let section = action.sections.iter().find(|s| s.number == task.section);
    fact("所在部分", section.map(|s| Run::plain(format!("{}. {}", s.number, s.title))).into_iter().collect());
    fact("所在分组", task.group.iter().map(Run::plain).collect());
    if let Some(figure) = figure {
        fact("进展", figure.progress.iter().map(Run::plain).collect());
        fact("下一步", figure.next.iter().map(Run::plain).collect());
        if figure.nodes_due > 0 {
            let text = format!("到期{}个，逾期未完成{}个", figure.nodes_due, figure.nodes_late);
            fact("节点", vec![Run::plain(text)]);
        }
    }
    facts
}

/// What the task states of indicators that other plans define.
fn restated(lookup: &Lookup<'_>, year: &Year<'_>, action: &Action, task: &Task, url: &str) -> Vec<Block> {
    let columns = vec![
        Column::text("指标").sticky(),
        Column::text("本任务的表述"),
        Column::number("累计"),
        Column::text("灯"),
    ];
    let mut table = tables::table("restated", "", columns, "");
    for restated in year.restated_at(&action.id, &task.id) {
        let Some(indicator) = year.indicator(&restated.indicator) else { continue };
        let shown = Shown::standing(lookup, year, indicator);
        let name = Run::link(&indicator.name, urls::indicator(year.year, &indicator.id));
        table.rows.push(Row::new(vec![
            Cell::runs(vec![name]),
            Cell::text(words::quoted(&restated.says)),
            shown.as_ref().map(Shown::value_with_unit).unwrap_or_default(),
            shown.as_ref().map(Shown::state).unwrap_or_default(),
        ]));
    }
    if table.rows.is_empty() {
        return Vec::new();
    }
    vec![heading("在其他方案中定义的指标", "restated"), under(table, url)]
}

fn steps(lookup: &Lookup<'_>, year: &Year<'_>, action: &Action, task: &Task, url: &str) -> Vec<Block> {
    let entries: Vec<&Entry> =
        year.entries_of(&action.id).iter().filter(|e| e.task.as_ref() == Some(&task.id)).copied().collect();
    if entries.is_empty() {
        return Vec::new();
    }
    let table = tables::entries(lookup, year, entries.iter().copied(), tables::Anchors::Elsewhere);
    let mut blocks = vec![heading("清单条目", "entries"), under(table, url)];
    if let Some(today) = parts::today(lookup, year) {
        let steps = parts::steps(year, entries.iter(), today);
        blocks.extend(charts::milestones("steps", lookup, steps, today, None).map(Block::Chart));
    }
    blocks
}

/// Month after month, the newest first.
fn course(year: &Year<'_>, action: &Action, task: &Task, url: &str) -> Vec<Block> {
    let columns = vec![
        Column::text("期").sticky(),
        Column::text("灯"),
        Column::number("到期节点"),
        Column::number("逾期节点"),
        Column::text("进展"),
        Column::text("下一步"),
        Column::text("来源"),
    ];
    let mut table = tables::table("course", "", columns, "");
    for (period, figure) in year.task_figures(&action.id, &task.id).iter().rev() {
        let count = |n: u32| if figure.nodes_due > 0 { n.to_string() } else { String::new() };
        let label = Cell::runs(vec![Run::link(period.own_label(), urls::period(*period))]);
        table.rows.push(Row::new(vec![
            Cell { sort: Some(period.to_string()), ..label },
            cells::task_state(&figure.state),
            Cell::text(count(figure.nodes_due)),
            Cell::text(count(figure.nodes_late)),
            Cell::text(figure.progress.clone().unwrap_or_default()),
            Cell::text(figure.next.clone().unwrap_or_default()),
            cells::source(figure.source.as_ref()),
        ]));
    }
    if table.rows.is_empty() {
        return Vec::new();
    }
    vec![heading("各期进展", "course"), under(table, url)]
}
