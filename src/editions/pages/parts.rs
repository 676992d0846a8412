//! What pages of several kinds show: report states, decisions, dated steps, texts.

use super::{heading, under};
use crate::base::{Bound, Date, Frequency, Period, Prose};
use crate::check::record::{Entry, Indicator, Reporter};
use crate::compute::{ReportState, State};
use crate::editions::blocks::{Block, Cell, Column, Row, Run};
use crate::editions::cells::Shown;
use crate::editions::charts::Step;
use crate::editions::lookup::{Lookup, Year};
use crate::editions::prose::{Numbering, Setting, blocks};
use crate::editions::{tables, urls, words};
use std::collections::BTreeMap;

/// The day the year's steps are held against: the current period's end, or where less is known the day of knowledge.
pub fn today(lookup: &Lookup<'_>, year: &Year<'_>) -> Option<Date> {
    Some(year.current?.period.last_day().min(lookup.figures.as_of))
}

/// The dated steps of entries that still count, by day, then in the plan's order.
pub fn steps<'a>(
    year: &Year<'_>,
    entries: impl IntoIterator<Item = &'a &'a Entry>,
    today: Date,
) -> Vec<Step> {
    let mut steps = Vec::new();
    for entry in entries {
        if entry.removed.as_ref().is_some_and(|(day, _)| *day <= today) {
            continue;
        }
        for node in &entry.nodes {
            // An entry of one node is often named as its node.
            let label = if node.what == entry.name {
                entry.name.clone()
            } else {
                format!("{}：{}", entry.name, node.what)
            };
            steps.push(Step { label, by: node.by, done: year.done(&entry.id, &node.what), silent: None });
        }
    }
    steps.sort_by_key(|s| s.by);
    steps
}

/// The states of one reporter's reports, period after period, the newest first.
pub fn reports(year: &Year<'_>, of: &Reporter, url: &str) -> Vec<Block> {
    let owed = year.states(of).iter().rev().filter(|(_, r)| r.state != ReportState::NotDue);
    let columns = vec![
        Column::text("期").sticky(),
        Column::text("状态"),
        Column::text("应报"),
        Column::text("实报"),
        Column::number("迟报").unit("天"),
    ];
    let mut table = tables::table("reports", "", columns, "没有应报的报告。");
    for (period, report) in owed {
        let label = Cell::runs(vec![Run::link(period.report_label(), urls::period(*period))]);
        let day = |d: Option<Date>| Cell::text(d.map(|d| d.chinese_short()).unwrap_or_default());
        table.rows.push(Row::new(vec![
            Cell { sort: Some(period.to_string()), ..label },
            tables::report_state(*period, of, report.state),
            day(report.owed_by()),
            day(report.filed),
            Cell::text(report.late_days().map(|d| d.to_string()).unwrap_or_default()),
        ]));
    }
    if table.rows.is_empty() {
        return Vec::new();
    }
    vec![heading("报送", "reports"), under(table, url)]
}

/// 议定事项 as they stood in a period.
pub fn decisions(
    lookup: &Lookup<'_>,
    year: &Year<'_>,
    decisions: Vec<&crate::compute::DecisionFigure>,
    url: &str,
) -> Vec<Block> {
    let table = tables::decisions(lookup, year, decisions, tables::Anchors::Elsewhere);
    if table.rows.is_empty() {
        return Vec::new();
    }
    vec![heading("议定事项", "decisions"), under(table, url)]
}

/// A text of the plan or a free page: what is bound in it stands as it was written.
pub fn prose(text: &Prose, path: &str, prefix: &str) -> Vec<Block> {
    let setting = Setting {
        path,
        prefix,
        numbering: Numbering::None,
        deeper: 1,
        bound: &|bound: &Bound| Run::plain(&bound.text),
        generated: &|_| Vec::new(),
    };
    blocks(text, &setting)
}

/// Adds a run to a list with 、 between.
pub fn listed(runs: &mut Vec<Run>, run: Run) {
    if !runs.is_empty() {
        runs.push(Run::plain("、"));
    }
    runs.push(run);
}

/// Of the month's 未到期 those that are judged in longer periods, with what their latest period says of them.
pub fn longer(year: &Year<'_>, wanted: impl Fn(&Indicator) -> bool) -> Option<Block> {
    let mut runs = Vec::new();
    for figures in &year.longer {
        let kind = figures.period.kind;
        let own = year.plan.indicators.iter().filter(|i| i.frequency == kind && wanted(i));
        let states = own.filter_map(|i| Some(&year.figure(figures, &i.id)?.state));
        let counts = words::counted(states.filter(|s| **s != State::NotDue));
        if counts.all() == 0 {
            continue;
        }
        runs.push(Run::plain(if runs.is_empty() { "未到期的指标中，" } else { "；" }));
        runs.push(Run::plain(format!("按{}评价的{}项，", kind.chinese(), counts.all())));
        runs.push(Run::link(figures.period.report_label(), urls::period(figures.period)));
        runs.push(Run::plain("为"));
        runs.extend(words::counts_runs(&counts));
    }
    if runs.is_empty() {
        return None;
    }
    runs.push(Run::plain("。"));
    Some(Block::Text(runs))
}

/// `共11项：1—6月6项、二季度5项`, where figures are of several periods.
pub fn by_period(shown: &[&Shown<'_>]) -> Option<String> {
    let mut counts: BTreeMap<Period, usize> = BTreeMap::new();
    shown.iter().for_each(|s| *counts.entry(s.period).or_default() += 1);
    let label = |p: Period| if p.kind == Frequency::Month { p.label() } else { p.report_label() };
    let each: Vec<String> = counts.iter().map(|(p, n)| format!("{}{n}项", label(*p))).collect();
    (each.len() > 1).then(|| format!("共{}项：{}", shown.len(), each.join("、")))
}
