//! The year as a strip: when a step is due (firm stroke), when it was done (dot), the cutoff (dashed).

use super::Sheet;
use super::backend::SIZE;
use super::pen::{Pen, Side, draw as sheet_of};
use super::role::Role;
use super::rows::{Place, Said, columns};
use super::scale::{Scale, lanes, within};
use super::text::{line_height, width, wrap};
use crate::editions::blocks::Milestone;

/// The first day of each month in a year of 366 days, and the end.
const MONTHS: [u32; 13] = [1, 32, 61, 92, 122, 153, 183, 214, 245, 275, 306, 336, 367];

/// Height of the strip itself.
const STRIP: i32 = 22;

/// Radius of the dot of what is done.
const DOT: u32 = 5;

/// A date's text under its mark.
struct Dated {
    line: String,
    x: i32,
    lane: usize,
}

pub(super) fn draw(sheet: &Sheet, rows: &[Milestone]) -> String {
    let said: Vec<Said> = rows.iter().map(|m| Said::new(&m.label, "", m.light, &m.word)).collect();
    let columns = columns(sheet, &said);
    // A dot on the first or the last day stays within the sheet.
    let (from, to) = (columns.plot.0 + DOT as i32, columns.plot.1 - DOT as i32);
    let scale = Scale { low: 1.0, high: 367.0, from, to };
    let top = 2 * line_height(SIZE) + 4;
    let mut y = top;
    let mut placed: Vec<(Place, Vec<Dated>)> = vec![];
    for (row, said) in rows.iter().zip(&said) {
        let dated = dated(&scale, row);
        let lanes = dated.iter().map(|d| d.lane + 1).max().unwrap_or(0) as i32;
        let place = columns.place(said, y, STRIP + lanes * line_height(SIZE));
        y = place.bottom;
        placed.push((place, dated));
    }
    sheet_of(sheet, y, |pen| {
        months(pen, &scale, &placed, top);
        cutoff(pen, &scale, rows, &placed, top);
        for ((row, said), (place, dated)) in rows.iter().zip(&said).zip(&placed) {
            columns.rule(pen, place.top);
            columns.write(pen, said, place);
            strip(pen, &scale, row, place, dated);
        }
    })
}

fn months(pen: &Pen, scale: &Scale, placed: &[(Place, Vec<Dated>)], top: i32) {
    let room = (scale.to - scale.from) / 12;
    let every =
        [1, 2, 3, 4, 6].into_iter().find(|n| *n as i32 * room >= width("12月", SIZE) + 6).unwrap_or(12);
    for n in (0..12).filter(|n| (n + 1) % every == 0) {
        let x = (at(scale, MONTHS[n]) + at(scale, MONTHS[n + 1])) / 2;
        let y = top - line_height(SIZE) / 2 - 2;
        pen.text(x, y, &format!("{}月", n + 1), Side::Middle, Role::QUIET, SIZE);
    }
    for (place, _) in placed {
        for month in MONTHS {
            let x = at(scale, month);
            pen.line((x, place.marks), (x, place.bottom), Role::RULE, 1);
        }
    }
}

/// One line through all rows where they share the cutoff, as the rows of one page do.
fn cutoff(pen: &Pen, scale: &Scale, rows: &[Milestone], placed: &[(Place, Vec<Dated>)], top: i32) {
    for (row, (place, _)) in rows.iter().zip(placed) {
        let x = at(scale, row.today);
        pen.line((x, place.marks), (x, place.bottom), Role::SCHEDULE, 2);
    }
    if let Some(first) = rows.first() {
        let x = at(scale, first.today);
        let half = width("截至日", SIZE) / 2;
        let x = within(x, scale.from + half, scale.to - half);
        pen.text(x, top - 4 - line_height(SIZE) * 3 / 2, "截至日", Side::Middle, Role::QUIET, SIZE);
    }
}

fn at(scale: &Scale, day: u32) -> i32 {
    scale.at(f64::from(day))
}

/// The dates' texts, each under its mark, beneath each other where they would touch.
fn dated(scale: &Scale, row: &Milestone) -> Vec<Dated> {
    let mut texts = vec![(row.by_day, row.by_text.as_str())];
    if let (Some(day), Some(text)) = (row.done_day, row.done_text.as_deref()) {
        texts.push((day, text));
    }
    texts.sort_by_key(|t| t.0);
    let room = scale.to - scale.from;
    let mut out = vec![];
    let mut spans = vec![];
    for (day, text) in texts {
        for line in wrap(text, SIZE, room).into_iter().filter(|l| !l.is_empty()) {
            let half = (width(&line, SIZE) + 1) / 2;
            let x = within(at(scale, day), scale.from + half, scale.to - half);
            spans.push((x - half, x + half));
            out.push((line, x));
        }
    }
    let lanes = lanes(&spans, 10);
    out.into_iter().zip(lanes).map(|((line, x), lane)| Dated { line, x, lane }).collect()
}

fn strip(pen: &Pen, scale: &Scale, row: &Milestone, place: &Place, dated: &[Dated]) {
    let lanes = dated.iter().map(|d| d.lane + 1).max().unwrap_or(0) as i32;
    let y = place.y - lanes * line_height(SIZE) / 2;
    let (by, today) = (at(scale, row.by_day), at(scale, row.today));
    pen.line((scale.from, y), (scale.to, y), Role::AXIS, 1);
    // Days late are a bar of the light's colour: from the day due to the day done, or to the cutoff.
    let end = row.done_day.map_or(today, |d| at(scale, d));
    if end > by && row.done_day.is_none_or(|d| d > row.by_day) {
        pen.bar((by, end), y, 3, Role::bar(row.light));
    }
    pen.line((by, y - 8), (by, y + 8), Role::TARGET, 3);
    if let Some(done) = row.done_day {
        pen.dot((at(scale, done), y), DOT, Role::ACTUAL);
    }
    let first = y + STRIP / 2 + line_height(SIZE) / 2;
    for text in dated {
        let y = first + text.lane as i32 * line_height(SIZE);
        pen.text(text.x, y, &text.line, Side::Middle, Role::VALUE, SIZE);
    }
}
