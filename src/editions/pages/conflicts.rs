//! 口径差异: what the plans say differently of one thing, the certain ones first.

use super::{heading, section, under};
use crate::check::conflicts::{Conflict, ConflictOf, ConflictRule, Place, conflicts};
use crate::editions::blocks::{Block, Cell, Column, Row, Run, Table};
use crate::editions::lookup::{Lookup, Year};
use crate::editions::{tables, urls, words};

pub fn blocks(lookup: &Lookup<'_>, year: &Year<'_>, url: &str) -> Vec<Block> {
    let all = conflicts(year.plan, lookup.record.units());
    let (hard, soft): (Vec<_>, Vec<_>) = all.iter().partition(|c| c.rule.is_hard());
    if all.is_empty() {
        return vec![text("各方案的表述没有口径差异。".into())];
    }
    let mut blocks = vec![text(format!(
        "共{}处，其中数据可以认定的{}处，需人工判断的{}处。由有关文件明确后消除，明确以前一直列出。",
        all.len(),
        hard.len(),
        soft.len()
    ))];
    let sections = [
        ("数据可以认定的", "hard", hard, "运算符、目标数、级别、年份或牵头单位不同，由数据直接比出。"),
        (
            "需人工判断的",
            "soft",
            soft,
            "对象、单位表述不同，或只在一处出现、没有牵头等，由人判断是否为同一事项。",
        ),
    ];
    for (title, id, list, what) in sections.into_iter().filter(|(_, _, list, _)| !list.is_empty()) {
        blocks.push(heading(format!("{title}（{}处）", list.len()), id));
        blocks.push(text(what.into()));
        for rule in ConflictRule::ALL {
            let of_rule: Vec<&Conflict> = list.iter().copied().filter(|c| c.rule == rule).collect();
            if of_rule.is_empty() {
                continue;
            }
            blocks.push(Block::Heading {
                level: 3,
                mark: String::new(),
                text: format!("{}（{}处）", rule.chinese(), of_rule.len()),
                id: section(rule.code()),
            });
            blocks.push(under(table(year, rule, &of_rule), url));
        }
    }
    blocks
}

fn text(text: String) -> Block {
    Block::Text(vec![Run::plain(text)])
}

/// A difference between more than two places has a row for each of the others.
fn table(year: &Year<'_>, rule: ConflictRule, list: &[&Conflict]) -> Table {
    let columns = vec![
        Column::text("指标或任务").sticky(),
        Column::text("出处"),
        Column::text("位置"),
        Column::text("表述"),
        Column::text("对照出处"),
        Column::text("位置"),
        Column::text("对照表述"),
    ];
    let mut table = tables::table(rule.code(), "", columns, "");
    table.rows = list.iter().flat_map(|conflict| rows(year, conflict)).collect();
    table
}

fn rows(year: &Year<'_>, conflict: &Conflict) -> Vec<Row> {
    let subject = match &conflict.of {
        ConflictOf::Indicator(id) => {
            let name = year.indicator(id).map_or(&**id, |i| i.name.as_str());
            Run::link(name, urls::indicator(year.year, id))
        }
        ConflictOf::Task { action, task } => {
            let name = year.action(action).map_or(&**action, |a| a.name.as_str());
            Run::link(format!("{name}{task}"), urls::task(year.year, action, task))
        }
    };
    let Some((first, others)) = conflict.places.split_first() else { return Vec::new() };
    let led = conflict.rule == ConflictRule::LeadDiffers;
    let row = |other: Option<&Place>| {
        let mut cells = vec![Cell::runs(vec![subject.clone()])];
        cells.extend(place(year, first, led));
        cells.extend(other.map(|o| place(year, o, led)).unwrap_or_default());
        Row::new(cells)
    };
    match others {
        [] => vec![row(None)],
        all => all.iter().map(|other| row(Some(other))).collect(),
    }
}

/// Plan, place in it, wording; where the leads differ, with the task's bracket.
fn place(year: &Year<'_>, place: &Place, led: bool) -> [Cell; 3] {
    let word = super::place_word(&place.at);
    let action = place.action.as_ref().and_then(|id| year.action(id));
    let task = action.and_then(|a| Some((a, a.task(&place.at)?)));
    let plan = match action {
        Some(action) => Run::link(&action.name, urls::action(year.year, &action.id)),
        None => Run::link("总体方案", urls::plan(year.year)),
    };
    let at = match task {
        Some((action, task)) => Run::link(word, urls::task(year.year, &action.id, &task.id)),
        None => Run::plain(word),
    };
    let mut says = words::quoted(&place.says);
    // A task's own difference quotes its bracket already.
    if let Some((_, task)) = task.filter(|(_, t)| led && t.duty.text != place.says) {
        says += &format!("（{}）", task.duty.text);
    }
    [Cell::runs(vec![plan]), Cell::runs(vec![at]), Cell::text(says)]
}
