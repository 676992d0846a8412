//! The lists of a sheet, each the same on every kind of sheet.

use super::room::Section;
use crate::base::{Color, Date, Frequency};
use crate::check::record::{Action, Entry, ProblemState, Reporter, Task, Unit};
use crate::compute::{DecisionFigure, ProblemFigure, ReportState};
use crate::editions::blocks::{Block, Cell, Column, Row, Run};
use crate::editions::cells::Shown;
use crate::editions::lookup::{Lookup, Role, Year};
use crate::editions::urls::{self, List};
use crate::editions::{tables, words};

/// Red first, then yellow, then what is not reported, then the others; inside each the largest gap first.
pub fn by_need<'a>(mut shown: Vec<Shown<'a>>) -> Vec<Shown<'a>> {
    shown.sort_by_key(|s| {
        let rank = match s.figure.state.color() {
            Some(Color::Red) => 0,
            Some(Color::Yellow) => 1,
            None if s.figure.state == crate::compute::State::Missing => 2,
            Some(Color::Blue) => 3,
            Some(Color::Green) => 4,
            None => 5,
        };
        // What broke without a gap stands before what is behind by one.
        (rank, s.figure.gap.clone())
    });
    shown
}

/// Where indicators stand; `with_owner`: whose they are, where that is not the sheet's own.
pub fn indicators(heading: &str, year: &Year<'_>, shown: Vec<Shown<'_>>, with_owner: bool) -> Section {
    let mut columns = vec![
        Column::text("指标").sticky(),
        Column::number("年度目标"),
        Column::number("累计"),
        Column::number("完成率"),
        Column::number("较序时").unit("百分点"),
        Column::text("灯"),
    ];
    if with_owner {
        columns.push(Column::text("责任单位"));
    }
    let mut table = tables::table("indicators", "", columns, "");
    for one in &shown {
        let mut name = one.name();
        if !one.unit().is_empty() {
            name.runs.push(Run::quiet(format!("（{}）", one.unit())));
        }
        if one.period.kind > Frequency::Month {
            name.runs.push(Run::quiet(format!("（{}）", one.period.report_label())));
        }
        let mut cells = vec![name, one.target(), one.value(), bare(one.completion()), one.gap(), one.state()];
        if with_owner {
            cells.push(one.owner());
        }
        table.rows.push(Row::new(cells));
    }
    Section {
        heading: heading.into(),
        table,
        whole: ("指标清单".into(), urls::list(year.year, List::Indicators)),
        beyond: 0,
        measure: "项",
        least: 1,
    }
}

/// Without the small bar, which a narrow column has no room for.
fn bare(cell: Cell) -> Cell {
    Cell { bullet: None, ..cell }
}

/// Steps that are late, and those that come next, of entries that still count.
pub fn steps<'a>(
    lookup: &Lookup<'_>,
    year: &Year<'_>,
    entries: impl Iterator<Item = &'a Entry>,
    with_owner: bool,
) -> Section {
    let today = today(lookup, year);
    let mut open: Vec<(&Entry, &str, Date)> = Vec::new();
    for entry in entries.filter(|e| e.removed.as_ref().is_none_or(|(day, _)| *day > today)) {
        let nodes = entry.nodes.iter();
        let not_done = nodes.filter(|n| year.done(&entry.id, &n.what).is_none_or(|d| d > today));
        open.extend(not_done.map(|n| (entry, n.what.as_str(), n.by)));
    }
    open.sort_by_key(|(.., by)| *by);
    // The rest of the year is no concern of a page that is handed over now.
    let soon = today.plus_days(62);
    let beyond = open.iter().filter(|(.., by)| *by > soon).count();
    open.retain(|(.., by)| *by <= soon);
    let mut columns = vec![Column::text("节点").sticky(), Column::text("时限"), Column::text("状态")];
    if with_owner {
        columns.push(Column::text("责任单位"));
    }
    let mut table = tables::table("steps", "", columns, "");
    for (entry, what, by) in open {
        let name = if what == entry.name { entry.name.clone() } else { format!("{}：{what}", entry.name) };
        let late = today.days_since(by);
        let state = match late {
            0 => "到期未完成".into(),
            late if late > 0 => format!("逾期{late}天"),
            _ => "在期内".into(),
        };
        let mut cells = vec![
            Cell::runs(vec![Run::link(name, urls::entry(year.year, &entry.id))]),
            Cell::text(by.chinese_short()),
            Cell::text(state),
        ];
        if with_owner {
            cells.push(Cell::text(lookup.name(&entry.owner)));
        }
        table.rows.push(Row::new(cells));
    }
    Section {
        heading: "逾期和临近的节点".into(),
        table,
        whole: ("清单".into(), urls::list(year.year, List::Entries)),
        beyond,
        measure: "个",
        least: 1,
    }
}

/// The day steps are held against: the current period's end, or where less is known the day of knowledge.
fn today(lookup: &Lookup<'_>, year: &Year<'_>) -> Date {
    year.current.map_or(lookup.figures.as_of, |f| f.period.last_day().min(lookup.figures.as_of))
}

