//! One county or district: its parts of the indicators with its place in its group, its own plan, its problems.

use super::{Sheet, heading, parts, period_line, under, unit};
use crate::check::record::{Action, Region, RegionPlan, Reporter, Task};
use crate::compute::{place_in_group, region_counts};
use crate::editions::blocks::{Block, Cell, Column, Page, Row, Run};
use crate::editions::cells::{RegionShown, Shown};
use crate::editions::lookup::{Lookup, Year};
use crate::editions::urls::{self, List};
use crate::editions::{places, tables, words};

pub fn page<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, region: &'a Region) -> Page {
    let url = urls::region(year.year, &region.id);
    let mut blocks = Vec::new();
    let counts = year.current.map(|f| words::counts_line(&region_counts(f, &region.id)));
    if let Some(line) = counts.filter(|line| !line.is_empty()) {
        blocks.push(Block::Counts(line));
        blocks.push(Block::Text(vec![Run::quiet("只计本县市区分项的灯。")]));
    }
    let plan = year.region_plan(&region.id);
    blocks.push(Block::Facts(facts(region, plan)));
    blocks.extend(parts_of(lookup, year, region, &url));
    blocks.extend(measures(plan));
    blocks.extend(tasks(lookup, year, region, &url));
    blocks.extend(unit::owned(lookup, year, &region.id, &url));
    blocks.extend(parts::reports(year, &Reporter::Region(region.id.clone()), &url));
    let sheet = Sheet {
        lookup,
        title: region.name.clone(),
        crumbs: vec![("县市区".into(), urls::list(year.year, List::Regions))],
        menu: urls::list(year.year, List::Regions),
        url,
        period_line: year.current.map(period_line),
    };
    sheet.page(year, blocks)
}

fn facts(region: &Region, plan: Option<&RegionPlan>) -> Vec<(String, Vec<Run>)> {
    let mut facts = vec![("分组".to_owned(), vec![Run::plain(&region.group)])];
    let mut fact = |label: &str, text: Option<String>| {
        facts.extend(text.filter(|t| !t.is_empty()).map(|t| (label.to_owned(), vec![Run::plain(t)])));
    };
    fact("全称", region.full.clone());
    let Some(plan) = plan else { return facts };
    fact("本级召集人", plan.lead_post.clone());
    fact("本级专班办公室", plan.office.clone());
    fact("本级成员单位", Some(plan.members.join("、")));
    fact("本级方案", plan.adopted.as_ref().map(|(document, day)| format!("{document}，{}", day.chinese())));
    facts
}

/// Its part of each split indicator, where it stands today.
fn parts_of(lookup: &Lookup<'_>, year: &Year<'_>, region: &Region, url: &str) -> Vec<Block> {
    let columns = vec![
        Column::text("指标").sticky(),
        Column::text("单位"),
        Column::number("本级目标"),
        Column::number("累计"),
        Column::number("完成率"),
        Column::number("较序时").unit("百分点"),
        Column::text("灯"),
        Column::text(format!("列{}组", region.group)),
        Column::text("期"),
    ];
    let mut table = tables::table("parts", "", columns, "");
    for indicator in &year.plan.indicators {
        let Some(whole) = Shown::standing(lookup, year, indicator) else { continue };
        let Some(figure) = whole.figure.by_region.iter().find(|r| r.region == region.id) else { continue };
        let part = RegionShown { whole, figure };
        let place = year.figures(whole.period).and_then(|f| year.method(f)).and_then(|method| {
            place_in_group(lookup.record, &method.ranks, indicator, &whole.figure.by_region, &region.id)
        });
        table.rows.push(Row::new(vec![
            whole.name(),
            Cell::text(whole.unit()),
            part.target(),
            part.value(),
            part.completion(),
            part.gap(),
            part.state(),
            Cell::text(place.map(|p| places::text(&p)).unwrap_or_default()),
            Cell::text(whole.own_period().label()),
        ]));
    }
    if table.rows.is_empty() {
        return Vec::new();
    }
    if let Some(method) = year.current.and_then(|f| year.method(f)) {
        table.notes.push(places::rule(&method.ranks));
    }
    vec![heading("分项指标", "parts"), under(table, url)]
}

fn measures(plan: Option<&RegionPlan>) -> Vec<Block> {
    let Some(plan) = plan else { return Vec::new() };
    let body = parts::prose(&plan.body, &plan.source.path, "body-");
    if plan.measures.is_empty() && body.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![heading("本级措施", "measures")];
    if !plan.measures.is_empty() {
        let items = plan.measures.iter().map(|m| vec![Block::Text(vec![Run::plain(m)])]).collect();
        blocks.push(Block::List { ordered: false, items });
    }
    blocks.extend(body);
    blocks
}

/// Tasks that name the region itself.
fn tasks(lookup: &Lookup<'_>, year: &Year<'_>, region: &Region, url: &str) -> Vec<Block> {
    let named: Vec<(&Action, &Task)> = year.duties(&region.id).iter().map(|(_, a, t)| (*a, *t)).collect();
    if named.is_empty() {
        return Vec::new();
    }
    let table = tables::tasks(lookup, year, tables::Naming::Action, [(String::new(), named)]);
    vec![heading("任务", "tasks"), under(table, url)]
}
