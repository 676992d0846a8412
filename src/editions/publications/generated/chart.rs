//! A chart that the editor asks for: `kind: bullets`, `action: …`, `indicator: …`.

use super::indicators::shown;
use super::{Options, action, named};
use crate::base::{Date, Frequency, Id};
use crate::check::record::Indicator;
use crate::compute::PeriodFigures;
use crate::editions::blocks::{Block, Chart};
use crate::editions::cells::Shown;
use crate::editions::charts;
use crate::editions::publications::issue::Issue;
use crate::editions::publications::item::Item;
use crate::editions::publications::steps;
use crate::editions::{tables, urls};

pub fn blocks(issue: &Issue, options: &Options) -> Vec<Block> {
    let found = match options.one("kind").unwrap_or("bullets") {
        "bullets" => bullets(issue, options),
        "heat" => heat(issue, options),
        "line" => line(issue, options),
        "regions" | "region-bars" => regions(issue, options),
        "milestones" => milestones(issue, options),
        _ => None,
    };
    found.map(|chart| Block::Chart(finished(issue, chart))).into_iter().collect()
}

fn finished(issue: &Issue, chart: Chart) -> Chart {
    Chart { table: chart.table.map(|t| tables::finished(t, &issue.url)), ..chart }
}

/// The indicators a chart is of: those named, else of the action, else of the issue.
fn items<'a>(issue: &Issue<'a>, options: &Options) -> Vec<Item<'a>> {
    let named = named(issue, options);
    if !named.is_empty() {
        return named.into_iter().filter_map(|i| issue.item(i)).collect();
    }
    let of = action(issue, options);
    let items = issue.items().into_iter();
    items.filter(|i| of.is_none_or(|a| i.indicator.action.as_ref() == Some(a))).collect()
}

fn source(issue: &Issue) -> String {
    format!("来源：各专班{}报告，截至{}", issue.period().own_label(), issue.source.cutoff.chinese_short())
}

/// Of a whole city's indicators those of each action that are furthest behind; else all that are meant.
fn bullets(issue: &Issue, options: &Options) -> Option<Chart> {
    if action(issue, options).is_none() && named(issue, options).is_empty() {
        let items = issue.items();
        let of = |id: &crate::base::Id| {
            let own = items.iter().filter(|i| i.indicator.action.as_ref() == Some(id));
            own.map(|i| shown(issue, i)).collect()
        };
        let groups: Vec<(&str, Vec<Shown>)> =
            issue.year.plan.actions.iter().map(|a| (a.name.as_str(), of(&a.id))).collect();
        return charts::bullets_by_action("bullets-all", &groups, source(issue));
    }
    let shown: Vec<Shown> = items(issue, options).iter().map(|i| shown(issue, i)).collect();
    let of = action(issue, options).map_or("all".into(), |id| urls::slug(id));
    charts::bullets(&format!("bullets-{of}"), &shown, source(issue))
}

fn heat(issue: &Issue, options: &Options) -> Option<Chart> {
    let indicators: Vec<&Indicator> = items(issue, options)
        .into_iter()
        .filter(|i| i.figure.state != crate::compute::State::NotDue)
        .map(|i| i.indicator)
        .collect();
    let months: Vec<&PeriodFigures> = issue
        .year
        .periods
        .iter()
        .filter(|p| p.period.kind == Frequency::Month && p.period <= issue.period())
        .filter(|p| p.indicators.iter().any(|f| f.state != crate::compute::State::NotDue))
        .copied()
        .collect();
    charts::heat("heat", issue.year, &indicators, &months)
}

fn line(issue: &Issue, options: &Options) -> Option<Chart> {
    let item = items(issue, options).into_iter().next()?;
    let until = issue.period();
    let history: Vec<Shown> = issue
        .year
        .history(issue.record, item.indicator)
        .into_iter()
        .filter(|(period, _)| *period <= until)
        .map(|(period, figure)| Shown { period, figure, ..shown(issue, &item) })
        .collect();
    let own = item.indicator.schedule.as_ref();
    let schedule = own.or(issue.method().map(|m| &m.schedule))?;
    let mut chart = charts::line(&history, |p| crate::compute::schedule_share(schedule, p, p.last_day()))?;
    chart.id = format!("line-{}", urls::slug(&item.indicator.id));
    Some(chart)
}

fn regions(issue: &Issue, options: &Options) -> Option<Chart> {
    let item = items(issue, options).into_iter().find(|i| !i.figure.by_region.is_empty())?;
    let mut chart = charts::region_bars(&shown(issue, &item))?;
    chart.id = format!("regions-{}", urls::slug(&item.indicator.id));
    Some(chart)
}

/// Steps due in the year so far and in the period after.
fn milestones(issue: &Issue, options: &Options) -> Option<Chart> {
    let first = Date::new(issue.period().year, 1, 1)?;
    strip(issue, action(issue, options), None, |s| s.by >= first)
}

/// What is late and what falls due in the next period.
pub fn coming(issue: &Issue) -> Option<Chart> {
    let cutoff = issue.source.cutoff;
    let next = issue.period().next().map(|p| p.report_label());
    strip(issue, issue.action(), next.as_deref(), |s| s.done.is_none_or(|d| d > cutoff))
}

/// Steps due by the end of the period after this one; a step done after the cutoff counts as not done.
fn strip(
    issue: &Issue,
    of: Option<&Id>,
    coming: Option<&str>,
    meant: impl Fn(&steps::Step) -> bool,
) -> Option<Chart> {
    let cutoff = issue.source.cutoff;
    let until = issue.period().next().map_or(cutoff, |p| p.last_day());
    let due = steps::steps(issue, of).into_iter().filter(|s| s.by <= until && meant(s));
    let strip = due
        .map(|s| charts::Step {
            label: s.name().plain(),
            by: s.by,
            done: s.done.filter(|d| *d <= cutoff),
            silent: s.silent.clone().filter(|_| s.is_open(cutoff)),
        })
        .collect();
    charts::milestones("milestones", issue.lookup, strip, cutoff, coming)
}
