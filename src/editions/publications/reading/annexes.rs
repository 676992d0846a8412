//! The annexes of an issue, line by line, with what the last issue printed.

use super::reader::Reader;
use super::{columns, light_text, place};
use crate::compute::State;
use crate::editions::blocks::{Block, Cell, Column, Row, RowKind, Table};
use crate::editions::publications::generated::shown;
use crate::editions::publications::issue::Issue;
use crate::editions::tables;
use std::collections::BTreeMap;

/// An annex: its name and what stands in it.
struct Annex<'b> {
    id: &'b str,
    title: String,
    blocks: &'b [Block],
}

/// All annexes in their order. That of indicators has each figure's source; of the others each line is listed as it is
/// printed, with what it was in `earlier`, the last issue's annexes.
pub(super) fn annexes(issue: &Issue, blocks: &[Block], earlier: &[Block]) -> Vec<Block> {
    let before = split(earlier);
    let mut listed = Vec::new();
    for annex in split(blocks) {
        if annex.id == "annex-indicators" {
            listed.push(Block::Table(indicators(issue, &annex.title)));
            continue;
        }
        let last = before.iter().find(|b| b.id == annex.id).map_or(&[][..], |b| b.blocks);
        listed.extend(other(issue, &annex, last));
    }
    listed
}

fn split(blocks: &[Block]) -> Vec<Annex<'_>> {
    let start = |(at, block): (usize, &'_ Block)| matches!(block, Block::Annex { .. }).then_some(at);
    let starts: Vec<usize> = blocks.iter().enumerate().filter_map(start).collect();
    let end = blocks.iter().position(|b| matches!(b, Block::Colophon(_))).unwrap_or(blocks.len());
    let ends = starts.iter().skip(1).copied().chain([end]);
    let one = |(start, end): (&usize, usize)| {
        let Block::Annex { mark, title, id } = &blocks[*start] else { return None };
        let blocks = blocks.get(start + 1..end).unwrap_or(&[]);
        Some(Annex { id, title: format!("{mark} {title}"), blocks })
    };
    starts.iter().zip(ends).filter_map(one).collect()
}

/// Its sentences, then each of its tables.
fn other(issue: &Issue, annex: &Annex<'_>, last: &[Block]) -> Vec<Block> {
    let mut reader = Reader::new(issue, annex.title.clone());
    let mut listed = Vec::new();
    for block in annex.blocks {
        match block {
            Block::Table(table) => {
                let of = |b: &Block| {
                    if let Block::Table(t) = b { (t.id == table.id).then(|| t.clone()) } else { None }
                };
                listed.push(Block::Table(lines(annex, table, last.iter().find_map(of).as_ref())));
            }
            block => reader.blocks(std::slice::from_ref(block)),
        }
    }
    if !reader.rows.is_empty() {
        let id = format!("reading-{}-text", annex.id);
        let mut text = tables::table(&id, format!("{}：说明", annex.title), columns(), "");
        text.rows = reader.rows;
        listed.insert(0, Block::Table(text));
    }
    listed
}

/// A table's lines as they are printed, each with what changed since the last issue.
fn lines(annex: &Annex<'_>, table: &Table, last: Option<&Table>) -> Table {
    let title = match table.title.as_str() {
        "" => annex.title.clone(),
        own => format!("{}：{own}", annex.title),
    };
    let mut columns = table.columns.clone();
    columns.push(Column::text("上期"));
    columns.push(Column::center("核"));
    let mut listed = tables::table(&format!("reading-{}", table.id), &title, columns, &table.empty);
    let key = key_column(table);
    let known = last.map(|last| by_key(last, key_title(table, key)));
    for row in &table.rows {
        if row.kind == RowKind::Group {
            listed.rows.push(Row { id: None, ..row.clone() });
            continue;
        }
        let mut cells: Vec<Cell> = row.cells.iter().map(|cell| Cell::text(light_text(cell))).collect();
        cells.resize(table.columns.len(), Cell::default());
        let before = known.as_ref().map(|known| match known.get(&text_of(row, key)) {
            Some(before) => changes(table, row, last, before),
            None => "上期未列".into(),
        });
        cells.push(Cell::text(before.unwrap_or_default()));
        cells.push(Cell::text("□"));
        listed.rows.push(Row { kind: row.kind, ..Row::new(cells) });
    }
    tables::without_silent_columns(listed)
}

