//! Counts of lights by action, lead unit, region and kind; what turned since the period before; what is red again.

use super::{heading, parts, under};
use crate::base::{Color, Quantity};
use crate::check::record::Kind;
use crate::compute::{
    Counts, IndicatorFigure, PeriodFigures, city_counts, counts_where, printed_shares, region_counts,
    unit_counts,
};
use crate::editions::blocks::{Block, Cell, Column, Row, Run};
use crate::editions::cells::Shown;
use crate::editions::lookup::{Lookup, Year};
use crate::editions::reminders::{letters, red_again};
use crate::editions::{tables, texts, urls, words};
use std::collections::BTreeSet;

/// From so many lights on their shares are printed.
const SHARES_FROM: u32 = 20;

pub fn blocks<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, url: &str) -> Vec<Block> {
    let Some(current) = year.current else {
        return vec![Block::Text(vec![Run::plain("尚无报告。")])];
    };
    let counts = city_counts(current);
    let mut blocks = vec![
        Block::Counts(words::counts_line(&counts)),
        Block::Text(vec![Run::plain(format!("{}{}", words::counts_sentence(&counts), shares(&counts)))]),
    ];
    blocks.extend(parts::longer(year, |i| i.action.is_some()));
    blocks.extend(turned(lookup, year, url));
    blocks.extend(again(lookup, year, url));
    blocks.extend(by_subject(lookup, year, current, url));
    blocks
}

/// `绿灯、黄灯、红灯分别占亮灯指标的67.5%、27.5%、5.0%，合计100.0%（…）。`
fn shares(counts: &Counts) -> String {
    let lit: Vec<(Color, u32)> =
        counts.colors.iter().map(|(c, n)| (*c, *n)).filter(|(_, n)| *n > 0).collect();
    if counts.lit() < SHARES_FROM || lit.len() < 2 {
        return String::new();
    }
    let shares = printed_shares(&lit.iter().map(|(_, n)| *n).collect::<Vec<_>>(), 1);
    let names: Vec<&str> = lit.iter().map(|(c, _)| c.chinese()).collect();
    let each: Vec<String> = shares.iter().map(|s: &Quantity| format!("{s}%")).collect();
    format!("{}分别占亮灯指标的{}，合计100.0%（末位按最大余数法取舍）。", names.join("、"), each.join("、"))
}

/// Lit in both periods and another colour now: transition by transition, worse first.
fn turned<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, url: &str) -> Vec<Block> {
    let shown: Vec<Shown<'_>> =
        year.plan.indicators.iter().filter_map(|i| Shown::standing(lookup, year, i)).collect();
    let columns = vec![
        Column::text("指标").sticky(),
        Column::text("责任单位"),
        Column::number("累计"),
        Column::number("完成率"),
        Column::number("较序时").unit("百分点"),
        Column::number("上期较序时").unit("百分点"),
        Column::text("灯"),
        Column::text("期"),
    ];
    let mut table = tables::table("turned", "", columns, "与上期相比，灯色没有变化。");
    for ((from, to), group) in words::transitions(shown) {
        table.rows.push(Row::group(format!("{}（{}项）", words::transition(from, to), group.len())));
        for shown in group {
            let before = year.file_before(shown.period).and_then(|f| year.figure(f, &shown.indicator.id));
            let gap = before.and_then(|f| f.gap.as_ref()).map(texts::gap_signed);
            table.rows.push(Row::new(vec![
                shown.name(),
                shown.owner(),
                shown.value_with_unit(),
                shown.completion(),
                shown.gap(),
                Cell::text(gap.unwrap_or_default()),
                state_after(&shown, before),
                Cell::text(shown.own_period().label()),
            ]));
        }
    }
    if let (Some(current), false) = (year.current, year.longer.is_empty()) {
        let with: Vec<String> = year.longer.iter().map(|f| f.period.report_label()).collect();
        table.notes.push(format!(
            "列各指标最近一期：按月的为{}，按季、半年、年的为{}；期一栏为数据所属期。",
            current.period.label(),
            with.join("、")
        ));
    }
    vec![heading("灯色变化", "turned"), under(table, url)]
}

