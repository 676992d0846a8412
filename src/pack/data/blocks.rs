//! An issue's text as data: headings, texts, tables and charts, in the order in which they are read.

use super::super::csv;
use crate::editions::blocks::{
    Bar, Block, Bullet, Chart, ChartData, Dumbbell, Heat, Line, Milestone, Panel, Row, Run, Table,
};
use serde::Serialize;

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(super) enum BlockData<'a> {
    Heading {
        level: u8,
        mark: &'a str,
        text: &'a str,
    },
    Text {
        runs: Vec<RunData>,
    },
    Table {
        id: &'a str,
        title: &'a str,
        columns: Vec<ColumnData<'a>>,
        rows: Vec<Vec<String>>,
        notes: &'a [String],
    },
    Chart {
        id: &'a str,
        title: &'a str,
        alt: &'a str,
        kind: &'static str,
        data: ChartShape<'a>,
    },
}

#[derive(Serialize)]
pub(super) struct RunData {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    bound: Option<String>,
}

#[derive(Serialize)]
pub(super) struct ColumnData<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
}

/// What a chart shows; numbers as text, what is not known is absent.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum ChartShape<'a> {
    Rows {
        rows: Vec<ChartRow<'a>>,
    },
    Line {
        unit: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        target: Option<&'a str>,
        target_label: &'a str,
        points: Vec<Point<'a>>,
    },
    Heat {
        columns: &'a [String],
        rows: Vec<HeatRowData<'a>>,
    },
    Steps {
        steps: Vec<Step<'a>>,
    },
    Ranks {
        ranks: Vec<RankData<'a>>,
    },
    Panels {
        panels: Vec<PanelData<'a>>,
    },
}

#[derive(Serialize)]
pub(super) struct ChartRow<'a> {
    label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    percent: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    schedule: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'a str>,
    text: &'a str,
    state: &'static str,
    word: &'a str,
}

#[derive(Serialize)]
pub(super) struct Point<'a> {
    label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    actual: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    schedule: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_year: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct HeatRowData<'a> {
    label: &'a str,
    cells: Vec<HeatCell<'a>>,
}

#[derive(Serialize)]
struct HeatCell<'a> {
    state: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
pub(super) struct Step<'a> {
    label: &'a str,
    by: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    done: Option<&'a str>,
    state: &'static str,
    word: &'a str,
}

#[derive(Serialize)]
pub(super) struct RankData<'a> {
    label: &'a str,
    group: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rank: Option<u32>,
    text: &'a str,
    word: &'a str,
}

#[derive(Serialize)]
pub(super) struct PanelData<'a> {
    title: &'a str,
    rows: Vec<DeviationData<'a>>,
}

#[derive(Serialize)]
struct DeviationData<'a> {
    label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    text: &'a str,
}

/// Masthead and colophon stand in the issue's own keys, so they are left out here.
pub(super) fn blocks(blocks: &[Block]) -> Vec<BlockData<'_>> {
    blocks.iter().flat_map(block).collect()
}

fn block(block: &Block) -> Vec<BlockData<'_>> {
    match block {
        Block::Heading { level, mark, text, .. } => vec![BlockData::Heading { level: *level, mark, text }],
        Block::Annex { mark, title, .. } => vec![BlockData::Heading { level: 1, mark, text: title }],
        Block::Text(all) | Block::Notice { runs: all, .. } => vec![text(runs(all))],
        Block::List { start, items } => list(*start, items),
        Block::Quote(inner) => blocks(inner),
        Block::Table(table) => vec![table_data(table)],
        Block::Chart(chart) => vec![chart_data(chart)],
        Block::Hero { value, unit, sentence, .. } => {
            vec![text(std::iter::once(plain(format!("{value}{unit}"))).chain(runs(sentence)).collect())]
        }
        Block::Facts(facts) => {
            let fact = |(label, all): &(String, Vec<Run>)| {
                text(std::iter::once(plain(format!("{label}："))).chain(runs(all)).collect())
            };
            facts.iter().map(fact).collect()
        }
        Block::Counts(counts) => {
            let all: Vec<String> = counts.iter().map(|c| format!("{}{}", c.word, c.number)).collect();
            vec![text(vec![plain(all.join("、"))])]
        }
        // The words for it; the shapes of this file are a contract without pictures.
        Block::Picture { alt, caption, .. } => vec![text(vec![plain(format!("［图：{alt}］{caption}"))])],
        Block::Code(code) => vec![text(vec![plain(code.clone())])],
        Block::Masthead(_) | Block::Colophon(_) | Block::Rule => Vec::new(),
    }
}

