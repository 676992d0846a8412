use super::table;
use crate::base::{Date, Id, Period};
use crate::check::record::{Part, Reporter};
use crate::compute::{PeriodFigures, ReportState};
use crate::editions::blocks::{Cell, Column, Row, Run, Table};
use crate::editions::lookup::{Lookup, Year, stands};
use crate::editions::{urls, words};

/// Who filed when for one period.
pub fn reports(lookup: &Lookup<'_>, year: &Year<'_>, figures: &PeriodFigures) -> Table {
    let columns = vec![
        Column::text("报送").sticky(),
        Column::text("状态"),
        Column::text("应报"),
        Column::text("实报"),
        Column::number("迟报").unit("天"),
        Column::text("报送单位"),
        Column::text("审核"),
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
            let day = |d: Option<Date>| {
                let sort = d.map(|d| d.to_string());
                Cell { sort, ..Cell::text(d.map(|d| d.chinese_short()).unwrap_or_default()) }
            };
            table.rows.push(Row::new(vec![
                Cell::runs(vec![words::reporter_run(lookup, year, &report.of)]),
                report_state(figures.period, &report.of, report.state),
                day(report.owed_by()),
                day(report.filed),
                Cell::text(report.late_days().map(|d| d.to_string()).unwrap_or_default()),
                filed_by(lookup, year, figures.period, &report.of),
                reviewed_by(lookup, year, figures.period, &report.of),
            ]));
        }
    }
    table
}

/// The parts of a report that stand today.
fn parts<'a>(lookup: &Lookup<'_>, year: &Year<'a>, period: Period, of: &Reporter) -> Vec<&'a Part> {
    let report = year.reports(period).iter().find(|r| r.of == *of);
    let as_of = lookup.figures.as_of;
    report.into_iter().flat_map(|r| &r.parts).filter(|p| stands(p, as_of)).collect()
}

fn filed_by(lookup: &Lookup<'_>, year: &Year<'_>, period: Period, of: &Reporter) -> Cell {
    let parts = parts(lookup, year, period, of);
    let mut units: Vec<Id> = Vec::new();
    for unit in parts.iter().filter_map(|p| p.filed.as_ref()?.unit.as_ref()) {
        if !units.contains(unit) {
            units.push(unit.clone());
        }
    }
    Cell::runs(words::unit_runs(lookup, year, &units))
}

/// `召集人，4月8日`
fn reviewed_by(lookup: &Lookup<'_>, year: &Year<'_>, period: Period, of: &Reporter) -> Cell {
    let as_of = lookup.figures.as_of;
    let mut all: Vec<String> = Vec::new();
    for part in parts(lookup, year, period, of) {
        let Some(reviewed) = part.reviewed.as_ref().filter(|r| r.date <= as_of) else { continue };
        let text = format!("{}，{}", reviewed.post, reviewed.date.chinese_short());
        if !all.contains(&text) {
            all.push(text);
        }
    }
    Cell::text(all.join("；"))
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
