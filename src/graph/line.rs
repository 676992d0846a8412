//! The year's course of one indicator: value, 序时, target and last year; the future stays empty.

use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::series::LineSeries;
use plotters::style::Color as _;

use super::backend::{SIZE, Svg};
use super::pen::{Pen, Side, draw as sheet_of};
use super::role::Role;
use super::scale::{number, tick_text, ticks};
use super::text::{line_height, widest, width, wrap};
use super::{Sheet, Width};
use crate::editions::blocks::Line;

type Place = (i32, i32);
type Context<'a, 'b> = ChartContext<'a, Svg<'b>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;
/// Left, top, right, bottom.
type Area = (i32, i32, i32, i32);

/// The numbers of a chart; `None` where nothing is known or nothing is due.
struct Courses {
    actual: Vec<Option<f64>>,
    schedule: Vec<Option<f64>>,
    last: Vec<Option<f64>>,
    target: Option<f64>,
    /// Ends of the axis.
    low: f64,
    high: f64,
    ticks: Vec<f64>,
    digits: usize,
}

/// A label at the right end of its line.
struct End {
    lines: Vec<String>,
    role: Role,
    /// Middle of the block of lines.
    y: i32,
}

struct Layout {
    plot: Area,
    height: i32,
    tick_texts: Vec<String>,
}

pub(super) fn draw(sheet: &Sheet, line: &Line) -> String {
    let courses = courses(line);
    let mut ends = ends(sheet, line, &courses);
    let layout = layout(sheet, line, &courses, &ends);
    sheet_of(sheet, layout.height, |pen| {
        let (left, top, right, bottom) = layout.plot;
        let months = line.labels.len() as f64;
        let mut builder = ChartBuilder::on(&pen.area);
        builder
            .margin_left(left)
            .margin_top(top)
            .margin_right(sheet.width.pixels() - right)
            .margin_bottom(layout.height - bottom);
        // Ranges are never empty and the area never negative, so this always builds.
        let Ok(mut context) = builder.build_cartesian_2d(-0.5..months - 0.5, courses.low..courses.high)
        else {
            return;
        };
        axes(pen, line, &courses, &layout, &context);
        let ways = series(&mut context, &courses);
        for end in &mut ends {
            end.y = context.backend_coord(&(months - 0.5, end_value(end.role, &courses))).1;
        }
        spread(&mut ends, top, bottom);
        for end in &ends {
            pen.lines(right + 8, end.y, &end.lines, Side::Right, end.role);
        }
        values_at_marks(pen, sheet, line, &courses, &layout, &ways, &context);
    })
}

fn courses(line: &Line) -> Courses {
    let months = line.labels.len();
    let read = |texts: &[Option<String>]| -> Vec<Option<f64>> {
        texts.iter().take(months).map(|t| t.as_deref().and_then(number)).collect()
    };
    let (actual, schedule, last) = (read(&line.actual), read(&line.schedule), read(&line.last_year));
    let target = line.target.as_deref().and_then(number);
    let all: Vec<f64> =
        actual.iter().chain(&schedule).chain(&last).flatten().copied().chain(target).collect();
    let (low, high) = span(&all);
    let texts = line.actual.iter().chain(&line.schedule).chain(&line.last_year).flatten().chain(&line.target);
    let (ticks, digits) = ticks(low, high, texts.into_iter().all(|t| !t.contains('.')));
    Courses { actual, schedule, last, target, low, high, ticks, digits }
}

/// From zero, with a little air where there are values.
///
/// Only a level whose whole course lies in the uppermost tenth begins higher, and its axis says so.
fn span(all: &[f64]) -> (f64, f64) {
    let low = all.iter().copied().fold(f64::INFINITY, f64::min);
    let high = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if !low.is_finite() || (low == 0.0 && high == 0.0) {
        return (0.0, 1.0);
    }
    if low > high * 0.9 && high > low {
        let air = (high - low) * 0.15;
        return (low - air, high + air);
    }
    let (low, high) = (low.min(0.0), high.max(0.0));
    let air = (high - low) * 0.06;
    (if low < 0.0 { low - air } else { 0.0 }, if high > 0.0 { high + air } else { 0.0 })
}

/// Which lines are named at their right end, from the most important on.
fn ends(sheet: &Sheet, line: &Line, courses: &Courses) -> Vec<End> {
    let room = match sheet.width {
        Width::Wide => 118,
        Width::Narrow => 68,
    };
    let mut out = vec![];
    let mut add = |text: &str, role: Role| out.push(End { lines: wrap(text, SIZE, room), role, y: 0 });
    if courses.target.is_some() && !line.target_label.trim().is_empty() {
        add(&line.target_label, Role::TARGET);
    }
    if courses.schedule.iter().any(Option::is_some) {
        add("序时", Role::SCHEDULE);
    }
    if courses.last.iter().any(Option::is_some) {
        add("上年", Role::QUIET);
    }
    out
}

