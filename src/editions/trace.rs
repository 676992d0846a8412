//! How a figure came about: what went in, the formula with its numbers, the rule in force, the rounding.

use super::blocks::{Block, Cell, Column, Row, Run, Table};
use super::cells::Shown;
use super::rules::condition_words;
use super::{tables, texts, urls, words};
use crate::base::{Quantity, Ratio, Source};
use crate::check::record::{Direction, Kind, Reporter, Target};
use crate::compute::{Light, ReportState, State, is_small_base};

/// Under a heading whose id is the period, so that every figure can lead here.
pub fn blocks(shown: &Shown<'_>) -> Vec<Block> {
    let period = shown.own_period();
    let mut blocks = vec![
        Block::Heading {
            level: 3,
            mark: String::new(),
            text: format!("{}年{}", period.year, period.label()),
            id: period.to_string(),
        },
        Block::Facts(facts(shown)),
    ];
    let figure = shown.figure;
    if !figure.inputs.is_empty() {
        blocks.push(Block::Table(inputs(&format!("inputs-{period}"), &figure.inputs)));
    }
    if !figure.by_region.is_empty() {
        blocks.push(Block::Table(regions(shown)));
    }
    if !figure.revised.is_empty() {
        blocks.push(Block::Table(revisions(shown)));
    }
    blocks
}

fn facts(shown: &Shown<'_>) -> Vec<(String, Vec<Run>)> {
    let mut facts: Vec<(String, Vec<Run>)> = Vec::new();
    let mut fact = |label: &str, runs: Vec<Run>| facts.push((label.into(), runs));
    let (figure, unit) = (shown.figure, shown.unit());
    fact("灯", light_runs(shown));
    if figure.state == State::Missing {
        fact("未报", vec![Run::plain(why_missing(shown))]);
    }
    for class in &figure.classes {
        let word = match class.reached {
            Some(true) => "，达到",
            Some(false) => "，未达到",
            None => "",
        };
        fact(&class.class, vec![Run::plain(format!("{}{unit}{word}", class.value))]);
    }
    if let Some(value) = figure.value {
        fact("数值", vec![Run::plain(value_text(shown, value))]);
    }
    fact("目标", vec![Run::plain(target_text(shown))]);
    if let (Target::Relation { indicator, .. }, Some(other)) = (&figure.target, figure.other_value)
        && let Some(against) = shown.year.indicator(indicator)
    {
        let text = format!("{}{other}{}", against.name, against.unit.as_deref().unwrap_or(""));
        fact("对照", vec![Run::link(text, urls::trace(indicator, shown.own_period()))]);
    }
    if let Some(completion) = &figure.completion {
        let formula = figure.formula.as_deref().map(|f| format!("{f} ＝ ")).unwrap_or_default();
        let printed = texts::completion(figure).unwrap_or_default();
        fact("完成率", vec![Run::plain(format!("{formula}{}，印作{printed}", exact(completion)))]);
    } else if let Some(formula) = &figure.formula {
        fact("算式", vec![Run::plain(formula)]);
    }
    if let Some(schedule) = &figure.schedule {
        let printed = texts::schedule(figure).unwrap_or_default();
        fact("序时进度", vec![Run::plain(format!("{schedule} ＝ {}，印作{printed}", exact(schedule)))]);
    }
    if let Some(gap) = &figure.gap {
        fact("差值", vec![Run::plain(gap_text(shown, gap))]);
    }
    if let (Some(month), true) = (figure.month, shown.indicator.kind == Kind::Cumulative) {
        fact("本期新增", vec![Run::plain(format!("{month}{unit}，为本期累计减上一应报期累计"))]);
    }
    if let (Some(base), Some(change)) = (figure.base, &figure.change) {
        let value = figure.value.map(|v| v.to_string()).unwrap_or_default();
        let printed = texts::change(shown.indicator, figure).unwrap_or_default();
        let text = match is_small_base(unit, base) {
            true => format!("{value} － {base}，印作{printed}；上年同期不足10，不列百分比"),
            false => format!("（{value} － {base}）÷ {base} ＝ {}，印作{printed}", exact(change)),
        };
        fact("同比", vec![Run::plain(text)]);
    }
    if let Some(rank) = &figure.rank {
        let source = rank.source.as_deref().map(|s| format!("（{s}）")).unwrap_or_default();
        fact("位次", vec![Run::plain(format!("第{}位，共{}个{source}", rank.place, rank.of))]);
    }
    for (label, amount) in
        [("需月均", figure.pace_needed), ("转好需进", figure.to_better), ("转差需退", figure.to_worse)]
    {
        if let Some(amount) = amount {
            let unit = match (shown.indicator.kind, label) {
                (Kind::Ranking, "转好需进" | "转差需退") => "位",
                _ => words::unit_of_difference(unit),
            };
            fact(label, vec![Run::plain(words::quantity(amount, unit))]);
        }
    }
    facts
}

