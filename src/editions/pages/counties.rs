//! Which counties have their own task force, document, measures, splits and reports, and which have not.

use super::{ledgers, under};
use crate::check::record::{ProblemState, Region, RegionPlan, Reporter};
use crate::compute::{ProblemFigure, ReportFigure, ReportState, region_counts};
use crate::editions::blocks::{Block, Cell, Column, Row, Run, Table};
use crate::editions::cells;
use crate::editions::lookup::{Lookup, Year};
use crate::editions::{tables, urls, words};

pub fn blocks(lookup: &Lookup<'_>, year: &Year<'_>, url: &str) -> Vec<Block> {
    let mut blocks = summary(lookup, year);
    blocks.push(under(table(lookup, year), url));
    blocks
}

/// `共13个县市区。本级专班已报9个，经开区、南湖新区、屈原管理区和城陵矶新港区未报；…`
fn summary(lookup: &Lookup<'_>, year: &Year<'_>) -> Vec<Block> {
    let all = lookup.record.regions();
    if all.is_empty() {
        return Vec::new();
    }
    let said = |what: &str, has: &dyn Fn(&RegionPlan) -> bool| {
        let lacks = |r: &&Region| !year.region_plan(&r.id).is_some_and(has);
        let without: Vec<&str> = all.iter().filter(lacks).map(|r| r.name.as_str()).collect();
        let rest = match without.len() {
            0 => String::new(),
            _ => format!("，{}未报", words::names_or_count(&without, "个")),
        };
        format!("{what}已报{}个{rest}", all.len() - without.len())
    };
    let force = said("本级专班", &|p| p.lead_post.is_some() || p.office.is_some());
    let adopted = said("本级方案", &|p| p.adopted.is_some());
    let measures = said("本级措施", &|p| !p.measures.is_empty());
    vec![Block::Text(vec![Run::plain(format!("共{}个县市区。{force}；{adopted}；{measures}。", all.len()))])]
}

fn table(lookup: &Lookup<'_>, year: &Year<'_>) -> Table {
    let columns = vec![
        Column::text("县市区").sticky(),
        Column::text("本级专班"),
        Column::text("本级方案"),
        Column::number("措施").unit("条"),
        Column::number("分解指标").unit("项"),
        Column::text("分项指标的灯"),
        Column::text("本期报告"),
        Column::number("应报").unit("次"),
        Column::number("迟报").unit("次"),
        Column::number("未报").unit("次"),
        Column::number("在册问题"),
        Column::number("经验做法").unit("条"),
    ];
    let mut table = tables::table("regions", "", columns, "没有县市区。");
    let practices = ledgers::told_practices(lookup, year);
    for group in lookup.record.region_groups() {
        let of_group: Vec<_> = lookup.record.regions().iter().filter(|r| r.group == *group).collect();
        if of_group.is_empty() {
            continue;
        }
        table.rows.push(Row::group(group));
        for region in of_group {
            let practices = practices.iter().filter(|(_, _, p)| p.unit == region.id).count();
            table.rows.push(Row::new(cells_of(lookup, year, region, practices)));
        }
    }
    table.notes.push("本级专班、方案、措施“未报”，指没有收到该县市区的本级材料，不等于没有建立。应报、迟报、未报（含退回）只计有报送任务的各期；在册问题计以该县市区为责任单位的。".into());
    table.notes.extend(words::marks_note(&table));
    table
}

fn cells_of(lookup: &Lookup<'_>, year: &Year<'_>, region: &Region, practices: usize) -> Vec<Cell> {
    let number = |n: usize| Cell::text(if n == 0 { String::new() } else { n.to_string() });
    let plan = year.region_plan(&region.id);
    let or_missing = |text: Option<String>| match text.filter(|t| !t.is_empty()) {
        Some(text) => Cell::text(text),
        None => Cell::runs(vec![Run::strong("未报")]),
    };
    let force = plan.and_then(|p| p.office.clone().or(p.lead_post.clone()));
    let adopted = plan.and_then(|p| p.adopted.as_ref()).map(|(document, _)| document.clone());
    let reporter = Reporter::Region(region.id.clone());
    let owed: Vec<&ReportFigure> =
        year.states(&reporter).iter().map(|(_, r)| *r).filter(|r| r.owed).collect();
    let current = year.current.and_then(|f| year.states(&reporter).iter().find(|(p, _)| *p == f.period));
    let current = current.map(|(period, report)| match report.state {
        ReportState::NotDue if !report.owed => Cell::runs(vec![Run::quiet("无报送任务")]),
        state => tables::report_state(*period, &reporter, state),
    });
    let measures = plan.map_or(0, |p| p.measures.len());
    let counts = year.current.map(|f| region_counts(f, &region.id));
    use ReportState::{Draft, Missing, Withdrawn};
    vec![
        Cell::runs(vec![Run::link(&region.name, urls::region(year.year, &region.id))]),
        match force {
            Some(force) => Cell::runs(vec![words::named_run(lookup, year, &force, Some(region))]),
            None => or_missing(None),
        },
        or_missing(adopted),
        or_missing((measures > 0).then(|| measures.to_string())),
        number(splits(year, region)),
        counts.map(|c| cells::counts(&c)).unwrap_or_default(),
        current.unwrap_or_default(),
        number(owed.len()),
        number(owed.iter().filter(|r| r.late_days().is_some()).count()),
        number(owed.iter().filter(|r| matches!(r.state, Missing | Draft | Withdrawn)).count()),
        open_problems(year, region),
        number(practices),
    ]
}

/// Indicators of which the county has a part of its own, by the plan or by itself.
fn splits(year: &Year<'_>, region: &Region) -> usize {
    let own = year.region_plan(&region.id).map_or(&[][..], |p| &p.splits);
    let split = |i: &&crate::check::record::Indicator| {
        i.by_region.iter().any(|(id, _)| *id == region.id) || own.iter().any(|(id, _)| *id == i.id)
    };
    year.plan.indicators.iter().filter(split).count()
}

/// Those it answers for, as in the publications' annex.
fn open_problems(year: &Year<'_>, region: &Region) -> Cell {
    let problems = year.current.map(|f| f.problems.as_slice()).unwrap_or_default();
    let own = |p: &&ProblemFigure| p.state != ProblemState::Closed && p.owner.as_ref() == Some(&region.id);
    let count = problems.iter().filter(own).count();
    Cell::text(if count == 0 { String::new() } else { count.to_string() })
}
