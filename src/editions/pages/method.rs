//! The rules in force, in plain words: lights, schedule, due days, rounding, ranks, scores, states.

use super::{Sheet, heading, under};
use crate::base::{Frequency, Period};
use crate::check::record::{
    Direction, Indicator, Kind, LightRule, Method, NoLead, Schedule, ScoreRule, Shift,
};
use crate::editions::blocks::{Block, Cell, Column, LightMark, Page, Row, Run};
use crate::editions::lookup::{Lookup, Year};
use crate::editions::rules::{self, condition_words};
use crate::editions::{places, tables, urls};
use std::collections::BTreeSet;

pub fn page<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>) -> Page {
    let url = urls::method(year.year);
    let known = |m: &&Method| m.date.is_none_or(|d| d <= lookup.figures.as_of);
    let methods: Vec<&Method> = year.plan.methods.iter().filter(known).collect();
    let mut blocks = Vec::new();
    // The rules in force come first.
    for (i, method) in methods.iter().enumerate().rev() {
        let until = methods.get(i + 1).and_then(|next| next.from);
        // Of several versions each has its own ids, the latest the plain ones.
        let prefix = if i + 1 == methods.len() { String::new() } else { format!("v{}-", i + 1) };
        if methods.len() > 1 {
            blocks.push(version_heading(method, until, &prefix));
        }
        if let Some(before) = i.checked_sub(1).and_then(|i| methods.get(i)) {
            blocks.extend(changed(year, before, method));
        }
        blocks.extend(version(lookup, year, method, &prefix, &url));
    }
    blocks.extend(states(&methods));
    let sheet = Sheet {
        lookup,
        title: format!("{}年评价办法", year.year),
        crumbs: Vec::new(),
        menu: url.clone(),
        url,
        period_line: None,
    };
    sheet.page(year, blocks)
}

fn version_heading(method: &Method, until: Option<Period>, prefix: &str) -> Block {
    let from = method.from.map_or("年初".to_owned(), |p| p.own_label());
    let until = until.and_then(|p| p.previous()).map_or(String::new(), |p| format!("至{}", p.own_label()));
    heading(format!("{}版，自{from}{until}适用", method.version.chinese()), &format!("{prefix}version"))
}

/// What it changes in the version before it.
fn changed(year: &Year<'_>, before: &Method, method: &Method) -> Vec<Block> {
    let used: BTreeSet<Kind> = year.plan.indicators.iter().map(|i| i.kind).collect();
    let text = |t: String| Block::Text(vec![Run::plain(t)]);
    let version = before.version.chinese();
    let told = rules::differences(before, method, &used);
    if told.is_empty() {
        return vec![text(format!("与{version}版的规则相同。"))];
    }
    let items = told.into_iter().map(|said| vec![text(format!("{said}。"))]).collect();
    let intro = text(format!("与{version}版相比，改动如下，其余不变："));
    vec![intro, Block::List { start: None, items }]
}

fn version(lookup: &Lookup<'_>, year: &Year<'_>, method: &Method, prefix: &str, url: &str) -> Vec<Block> {
    let id = |name: &str| format!("{prefix}{name}");
    let text = |t: String| Block::Text(vec![Run::plain(t)]);
    let mut blocks = vec![Block::Facts(vec![(
        "版本".into(),
        vec![Run::plain(format!("{}　{}", method.version.chinese(), method.source.path))],
    )])];
    blocks.push(heading("亮灯规则", &id("lights")));
    blocks.push(text("每项指标按类型自上而下比对，先符合的一条定灯；规则要用的数据不存在时，跳过该条。行动、单位、县市区不亮灯，只列灯数。".into()));
    blocks.push(Block::Table(tables::finished(lights(year, method, &id("light-rules")), url)));
    blocks.push(heading("序时进度", &id("schedule")));
    blocks.push(text(schedule(&method.schedule)));
    blocks.push(text(format!(
        "完成率 ＝ 累计 ÷ 年度目标（有基数的水平型：（现值 － 基数）÷（目标 － 基数））；较序时 ＝ 完成率 － 序时进度，增速型为增速与目标之差。“左右”的目标允许相差{}%。年度目标为0的上限（不得发生、零增长一类）没有完成率，未突破时按与序时持平评灯，突破即按末条评灯，年末未突破为达到。",
        method.about_percent
    )));
    blocks.push(heading("各期取数", &id("periods")));
    blocks.push(text(periods(lookup.record.site().dekads.contains(&3))));
    blocks.push(heading("报送期限", &id("due")));
    blocks.push(Block::Table(tables::finished(due(lookup, year, method, &id("due-days")), url)));
    blocks.push(heading("修约", &id("rounding")));
    blocks.push(text("数值按报送的原样列示；完成率、序时进度、较序时、同比只在印刷时保留一位小数，按GB/T 8170（四舍六入五成双）对未修约的精确数修约；比较、亮灯、排位均用精确数。未达到目标而会印作100.0%的，多印一位小数。".into()));
    blocks.push(heading("牵头和位次", &id("ranks")));
    blocks.push(text(match method.no_lead {
        NoLead::FirstListed => {
            "任务没有写明牵头单位的，由列在第一的单位汇总，称“汇总单位”，不称牵头。".into()
        }
        NoLead::None => "任务没有写明牵头单位的，不指定牵头，也不指定汇总单位。".into(),
    }));
    blocks.push(text(places::rule(&method.ranks)));
    if let Some(runs) = method.remind_red {
        blocks.push(text(format!("连续{runs}期红灯的指标，起草提示函。")));
    }
    blocks.extend(scores(method, &id("scores"), url));
    blocks
}

