//! The tables that several pages share.

use super::blocks::{Cell, Column, Row, RowKind, Run, Table};
use super::cells::Shown;
use super::lookup::{Lookup, Year};
use super::{urls, words};
use crate::base::Period;
use crate::check::record::{Action, Entry, EntryKind, ProblemState, Reporter, Task};
use crate::compute::{PeriodFigures, ProblemFigure, ReportState, percent_text};
use std::collections::BTreeSet;

/// A table without rows, to be filled.
pub fn table(id: &str, title: impl Into<String>, columns: Vec<Column>, empty: &str) -> Table {
    Table {
        id: id.into(),
        title: title.into(),
        columns,
        rows: Vec::new(),
        notes: Vec::new(),
        csv: None,
        empty: empty.into(),
    }
}

/// Leaves out columns that say nothing in any row, and names the CSV beside the page.
pub fn finished(table: Table, page: &str) -> Table {
    let table = without_silent_columns(table);
    let csv = (!table.rows.is_empty()).then(|| urls::csv(page, &table.id));
    Table { csv, ..table }
}

/// Leaves out columns that say nothing in any row; the first stays.
pub fn without_silent_columns(mut table: Table) -> Table {
    if table.rows.is_empty() {
        return table;
    }
    let full = |row: &&Row| row.kind != RowKind::Group;
    let says = |i: usize| {
        let mut cells = table.rows.iter().filter(full).filter_map(|r| r.cells.get(i));
        cells.any(|c| !c.plain().is_empty())
    };
    let keep: Vec<bool> = (0..table.columns.len()).map(|i| i == 0 || says(i)).collect();
    let mut columns = keep.iter();
    table.columns.retain(|_| columns.next() != Some(&false));
    for row in table.rows.iter_mut().filter(|r| r.kind != RowKind::Group) {
        let mut cells = keep.iter();
        row.cells.retain(|_| cells.next() != Some(&false));
    }
    table
}

/// Figures of one period, in groups; a group without a name has no head.
pub fn indicators(groups: &[(String, Vec<Shown<'_>>)]) -> Table {
    let columns = vec![
        Column::text("指标").sticky(),
        // Before the numbers: what a reader looks for must not lie behind a scroll.
        Column::text("灯"),
        Column::text("期"),
        Column::text("单位"),
        Column::number("累计"),
        Column::number("年度目标"),
        Column::number("完成率"),
        Column::number("较序时").unit("百分点"),
        Column::text("责任单位"),
        Column::number("本月"),
        Column::number("同比"),
        Column::number("位次"),
        Column::text("备注"),
    ];
    let mut table = table("indicators", "指标完成情况", columns, "没有指标。");
    let mut schedules: Vec<String> = Vec::new();
    // The period stands in the rows only where they differ.
    let periods: BTreeSet<Period> = groups.iter().flat_map(|(_, g)| g).map(Shown::own_period).collect();
    for (name, group) in groups {
        if !name.is_empty() && !group.is_empty() {
            table.rows.push(Row::group(name));
        }
        for shown in group {
            table.rows.push(Row::new(indicator_cells(shown, periods.len() > 1)));
            schedules.extend(super::texts::schedule(shown.figure).filter(|s| !schedules.contains(s)));
        }
    }
    if let [schedule] = schedules.as_slice() {
        table.notes.push(format!("序时进度{schedule}；较序时按未修约数计算，增速型指标为与目标之差。"));
    } else if !schedules.is_empty() {
        table.notes.push("较序时按未修约数计算，增速型指标为与目标之差。".into());
    }
    table
}

fn indicator_cells(shown: &Shown<'_>, mixed: bool) -> Vec<Cell> {
    let period = mixed.then(|| shown.own_period().label());
    vec![
        shown.name(),
        shown.state_with_turn(),
        Cell::text(period.unwrap_or_default()),
        Cell::text(shown.unit()),
        shown.value(),
        shown.target(),
        shown.completion(),
        shown.gap(),
        shown.owner(),
        shown.month(),
        shown.change(),
        shown.rank(),
        shown.remarks(),
    ]
}

/// Problems as they stood; `year` gives the pages of units.
pub fn problems<'a>(
    lookup: &Lookup<'_>,
    year: &Year<'_>,
    problems: impl IntoIterator<Item = &'a ProblemFigure>,
    anchors: Anchors,
) -> Table {
    let columns = vec![
        Column::text("编号").sticky(),
        Column::text("问题"),
        Column::text("类型"),
        Column::text("提出"),
        Column::text("责任单位"),
        Column::text("时限"),
        Column::text("状态"),
        Column::number("在册").unit("天"),
        Column::text("请求和说明"),
    ];
    let mut table = table("problems", "问题清单", columns, "没有在册问题。");
    for problem in problems {
        let href = urls::problem(year.year, &problem.id);
        let id = match anchors {
            Anchors::Here => Cell::text(&*problem.id),
            Anchors::Elsewhere => Cell::runs(vec![Run::link(&*problem.id, href)]),
        };
        let age = problem.age_days.map(|d| d.to_string()).unwrap_or_default();
        let row = Row::new(vec![
            id,
            Cell::text(&problem.what),
            Cell::text(problem.kind.clone().unwrap_or_default()),
            Cell::runs(vec![words::reporter_run(lookup, year, &problem.reporter)]),
            Cell::runs(problem.owner.iter().map(|o| words::unit_run(lookup, year, o)).collect()),
            problem_due(problem),
            problem_state(problem),
            Cell::text(age),
            Cell::text(problem_remarks(problem)),
        ]);
        table.rows.push(match anchors {
            Anchors::Here => row.id(urls::slug(&problem.id)),
            Anchors::Elsewhere => row,
        });
    }
    table
}

/// Whether rows of a table are what links elsewhere lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchors {
    Here,
    Elsewhere,
}

