//! One reporter's report for one period, as it was filed: dates, texts, and what it says beside figures.

use super::{Sheet, heading, ledgers, parts, period_line, under};
use crate::base::{Bound, Period};
use crate::check::record::{Part, Report, Reporter};
use crate::compute::{ReportState, State};
use crate::editions::blocks::{Block, Cell, Column, NoticeKind, Page, Row, Run, Table};
use crate::editions::cells::{self, RegionShown, Shown};
use crate::editions::lookup::{Lookup, Year, stands};
use crate::editions::prose::{Numbering, Setting, blocks};
use crate::editions::publications::Filling;
use crate::editions::urls::{self, List};
use crate::editions::{tables, words};

/// A report that is in use has a page; of one that is not, nothing is printed.
pub fn has_page(year: &Year<'_>, report: &Report) -> bool {
    let state = year.states(&report.of).iter().find(|(p, _)| *p == report.period).map(|(_, r)| r.state);
    matches!(state, Some(ReportState::Filed | ReportState::Reviewed | ReportState::Issued))
}

pub fn page<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, report: &'a Report) -> Page {
    let url = urls::report(report.period, &report.of);
    let as_of = lookup.figures.as_of;
    let mut page_blocks = Vec::new();
    let used: Vec<&Part> = report.parts.iter().filter(|p| stands(p, as_of)).collect();
    for part in &used {
        page_blocks.push(Block::Facts(facts(lookup, year, part)));
    }
    for (i, part) in used.iter().enumerate() {
        page_blocks.extend(body(lookup, report, part, i, 0));
    }
    page_blocks.extend(figures(lookup, year, report, &url));
    page_blocks.extend(problems(lookup, year, &used, &url));
    for table in [practices(lookup, year, report, &used), visits(lookup, year, &used), amended(year, &used)] {
        if !table.rows.is_empty() {
            page_blocks.push(heading(&table.title, &table.id));
            page_blocks.push(under(table, &url));
        }
    }
    let name = words::reporter_run(lookup, year, &report.of).text;
    let sheet = Sheet {
        lookup,
        title: format!("{name}{}报告", report.period.report_label()),
        crumbs: vec![
            ("报送".into(), urls::list(year.year, List::Periods)),
            (report.period.report_label(), urls::period(report.period)),
        ],
        menu: urls::list(year.year, List::Periods),
        url,
        period_line: year.figures(report.period).map(period_line),
    };
    sheet.page(year, page_blocks)
}

fn facts(lookup: &Lookup<'_>, year: &Year<'_>, part: &Part) -> Vec<(String, Vec<Run>)> {
    let mut facts = vec![("数据截至".to_owned(), vec![Run::plain(part.cutoff.chinese())])];
    let mut fact = |label: &str, runs: Vec<Run>| facts.push((label.to_owned(), runs));
    if let Some(nature) = part.nature {
        fact("数据性质", vec![Run::plain(nature.chinese())]);
    }
    if let Some(filed) = &part.filed {
        let mut runs: Vec<Run> = filed.unit.iter().map(|u| words::unit_run(lookup, year, u)).collect();
        runs.push(Run::plain(format!("，{}", filed.date.chinese())));
        fact("报送", runs);
    }
    if let Some(reviewed) = part.reviewed.as_ref().filter(|r| r.date <= lookup.figures.as_of) {
        fact("审核", vec![Run::plain(format!("{}，{}", reviewed.post, reviewed.date.chinese()))]);
    }
    fact("文件", vec![Run::plain(format!("{}　{}", part.source.path, part.source.blob))]);
    facts
}

