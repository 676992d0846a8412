//! The 总体方案: its document, its goals, the indicators no action takes up, and where the plans differ.

use super::{Sheet, heading, parts};
use crate::check::conflicts::conflicts;
use crate::editions::blocks::{Block, Cell, Column, Page, Row, Run};
use crate::editions::cells::Shown;
use crate::editions::lookup::{Lookup, Year};
use crate::editions::urls::List;
use crate::editions::{tables, urls, words};

pub fn page<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>) -> Page {
    let url = urls::plan(year.year);
    let plan = year.plan;
    let mut blocks = vec![Block::Facts(facts(year))];
    blocks.extend(goals(year, &url));
    let own: Vec<Shown<'_>> =
        year.indicators_of_plan().into_iter().filter_map(|i| Shown::standing(lookup, year, i)).collect();
    if !own.is_empty() {
        let table = tables::indicators(&[(String::new(), own)]);
        blocks.push(heading("总体方案自有指标", "indicators"));
        blocks.push(Block::Table(tables::finished(table, &url)));
    }
    let body = parts::prose(&plan.body, &plan.source.path, "body-");
    if !body.is_empty() {
        blocks.push(heading("概述和机制", "overview"));
        blocks.extend(body);
    }
    blocks.extend(differences(lookup, year));
    let sheet = Sheet {
        lookup,
        title: plan.name.clone(),
        crumbs: Vec::new(),
        menu: url.clone(),
        url,
        period_line: None,
    };
    sheet.page(year, blocks)
}

fn facts(year: &Year<'_>) -> Vec<(String, Vec<Run>)> {
    let plan = year.plan;
    let mut facts: Vec<(String, Vec<Run>)> = Vec::new();
    let mut fact = |label: &str, text: Option<String>| {
        facts.extend(text.map(|t| (label.to_owned(), vec![Run::plain(t)])));
    };
    fact("发文字号", Some(plan.number.clone()));
    fact("发文机关", Some(plan.issuer.clone()));
    fact("成文日期", Some(plan.dated.chinese()));
    fact("印发日期", plan.printed.map(|d| d.chinese()));
    fact("总召集人", plan.coordinator.clone());
    fact("公开属性", Some(plan.disclosure.chinese().to_owned()));
    facts
}

fn goals(year: &Year<'_>, url: &str) -> Vec<Block> {
    let columns = vec![
        Column::number("序号").sticky(),
        Column::text("目标"),
        Column::text("行动"),
        Column::text("原文"),
    ];
    let mut table = tables::table("goals", "", columns, "");
    for goal in &year.plan.goals {
        let action = goal.action.as_ref().and_then(|id| year.action(id));
        table.rows.push(Row::new(vec![
            Cell::text(goal.ordinal.to_string()),
            Cell::text(&goal.title),
            Cell::runs(
                action.map(|a| Run::link(&a.name, urls::action(year.year, &a.id))).into_iter().collect(),
            ),
            Cell::text(words::quoted(&goal.says)),
        ]));
    }
    if table.rows.is_empty() {
        return Vec::new();
    }
    vec![heading("主要目标", "goals"), Block::Table(tables::finished(table, url))]
}

/// How many 口径差异 there are, leading to their page.
fn differences(lookup: &Lookup<'_>, year: &Year<'_>) -> Vec<Block> {
    let all = conflicts(year.plan, lookup.record.units());
    if all.is_empty() {
        return Vec::new();
    }
    let hard = all.iter().filter(|c| c.rule.is_hard()).count();
    let text = format!("各方案的表述有{}处口径差异，其中数据可以认定的{hard}处", all.len());
    let link = Run::link(text, urls::list(year.year, List::Conflicts));
    vec![heading("口径差异", "conflicts"), Block::Text(vec![link, Run::plain("。")])]
}
