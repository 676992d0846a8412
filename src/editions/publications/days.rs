//! The figures of every day on which some text is read, each computed once.

use super::references::before;
use crate::base::{Date, Frequency, Id, Period, Prose};
use crate::check::record::{EditionSource, Part};
use crate::check::{Record, Subject};
use crate::compute::{Figures, compute_indicators, compute_periods};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Figures by the day they were known on: each edition's own `as_of`, each report's own `filed` day.
pub struct Days {
    days: BTreeMap<Date, Figures>,
}

impl Days {
    /// `today`: the build's day, on which drafts are read.
    pub fn new(record: &Record, today: Date) -> Days {
        let mut needed: BTreeMap<Date, Needs> = BTreeMap::new();
        for edition in record.editions() {
            needed.entry(edition.as_of).or_default().files.extend(of_edition(record, edition));
        }
        for report in record.reports() {
            for part in &report.parts {
                let Some(body) = part.body.as_ref().filter(|b| has_numbers(b)) else { continue };
                needed.entry(read_on(part, today)).or_default().add(record, report.period, body);
            }
        }
        let days = needed.into_par_iter();
        Days { days: days.map(|(day, needs)| (day, needs.figures(record, day))).collect() }
    }

    /// `None` for a day on which nothing is read.
    pub fn at(&self, day: Date) -> Option<&Figures> {
        self.days.get(&day)
    }
}

/// What the texts read on one day ask for.
#[derive(Default)]
struct Needs {
    /// Whole files: for editions, and for reports that count or sum.
    files: BTreeSet<Period>,
    /// By year: the periods and the indicators of texts that name nothing else.
    numbers: BTreeMap<i32, (BTreeSet<Period>, BTreeSet<Id>)>,
}

impl Needs {
    fn add(&mut self, record: &Record, period: Period, body: &Prose) {
        let bounds = body.bounds();
        let references = bounds.iter().filter_map(|b| record.reference(&b.reference, period.year));
        for reference in references {
            let of = reference.period.unwrap_or(period);
            match reference.subject {
                // The subject was read with the names of the text's own year.
                Subject::Indicator(id) if of.year == period.year => {
                    let (periods, indicators) = self.numbers.entry(of.year).or_default();
                    periods.insert(of);
                    indicators.insert(id);
                }
                _ => {
                    self.files.insert(of);
                }
            }
        }
    }

    /// Whole files where any is asked for; many reports filed on many days ask for a few numbers each.
    fn figures(self, record: &Record, day: Date) -> Figures {
        if self.files.is_empty() {
            let years = self.numbers.iter().filter_map(|(year, (periods, indicators))| {
                compute_indicators(record, day, *year, periods, indicators)
            });
            return Figures { as_of: day, years: years.flat_map(|f| f.years).collect() };
        }
        let numbers = self.numbers.into_values().flat_map(|(periods, _)| periods);
        compute_periods(record, day, &self.files.into_iter().chain(numbers).collect())
    }
}

/// The day a report's prose is read on: its own `filed` day; a draft's today.
pub fn read_on(part: &Part, today: Date) -> Date {
    part.filed.as_ref().map_or(today, |f| f.date)
}

pub fn has_numbers(prose: &Prose) -> bool {
    !prose.bounds().is_empty()
}

/// The periods that references name after `@`; what is no period is check's to refuse.
fn named_in(prose: &Prose) -> impl Iterator<Item = Period> {
    let named = |reference: &str| Period::parse(reference.split_once('@')?.1.split('#').next()?.trim());
    prose.bounds().into_iter().filter_map(move |b| named(&b.reference)).collect::<Vec<_>>().into_iter()
}

/// What an edition may speak of: its period, the one before, the months of the year so far.
fn of_edition(record: &Record, edition: &EditionSource) -> BTreeSet<Period> {
    let period = edition.period;
    let mut periods: BTreeSet<Period> =
        (1..=period.last_month()).map(|m| Period::month(period.year, m)).collect();
    // The month of a dekad that is still running belongs to its own report.
    if period.dekad_of_month().is_some_and(|d| d < 3) {
        periods.remove(&Period::month(period.year, period.last_month()));
    }
    let quarters = (1..=4).filter_map(|q| Period::new(period.year, Frequency::Quarter, q));
    periods.extend(quarters.filter(|q| q.last_day() <= period.last_day()));
    periods.insert(period);
    periods.extend(before(period, &record.site().dekads));
    periods.extend(named_in(&edition.body));
    periods
}
