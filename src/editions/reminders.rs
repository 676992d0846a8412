//! Who must be reminded: indicators that were red as many periods in a row as the method says, by who answers for them.

use super::cells::Shown;
use super::lookup::{Answers, Lookup, Year};
use crate::base::{Color, Date, Id, Period};
use crate::compute::State;

/// One 提示函 to be drafted: everything of one addressee.
#[derive(Clone)]
pub struct Letter<'a> {
    /// Joint leads are addressed together.
    pub units: Vec<Id>,
    pub answers: Answers,
    /// The month it is drafted from.
    pub period: Period,
    /// In the plan's order.
    pub items: Vec<Reminded<'a>>,
}

/// One indicator that is red again.
#[derive(Clone, Copy)]
pub struct Reminded<'a> {
    pub shown: Shown<'a>,
    pub before: Option<Shown<'a>>,
    /// The first period of the run.
    pub since: Period,
    pub run: u32,
}

/// In the order of the plan's indicators; none where the method reminds of nothing.
pub fn letters<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>) -> Vec<Letter<'a>> {
    let Some(current) = year.current else { return Vec::new() };
    let Some(limit) = year.method(current).and_then(|m| m.remind_red) else { return Vec::new() };
    let mut letters: Vec<Letter<'a>> = Vec::new();
    for item in red_again(lookup, year).into_iter().filter(|r| r.run >= limit) {
        let (answers, units) = year.answers_for(item.shown.indicator);
        let units: Vec<Id> = units.into_iter().cloned().collect();
        match letters.iter_mut().find(|l| l.units == units) {
            Some(letter) => letter.items.push(item),
            None => letters.push(Letter { units, answers, period: current.period, items: vec![item] }),
        }
    }
    letters.retain(|l| !l.units.is_empty());
    letters
}

/// Every indicator that is red today, with its run; in the plan's order.
pub fn red_again<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>) -> Vec<Reminded<'a>> {
    let standing = year.plan.indicators.iter().filter_map(|i| Shown::standing(lookup, year, i));
    standing.filter_map(|shown| reminded(year, shown)).collect()
}

fn reminded<'a>(year: &'a Year<'a>, shown: Shown<'a>) -> Option<Reminded<'a>> {
    let run = shown.figure.red_run.filter(|run| *run > 0)?;
    // The run is counted in files of one kind.
    let files =
        year.periods.iter().rev().filter(|p| p.period.kind == shown.period.kind && p.period <= shown.period);
    let history: Vec<Shown<'a>> = files
        .filter_map(|file| {
            Some(Shown { period: file.period, figure: year.figure(file, &shown.indicator.id)?, ..shown })
        })
        .collect();
    // What was not assessed is passed over.
    let of_run = history.iter().filter(|s| !matches!(s.figure.state, State::NotAssessed(_)));
    let reds = of_run.take_while(|s| s.figure.state.color() == Some(Color::Red)).take(run as usize);
    let since = reds.last().map_or(shown.own_period(), |s| s.own_period());
    let before = history.iter().skip(1).find(|s| s.figure.state != State::NotDue).copied();
    Some(Reminded { shown, before, since, run })
}

/// The day an answer is asked by: the first due day of a month's report after the day of knowledge.
pub fn answer_by(lookup: &Lookup<'_>, from: Period) -> Option<(Period, Date)> {
    let as_of = lookup.figures.as_of;
    let mut next = from.next();
    while let Some(period) = next {
        let due = lookup.record.due_day(period, as_of)?;
        if due > as_of {
            return Some((period, due));
        }
        next = period.next();
    }
    None
}
