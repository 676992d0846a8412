use super::source;
use crate::base::Ratio;
use crate::check::record::{Direction, Kind};
use crate::editions::blocks::{Bar, Cell, Chart, ChartData, Column, Row, Table};
use crate::editions::cells::{RegionShown, Shown};
use crate::editions::{tables, words};

/// The parts of one figure, group by group.
pub fn region_bars(shown: &Shown<'_>) -> Option<Chart> {
    let figure = shown.figure;
    if !figure.by_region.iter().any(|r| r.value.is_some()) {
        return None;
    }
    let record = shown.lookup.record;
    let mut bars = Vec::new();
    let mut alt = Vec::new();
    for part in &figure.by_region {
        let (name, group) = match record.region(&part.region) {
            Some(region) => (region.name.clone(), region.group.clone()),
            None => (part.region.to_string(), String::new()),
        };
        let word = words::state_word(&part.state);
        let text = match (part.value, part.target) {
            (Some(value), Some(target)) => format!("{value}/{target}"),
            (Some(value), None) => value.to_string(),
            (None, _) => String::new(),
        };
        alt.push(if text.is_empty() { format!("{name}{word}") } else { format!("{name}{text}，{word}") });
        bars.push(Bar {
            label: name,
            value: part.value.map(|v| v.to_string()),
            target: part.target.map(|t| t.to_string()),
            text,
            light: words::mark(&part.state),
            word,
            group,
        });
    }
    let title = region_statement(shown);
    let period = shown.own_period();
    let subtitle = format!("{}，{}年{}，数值/目标", shown.unit(), period.year, period.label());
    Some(Chart {
        id: "regions".into(),
        alt: format!("{title}。{subtitle}。{}。", alt.join("；")),
        title,
        subtitle,
        source: source(shown),
        data: ChartData::RegionBars(bars),
        table: Some(region_table(shown)),
    })
}

/// `9个县市区中3个达到序时`, or the whole where the parts are not judged.
fn region_statement(shown: &Shown<'_>) -> String {
    let judged = || shown.figure.by_region.iter().filter(|r| r.gap.is_some());
    let gaps: Vec<&Ratio> = judged().filter_map(|r| r.gap.as_ref()).collect();
    let of = words::regions_word(shown.lookup.record, judged().map(|r| &r.region));
    let name = &shown.indicator.name;
    if gaps.is_empty() {
        let value = shown.figure.value.map(|v| format!("全市{v}{}", shown.unit())).unwrap_or_default();
        return format!("{name}分县市区：{value}").trim_end_matches('：').to_owned();
    }
    let held = match (shown.indicator.kind, shown.indicator.direction) {
        (Kind::Growth, _) => "达到目标",
        (_, Direction::Down) => "在序时以内",
        _ => "达到序时",
    };
    let ahead = gaps.iter().filter(|g| !g.is_negative()).count();
    match (ahead, gaps.len()) {
        (0, all) => format!("{name}：{all}个{of}均未{held}"),
        (n, all) if n == all => format!("{name}：{all}个{of}均{held}"),
        (n, all) => format!("{name}：{all}个{of}中{n}个{held}"),
    }
}

fn region_table(shown: &Shown<'_>) -> Table {
    let columns = vec![
        Column::text("县市区").sticky(),
        Column::number("数值").unit(shown.unit()),
        Column::number("目标").unit(shown.unit()),
        Column::number("完成率"),
        Column::number("较序时").unit("百分点"),
        Column::text("灯"),
    ];
    let mut table = tables::table("region-numbers", "", columns, "");
    for figure in &shown.figure.by_region {
        let part = RegionShown { whole: *shown, figure };
        table.rows.push(Row::new(vec![
            Cell::runs(vec![words::unit_run(shown.lookup, shown.year, &figure.region)]),
            part.value(),
            part.target(),
            part.completion(),
            part.gap(),
            part.state(),
        ]));
    }
    tables::without_silent_columns(table)
}
