use super::table;
use crate::check::record::{Action, Task};
use crate::editions::blocks::{Cell, Column, Row, Run, Table};
use crate::editions::lookup::{Lookup, Year};
use crate::editions::{cells, urls, words};

/// Whether a task's number says which task it is, or its action must be named as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    Number,
    Action,
}

/// Tasks in groups: who does them, their light of the current month, what was reported of them.
pub fn tasks<'a>(
    lookup: &Lookup<'_>,
    year: &Year<'_>,
    naming: Naming,
    groups: impl IntoIterator<Item = (String, Vec<(&'a Action, &'a Task)>)>,
) -> Table {
    let columns = vec![
        Column::text("编号").sticky(),
        Column::text("行动"),
        Column::text("任务"),
        Column::text("牵头"),
        Column::text("责任"),
        Column::text("灯"),
        Column::text("指标"),
        Column::text("进展"),
    ];
    let mut table = table("tasks", "任务清单", columns, "没有任务。");
    for (name, group) in groups {
        if !name.is_empty() && !group.is_empty() {
            table.rows.push(Row::group(name));
        }
        for (action, task) in group {
            table.rows.push(Row::new(task_cells(lookup, year, naming, (action, task))));
        }
    }
    table.notes.extend(note(&table));
    table.notes.extend(words::marks_note(&table));
    table
}

/// What the columns of lights mean, as far as they say anything.
fn note(table: &Table) -> Option<String> {
    let says = |title: &str| {
        let place = table.columns.iter().position(|c| c.title == title)?;
        let mut cells = table.rows.iter().filter_map(|r| r.cells.get(place));
        cells.any(|c| !c.runs.is_empty()).then_some(())
    };
    let light = says("灯").map(|_| "灯按到期节点评定");
    let counts = says("指标").map(|_| "指标一栏为该任务名下指标的灯数，按季、半年、年评价的取最近一期");
    let said: Vec<&str> = light.into_iter().chain(counts).collect();
    (!said.is_empty()).then(|| format!("{}。", said.join("；")))
}

fn task_cells(
    lookup: &Lookup<'_>,
    year: &Year<'_>,
    naming: Naming,
    (action, task): (&Action, &Task),
) -> Vec<Cell> {
    let href = urls::task(year.year, &action.id, &task.id);
    let figure = year.current.and_then(|f| year.task_figure(f.period, &action.id, &task.id));
    let lights = words::standing(year, &year.indicators_at(&action.id, &task.id));
    // Where no lead is named, the first of the others gathers the reports and is printed as that.
    let mut supports = task.duty.supports.as_slice();
    if task.duty.leads.is_empty() && year.first_listed {
        supports = supports.get(1..).unwrap_or(&[]);
    }
    let mut supports = words::unit_runs(lookup, year, supports);
    if task.duty.open {
        supports.push(Run::plain("等"));
    }
    vec![
        Cell::runs(vec![Run::link(&*task.id, href.as_str())]),
        match naming {
            Naming::Action => Cell::runs(vec![Run::link(&action.name, urls::action(year.year, &action.id))]),
            Naming::Number => Cell::default(),
        },
        Cell::runs(vec![Run::link(&task.title, href)]),
        Cell::runs(words::answering(lookup, year, task)),
        Cell::runs(supports),
        figure.map(|f| cells::task_state(&f.state)).unwrap_or_default(),
        Cell::runs(words::counts_runs(&lights)),
        Cell::text(figure.and_then(|f| f.progress.clone()).unwrap_or_default()),
    ]
}
