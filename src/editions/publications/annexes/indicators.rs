//! 指标完成情况表, with the columns of the handbook's section 2.

use super::{finished, said_once, star_note, starred};
use crate::base::Frequency;
use crate::compute::State;
use crate::editions::blocks::{Cell, Column, Row, Table};
use crate::editions::cells::Shown;
use crate::editions::publications::generated::shown;
use crate::editions::publications::issue::Issue;
use crate::editions::publications::item::Item;
use crate::editions::{tables, texts};

/// What the period shows, action by action: first what has numbers, then what is judged by what was done; what is not
/// due yet is counted only.
pub fn indicators(issue: &Issue) -> Vec<Table> {
    let (later, items): (Vec<Item>, Vec<Item>) =
        issue.items().into_iter().partition(|i| i.figure.state == State::NotDue);
    let (counted, judged): (Vec<Item>, Vec<Item>) =
        items.into_iter().partition(|i| has_number(&shown(issue, i)));
    let mut number = 0;
    let mut first = tables::table("indicators", "", columns(issue), "没有指标。");
    fill(issue, &counted, &mut first, |shown| {
        number += 1;
        row(number, shown)
    });
    let mut notes = String::new();
    if let Some(schedule) = said_once(&mut first, "序时进度") {
        notes = format!("序时进度{schedule}。");
    }
    notes += "较序时按未修约数计算，增速型指标为与年度目标之差；空格为该类指标不计。";
    notes += star_note(&first);
    notes += &not_due(issue, &later);
    first.notes.push(notes);
    let mut second = tables::table("indicators-judged", "", judged_columns(), "");
    fill(issue, &judged, &mut second, |shown| {
        number += 1;
        judged_row(number, shown)
    });
    second.notes.extend(Some(star_note(&second).to_owned()).filter(|note| !note.is_empty()));
    let first = finished(issue, "indicators", first);
    let second = Table {
        title: "按工作情况评价的指标".into(),
        ..finished(issue, "indicators-judged", second)
    };
    [first, second]
        .into_iter()
        .enumerate()
        .filter(|(i, t)| *i == 0 || !t.rows.is_empty())
        .map(|(_, t)| t)
        .collect()
}

/// `未到评价期的118项指标未列（含总体方案2项，不计入216项）。`
fn not_due(issue: &Issue, later: &[Item]) -> String {
    let of_plan = later.iter().filter(|i| i.indicator.action.is_none()).count();
    let apart = match of_plan {
        0 => String::new(),
        n => format!("（含总体方案{n}项，不计入{}项）", issue.counts().all()),
    };
    if later.is_empty() {
        String::new()
    } else {
        format!("未到评价期的{}项指标未列{apart}。", later.len())
    }
}

/// The rows of each action under its name.
fn fill(issue: &Issue, items: &[Item], table: &mut Table, mut row: impl FnMut(&Shown) -> Vec<Cell>) {
    let apart = format!("总体方案（不计入{}项）", issue.counts().all());
    let actions = issue.year.plan.actions.iter().map(|a| (a.name.as_str(), Some(&a.id)));
    for (name, of) in actions.chain([(apart.as_str(), None)]) {
        let members: Vec<&Item> = items.iter().filter(|i| i.indicator.action.as_ref() == of).collect();
        if !members.is_empty() {
            table.rows.push(Row::group(name));
            table.rows.extend(members.into_iter().map(|item| Row::new(row(&shown(issue, item)))));
        }
    }
}

fn has_number(shown: &Shown) -> bool {
    [shown.target(), shown.month(), shown.value(), shown.completion(), shown.rank()]
        .iter()
        .any(|cell| !cell.plain().is_empty())
}

fn judged_columns() -> Vec<Column> {
    vec![
        Column::text("序号"),
        Column::text("指标").sticky(),
        Column::text("灯"),
        Column::text("责任单位"),
        Column::text("情况"),
    ]
}

fn judged_row(number: u32, shown: &Shown) -> Vec<Cell> {
    vec![Cell::text(number.to_string()), shown.name(), shown.state(), starred(shown.owner()), shown.remarks()]
}

fn columns(issue: &Issue) -> Vec<Column> {
    // The year's first period has no other before it: what it has of itself counts from January.
    let month = match issue.before.filter(|b| b.is_due()) {
        Some(_) => format!("{}当月", issue.period().own_label()),
        None => issue.period().label(),
    };
    vec![
        Column::text("序号"),
        Column::text("指标").sticky(),
        Column::text("单位"),
        Column::number("年度目标"),
        Column::number(if issue.period().kind == Frequency::Month { &month } else { "本期" }),
        Column::number("累计"),
        Column::number("同比"),
        Column::number("完成率"),
        Column::number("序时进度"),
        Column::number("较序时").unit("百分点"),
        Column::number("位次"),
        Column::text("灯"),
        Column::text("责任单位"),
        Column::text("备注"),
    ]
}

fn row(number: u32, shown: &Shown) -> Vec<Cell> {
    vec![
        Cell::text(number.to_string()),
        shown.name(),
        Cell::text(shown.unit()),
        shown.target(),
        shown.month(),
        shown.value(),
        shown.change(),
        shown.completion(),
        shown.schedule(),
        shown.gap(),
        place(shown),
        shown.state(),
        starred(shown.owner()),
        remarks(shown),
    ]
}

/// `6/14`; where it moved stands in the remarks.
fn place(shown: &Shown) -> Cell {
    let mut cell = shown.rank();
    cell.runs.truncate(1);
    cell
}

fn remarks(shown: &Shown) -> Cell {
    let moved = shown.figure.rank_change.filter(|n| *n != 0 && shown.figure.rank.is_some());
    let moved = moved.map(|n| format!("位次{}", texts::rank_change(n)));
    let said = Some(shown.remarks().plain()).filter(|s| !s.is_empty());
    Cell::text(moved.into_iter().chain(said).collect::<Vec<_>>().join("；"))
}
