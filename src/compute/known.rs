//! What is known on one day: an index over the record, built once, asked by key.

use super::figures::ReportState;
use super::part_state::{PartDays, part_state};
use crate::base::{Date, Frequency, Id, Period};
use crate::check::Record;
use crate::check::record::{
    Amendment, EditionSource, History, Indicator, Method, Override, Part, Plan, Problem, ProjectReport,
    Reading, Report, Reporter, Scope, TargetVersion, TaskReport,
};
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeMap;

/// The record as it was known on `as_of`. Hash maps are only asked by key, never walked.
pub(super) struct Known<'a> {
    pub record: &'a Record,
    pub as_of: Date,
    filings: HashMap<(&'a Reporter, Period), Filing>,
    readings: HashMap<Key<'a>, KnownReading<'a>>,
    amendments: HashMap<Key<'a>, Vec<KnownAmendment<'a>>>,
    overrides: HashMap<(&'a str, Period, &'a str), &'a Override>,
    tasks: HashMap<(&'a str, Period, &'a str), &'a TaskReport>,
    projects: HashMap<(Period, &'a str), &'a ProjectReport>,
    /// Year, entry and node → the day it was done, by the latest word: the next year's list may use an id again.
    nodes: HashMap<(i32, &'a str, &'a str), Date>,
    /// By id, each in the order of periods.
    pub problems: BTreeMap<&'a Id, Vec<Mention<'a, Problem>>>,
    pub decisions: BTreeMap<&'a Id, Vec<Mention<'a, crate::check::record::Decision>>>,
    /// Last year's figures of the whole.
    history: HashMap<(i32, &'a str, Period), &'a History>,
    dekads: &'a [u32],
}

/// Indicator, period, and the region for a county's own.
type Key<'a> = (&'a str, Period, Option<&'a str>);

/// One reporter's report for one period, all parts together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Filing {
    /// The softest of its parts.
    pub state: ReportState,
    /// The latest of its parts.
    pub filed: Option<Date>,
    pub cutoff: Date,
    /// Some part of it was withdrawn.
    pub withdrawn: bool,
    /// Some part of it is used.
    pub usable: bool,
}

#[derive(Clone, Copy)]
pub(super) struct KnownReading<'a> {
    pub reading: &'a Reading,
    pub part: &'a Part,
}

#[derive(Clone, Copy)]
pub(super) struct KnownAmendment<'a> {
    pub amendment: &'a Amendment,
    pub part: &'a Part,
    pub known: Date,
}

/// What one report says of a problem or decision.
#[derive(Clone, Copy)]
pub(super) struct Mention<'a, T> {
    pub what: &'a T,
    pub reporter: &'a Reporter,
    pub period: Period,
    pub cutoff: Date,
    /// False in a withdrawn report: it counts as mentioned, nothing more.
    pub used: bool,
}

