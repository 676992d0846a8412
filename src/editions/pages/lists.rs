//! The year's lists: tasks, indicators, problems, entries, units, regions, periods.

use super::{Sheet, heading, period_line, under};
use crate::check::record::{Action, Entry, EntryKind, ProblemState, Reporter, Task};
use crate::compute::{ProblemFigure, ReportFigure, ReportState, city_counts, region_counts, unit_counts};
use crate::editions::blocks::{Block, Cell, Column, Page, Row, Run, Table};
use crate::editions::cells::Shown;
use crate::editions::lookup::{Lookup, Role, Year};
use crate::editions::tables::{self, Anchors, Naming};
use crate::editions::urls::{self, List};
use crate::editions::words;

pub fn page<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, list: List) -> Page {
    let url = urls::list(year.year, list);
    let (title, blocks) = match list {
        List::Tasks => ("任务清单", vec![under(tasks(lookup, year), &url)]),
        List::Indicators => ("指标清单", vec![under(indicators(lookup, year), &url)]),
        List::Problems => ("问题清单", problems(lookup, year, &url)),
        List::Entries => ("项目、政策和任务分解清单", entries(lookup, year, &url)),
        List::Units => ("单位", vec![under(units(lookup, year), &url)]),
        List::Regions => ("县市区", vec![under(regions(lookup, year), &url)]),
        List::Periods => ("报送", vec![under(periods(year), &url)]),
    };
    let sheet = Sheet {
        lookup,
        title: format!("{}年{title}", year.year),
        crumbs: Vec::new(),
        menu: url.clone(),
        url,
        period_line: year.current.map(period_line),
    };
    sheet.page(year, blocks)
}

fn tasks(lookup: &Lookup<'_>, year: &Year<'_>) -> Table {
    let of = |action| -> (String, Vec<(&Action, &Task)>) {
        let action: &Action = action;
        (action.name.clone(), action.tasks.iter().map(|task| (action, task)).collect())
    };
    tables::tasks(lookup, year, Naming::Number, year.plan.actions.iter().map(of))
}

