//! Several small charts of one scale: how far each thing is above or below what it is compared with.

use super::backend::SIZE;
use super::pen::{Pen, Side, draw as sheet_of};
use super::role::Role;
use super::scale::{Scale, number};
use super::text::{line_height, widest, wrap};
use super::{Sheet, Width};
use crate::editions::blocks::{Deviation, Panel};

/// Between two panels, in pixels.
const GAP: i32 = 28;

/// Widest label and figure of a row.
const LABEL: i32 = 118;
const TEXT: i32 = 86;

/// Half the height of a bar.
const BAR: i32 = 5;

/// Beyond this many times the middle value a bar is cut, with its figure beside it.
const CUT: f64 = 4.0;

struct Row<'c> {
    deviation: &'c Deviation,
    label: Vec<String>,
    text: Vec<String>,
    y: i32,
    bottom: i32,
}

struct Placed<'c> {
    x: i32,
    title: Vec<String>,
    title_y: i32,
    top: i32,
    rows: Vec<Row<'c>>,
}

pub(super) fn draw(sheet: &Sheet, panels: &[Panel]) -> String {
    let panels: Vec<&Panel> = panels.iter().filter(|p| !p.rows.is_empty()).collect();
    let beside = match sheet.width {
        Width::Wide | Width::Print => panels.len().min(2) as i32,
        Width::Narrow => 1,
    };
    let wide = ((sheet.width.pixels() - GAP * (beside - 1)) / beside).min(460);
    let mut placed = vec![];
    let mut y = 0;
    for band in panels.chunks(beside as usize) {
        let heads: Vec<Vec<String>> = band.iter().map(|p| wrap(&p.title, SIZE, wide)).collect();
        let tall = heads.iter().map(Vec::len).max().unwrap_or(1) as i32 * line_height(SIZE) + 6;
        let mut bottom = y;
        for (n, (panel, title)) in band.iter().zip(heads).enumerate() {
            let one = place(panel, title, n as i32 * (wide + GAP), y, tall);
            bottom = bottom.max(one.rows.last().map_or(y, |r| r.bottom));
            placed.push(one);
        }
        y = bottom + 18;
    }
    let bars = bars(&panels, &placed, wide);
    sheet_of(sheet, y - 18, |pen| placed.iter().for_each(|panel| panel_marks(pen, panel, wide, &bars)))
}

fn place<'c>(panel: &'c Panel, title: Vec<String>, x: i32, y: i32, tall: i32) -> Placed<'c> {
    let step = line_height(SIZE);
    let top = y + tall;
    let mut at = top;
    let rows = panel.rows.iter().map(|deviation| {
        let label = wrap(&deviation.label, SIZE, LABEL);
        let text = wrap(&deviation.text, SIZE, TEXT);
        let height = label.len().max(text.len()) as i32 * step + 8;
        at += height;
        Row { deviation, label, text, y: at - height / 2, bottom: at }
    });
    let rows = rows.collect();
    Placed { x, title_y: y + title.len() as i32 * step / 2, title, top, rows }
}

/// Where bars stand within a panel, from its left edge; the same in all.
struct Bars {
    scale: Scale,
    text: i32,
}

fn bars(panels: &[&Panel], placed: &[Placed], wide: i32) -> Bars {
    let rows = || placed.iter().flat_map(|p| &p.rows);
    let label = widest(rows().flat_map(|r| &r.label).map(String::as_str), SIZE).clamp(40, LABEL);
    let text = widest(rows().flat_map(|r| &r.text).map(String::as_str), SIZE).min(TEXT);
    let values = || panels.iter().flat_map(|p| &p.rows).filter_map(|r| number(r.value.as_deref()?));
    let mut sizes: Vec<f64> = values().map(f64::abs).filter(|v| *v > 0.0).collect();
    sizes.sort_by(f64::total_cmp);
    // One figure far out must not flatten all others.
    let most = sizes.get(sizes.len() / 2).map_or(1.0, |middle| middle * CUT);
    let low = values().fold(0.0, f64::min).max(-most);
    let high = values().fold(0.0, f64::max).min(most);
    let high = if high > low { high } else { low + 1.0 };
    let (from, to) = (label + 12, wide - text - 12);
    Bars { scale: Scale { low, high, from, to: to.max(from + 1) }, text: wide }
}

fn panel_marks(pen: &Pen, panel: &Placed, wide: i32, bars: &Bars) {
    pen.lines(panel.x, panel.title_y, &panel.title, Side::Right, Role::HEAD);
    let zero = panel.x + bars.scale.at(0.0);
    let mut top = panel.top;
    for row in &panel.rows {
        pen.line((panel.x, top), (panel.x + wide, top), Role::RULE, 1);
        pen.lines(panel.x, row.y, &row.label, Side::Right, Role::TEXT);
        pen.lines(panel.x + bars.text, row.y, &row.text, Side::Left, Role::TEXT);
        if let Some(value) = row.deviation.value.as_deref().and_then(number) {
            let end = panel.x + bars.scale.at(value);
            // Below is the darker: what lags is to be seen first, in print too.
            let role = if value < 0.0 { Role::ACTUAL } else { Role::LAST };
            pen.bar((zero, end), row.y, BAR, role);
            if value > bars.scale.high {
                cut(pen, end, row.y, 1);
            }
            if value < bars.scale.low {
                cut(pen, end, row.y, -1);
            }
        }
        pen.line((zero, top + 2), (zero, row.bottom - 2), Role::AXIS, 1);
        top = row.bottom;
    }
}

/// Two slanted gaps near a bar's end: it goes on, and its figure says how far.
fn cut(pen: &Pen, end: i32, y: i32, way: i32) {
    for gap in [6, 12] {
        let x = end - way * gap;
        pen.line((x - 3, y + BAR + 2), (x + 3, y - BAR - 2), Role::PAPER, 3);
    }
}