impl<'a> Known<'a> {
    pub fn new(record: &'a Record, as_of: Date) -> Known<'a> {
        Known::of_reports(record, as_of, record.reports())
    }

    /// Of the reports of one year and of those after it that a day may know: what they say of the year's own figures.
    ///
    /// Problems and decisions of earlier years are not in it.
    pub fn of_year(record: &'a Record, as_of: Date, year: i32) -> Known<'a> {
        let all = record.reports();
        // Reports stand in the order of their periods.
        let start = all.partition_point(|r| r.period.year < year);
        let end = all.partition_point(|r| r.period.year <= as_of.year().max(year));
        Known::of_reports(record, as_of, &all[start..end])
    }

    fn of_reports(record: &'a Record, as_of: Date, reports: &'a [Report]) -> Known<'a> {
        let mut known = Known {
            record,
            as_of,
            filings: HashMap::default(),
            readings: HashMap::default(),
            amendments: HashMap::default(),
            overrides: HashMap::default(),
            tasks: HashMap::default(),
            projects: HashMap::default(),
            nodes: HashMap::default(),
            problems: BTreeMap::new(),
            decisions: BTreeMap::new(),
            history: HashMap::default(),
            dekads: &record.site().dekads,
        };
        for plan in record.plans() {
            for history in plan.history.iter().filter(|h| h.region.is_none()) {
                known.history.insert((plan.year, &*history.indicator, history.period), history);
            }
        }
        for report in reports {
            known.add_report(report);
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for list in known.amendments.values_mut() {
            // Stable: of one day, the report of the later period has the last word.
            list.sort_by_key(|a| a.known);
        }
        known
    }

    fn add_report(&mut self, report: &'a Report) {
        let issues: Vec<&EditionSource> =
            self.record.editions().iter().filter(|e| issues(self.record, e, report, self.as_of)).collect();
        let states: Vec<(&Part, ReportState)> = report
            .parts
            .iter()
            .filter_map(|part| Some((part, part_state(&PartDays::of(part, &issues), self.as_of)?)))
            .collect();
        let Some(state) = states.iter().map(|(_, s)| *s).min() else { return };
        let used = |s: ReportState| s >= ReportState::Filed;
        let filing = Filing {
            state,
            filed: states.iter().filter_map(|(p, _)| filed_by(p, self.as_of)).max(),
            cutoff: states.iter().map(|(p, _)| p.cutoff).min().unwrap_or(report.period.last_day()),
            withdrawn: states.iter().any(|(_, s)| *s == ReportState::Withdrawn),
            usable: states.iter().any(|(_, s)| used(*s)),
        };
        self.filings.insert((&report.of, report.period), filing);
        for (part, state) in states {
            if used(state) {
                self.add_part(report, part);
            }
            if used(state) || state == ReportState::Withdrawn {
                self.add_problems(report, part, used(state));
            }
        }
    }

    fn add_part(&mut self, report: &'a Report, part: &'a Part) {
        let (reporter, period) = (&**report.of.id(), report.period);
        let own_region = match &report.of {
            Reporter::Action(_) => None,
            Reporter::Region(id) => Some(&**id),
        };
        let known = part.filed.as_ref().map_or(self.as_of, |f| f.date);
        for reading in &part.readings {
            let key = (&*reading.indicator, period, own_region);
            self.readings.insert(key, KnownReading { reading, part });
        }
        for amendment in &part.amended {
            let region = amendment.region.as_deref().or(own_region);
            let key = (&*amendment.indicator, amendment.period, region);
            self.amendments.entry(key).or_default().push(KnownAmendment { amendment, part, known });
        }
        // Lights and progress of tasks are the action's; a region may bear an action's id.
        if own_region.is_none() {
            let by_hand = part.overrides.iter().filter(|o| o.date <= self.as_of);
            self.overrides.extend(by_hand.map(|o| ((reporter, period, &*o.of), o)));
            self.tasks.extend(part.tasks.iter().map(|t| ((reporter, period, &*t.task), t)));
        }
        for project in &part.projects {
            self.projects.insert((period, &project.id), project);
        }
        for node in &part.nodes {
            self.nodes.insert((report.period.year, &node.of, &node.what), node.done);
        }
        for decision in &part.decisions {
            let mention = mention(decision, report, part, true);
            self.decisions.entry(&decision.id).or_default().push(mention);
        }
    }

    fn add_problems(&mut self, report: &'a Report, part: &'a Part, used: bool) {
        for problem in &part.problems {
            self.problems.entry(&problem.id).or_default().push(mention(problem, report, part, used));
        }
    }

    pub fn filing(&self, reporter: &Reporter, period: Period) -> Option<Filing> {
        self.filings.get(&(reporter, period)).copied()
    }

    /// What the action's report says; amendments apart.
    pub fn reading(&self, indicator: &str, period: Period) -> Option<KnownReading<'a>> {
        self.readings.get(&(indicator, period, None)).copied()
    }

    /// What a county's own report says.
    pub fn region_reading(&self, indicator: &str, period: Period, region: &str) -> Option<KnownReading<'a>> {
        self.readings.get(&(indicator, period, Some(region))).copied()
    }

    /// In the order they became known.
    pub fn amendments<'s>(
        &'s self,
        indicator: &'s str,
        period: Period,
        region: Option<&'s str>,
    ) -> &'s [KnownAmendment<'a>] {
        self.amendments.get(&(indicator, period, region)).map_or(&[], Vec::as_slice)
    }

    /// What history.csv of a plan's year gives.
    pub fn history(&self, year: i32, indicator: &str, period: Period) -> Option<&'a History> {
        self.history.get(&(year, indicator, period)).copied()
    }

    pub fn by_hand(&self, action: &str, period: Period, of: &str) -> Option<&'a Override> {
        self.overrides.get(&(action, period, of)).copied()
    }

    pub fn task(&self, action: &str, period: Period, task: &str) -> Option<&'a TaskReport> {
        self.tasks.get(&(action, period, task)).copied()
    }

    pub fn project(&self, period: Period, id: &str) -> Option<&'a ProjectReport> {
        self.projects.get(&(period, id)).copied()
    }

    /// As the reports of the list's own year have it.
    pub fn node_done(&self, year: i32, entry: &str, node: &str) -> Option<Date> {
        self.nodes.get(&(year, entry, node)).copied()
    }

    pub fn method(&self, plan: &'a Plan, period: Period) -> Option<&'a Method> {
        plan.method_in_force(period.last_day(), self.as_of)
    }

    pub fn due_passed(&self, period: Period) -> bool {
        self.record.due_day(period, self.as_of).is_some_and(|due| self.as_of > due)
    }

    /// The target's version in force on the period's last day, as known.
    pub fn version(&self, indicator: &'a Indicator, period: Period) -> Option<&'a TargetVersion> {
        indicator
            .versions
            .iter()
            .rfind(|v| v.date.is_none_or(|d| d <= self.as_of) && v.from.first_day() <= period.last_day())
    }

    /// The period whose figure stands in a file: the last of the indicator's own frequency inside it.
    ///
    /// `None` where the frequency is longer than the file; only a quarter or half-year that ends a longer period shows
    /// that one's figure, for it is its review. Where the month's report is the third dekad, a dekad indicator's last
    /// period in a month is the month itself.
    pub fn own_period(&self, frequency: Frequency, file: Period) -> Option<Period> {
        own_period(frequency, file, self.dekads)
    }
}

fn mention<'a, T>(what: &'a T, report: &'a Report, part: &'a Part, used: bool) -> Mention<'a, T> {
    Mention { what, reporter: &report.of, period: report.period, cutoff: part.cutoff, used }
}