/// Open problems, what is overdue first; `with_owner`: whose they are, else who raised them.
pub fn problems<'p>(
    heading: &str,
    lookup: &Lookup<'_>,
    year: &Year<'_>,
    problems: impl Iterator<Item = &'p ProblemFigure>,
    with_owner: bool,
) -> Section {
    let mut open: Vec<&ProblemFigure> = problems.filter(|p| p.state != ProblemState::Closed).collect();
    open.sort_by_key(|p| (!p.overdue, p.by));
    let columns = vec![
        Column::text("编号"),
        Column::text("问题").sticky(),
        Column::text("请求"),
        Column::text(if with_owner { "责任单位" } else { "提出" }),
        Column::text("时限"),
        Column::text("状态"),
    ];
    let mut table = tables::table("problems", "", columns, "");
    for problem in open {
        let who = match (&problem.owner, with_owner) {
            (Some(owner), true) => Run::plain(lookup.name(owner)),
            (None, true) => Run::plain("未定"),
            (_, false) => Run::plain(words::reporter_run(lookup, year, &problem.reporter).text),
        };
        let state = match problem.overdue {
            true => format!("{}，超期", problem.state.chinese()),
            false => problem.state.chinese().into(),
        };
        table.rows.push(Row::new(vec![
            Cell::runs(vec![Run::link(&*problem.id, urls::problem(year.year, &problem.id))]),
            Cell::text(&problem.what),
            Cell::text(problem.ask.clone().unwrap_or_default()),
            Cell::runs(vec![who]),
            Cell::text(problem.by.map(|d| d.chinese_short()).unwrap_or_default()),
            Cell::text(state),
        ]));
    }
    Section {
        heading: heading.into(),
        table,
        whole: ("问题清单".into(), urls::list(year.year, List::Problems)),
        beyond: 0,
        measure: "个",
        least: 1,
    }
}

/// 议定事项 that are not done.
pub fn decisions<'p>(
    lookup: &Lookup<'_>,
    year: &Year<'_>,
    decisions: impl Iterator<Item = &'p DecisionFigure>,
) -> Section {
    let columns = vec![
        Column::text("议定事项").sticky(),
        Column::text("落实单位"),
        Column::text("时限"),
        Column::text("状态"),
    ];
    let mut table = tables::table("decisions", "", columns, "");
    for decision in decisions.filter(|d| d.state != crate::check::record::DecisionState::Done) {
        table.rows.push(Row::new(vec![
            Cell::text(&decision.what),
            Cell::text(decision.unit.as_ref().map(|u| lookup.name(u)).unwrap_or_default()),
            Cell::text(decision.by.map(|d| d.chinese_short()).unwrap_or_default()),
            Cell::text(match decision.overdue {
                true => format!("{}，逾期", decision.state.chinese()),
                false => decision.state.chinese().into(),
            }),
        ]));
    }
    Section {
        heading: "未落实的议定事项".into(),
        table,
        whole: ("议定事项".into(), urls::list(year.year, List::Decisions)),
        beyond: 0,
        measure: "项",
        least: 1,
    }
}

/// So many reports that are not in fill two lines.
const SILENT: usize = 6;

/// Reports of the current period and of the longer ones that are not in: `未报：改革攻坚行动6月（应报7月5日，草稿）。`
pub fn silent(lookup: &Lookup<'_>, year: &Year<'_>, of: impl Fn(&Reporter) -> bool) -> Option<Block> {
    let mut named = Vec::new();
    for file in year.current.into_iter().chain(year.longer.iter().copied()) {
        for report in file.reports.iter().filter(|r| of(&r.of)) {
            let state = match report.state {
                ReportState::Missing => None,
                ReportState::Withdrawn | ReportState::Draft | ReportState::Awaited => {
                    Some(report.state.chinese().to_owned())
                }
                ReportState::NotDue | ReportState::Filed | ReportState::Reviewed | ReportState::Issued => {
                    continue;
                }
            };
            let due = report.owed_by().map(|d| format!("应报{}", d.chinese_short()));
            let more: Vec<String> = due.into_iter().chain(state).collect();
            let more = if more.is_empty() { String::new() } else { format!("（{}）", more.join("，")) };
            let who = words::reporter_run(lookup, year, &report.of).text;
            named.push(format!("{who}{}{more}", file.period.own_label()));
        }
    }
    let text = format!("未报：{}", named[..named.len().min(SILENT)].join("、"));
    match named.len() {
        0 => None,
        1..=SILENT => Some(Block::Text(vec![Run::plain(text + "。")])),
        all => Some(Block::Text(vec![
            Run::plain(format!("{text}等{all}份，见")),
            Run::link("报送", urls::list(year.year, List::Periods)),
            Run::plain("。"),
        ])),
    }
}

/// What a unit leads, or gathers the reports of where no lead is named, with the lights of each task's indicators.
pub fn tasks(year: &Year<'_>, led: &[(Role, &Action, &Task)], unit: &Unit) -> Section {
    let columns = vec![
        Column::text("任务").sticky(),
        Column::text("行动"),
        Column::text("责任"),
        Column::text("指标灯数"),
    ];
    let mut table = tables::table("tasks", "", columns, "");
    for (role, action, task) in led {
        let lights = words::standing(year, &year.indicators_at(&action.id, &task.id));
        table.rows.push(Row::new(vec![
            Cell::runs(vec![Run::link(&task.title, urls::task(year.year, &action.id, &task.id))]),
            Cell::text(&action.name),
            Cell::text(match role {
                Role::Lead => "牵头",
                Role::Collects => "汇总",
                Role::Support => "责任单位",
            }),
            Cell::runs(words::counts_runs(&lights)),
        ]));
    }
    Section {
        heading: "牵头和汇总的任务".into(),
        table,
        whole: (unit.name.clone(), urls::unit(year.year, &unit.id)),
        beyond: 0,
        measure: "项",
        least: 1,
    }
}
