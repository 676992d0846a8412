//! The year's lists: tasks, indicators, problems, entries, units, regions, periods.

use super::{
    Sheet, conflicts, counties, entries, heading, items, ledgers, lights, period_line, reminder, under,
};
use crate::base::Ratio;
use crate::check::record::{Action, ProblemState, Task};
use crate::compute::{ProblemFigure, ProblemTotals, ReportFigure, ReportState, city_counts, percent_text};
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
        List::Indicators => {
            let summary = indicator_summary(year).map(|text| Block::Text(vec![Run::plain(text)]));
            let table = under(indicators(lookup, year), &url);
            ("指标清单", summary.into_iter().chain([table]).collect())
        }
        List::Items => (items::name(year).unwrap_or("单列事项"), items::blocks(lookup, year, &url)),
        List::Problems => ("问题清单", problems(lookup, year, &url)),
        List::Decisions => ("议定事项", ledgers::decisions(lookup, year, &url)),
        List::Visits => ("督导", ledgers::visits(lookup, year, &url)),
        List::Practices => ("经验做法", ledgers::practices(lookup, year, &url)),
        List::Entries => ("项目、政策和任务分解清单", entries::blocks(lookup, year, &url)),
        List::Lights => ("灯数和变化", lights::blocks(lookup, year, &url)),
        List::Reminders => ("提示函（草稿）", reminder::list(lookup, year, &url)),
        List::Conflicts => ("口径差异", conflicts::blocks(lookup, year, &url)),
        List::Units => ("单位", vec![under(units(lookup, year), &url)]),
        List::Regions => ("县市区", counties::blocks(lookup, year, &url)),
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

/// `共222项：各行动216项，总体方案自有6项。…`: why there are more than the counts of lights hold.
fn indicator_summary(year: &Year<'_>) -> Option<String> {
    let current = year.current?;
    let (all, own) = (year.plan.indicators.len(), year.indicators_of_plan().len());
    let parts = match own {
        0 => String::new(),
        own => format!("：各行动{}项，总体方案自有{own}项", all - own),
    };
    Some(format!(
        "共{all}项{parts}。各项取最近一期；总览和灯数只计各行动的指标在{}一期的灯。",
        current.period.label()
    ))
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
    let mut blocks = problem_summary(year, &all);
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

/// What the books hold, with the base of the share that is closed.
fn problem_summary(year: &Year<'_>, all: &[&ProblemFigure]) -> Vec<Block> {
    if all.is_empty() {
        return Vec::new();
    }
    let count = |test: &dyn Fn(&ProblemFigure) -> bool| all.iter().filter(|p| test(p)).count();
    let closed = count(&|p| p.state == ProblemState::Closed);
    let open = all.len() - closed;
    let mut text = format!("本年挂号{}个，在册{open}个、已销号{closed}个", all.len());
    let parts = [
        ("拟销", count(&|p| p.state == ProblemState::Proposed)),
        ("超期", count(&|p| p.overdue)),
        ("沿用上期未更新", count(&|p| p.carried)),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|(_, n)| *n > 0).map(|(word, n)| format!("{word}{n}个")).collect();
    if !parts.is_empty() {
        text += &format!("；在册中{}", parts.join("、"));
    }
    let reopened = count(&|p| p.reopened > 0);
    if reopened > 0 {
        text += &format!("；销号后反弹过的{reopened}个");
    }
    text += "。";
    // A share of a few is no share.
    if let (Some(rate), true) = (Ratio::new(closed as i128, all.len() as i128), all.len() >= 10) {
        text +=
            &format!("销号率{}（已销号数占本年挂号数，拟销不计）。", percent_text(&rate, closed < all.len()));
    }
    let mut blocks = vec![Block::Text(vec![Run::plain(text)])];
    if let Some(current) = year.current {
        let totals = ProblemTotals::of(&current.problems);
        let text = format!(
            "{}：新增{}个、反弹{}个、销号{}个，期末在册{}个，其中超期{}个。",
            current.period.own_label(),
            totals.new,
            totals.reopened,
            totals.closed,
            totals.open,
            totals.overdue
        );
        blocks.push(Block::Text(vec![Run::plain(text)]));
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
        Column::text("负责的指标"),
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
            let counts = words::standing(year, &year.answered_by(&unit.id));
            table.rows.push(Row::new(vec![
                Cell::runs(vec![Run::link(&unit.name, urls::unit(year.year, &unit.id))]),
                count(Role::Lead),
                count(Role::Collects),
                count(Role::Support),
                Cell::runs(words::counts_runs(&counts)),
                open_problems(year, &unit.id),
            ]));
        }
    }
    if year.current.is_some() {
        table.notes.push("负责的指标为牵头、汇总任务的指标和指定由本单位负责的指标，各取最近一期；在册问题计本单位为责任单位的。".into());
    }
    table.notes.extend(words::marks_note(&table));
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
        let owed: Vec<&ReportFigure> = figures.reports.iter().filter(|r| r.owed).collect();
        let count = |of: &dyn Fn(&ReportFigure) -> bool| number(owed.iter().filter(|r| of(r)).count());
        let due = owed.iter().find_map(|r| r.owed_by()).map(|d| d.chinese_short());
        use ReportState::{Awaited, Draft, Filed, Issued, Missing, Reviewed, Withdrawn};
        let label = Cell::runs(vec![Run::link(figures.period.report_label(), urls::period(figures.period))]);
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
    let unasked = |r: &ReportFigure| !r.owed && r.state != ReportState::NotDue;
    if year.periods.iter().flat_map(|f| &f.reports).any(unasked) {
        table.notes.push("没有报送任务而自行报送的不计入，见各期。".into());
    }
    table.notes.extend(words::marks_note(&table));
    table
}