fn end_value(role: Role, courses: &Courses) -> f64 {
    let last = |course: &[Option<f64>]| course.iter().flatten().last().copied();
    let value = match role {
        Role::TARGET => courses.target,
        Role::SCHEDULE => last(&courses.schedule),
        _ => last(&courses.last),
    };
    value.unwrap_or(0.0)
}

fn layout(sheet: &Sheet, line: &Line, courses: &Courses, ends: &[End]) -> Layout {
    let w = sheet.width.pixels();
    let tick_texts: Vec<String> = courses.ticks.iter().map(|t| tick_text(*t, courses.digits)).collect();
    let left = widest(tick_texts.iter().map(String::as_str), SIZE) + 8;
    let names = widest(ends.iter().flat_map(|e| e.lines.iter().map(String::as_str)), SIZE);
    let right = w - if names > 0 { names + 8 } else { 2 };
    let top = if unit(line, courses).is_empty() { 10 } else { line_height(SIZE) + 8 };
    let named: i32 = ends.iter().map(|e| e.lines.len() as i32 * line_height(SIZE) + 2).sum();
    let tall = match sheet.width {
        Width::Wide => 230,
        Width::Narrow => 200,
    };
    let bottom = top + named.max(tall);
    Layout { plot: (left, top, right, bottom), height: bottom + line_height(SIZE) + 8, tick_texts }
}

/// The axis's unit, and a warning where it does not begin at zero.
fn unit(line: &Line, courses: &Courses) -> String {
    match (line.unit.trim(), courses.low > 0.0) {
        (unit, false) => unit.to_string(),
        ("", true) => "纵轴不从0起".to_string(),
        (unit, true) => format!("{unit}（纵轴不从0起）"),
    }
}

fn axes(pen: &Pen, line: &Line, courses: &Courses, layout: &Layout, context: &Context) {
    let (left, _, right, bottom) = layout.plot;
    pen.text(0, line_height(SIZE) / 2, &unit(line, courses), Side::Right, Role::QUIET, SIZE);
    for (value, text) in courses.ticks.iter().zip(&layout.tick_texts) {
        let y = context.backend_coord(&(0.0, *value)).1;
        let role = if text == "0" { Role::AXIS } else { Role::RULE };
        pen.line((left, y), (right, y), role, 1);
        pen.text(left - 8, y, text, Side::Left, Role::QUIET, SIZE);
    }
    let step = (right - left) / line.labels.len().max(1) as i32;
    let wide = widest(line.labels.iter().map(String::as_str), SIZE) + 8;
    let every =
        [1, 2, 3, 4, 6, 12].into_iter().find(|n| n * step >= wide).unwrap_or(line.labels.len() as i32);
    for (n, label) in line.labels.iter().enumerate() {
        if (n + 1) % every.max(1) as usize == 0 {
            let x = context.backend_coord(&(n as f64, 0.0)).0;
            pen.text(x, bottom + 6 + line_height(SIZE) / 2, label, Side::Middle, Role::QUIET, SIZE);
        }
    }
}

/// Draws all lines, the value last; gives the places of their points.
fn series(context: &mut Context, courses: &Courses) -> Vec<Vec<Place>> {
    let months = courses.actual.len().max(courses.schedule.len()).max(courses.last.len()).max(1) as f64;
    let known = |course: &[Option<f64>]| -> Vec<(f64, f64)> {
        course.iter().enumerate().filter_map(|(n, v)| v.map(|v| (n as f64, v))).collect()
    };
    let target = courses.target.map(|t| vec![(-0.5, t), (months - 0.5, t)]).unwrap_or_default();
    let mut lines = vec![
        (known(&courses.last), Role::LAST, 1),
        (target, Role::TARGET, 2),
        (known(&courses.schedule), Role::SCHEDULE, 2),
        (known(&courses.actual), Role::ACTUAL, 1),
    ];
    // Over a month without a value the line is thin: it is not known to have run so.
    let runs = courses.actual.split(Option::is_none);
    let mut from = 0;
    for run in runs {
        let points = run.iter().enumerate().filter_map(|(n, v)| v.map(|v| ((from + n) as f64, v))).collect();
        lines.push((points, Role::ACTUAL, 3));
        from += run.len() + 1;
    }
    let mut ways = vec![];
    for (points, role, stroke) in lines {
        if points.is_empty() {
            continue;
        }
        ways.push(points.iter().map(|p| context.backend_coord(p)).collect());
        let _ = context.draw_series(LineSeries::new(points, role.carrier().stroke_width(stroke)));
    }
    ways
}

