//! Tables as the templates read them: columns fitted to the page, too many of them set in several tables.

use super::clean::Cleaner;
use super::convert::{Anchors, runs};
use super::data::{ColumnData, Piece, RowData, RunData, TableData};
use super::fit::{ABOVE, Fit, INSET, Measures, Texts, lines};
use crate::editions::blocks::{ColumnAlign, Row, RowKind, Table};

/// Where a table stands.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// In points.
    pub width: f64,
    /// Sizes of letters, in points, the largest first.
    pub sizes: &'static [f64],
    /// Rows with more lines than this, on average, ask for smaller letters.
    pub lines: f64,
    /// The size for tables whose rows are not low with any.
    pub otherwise: f64,
    /// Rows that are together no higher than this, in points, are on one page.
    pub whole: f64,
}

/// 156 mm, 225 mm
pub const UPRIGHT: Room =
    Room { width: 442.2, sizes: &[12.0, 10.5, 9.0], lines: 1.2, otherwise: 10.5, whole: 420.0 };
pub const ANNEX: Room = Room { width: 442.2, sizes: &[12.0, 10.5], lines: 1.2, otherwise: 9.0, whole: 320.0 };
pub const SIDEWAYS: Room =
    Room { width: 637.7, sizes: &[10.5, 9.0], lines: 1.1, otherwise: 9.0, whole: 250.0 };

/// Smaller letters are not read any more.
const SMALLEST: f64 = 7.5;

/// Rows with so many lines are kept whole: one line cannot be parted, and a row of more would leave a page half empty.
const KEPT_WHOLE: std::ops::RangeInclusive<f64> = 2.0..=6.0;

/// From line to line, in letters.
const LINE: f64 = 1.3;

impl Room {
    /// The largest letters with which rows stay low, else those for all others, else the smallest with which the table
    /// fits at all.
    fn fit(self, measures: &Measures) -> Option<Fit> {
        let fits = |size: &f64| measures.fit(self.width, *size);
        let low = self.sizes.iter().filter_map(fits).find(|fit| fit.lines <= self.lines);
        low.or_else(|| {
            [&self.otherwise].into_iter().chain(self.sizes.iter().rev()).chain([&SMALLEST]).find_map(fits)
        })
    }

    /// Whether a table stands well here.
    pub fn suits(self, table: &Table) -> bool {
        let texts = plain(table);
        let measures = measures(table, &texts);
        self.sizes.iter().filter_map(|s| measures.fit(self.width, *s)).any(|fit| fit.lines <= self.lines)
    }
}

/// A table, or several where its columns do not fit side by side.
pub fn tables(table: &Table, room: Room, cleaner: &mut Cleaner<'_>, anchors: &Anchors) -> Vec<Piece> {
    let place = cleaner.place.clone();
    let cleaned = cleaned(table, cleaner, anchors, &place);
    cleaner.place = place;
    let texts: Vec<Vec<String>> =
        cleaned.rows.iter().map(|row| row.cells.iter().map(|c| plain_runs(c)).collect()).collect();
    let measures = measures(table, &texts);
    let nothing = (columns(table) == 0).then_some(Fit { size: SMALLEST, widths: Vec::new(), lines: 0.0 });
    if let Some(fit) = room.fit(&measures).or(nothing) {
        let all: Vec<usize> = (0..columns(table)).collect();
        return vec![Piece::Table(part(&cleaned, &all, fit, room.whole, cleaned.title.clone()))];
    }
    let size = room.sizes.last().copied().unwrap_or(SMALLEST);
    let kept: Vec<usize> = if columns(table) > 1 { vec![0] } else { Vec::new() };
    let (mut pieces, mut start) = (Vec::new(), kept.len());
    while start < columns(table) {
        let beside = measures.side_by_side(&kept, start, room.width, size);
        let chosen: Vec<usize> = kept.iter().copied().chain(start..start + beside).collect();
        let title = match (start == kept.len(), cleaned.title.is_empty()) {
            (true, _) => cleaned.title.clone(),
            (false, true) => "（续表）".into(),
            (false, false) => format!("{}（续）", cleaned.title),
        };
        let texts = column_texts(table, &texts, &chosen);
        let fit = Measures::new(&texts).fit(room.width, size);
        let even = || Fit { size, widths: vec![room.width / chosen.len() as f64; chosen.len()], lines: 0.0 };
        pieces.push(Piece::Table(part(&cleaned, &chosen, fit.unwrap_or_else(even), room.whole, title)));
        start += beside;
    }
    pieces
}

