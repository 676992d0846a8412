//! 主要指标: what the plan states as its goals, in words; the table only where no annex has it.

use super::compose::{self, Depth};
use super::{Options, action, annexed, named, text};
use crate::base::Color;
use crate::check::record::{Kind, SeriesKind};
use crate::editions::blocks::Block;
use crate::editions::cells::Shown;
use crate::editions::publications::issue::Issue;
use crate::editions::publications::item::Item;
use crate::editions::publications::told::Told;
use crate::editions::tables;

pub fn blocks(issue: &Issue, options: &Options, told: &mut Told) -> Vec<Block> {
    let mut chosen = chosen(issue, options);
    // A review tells what is good under its own heading, and what is not under another.
    if issue.kind() == SeriesKind::Review && told.heading.contains("成绩") {
        chosen.retain(|i| matches!(i.color(), Some(Color::Green | Color::Blue)));
    } else if issue.kind() == SeriesKind::Review && told.heading.contains("短板") {
        chosen.retain(|i| matches!(i.color(), Some(Color::Yellow | Color::Red)));
    }
    let untold: Vec<Item> = chosen.iter().filter(|i| !told.indicator(&i.indicator.id)).cloned().collect();
    let depth = Depth { ahead: 5, red_elsewhere: told.blocks.contains("problems"), quiet: false };
    told.generated.extend(
        (untold.iter())
            .filter(|i| !(depth.red_elsewhere && i.is_red() && i.indicator.kind != Kind::Growth))
            .map(|i| i.indicator.id.clone()),
    );
    let mut blocks: Vec<Block> = compose::by_kind(&untold, depth).into_iter().filter_map(text).collect();
    if options.flag("table").unwrap_or(!annexed(issue, "indicators")) {
        let shown: Vec<Shown> = chosen.iter().map(|i| shown(issue, i)).collect();
        let table = tables::indicators(&[(String::new(), shown)]);
        blocks.push(Block::Table(tables::finished(table, &issue.url)));
    }
    blocks
}

pub fn shown<'a>(issue: &Issue<'a>, item: &Item<'a>) -> Shown<'a> {
    Shown {
        lookup: issue.lookup,
        year: issue.year,
        indicator: item.indicator,
        period: issue.period(),
        figure: item.figure,
    }
}

/// Those a fence names; else of an action all; else the city's main ones.
fn chosen<'a>(issue: &Issue<'a>, options: &Options) -> Vec<Item<'a>> {
    let named = named(issue, options);
    let mut items: Vec<Item> = if named.is_empty() {
        let of = action(issue, options);
        let items = issue.items().into_iter();
        let main = options.one("only") != Some("all") && issue.kind() != SeriesKind::Review;
        items
            .filter(|i| match of {
                Some(of) => i.indicator.action.as_ref() == Some(of),
                None => !main || is_main(issue, i),
            })
            .collect()
    } else {
        named.into_iter().filter_map(|i| issue.item(i)).collect()
    };
    if let Some(color) = options.one("only").and_then(Color::from_code) {
        items.retain(|i| i.color() == Some(color));
    }
    items
}

/// Stated or restated by the master plan, stated as a goal, a rate, or ranked in the province.
pub fn is_main(issue: &Issue, item: &Item) -> bool {
    let indicator = item.indicator;
    let by_plan = indicator.action.is_none()
        || issue.year.restatements(&indicator.id).iter().any(|r| r.action.is_none());
    by_plan
        || indicator.at.starts_with("goal")
        || indicator.kind == Kind::Growth
        || item.figure.rank.is_some()
}
