//! Regions side by side, each group apart, in the order given.

use super::Sheet;
use super::backend::SIZE;
use super::pen::{Pen, Side, draw as sheet_of};
use super::role::Role;
use super::rows::{Columns, Place, ROW, Said, columns};
use super::scale::{Scale, number, within};
use super::text::{line_height, width, wrap};
use crate::editions::blocks::{Bar, LightMark};

/// Half the height of a bar and of the target's stroke.
const BAR: i32 = 6;
const STROKE: i32 = 9;

/// Length of the hatched piece that stands for an unknown value.
const HATCHED: i32 = 48;

/// Rows of one group with their heading.
struct Group {
    heading: Vec<String>,
    heading_y: i32,
    rows: Vec<(usize, Place)>,
}

pub(super) fn draw(sheet: &Sheet, rows: &[Bar]) -> String {
    let said: Vec<Said> = rows.iter().map(|b| Said::new(&b.label, &b.text, b.light, &b.word)).collect();
    let columns = columns(sheet, &said);
    let scale = scale(rows, &columns);
    let targets = rows.iter().any(|b| b.target.as_deref().and_then(number).is_some());
    let top = if targets { line_height(SIZE) + 6 } else { 2 };
    let (groups, height) = groups(sheet, rows, &said, &columns, top);
    sheet_of(sheet, height, |pen| {
        if targets {
            key(pen, &scale, rows);
        }
        for group in &groups {
            pen.lines(0, group.heading_y, &group.heading, Side::Right, Role::HEAD);
            for (n, place) in &group.rows {
                columns.rule(pen, place.top);
                columns.write(pen, &said[*n], place);
                bar(pen, &scale, &rows[*n], place);
            }
        }
    })
}

fn groups(sheet: &Sheet, rows: &[Bar], said: &[Said], columns: &Columns, top: i32) -> (Vec<Group>, i32) {
    let mut out: Vec<Group> = vec![];
    let mut y = top;
    for (n, row) in rows.iter().enumerate() {
        if n == 0 || rows[n - 1].group != row.group {
            let named = !row.group.trim().is_empty();
            let heading = if named { wrap(&row.group, SIZE, sheet.width.pixels()) } else { vec![] };
            let tall = heading.len() as i32 * line_height(SIZE);
            y += if n == 0 { 0 } else { 14 };
            out.push(Group { heading, heading_y: y + tall / 2, rows: vec![] });
            y += if named { tall + 4 } else { 0 };
        }
        let place = columns.place(&said[n], y, ROW);
        y = place.bottom;
        if let Some(group) = out.last_mut() {
            group.rows.push((n, place));
        }
    }
    (out, y)
}

/// From zero, over all values and targets.
fn scale(rows: &[Bar], columns: &Columns) -> Scale {
    let numbers =
        || rows.iter().flat_map(|b| [b.value.as_deref(), b.target.as_deref()]).flatten().filter_map(number);
    let low = numbers().fold(0.0, f64::min);
    let high = numbers().fold(0.0, f64::max);
    let (from, to) = columns.plot;
    Scale { low, high: if high > low { high } else { low + 1.0 }, from, to }
}

/// Names the target's stroke: above it where all rows share one, else beside a stroke of its own.
fn key(pen: &Pen, scale: &Scale, rows: &[Bar]) {
    let mut places: Vec<i32> =
        rows.iter().filter_map(|b| b.target.as_deref().and_then(number)).map(|t| scale.at(t)).collect();
    places.dedup();
    let y = line_height(SIZE) / 2;
    let half = width("目标", SIZE) / 2;
    if let [x] = places[..] {
        let x = within(x, half, scale.to - half);
        pen.text(x, y, "目标", Side::Middle, Role::QUIET, SIZE);
        return;
    }
    let x = scale.at(0.0).min(scale.to - 2 * half - 12);
    pen.line((x + 2, y - 7), (x + 2, y + 7), Role::TARGET, 3);
    pen.text(x + 10, y, "目标", Side::Right, Role::QUIET, SIZE);
}

fn bar(pen: &Pen, scale: &Scale, row: &Bar, place: &Place) {
    let y = place.y;
    let zero = scale.at(0.0);
    match row.value.as_deref().and_then(number) {
        Some(value) => pen.bar((zero, scale.at(value)), y, BAR, Role::bar(row.light)),
        None if row.light == LightMark::Missing => pen.bar((zero, zero + HATCHED), y, BAR, Role::HATCH),
        None => {}
    }
    pen.line((zero, place.marks + 2), (zero, place.bottom - 2), Role::AXIS, 1);
    if let Some(x) = row.target.as_deref().and_then(number).map(|t| scale.at(t)) {
        pen.line((x, y - STROKE), (x, y + STROKE), Role::TARGET, 3);
    }
}
