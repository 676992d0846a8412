use super::{source, statement};
use crate::base::{Period, Quantity, Ratio};
use crate::check::record::{History, Indicator, Kind, Target, TargetVersion};
use crate::compute::State;
use crate::editions::blocks::{Cell, Chart, ChartData, Column, Line, Row, Table};
use crate::editions::cells::Shown;
use crate::editions::lookup::Year;
use crate::editions::{tables, words};

/// The year's course of an indicator, its 序时 and last year's; `None` where there is no number to draw.
pub fn line(history: &[Shown<'_>], schedule: impl Fn(Period) -> Option<Ratio>) -> Option<Chart> {
    let latest = history.iter().rev().find(|s| s.figure.value.is_some())?;
    let indicator = latest.indicator;
    if matches!(indicator.kind, Kind::Event | Kind::Text | Kind::Milestone | Kind::Ranking) {
        return None;
    }
    let periods = all_periods(latest, history);
    let actual: Vec<Option<Quantity>> = periods
        .iter()
        .map(|p| history.iter().find(|s| s.period == *p).and_then(|s| s.figure.value))
        .collect();
    let last_year: Vec<Option<Quantity>> =
        periods.iter().map(|p| last_year(latest.year, indicator, *p)).collect();
    let target = target_number(&latest.figure.target);
    // One point beside nothing shows no course.
    if target.is_none() && actual.iter().flatten().count() < 2 {
        return None;
    }
    let due: Vec<Option<Quantity>> =
        periods.iter().map(|p| due_amount(indicator, target_of(latest, *p)?, schedule(*p)?)).collect();
    let unit = latest.unit();
    let data = Line {
        unit: unit.into(),
        labels: periods.iter().map(|p| p.own_label()).collect(),
        actual: texts_of(&actual),
        schedule: texts_of(&due),
        target: target.map(|t| t.to_string()),
        earlier_targets: earlier_targets(latest, &periods),
        last_year: texts_of(&last_year),
        target_label: match target {
            Some(_) => format!("年度目标{}", words::target_long(&latest.figure.target, unit, latest.year)),
            None => String::new(),
        },
    };
    // What stands since is silence: the title says of which period it speaks.
    let since = history.iter().rev().take_while(|s| s.period > latest.period);
    let silent = since.filter(|s| s.figure.state == State::Missing).last();
    let title = match silent {
        Some(silent) => {
            let (then, now) = (latest.own_period().label(), silent.own_period().label());
            format!("{then}{}，{now}未报", statement(latest))
        }
        None => statement(latest),
    };
    let mut subtitle = match unit {
        "" => format!("{}年", latest.year.year),
        unit => format!("{unit}，{}年", latest.year.year),
    };
    if let Some(changed) = latest.changed_target() {
        subtitle += &format!("；年度{changed}，此前的序时按原目标计");
    }
    let alt = alternative(&title, &data, &periods, [&actual, &due, &last_year]);
    let table = line_table(&periods, unit, [&actual, &due, &last_year]);
    Some(Chart {
        id: "course".into(),
        title,
        subtitle,
        alt,
        source: source(latest),
        data: ChartData::Line(data),
        table: Some(table),
    })
}

/// All points in words, each beside what was due and what was a year ago.
fn alternative(title: &str, data: &Line, periods: &[Period], rows: [&[Option<Quantity>]; 3]) -> String {
    let [actual, due, last_year] = rows;
    let unit = &data.unit;
    let beside =
        |word: &str, value: Option<Quantity>| value.map(|v| format!("，{word}{v}{unit}")).unwrap_or_default();
    let point = |i: usize| {
        let value = actual[i]?;
        let (due, last) = (beside("序时应达", due[i]), beside("上年同期", last_year[i]));
        Some(format!("{}{value}{unit}{due}{last}", periods[i].label()))
    };
    let points: Vec<String> = (0..periods.len()).filter_map(point).collect();
    let target = if data.target.is_some() { format!("{}。", data.target_label) } else { String::new() };
    format!("{title}。{}。{target}", points.join("；"))
}

/// Every period of the year the indicator reports in: the future is empty, not zero.
fn all_periods(latest: &Shown<'_>, history: &[Shown<'_>]) -> Vec<Period> {
    let kind = latest.indicator.frequency;
    let of_kind = (1..=kind.per_year()).filter_map(|i| Period::new(latest.year.year, kind, i));
    let mut periods: Vec<Period> = of_kind.chain(history.iter().map(|s| s.period)).collect();
    periods.sort();
    // The third dekad stands under its month's own name where the month's report is it.
    periods.dedup_by_key(|p| p.last_day());
    periods
}

