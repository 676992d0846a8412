//! Places among others; in a review how task forces and counties stand to one another.

use super::{Options, action, text};
use crate::base::{Color, Id, Ratio};
use crate::check::record::SeriesKind;
use crate::compute::Counts;
use crate::editions::blocks::{Block, Cell, Column, Row, Run, Table};
use crate::editions::publications::issue::Issue;
use crate::editions::publications::item::Item;
use crate::editions::publications::phrase::{Phrase, joined, paragraph};
use crate::editions::publications::sentences::Mention;
use crate::editions::publications::sentences::rank::rank;
use crate::editions::publications::told::Told;
use crate::editions::publications::{review, sentences};
use crate::editions::{tables, urls, words};

pub fn blocks(issue: &Issue, options: &Options, told: &mut Told) -> Vec<Block> {
    let of = action(issue, options);
    let items: Vec<Item> = (issue.items().into_iter())
        .filter(|i| of.is_none_or(|a| i.indicator.action.as_ref() == Some(a)))
        .filter(|i| i.figure.rank.is_some())
        .collect();
    if issue.kind() == SeriesKind::Review {
        return review::comparison(issue, told);
    }
    let untold: Vec<&Item> = items.iter().filter(|i| !told.indicator(&i.indicator.id)).collect();
    let mut mention = Mention::First;
    let mut said = Vec::new();
    for item in untold {
        if let Some(place) = rank(item, mention) {
            said.push(item.name().add(place));
            mention = Mention::Again;
        }
    }
    let mut blocks: Vec<Block> = text(paragraph([joined(said, "；")])).into_iter().collect();
    if options.flag("table").unwrap_or(items.len() > 1) {
        blocks.push(Block::Table(table(issue, &items)));
    }
    blocks
}

/// Indicator, place, movement, source.
fn table(issue: &Issue, items: &[Item]) -> Table {
    let columns = vec![
        Column::text("指标").sticky(),
        Column::number("位次"),
        Column::number("参评个数"),
        Column::text("较上期"),
        Column::text("来源"),
    ];
    let title = format!("{}位次", issue.period().label());
    let mut table = tables::table("ranking", title, columns, "本期没有位次。");
    for item in items {
        let Some(rank) = &item.figure.rank else { continue };
        let moved = sentences::rank::moved(item).map(|p| p.plain()).unwrap_or_default();
        table.rows.push(Row::new(vec![
            Cell::runs(item.name().runs()),
            Cell::runs(vec![Run::link(rank.place.to_string(), item.href.as_str())]),
            Cell::text(rank.of.to_string()),
            Cell::text(moved),
            Cell::text(rank.source.clone().unwrap_or_default()),
        ]));
    }
    tables::finished(table, &issue.url)
}

/// Task forces by their share of green lights: `6/7`, best first; ties in the plan's order.
pub fn task_forces(issue: &Issue) -> (Phrase, Option<Table>) {
    let mut rows: Vec<(Ratio, &Id, &Counts)> = issue
        .now
        .counts
        .iter()
        .filter_map(|(id, c)| {
            let green = i128::from(c.of(Color::Green));
            Some((Ratio::new(green, c.lit().into())?, id, c))
        })
        .collect();
    if rows.is_empty() {
        return (Phrase::new(), None);
    }
    rows.sort_by(|a, b| b.0.cmp(&a.0));
    let columns = vec![
        Column::text("行动").sticky(),
        Column::number("亮灯").unit("项"),
        Column::number("绿灯").unit("项"),
        Column::number("绿灯占亮灯"),
        Column::number("黄灯").unit("项"),
        Column::number("红灯").unit("项"),
        Column::number("未报").unit("项"),
    ];
    let mut table = tables::table("task-forces", "专班亮灯比较", columns, "没有亮灯指标。");
    for (share, id, counts) in &rows {
        let name = issue.year.action(id).map_or(&***id, |a| a.name.as_str());
        use Color::{Green, Red, Yellow};
        table.rows.push(Row::new(vec![
            Cell::runs(vec![Run::link(name, urls::action(issue.year.year, id))]),
            Cell::text(counts.lit().to_string()),
            Cell::text(counts.of(Green).to_string()),
            Cell {
                sort: Some(share.percent(4).to_string()),
                ..Cell::text(share_words(share, counts.lit(), counts.of(Green)))
            },
            Cell::text(counts.of(Yellow).to_string()),
            Cell::text(counts.of(Red).to_string()),
            Cell::text(counts.missing.to_string()),
        ]));
    }
    table.notes.push("专班只比灯数，不计分；按绿灯占亮灯的比重排列，亮灯不足20项的不列百分比。".into());
    table.notes.extend(words::marks_note(&table));
    let name = |id: &Id| issue.year.action(id).map_or(id.to_string(), |a| a.name.clone());
    let each = rows.iter().map(|(_, id, c)| Phrase::of(format!("{}为", name(id))).add(of_lit(issue, id, c)));
    let said = match rows.len() {
        0..=1 => Phrase::new(),
        2..=3 => Phrase::of("绿灯占亮灯的比重，").add(joined(each, "，")),
        _ => best_and_worst(issue, &rows, &name),
    };
    (said, Some(tables::finished(table, &issue.url)))
}

fn share_words(share: &Ratio, lit: u32, green: u32) -> String {
    if lit < 20 { format!("{green}/{lit}") } else { format!("{}%", share.percent(1)) }
}

/// `6/7`: green ones of those lit.
fn of_lit(issue: &Issue, id: &Id, counts: &Counts) -> Phrase {
    let number = |n: u32, field: &str| Run {
        text: n.to_string(),
        href: Some(urls::action(issue.year.year, id)),
        bound: issue.year.action(id).map(|a| format!("{}.{field}", a.name)),
        ..Run::default()
    };
    Phrase::from(number(counts.of(Color::Green), "绿灯")).say("/").run(number(counts.lit(), "亮灯"))
}

/// `绿灯占亮灯的比重，A（6/7）、B（5/6）、C（9/12）居前3位，D（4/7）最低`
fn best_and_worst(issue: &Issue, rows: &[(Ratio, &Id, &Counts)], name: &dyn Fn(&Id) -> String) -> Phrase {
    let one = |(_, id, c): &(Ratio, &Id, &Counts)| {
        Phrase::of(format!("{}（", name(id))).add(of_lit(issue, id, c)).say("）")
    };
    // Only a clear third and a clear last are named.
    let clear = rows.len() < 4 || rows[2].0 != rows[3].0;
    let lowest: Vec<_> = rows.iter().filter(|r| Some(&r.0) == rows.last().map(|l| &l.0)).collect();
    let said = Phrase::of("绿灯占亮灯的比重，");
    let said = if clear {
        said.add(joined(rows.iter().take(3).map(one), "、")).say("居前3位")
    } else {
        said.add(one(&rows[0])).say("最高")
    };
    match lowest.as_slice() {
        [last] => said.say("，").add(one(last)).say("最低"),
        _ => said,
    }
}