fn problem_due(problem: &ProblemFigure) -> Cell {
    let Some(by) = problem.by else { return Cell::default() };
    let mut runs = vec![Run::plain(by.chinese_short())];
    if problem.overdue {
        runs.push(Run::strong("　超期"));
    }
    Cell { sort: Some(by.to_string()), ..Cell::runs(runs) }
}

fn problem_state(problem: &ProblemFigure) -> Cell {
    let closed = problem.closed.filter(|_| problem.state == ProblemState::Closed);
    let mut text = problem.state.chinese().to_owned();
    if let Some(day) = closed {
        text += &format!("（{}）", day.chinese_short());
    }
    Cell::text(text)
}

fn problem_remarks(problem: &ProblemFigure) -> String {
    let mut remarks: Vec<String> = problem.ask.iter().cloned().collect();
    match (&problem.reopened_why, problem.reopened) {
        (Some(why), n) if n > 1 => remarks.push(format!("第{n}次反弹：{why}")),
        (Some(why), _) => remarks.push(format!("反弹：{why}")),
        (None, _) => {}
    }
    if problem.carried {
        remarks.push("沿用上期".into());
    }
    remarks.join("；")
}

/// Who filed when for one period.
pub fn reports(lookup: &Lookup<'_>, year: &Year<'_>, figures: &PeriodFigures) -> Table {
    let columns = vec![
        Column::text("报送").sticky(),
        Column::text("状态"),
        Column::text("应报"),
        Column::text("实报"),
        Column::number("迟报").unit("天"),
    ];
    let mut table = table("reports", "报送情况", columns, "本期没有应报的报告。");
    let owed = |of: fn(&Reporter) -> bool| {
        figures.reports.iter().filter(move |r| of(&r.of) && r.state != ReportState::NotDue)
    };
    let (actions, regions): (Vec<_>, Vec<_>) = (
        owed(|of| matches!(of, Reporter::Action(_))).collect(),
        owed(|of| matches!(of, Reporter::Region(_))).collect(),
    );
    for (name, group) in [("专班", actions), ("县市区", regions)] {
        if group.is_empty() {
            continue;
        }
        table.rows.push(Row::group(name));
        for report in group {
            let day = |d: Option<crate::base::Date>| {
                let sort = d.map(|d| d.to_string());
                Cell { sort, ..Cell::text(d.map(|d| d.chinese_short()).unwrap_or_default()) }
            };
            table.rows.push(Row::new(vec![
                Cell::runs(vec![words::reporter_run(lookup, year, &report.of)]),
                report_state(figures.period, &report.of, report.state),
                day(report.due),
                day(report.filed),
                Cell::text(report.late_days().map(|d| d.to_string()).unwrap_or_default()),
            ]));
        }
    }
    table
}

/// A report's state; what is in use leads to the report.
pub fn report_state(period: Period, of: &Reporter, state: ReportState) -> Cell {
    use ReportState::{Awaited, Draft, Filed, Issued, Missing, NotDue, Reviewed, Withdrawn};
    let word = state.chinese();
    Cell::runs(vec![match state {
        Filed | Reviewed | Issued => Run::link(word, urls::report(period, of)),
        Missing | Withdrawn => Run::strong(word),
        Awaited | Draft | NotDue => Run::quiet(word),
    }])
}

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
    table.notes.push("灯按到期节点评定；指标一栏为该任务名下指标的灯数。".into());
    table
}

