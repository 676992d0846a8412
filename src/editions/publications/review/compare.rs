//! 对比: against 序时, the period before, the year before and the whole city, as an annex and as small charts.

use crate::base::{Color, Id, Quantity, Ratio};
use crate::check::record::Kind;
use crate::compute::is_small_base;
use crate::editions::blocks::{Cell, Chart, Column, Deviation, Panel, Row, Run, Table};
use crate::editions::publications::generated::{is_main, shown};
use crate::editions::publications::issue::Issue;
use crate::editions::publications::item::Item;
use crate::editions::publications::sentences::{self, growth};
use crate::editions::{charts, tables, texts, urls, words};

/// Most bars of one small chart; of more the highest and the lowest stand.
const MOST: usize = 8;

/// The annex of `compare`: against 序时, the period before, the year before, the whole city.
pub fn compared(issue: &Issue) -> Vec<Table> {
    let asked = |what: &str| issue.source.compare.iter().any(|c| c == what);
    let mut tables = Vec::new();
    let columns = [("schedule", "较序时"), ("last_period", "较上期"), ("last_year", "较上年同期")];
    let asked_columns: Vec<(&str, &str)> = columns.into_iter().filter(|(c, _)| asked(c)).collect();
    if !asked_columns.is_empty() {
        tables.push(over_time(issue, &asked_columns));
    }
    if asked("whole") {
        tables.extend(against_whole(issue));
    }
    tables.retain(|t| !t.rows.is_empty());
    tables
}

fn over_time(issue: &Issue, asked: &[(&str, &str)]) -> Table {
    let mut columns = vec![Column::text("指标").sticky(), Column::number("累计"), Column::number("完成率")];
    columns.extend(asked.iter().map(|(_, title)| Column::text(*title)));
    let title = format!("{}主要指标和红灯指标对比", issue.period().label());
    let mut table = tables::table("compare", title, columns, "没有可比的指标。");
    for item in &wanted(issue) {
        let shown = shown(issue, item);
        let value = match item.figure.value {
            Some(v) => Cell::runs(vec![Run::link(format!("{v}{}", item.unit()), item.href.as_str())]),
            None => Cell::default(),
        };
        let mut cells = vec![shown.name(), value, shown.completion()];
        cells.extend(asked.iter().map(|(what, _)| match *what {
            "schedule" => Cell::text(texts::gap_long(item.indicator, item.figure).unwrap_or_default()),
            "last_period" => Cell::text(since_before(item).unwrap_or_default()),
            _ if item.indicator.kind == Kind::Growth => Cell::text(
                growth::rate(item, sentences::Mention::Again).map(|p| p.plain()).unwrap_or_default(),
            ),
            _ => Cell::text(texts::change(item.indicator, item.figure).unwrap_or_default()),
        }));
        table.rows.push(Row::new(cells));
    }
    tables::finished(table, &issue.url)
}

/// `增速加快0.3个百分点`, `完成率提高10.2个百分点`
fn since_before(item: &Item) -> Option<String> {
    if item.indicator.kind == Kind::Growth {
        return growth::moved(item).map(|p| p.plain());
    }
    let before = item.before.as_ref()?;
    let more = item.figure.completion.as_ref()?.minus(before.figure.completion.as_ref()?);
    let size = more.abs().percent(1);
    Some(match (size.is_zero(), more.is_negative()) {
        (true, _) => format!("与{}持平", before.label),
        (false, false) => format!("较{}提高{size}个百分点", before.label),
        (false, true) => format!("较{}降低{size}个百分点", before.label),
    })
}

/// Each county's share of its target beside the city's, for the indicators that are split with targets.
fn against_whole(issue: &Issue) -> Vec<Table> {
    let mut tables = Vec::new();
    for item in issue.items() {
        let Some(whole) = &item.figure.completion else { continue };
        let parts: Vec<_> = item.figure.by_region.iter().filter(|r| r.completion.is_some()).collect();
        if parts.is_empty() {
            continue;
        }
        let columns = vec![
            Column::text("县市区").sticky(),
            Column::number("累计").unit(item.unit()),
            Column::number("年度目标").unit(item.unit()),
            Column::number("完成率"),
            Column::number("较全市").unit("百分点"),
        ];
        let id = format!("whole-{}", urls::slug(&item.indicator.id));
        let printed = texts::completion(item.figure).unwrap_or_default();
        let title = format!("{}与全市比较（全市完成{printed}）", item.indicator.name);
        let mut table = tables::table(&id, title, columns, "没有分县市区的数据。");
        for part in parts {
            let Some(own) = &part.completion else { continue };
            let text = |q: Option<Quantity>| Cell::text(q.map(|q| q.to_string()).unwrap_or_default());
            table.rows.push(Row::new(vec![
                Cell::runs(vec![words::unit_run(issue.lookup, issue.year, &part.region)]),
                text(part.value),
                text(part.target),
                Cell::text(texts::region_completion(part).unwrap_or_default()),
                Cell::text(texts::gap_signed(&own.minus(whole))),
            ]));
        }
        tables.push(tables::finished(table, &issue.url));
    }
    tables
}

