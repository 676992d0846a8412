//! 项目进展表: the listed projects with money, days or progress; the others by name.

use super::finished;
use crate::base::{Id, Quantity};
use crate::check::record::{Action, Entry, EntryKind, Planned};
use crate::compute::ProjectFigure;
use crate::editions::blocks::{Cell, Column, Row, Run, Table};
use crate::editions::publications::issue::Issue;
use crate::editions::publications::steps;
use crate::editions::{tables, urls, words};

/// `of`: of one action only.
pub fn projects(issue: &Issue, of: Option<&Id>) -> Table {
    let columns = vec![
        Column::text("编号"),
        Column::text("项目").sticky(),
        Column::text("类别"),
        Column::text("地点"),
        Column::number("总投资").unit("亿元"),
        Column::number("年度计划").unit("亿元"),
        Column::number("累计完成").unit("亿元"),
        Column::number("完成率"),
        Column::text("计划开工"),
        Column::text("计划竣工"),
        Column::text("形象进度"),
        Column::text("责任单位"),
    ];
    let mut table = tables::table("projects", "项目进展", columns, "没有清单项目。");
    let mut silent: Vec<(&Action, Vec<&Entry>)> = Vec::new();
    let actions = issue.year.plan.actions.iter().filter(|a| issue.covers(Some(&a.id)));
    for action in actions.filter(|a| of.is_none_or(|of| *of == a.id)) {
        let listed = issue.year.entries_of(&action.id).iter().copied();
        let (told, others): (Vec<&Entry>, Vec<&Entry>) = listed
            .filter(|e| e.kind == EntryKind::Project)
            .filter(|e| steps::in_list(e, issue.source.cutoff, issue.source.as_of))
            .partition(|e| says_something(e, figure(issue, e)));
        if of.is_none() && !told.is_empty() {
            table.rows.push(Row::group(&action.name));
        }
        table.rows.extend(told.into_iter().map(|e| Row::new(row(issue, e, figure(issue, e)))));
        if !others.is_empty() {
            silent.push((action, others));
        }
    }
    table.notes.extend(others_note(issue, &silent, !table.rows.is_empty()));
    finished(issue, "projects", table)
}

fn figure<'a>(issue: &Issue<'a>, entry: &Entry) -> Option<&'a ProjectFigure> {
    issue.now.projects.iter().find(|p| p.id == entry.id)
}

fn says_something(entry: &Entry, figure: Option<&ProjectFigure>) -> bool {
    let planned = entry.investment.is_some() || entry.this_year.is_some();
    let dated = entry.start.is_some() || entry.finish.is_some();
    planned || dated || figure.is_some_and(|f| f.done.is_some() || f.progress.is_some())
}

/// `其余2个清单项目没有投资计划，本期未报进展：产业培塑行动的己内酰胺（云溪区）、晶振。`
fn others_note(issue: &Issue, silent: &[(&Action, Vec<&Entry>)], others: bool) -> Option<String> {
    let count: usize = silent.iter().map(|(_, entries)| entries.len()).sum();
    let name = |entry: &&Entry| match &entry.region {
        Some(region) => format!("{}（{}）", entry.name, issue.lookup.name(region)),
        None => entry.name.clone(),
    };
    let each = silent.iter().map(|(action, entries)| {
        let names: Vec<String> = entries.iter().map(name).collect();
        format!("{}的{}", action.name, names.join("、"))
    });
    let all = each.collect::<Vec<_>>().join("；");
    let which = if others { "其余" } else { "" };
    (count > 0).then(|| format!("{which}{count}个清单项目没有投资计划，本期未报进展：{all}。"))
}

fn row(issue: &Issue, entry: &Entry, figure: Option<&ProjectFigure>) -> Vec<Cell> {
    let amount = |q: Option<Quantity>| Cell::text(q.map(|q| q.to_string()).unwrap_or_default());
    let done = match (figure.and_then(|f| f.done), entry.this_year) {
        (None, Some(_)) => Cell::text("未报"),
        (done, _) => amount(done),
    };
    let completion = figure.and_then(|f| f.completion.as_ref());
    let planned = |p: &Option<Planned>| {
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
