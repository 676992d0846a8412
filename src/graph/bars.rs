//! Regions side by side, each group apart, in the order given.

use super::Sheet;
use super::backend::SIZE;
use super::pen::{Pen, Side, draw as sheet_of};
use super::role::Role;
use super::rows::{Columns, Group, Place, Said, columns};
use super::scale::{Scale, number, within};
use super::text::{line_height, width};
use crate::editions::blocks::{Bar, LightMark};

/// Half the height of a bar and of the target's stroke.
const BAR: i32 = 6;
const STROKE: i32 = 9;

/// Length of the hatched piece that stands for an unknown value.
const HATCHED: i32 = 48;

pub(super) fn draw(sheet: &Sheet, rows: &[Bar]) -> String {
    let said: Vec<Said> = rows.iter().map(|b| Said::new(&b.label, &b.text, b.light, &b.word)).collect();
    let columns = columns(sheet, &said);
    let scale = scale(rows, &columns);
    let targets = rows.iter().any(|b| b.target.as_deref().and_then(number).is_some());
    let top = if targets { line_height(SIZE) + 6 } else { 2 };
    let names: Vec<&str> = rows.iter().map(|r| r.group.as_str()).collect();
    let (groups, height) = Group::place_all(sheet, &names, &said, &columns, top);
    sheet_of(sheet, height, |pen| {
        if targets {
            key(pen, &scale, rows);
        }
        for group in &groups {
            group.head(pen);
            for (n, place) in &group.rows {
                columns.rule(pen, place.top);
                columns.write(pen, &said[*n], place);
                bar(pen, &scale, &rows[*n], place);
            }
        }
    })
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