/// Kinds that the year's plan uses, then the tasks.
fn lights(year: &Year<'_>, method: &Method, id: &str) -> crate::editions::blocks::Table {
    let columns =
        vec![Column::text("类型").sticky(), Column::number("条"), Column::text("条件"), Column::text("灯")];
    let mut table = tables::table(id, "", columns, "没有亮灯规则。");
    let used: BTreeSet<Kind> = year.plan.indicators.iter().map(|i| i.kind).collect();
    let mut add = |name: &str, kind: Option<Kind>, direction: Direction, list: &[LightRule]| {
        for (i, rule) in list.iter().enumerate() {
            table.rows.push(Row::new(vec![
                Cell::text(if i == 0 { name } else { "" }),
                Cell::text((i + 1).to_string()),
                Cell::text(condition_words(kind, direction, list, i)),
                Cell::runs(vec![Run::light(LightMark::Lit(rule.color), &rule.word)]),
            ]));
        }
    };
    for (kind, list) in method.lights.iter().filter(|(kind, _)| used.contains(kind)) {
        add(kind.chinese(), Some(*kind), Direction::Up, list);
        // Where the target is a fall or a limit, what is better is less.
        let falls = |i: &Indicator| i.kind == *kind && i.direction == Direction::Down;
        if matches!(kind, Kind::Growth | Kind::Cumulative) && year.plan.indicators.iter().any(falls) {
            add(&format!("{}（目标为下降或上限的）", kind.chinese()), Some(*kind), Direction::Down, list);
        }
    }
    if year.plan.entries.iter().any(|e| !e.nodes.is_empty()) {
        add("任务（按节点）", None, Direction::Up, &method.task_lights);
    }
    table
}

/// Which figure stands in a file of another frequency than the indicator's own.
fn periods(third_dekad: bool) -> String {
    let dekads = if third_dekad { "" } else { "按旬报送的指标，月报即为下旬数。" };
    format!(
        "每项指标按自己的频次报送，一个数只报一次。季度、半年、全年的数由各期报送数取得：按月（旬）报送的指标，季度、半年、全年取期内最后一个月的累计数，注明所属期；按季报送的，半年、全年取期内最后一季的数。按半年、按年评价的，二季度、四季度的讲评列当期的半年数、全年数。反过来不推算：按季、半年、年评价的指标，在月份里为未到期。{dekads}本期新增 ＝ 本期累计 － 上一应报期累计，首个应报期即为累计数。只在报送以后补来或修订的数，列入其所属的期，截至日为该期报告的截至日，没有该期报告的为期末。"
    )
}

fn schedule(schedule: &Schedule) -> String {
    match schedule {
        Schedule::Months => {
            "序时进度按月计算：某月为月数 ÷ 12，某旬按三十六分之几计，季、半年按所含月数计；指标另有规定的从其规定。".into()
        }
        Schedule::Days => {
            "序时进度按日计算：全年截至数据截至日的天数 ÷ 全年天数；指标另有规定的从其规定。".into()
        }
        Schedule::Plan(points) => {
            let each = points.iter().map(|(p, q)| format!("{}{q}%", p.label()));
            let list = each.collect::<Vec<_>>().join("、");
            format!("序时进度按计划：{list}，其间按直线推算；指标另有规定的从其规定。")
        }
        Schedule::None => "不设序时进度：未达到目标的指标在年末评价；指标另有规定的从其规定。".into(),
    }
}

