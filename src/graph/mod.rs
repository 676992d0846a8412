//! Takes chart data. Gives SVG, drawn by plotters on a backend of our own.
//!
//! Computes no figure, reads no font, makes no random id: the same chart gives the same bytes. Numbers become
//! floats only here, for the place of a mark.
//!
//! [`svg`] draws the plot alone, for a page: title, unit and period, source and table of a [`Chart`] stand around it
//! as text of the page. Letters are 13 pixels in both widths, so a page embeds both and shows one: `.plot-wide`
//! from 640 pixels on and in print, `.plot-narrow` below. [`file()`] is a drawing by itself, with title and source.
//!
//! # Classes
//! The drawing has `plot` and `plot-wide` or `plot-narrow`. Each mark has `f` (filled) or `s` (stroked) and its
//! role; [`style`] gives each role a `color`, `f` and `s` take `currentColor`. Without any style sheet (print,
//! Typst) the attributes hold the colours of a light page.
//!
//! | role | what | light, dark |
//! |---|---|---|
//! | `c-text` `c-value` `c-head` | labels; figures over marks (with a rim of paper); heads of groups | `#1b1b1b`, `#e8e8e6` |
//! | `c-quiet` | axis texts, keys | `#5a5f66`, `#a9afb7` |
//! | `c-paper` | rim and gaps: the page's ground | `#ffffff`, `#17191c` |
//! | `c-rule` `c-axis` `c-track` | hairlines; zero line; the empty part of a bar | see `role.rs` |
//! | `c-actual` `c-target` `c-schedule` `c-last` | value, target, 序时 (dashed), last year | see `role.rs` |
//! | `c-hatch` | slanted lines of what is not reported | see `role.rs` |
//! | `l-…` `b-…` `t-…` | shape, bar and cell ground of a light: `green blue yellow red not-due missing not-assessed no-target` | look's tokens |

mod backend;
mod bars;
mod bullets;
mod dumbbell;
mod file;
mod heat;
mod line;
mod milestones;
mod multiples;
mod pen;
mod role;
mod room;
mod rows;
mod scale;
mod text;

#[cfg(test)]
mod tests;

use crate::editions::blocks::{Chart, ChartData};

pub use file::file;
pub use role::style;

/// For which width of the page a drawing is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// 760 pixels: pages.
    Wide,
    /// 340 pixels: a phone of 360.
    Narrow,
    /// 600 pixels on a sheet's 156 mm: letters of 9.6 points; few colours, told apart in a copy.
    Print,
}

impl Width {
    fn pixels(self) -> i32 {
        match self {
            Width::Wide => 760,
            Width::Narrow => 340,
            Width::Print => 600,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Width::Wide => "wide",
            Width::Narrow => "narrow",
            Width::Print => "print",
        }
    }
}

/// What every drawing of a chart knows.
struct Sheet<'c> {
    chart: &'c Chart,
    width: Width,
    /// Of the `svg` element; ids inside begin with it.
    id: String,
}

/// The plot of a chart as an `svg` element, without a declaration, to be embedded in a page.
pub fn svg(chart: &Chart, width: Width) -> String {
    let name: String =
        chart.id.chars().map(|c| if c.is_alphanumeric() || c == '-' || c == '_' { c } else { '-' }).collect();
    let sheet = Sheet { chart, width, id: format!("plot-{name}-{}", width.code()) };
    match &chart.data {
        ChartData::Bullets(rows) if !rows.is_empty() => bullets::draw(&sheet, rows),
        ChartData::Line(line) if !line.labels.is_empty() => line::draw(&sheet, line),
        ChartData::RegionBars(rows) if !rows.is_empty() => bars::draw(&sheet, rows),
        ChartData::Heat(heat) if !heat.rows.is_empty() && !heat.columns.is_empty() => {
            heat::draw(&sheet, heat)
        }
        ChartData::Milestones(rows) if !rows.is_empty() => milestones::draw(&sheet, rows),
        ChartData::Dumbbell(rows) if !rows.is_empty() => dumbbell::draw(&sheet, rows),
        ChartData::Multiples(panels) if panels.iter().any(|p| !p.rows.is_empty()) => {
            multiples::draw(&sheet, panels)
        }
        ChartData::Bullets(_)
        | ChartData::Line(_)
        | ChartData::RegionBars(_)
        | ChartData::Heat(_)
        | ChartData::Milestones(_)
        | ChartData::Dumbbell(_)
        | ChartData::Multiples(_) => nothing(&sheet),
    }
}

/// A chart without data says so.
fn nothing(sheet: &Sheet) -> String {
    pen::draw(sheet, 28, |pen| {
        pen.text(0, 14, "无可列示的数据", pen::Side::Right, role::Role::QUIET, backend::SIZE)
    })
}