/// The table with its texts cleaned; widths are not known yet.
fn cleaned(table: &Table, cleaner: &mut Cleaner<'_>, anchors: &Anchors, place: &str) -> TableData {
    let title = cleaner.text(&table.title);
    let count = columns(table);
    let mut heads = Vec::with_capacity(count);
    for i in 0..count {
        let column = table.columns.get(i);
        cleaner.place = format!("{place}的表头第{}列", i + 1);
        heads.push(ColumnData {
            title: column.map_or(String::new(), |c| cleaner.text(&c.title)),
            unit: column.and_then(|c| c.unit.as_deref()).map_or(String::new(), |u| cleaner.text(u)),
            align: match column.map(|c| c.align) {
                Some(ColumnAlign::Number) => "right",
                Some(ColumnAlign::Center) => "center",
                Some(ColumnAlign::Text) | None => "left",
            },
            width: 0.0,
        });
    }
    let mut rows = Vec::with_capacity(table.rows.len());
    for (n, row) in table.rows.iter().enumerate() {
        let mut cells = Vec::with_capacity(count);
        for i in 0..if row.kind == RowKind::Group { 1 } else { count } {
            cleaner.place = format!("{place}的表第{}行第{}列", n + 1, i + 1);
            cells.push(row.cells.get(i).map_or(Vec::new(), |cell| runs(&cell.runs, cleaner, anchors)));
        }
        rows.push(RowData { kind: kind(row), height: None, whole: false, cells });
    }
    cleaner.place = format!("{place}的表注");
    let notes = table.notes.iter().map(|n| cleaner.text(n)).collect();
    TableData {
        title,
        size: 0.0,
        inset: (INSET, ABOVE),
        columns: heads,
        rows,
        whole: false,
        notes,
        empty: cleaner.text(&table.empty),
    }
}

/// Some columns of a table with their widths.
fn part(table: &TableData, chosen: &[usize], fit: Fit, whole: f64, title: String) -> TableData {
    let column = |(i, width): (&usize, &f64)| {
        let c = &table.columns[*i];
        ColumnData { title: c.title.clone(), unit: c.unit.clone(), align: c.align, width: *width }
    };
    let mut all = 0.0;
    let row = |row: &RowData| {
        let cells: Vec<Vec<RunData>> = match row.kind {
            "group" => row.cells.clone(),
            _ => chosen.iter().map(|i| row.cells[*i].clone()).collect(),
        };
        let across = [fit.widths.iter().sum()];
        let widths = if row.kind == "group" { &across[..] } else { &fit.widths };
        let high =
            |(cell, width): (&Vec<RunData>, &f64)| lines(&plain_runs(cell), width - 2.0 * INSET, fit.size);
        let lines = cells.iter().zip(widths).map(high).fold(1.0, f64::max);
        all += lines * fit.size * LINE + 2.0 * ABOVE;
        let height = (lines == 1.0).then_some(fit.size + 2.0 * ABOVE);
        RowData { kind: row.kind, height, whole: KEPT_WHOLE.contains(&lines), cells }
    };
    let rows = table.rows.iter().map(row).collect();
    TableData {
        title,
        size: fit.size,
        whole: all < whole,
        inset: table.inset,
        columns: chosen.iter().zip(&fit.widths).map(column).collect(),
        rows,
        notes: table.notes.clone(),
        empty: table.empty.clone(),
    }
}

fn kind(row: &Row) -> &'static str {
    match row.kind {
        RowKind::Plain => "plain",
        RowKind::Group => "group",
        RowKind::Total => "total",
    }
}

/// As many as the widest row has.
fn columns(table: &Table) -> usize {
    let rows = table.rows.iter().filter(|r| r.kind != RowKind::Group).map(|r| r.cells.len());
    rows.chain([table.columns.len()]).max().unwrap_or(0)
}

fn measures(table: &Table, texts: &[Vec<String>]) -> Measures {
    let all: Vec<usize> = (0..columns(table)).collect();
    Measures::new(&column_texts(table, texts, &all))
}

fn column_texts<'a>(table: &'a Table, texts: &'a [Vec<String>], chosen: &[usize]) -> Vec<Texts<'a>> {
    let rows: Vec<&Vec<String>> = (table.rows.iter().zip(texts))
        .filter(|(row, _)| row.kind != RowKind::Group)
        .map(|(_, cells)| cells)
        .collect();
    let column = |i: &usize| {
        let head = table.columns.get(*i);
        Texts {
            head: head.map_or("", |c| &c.title),
            unit: head.and_then(|c| c.unit.as_deref()).unwrap_or(""),
            is_number: head.is_some_and(|c| c.align == ColumnAlign::Number),
            cells: rows.iter().map(|cells| cells.get(*i).map_or("", String::as_str)).collect(),
        }
    };
    chosen.iter().map(column).collect()
}

/// Texts of all cells, uncleaned.
fn plain(table: &Table) -> Vec<Vec<String>> {
    table.rows.iter().map(|row| row.cells.iter().map(|c| c.plain()).collect()).collect()
}

fn plain_runs(runs: &[RunData]) -> String {
    let text = |run: &RunData| match run {
        RunData::Plain(text) => text.clone(),
        RunData::Styled { text, light: Some(_), .. } => format!("●.{text}"),
        RunData::Styled { text, light: None, .. } => text.clone(),
    };
    runs.iter().map(text).collect()
}
