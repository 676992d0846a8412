//! Rules over several reports: what fits the periods before, the other parts, the ledgers (`ledgers`).

use super::ledgers::{Decisions, Problems};
use super::places::Places;
use super::read::report::PartRead;
use super::record::{Indicator, Kind, PartState, Plan, Region, Reporter};
use super::rules;
use crate::base::{Diagnostic, Id, Period, Quantity, Span};
use std::collections::{BTreeMap, BTreeSet};

pub struct Across<'a> {
    pub plan: &'a Plan,
    pub places: &'a Places,
    pub regions: &'a [Region],
}

/// What the reports read so far have said, of all years: problems, decisions and revisions go on over New Year.
#[derive(Default)]
pub struct Books {
    known: Known,
    problems: Problems,
    decisions: Decisions,
    /// Of whom a report is withdrawn: what it said is not known, so that nothing can be held against it.
    gaps: BTreeSet<Reporter>,
}

/// Values known so far, by indicator and region.
type Known = BTreeMap<(Id, Option<Id>), BTreeMap<Period, Quantity>>;

/// Holds one year's parts, in order of their addresses, against each other and the years before. An error withdraws
/// the part it stands in, so that what comes later is held against sound values only.
pub fn across(parts: &mut [PartRead], books: &mut Books, cx: &Across) {
    let Books { known, problems, decisions, gaps } = books;
    let mut start = 0;
    while start < parts.len() {
        let address = parts[start].address.clone();
        let end = start + parts[start..].iter().take_while(|p| p.address == address).count();
        two_parts(&mut parts[start..end], cx.places);
        for part in parts[start..end].iter_mut().filter(|p| p.part.state == PartState::Sound) {
            let gap = gaps.contains(&part.address.of);
            amendments(part, known, gap, cx);
            values(part, known, cx);
            problems.check(part, gap, cx.places);
            decisions.check(part, gap, cx.places);
            settle(part);
            if part.part.state == PartState::Sound {
                enter(part, known, cx);
                problems.enter(part);
                decisions.enter(part);
            }
        }
        problems.not_mentioned(&mut parts[start..end]);
        if parts[start..end].iter().any(|p| p.part.state == PartState::Withdrawn) {
            gaps.insert(address.of);
        }
        start = end;
    }
    for part in parts.iter_mut().filter(|p| p.part.state == PartState::Sound) {
        if !gaps.is_empty() {
            break;
        }
        let unknown: Vec<Diagnostic> = part
            .marks
            .visits_found
            .iter()
            .filter(|(id, _)| !problems.has(id))
            .map(|(id, span)| rules::unknown_entry(id, *span, problems.ids()))
            .collect();
        part.found.extend(unknown);
        settle(part);
    }
}

/// An error in the front matter withdraws the part; one in the prose does not.
fn settle(part: &mut PartRead) {
    if part.found.iter().any(|d| d.is_error() && d.span.start < part.body_start) {
        part.part.state = PartState::Withdrawn;
    }
}

