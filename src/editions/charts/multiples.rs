use crate::base::Period;
use crate::editions::blocks::{Chart, ChartData, Panel};

/// Small charts of one scale under one title; `None` without a bar. Their numbers stand in an annex.
pub fn multiples(
    id: &str,
    title: String,
    period: Period,
    panels: Vec<Panel>,
    source: String,
) -> Option<Chart> {
    if panels.iter().all(|p| p.rows.is_empty()) {
        return None;
    }
    let subtitle = format!("{}年{}，各图同一比例，过长的截短", period.year, period.label());
    let each = panels.iter().map(|panel| {
        let rows: Vec<String> = panel.rows.iter().map(|r| format!("{}{}", r.label, r.text)).collect();
        format!("{}：{}", panel.title, rows.join("，"))
    });
    let alt = format!("{title}。{}。", each.collect::<Vec<_>>().join("；"));
    let data = ChartData::Multiples(panels);
    Some(Chart { id: id.into(), title, subtitle, alt, source, data, table: None })
}
