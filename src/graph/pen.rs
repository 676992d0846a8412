//! A sheet of fixed size and the few marks that charts are made of.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color as _, FontStyle, IntoFont, TextStyle};

use super::backend::{SIZE, Svg};
use super::role::Role;
use super::text;
use super::{Sheet, Width};
use crate::base::Color;
use crate::editions::blocks::LightMark;

/// Half the side of a light's shape, in pixels.
const R: i32 = 5;

pub(super) struct Pen<'a> {
    pub area: DrawingArea<Svg<'a>, Shift>,
}

/// To which side of its place a text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// It begins at the place.
    Right,
    /// It ends at the place.
    Left,
    Middle,
}

/// Draws on a sheet of the given height and returns it as SVG.
pub(super) fn draw(sheet: &Sheet, height: i32, marks: impl FnOnce(&Pen)) -> String {
    let mut out = String::new();
    let class = match sheet.width {
        Width::Wide => "plot plot-wide",
        Width::Narrow => "plot plot-narrow",
        Width::Print => "plot plot-print",
    };
    let (id, title, desc) = (sheet.id.as_str(), sheet.chart.title.as_str(), sheet.chart.alt.as_str());
    let (w, h) = (sheet.width.pixels().max(1) as u32, height.max(1) as u32);
    let print = sheet.width == Width::Print;
    let backend = Svg { out: &mut out, id, class, title, desc, width: w, height: h, print };
    let pen = Pen { area: backend.into_drawing_area() };
    marks(&pen);
    // Our backend only writes to a String: no call of it can fail, here and in all marks below.
    let _ = pen.area.present();
    drop(pen);
    out
}

impl Pen<'_> {
    pub fn rect(&self, (x0, y0): (i32, i32), (x1, y1): (i32, i32), role: Role) {
        let corners = [(x0.min(x1), y0.min(y1)), (x0.max(x1), y0.max(y1))];
        let _ = self.area.draw(&Rectangle::new(corners, role.carrier().filled()));
    }

    /// A level bar around `y`; nothing where it has no length.
    pub fn bar(&self, (a, b): (i32, i32), y: i32, half: i32, role: Role) {
        if a != b {
            self.rect((a, y - half), (b, y + half), role);
        }
    }

    pub fn frame(&self, (x0, y0): (i32, i32), (x1, y1): (i32, i32), role: Role) {
        let _ = self.area.draw(&Rectangle::new([(x0, y0), (x1, y1)], role.carrier().stroke_width(1)));
    }

    pub fn line(&self, a: (i32, i32), b: (i32, i32), role: Role, width: u32) {
        let _ = self.area.draw(&PathElement::new(vec![a, b], role.carrier().stroke_width(width)));
    }

    pub fn shape(&self, points: &[(i32, i32)], role: Role) {
        let _ = self.area.draw(&Polygon::new(points.to_vec(), role.carrier()));
    }

    pub fn dot(&self, at: (i32, i32), radius: u32, role: Role) {
        let _ = self.area.draw(&Circle::new(at, radius, role.carrier().filled()));
    }

    pub fn ring(&self, at: (i32, i32), radius: u32, role: Role) {
        let _ = self.area.draw(&Circle::new(at, radius, role.carrier().stroke_width(2)));
    }

    /// A line of text whose middle is at `y`.
    pub fn text(&self, x: i32, y: i32, text: &str, side: Side, role: Role, size: i32) {
        if text.is_empty() {
            return;
        }
        let h_pos = match side {
            Side::Right => HPos::Left,
            Side::Left => HPos::Right,
            Side::Middle => HPos::Center,
        };
        let face = if role == Role::HEAD { FontStyle::Bold } else { FontStyle::Normal };
        let color = role.carrier();
        let style = TextStyle::from(("sans-serif", size, face).into_font())
            .color(&color)
            .pos(Pos::new(h_pos, VPos::Center));
        let _ = self.area.draw(&Text::new(text, (x, y), style));
    }

    /// Lines of text, the middle of all of them at `y`.
    pub fn lines(&self, x: i32, y: i32, lines: &[String], side: Side, role: Role) {
        self.lines_of(x, y, lines, side, role, SIZE);
    }

    pub fn lines_of(&self, x: i32, y: i32, lines: &[String], side: Side, role: Role, size: i32) {
        let step = text::line_height(size);
        let first = y - (lines.len() as i32 - 1) * step / 2;
        for (n, line) in lines.iter().enumerate() {
            self.text(x, first + n as i32 * step, line, side, role, size);
        }
    }

    /// A light's shape around `(x, y)`: each differs from the others without colour.
    pub fn light(&self, x: i32, y: i32, mark: LightMark) {
        let role = Role::light(mark);
        match mark {
            LightMark::Lit(Color::Green) => self.dot((x, y), R as u32, role),
            LightMark::Lit(Color::Blue) => {
                self.shape(&[(x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y)], role)
            }
            LightMark::Lit(Color::Yellow) => self.shape(&[(x, y - R), (x + 6, y + R), (x - 6, y + R)], role),
            LightMark::Lit(Color::Red) => self.rect((x - R, y - R), (x + R, y + R), role),
            LightMark::NotDue => self.ring((x, y), 4, role),
            LightMark::Missing => {
                self.ring((x, y), 4, role);
                self.line((x - 4, y + 4), (x + 4, y - 4), role, 2);
            }
            LightMark::NotAssessed => self.line((x - R, y), (x + R, y), role, 2),
            LightMark::NoTarget => self.dot((x, y), 2, role),
        }
    }
}