/// The report's own words; what is held back says so where it would stand.
fn body(lookup: &Lookup<'_>, report: &Report, part: &Part, number: usize, deeper: u8) -> Vec<Block> {
    let Some(prose) = &part.body else {
        let text = "本报告的文字部分未通过校验，暂不刊出，数字照常使用。";
        return vec![Block::Notice { kind: NoticeKind::Warning, runs: vec![Run::plain(text)] }];
    };
    let scope = match &report.of {
        Reporter::Action(id) => Some(id),
        Reporter::Region(_) => None,
    };
    let filling = Filling::new(lookup.record, lookup.figures, prose, report.period, scope);
    let bound = |bound: &Bound| filling.run(bound);
    let prefix = format!("part-{number}-");
    let setting = Setting {
        path: &part.source.path,
        prefix: &prefix,
        numbering: Numbering::Official,
        deeper,
        bound: &bound,
        generated: &|_| Vec::new(),
    };
    blocks(prose, &setting)
}

/// The text of a reporter's latest report in use, for its own page; `None` where it has none.
pub fn latest_text(lookup: &Lookup<'_>, year: &Year<'_>, of: &Reporter) -> Option<Vec<Block>> {
    let reports = year.states(of).iter().rev().flat_map(|(period, _)| year.reports(*period));
    let report = reports.filter(|r| r.of == *of).find(|r| has_page(year, r))?;
    let used = report.parts.iter().filter(|p| stands(p, lookup.figures.as_of)).enumerate();
    let mut text: Vec<Block> = used.flat_map(|(i, part)| body(lookup, report, part, i, 1)).collect();
    if text.is_empty() {
        return None;
    }
    let label = report.period.report_label();
    let whole = Run::link(format!("见{label}报告"), urls::report(report.period, of));
    text.push(Block::Text(vec![whole]));
    text.splice(0..0, since(year, of, report.period));
    Some([vec![heading(format!("最近一期报告（{label}）"), "report")], text].concat())
}

/// What became of the reports after the one that is shown: `此后6月报告退回，不再采用。`
fn since(year: &Year<'_>, of: &Reporter, period: Period) -> Option<Block> {
    let later = year.states(of).iter().filter(|(p, _)| *p > period).filter_map(|(p, report)| {
        let word = match report.state {
            ReportState::Withdrawn => "退回",
            ReportState::Missing => "未报",
            ReportState::Draft => "仍为草稿",
            ReportState::Awaited | ReportState::NotDue => return None,
            ReportState::Filed | ReportState::Reviewed | ReportState::Issued => return None,
        };
        Some((*p, word))
    });
    let mut runs = Vec::new();
    for (period, word) in later {
        runs.push(Run::plain(if runs.is_empty() { "此后" } else { "、" }));
        runs.push(Run::link(format!("{}报告", period.report_label()), urls::period(period)));
        runs.push(Run::plain(word));
    }
    if runs.is_empty() {
        return None;
    }
    runs.push(Run::plain("，以下是在用的最近一期。"));
    Some(Block::Notice { kind: NoticeKind::Info, runs })
}

/// The figures its values went into.
fn figures<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, report: &'a Report, url: &str) -> Vec<Block> {
    let Some(figures) = year.figures(report.period) else { return Vec::new() };
    let shown: Vec<Shown<'_>> = (year.plan.indicators.iter())
        .filter_map(|indicator| {
            let figure = year.figure(figures, &indicator.id)?;
            Some(Shown { lookup, year, indicator, period: report.period, figure })
        })
        .filter(|s| s.own_period() == report.period && s.figure.state != State::NotDue)
        .collect();
    let table = match &report.of {
        Reporter::Action(id) => {
            let own = shown.into_iter().filter(|s| s.indicator.reporter == *id).collect();
            tables::indicators(&[(String::new(), own)])
        }
        Reporter::Region(id) => region_figures(&shown, id),
    };
    if table.rows.is_empty() {
        return Vec::new();
    }
    vec![heading("指标", "indicators"), under(table, url)]
}