fn two_parts(parts: &mut [PartRead], places: &Places) {
    let mut seen: BTreeMap<(&'static str, String), Span> = BTreeMap::new();
    let mut cutoff = None;
    for part in parts.iter_mut().filter(|p| p.part.state == PartState::Sound) {
        let mut entries = part.marks.entries.clone();
        entries.extend(
            part.part
                .readings
                .iter()
                .zip(&part.marks.readings)
                .map(|(r, m)| ("指标", r.indicator.to_string(), m.key)),
        );
        entries.extend(
            part.part
                .problems
                .iter()
                .zip(&part.marks.problem_ids)
                .map(|(p, s)| ("问题", p.id.to_string(), *s)),
        );
        for (what, id, span) in entries {
            match seen.get(&(what, id.clone())) {
                Some(first) if first.file != span.file => {
                    part.found.push(rules::entry_in_two_parts(
                        &format!("{what}“{id}”"),
                        span,
                        &places.line(*first),
                    ));
                }
                Some(_) => {}
                None => {
                    seen.insert((what, id), span);
                }
            }
        }
        match cutoff {
            None => cutoff = Some(part.part.cutoff),
            Some(first) if first != part.part.cutoff => {
                let why = format!("截至日{}与同一报告另一部分的{first}不一致", part.part.cutoff);
                let span = part.marks.cutoff.or(part.marks.head);
                part.found.extend(span.map(|s| rules::cutoff_outside(s, why, "一份报告的各部分截至同一天")));
            }
            Some(_) => {}
        }
        settle(part);
    }
}

fn amendments(part: &mut PartRead, known: &mut Known, gap: bool, cx: &Across) {
    for (amendment, marks) in part.part.amended.iter().zip(&part.marks.amended) {
        let Some(indicator) = cx.plan.indicator(&amendment.indicator) else { continue };
        let (period, name) = (amendment.period, &indicator.name);
        if !reports(&part.address.of, indicator) {
            let why = format!("“{name}”不由本报告的单位报送，不能在此修订");
            part.found.push(rules::foreign_indicator(marks.indicator, why, "请由报送该指标的报告修订"));
            continue;
        }
        let region = match &part.address.of {
            Reporter::Region(id) => Some(id.clone()),
            Reporter::Action(_) => amendment.region.clone(),
        };
        let values = known.entry((indicator.id.clone(), region)).or_default();
        let Some(value) = amendment.value else { continue };
        match (values.get(&period), amendment.from) {
            (Some(was), Some(from)) if *was != from => {
                let why = format!("from 写的是{from}，“{name}”{period}报送的是{was}");
                let span = marks.from.unwrap_or(marks.head);
                part.found.push(rules::amended_wrong(
                    span,
                    why,
                    format!("请改为 from: {was}，或核对 period"),
                ));
                continue;
            }
            (Some(was), None) => {
                let why = format!("“{name}”{period}已报{was}，修订要写明原数");
                part.found.push(rules::amended_wrong(marks.head, why, format!("请补 from: {was} 和 reason")));
                continue;
            }
            (None, Some(_)) if gap => {}
            (None, Some(from)) => {
                let why = format!("from 写的是{from}，但“{name}”{period}没有报过数");
                let span = marks.from.unwrap_or(marks.head);
                part.found.push(rules::amended_wrong(span, why, "补报以前没报的数不写 from；请核对 period"));
                continue;
            }
            (Some(_), Some(_)) | (None, None) => {}
        }
        values.insert(period, value);
    }
}

/// Whether a reporter gives an indicator's values.
fn reports(of: &Reporter, indicator: &Indicator) -> bool {
    match of {
        Reporter::Action(id) => *id == indicator.reporter,
        Reporter::Region(_) => indicator.split_by == Some(super::record::SplitBy::Region),
    }
}

fn values(part: &mut PartRead, known: &Known, cx: &Across) {
    let period = part.address.period;
    let of_region = match &part.address.of {
        Reporter::Region(id) => Some(id.clone()),
        Reporter::Action(_) => None,
    };
    for (reading, marks) in part.part.readings.iter().zip(&part.marks.readings) {
        let Some(indicator) = cx.plan.indicator(&reading.indicator) else { continue };
        if let (Some(base), Some(span), None) = (reading.base, marks.base, &of_region)
            && let Some(history) = cx.plan.history.iter().find(|h| {
                h.indicator == indicator.id && h.region.is_none() && is_year_before(h.period, period)
            })
            && history.value != base
        {
            let place = format!("{}:{}", history.source.path, history.source.line);
            part.found.push(rules::base_differs(span, base, history.value, &place));
        }
        if indicator.kind != Kind::Cumulative {
            continue;
        }
        let mut fell = false;
        for (region, value, span) in region_values(reading, marks) {
            fell |= falls(&mut part.found, known, indicator, Some(region), period, value, span);
        }
        if let Some(value) = reading.value.filter(|_| !fell) {
            falls(&mut part.found, known, indicator, of_region.clone(), period, value, marks.value);
        }
    }
}

fn is_year_before(earlier: Period, period: Period) -> bool {
    earlier.year + 1 == period.year && earlier.kind == period.kind && earlier.index == period.index
}

fn region_values<'p>(
    reading: &'p super::record::Reading,
    marks: &'p super::read::report::ReadingMarks,
) -> impl Iterator<Item = (Id, Quantity, Span)> + 'p {
    reading.by_region.iter().filter_map(|r| {
        let span = marks.by_region.iter().find(|(id, _)| *id == r.region)?.1;
        Some((r.region.clone(), r.value?, span))
    })
}

fn falls(
    found: &mut Vec<Diagnostic>,
    known: &Known,
    indicator: &Indicator,
    region: Option<Id>,
    period: Period,
    value: Quantity,
    span: Span,
) -> bool {
    let Some(values) = known.get(&(indicator.id.clone(), region)) else { return false };
    let Some((before, was)) = values.iter().rev().find(|(p, _)| **p < period && p.year == period.year) else {
        return false;
    };
    if *was > value {
        found.push(rules::cumulative_falls(span, value, *was, &before.to_string()));
        return true;
    }
    false
}

fn enter(part: &PartRead, known: &mut Known, cx: &Across) {
    let period = part.address.period;
    for reading in &part.part.readings {
        let Some(indicator) = cx.plan.indicator(&reading.indicator) else { continue };
        let own = match &part.address.of {
            Reporter::Region(id) => Some(id.clone()),
            Reporter::Action(_) => None,
        };
        let whole = || {
            let (sum, complete) =
                super::read::split::whole(indicator, reading, cx.regions.iter().map(|r| &r.id));
            (complete && !reading.by_region.is_empty()).then_some(sum)
        };
        if let Some(value) = reading.value.or_else(whole) {
            known.entry((indicator.id.clone(), own)).or_default().insert(period, value);
        }
        for region in &reading.by_region {
            if let Some(value) = region.value {
                let key = (indicator.id.clone(), Some(region.region.clone()));
                known.entry(key).or_default().insert(period, value);
            }
        }
    }
}
