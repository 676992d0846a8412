//! One row an indicator: how far the value is, against the target at 100% and 序时.

use super::Sheet;
use super::backend::SIZE;
use super::pen::{Pen, Side, draw as sheet_of};
use super::role::Role;
use super::rows::{Columns, Group, Place, Said, columns};
use super::scale::{Scale, lanes, number, within};
use super::text::{line_height, width};
use crate::editions::blocks::{Bullet, LightMark};

/// Per cent at which a longer bar is cut, with its figure beside it.
const CUT: f64 = 125.0;

/// Half the height of a bar, of the target's stroke and of the mark of 序时.
const BAR: i32 = 5;
const STROKE: i32 = 9;

pub(super) fn draw(sheet: &Sheet, rows: &[Bullet]) -> String {
    let said: Vec<Said> = rows.iter().map(|b| Said::new(&b.label, &b.text, b.light, &b.word)).collect();
    let columns = columns(sheet, &said);
    let scale = scale(rows, columns.plot);
    let heads = heads(rows, &scale);
    let top = heads.iter().map(|h| h.lane + 1).max().unwrap_or(0) as i32 * line_height(SIZE) + 4;
    let names: Vec<&str> = rows.iter().map(|r| r.group.as_str()).collect();
    let (groups, height) = Group::place_all(sheet, &names, &said, &columns, top);
    sheet_of(sheet, height, |pen| {
        for head in &heads {
            let y = top - 4 - line_height(SIZE) * (head.lane as i32 + 1) + line_height(SIZE) / 2;
            pen.text(head.x, y, &head.text, Side::Middle, Role::QUIET, SIZE);
        }
        for group in &groups {
            group.head(pen);
            for (n, place) in &group.rows {
                columns.rule(pen, place.top);
                columns.write(pen, &said[*n], place);
                bar(pen, &columns, &scale, &rows[*n], place);
            }
        }
    })
}

/// Room for a bar over the target or below zero only where there is one.
fn scale(rows: &[Bullet], (from, to): (i32, i32)) -> Scale {
    let values = || rows.iter().filter_map(|b| b.percent.as_deref().and_then(number));
    let low = values().fold(0.0, f64::min).max(-25.0);
    let most = values().fold(100.0, f64::max);
    let high = if most > 100.0 { CUT + 3.0 } else { 102.0 };
    Scale { low, high, from, to }
}

struct Head {
    text: String,
    x: i32,
    lane: usize,
}

/// What the target's stroke and the mark of 序时 are, once above all rows.
fn heads(rows: &[Bullet], scale: &Scale) -> Vec<Head> {
    let mut due: Vec<&str> = rows.iter().filter_map(|b| b.schedule.as_deref()).collect();
    due.dedup();
    let mut texts = vec![("目标100%".to_string(), scale.at(100.0))];
    if let Some(at) = due.first().and_then(|d| number(d)) {
        let text = match due[..] {
            [one] if one.len() < 12 => format!("序时{}%", one.trim()),
            _ => "序时".to_string(),
        };
        texts.push((text, scale.at(at)));
    }
    let spans: Vec<(i32, i32)> = texts
        .iter()
        .map(|(text, x)| {
            let w = width(text, SIZE);
            let x = within(*x, scale.from + w / 2, scale.to - w / 2);
            (x - w / 2, x + w / 2)
        })
        .collect();
    let lanes = lanes(&spans, 8);
    texts
        .into_iter()
        .zip(spans)
        .zip(lanes)
        .map(|(((text, _), (a, b)), lane)| Head { text, x: (a + b) / 2, lane })
        .collect()
}

fn bar(pen: &Pen, columns: &Columns, scale: &Scale, bullet: &Bullet, place: &Place) {
    let y = place.y;
    let zero = scale.at(0.0);
    let target = scale.at(100.0);
    pen.bar((zero, target), y, BAR, Role::TRACK);
    let value = bullet.percent.as_deref().and_then(number);
    match value {
        Some(value) => {
            pen.bar((zero, scale.at(value)), y, BAR, Role::bar(bullet.light));
            if value > CUT {
                cut(pen, columns.plot.1, y, 1);
            }
            if value < scale.low {
                cut(pen, columns.plot.0, y, -1);
            }
        }
        None if bullet.light == LightMark::Missing => pen.bar((zero, target), y, BAR, Role::HATCH),
        None => {}
    }
    pen.line((zero, y - BAR - 2), (zero, y + BAR + 2), Role::AXIS, 1);
    pen.line((target, y - STROKE), (target, y + STROKE), Role::TARGET, 3);
    if let Some(due) = bullet.schedule.as_deref().and_then(number) {
        let x = scale.at(due);
        pen.line((x, y - STROKE), (x, y + STROKE), Role::PAPER, 4);
        pen.line((x, y - STROKE), (x, y + STROKE), Role::SCHEDULE, 2);
    }
}

/// Two slanted gaps near a bar's end: it goes on, and its figure says how far.
fn cut(pen: &Pen, end: i32, y: i32, way: i32) {
    for gap in [8, 14] {
        let x = end - way * gap;
        pen.line((x - 3, y + BAR + 2), (x + 3, y - BAR - 2), Role::PAPER, 3);
    }
}