fn list(start: Option<u64>, items: &[Vec<Block>]) -> Vec<BlockData<'_>> {
    let mut all = Vec::new();
    for (i, item) in (0..).zip(items) {
        let mut inner = blocks(item);
        if let (Some(start), Some(BlockData::Text { runs })) = (start, inner.first_mut()) {
            runs.insert(0, plain(format!("{}. ", start + i)));
        }
        all.append(&mut inner);
    }
    all
}

fn text<'a>(runs: Vec<RunData>) -> BlockData<'a> {
    BlockData::Text { runs }
}

fn plain(text: String) -> RunData {
    RunData { text, bound: None }
}

fn runs(runs: &[Run]) -> Vec<RunData> {
    runs.iter().map(|r| RunData { text: r.text.clone(), bound: r.bound.clone() }).collect()
}

fn table_data(table: &Table) -> BlockData<'_> {
    let row = |row: &Row| row.cells.iter().map(csv::plain).collect();
    BlockData::Table {
        id: &table.id,
        title: &table.title,
        columns: (table.columns.iter())
            .map(|c| ColumnData { title: &c.title, unit: c.unit.as_deref() })
            .collect(),
        rows: table.rows.iter().map(row).collect(),
        notes: &table.notes,
    }
}

fn chart_data(chart: &Chart) -> BlockData<'_> {
    let data = match &chart.data {
        ChartData::Bullets(bullets) => ChartShape::Rows { rows: bullets.iter().map(bullet).collect() },
        ChartData::RegionBars(bars) => ChartShape::Rows { rows: bars.iter().map(bar).collect() },
        ChartData::Line(line) => line_shape(line),
        ChartData::Heat(heat) => heat_shape(heat),
        ChartData::Milestones(all) => ChartShape::Steps { steps: all.iter().map(step).collect() },
        ChartData::Dumbbell(all) => ChartShape::Ranks { ranks: all.iter().map(rank).collect() },
        ChartData::Multiples(all) => ChartShape::Panels { panels: all.iter().map(panel).collect() },
    };
    BlockData::Chart { id: &chart.id, title: &chart.title, alt: &chart.alt, kind: chart.data.kind(), data }
}

fn bullet(bullet: &Bullet) -> ChartRow<'_> {
    ChartRow {
        label: &bullet.label,
        group: (!bullet.group.is_empty()).then_some(&bullet.group),
        percent: bullet.percent.as_deref(),
        schedule: bullet.schedule.as_deref(),
        value: None,
        target: None,
        text: &bullet.text,
        state: bullet.light.class(),
        word: &bullet.word,
    }
}

fn bar(bar: &Bar) -> ChartRow<'_> {
    ChartRow {
        label: &bar.label,
        group: Some(&bar.group),
        percent: None,
        schedule: None,
        value: bar.value.as_deref(),
        target: bar.target.as_deref(),
        text: &bar.text,
        state: bar.light.class(),
        word: &bar.word,
    }
}

fn line_shape(line: &Line) -> ChartShape<'_> {
    fn at(list: &[Option<String>], i: usize) -> Option<&str> {
        list.get(i)?.as_deref()
    }
    let point = |(i, label)| Point {
        label,
        actual: at(&line.actual, i),
        schedule: at(&line.schedule, i),
        last_year: at(&line.last_year, i),
    };
    ChartShape::Line {
        unit: &line.unit,
        target: line.target.as_deref(),
        target_label: &line.target_label,
        points: line.labels.iter().map(String::as_str).enumerate().map(point).collect(),
    }
}

fn heat_shape(heat: &Heat) -> ChartShape<'_> {
    let rows = heat.rows.iter().map(|row| HeatRowData {
        label: &row.label,
        cells: row.cells.iter().map(|(mark, text)| HeatCell { state: mark.class(), text }).collect(),
    });
    ChartShape::Heat { columns: &heat.columns, rows: rows.collect() }
}

fn step(step: &Milestone) -> Step<'_> {
    Step {
        label: &step.label,
        by: &step.by_text,
        done: step.done_text.as_deref(),
        state: step.light.class(),
        word: &step.word,
    }
}

fn rank(rank: &Dumbbell) -> RankData<'_> {
    RankData {
        label: &rank.label,
        group: &rank.group,
        was: rank.was,
        rank: rank.now,
        text: &rank.text,
        word: &rank.word,
    }
}

fn panel(panel: &Panel) -> PanelData<'_> {
    let rows = panel.rows.iter();
    let rows = rows.map(|r| DeviationData { label: &r.label, value: r.value.as_deref(), text: &r.text });
    PanelData { title: &panel.title, rows: rows.collect() }
}