fn indicators<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>) -> Table {
    let shown = |list: Vec<&'a crate::check::record::Indicator>| -> Vec<Shown<'a>> {
        list.into_iter().filter_map(|i| Shown::standing(lookup, year, i)).collect()
    };
    let mut groups: Vec<(String, Vec<Shown<'_>>)> =
        year.plan.actions.iter().map(|a| (a.name.clone(), shown(year.indicators_of(&a.id)))).collect();
    groups.push(("总体方案".into(), shown(year.indicators_of_plan())));
    let table = tables::indicators(&groups);
    if table.rows.is_empty() { plain_indicators(year) } else { table }
}

/// Before the first report: what the plan asks.
fn plain_indicators(year: &Year<'_>) -> Table {
    let columns = vec![
        Column::text("指标").sticky(),
        Column::text("单位"),
        Column::number("年度目标"),
        Column::text("原文"),
    ];
    let mut table = tables::table("indicators", "", columns, "没有指标。");
    for indicator in &year.plan.indicators {
        let target = indicator.versions.first().map(|v| words::target_short(&v.target, year));
        let href = urls::indicator(year.year, &indicator.id);
        table.rows.push(Row::new(vec![
            Cell::runs(vec![Run::link(&indicator.name, href)]),
            Cell::text(indicator.unit.clone().unwrap_or_default()),
            Cell::text(target.unwrap_or_default()),
            Cell::text(&indicator.says),
        ]));
    }
    table
}

/// Every problem of the year as last known: the overdue first, then the open, then the closed.
fn problems(lookup: &Lookup<'_>, year: &Year<'_>, url: &str) -> Vec<Block> {
    let all: Vec<&ProblemFigure> = year.problems.values().map(|(_, p)| *p).collect();
    let closed = |p: &&&ProblemFigure| p.state == ProblemState::Closed;
    let mut blocks = Vec::new();
    let mut section = |title: &str, id: &str, list: Vec<&ProblemFigure>| {
        if list.is_empty() {
            return;
        }
        let count = list.len();
        let mut table = tables::problems(lookup, year, list, Anchors::Here);
        table.id = id.into();
        blocks.push(heading(format!("{title}（{count}个）"), id));
        blocks.push(under(table, url));
    };
    let open = || all.iter().filter(|p| !closed(p));
    section("超期", "overdue", open().filter(|p| p.overdue).copied().collect());
    section("在册", "open", open().filter(|p| !p.overdue).copied().collect());
    section("已销号", "closed", all.iter().filter(closed).copied().collect());
    if blocks.is_empty() {
        blocks.push(Block::Text(vec![Run::plain("尚无问题报告。")]));
    }
    blocks
}

fn entries(lookup: &Lookup<'_>, year: &Year<'_>, url: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (kind, title) in
        [(EntryKind::Project, "项目"), (EntryKind::Policy, "政策"), (EntryKind::Task, "任务分解")]
    {
        let list: Vec<&Entry> = year.plan.entries.iter().filter(|e| e.kind == kind).collect();
        if list.is_empty() {
            continue;
        }
        let mut table = tables::entries(lookup, year, list.into_iter(), Anchors::Here);
        table.id = kind.code().into();
        blocks.push(heading(title, kind.code()));
        blocks.push(under(table, url));
    }
    if blocks.is_empty() {
        blocks.push(Block::Text(vec![Run::plain("尚无清单条目。")]));
    }
    blocks
}

/// Units that the year names, by kind in the registry's order.
fn units(lookup: &Lookup<'_>, year: &Year<'_>) -> Table {
    let columns = vec![
        Column::text("单位").sticky(),
        Column::number("牵头任务"),
        Column::number("汇总任务"),
        Column::number("责任任务"),
        Column::text("牵头任务的指标"),
        Column::number("在册问题"),
    ];
    let mut table = tables::table("units", "", columns, "没有单位。");
    let mut kinds: Vec<&str> = Vec::new();
    let named = || lookup.record.units().iter().filter(|u| year.units.contains(&*u.id));
    for unit in named() {
        if !kinds.contains(&unit.kind.as_str()) {
            kinds.push(&unit.kind);
        }
    }
    for kind in kinds {
        // The registry's code for a collective name is not a word for readers.
        table.rows.push(Row::group(if kind == "group" { "统称" } else { kind }));
        for unit in named().filter(|u| u.kind == kind) {
            let duties = year.duties(&unit.id);
            let count = |role| number(duties.iter().filter(|(r, ..)| *r == role).count());
            let counts = year.current.map(|f| words::counts_runs(&unit_counts(year.plan, f, &unit.id)));
            table.rows.push(Row::new(vec![
                Cell::runs(vec![Run::link(&unit.name, urls::unit(year.year, &unit.id))]),
                count(Role::Lead),
                count(Role::Collects),
                count(Role::Support),
                Cell::runs(counts.unwrap_or_default()),
                open_problems(year, &unit.id),
            ]));
        }
    }
    table.notes.push(words::marks_note());
    table
}

/// Nothing, where there is nothing to count.
fn number(count: usize) -> Cell {
    Cell::text(if count == 0 { String::new() } else { count.to_string() })
}

fn open_problems(year: &Year<'_>, owner: &str) -> Cell {
    let problems = year.current.map(|f| f.problems.as_slice()).unwrap_or_default();
    let open = |p: &&ProblemFigure| p.owner.as_deref() == Some(owner) && p.state != ProblemState::Closed;
    number(problems.iter().filter(open).count())
}

fn regions(lookup: &Lookup<'_>, year: &Year<'_>) -> Table {
    let columns = vec![
        Column::text("县市区").sticky(),
        Column::text("分项指标"),
        Column::number("在册问题"),
        Column::text("本期报告"),
    ];
    let mut table = tables::table("regions", "", columns, "没有县市区。");
    for group in lookup.record.region_groups() {
        let of_group: Vec<_> = lookup.record.regions().iter().filter(|r| r.group == *group).collect();
        if of_group.is_empty() {
            continue;
        }
        table.rows.push(Row::group(group));
        for region in of_group {
            let counts = year.current.map(|f| words::counts_runs(&region_counts(f, &region.id)));
            let reporter = Reporter::Region(region.id.clone());
            let state = year.current.and_then(|f| {
                let mut states = year.states(&reporter).iter();
                states.find(|(p, r)| *p == f.period && r.state != ReportState::NotDue)
            });
            let state = state.map(|(p, r)| tables::report_state(*p, &reporter, r.state));
            table.rows.push(Row::new(vec![
                Cell::runs(vec![Run::link(&region.name, urls::region(year.year, &region.id))]),
                Cell::runs(counts.unwrap_or_default()),
                open_problems(year, &region.id),
                state.unwrap_or_default(),
            ]));
        }
    }
    table.notes.push(words::marks_note());
    table
}

fn periods(year: &Year<'_>) -> Table {
    let columns = vec![
        Column::text("期").sticky(),
        Column::number("应报"),
        Column::number("已报"),
        Column::number("未报"),
        Column::number("退回"),
        Column::number("待报"),
        Column::number("迟报"),
        Column::text("应报日"),
        Column::text("灯数"),
    ];
    let mut table = tables::table("periods", "", columns, "尚无报告。");
    for figures in year.periods.iter().rev() {
        let owed: Vec<&ReportFigure> =
            figures.reports.iter().filter(|r| r.state != ReportState::NotDue).collect();
        let count = |of: &dyn Fn(&ReportFigure) -> bool| number(owed.iter().filter(|r| of(r)).count());
        let due = owed.iter().find_map(|r| r.due).map(|d| d.chinese_short());
        use ReportState::{Awaited, Draft, Filed, Issued, Missing, Reviewed, Withdrawn};
        let label = Cell::runs(vec![Run::link(figures.period.own_label(), urls::period(figures.period))]);
        table.rows.push(Row::new(vec![
            Cell { sort: Some(figures.period.to_string()), ..label },
            number(owed.len()),
            count(&|r| matches!(r.state, Filed | Reviewed | Issued)),
            count(&|r| matches!(r.state, Missing | Draft)),
            count(&|r| r.state == Withdrawn),
            count(&|r| r.state == Awaited),
            count(&|r| r.late_days().is_some()),
            Cell::text(due.unwrap_or_default()),
            Cell::runs(words::counts_runs(&city_counts(figures))),
        ]));
    }
    table.notes.push(words::marks_note());
    table
}