/// Whether an issue, known by `as_of`, prints this report.
fn issues(record: &Record, edition: &EditionSource, report: &Report, as_of: Date) -> bool {
    let scope = record.site().series.iter().find(|s| s.id == edition.series).map(|s| &s.scope);
    let in_scope = match (scope, &report.of) {
        (Some(Scope::City), _) => true,
        (Some(Scope::Action(action)), Reporter::Action(id)) => action == id,
        (Some(Scope::Action(_)), Reporter::Region(_)) | (None, _) => false,
    };
    // Strictly before: replaying an issue's own day must find it unissued, as it was.
    edition.number.is_some() && edition.period == report.period && edition.as_of < as_of && in_scope
}

fn filed_by(part: &Part, as_of: Date) -> Option<Date> {
    part.filed.as_ref().map(|f| f.date).filter(|d| *d <= as_of)
}

/// See [`Known::own_period`].
pub(super) fn own_period(frequency: Frequency, file: Period, dekads: &[u32]) -> Option<Period> {
    let third = dekads.contains(&3);
    let month = file.last_month();
    if frequency > file.kind {
        let longer = Period::new(file.year, frequency, month * frequency.per_year() / 12);
        return longer.filter(|p| file.kind >= Frequency::Quarter && p.last_day() == file.last_day());
    }
    match frequency {
        Frequency::Dekad if file.kind == Frequency::Dekad => match file.dekad_of_month() {
            Some(3) if !third => Some(Period::month(file.year, month)),
            Some(n) if !dekads.contains(&n) => None,
            _ => Some(file),
        },
        Frequency::Dekad if third => Period::new(file.year, Frequency::Dekad, month * 3),
        Frequency::Dekad | Frequency::Month => Some(Period::month(file.year, month)),
        Frequency::Quarter | Frequency::Half | Frequency::Year => {
            Period::new(file.year, frequency, month * frequency.per_year() / 12)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_shows_the_last_own_period_inside_it() {
        use Frequency::{Dekad, Half, Month, Quarter, Year};
        let (two, three): (&[u32], &[u32]) = (&[1, 2], &[1, 2, 3]);
        #[rustfmt::skip]
        let cases = [
            // of      in a file     dekads  figure of
            (Month,   "2024-09",     two,    Some("2024-09")),
            (Month,   "2024-Q3",     two,    Some("2024-09")),
            (Month,   "2024-H1",     two,    Some("2024-06")),
            (Month,   "2024",        two,    Some("2024-12")),
            (Month,   "2024-09-D1",  two,    None),
            (Quarter, "2024-09",     two,    None),
            (Quarter, "2024-H1",     two,    Some("2024-Q2")),
            (Quarter, "2024",        two,    Some("2024-Q4")),
            (Half,    "2024",        two,    Some("2024-H2")),
            (Half,    "2024-Q1",     two,    None),
            (Half,    "2024-Q2",     two,    Some("2024-H1")),
            (Half,    "2024-Q4",     two,    Some("2024-H2")),
            (Half,    "2024-06",     two,    None),
            (Year,    "2024-Q4",     two,    Some("2024")),
            (Year,    "2024-H1",     two,    None),
            (Year,    "2024-H2",     two,    Some("2024")),
            (Year,    "2024-12",     two,    None),
            (Dekad,   "2024-09-D2",  two,    Some("2024-09-D2")),
            (Dekad,   "2024-09-D3",  two,    Some("2024-09")),
            (Dekad,   "2024-09",     two,    Some("2024-09")),
            (Dekad,   "2024-09",     three,  Some("2024-09-D3")),
            (Dekad,   "2024-Q3",     two,    Some("2024-09")),
            (Dekad,   "2024-Q3",     three,  Some("2024-09-D3")),
        ];
        for (frequency, file, dekads, own) in cases {
            let found = own_period(frequency, Period::parse(file).unwrap(), dekads);
            assert_eq!(found.map(|p| p.to_string()).as_deref(), own, "{frequency:?} in {file}");
        }
    }
}