/// By which column a line is known again: the first whose cells are all different and none is empty, but for the
/// number a line only has for its place.
fn key_column(table: &Table) -> usize {
    let tells = |i: &usize| {
        let rows: Vec<String> =
            table.rows.iter().filter(|r| r.kind != RowKind::Group).map(|r| text_of(r, *i)).collect();
        let different: std::collections::BTreeSet<&String> = rows.iter().collect();
        !matches!(table.columns[*i].title.as_str(), "序" | "序号")
            && rows.iter().all(|text| !text.is_empty())
            && different.len() == rows.len()
    };
    (0..table.columns.len()).find(tells).unwrap_or(0)
}

fn key_title(table: &Table, key: usize) -> &str {
    table.columns.get(key).map_or("", |c| &c.title)
}

fn by_key<'t>(table: &'t Table, title: &str) -> BTreeMap<String, &'t Row> {
    let Some(at) = table.columns.iter().position(|c| c.title == title) else { return BTreeMap::new() };
    let rows = table.rows.iter().filter(|r| r.kind != RowKind::Group);
    rows.map(|row| (text_of(row, at), row)).collect()
}

/// `累计38，灯绿灯`: what the last issue printed where it printed something else.
fn changes(table: &Table, row: &Row, last: Option<&Table>, before: &Row) -> String {
    let mut changed = Vec::new();
    for (i, column) in table.columns.iter().enumerate() {
        let at = last.and_then(|last| last.columns.iter().position(|c| c.title == column.title));
        let Some(at) = at.filter(|_| !matches!(column.title.as_str(), "序" | "序号")) else { continue };
        let (now, then) = (text_of(row, i), text_of(before, at));
        if now != then {
            let then = if then.is_empty() { "空" } else { &then };
            changed.push(format!("{}{then}", column.title));
        }
    }
    if changed.is_empty() { "同上期".into() } else { changed.join("，") }
}

fn text_of(row: &Row, at: usize) -> String {
    row.cells.get(at).map(light_text).unwrap_or_default()
}

/// The indicators that are printed with a figure, one line each with its source.
fn indicators(issue: &Issue, title: &str) -> Table {
    let columns = vec![
        Column::number("序"),
        Column::text("指标").sticky(),
        Column::text("目标"),
        Column::text("累计"),
        Column::text("完成率"),
        Column::text("较序时"),
        Column::text("位次"),
        Column::text("灯"),
        Column::text("上期累计"),
        Column::text("来源"),
        Column::center("核"),
    ];
    let mut table = tables::table("reading-annex", title, columns, "没有指标。");
    let items = issue.items().into_iter().filter(|i| i.figure.state != State::NotDue);
    for (n, item) in items.enumerate() {
        let shown = shown(issue, &item);
        let before = issue.before.zip(issue.earlier).and_then(|(before, earlier)| {
            earlier.figures.period(before.period)?.indicator(&item.indicator.id)?.value
        });
        let text = |cell: Cell| Cell::text(light_text(&cell));
        table.rows.push(Row::new(vec![
            Cell::text((n + 1).to_string()),
            text(shown.name()),
            text(shown.target()),
            text(shown.value_with_unit()),
            text(shown.completion()),
            text(shown.gap()),
            text(shown.rank()),
            text(shown.state()),
            Cell::text(before.map(|v| v.to_string()).unwrap_or_default()),
            Cell::text(item.figure.inputs.iter().map(place).collect::<Vec<_>>().join("；")),
            Cell::text("□"),
        ]));
    }
    tables::without_silent_columns(table)
}
