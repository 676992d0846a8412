//! One period: who reported when, every figure, problems and decisions, scores, publications.

use super::{Sheet, heading, items, parts, period_line, under};
use crate::check::record::Indicator;
use crate::compute::{PeriodFigures, State, city_counts};
use crate::editions::blocks::{Block, Cell, Column, Page, Row, Run};
use crate::editions::cells::Shown;
use crate::editions::lookup::{Lookup, Year};
use crate::editions::urls::{self, List};
use crate::editions::{places, tables, words};

pub fn page<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, figures: &'a PeriodFigures) -> Page {
    let url = urls::period(figures.period);
    let counts = city_counts(figures);
    let mut blocks = Vec::new();
    let line = words::counts_line(&counts);
    if !line.is_empty() {
        blocks.push(Block::Counts(line));
        blocks.push(Block::Text(vec![Run::plain(words::counts_sentence(&counts))]));
    }
    if let Some(done) = figures.done_items {
        let name = items::name(year).unwrap_or_default();
        let text = format!("{name}共{}项，按本期数据指标全部达到的{}项", done.total, done.done);
        let link = Run::link(text, urls::list(year.year, List::Items));
        blocks.push(Block::Text(vec![link, Run::plain("。")]));
    }
    blocks.push(heading("报送情况", "reports"));
    blocks.push(under(tables::reports(lookup, year, figures), &url));
    blocks.extend(indicators(lookup, year, figures, &url));
    blocks.extend(tasks(lookup, year, figures, &url));
    if !figures.problems.is_empty() {
        let end = figures.period.last_day().min(lookup.figures.as_of);
        let table = tables::problems_at(lookup, year, &figures.problems, tables::Anchors::Elsewhere, end);
        blocks.push(heading("问题", "problems"));
        blocks.push(under(table, &url));
    }
    blocks.extend(parts::decisions(lookup, year, figures.decisions.iter().collect(), &url));
    blocks.extend(scores(lookup, year, figures, &url));
    blocks.extend(publications(lookup, figures));
    let data = Run::link("本期数据（JSON）", urls::data_figures(figures.period));
    let method = Run::link(format!("{}版评价办法", figures.method.chinese()), urls::method(year.year));
    blocks.push(Block::Text(vec![data, Run::plain("　"), method]));
    let sheet = Sheet {
        lookup,
        title: format!("{}年{}", figures.period.year, figures.period.report_label()),
        crumbs: vec![("报送".into(), urls::list(year.year, List::Periods))],
        menu: urls::list(year.year, List::Periods),
        url,
        period_line: Some(period_line(figures)),
    };
    sheet.page(year, blocks)
}

/// By action; what is not due is only counted, since there is nothing to say of it.
fn indicators<'a>(
    lookup: &'a Lookup<'a>,
    year: &'a Year<'a>,
    figures: &'a PeriodFigures,
    url: &str,
) -> Vec<Block> {
    let said = |indicator: &'a Indicator| {
        let figure = year.figure(figures, &indicator.id)?;
        let shown = Shown { lookup, year, indicator, period: figures.period, figure };
        (figure.state != State::NotDue).then_some(shown)
    };
    let mut groups: Vec<(String, Vec<Shown<'_>>)> = Vec::new();
    for action in &year.plan.actions {
        let own = year.indicators_of(&action.id).into_iter().filter_map(said).collect();
        groups.push((action.name.clone(), own));
    }
    groups.push(("总体方案".into(), year.indicators_of_plan().into_iter().filter_map(said).collect()));
    let mut table = tables::indicators(&groups);
    if table.rows.is_empty() {
        return Vec::new();
    }
    let not_due = figures.indicators.iter().filter(|f| f.state == State::NotDue).count();
    if not_due > 0 {
        table.notes.push(format!("另有{not_due}项本期未到期，未列。"));
    }
    vec![heading("指标", "indicators"), under(table, url)]
}

/// Tasks that were reported on or lit in this month.
fn tasks(lookup: &Lookup<'_>, year: &Year<'_>, figures: &PeriodFigures, url: &str) -> Vec<Block> {
    let columns = vec![
        Column::text("任务").sticky(),
        Column::text("牵头"),
        Column::text("灯"),
        Column::text("进展"),
        Column::text("下一步"),
    ];
    let mut table = tables::table("tasks", "", columns, "");
    let mut named = None;
    for figure in &figures.tasks {
        let silent = figure.progress.is_none() && figure.next.is_none();
        if silent && matches!(figure.state, State::NotDue | State::NoTarget) {
            continue;
        }
        let Some(action) = year.action(&figure.action) else { continue };
        let Some(task) = action.task(&figure.task) else { continue };
        if named != Some(&action.id) {
            named = Some(&action.id);
            table.rows.push(Row::group(&action.name));
        }
        let href = urls::task(year.year, &action.id, &task.id);
        table.rows.push(Row::new(vec![
            Cell::runs(vec![Run::link(format!("{} {}", task.id, task.title), href)]),
            Cell::runs(words::answering(lookup, year, task)),
            crate::editions::cells::task_state(&figure.state),
            Cell::text(figure.progress.clone().unwrap_or_default()),
            Cell::text(figure.next.clone().unwrap_or_default()),
        ]));
    }
    if table.rows.is_empty() {
        return Vec::new();
    }
    vec![heading("任务", "tasks"), under(table, url)]
}

/// Only a review has scores, with their parts and what was left out of the base.
fn scores(lookup: &Lookup<'_>, year: &Year<'_>, figures: &PeriodFigures, url: &str) -> Vec<Block> {
    let Some(first) = figures.scores.first() else { return Vec::new() };
    let mut columns = vec![Column::text("县市区").sticky(), Column::number("得分"), Column::number("位次")];
    columns.extend(first.items.iter().map(|i| Column::number(&i.name).unit(format!("满分{}", i.weight))));
    columns.push(Column::text("未计入"));
    let mut table = tables::table("scores", "", columns, "");
    let mut group = "";
    for score in &figures.scores {
        if score.group != group {
            group = &score.group;
            table.rows.push(Row::group(group));
        }
        let mut cells = vec![
            Cell::runs(vec![words::unit_run(lookup, year, &score.region)]),
            Cell::text(score.score.rounded(1).to_string()),
            Cell::text(score.rank.map(|r| r.to_string()).unwrap_or_default()),
        ];
        cells.extend(score.items.iter().map(|item| {
            Cell::text(item.points.as_ref().map(|e| e.rounded(1).to_string()).unwrap_or_default())
        }));
        cells.push(Cell::text(score.left_out.join("、")));
        table.rows.push(Row::new(cells));
    }
    if let Some(method) = year.method(figures) {
        table.notes.push(places::scores_rule(&method.ranks));
    }
    vec![heading("县市区得分", "scores"), under(table, url)]
}

fn publications(lookup: &Lookup<'_>, figures: &PeriodFigures) -> Vec<Block> {
    let of_period = lookup.editions.iter().filter(|e| e.period == figures.period);
    let items: Vec<Vec<Block>> =
        of_period.map(|e| vec![Block::Text(vec![Run::link(&e.title, &e.url)])]).collect();
    if items.is_empty() {
        return Vec::new();
    }
    vec![heading("刊物", "publications"), Block::List { start: None, items }]
}
