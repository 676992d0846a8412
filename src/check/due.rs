//! Due and not reported: what should have come by the day up to which things are known.

use super::names::Names;
use super::read::report::{Address, PartRead};
use super::record::{Calendar, Indicator, PartState, Plan, Region, Reporter, SplitBy};
use super::rules;
use crate::base::{Date, Diagnostic, FileId, Frequency, Period, Span};
use crate::capture::Draft;
use std::collections::BTreeMap;

pub struct DueContext<'a> {
    pub draft: &'a Draft,
    pub plan: &'a Plan,
    pub names: &'a Names,
    pub regions: &'a [Region],
    pub calendars: &'a BTreeMap<i32, Calendar>,
    pub dekads: &'a [u32],
    pub as_of: Date,
}

/// `claims`: addresses that a misplaced file claims for itself; its own diagnostic is enough.
pub fn not_reported(parts: &[PartRead], claims: &[Address], cx: &DueContext) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut start = BTreeMap::new();
    for (index, part) in parts.iter().enumerate() {
        start.entry(&part.address).or_insert(index);
    }
    for period in due_periods(cx) {
        for (of, expected) in expected(cx, period) {
            let address = Address { period, of };
            if claims.contains(&address) {
                continue;
            }
            let own: Vec<&PartRead> = match start.get(&address) {
                Some(index) => parts[*index..].iter().take_while(|p| p.address == address).collect(),
                None => Vec::new(),
            };
            found.extend(report(cx, &address.of, period, &own, &expected));
        }
    }
    found
}

/// Periods of every frequency in use whose due day has passed.
fn due_periods(cx: &DueContext) -> Vec<Period> {
    let mut periods = Vec::new();
    for kind in Frequency::ALL {
        let all = (1..=kind.per_year()).filter_map(|index| Period::new(cx.plan.year, kind, index));
        let own = all.filter(|p| p.dekad_of_month().is_none_or(|d| cx.dekads.contains(&d)));
        let due = |p: &Period| cx.plan.due_day(*p, cx.as_of, cx.calendars).is_some_and(|day| day < cx.as_of);
        periods.extend(own.filter(due));
    }
    periods
}

/// Who owes what in a period.
fn expected<'a>(cx: &DueContext<'a>, period: Period) -> Vec<(Reporter, Vec<&'a Indicator>)> {
    let third_dekad = period.kind == Frequency::Month && !cx.dekads.contains(&3);
    let due = |i: &&Indicator| {
        let fits = i.frequency == period.kind || (third_dekad && i.frequency == Frequency::Dekad);
        let ruled = cx.plan.methods.first().is_some_and(|m| m.due.contains_key(&i.frequency));
        ruled && fits && i.first_due <= period
    };
    let due: Vec<&Indicator> = cx.plan.indicators.iter().filter(due).collect();
    let mut expected = Vec::new();
    for action in &cx.plan.actions {
        let own = due.iter().copied().filter(|i| i.reporter == action.id && owes_as_action(i));
        expected.push((Reporter::Action(action.id.clone()), own.collect::<Vec<_>>()));
    }
    for region in cx.regions {
        let own =
            due.iter().copied().filter(|i| i.split_by == Some(SplitBy::Region) && i.is_split_to(&region.id));
        expected.push((Reporter::Region(region.id.clone()), own.collect()));
    }
    expected.retain(|(_, indicators)| !indicators.is_empty());
    expected
}

/// Of what the counties report, an action owes only a 市本级 part, where the plan has one.
fn owes_as_action(indicator: &Indicator) -> bool {
    indicator.split_by != Some(SplitBy::Region) || indicator.city_part.is_some_and(|q| !q.is_zero())
}

fn report(
    cx: &DueContext,
    of: &Reporter,
    period: Period,
    own: &[&PartRead],
    expected: &[&Indicator],
) -> Vec<Diagnostic> {
    if own.iter().any(|p| p.part.state == PartState::Withdrawn) {
        return Vec::new();
    }
    let name = match of {
        Reporter::Action(id) => cx.plan.action(id).map_or(&**id, |a| a.name.as_str()),
        Reporter::Region(id) => cx.names.short(id),
    };
    let Some(first) = own.first() else {
        let span = Span { file: home(cx, of), start: 0, end: 0 };
        let what = format!(
            "{name}{}（{period}）的报告应报未报，{}项指标按未报列示",
            period.report_label(),
            expected.len()
        );
        return vec![rules::not_reported(span, what)];
    };
    if own.iter().all(|p| p.part.filed.is_none()) {
        let span = first.marks.head.unwrap_or(Span { file: first.file, start: 0, end: 0 });
        return vec![rules::not_reported(
            span,
            format!("{name}{}（{period}）的报告还是草稿，没有 filed", period.report_label()),
        )];
    }
    let mut found = Vec::new();
    for indicator in expected {
        let mut reading = None;
        for part in own {
            let index = part.part.readings.iter().position(|r| r.indicator == indicator.id);
            reading = reading.or(index.map(|i| (&part.part.readings[i], &part.marks.readings[i])));
        }
        let span = match reading {
            Some((r, m)) if !has_value(r, indicator, cx) => m.key,
            Some(_) => continue,
            None => first.marks.indicators.or(first.marks.head).unwrap_or(Span {
                file: first.file,
                start: 0,
                end: 0,
            }),
        };
        found.push(rules::not_reported(span, format!("“{}”应报未报，按未报列示", indicator.name)));
    }
    found
}

fn has_value(reading: &super::record::Reading, indicator: &Indicator, cx: &DueContext) -> bool {
    let by_counties = indicator.split_by == Some(SplitBy::Region);
    reading.na.is_some()
        || reading.value.is_some()
        || !reading.classes.is_empty()
        || reading.light.is_some()
        || (by_counties && reading.city_part.is_some())
        || (!reading.by_region.is_empty()
            && super::read::split::whole(indicator, reading, cx.regions.iter().map(|r| &r.id)).1)
}

/// The plan's own file of a reporter: where a report that did not come is pointed at.
fn home(cx: &DueContext, of: &Reporter) -> FileId {
    let path = match of {
        Reporter::Action(id) => format!("plan/{}/actions/{id}.md", cx.plan.year),
        Reporter::Region(_) => "regions.yaml".to_owned(),
    };
    cx.draft.id(&path).unwrap_or(FileId(0))
}
