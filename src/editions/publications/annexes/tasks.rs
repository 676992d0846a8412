//! 任务进展表: the tasks of which something is to be said, action by action.

use super::{finished, star_note, starred};
use crate::base::Id;
use crate::check::record::Task;
use crate::compute::TaskFigure;
use crate::editions::blocks::{Cell, Column, Row, Run, Table};
use crate::editions::publications::issue::Issue;
use crate::editions::publications::steps;
use crate::editions::{cells, tables, urls, words};

/// Who supports a task stands in the plan and is the same every month.
pub fn tasks(issue: &Issue) -> Table {
    let columns = vec![
        Column::text("序号"),
        Column::text("任务").sticky(),
        Column::text("牵头单位"),
        Column::center("节点"),
        Column::text("灯"),
        Column::text("进展"),
        Column::text("下一步"),
    ];
    let mut table = tables::table("tasks", "", columns, "没有任务进展。");
    let (mut quiet, mut silent) = (0, Vec::new());
    for action in issue.year.plan.actions.iter().filter(|a| issue.covers(Some(&a.id))) {
        if steps::is_silent(issue, &action.id) {
            silent.push(format!("{}{}项任务未报", action.name, action.tasks.len()));
            continue;
        }
        let mut rows = Vec::new();
        for task in &action.tasks {
            let figure = issue.now.task(&action.id, &task.id);
            match figure.filter(|f| f.progress.is_some() || f.next.is_some() || f.nodes_due > 0) {
                Some(figure) => rows.push(Row::new(row(issue, &action.id, task, figure))),
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
    let left_out: Vec<String> = silent.into_iter().chain(quiet).collect();
    let mut note = String::new();
    if !table.rows.is_empty() {
        note += "节点列为本年已到期节点的完成数和总数；责任单位见实施方案。";
        note += star_note(&table);
    }
    if !left_out.is_empty() {
        note += &format!("{}。", left_out.join("；"));
    }
    table.notes.extend(Some(note).filter(|note| !note.is_empty()));
    finished(issue, "tasks", table)
}

fn row(issue: &Issue, action: &Id, task: &Task, figure: &TaskFigure) -> Vec<Cell> {
    let done = figure.nodes_due.saturating_sub(figure.nodes_late);
    let nodes = if figure.nodes_due > 0 { format!("{done}/{}", figure.nodes_due) } else { String::new() };
    vec![
        Cell::text(&*task.id),
        Cell::runs(vec![Run::link(&task.title, urls::task(issue.year.year, action, &task.id))]),
        starred(Cell::runs(words::answering(issue.lookup, issue.year, task))),
        Cell::text(nodes),
        cells::task_state(&figure.state),
        Cell::text(figure.progress.clone().unwrap_or_default()),
        Cell::text(figure.next.clone().unwrap_or_default()),
    ]
}
