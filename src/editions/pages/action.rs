//! One action: its task force, where its indicators stand, its tasks, problems and reports.

use super::{Sheet, heading, parts, period_line, under};
use crate::base::Frequency;
use crate::check::record::{Action, Reporter, TaskForce};
use crate::compute::PeriodFigures;
use crate::editions::blocks::{Block, Page, Run};
use crate::editions::cells::Shown;
use crate::editions::lookup::{Lookup, Year};
use crate::editions::urls;
use crate::editions::{charts, tables, words};

pub fn page<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, action: &'a Action) -> Page {
    let url = urls::action(year.year, &action.id);
    let own = year.indicators_of(&action.id);
    let shown: Vec<Shown<'_>> = own.iter().filter_map(|i| Shown::standing(lookup, year, i)).collect();
    let mut blocks = Vec::new();
    if let Some(counts) = year.current.and_then(|f| f.counts_of(&action.id)) {
        blocks.push(Block::Counts(words::counts_line(counts)));
        blocks.push(Block::Text(vec![Run::plain(words::counts_sentence(counts))]));
    }
    blocks.extend(parts::longer(year, |i| i.action.as_ref() == Some(&action.id)));
    blocks.push(Block::Facts(task_force(lookup, year, &action.task_force)));
    blocks.extend(indicators(year, action, &shown, &url));
    // While the reports of a month trickle in, the month before is what stands.
    let current = year.current.map(|f| f.period);
    let shown_months = |p: &&&PeriodFigures| {
        p.period.kind == Frequency::Month && current.is_none_or(|current| p.period <= current)
    };
    let months: Vec<&PeriodFigures> = year.periods.iter().filter(shown_months).copied().collect();
    if let Some(chart) = charts::heat("heat", year, &own, &months) {
        blocks.push(heading("各期灯色", "months"));
        blocks.push(Block::Chart(chart));
    }
    blocks.extend(tasks(lookup, year, action, &url));
    blocks.extend(steps(lookup, year, action));
    blocks.extend(problems(lookup, year, action, &url));
    let reporter = Reporter::Action(action.id.clone());
    let decided = year.current.iter().flat_map(|f| &f.decisions).filter(|d| d.reporter == reporter);
    blocks.extend(parts::decisions(lookup, year, decided.collect(), &url));
    blocks.extend(parts::reports(year, &reporter, &url));
    let body = parts::prose(&action.body, &action.source.path, "body-");
    if !body.is_empty() {
        blocks.push(heading("方案概述", "overview"));
        blocks.extend(body);
    }
    let sheet = Sheet {
        lookup,
        title: action.name.clone(),
        crumbs: Vec::new(),
        menu: url.clone(),
        url,
        period_line: year.current.map(period_line),
    };
    sheet.page(year, blocks)
}

fn task_force(lookup: &Lookup<'_>, year: &Year<'_>, force: &TaskForce) -> Vec<(String, Vec<Run>)> {
    let mut facts = Vec::new();
    let mut fact = |label: &str, runs: Vec<Run>| {
        if !runs.is_empty() {
            facts.push((label.to_owned(), runs));
        }
    };
    fact("专班", force.name.iter().map(Run::plain).collect());
    fact("召集人", vec![Run::plain(&force.convener)]);
    let mut deputies = words::unit_runs(lookup, year, &force.deputies);
    if let (Some(post), false) = (&force.deputy_post, deputies.is_empty()) {
        deputies.push(Run::plain(post));
    }
    fact("副召集人", deputies);
    fact("专班办公室", vec![words::unit_run(lookup, year, &force.office)]);
    let mut members = words::unit_runs(lookup, year, &force.members);
    if force.members_open {
        members.push(Run::plain("等"));
    }
    fact("成员单位", members);
    facts
}

fn indicators(year: &Year<'_>, action: &Action, shown: &[Shown<'_>], url: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    if shown.is_empty() {
        return blocks;
    }
    blocks.push(heading("指标", "indicators"));
    let current = year.current.map(|f| f.period);
    let of_month: Vec<Shown<'_>> = shown.iter().filter(|s| Some(s.period) == current).copied().collect();
    if let Some(chart) = charts::bullets("progress", &of_month, source(year, action)) {
        blocks.push(Block::Chart(chart));
    }
    let mut groups: Vec<(String, Vec<Shown<'_>>)> = Vec::new();
    for section in &action.sections {
        let of = |s: &&Shown<'_>| s.indicator.task().and_then(|t| action.task(t)).map(|t| t.section);
        let group: Vec<Shown<'_>> = shown.iter().filter(|s| of(s) == Some(section.number)).copied().collect();
        groups.push((section.title.clone(), group));
    }
    let goals = shown.iter().filter(|s| s.indicator.task().is_none()).copied().collect();
    groups.insert(0, ("行动目标".into(), goals));
    groups.retain(|(_, group)| !group.is_empty());
    if let [(name, _)] = groups.as_mut_slice() {
        name.clear();
    }
    let table = tables::indicators(&groups);
    blocks.push(under(table, url));
    blocks
}

fn source(year: &Year<'_>, action: &Action) -> String {
    let period = year.current.map(|f| f.period.own_label()).unwrap_or_default();
    format!("来源：{}{period}报告", action.name)
}

fn tasks(lookup: &Lookup<'_>, year: &Year<'_>, action: &Action, url: &str) -> Vec<Block> {
    let table = tables::tasks(
        lookup,
        year,
        tables::Naming::Number,
        action.sections.iter().map(|section| {
            let of_section = action.tasks.iter().filter(|t| t.section == section.number);
            let title = format!("{}. {}", section.number, section.title);
            (title, of_section.map(|t| (action, t)).collect())
        }),
    );
    vec![heading("任务", "tasks"), under(table, url)]
}

/// Dated steps of the action's entries, next to the table that lists them all.
fn steps(lookup: &Lookup<'_>, year: &Year<'_>, action: &Action) -> Vec<Block> {
    let Some(today) = parts::today(lookup, year) else { return Vec::new() };
    let steps = parts::steps(year, year.entries_of(&action.id), today);
    match charts::milestones("steps", lookup, steps, today, None) {
        Some(chart) => vec![heading("节点", "steps"), Block::Chart(chart)],
        None => Vec::new(),
    }
}

fn problems(lookup: &Lookup<'_>, year: &Year<'_>, action: &Action, url: &str) -> Vec<Block> {
    let Some(current) = year.current else { return Vec::new() };
    let own = current.problems.iter().filter(|p| p.reporter == Reporter::Action(action.id.clone()));
    let table = tables::problems(lookup, year, own, tables::Anchors::Elsewhere);
    vec![heading("问题", "problems"), under(table, url)]
}
