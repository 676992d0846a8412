use super::figures::ReportState;
use crate::base::Date;
use crate::check::record::{EditionSource, Part, PartState};

/// The days that decide a part's state.
#[derive(Debug, Clone, Default)]
pub(super) struct PartDays {
    pub sound: bool,
    pub filed: Option<Date>,
    pub reviewed: Option<Date>,
    pub returned: Vec<Date>,
    /// Knowledge days of the issues that print it.
    pub issued: Vec<Date>,
}

impl PartDays {
    pub fn of(part: &Part, issues: &[&EditionSource]) -> PartDays {
        PartDays {
            sound: part.state == PartState::Sound,
            filed: part.filed.as_ref().map(|f| f.date),
            reviewed: part.reviewed.as_ref().map(|r| r.date),
            returned: part.returned.iter().map(|r| r.date).collect(),
            issued: issues.iter().map(|e| e.as_of).collect(),
        }
    }
}

/// Whether a part of a report is used on a day: sound, filed by then, and not sent back since.
pub fn is_used(part: &Part, as_of: Date) -> bool {
    part_state(&PartDays::of(part, &[]), as_of).is_some_and(|state| state >= ReportState::Filed)
}

/// The state of one part on a day; `None` while it is not known to exist (formats.md section 4, State).
pub(super) fn part_state(days: &PartDays, as_of: Date) -> Option<ReportState> {
    let known = |d: &Date| *d <= as_of;
    let returned = days.returned.iter().copied().filter(known).max();
    let Some(filed) = days.filed else {
        let state = if days.sound { ReportState::Draft } else { ReportState::Withdrawn };
        return Some(returned.map_or(state, |_| ReportState::Withdrawn));
    };
    if !known(&filed) {
        // Filed again only later: on this day it lies with its reporter.
        return returned.map(|_| ReportState::Withdrawn);
    }
    if !days.sound || returned.is_some_and(|r| filed <= r) {
        return Some(ReportState::Withdrawn);
    }
    let reviewed = days.reviewed.filter(|d| known(d) && *d >= filed);
    Some(if days.issued.iter().any(|d| filed <= *d) {
        ReportState::Issued
    } else if reviewed.is_some() {
        ReportState::Reviewed
    } else {
        ReportState::Filed
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_has_the_state_of_the_day_it_is_asked_for() {
        use ReportState::{Draft, Filed, Issued, Reviewed, Withdrawn};
        let day = |d: u32| Date::new(2024, 8, d).unwrap();
        #[rustfmt::skip]
        let cases = [
            // what                          sound  filed    reviewed  returned   issued     as_of  state
            ("no filed",                     true,  None,    None,     vec![],    vec![],    9,     Some(Draft)),
            ("not yet known",                true,  Some(5), None,     vec![],    vec![],    4,     None),
            ("filed that day",               true,  Some(5), None,     vec![],    vec![],    5,     Some(Filed)),
            ("not yet reviewed",             true,  Some(5), Some(7),  vec![],    vec![],    6,     Some(Filed)),
            ("reviewed",                     true,  Some(5), Some(7),  vec![],    vec![],    7,     Some(Reviewed)),
            ("an error",                     false, Some(5), Some(7),  vec![],    vec![],    9,     Some(Withdrawn)),
            ("an error, not yet known",      false, Some(5), None,     vec![],    vec![],    4,     None),
            ("returned",                     true,  Some(5), None,     vec![6],   vec![],    6,     Some(Withdrawn)),
            ("before it was returned",       true,  Some(5), None,     vec![6],   vec![],    5,     Some(Filed)),
            ("returned the same day",        true,  Some(6), None,     vec![6],   vec![],    9,     Some(Withdrawn)),
            ("filed again",                  true,  Some(7), None,     vec![6],   vec![],    7,     Some(Filed)),
            ("not yet filed again",          true,  Some(7), None,     vec![5],   vec![],    6,     Some(Withdrawn)),
            ("before all that",              true,  Some(7), None,     vec![5],   vec![],    4,     None),
            ("returned twice",               true,  Some(7), None,     vec![5, 8], vec![],   9,     Some(Withdrawn)),
            ("reviewed before the refiling", true,  Some(7), Some(6),  vec![6],   vec![],    9,     Some(Filed)),
            ("in an issue",                  true,  Some(5), Some(6),  vec![],    vec![7],   9,     Some(Issued)),
            ("filed after the issue",        true,  Some(8), None,     vec![],    vec![7],   9,     Some(Filed)),
        ];
        for (what, sound, filed, reviewed, returned, issued, as_of, state) in cases {
            let days = PartDays {
                sound,
                filed: filed.map(day),
                reviewed: reviewed.map(day),
                returned: returned.into_iter().map(day).collect(),
                issued: issued.into_iter().map(day).collect(),
            };
            assert_eq!(part_state(&days, day(as_of)), state, "{what}");
        }
    }
}