/// What is compared with a number: main indicators and red ones.
fn wanted<'a>(issue: &Issue<'a>) -> Vec<Item<'a>> {
    let wanted = |i: &Item| i.is_lit() && i.figure.gap.is_some() && (is_main(issue, i) || i.is_red());
    issue.items().into_iter().filter(wanted).collect()
}

/// The comparisons asked for, each as a small chart; `None` where there is nothing to compare.
pub fn multiples(issue: &Issue) -> Option<Chart> {
    let asked = |what: &str| issue.source.compare.iter().any(|c| c == what);
    let items = wanted(issue);
    let rows = |of: &dyn Fn(&Item) -> Option<Deviation>| -> Vec<Deviation> {
        ends(items.iter().filter_map(of).collect())
    };
    let mut panels = Vec::new();
    if asked("schedule") {
        panels.push(("较序时或目标（百分点）", rows(&against_due)));
    }
    if asked("last_period") {
        panels.push(("完成率或增速较上期（百分点）", rows(&against_before)));
    }
    if asked("last_year") {
        panels.push(("较上年同期（%）", rows(&against_last_year)));
    }
    if asked("whole") {
        match issue.action() {
            None => panels.push(("绿灯占亮灯的比重较全市（百分点）", task_forces(issue))),
            Some(action) => panels.push(("绿灯占亮灯的比重较全市（百分点）", own_share(issue, action))),
        }
    }
    let panels: Vec<Panel> = panels
        .into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(title, rows)| Panel { title: title.into(), rows })
        .collect();
    charts::multiples("comparisons", statement(&items), issue.period(), panels, cutoff(issue))
}

fn cutoff(issue: &Issue) -> String {
    let until = issue.source.cutoff.chinese_short();
    format!("来源：各专班{}报告，截至{until}；全部对比见附件", issue.period().own_label())
}

/// `8项主要指标和红灯指标中，5项达到序时或目标，3项未达到`
fn statement(items: &[Item]) -> String {
    let reached = items.iter().filter(|i| !i.gap().is_negative()).count();
    match (items.len(), items.len() - reached) {
        (all, 0) => format!("{all}项主要指标均达到序时或目标"),
        (all, behind) if behind == all => format!("{all}项主要指标和红灯指标均未达到序时或目标"),
        (all, behind) => {
            format!("{all}项主要指标和红灯指标中，{reached}项达到序时或目标，{behind}项未达到")
        }
    }
}

/// Highest first; of many the four highest and the four lowest.
fn ends(mut rows: Vec<Deviation>) -> Vec<Deviation> {
    let value = |d: &Deviation| d.value.as_deref().and_then(|v| Quantity::parse(v).ok());
    rows.sort_by_key(|d| std::cmp::Reverse(value(d)));
    if rows.len() > MOST {
        rows.drain(MOST / 2..rows.len() - MOST / 2);
    }
    rows
}

fn deviation(item: &Item, size: &Ratio, text: String) -> Deviation {
    Deviation { label: item.indicator.name.clone(), value: Some(size.percent(4).to_string()), text }
}

fn against_due(item: &Item) -> Option<Deviation> {
    let gap = item.figure.gap.as_ref()?;
    Some(deviation(item, gap, texts::gap_signed(gap)))
}

fn against_before(item: &Item) -> Option<Deviation> {
    let before = item.before.as_ref()?;
    let moved = match item.indicator.kind {
        Kind::Growth => {
            let more = item.figure.value?.minus(before.figure.value?);
            more.ratio().over(&Ratio::integer(100))?
        }
        _ => item.figure.completion.as_ref()?.minus(before.figure.completion.as_ref()?),
    };
    Some(deviation(item, &moved, texts::gap_signed(&moved)))
}

/// What is to fall is left to the table: here what is below would look behind.
fn against_last_year(item: &Item) -> Option<Deviation> {
    // A base of a few things would draw the longest bar.
    if item.down() || item.figure.base.is_some_and(|base| is_small_base(item.unit(), base)) {
        return None;
    }
    let change = match item.indicator.kind {
        Kind::Growth => item.figure.value?.ratio().over(&Ratio::integer(100))?,
        _ => item.figure.change.clone()?,
    };
    Some(deviation(item, &change, texts::change(item.indicator, item.figure)?))
}

/// Each task force's share of green lights less the city's.
fn task_forces(issue: &Issue) -> Vec<Deviation> {
    let rows = issue.now.counts.iter().filter_map(|(id, _)| share_row(issue, id));
    let mut rows: Vec<Deviation> = rows.collect();
    let value = |d: &Deviation| d.value.as_deref().and_then(|v| Quantity::parse(v).ok());
    rows.sort_by_key(|d| std::cmp::Reverse(value(d)));
    rows
}

fn own_share(issue: &Issue, action: &Id) -> Vec<Deviation> {
    share_row(issue, action).into_iter().collect()
}

fn share_row(issue: &Issue, action: &Id) -> Option<Deviation> {
    let share =
        |counts: &crate::compute::Counts| Ratio::new(counts.of(Color::Green).into(), counts.lit().into());
    let whole = share(&crate::compute::city_counts(issue.now))?;
    let more = share(issue.now.counts_of(action)?)?.minus(&whole);
    Some(Deviation {
        label: issue.year.action(action)?.name.clone(),
        value: Some(more.percent(4).to_string()),
        text: texts::gap_signed(&more),
    })
}
