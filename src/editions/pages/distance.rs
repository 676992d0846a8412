//! 差额: the least amount that turns each light, and each place of a county in its group, for the better and for the
//! worse.

use super::{heading, under};
use crate::base::Quantity;
use crate::check::record::{Indicator, Kind};
use crate::compute::{Place, RegionFigure, place_in_group};
use crate::editions::blocks::{Block, Cell, Column, Row, Run, Table};
use crate::editions::cells::{self, Shown};
use crate::editions::lookup::{Lookup, Year};
use crate::editions::{places, tables, words};

/// How the amounts are meant, for the foot of a table.
const NOTE: &str = "进、退按目标的方向计：目标为上限或下降的，进为减少、退为增加。所列为改变灯色或组内位次的最少数量，单位同指标（比率为百分点），少一个末位就不改变；位次按其他县市区不变计，追平即为并列。空白的，没有更好或更差的一档。";

/// Of an indicator with parts: the whole and each part.
pub fn of_indicator(shown: &Shown<'_>, url: &str) -> Vec<Block> {
    let mut table = empty("distance", "对象");
    let figure = shown.figure;
    table.rows.push(row(
        Cell::text("全市"),
        shown.indicator,
        cells::state_cell(&figure.state),
        (figure.to_better, figure.to_worse),
        None,
    ));
    for part in &figure.by_region {
        let name = Cell::runs(vec![words::unit_run(shown.lookup, shown.year, &part.region)]);
        table.rows.push(part_row(name, shown, part));
    }
    // What can be said of the whole alone stands among its facts.
    table.rows.retain(|r| r.cells[3..].iter().any(|c| !c.plain().is_empty()));
    if table.rows.len() < 2 {
        return Vec::new();
    }
    vec![heading("差额", "distance"), under(table, url)]
}

/// Of a county: each of its parts.
pub fn of_region(lookup: &Lookup<'_>, year: &Year<'_>, region: &crate::base::Id, url: &str) -> Vec<Block> {
    let table = table_of_region(lookup, year, region);
    if table.rows.is_empty() {
        return Vec::new();
    }
    vec![heading("差额", "distance"), under(table, url)]
}

/// A row for each part with a better or a worse to reach.
pub fn table_of_region(lookup: &Lookup<'_>, year: &Year<'_>, region: &crate::base::Id) -> Table {
    let mut table = empty("distance", "指标");
    for indicator in &year.plan.indicators {
        let Some(whole) = Shown::standing(lookup, year, indicator) else { continue };
        if let Some(part) = whole.figure.part(region) {
            table.rows.push(part_row(whole.name(), &whole, part));
        }
    }
    table.rows.retain(|r| r.cells[3..].iter().any(|c| !c.plain().is_empty()));
    table
}

fn empty(id: &str, subject: &str) -> Table {
    let columns = vec![
        Column::text(subject).sticky(),
        Column::text("单位"),
        Column::text("灯"),
        Column::number("转好需进"),
        Column::number("转差需退"),
        Column::text("组内位次"),
        Column::number("前移需进"),
        Column::number("后移需退"),
    ];
    let mut table = tables::table(id, "", columns, "");
    table.notes.push(NOTE.into());
    table
}

fn part_row(name: Cell, whole: &Shown<'_>, part: &RegionFigure) -> Row {
    let state = cells::state_cell(&part.state);
    row(name, whole.indicator, state, (part.to_better, part.to_worse), place(whole, part))
}

/// A part's place in its group today.
pub fn place(whole: &Shown<'_>, part: &RegionFigure) -> Option<Place> {
    let method = whole.year.figures(whole.period).and_then(|f| whole.year.method(f))?;
    let record = whole.lookup.record;
    place_in_group(record, &method.ranks, whole.indicator, &whole.figure.by_region, &part.region)
}

fn row(
    name: Cell,
    indicator: &Indicator,
    state: Cell,
    (better, worse): (Option<Quantity>, Option<Quantity>),
    place: Option<Place>,
) -> Row {
    let amount = |q: Option<Quantity>| Cell::text(q.map(|q| q.to_string()).unwrap_or_default());
    Row::new(vec![
        name,
        Cell::text(unit(indicator)),
        state,
        amount(better),
        amount(worse),
        Cell::text(place.map(|p| places::text(&p)).unwrap_or_default()),
        amount(place.and_then(|p| p.to_better)),
        amount(place.and_then(|p| p.to_worse)),
    ])
}

/// What the amounts are counted in.
pub fn unit(indicator: &Indicator) -> &str {
    match indicator.kind {
        Kind::Ranking => "位",
        _ => words::unit_of_difference(indicator.unit.as_deref().unwrap_or("")),
    }
}

/// `再进1所灯色转好，退0.15万人灯色转差`: the least that turns the whole's light.
pub fn sentence(shown: &Shown<'_>) -> Option<Run> {
    let unit = unit(shown.indicator);
    let better = shown.figure.to_better.map(|q| format!("再进{q}{unit}灯色转好"));
    let worse = shown.figure.to_worse.map(|q| format!("退{q}{unit}灯色转差"));
    let said: Vec<String> = better.into_iter().chain(worse).collect();
    (!said.is_empty()).then(|| Run::plain(said.join("，")))
}
