//! Indicator × period: each cell its shape and a short word or figure, colour the third sign.

use super::backend::SIZE;
use super::pen::{Pen, Side, draw as sheet_of};
use super::role::Role;
use super::text::{line_height, widest, width, wrap};
use super::{Sheet, Width};
use crate::editions::blocks::{Heat, HeatRow, LightMark};

/// Letters within a cell, and the most pixels of a line of them.
const SMALL: i32 = 12;
const CELL_TEXT: i32 = 62;

/// Between labels and cells.
const GAP: i32 = 14;

/// What a shape beside its text needs.
const BESIDE: i32 = 32;

/// How the sheet is divided. Columns that do not fit stand in further bands below.
struct Grid {
    /// Labels are wrapped at this width.
    label_most: i32,
    /// Labels stand above their cells.
    stacked: bool,
    left: i32,
    cell: i32,
    /// Columns of one band.
    columns: usize,
    /// Shape beside the text, not above it.
    inline: bool,
}

/// One row of one band.
struct Strip {
    label: Vec<String>,
    cells: Vec<(LightMark, Vec<String>)>,
    y: i32,
    label_height: i32,
    height: i32,
}

pub(super) fn draw(sheet: &Sheet, heat: &Heat) -> String {
    let grid = grid(sheet, heat);
    let mut y = 0;
    let mut bands = vec![];
    for from in (0..heat.columns.len()).step_by(grid.columns) {
        y += if from == 0 { 0 } else { 18 };
        let to = (from + grid.columns).min(heat.columns.len());
        let heads: Vec<Vec<String>> =
            heat.columns[from..to].iter().map(|c| wrap(c, SMALL, grid.cell - 4)).collect();
        let tall = heads.iter().map(Vec::len).max().unwrap_or(1) as i32 * line_height(SIZE) + 6;
        let head_y = y + tall / 2;
        y += tall;
        let strips: Vec<Strip> = heat.rows.iter().map(|row| strip(&grid, row, from, to, &mut y)).collect();
        bands.push((heads, head_y, strips));
    }
    let key = key(sheet, heat, y + 10);
    let height = key.last().map_or(y, |k| k.y + 11);
    sheet_of(sheet, height, |pen| {
        for (heads, head_y, strips) in &bands {
            for (n, head) in heads.iter().enumerate() {
                let x = grid.left + n as i32 * grid.cell + grid.cell / 2;
                pen.lines_of(x, *head_y, head, Side::Middle, Role::QUIET, SMALL);
            }
            for strip in strips {
                cells(pen, &grid, strip);
            }
        }
        for entry in &key {
            pen.light(entry.x + 6, entry.y, entry.mark);
            pen.text(entry.x + 18, entry.y, entry.mark.word(), Side::Right, Role::QUIET, SIZE);
        }
    })
}

fn grid(sheet: &Sheet, heat: &Heat) -> Grid {
    let w = sheet.width.pixels();
    let texts = heat.rows.iter().flat_map(|r| &r.cells).filter(|(m, _)| *m != LightMark::NotDue);
    let text = widest(texts.map(|(_, t)| t.as_str()), SMALL).min(CELL_TEXT);
    let head = widest(heat.columns.iter().map(String::as_str), SMALL).min(CELL_TEXT);
    let least = (text.max(head) + 6).max(34);
    let all = heat.columns.len() as i32;
    let (stacked, label_most) = match sheet.width {
        // A label gives way, down to twelve letters, to a whole year in one band.
        Width::Wide => (false, (w - GAP - all * least).clamp(156, 210)),
        Width::Print => (false, (w - GAP - all * least).clamp(130, 180)),
        Width::Narrow => (true, w),
    };
    let labels: Vec<String> = heat.rows.iter().flat_map(|r| wrap(&r.label, SIZE, label_most)).collect();
    let left = if stacked { 0 } else { widest(labels.iter().map(String::as_str), SIZE).max(40) + GAP };
    let room = w - left;
    let bands = (all / (room / least).max(1) + i32::from(all % (room / least).max(1) > 0)).max(1);
    let columns = (all as usize).div_ceil(bands as usize);
    let cell = (room / columns as i32).min(92);
    Grid { label_most, stacked, left, cell, columns, inline: cell >= text + BESIDE }
}