fn task_cells(
    lookup: &Lookup<'_>,
    year: &Year<'_>,
    naming: Naming,
    (action, task): (&Action, &Task),
) -> Vec<Cell> {
    let href = urls::task(year.year, &action.id, &task.id);
    let figure = year.current.and_then(|f| year.task_figure(f.period, &action.id, &task.id));
    let lights = year.current.map(|f| {
        let own = year.indicators_at(&action.id, &task.id);
        words::counted(own.iter().filter_map(|i| Some(&year.figure(f, &i.id)?.state)))
    });
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
        figure.map(|f| super::cells::task_state(&f.state)).unwrap_or_default(),
        Cell::runs(lights.map(|l| words::counts_runs(&l)).unwrap_or_default()),
        Cell::text(figure.and_then(|f| f.progress.clone()).unwrap_or_default()),
    ]
}

/// 清单条目 with what was last reported of them.
pub fn entries<'a>(
    lookup: &Lookup<'_>,
    year: &Year<'_>,
    entries: impl Iterator<Item = &'a Entry>,
    anchors: Anchors,
) -> Table {
    let columns = vec![
        Column::text("编号").sticky(),
        Column::text("名称"),
        Column::text("类别"),
        Column::text("任务"),
        Column::text("责任单位"),
        Column::text("地点"),
        Column::number("总投资").unit("亿元"),
        Column::number("年度计划").unit("亿元"),
        Column::number("累计完成").unit("亿元"),
        Column::number("完成率"),
        Column::text("时限"),
        Column::text("进展"),
    ];
    let mut table = table("entries", "清单条目", columns, "没有清单条目。");
    for entry in entries {
        let row = Row::new(entry_cells(lookup, year, entry, anchors));
        table.rows.push(match anchors {
            Anchors::Here => row.id(urls::slug(&entry.id)),
            Anchors::Elsewhere => row,
        });
    }
    table
}

fn entry_cells(lookup: &Lookup<'_>, year: &Year<'_>, entry: &Entry, anchors: Anchors) -> Vec<Cell> {
    let id = match anchors {
        Anchors::Here => Cell::text(&*entry.id),
        Anchors::Elsewhere => Cell::runs(vec![Run::link(&*entry.id, urls::entry(year.year, &entry.id))]),
    };
    let amount = |q: Option<crate::base::Quantity>| Cell::text(q.map(|q| q.to_string()).unwrap_or_default());
    let kind = match entry.kind {
        EntryKind::Task => "任务".to_owned(),
        EntryKind::Project => entry.class.clone().unwrap_or("项目".into()),
        EntryKind::Policy => "政策".to_owned(),
    };
    let task = entry.task.as_ref().map(|t| Run::link(&**t, urls::task(year.year, &entry.action, t)));
    let figure = year.project(&entry.id);
    let completion = figure.and_then(|f| f.completion.as_ref()).map(|c| percent_text(c, false));
    vec![
        id,
        Cell::text(&entry.name),
        Cell::text(kind),
        Cell::runs(task.into_iter().collect()),
        Cell::runs(vec![words::unit_run(lookup, year, &entry.owner)]),
        Cell::runs(entry.region.iter().map(|r| words::unit_run(lookup, year, r)).collect()),
        amount(entry.investment),
        amount(entry.this_year),
        amount(figure.and_then(|f| f.done)),
        Cell::text(completion.unwrap_or_default()),
        Cell::text(limits(entry)),
        Cell::text(entry_progress(year, entry, figure.and_then(|f| f.progress.clone()))),
    ]
}

/// Planned start and end, or the day a policy is due.
fn limits(entry: &Entry) -> String {
    let mut limits: Vec<String> = Vec::new();
    limits.extend(entry.start.iter().map(|p| format!("{}开工", p.text)));
    limits.extend(entry.finish.iter().map(|p| format!("{}竣工", p.text)));
    limits.extend(entry.due.iter().map(|d| format!("{}前出台", d.chinese())));
    limits.join("，")
}

/// What was reported, the document, the steps done, and why it was taken off the list.
fn entry_progress(year: &Year<'_>, entry: &Entry, reported: Option<String>) -> String {
    let mut said: Vec<String> = reported.into_iter().collect();
    said.extend(entry.document.iter().cloned());
    if !entry.nodes.is_empty() {
        let done = entry.nodes.iter().filter(|n| year.done(&entry.id, &n.what).is_some()).count();
        said.push(format!("节点{}个，已完成{done}个", entry.nodes.len()));
    }
    if let Some((day, why)) = &entry.removed {
        said.push(format!("{}移出清单：{why}", day.chinese()));
    }
    said.join("；")
}