/// The light now; that the one before was set by hand explains a turn which the gaps do not.
fn state_after(shown: &Shown<'_>, before: Option<&IndicatorFigure>) -> Cell {
    let mut cell = shown.state();
    let light = before.and_then(|f| f.state.light());
    if let Some((light, by)) = light.and_then(|l| Some((l, l.overridden.as_ref()?))) {
        let told = format!("（上期经{}核定按{}列示）", by.post, light.color.chinese());
        cell.runs.push(Run::quiet(told));
    }
    cell
}

/// All red lights with their runs, the longest first.
fn again<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, url: &str) -> Vec<Block> {
    let columns = vec![
        Column::text("指标").sticky(),
        Column::text("责任单位"),
        Column::number("连续红灯").unit("期"),
        Column::text("自"),
        Column::number("完成率"),
        Column::number("较序时").unit("百分点"),
        Column::text("提示函"),
    ];
    let mut table = tables::table("red", "", columns, "没有红灯指标。");
    let letters = letters(lookup, year);
    let mut reds = red_again(lookup, year);
    // Stable: of one length they stay in the plan's order.
    reds.sort_by_key(|r| std::cmp::Reverse(r.run));
    for red in reds {
        let own = |id: &crate::base::Id| *id == red.shown.indicator.id;
        let letter = letters.iter().find(|l| l.items.iter().any(|i| own(&i.shown.indicator.id)));
        let link = letter.map(|l| Run::link("草稿", urls::reminder(l.period, &l.units)));
        table.rows.push(Row::new(vec![
            red.shown.name(),
            red.shown.owner(),
            red.shown.red_run(),
            Cell::text(red.since.report_label()),
            red.shown.completion(),
            red.shown.gap(),
            Cell::runs(link.into_iter().collect()),
        ]));
    }
    vec![heading("红灯", "red"), under(table, url)]
}

fn by_subject<'a>(
    lookup: &'a Lookup<'a>,
    year: &'a Year<'a>,
    current: &PeriodFigures,
    url: &str,
) -> Vec<Block> {
    let actions = year.plan.actions.iter().filter_map(|action| {
        let link = Run::link(&action.name, urls::action(year.year, &action.id));
        Some((Cell::runs(vec![link]), current.counts_of(&action.id)?.clone()))
    });
    let mut by_action = tables::counts("actions", "行动", actions.collect(), Some(city_counts(current)));
    let of_file = format!(
        "计{}一期，转好、转差也只计这一期；按季、半年、年评价的指标在“未到期”中，其灯见本页开头和“灯色变化”。",
        current.period.label()
    );
    by_action.notes.push(of_file.clone());
    let units = lookup.record.units().iter().filter(|u| year.units.contains(&*u.id)).filter_map(|unit| {
        let counts = unit_counts(year.plan, current, &unit.id);
        let link = Run::link(&unit.name, urls::unit(year.year, &unit.id));
        (counts.all() > 0).then(|| (Cell::runs(vec![link]), counts))
    });
    let mut by_unit = tables::counts("units", "牵头单位", units.collect(), None);
    by_unit.notes.push(of_file.clone());
    by_unit.notes.push("只计写明牵头的任务名下的指标；两个单位共同牵头的各计一次，合计会多于全市。".into());
    let regions = lookup.record.regions().iter().filter_map(|region| {
        let counts = region_counts(current, &region.id);
        let link = Run::link(&region.name, urls::region(year.year, &region.id));
        (counts.all() > 0).then(|| (Cell::runs(vec![link]), counts))
    });
    let mut by_region = tables::counts("regions", "县市区", regions.collect(), None);
    by_region.notes.push("计各县市区的分项指标。".into());
    let used: BTreeSet<Kind> = year.plan.indicators.iter().map(|i| i.kind).collect();
    let kinds = used.into_iter().map(|kind| {
        let counts = counts_where(year.plan, current, |i| i.kind == kind && i.action.is_some());
        (Cell::text(kind.chinese()), counts)
    });
    let kinds = kinds.filter(|(_, counts)| counts.all() > 0).collect();
    let mut by_kind = tables::counts("kinds", "类型", kinds, Some(city_counts(current)));
    by_kind.notes.push(of_file);
    let sections =
        [("按行动", by_action), ("按牵头单位", by_unit), ("按县市区", by_region), ("按类型", by_kind)];
    let shown = sections.into_iter().filter(|(_, table)| !table.rows.is_empty());
    shown.flat_map(|(title, table)| [heading(title, &table.id.clone()), under(table, url)]).collect()
}