fn strip(grid: &Grid, row: &HeatRow, from: usize, to: usize, y: &mut i32) -> Strip {
    let step = line_height(SIZE);
    let room = if grid.inline { grid.cell - BESIDE } else { grid.cell - 4 };
    let cells: Vec<(LightMark, Vec<String>)> = (from..to)
        .map(|n| match row.cells.get(n) {
            Some((LightMark::NotDue, _)) | None => (LightMark::NotDue, vec![]),
            Some((mark, text)) => (*mark, wrap(text, SMALL, room.max(SMALL * 2))),
        })
        .collect();
    let label = wrap(&row.label, SIZE, grid.label_most);
    let label_height = label.len() as i32 * step;
    let lines = cells.iter().map(|(_, t)| t.len()).max().unwrap_or(0) as i32;
    let cell = if grid.inline { lines.max(1) * step + 10 } else { 20 + lines * step + 6 };
    let top = *y;
    let height = if grid.stacked { cell } else { cell.max(label_height + 6) };
    let offset = if grid.stacked { label_height + 4 } else { 0 };
    *y = top + offset + height + if grid.stacked { 10 } else { 2 };
    Strip { label, cells, y: top + offset, label_height, height }
}

fn cells(pen: &Pen, grid: &Grid, strip: &Strip) {
    let middle = strip.y + strip.height / 2;
    let label_y = if grid.stacked { strip.y - 2 - strip.label_height / 2 } else { middle };
    pen.lines(0, label_y, &strip.label, Side::Right, Role::TEXT);
    for (n, (mark, lines)) in strip.cells.iter().enumerate() {
        let x = grid.left + n as i32 * grid.cell;
        let (a, b) = ((x + 1, strip.y), (x + grid.cell - 1, strip.y + strip.height));
        pen.rect(a, b, Role::tint(*mark));
        match mark {
            LightMark::Missing => pen.rect(a, b, Role::HATCH),
            LightMark::NotDue | LightMark::NotAssessed | LightMark::NoTarget => pen.frame(a, b, Role::RULE),
            LightMark::Lit(_) => {}
        }
        let role = if *mark == LightMark::Missing { Role::VALUE } else { Role::TEXT };
        if grid.inline && !lines.is_empty() {
            ground(pen, x + 14, middle, *mark);
            pen.light(x + 14, middle, *mark);
            pen.lines_of(x + 26, middle, lines, Side::Right, role, SMALL);
        } else {
            let block = lines.len() as i32 * line_height(SMALL);
            let shape = middle - block / 2;
            ground(pen, x + grid.cell / 2, shape, *mark);
            pen.light(x + grid.cell / 2, shape, *mark);
            pen.lines_of(x + grid.cell / 2, shape + 8 + block / 2, lines, Side::Middle, role, SMALL);
        }
    }
}

/// A shape on slanted lines keeps a rim of paper.
fn ground(pen: &Pen, x: i32, y: i32, mark: LightMark) {
    if mark == LightMark::Missing {
        pen.dot((x, y), 8, Role::PAPER);
    }
}

struct Entry {
    mark: LightMark,
    x: i32,
    y: i32,
}

/// The shapes in use with their words, under the cells.
fn key(sheet: &Sheet, heat: &Heat, top: i32) -> Vec<Entry> {
    let mut marks: Vec<LightMark> = heat.rows.iter().flat_map(|r| r.cells.iter().map(|(m, _)| *m)).collect();
    marks.sort();
    marks.dedup();
    let (mut x, mut y) = (0, top + 11);
    let mut out = vec![];
    for mark in marks {
        let wide = 18 + width(mark.word(), SIZE);
        if x > 0 && x + wide > sheet.width.pixels() {
            (x, y) = (0, y + 22);
        }
        out.push(Entry { mark, x, y });
        x += wide + 18;
    }
    out
}