fn region_figures(shown: &[Shown<'_>], region: &crate::base::Id) -> Table {
    let columns = vec![
        Column::text("指标").sticky(),
        Column::text("单位"),
        Column::number("本级目标"),
        Column::number("累计"),
        Column::number("完成率"),
        Column::number("较序时").unit("百分点"),
        Column::text("灯"),
    ];
    let mut table = tables::table("indicators", "", columns, "");
    for whole in shown {
        let Some(figure) = whole.figure.by_region.iter().find(|r| r.region == *region) else { continue };
        let part = RegionShown { whole: *whole, figure };
        table.rows.push(Row::new(vec![
            whole.name(),
            Cell::text(whole.unit()),
            part.target(),
            part.value(),
            part.completion(),
            part.gap(),
            part.state(),
        ]));
    }
    table
}

/// The problems it raised or told of, as they stand today.
fn problems(lookup: &Lookup<'_>, year: &Year<'_>, used: &[&Part], url: &str) -> Vec<Block> {
    let told = used.iter().flat_map(|p| &p.problems).filter_map(|p| year.problems.get(&*p.id));
    let table = tables::problems(lookup, year, told.map(|(_, figure)| *figure), tables::Anchors::Elsewhere);
    if table.rows.is_empty() {
        return Vec::new();
    }
    vec![heading("提出和更新的问题", "problems"), under(table, url)]
}

fn practices(lookup: &Lookup<'_>, year: &Year<'_>, report: &Report, used: &[&Part]) -> Table {
    let all: Vec<_> =
        used.iter().flat_map(|p| &p.practices).map(|p| (report.period, &report.of, p)).collect();
    Table { title: "经验做法".into(), ..ledgers::practice_table(lookup, year, &all) }
}

fn visits(lookup: &Lookup<'_>, year: &Year<'_>, used: &[&Part]) -> Table {
    let columns = vec![
        Column::text("日期").sticky(),
        Column::text("督导单位"),
        Column::text("地点"),
        Column::text("发现问题"),
    ];
    let mut table = tables::table("visits", "督导", columns, "");
    for visit in used.iter().flat_map(|p| &p.visits) {
        let mut found = Vec::new();
        for id in &visit.found {
            let known = year.problems.contains_key(&**id);
            let run = if known { Run::link(&**id, urls::problem(year.year, id)) } else { Run::plain(&**id) };
            parts::listed(&mut found, run);
        }
        table.rows.push(Row::new(vec![
            Cell::text(visit.date.chinese_short()),
            Cell::runs(vec![words::unit_run(lookup, year, &visit.unit)]),
            Cell::runs(vec![words::named_run(lookup, year, &visit.place, None)]),
            Cell::runs(found),
        ]));
    }
    table
}

/// Numbers of earlier periods that came or changed only with this report.
fn amended(year: &Year<'_>, used: &[&Part]) -> Table {
    let columns = vec![
        Column::text("指标").sticky(),
        Column::text("期"),
        Column::number("原为"),
        Column::number("改为"),
        Column::text("位次"),
        Column::text("原因"),
        Column::text("来源"),
    ];
    let mut table = tables::table("amended", "对以前各期的补报和修订", columns, "");
    for amendment in used.iter().flat_map(|p| &p.amended) {
        let name = year.indicator(&amendment.indicator);
        let href = urls::indicator(amendment.period.year, &amendment.indicator);
        let amount =
            |q: Option<crate::base::Quantity>| Cell::text(q.map(|q| q.to_string()).unwrap_or_default());
        let rank = amendment.rank.as_ref().map(|r| format!("第{}位，共{}个", r.place, r.of));
        table.rows.push(Row::new(vec![
            Cell::runs(name.map(|i| Run::link(&i.name, href)).into_iter().collect()),
            Cell::text(amendment.period.label()),
            amount(amendment.from),
            amount(amendment.value),
            Cell::text(rank.unwrap_or_default()),
            Cell::text(amendment.reason.clone().unwrap_or_default()),
            cells::source(Some(&amendment.source)),
        ]));
    }
    table
}