/// Whose report is not there, or is there without the number.
fn why_missing(shown: &Shown<'_>) -> String {
    let waited = &shown.figure.missing_regions;
    if !waited.is_empty() {
        let names: Vec<&str> = waited.iter().map(|id| shown.lookup.name(id)).collect();
        return format!("{}没有报本项，全市数暂缺", words::names(&names));
    }
    let reporter = Reporter::Action(shown.indicator.reporter.clone());
    let name = words::reporter_run(shown.lookup, shown.year, &reporter).text;
    let label = shown.own_period().report_label();
    let report = shown.year.states(&reporter).iter().find(|(p, _)| *p == shown.own_period());
    match report.map(|(_, r)| r) {
        Some(r) if matches!(r.state, ReportState::Filed | ReportState::Reviewed | ReportState::Issued) => {
            format!("{name}{label}报告已报，本项空缺")
        }
        Some(r) => {
            let due = r.owed_by().map(|d| format!("，应报{}", d.chinese())).unwrap_or_default();
            format!("{name}{label}报告{}{due}", r.state.chinese())
        }
        None => format!("{name}没有{label}报告"),
    }
}

fn value_text(shown: &Shown<'_>, value: Quantity) -> String {
    let figure = shown.figure;
    let nature = figure.nature.map(|n| n.chinese());
    let cutoff = figure.cutoff.map(|d| format!("截至{}", d.chinese()));
    let about: Vec<String> = nature.map(str::to_owned).into_iter().chain(cutoff).collect();
    let about = if about.is_empty() { String::new() } else { format!("（{}）", about.join("，")) };
    format!("{value}{}{about}", shown.unit())
}

fn target_text(shown: &Shown<'_>) -> String {
    let target = words::target_long(&shown.figure.target, shown.unit(), shown.year);
    let version = shown.indicator.versions.iter().find(|v| Some(v.from) == shown.figure.target_from);
    match version {
        Some(version) if shown.indicator.versions.len() > 1 || version.date.is_some() => {
            format!("{target}（{}，自{}起）", version.document, version.from.own_label())
        }
        Some(version) => format!("{target}（{}）", version.document),
        None => target,
    }
}

/// Four decimals, as the data files have them.
fn exact(ratio: &Ratio) -> String {
    format!("{}%", ratio.percent(4))
}

fn gap_text(shown: &Shown<'_>, gap: &Ratio) -> String {
    let how = match (shown.indicator.kind, shown.indicator.direction) {
        (Kind::Growth, Direction::Up) => "数值 － 目标",
        (Kind::Growth, Direction::Down) => "目标 － 数值",
        (_, Direction::Down) if shown.indicator.kind == Kind::Cumulative => "序时进度 － 完成率",
        _ => "完成率 － 序时进度",
    };
    format!("{how} ＝ {}个百分点（按未修约数计算），印作{}", gap.percent(4), texts::gap_signed(gap))
}

/// The light with the rule in words, or why there is none.
pub fn light_runs(shown: &Shown<'_>) -> Vec<Run> {
    let mut runs = words::state_runs(&shown.figure.state);
    let State::Lit(light) = &shown.figure.state else { return runs };
    if let Some(text) = rule_text(shown, light) {
        runs.push(Run::plain("：依据"));
        runs.push(Run::link(text, urls::method(shown.year.year)));
    }
    if let Some(by) = &light.overridden {
        let was = by.was.map_or("未亮灯".to_owned(), |c| format!("为{}", c.chinese()));
        let why = light.why.as_deref().unwrap_or("未说明");
        runs.push(Run::plain(format!("。按规则{was}，{}{}核定，理由：{why}", by.post, by.date.chinese())));
    } else if let Some(why) = &light.why {
        runs.push(Run::plain(format!("。报送说明：{why}")));
    }
    runs
}