fn last_year(year: &Year<'_>, indicator: &Indicator, period: Period) -> Option<Quantity> {
    let before = Period { year: period.year - 1, ..period };
    let of = |h: &&History| h.indicator == indicator.id && h.period == before && h.region.is_none();
    year.plan.history.iter().find(of).map(|h| h.value)
}

/// The target in force in a period, by the versions known today.
fn target_of(latest: &Shown<'_>, period: Period) -> Option<Quantity> {
    let as_of = latest.lookup.figures.as_of;
    let known = |v: &&TargetVersion| v.date.is_none_or(|day| day <= as_of);
    let mut versions = latest.indicator.versions.iter().filter(known);
    let in_force = versions.rfind(|v| v.from.first_day() <= period.last_day());
    target_number(&in_force.or(latest.indicator.versions.first())?.target)
}

/// Targets before the latest figure's own, each with the first period of which it no longer was in force.
fn earlier_targets(latest: &Shown<'_>, periods: &[Period]) -> Vec<(String, usize)> {
    let versions = &latest.indicator.versions;
    let now = versions.iter().position(|v| Some(v.from) == latest.figure.target_from).unwrap_or(0);
    let ended = |pair: &[TargetVersion]| {
        let until = periods.iter().position(|p| p.last_day() >= pair[1].from.first_day())?;
        Some((target_number(&pair[0].target)?.to_string(), until))
    };
    versions.get(..=now).unwrap_or_default().windows(2).filter_map(ended).collect()
}

/// The one number a target line stands at.
fn target_number(target: &Target) -> Option<Quantity> {
    match target {
        Target::Value(value) => match value.of {
            Some(of) => of.times(value.value),
            None => Some(value.value),
        },
        Target::Classes(_) | Target::Relation { .. } | Target::None => None,
    }
}

/// How much is due in the indicator's unit, one decimal more than the target has.
fn due_amount(indicator: &Indicator, target: Quantity, share: Ratio) -> Option<Quantity> {
    let start = match (indicator.kind, &indicator.baseline) {
        (Kind::Cumulative, _) => Ratio::zero(),
        (Kind::Level, Some(baseline)) => baseline.ratio(),
        _ => return None,
    };
    let way = target.ratio().minus(&start).times(&share);
    Some(start.plus(&way).rounded((target.scale() + 1).min(4)))
}

fn texts_of(values: &[Option<Quantity>]) -> Vec<Option<String>> {
    values.iter().map(|v| v.map(|v| v.to_string())).collect()
}

fn line_table(periods: &[Period], unit: &str, [actual, due, last]: [&[Option<Quantity>]; 3]) -> Table {
    let columns = vec![
        Column::text("期").sticky(),
        Column::number("数值").unit(unit),
        Column::number("序时应达").unit(unit),
        Column::number("上年同期").unit(unit),
    ];
    let mut table = tables::table("course-numbers", "", columns, "");
    let cell = |v: Option<Quantity>| Cell::text(v.map(|v| v.to_string()).unwrap_or_default());
    for (i, period) in periods.iter().enumerate() {
        let label = Cell::text(period.own_label());
        table.rows.push(Row::new(vec![label, cell(actual[i]), cell(due[i]), cell(last[i])]));
    }
    // Without a schedule or a last year there is no such column.
    for column in [3, 2] {
        if table.rows.iter().all(|r| r.cells[column].plain().is_empty()) {
            table.columns.remove(column);
            table.rows.iter_mut().for_each(|r| {
                r.cells.remove(column);
            });
        }
    }
    table
}
