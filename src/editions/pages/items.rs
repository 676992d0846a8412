//! 民生实事, or what else a section of the plan counts as: each is done when all its indicators are reached.

use super::{heading, under};
use crate::check::record::Action;
use crate::compute::{CountedItem, counted_items, printed_shares};
use crate::editions::blocks::{Block, Cell, Column, Row, Run};
use crate::editions::cells::{self, Shown};
use crate::editions::lookup::{Lookup, Year};
use crate::editions::{tables, urls, words};

/// From so many items on their shares are printed.
const SHARES_FROM: u32 = 20;

/// What the plan's sections count as, such as 民生实事; several names are joined. `None`: nothing is counted.
pub fn name<'a>(year: &Year<'a>) -> Option<&'a str> {
    let sections = year.plan.actions.iter().flat_map(|a| &a.sections);
    sections.filter_map(|s| s.counts_as.as_deref()).next()
}

pub fn blocks<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, url: &str) -> Vec<Block> {
    let Some(name) = name(year) else {
        return vec![Block::Text(vec![Run::plain("方案没有单列计数的事项。")])];
    };
    let items = counted_items(year.plan, |id| {
        let indicator = year.indicator(id)?;
        Some(year.standing(indicator)?.1)
    });
    let mut blocks = vec![Block::Text(vec![Run::plain(summary(name, &items))])];
    for action in &year.plan.actions {
        for section in action.sections.iter().filter(|s| s.counts_as.is_some()) {
            let of_section = |i: &&CountedItem| {
                i.action == action.id && action.task(&i.task).is_some_and(|t| t.section == section.number)
            };
            let own: Vec<&CountedItem> = items.iter().filter(of_section).collect();
            let id = format!("{}-{}", action.id, section.number);
            blocks.push(heading(section.title.clone(), &id));
            blocks.push(under(table(lookup, year, action, &id, &own), url));
        }
    }
    let note = "各项名下的指标全部达到年度目标的，为已完成；名下有以文字评价的指标、或没有指标的，不能由数据认定完成。按季、半年、年评价的指标取最近一期。";
    blocks.push(Block::Text(vec![Run::quiet(note)]));
    blocks
}

/// `民生实事共42项：已完成3项、部分指标达到10项、…`, with shares from twenty on.
fn summary(name: &str, items: &[CountedItem]) -> String {
    let count = |test: &dyn Fn(&CountedItem) -> bool| items.iter().filter(|i| test(i)).count() as u32;
    let parts = [
        ("已完成", count(&|i| i.is_done())),
        ("部分指标达到", count(&|i| i.reached > 0 && !i.is_done())),
        ("指标尚未达到", count(&|i| i.measured > 0 && i.reached == 0)),
        ("没有可计量指标", count(&|i| i.measured == 0)),
    ];
    let parts: Vec<(&str, u32)> = parts.into_iter().filter(|(_, n)| *n > 0).collect();
    let each: Vec<String> = parts.iter().map(|(word, n)| format!("{word}{n}项")).collect();
    let mut text = format!("{name}共{}项：{}", items.len(), each.join("、"));
    if items.len() as u32 >= SHARES_FROM && parts.len() > 1 {
        let shares = printed_shares(&parts.iter().map(|(_, n)| *n).collect::<Vec<_>>(), 1);
        let shares: Vec<String> = shares.iter().map(|s| format!("{s}%")).collect();
        text += &format!("，分别占{}，合计100.0%（末位按最大余数法取舍）", shares.join("、"));
    }
    text + "。"
}

fn table<'a>(
    lookup: &'a Lookup<'a>,
    year: &'a Year<'a>,
    action: &Action,
    id: &str,
    items: &[&CountedItem],
) -> crate::editions::blocks::Table {
    let columns = vec![
        Column::text("编号").sticky(),
        Column::text("事项"),
        Column::text("责任单位"),
        Column::text("完成情况"),
        Column::number("达到的指标"),
        Column::text("指标"),
        Column::text("灯"),
    ];
    let mut table = tables::table(id, "", columns, "没有事项。");
    for item in items {
        let Some(task) = action.task(&item.task) else { continue };
        let own = year.indicators_at(&action.id, &task.id);
        let restated =
            year.restated_at(&action.id, &task.id).iter().filter_map(|r| year.indicator(&r.indicator));
        let shown: Vec<Shown<'_>> =
            own.into_iter().chain(restated).filter_map(|i| Shown::standing(lookup, year, i)).collect();
        let mut names = Vec::new();
        for one in &shown {
            super::parts::listed(&mut names, one.name().runs.remove(0));
        }
        let href = urls::task(year.year, &action.id, &task.id);
        let state = match (item.is_done(), item.measured) {
            (true, _) => Run::strong("已完成"),
            (false, 0) => Run::quiet("没有可计量指标"),
            (false, _) if item.reached > 0 => Run::plain("部分达到"),
            (false, _) => Run::plain("未完成"),
        };
        let reached = match item.indicators {
            0 => String::new(),
            all => format!("{}/{all}", item.reached),
        };
        let lights = words::counted(shown.iter().map(|s| &s.figure.state));
        table.rows.push(Row::new(vec![
            Cell::runs(vec![Run::link(&*task.id, href.as_str())]),
            Cell::runs(vec![Run::link(&task.title, href)]),
            Cell::runs(words::answering(lookup, year, task)),
            Cell::runs(vec![state]),
            Cell::text(reached),
            Cell::runs(names),
            cells::counts(&lights),
        ]));
    }
    table.notes.extend(words::marks_note(&table));
    table
}
