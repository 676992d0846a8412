use super::{Anchors, table};
use crate::compute::DecisionFigure;
use crate::editions::blocks::{Cell, Column, Row, Run, Table};
use crate::editions::lookup::{Lookup, Year};
use crate::editions::{urls, words};

/// 议定事项 with who carries them out and how far they are.
pub fn decisions(
    lookup: &Lookup<'_>,
    year: &Year<'_>,
    decisions: Vec<&DecisionFigure>,
    anchors: Anchors,
) -> Table {
    let columns = vec![
        Column::text("编号").sticky(),
        Column::text("议定事项"),
        Column::text("提出"),
        Column::text("落实单位"),
        Column::text("时限"),
        Column::text("状态"),
        Column::text("进展"),
    ];
    let mut table = table("decisions", "议定事项", columns, "没有议定事项。");
    for decision in decisions {
        let href = urls::decision(year.year, &decision.id);
        let id = match anchors {
            Anchors::Here => Cell::text(&*decision.id),
            Anchors::Elsewhere => Cell::runs(vec![Run::link(&*decision.id, href)]),
        };
        let row = Row::new(vec![
            id,
            Cell::text(&decision.what),
            Cell::runs(vec![words::reporter_run(lookup, year, &decision.reporter)]),
            Cell::runs(decision.unit.iter().map(|u| words::unit_run(lookup, year, u)).collect()),
            due(decision),
            Cell::text(decision.state.chinese()),
            Cell::text(decision.note.clone().unwrap_or_default()),
        ]);
        table.rows.push(match anchors {
            Anchors::Here => row.id(urls::slug(&decision.id)),
            Anchors::Elsewhere => row,
        });
    }
    table
}

fn due(decision: &DecisionFigure) -> Cell {
    let Some(by) = decision.by else { return Cell::default() };
    let mut runs = vec![Run::plain(by.chinese_short())];
    if decision.overdue {
        runs.push(Run::strong("　逾期"));
    }
    Cell { sort: Some(by.to_string()), ..Cell::runs(runs) }
}
