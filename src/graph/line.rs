//! The year's course of one indicator: value, 序时, target and last year; the future stays empty.

use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::series::LineSeries;
use plotters::style::Color as _;

use super::backend::{SIZE, Svg};
use super::pen::{Pen, Side, draw as sheet_of};
use super::role::Role;
use super::room::{Area, End, Place, room, spread};
use super::scale::{number, tick_text, ticks, within};
use super::text::{line_height, widest, width, wrap};
use super::{Sheet, Width};
use crate::editions::blocks::Line;

type Context<'a, 'b> = ChartContext<'a, Svg<'b>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// The numbers of a chart; `None` where nothing is known or nothing is due.
struct Courses {
    months: f64,
    actual: Vec<Option<f64>>,
    schedule: Vec<Option<f64>>,
    last: Vec<Option<f64>>,
    target: Option<f64>,
    /// What held before it, each with the place where it ended.
    earlier: Vec<(f64, f64)>,
    /// Ends of the axis.
    low: f64,
    high: f64,
    ticks: Vec<f64>,
    digits: usize,
}

struct Layout {
    plot: Area,
    height: i32,
    unit: Vec<String>,
    tick_texts: Vec<String>,
    /// The names of the months that have room for one, by their place.
    months: Vec<(usize, Vec<String>)>,
}

pub(super) fn draw(sheet: &Sheet, line: &Line) -> String {
    let courses = courses(line);
    let mut ends = ends(sheet, line, &courses);
    let layout = layout(sheet, line, &courses, &ends);
    sheet_of(sheet, layout.height, |pen| {
        let (left, top, right, bottom) = layout.plot;
        let months = courses.months;
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
        axes(pen, &courses, &layout, &context);
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
    let ended = |(text, until): &(String, usize)| Some((number(text)?, (*until).min(months) as f64 - 0.5));
    let earlier: Vec<(f64, f64)> = line.earlier_targets.iter().filter_map(ended).collect();
    let targets = earlier.iter().map(|(value, _)| *value).chain(target);
    let all: Vec<f64> =
        actual.iter().chain(&schedule).chain(&last).flatten().copied().chain(targets).collect();
    let (low, high) = span(&all);
    let texts = line.actual.iter().chain(&line.schedule).chain(&line.last_year).flatten().chain(&line.target);
    let (ticks, digits) = ticks(low, high, texts.into_iter().all(|t| !t.contains('.')));
    Courses { months: months as f64, actual, schedule, last, target, earlier, low, high, ticks, digits }
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
        Width::Wide | Width::Print => 118,
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
    let unit = wrap(&unit(line, courses), SIZE, w);
    let top = unit.len() as i32 * line_height(SIZE) + 8;
    let named: i32 = ends.iter().map(|e| e.lines.len() as i32 * line_height(SIZE) + 3).sum();
    let tall = match sheet.width {
        Width::Wide => 230,
        Width::Print => 210,
        Width::Narrow => 200,
    };
    let bottom = top + named.max(tall);
    let months = months(line, right - left);
    let below = months.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0) as i32 * line_height(SIZE);
    Layout { plot: (left, top, right, bottom), height: bottom + below + 8, unit, tick_texts, months }
}

/// Every month, or every second, third … up to the last, as there is room for its name.
fn months(line: &Line, room: i32) -> Vec<(usize, Vec<String>)> {
    let all = line.labels.len();
    let wide = widest(line.labels.iter().map(String::as_str), SIZE) + 8;
    // The outermost names are moved inwards, towards their neighbours.
    let fits = |n: &usize| {
        let step = room / all as i32;
        *n as i32 * step >= wide + (wide - step).max(0)
    };
    let every = (1..=all).find(fits).unwrap_or(all);
    let named = line.labels.iter().enumerate().filter(|(n, _)| (all - 1 - n).is_multiple_of(every));
    named.map(|(n, label)| (n, wrap(label, SIZE, room))).collect()
}

/// The axis's unit, and a warning where it does not begin at zero.
fn unit(line: &Line, courses: &Courses) -> String {
    match (line.unit.trim(), courses.low > 0.0) {
        (unit, false) => unit.to_string(),
        ("", true) => "纵轴不从0起".to_string(),
        (unit, true) => format!("{unit}（纵轴不从0起）"),
    }
}

fn axes(pen: &Pen, courses: &Courses, layout: &Layout, context: &Context) {
    let (left, _, right, bottom) = layout.plot;
    let (step, unit) = (line_height(SIZE), &layout.unit);
    pen.lines(0, unit.len() as i32 * step / 2, unit, Side::Right, Role::QUIET);
    for (value, text) in courses.ticks.iter().zip(&layout.tick_texts) {
        let y = context.backend_coord(&(0.0, *value)).1;
        let role = if text == "0" { Role::AXIS } else { Role::RULE };
        pen.line((left, y), (right, y), role, 1);
        pen.text(left - 8, y, text, Side::Left, Role::QUIET, SIZE);
    }
    for (n, lines) in &layout.months {
        let half = widest(lines.iter().map(String::as_str), SIZE) / 2 + 1;
        let x = within(context.backend_coord(&(*n as f64, 0.0)).0, left + half, right - half);
        pen.lines(x, bottom + 6 + lines.len() as i32 * step / 2, lines, Side::Middle, Role::QUIET);
    }
}

/// Draws all lines, the value last; gives the places of their points.
fn series(context: &mut Context, courses: &Courses) -> Vec<Vec<Place>> {
    let known = |course: &[Option<f64>]| -> Vec<(f64, f64)> {
        course.iter().enumerate().filter_map(|(n, v)| v.map(|v| (n as f64, v))).collect()
    };
    let mut lines = vec![(known(&courses.last), Role::LAST, 1)];
    let mut from = -0.5;
    let now = courses.target.map(|target| (target, courses.months - 0.5));
    for (target, until) in courses.earlier.iter().copied().chain(now) {
        lines.push((vec![(from, target), (until.max(from), target)], Role::TARGET, 2));
        from = until.max(from);
    }
    lines.push((known(&courses.schedule), Role::SCHEDULE, 2));
    // Over a month without a value the line is thin: it is not known to have run so.
    let known_months = known(&courses.actual);
    for pair in known_months.windows(2) {
        if pair[1].0 - pair[0].0 > 1.0 {
            lines.push((pair.to_vec(), Role::ACTUAL, 1));
        }
    }
    for run in known_months.chunk_by(|a, b| b.0 - a.0 == 1.0) {
        lines.push((run.to_vec(), Role::ACTUAL, 3));
    }
    let mut ways = vec![];
    for (points, role, stroke) in lines {
        if points.len() < 2 {
            continue;
        }
        ways.push(points.iter().map(|p| context.backend_coord(p)).collect());
        let _ = context.draw_series(LineSeries::new(points, role.carrier().stroke_width(stroke)));
    }
    ways
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
