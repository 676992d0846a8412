//! Ranks that moved: a ring where each was, a dot where it is, both with their numbers; the first stands left.

use super::Sheet;
use super::backend::SIZE;
use super::pen::{Pen, Side, draw as sheet_of};
use super::role::Role;
use super::rows::{Columns, Group, Place, Said, columns};
use super::scale::{Scale, within};
use super::text::{line_height, widest, width};
use crate::editions::blocks::Dumbbell;

/// Radius of ring and dot.
const DOT: i32 = 5;

/// Most ranks of which each has its hairline.
const GRID: u32 = 20;

pub(super) fn draw(sheet: &Sheet, rows: &[Dumbbell]) -> String {
    let said: Vec<Said> = rows.iter().map(|r| Said::unjudged(&r.label, &r.text, &r.word)).collect();
    let columns = columns(sheet, &said);
    let scale = scale(rows, &columns);
    let moved = rows.iter().any(|r| r.was.is_some());
    let key_height = if moved { line_height(SIZE) + 4 } else { 0 };
    let top = key_height + line_height(SIZE) + 4;
    let names: Vec<&str> = rows.iter().map(|r| r.group.as_str()).collect();
    let (groups, height) = Group::place_all(sheet, &names, &said, &columns, top);
    sheet_of(sheet, height, |pen| {
        if moved {
            key(pen);
        }
        heads(pen, &scale, key_height + line_height(SIZE) / 2);
        for group in &groups {
            group.head(pen);
            for (n, place) in &group.rows {
                columns.rule(pen, place.top);
                grid(pen, &scale, place);
                columns.write(pen, &said[*n], place);
                marks(pen, &scale, &rows[*n], place.y);
            }
        }
    })
}

/// From the first to the last rank of all groups, with room at both ends for the numbers.
fn scale(rows: &[Dumbbell], columns: &Columns) -> Scale {
    let ranks: Vec<u32> = rows.iter().flat_map(|r| [r.was, r.now]).flatten().collect();
    let texts: Vec<String> = ranks.iter().map(u32::to_string).collect();
    let (from, to) = columns.plot;
    let room = (widest(texts.iter().map(String::as_str), SIZE) + DOT + 6).min((to - from) / 2 - 1).max(DOT);
    let last = ranks.into_iter().max().unwrap_or(1).max(2);
    Scale { low: 1.0, high: f64::from(last), from: from + room, to: (to - room).max(from + room) }
}

fn at(scale: &Scale, rank: u32) -> i32 {
    scale.at(f64::from(rank))
}

/// What ring and dot are.
fn key(pen: &Pen) {
    let y = line_height(SIZE) / 2;
    let mut x = DOT + 1;
    for (text, now) in [("上期", false), ("本期", true)] {
        if now {
            pen.dot((x, y), DOT as u32, Role::ACTUAL);
        } else {
            pen.ring((x, y), DOT as u32 - 1, Role::LAST);
        }
        pen.text(x + DOT + 5, y, text, Side::Right, Role::QUIET, SIZE);
        x += 2 * DOT + width(text, SIZE) + 20;
    }
}

/// The first and the last rank above the plot.
fn heads(pen: &Pen, scale: &Scale, y: i32) {
    let last = format!("第{}位", scale.high);
    let half = |text: &str| width(text, SIZE) / 2 + 1;
    let first = within(scale.from, half("第1位"), scale.to);
    let right = first + half("第1位") + half(&last) + 8;
    pen.text(first, y, "第1位", Side::Middle, Role::QUIET, SIZE);
    if scale.to >= right {
        pen.text(scale.to, y, &last, Side::Middle, Role::QUIET, SIZE);
    }
}

fn grid(pen: &Pen, scale: &Scale, place: &Place) {
    let last = scale.high as u32;
    let ranks = if last <= GRID { (1..=last).collect() } else { vec![1, last] };
    for rank in ranks {
        let x = at(scale, rank);
        pen.line((x, place.marks), (x, place.bottom), Role::RULE, 1);
    }
}

/// Each number stands on the side away from the other mark, so that the two never touch.
fn marks(pen: &Pen, scale: &Scale, row: &Dumbbell, y: i32) {
    let beside = |rank: u32, right: bool| {
        let x = at(scale, rank);
        let (x, side) = if right { (x + DOT + 4, Side::Right) } else { (x - DOT - 4, Side::Left) };
        pen.text(x, y, &rank.to_string(), side, Role::VALUE, SIZE);
    };
    if let (Some(was), Some(now)) = (row.was, row.now) {
        let (a, b) = (at(scale, was), at(scale, now));
        if a != b {
            let way = (b - a).signum();
            pen.line((a + way * DOT, y), (b - way * DOT, y), Role::ACTUAL, 2);
            if (b - a).abs() > 4 * DOT {
                let tip = b - way * DOT;
                pen.shape(&[(tip, y), (tip - way * 7, y - 4), (tip - way * 7, y + 4)], Role::ACTUAL);
            }
            pen.ring((a, y), DOT as u32 - 1, Role::LAST);
            beside(was, a > b);
        }
        pen.dot((b, y), DOT as u32, Role::ACTUAL);
        beside(now, b >= a);
    } else if let Some(now) = row.now {
        pen.dot((at(scale, now), y), DOT as u32, Role::ACTUAL);
        beside(now, true);
    } else if let Some(was) = row.was {
        pen.ring((at(scale, was), y), DOT as u32 - 1, Role::LAST);
        beside(was, true);
    }
}
