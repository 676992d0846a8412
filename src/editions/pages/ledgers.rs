//! The ledgers beside problems: what was agreed, who looked where, what others may learn.

use super::{heading, parts, under};
use crate::base::{Date, Period};
use crate::check::record::{DecisionState, Part, Practice, Reporter, Visit};
use crate::compute::DecisionFigure;
use crate::editions::blocks::{Block, Cell, Column, Row, Run, Table};
use crate::editions::lookup::{Lookup, Year, stands};
use crate::editions::{tables, urls, words};
use std::collections::BTreeSet;

/// All 议定事项 of the year as last known: what is late, what goes on, what is done.
pub fn decisions(lookup: &Lookup<'_>, year: &Year<'_>, url: &str) -> Vec<Block> {
    let all: Vec<&DecisionFigure> = year.decisions.values().copied().collect();
    if all.is_empty() {
        return vec![text("尚无议定事项。")];
    }
    let late = |d: &&&DecisionFigure| d.overdue;
    let count = |state| all.iter().filter(|d| d.state == state).count();
    let late_count = all.iter().filter(|d| late(d)).count();
    let mut summary = format!("本年议定{}项，已落实{}项", all.len(), count(DecisionState::Done));
    for (word, n) in
        [("推进中", count(DecisionState::Underway)), ("议定后尚未报进展", count(DecisionState::Agreed))]
    {
        if n > 0 {
            summary += &format!("、{word}{n}项");
        }
    }
    if late_count > 0 {
        let today = parts::today(lookup, year).unwrap_or(lookup.figures.as_of);
        summary += &format!("；截至{}逾期未落实{late_count}项", today.chinese_short());
    }
    let mut blocks = vec![text(summary + "。")];
    let done = |d: &&&DecisionFigure| d.state == DecisionState::Done;
    let sections = [
        ("逾期未落实", "late", all.iter().filter(|d| late(d)).copied().collect::<Vec<_>>()),
        ("未到时限", "open", all.iter().filter(|d| !done(d) && !late(d)).copied().collect()),
        ("已落实", "done", all.iter().filter(done).copied().collect()),
    ];
    for (title, id, list) in sections {
        if !list.is_empty() {
            blocks.push(heading(format!("{title}（{}项）", list.len()), id));
            let table = tables::decisions(lookup, year, list, tables::Anchors::Here);
            blocks.push(under(Table { id: id.into(), ..table }, url));
        }
    }
    blocks
}

fn text(text: impl Into<String>) -> Block {
    Block::Text(vec![Run::plain(text)])
}

/// Parts of reports that stand today, in the order of periods.
pub fn standing_parts<'a>(
    lookup: &Lookup<'a>,
    year: &Year<'a>,
) -> impl Iterator<Item = (Period, &'a Reporter, &'a Part)> {
    let as_of = lookup.figures.as_of;
    let reports: Vec<_> = year.periods.iter().flat_map(|p| year.reports(p.period)).copied().collect();
    reports.into_iter().flat_map(move |report| {
        let parts = report.parts.iter().filter(move |p| stands(p, as_of));
        parts.map(move |part| (report.period, &report.of, part))
    })
}

/// Every 督导 once, the latest first.
pub fn visits(lookup: &Lookup<'_>, year: &Year<'_>, url: &str) -> Vec<Block> {
    let all = told_visits(lookup, year);
    // A problem may be found again.
    let found = all.iter().flat_map(|(_, _, v)| &v.found).collect::<BTreeSet<_>>().len();
    let summary = match all.len() {
        0 => Vec::new(),
        n => vec![text(format!("本年督导{n}次，发现问题{found}个（同一问题多次发现的计1个）。"))],
    };
    summary.into_iter().chain([under(visit_table(lookup, year, &all), url)]).collect()
}

/// Each as the last report that names it tells it, the latest visit first.
pub fn told_visits<'a>(lookup: &Lookup<'a>, year: &Year<'a>) -> Vec<(Period, &'a Reporter, &'a Visit)> {
    let mut all: Vec<(Period, &Reporter, &Visit)> = Vec::new();
    for (period, of, part) in standing_parts(lookup, year) {
        for visit in &part.visits {
            // A month's report may tell again what its dekads told.
            let same = |v: &Visit| v.date == visit.date && v.unit == visit.unit && v.place == visit.place;
            match all.iter_mut().find(|(_, _, v)| same(v)) {
                Some(told) => *told = (period, of, visit),
                None => all.push((period, of, visit)),
            }
        }
    }
    all.sort_by_key(|(_, _, v)| std::cmp::Reverse(v.date));
    all
}

