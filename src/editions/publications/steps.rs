//! The dated steps of the lists, and when they were done, as known on the issue's day.

use super::super::urls;
use super::issue::Issue;
pub use super::sentences::projects::Step;
use crate::base::{Date, Frequency, Id, Period};
use crate::check::record::{Entry, Reporter};
use crate::compute::{ReportState, is_used};
use std::collections::HashMap;

/// All steps in the issue's scope that are in the lists at the cutoff, by day, then in the lists' order.
pub fn steps(issue: &Issue, action: Option<&Id>) -> Vec<Step> {
    let done = done(issue);
    let meant = |entry: &&Entry| {
        issue.covers(Some(&entry.action))
            && action.is_none_or(|a| *a == entry.action)
            && in_list(entry, issue.source.cutoff, issue.source.as_of)
    };
    let mut steps: Vec<Step> = Vec::new();
    for entry in issue.year.plan.entries.iter().filter(meant) {
        let led_by = led_by(issue, entry);
        steps.extend(entry.nodes.iter().map(|node| Step {
            of: entry.name.clone(),
            what: node.what.clone(),
            by: node.by,
            done: done.get(&(&*entry.id, node.what.as_str())).copied(),
            led_by: led_by.clone(),
            silent: is_silent(issue, &entry.action).then(|| action_name(issue, &entry.action)),
            href: urls::entry(issue.year.year, &entry.id),
        }));
    }
    steps.sort_by_key(|s| s.by);
    steps
}

/// Whether an action's report that would tell of its steps is not in: what became of them is not known.
///
/// Of a longer period that is the report of its last month.
pub fn is_silent(issue: &Issue, action: &Id) -> bool {
    let period = issue.period();
    let file = match period.kind {
        Frequency::Dekad | Frequency::Month => Some(issue.now),
        Frequency::Quarter | Frequency::Half | Frequency::Year => {
            issue.figures.period(Period::month(period.year, period.last_month()))
        }
    };
    let report = file.and_then(|f| f.reports.iter().find(|r| r.of == Reporter::Action(action.clone())));
    report.is_some_and(|r| match r.state {
        ReportState::Awaited | ReportState::Missing | ReportState::Draft | ReportState::Withdrawn => true,
        ReportState::NotDue | ReportState::Filed | ReportState::Reviewed | ReportState::Issued => false,
    })
}

fn action_name(issue: &Issue, action: &Id) -> String {
    issue.year.action(action).map_or(action.to_string(), |a| a.name.clone())
}

/// Whether an entry is in the list at a cutoff, as known on a day.
pub fn in_list(entry: &Entry, cutoff: Date, as_of: Date) -> bool {
    let added = entry.added.is_none_or(|day| day <= cutoff && day <= as_of);
    added && entry.removed.as_ref().is_none_or(|(day, _)| *day > cutoff)
}

/// Whether a policy is out at the issue's cutoff.
pub fn is_out(issue: &Issue, entry: &Entry) -> bool {
    let done = done(issue);
    let last = entry.nodes.iter().max_by_key(|node| node.by);
    let last = last.map(|node| done.get(&(&*entry.id, node.what.as_str())).copied());
    out_by(last, entry.issued, entry.document.is_some(), issue.source.cutoff)
}

/// `last`: the last step, if there is one, with the day it was done. A document without a day tells only where no step
/// does: it may be younger than the cutoff.
pub fn out_by(last: Option<Option<Date>>, issued: Option<Date>, document: bool, cutoff: Date) -> bool {
    match issued.or(last.flatten()) {
        Some(day) => day <= cutoff,
        None => last.is_none() && document,
    }
}

/// Entry and step → the day it was done, by the latest word.
fn done<'a>(issue: &Issue<'a>) -> HashMap<(&'a str, &'a str), Date> {
    let mut done = HashMap::new();
    for report in issue.record.reports().iter().filter(|r| r.period.year == issue.year.year) {
        for part in report.parts.iter().filter(|p| is_used(p, issue.source.as_of)) {
            done.extend(part.nodes.iter().map(|n| ((&*n.of, n.what.as_str()), n.done)));
        }
    }
    done
}

/// Its own unit where the list names one for it; lists name the one that answers.
fn led_by(issue: &Issue, entry: &Entry) -> Option<String> {
    let action = issue.year.action(&entry.action)?;
    let duty = entry.task.as_ref().and_then(|t| action.task(t)).map(|t| &t.duty);
    let leads = duty.is_some_and(|d| d.leads.contains(&entry.owner));
    let name = issue.lookup.name(&entry.owner);
    Some(if leads { format!("{name}牵头") } else { name.to_string() })
}

/// The steps that fell due in a period, up to its cutoff.
pub fn due(steps: &[Step], from: Date, cutoff: Date) -> Vec<Step> {
    steps.iter().filter(|s| s.by >= from && s.by <= cutoff).cloned().collect()
}

/// What is late at the cutoff: due by then and not done by then; the longest late first. Not what was not reported.
pub fn late(steps: &[Step], cutoff: Date) -> Vec<Step> {
    steps.iter().filter(|s| s.silent.is_none() && s.is_open(cutoff)).cloned().collect()
}

/// How many steps fell due whose reporters are silent: action and number, in the order of the steps.
pub fn silent(steps: &[Step], cutoff: Date) -> Vec<(&str, u32)> {
    let mut actions: Vec<(&str, u32)> = Vec::new();
    for name in steps.iter().filter(|s| s.is_open(cutoff)).filter_map(|s| s.silent.as_deref()) {
        match actions.iter_mut().find(|(known, _)| *known == name) {
            Some((_, number)) => *number += 1,
            None => actions.push((name, 1)),
        }
    }
    actions
}

/// What falls due after the cutoff and by a day, and is not yet done.
pub fn next(steps: &[Step], cutoff: Date, until: Date) -> Vec<Step> {
    steps
        .iter()
        .filter(|s| s.by > cutoff && s.by <= until && s.done.is_none_or(|d| d > cutoff))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_out_when_its_last_step_is_done() {
        let day = |text: &str| Date::parse(text).unwrap();
        let cutoff = day("2024-06-30");
        #[rustfmt::skip]
        let cases = [
            // last step                     issued                    document  out
            (None,                           None,                     false,    false),
            (None,                           None,                     true,     true),
            (None,                           Some(day("2024-07-02")),  true,     false),
            (None,                           Some(day("2024-06-28")),  true,     true),
            (Some(None),                     None,                     false,    false),
            (Some(None),                     None,                     true,     false),
            (Some(Some(day("2024-06-30"))),  None,                     false,    true),
            (Some(Some(day("2024-07-01"))),  None,                     true,     false),
        ];
        for (last, issued, document, out) in cases {
            assert_eq!(out_by(last, issued, document, cutoff), out, "{last:?} {issued:?} {document}");
        }
    }
}