/// Moves labels apart; those that would leave the plot at its foot push the others up.
fn spread(ends: &mut [End], top: i32, bottom: i32) {
    ends.sort_by_key(|e| e.y);
    let tall = |e: &End| e.lines.len() as i32 * line_height(SIZE) + 2;
    let mut free = top - 8;
    for end in ends.iter_mut() {
        end.y = end.y.max(free + tall(end) / 2);
        free = end.y + tall(end) / 2;
    }
    let mut free = bottom + 8;
    for end in ends.iter_mut().rev() {
        end.y = end.y.min(free - tall(end) / 2);
        free = end.y - tall(end) / 2;
    }
}

/// A dot at each known value and its figure where there is room; the last figure always, with its unit.
fn values_at_marks(
    pen: &Pen,
    sheet: &Sheet,
    line: &Line,
    courses: &Courses,
    layout: &Layout,
    ways: &[Vec<Place>],
    context: &Context,
) {
    let marks: Vec<(Place, &str)> = (courses.actual.iter().zip(&line.actual).enumerate())
        .filter_map(|(n, (value, text))| {
            Some((context.backend_coord(&(n as f64, (*value)?)), text.as_deref()?.trim()))
        })
        .collect();
    let mut taken: Vec<Area> = vec![];
    for (n, (at, text)) in marks.iter().enumerate().rev() {
        let last = n + 1 == marks.len();
        pen.dot(*at, if last { 5 } else { 3 }, Role::ACTUAL);
        if !last && sheet.width == Width::Narrow {
            continue;
        }
        let text = if last { format!("{text}{}", line.unit.trim()) } else { text.to_string() };
        if let Some((x, y, area)) = room(*at, width(&text, SIZE), last, layout.plot, ways, &taken) {
            pen.text(x, y, &text, Side::Middle, Role::VALUE, SIZE);
            taken.push(area);
        }
    }
}

/// Where a figure of this width stands by its mark: the first of few places that no line crosses.
///
/// One that must stand takes the place with the fewest lines; the others then stay away.
fn room(
    (x, y): Place,
    wide: i32,
    must: bool,
    plot: Area,
    ways: &[Vec<Place>],
    taken: &[Area],
) -> Option<(i32, i32, Area)> {
    let half = wide / 2 + 1;
    let places = [
        (0, -15),
        (0, 16),
        (-half - 4, -14),
        (half + 4, 14),
        (half + 9, 0),
        (-half - 9, 0),
        (0, -28),
        (0, 30),
    ];
    let mut best: Option<(usize, (i32, i32, Area))> = None;
    for (dx, dy) in places {
        let least = plot.0 + half;
        let x = (x + dx).clamp(least, (plot.2 - half).max(least));
        let y = (y + dy).clamp(plot.1 - 2, plot.3 - 8);
        let area = (x - half, y - 8, x + half, y + 8);
        let touches = |other: &Area| {
            area.0 < other.2 + 4 && other.0 < area.2 + 4 && area.1 < other.3 && other.1 < area.3
        };
        if taken.iter().any(touches) {
            continue;
        }
        let crossed =
            ways.iter().flat_map(|way| way.windows(2)).filter(|w| crosses(w[0], w[1], area)).count();
        if best.as_ref().is_none_or(|(least, _)| crossed < *least) {
            best = Some((crossed, (x, y, area)));
        }
    }
    best.filter(|(crossed, _)| must || *crossed == 0).map(|(_, place)| place)
}

/// Whether the straight line from `a` to `b` meets the area (Liang and Barsky 1984).
fn crosses(a: Place, b: Place, area: Area) -> bool {
    let (dx, dy) = (f64::from(b.0 - a.0), f64::from(b.1 - a.1));
    let (mut from, mut to) = (0.0f64, 1.0f64);
    let sides = [(-dx, a.0 - area.0), (dx, area.2 - a.0), (-dy, a.1 - area.1), (dy, area.3 - a.1)];
    for (p, q) in sides {
        let q = f64::from(q);
        if p == 0.0 {
            if q < 0.0 {
                return false;
            }
            continue;
        }
        if p < 0.0 { from = from.max(q / p) } else { to = to.min(q / p) }
    }
    from <= to
}
