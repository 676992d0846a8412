//! Rules over several reports: what fits the periods before, the other parts, the ledgers.

use super::places::Places;
use super::read::report::{Address, PartRead};
use super::record::{Indicator, Kind, PartState, Plan, Problem, ProblemState, Region, Reporter};
use super::rules;
use crate::base::{Diagnostic, Id, Period, Quantity, Span};
use std::collections::{BTreeMap, BTreeSet};

pub struct Across<'a> {
    pub plan: &'a Plan,
    pub places: &'a Places,
    pub regions: &'a [Region],
}

/// Values known so far, by indicator and region.
type Known = BTreeMap<(Id, Option<Id>), BTreeMap<Period, Quantity>>;

/// Holds the parts, in order of their addresses, against each other. An error withdraws the part it stands in,
/// so that what comes later is held against sound values only.
pub fn across(parts: &mut [PartRead], cx: &Across) {
    let mut known: Known = BTreeMap::new();
    let mut problems = Ledger::default();
    let mut decisions: BTreeSet<String> = BTreeSet::new();
    // Of whom a report is withdrawn: what it said is not known, so that nothing can be held against it.
    let mut gaps: BTreeSet<Reporter> = BTreeSet::new();
    let mut start = 0;
    while start < parts.len() {
        let address = parts[start].address.clone();
        let end = start + parts[start..].iter().take_while(|p| p.address == address).count();
        two_parts(&mut parts[start..end], cx.places);
        for part in parts[start..end].iter_mut().filter(|p| p.part.state == PartState::Sound) {
            let gap = gaps.contains(&part.address.of);
            amendments(part, &mut known, gap, cx);
            values(part, &known, cx);
            problems.check(part, gap, cx.places);
            first_decisions(part, gap, &mut decisions);
            settle(part);
            if part.part.state == PartState::Sound {
                enter(part, &mut known, cx);
                problems.enter(part);
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
            .filter(|(id, _)| !problems.known.contains_key(id.as_str()))
            .map(|(id, span)| rules::unknown_entry(id, *span, problems.known.keys().map(|k| &**k)))
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
                super::read::reading::whole(indicator, reading, cx.regions.iter().map(|r| &r.id));
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

fn first_decisions(part: &mut PartRead, gap: bool, known: &mut BTreeSet<String>) {
    let places: BTreeMap<&str, Span> = part
        .marks
        .entries
        .iter()
        .filter(|(w, _, _)| *w == "议定事项")
        .map(|(_, id, s)| (id.as_str(), *s))
        .collect();
    let mut found = Vec::new();
    for decision in &part.part.decisions {
        if known.insert(decision.id.to_string()) {
            let Some(span) = places.get(&*decision.id) else { continue };
            if decision.what.is_none() && !gap {
                found.push(rules::missing_field("what", *span));
            }
        }
    }
    part.found.extend(found);
}

/// Where each problem stands.
#[derive(Default)]
struct Ledger {
    known: BTreeMap<String, Standing>,
}

struct Standing {
    what: String,
    reporter: Reporter,
    state: ProblemState,
    evidence: bool,
    first: Span,
    /// The address in which it was last mentioned.
    last: Address,
}

impl Ledger {
    fn check(&self, part: &mut PartRead, gap: bool, places: &Places) {
        let mut found = Vec::new();
        for (index, problem) in part.part.problems.iter().enumerate() {
            let id_span = part.marks.problem_ids[index];
            let state_span = part.marks.problem_states[index].unwrap_or(id_span);
            match self.known.get(&*problem.id) {
                // A step may stand in the report that is withdrawn.
                _ if gap => {}
                None => found.extend(first_mention(problem, id_span, state_span)),
                Some(standing) => {
                    if problem.what.as_ref().is_some_and(|w| *w != standing.what) {
                        let first = places.line(standing.first);
                        found.push(rules::duplicate_id("问题", &problem.id, id_span, &first));
                    } else {
                        found.extend(transition(problem, standing, state_span));
                    }
                }
            }
        }
        part.found.extend(found);
    }

    fn enter(&mut self, part: &PartRead) {
        for (problem, span) in part.part.problems.iter().zip(&part.marks.problem_ids) {
            let standing = self.known.entry(problem.id.to_string()).or_insert_with(|| Standing {
                what: problem.what.clone().unwrap_or_default(),
                reporter: part.address.of.clone(),
                state: ProblemState::Open,
                evidence: false,
                first: *span,
                last: part.address.clone(),
            });
            if let Some(state) = problem.state {
                if state == ProblemState::Reopened && standing.state != ProblemState::Reopened {
                    standing.evidence = false;
                }
                standing.state = state;
            }
            standing.evidence |= problem.evidence.is_some();
            standing.last = part.address.clone();
        }
    }

    /// A month report of which a sound part came must mention each open problem of its reporter.
    fn not_mentioned(&self, parts: &mut [PartRead]) {
        let mentioned: BTreeSet<String> =
            parts.iter().flat_map(|p| &p.part.problems).map(|p| p.id.to_string()).collect();
        let all_sound = parts.iter().all(|p| p.part.state == PartState::Sound);
        let Some(part) = parts.iter_mut().find(|p| p.part.state == PartState::Sound) else { return };
        if part.address.period.kind != crate::base::Frequency::Month || !all_sound {
            return;
        }
        let Some(span) = part.marks.problems.or(part.marks.head) else { return };
        for (id, standing) in &self.known {
            let open = standing.state != ProblemState::Closed && standing.last.period < part.address.period;
            if open && standing.reporter == part.address.of && !mentioned.contains(id) {
                part.found.push(rules::problem_not_mentioned(id, &standing.what, span));
            }
        }
    }
}

fn first_mention(problem: &Problem, id_span: Span, state_span: Span) -> Option<Diagnostic> {
    match problem.state {
        Some(state) if state != ProblemState::Open => {
            let why = format!("问题“{}”首次出现，状态写的是“{}”", problem.id, state.chinese());
            let help = "新问题的状态为“挂号”；若是旧问题，请核对编号";
            Some(rules::problem_state(state_span, why, help))
        }
        Some(_) | None if problem.what.is_none() => Some(rules::missing_field("what", id_span)),
        Some(_) | None => None,
    }
}

fn transition(problem: &Problem, standing: &Standing, span: Span) -> Option<Diagnostic> {
    use ProblemState::{Closed, Open, Proposed, Reopened};
    let new = problem.state?;
    let (old, id) = (standing.state, &problem.id);
    let wrong = |help: &str| {
        let why = format!("问题“{id}”由“{}”不能改为“{}”", old.chinese(), new.chinese());
        Some(rules::problem_state(span, why, help))
    };
    match (old, new) {
        (Open, Open) | (Proposed, Proposed) | (Closed, Closed) | (Reopened, Reopened) => None,
        (Open | Reopened, Proposed) => None,
        (Proposed, Closed) if problem.evidence.is_some() || standing.evidence => None,
        (Proposed, Closed) => {
            let why = format!("问题“{id}”销号没有写依据");
            Some(rules::problem_state(span, why, "请补 evidence: 验收单或核查记录"))
        }
        (Closed, Reopened) if problem.why.is_some() => None,
        (Closed, Reopened) => {
            let why = format!("问题“{id}”反弹没有写原因");
            Some(rules::problem_state(span, why, "请补 why: 反弹的原因"))
        }
        (Open | Reopened, Closed) => wrong("先“拟销”，核查后再“销号”"),
        (Closed, Open | Proposed) => wrong("已销号的问题再次出现写“反弹”，并写 why"),
        (Proposed, Open) => wrong("拟销未通过的仍为“拟销”；销号后再次出现写“反弹”"),
        (Open | Proposed, Reopened) => wrong("“反弹”只用于已经销号的问题"),
        (Reopened, Open) => wrong("反弹的问题办结前保持“反弹”"),
    }
}
