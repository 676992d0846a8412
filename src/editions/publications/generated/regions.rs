//! 县市区情况: of each split indicator head, tail and range, group by group; its bars where no annex has the table.

use super::indicators::shown;
use super::{Options, annexed, named, run_in, text};
use crate::editions::blocks::Block;
use crate::editions::charts;
use crate::editions::publications::issue::Issue;
use crate::editions::publications::item::Item;
use crate::editions::publications::phrase::{Phrase, paragraph};
use crate::editions::publications::sentences::regions::{Part, group};
use crate::editions::publications::told::Told;
use crate::editions::{tables, urls, words};

pub fn blocks(issue: &Issue, options: &Options, told: &Told) -> Vec<Block> {
    let chosen: Vec<Item> = match named(issue, options) {
        named if named.is_empty() => issue.items(),
        named => named.into_iter().filter_map(|i| issue.item(i)).collect(),
    };
    let split: Vec<Item> =
        chosen.into_iter().filter(|i| i.figure.by_region.iter().any(|r| r.value.is_some())).collect();
    let several = split.len() > 1;
    let mut blocks = Vec::new();
    for item in &split {
        if !told.regions(&item.indicator.id) {
            let said = paragraph(by_group(issue, item));
            // The editor has named the indicator before, or it is named here.
            let named = told.indicator(&item.indicator.id) && !several;
            blocks.extend(if named { text(said) } else { run_in(&item.indicator.name, said) });
        }
        let chart = options.flag("chart").unwrap_or(true);
        if let Some(mut bars) = charts::region_bars(&shown(issue, item)).filter(|_| chart) {
            bars.id = format!("regions-{}", urls::slug(&item.indicator.id));
            // The annex has the numbers.
            if annexed(issue, "regions") {
                bars.table = None;
            } else {
                bars.table = bars.table.map(|t| tables::finished(t, &issue.url));
            }
            blocks.push(Block::Chart(bars));
        }
    }
    blocks
}

/// A sentence a group, in the registry's order of groups.
pub fn by_group(issue: &Issue, item: &Item) -> Vec<Phrase> {
    let parts: Vec<Part> = item
        .figure
        .by_region
        .iter()
        .filter_map(|figure| {
            let region = issue.record.region(&figure.region)?;
            Some(Part {
                indicator: item.indicator,
                whole: item.figure,
                figure,
                name: &region.name,
                group: &region.group,
                subject: &item.subject,
                href: urls::region_trace(&item.indicator.id, item.period, &figure.region),
            })
        })
        .collect();
    let idle = |p: &Part| p.figure.value.is_some_and(|v| v.is_zero());
    if parts.len() > 1 && parts.iter().all(idle) {
        let of = words::regions_word(issue.record, parts.iter().map(|p| &p.figure.region));
        return vec![Phrase::of(format!("{}个{of}均尚未完成", parts.len()))];
    }
    let of = |name: &String| group(&parts.iter().filter(|p| p.group == name).cloned().collect::<Vec<_>>());
    issue.record.region_groups().iter().filter_map(of).collect()
}
