//! The figures of every day on which some text is read, each computed once.

use super::references::before;
use crate::base::{Date, Frequency, Period, Prose};
use crate::check::Record;
use crate::check::record::{EditionSource, Part};
use crate::compute::{Figures, compute_periods};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Figures by the day they were known on: each edition's own `as_of`, each report's own `filed` day.
pub struct Days {
    days: BTreeMap<Date, Figures>,
}

impl Days {
    /// `today`: the build's day, on which drafts are read.
    pub fn new(record: &Record, today: Date) -> Days {
        let mut needed: BTreeMap<Date, BTreeSet<Period>> = BTreeMap::new();
        for edition in record.editions() {
            let periods = needed.entry(edition.as_of).or_default();
            periods.extend(of_edition(record, edition));
        }
        for report in record.reports() {
            for part in &report.parts {
                let Some(body) = part.body.as_ref().filter(|b| has_numbers(b)) else { continue };
                let periods = needed.entry(read_on(part, today)).or_default();
                periods.insert(report.period);
                periods.extend(named_in(body));
            }
        }
        let days = needed.into_par_iter();
        let days = days.map(|(day, periods)| (day, compute_periods(record, day, &periods))).collect();
        Days { days }
    }

    /// `None` for a day on which nothing is read.
    pub fn at(&self, day: Date) -> Option<&Figures> {
        self.days.get(&day)
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