/// `累计型第2条：较序时不低于0个百分点，为绿灯“达到序时”`
fn rule_text(shown: &Shown<'_>, light: &Light) -> Option<String> {
    let kind = shown.indicator.kind;
    let figures = shown.year.figures(shown.period)?;
    let rules = shown.year.method(figures)?.lights.get(&kind)?;
    let number = match light.rule.rsplit_once('.')?.1 {
        number if number.bytes().all(|b| b.is_ascii_digit()) => number.parse::<usize>().ok()?,
        _ => rules.iter().position(|r| r.color == light.color)? + 1,
    };
    let index = number.checked_sub(1)?;
    let rule = rules.get(index)?;
    let direction = shown.indicator.direction;
    let condition = condition_words(Some(kind), direction, rules, index);
    Some(format!("{}第{number}条：{condition}，为{}“{}”", kind.chinese(), rule.color.chinese(), rule.word))
}

/// Files with line and blob id: `git log --find-object` finds the commit.
fn inputs(id: &str, inputs: &[Source]) -> Table {
    let columns =
        vec![Column::text("输入文件").sticky(), Column::number("行"), Column::text("文件指纹（git blob）")];
    let mut table = tables::table(id, "", columns, "没有输入。");
    table.rows = inputs.iter().map(|s| Row::new(source_cells(s))).collect();
    table
}

fn source_cells(source: &Source) -> Vec<Cell> {
    let code = |text: &str| Cell::runs(vec![Run { style: super::blocks::Style::Code, ..Run::plain(text) }]);
    vec![code(&source.path), Cell::text(source.line.to_string()), code(&source.blob)]
}

/// The parts by region; each row is what its figures elsewhere lead to.
fn regions(shown: &Shown<'_>) -> Table {
    let period = shown.own_period();
    let columns = vec![
        Column::text("县市区").sticky(),
        Column::number("数值").unit(shown.unit()),
        Column::number("目标").unit(shown.unit()),
        Column::number("完成率"),
        Column::number("较序时").unit("百分点"),
        Column::text("灯"),
        Column::text("来源"),
    ];
    let mut table = tables::table(&format!("regions-{period}"), "分县市区", columns, "没有分项。");
    for figure in &shown.figure.by_region {
        let part = super::cells::RegionShown { whole: *shown, figure };
        let source = figure.source.as_ref().map(|s| format!("{}:{}", s.path, s.line));
        let cells = vec![
            Cell::runs(vec![words::unit_run(shown.lookup, shown.year, &figure.region)]),
            part.value(),
            part.target(),
            part.completion(),
            part.gap(),
            part.state(),
            Cell::text(source.unwrap_or_default()),
        ];
        table.rows.push(Row::new(cells).id(urls::region_anchor(period, &figure.region)));
    }
    if let Some(part) = shown.figure.city_part {
        let mut cells = vec![Cell::text("市本级"), Cell::text(part.to_string())];
        cells.push(Cell::text(shown.indicator.city_part.map(|t| t.to_string()).unwrap_or_default()));
        cells.resize(7, Cell::default());
        table.rows.push(Row::new(cells));
    }
    tables::finished(table, &urls::indicator(shown.year.year, &shown.indicator.id))
}

fn revisions(shown: &Shown<'_>) -> Table {
    let columns = vec![
        Column::text("修订日").sticky(),
        Column::number("原为").unit(shown.unit()),
        Column::number("改为").unit(shown.unit()),
        Column::text("原因"),
        Column::text("来源"),
    ];
    let mut table = tables::table(&format!("revised-{}", shown.own_period()), "修订", columns, "没有修订。");
    for revision in &shown.figure.revised {
        let text = |q: Option<Quantity>| Cell::text(q.map_or("未报".into(), |q| q.to_string()));
        table.rows.push(Row::new(vec![
            Cell::text(revision.known.chinese()),
            text(revision.old),
            text(revision.new),
            Cell::text(revision.reason.clone().unwrap_or_default()),
            Cell::text(format!("{}:{}", revision.source.path, revision.source.line)),
        ]));
    }
    table
}