pub fn visit_table(lookup: &Lookup<'_>, year: &Year<'_>, all: &[(Period, &Reporter, &Visit)]) -> Table {
    let columns = vec![
        Column::text("日期").sticky(),
        Column::text("督导单位"),
        Column::text("地点"),
        Column::text("发现问题"),
        Column::text("问题现状"),
        Column::text("报送"),
    ];
    let mut table = tables::table("visits", "", columns, "尚无督导记录。");
    for (period, of, visit) in all {
        let mut problems = Vec::new();
        let mut states = Vec::new();
        for id in &visit.found {
            let known = year.problems.get(&**id).map(|(_, p)| p);
            let run = match known {
                Some(_) => Run::link(&**id, urls::problem(year.year, id)),
                None => Run::plain(&**id),
            };
            parts::listed(&mut problems, run);
            states.extend(known.map(|p| p.state.chinese()));
        }
        table.rows.push(Row::new(vec![
            Cell { sort: Some(visit.date.to_string()), ..Cell::text(visit.date.chinese_short()) },
            Cell::runs(vec![words::unit_run(lookup, year, &visit.unit)]),
            Cell::runs(vec![words::named_run(lookup, year, &visit.place, None)]),
            Cell::runs(problems),
            Cell::text(states.join("、")),
            told_in(lookup, year, *period, of),
        ]));
    }
    table
}

/// `民生可感行动3月`, leading to the report.
fn told_in(lookup: &Lookup<'_>, year: &Year<'_>, period: Period, of: &Reporter) -> Cell {
    let name = words::reporter_run(lookup, year, of).text;
    Cell::runs(vec![Run::link(format!("{name}{}", period.report_label()), urls::report(period, of))])
}

/// Every 经验做法 once, as last told, the latest first.
pub fn practices(lookup: &Lookup<'_>, year: &Year<'_>, url: &str) -> Vec<Block> {
    let all = told_practices(lookup, year);
    let table = practice_table(lookup, year, &all);
    vec![text("每条做法单独定公开属性；“主动公开”的可以对外刊发，其余只在内部交流。"), under(table, url)]
}

/// Each as the last report that names it tells it, the latest report first.
pub fn told_practices<'a>(lookup: &Lookup<'a>, year: &Year<'a>) -> Vec<(Period, &'a Reporter, &'a Practice)> {
    let mut all: Vec<(Period, &Reporter, &Practice)> = Vec::new();
    for (period, of, part) in standing_parts(lookup, year) {
        for practice in &part.practices {
            match all.iter_mut().find(|(_, _, p)| p.title == practice.title && p.unit == practice.unit) {
                Some(told) => *told = (period, of, practice),
                None => all.push((period, of, practice)),
            }
        }
    }
    all.sort_by_key(|(period, ..)| std::cmp::Reverse(*period));
    all
}

pub fn practice_table(lookup: &Lookup<'_>, year: &Year<'_>, all: &[(Period, &Reporter, &Practice)]) -> Table {
    let columns = vec![
        Column::text("做法").sticky(),
        Column::text("单位"),
        Column::text("刊发渠道"),
        Column::number("刊发").unit("次"),
        Column::text("公开属性"),
        Column::text("报送"),
    ];
    let mut table = tables::table("practices", "", columns, "尚无经验做法。");
    for (period, of, practice) in all {
        let channel = |(name, day): &(String, Date)| format!("{name}（{}）", day.chinese_short());
        let channels: Vec<String> = practice.channels.iter().map(channel).collect();
        let times = if channels.is_empty() { String::new() } else { channels.len().to_string() };
        table.rows.push(Row::new(vec![
            Cell::text(&practice.title),
            Cell::runs(vec![words::unit_run(lookup, year, &practice.unit)]),
            Cell::text(channels.join("、")),
            Cell::text(times),
            Cell::text(practice.disclosure.chinese()),
            told_in(lookup, year, *period, of),
        ]));
    }
    table
}
