//! The leader's page: what is red, who has not reported, what is late, how counties and task forces stand.

use super::room::Section;
use super::{Made, sections};
use crate::base::Frequency;
use crate::compute::city_counts;
use crate::editions::blocks::{Block, Cell, Column, Row, Run};
use crate::editions::cells::Shown;
use crate::editions::lookup::{Lookup, Year};
use crate::editions::pages::parts;
use crate::editions::urls::{self, List};
use crate::editions::{tables, texts, words};

pub fn sections<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>) -> Made {
    let shown: Vec<Shown<'_>> =
        year.plan.indicators.iter().filter_map(|i| Shown::standing(lookup, year, i)).collect();
    let mut opening = Vec::new();
    if let Some(current) = year.current {
        opening.push(Block::Counts(words::counts_line(&city_counts(current))));
        opening.extend(parts::longer(year, |i| i.action.is_some()));
        opening.push(Block::Text(turned(&shown)));
        opening.extend(sections::silent(lookup, year, |_| true));
    }
    let red: Vec<Shown<'_>> = shown.into_iter().filter(Shown::is_red).collect();
    let reds = match parts::by_period(&red.iter().collect::<Vec<_>>()) {
        Some(by_period) => format!("红灯指标（{by_period}）"),
        None => "红灯指标".into(),
    };
    let overdue = year.current.into_iter().flat_map(|f| &f.problems).filter(|p| p.overdue);
    Made {
        opening,
        sections: vec![
            sections::indicators(&reds, year, sections::by_need(red), true).least(4),
            actions(year).least(8),
            sections::problems("超期问题", lookup, year, overdue, true).least(1),
            scores(lookup, year).least(2),
            sections::steps(lookup, year, year.plan.entries.iter(), true).least(0),
        ],
    }
}

/// `较上期12项转好、6项转差：A由绿转红、B由黄转红……`: what got worse is named as far as it goes.
fn turned(shown: &[Shown<'_>]) -> Vec<Run> {
    let moved = |worse: bool| -> Vec<&Shown<'_>> {
        let turns = shown.iter().filter(|s| match (s.figure.last_color, s.figure.state.color()) {
            (Some(last), Some(now)) => {
                if worse {
                    now > last
                } else {
                    now < last
                }
            }
            _ => false,
        });
        turns.collect()
    };
    let (better, mut worse) = (moved(false), moved(true));
    // The worst colour first, in it the longest way; ties stay in the plan's order.
    worse.sort_by_key(|s| (std::cmp::Reverse(s.figure.state.color()), s.figure.last_color));
    if better.is_empty() && worse.is_empty() {
        return vec![Run::plain("与上期相比，灯色没有变化。")];
    }
    let mut runs = vec![Run::plain(format!("较上期{}项转好、{}项转差", better.len(), worse.len()))];
    // Six names fill two lines.
    for (i, one) in worse.iter().take(6).enumerate() {
        let turn = words::turned(one.figure.last_color, &one.figure.state).unwrap_or_default();
        runs.push(Run::plain(if i == 0 { "：" } else { "、" }));
        runs.push(Run::link(&one.indicator.name, one.href()));
        runs.push(Run::plain(turn));
    }
    runs.push(Run::plain(if worse.len() > 6 { "等。" } else { "。" }));
    runs
}

fn actions(year: &Year<'_>) -> Section {
    let columns = vec![Column::text("行动").sticky(), Column::text("灯数"), Column::text("上期")];
    let mut table = tables::table("actions", "", columns, "");
    let mut months = year.periods.iter().filter(|f| f.period.kind == Frequency::Month);
    let before = months.rfind(|f| year.current.is_some_and(|c| f.period < c.period));
    for action in &year.plan.actions {
        let runs = |counts: Option<&crate::compute::Counts>| {
            Cell::runs(counts.map(words::counts_runs).unwrap_or_default())
        };
        table.rows.push(Row::new(vec![
            Cell::runs(vec![Run::link(&action.name, urls::action(year.year, &action.id))]),
            runs(year.current.and_then(|f| f.counts_of(&action.id))),
            runs(before.and_then(|f| f.counts_of(&action.id))),
        ]));
    }
    Section {
        heading: "各行动灯数".into(),
        table,
        whole: ("灯数".into(), urls::list(year.year, List::Lights)),
        beyond: 0,
        measure: "个",
        least: 1,
    }
}

/// Of the latest review, group by group, best first.
fn scores(lookup: &Lookup<'_>, year: &Year<'_>) -> Section {
    let columns = vec![Column::text("组"), Column::text("得分和位次变化").sticky()];
    let mut table = tables::table("scores", "", columns, "");
    let quarters = year.periods.iter().rev().filter(|f| f.period.kind == Frequency::Quarter);
    let latest = quarters.filter(|f| !f.scores.is_empty()).max_by_key(|f| f.period);
    for group in lookup.record.region_groups() {
        let members: Vec<String> = (latest.iter().flat_map(|f| &f.scores))
            .filter(|s| s.group == *group)
            .map(|s| {
                let moved = s.rank.zip(s.was).map(|(now, was)| i64::from(was) - i64::from(now));
                let moved = moved.filter(|m| *m != 0).map(|m| format!("（{}）", texts::rank_change(m)));
                format!("{}{}{}", lookup.name(&s.region), s.score.rounded(1), moved.unwrap_or_default())
            })
            .collect();
        if !members.is_empty() {
            table.rows.push(Row::new(vec![Cell::text(group), Cell::text(members.join("、"))]));
        }
    }
    let label = latest.map(|f| f.period.label()).unwrap_or_default();
    Section {
        heading: format!("县市区{label}得分"),
        table,
        whole: match latest {
            Some(file) => (file.period.report_label(), format!("{}#s-scores", urls::period(file.period))),
            None => ("县市区".into(), urls::list(year.year, List::Regions)),
        },
        beyond: 0,
        measure: "组",
        least: 1,
    }
}
