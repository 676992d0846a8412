//! A chart as a file of its own, for a document that has no page around it.

use std::fmt::Write;

use super::backend::{FONTS, SIZE, escape};
use super::role::Role;
use super::text::{line_height, wrap};
use super::{Width, svg};
use crate::editions::blocks::Chart;

const MARGIN: i32 = 20;
const TITLE: i32 = 17;

/// A whole SVG file: title, unit and period, the wide plot, source and cutoff, on a white ground.
pub fn file(chart: &Chart) -> String {
    let plot = svg(chart, Width::Wide);
    let plot_height = height(&plot);
    let width = Width::Wide.pixels();
    let mut texts = String::new();
    let mut y = MARGIN;
    let mut write = |text: &str, size: i32, role: Role, y: &mut i32| {
        for line in wrap(text, size, width).iter().filter(|l| !l.is_empty()) {
            let weight = if role == Role::HEAD { " font-weight=\"600\"" } else { "" };
            let base = f64::from(*y) + f64::from(line_height(size)) / 2.0 + f64::from(size) * 0.37;
            let _ = writeln!(
                texts,
                "<text class=\"f {}\" fill=\"{}\" x=\"{MARGIN}\" y=\"{base:.1}\" font-size=\"{size}\"{weight}>{}</text>",
                role.class(),
                role.hex(),
                escape(line)
            );
            *y += line_height(size);
        }
    };
    write(&chart.title, TITLE, Role::HEAD, &mut y);
    write(&chart.subtitle, SIZE, Role::QUIET, &mut y);
    let plot_y = y + 10;
    y = plot_y + plot_height + 10;
    write(&chart.source, SIZE, Role::QUIET, &mut y);
    let (w, h) = (width + 2 * MARGIN, y + MARGIN - 6);
    let place = format!("<svg x=\"{MARGIN}\" y=\"{plot_y}\" width=\"{width}\" height=\"{plot_height}\" ");
    let plot = plot.replacen("<svg ", &place, 1);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" \
         font-family=\"{FONTS}\">\n<rect class=\"f {}\" fill=\"{}\" width=\"{w}\" height=\"{h}\"/>\n{texts}{plot}</svg>\n",
        Role::PAPER.class(),
        Role::PAPER.hex(),
    )
}

/// The height that our own drawing states in its head.
fn height(plot: &str) -> i32 {
    let after = plot.split_once("viewBox=\"").map_or("", |(_, rest)| rest);
    let size = after.split('"').next().unwrap_or("");
    size.split(' ').nth(3).and_then(|h| h.parse().ok()).unwrap_or(0)
}
