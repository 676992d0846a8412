//! 县市区情况表: a table an indicator that is split, and one of problems and reports.

use super::finished;
use crate::check::record::ProblemState;
use crate::compute::ReportState;
use crate::editions::blocks::{Cell, Column, Row, Table};
use crate::editions::cells::RegionShown;
use crate::editions::publications::generated::shown;
use crate::editions::publications::issue::Issue;
use crate::editions::publications::item::Item;
use crate::editions::{tables, texts, urls, words};

pub fn regions(issue: &Issue) -> Vec<Table> {
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
    let mut table = finished(issue, &format!("regions-{}", urls::slug(&item.indicator.id)), table);
    table.title = match texts::schedule(item.figure) {
        Some(schedule) => format!("{}（序时进度{schedule}）", item.indicator.name),
        None => item.indicator.name.clone(),
    };
    table
}

/// Problems and reports of each county.
fn region_standing(issue: &Issue) -> Table {
    let columns = vec![
        Column::text("县市区").sticky(),
        Column::number("在册问题").unit("个"),
        Column::number("超期").unit("个"),
        Column::number("销号").unit("个"),
        Column::text("报告报送"),
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
    table.title = "负责的问题和报送".into();
    table
}