/// The due rules, and the due days that follow from them and the calendar.
fn due(lookup: &Lookup<'_>, year: &Year<'_>, method: &Method, id: &str) -> crate::editions::blocks::Table {
    let columns = vec![Column::text("报送").sticky(), Column::text("规则"), Column::text("本年各期应报日")];
    let mut table = tables::table(id, "", columns, "没有报送期限。");
    let used: BTreeSet<Frequency> = year.plan.indicators.iter().map(|i| i.frequency).collect();
    let dekads = &lookup.record.site().dekads;
    for (frequency, rule) in &method.due {
        // The month's report is due in any case: tasks and problems stand in it.
        if !used.contains(frequency) && *frequency > Frequency::Month {
            continue;
        }
        let shift = match rule.shift {
            Shift::None => "遇节假日不顺延".to_owned(),
            Shift::NextWorkday => "遇节假日顺延到首个工作日".to_owned(),
            Shift::NthWorkday(n) => format!("遇节假日顺延到其后第{n}个工作日"),
        };
        let time = rule.time.as_deref().map(|t| format!("{t}前")).unwrap_or_default();
        let periods = (1..=frequency.per_year()).filter_map(|i| Period::new(year.year, *frequency, i));
        let days = periods
            .filter(|p| rule.first.is_none_or(|first| *p >= first))
            .filter(|p| p.dekad_of_month().is_none_or(|d| dekads.contains(&d)))
            .filter_map(|p| {
                let day = lookup.record.due_day(p, lookup.figures.as_of)?;
                let next = if day.year() > year.year { "次年" } else { "" };
                Some(format!("{}：{next}{}", p.report_label(), day.chinese_short()))
            });
        table.rows.push(Row::new(vec![
            Cell::text(format!("{}报", frequency.chinese())),
            Cell::text(format!("期末后第{}日{time}，{shift}", rule.day)),
            Cell::text(days.collect::<Vec<_>>().join("、")),
        ]));
    }
    if let Some(calendar) = lookup.record.calendar(year.year) {
        table.notes.push(format!("节假日和调休按{}。应报时刻只列示，不作比较。", calendar.source));
    }
    table
}

fn scores(method: &Method, id: &str, url: &str) -> Vec<Block> {
    let Some(scores) = &method.scores else { return Vec::new() };
    let columns =
        vec![Column::text("项目").sticky(), Column::number("满分").unit("分"), Column::text("计分")];
    let mut table = tables::table(&format!("{id}-items"), "", columns, "");
    for item in &scores.items {
        let rule = match &item.rule {
            ScoreRule::Pace => {
                "有分解任务的累计型指标：完成率 ÷ 序时进度，超过1按1计，取平均，乘以满分".to_owned()
            }
            ScoreRule::Problems => "由本县市区负责或提出的问题：按期办结数 ÷ 应办结数，乘以满分".to_owned(),
            ScoreRule::Late { deduct } => format!("每迟报或未报一次扣{deduct}分，扣完为止"),
        };
        table.rows.push(Row::new(vec![
            Cell::text(&item.name),
            Cell::text(item.weight.to_string()),
            Cell::text(rule),
        ]));
    }
    table.notes.push(format!(
        "只在季讲评中对县市区计分，满分{}分；没有基数的项目不计入，得分 ＝ 实得 ÷ 可评 × 满分。",
        scores.full
    ));
    vec![heading("县市区计分", id), under(table, url)]
}

/// What each shape and word means.
fn states(methods: &[&Method]) -> Vec<Block> {
    let lists = || methods.iter().flat_map(|m| m.lights.values().chain([&m.task_lights])).flatten();
    let used = |mark: LightMark| match mark {
        LightMark::Lit(color) => lists().any(|rule| rule.color == color),
        LightMark::NotDue | LightMark::Missing | LightMark::NotAssessed | LightMark::NoTarget => true,
    };
    let facts = rules::STATES
        .iter()
        .filter(|(mark, _)| used(*mark))
        .map(|(mark, meaning)| {
            (mark.word().to_owned(), vec![Run::light(*mark, mark.word()), Run::plain(format!("：{meaning}"))])
        })
        .collect();
    vec![heading("灯和状态", "states"), Block::Facts(facts)]
}
