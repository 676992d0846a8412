//! Takes a [`Record`] and the day it is read. Gives [`Figures`] of every period.
//!
//! Never reads a clock or a file, uses no float, and words nothing but the texts of figures.

mod amounts;
mod counts;
mod figures;
mod file;
#[cfg(test)]
mod fixture;
mod judge;
mod known;
mod ledger;
mod measure;
mod next_light;
mod part_state;
mod places;
mod projects;
mod reports;
mod schedule;
mod scores;
mod tasks;
mod text;
mod trace;
mod whole;

pub use amounts::is_small_base;
pub use counts::{
    CountedItem, city_counts, counted_items, counts_where, printed_shares, region_counts, unit_counts,
};
pub use figures::{
    ClassFigure, Counts, DecisionFigure, DoneItems, Figures, IndicatorFigure, Light, Overridden, PacePart,
    PeriodFigures, ProblemFigure, ProjectFigure, Reason, RegionFigure, RegionScore, ReportFigure,
    ReportState, Revision, ScoreBase, ScoredItem, State, TaskFigure, YearFigures,
};
pub use part_state::is_used;
pub use places::{Place, place_in_group};
pub use reports::owed;
pub use schedule::schedule_share;
pub use text::{
    Forms, NoText, ProblemTotals, ProjectTotals, counts_text, figure_text, percent_text, problems_text,
    projects_text, region_text, score_text, text_of,
};

use crate::base::{Date, Frequency, Id, Period};
use crate::check::Record;
use crate::check::record::{Indicator, Plan};
use judge::Use;
use known::Known;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Where everything stands, as known on `as_of`.
pub fn compute(record: &Record, as_of: Date) -> Figures {
    let known = Known::new(record, as_of);
    let years = record.plans().iter().map(|plan| year(&known, plan, known.files(plan))).collect();
    Figures { as_of, years }
}

/// As [`compute`], but only the files of `periods`: for one text read as of its own day.
pub fn compute_periods(record: &Record, as_of: Date, periods: &BTreeSet<Period>) -> Figures {
    let known = Known::new(record, as_of);
    let of_year = |plan: &Plan| periods.iter().filter(|p| p.year == plan.year).copied().collect();
    let years = record.plans().iter().map(|plan| year(&known, plan, of_year(plan))).collect();
    Figures { as_of, years }
}

/// Only some indicators' figures in some periods of one year, as known on `as_of`: for the numbers of one text.
///
/// Its files hold these indicators alone; no tasks, problems, projects, scores, reports or counts.
pub fn compute_indicators(
    record: &Record,
    as_of: Date,
    year: i32,
    periods: &BTreeSet<Period>,
    indicators: &BTreeSet<Id>,
) -> Option<Figures> {
    let plan = record.plan(year)?;
    let known = Known::of_year(record, as_of, year);
    let asked: Vec<&Indicator> = plan.indicators.iter().filter(|i| indicators.contains(&i.id)).collect();
    let mut judged = file::Judged::default();
    for indicator in &asked {
        for own in known.own_periods(indicator, periods) {
            judged.insert((&*indicator.id, own), known.judge(plan, indicator, own, Use::Printed));
        }
    }
    let file = |period: &Period| {
        let method = known.method(plan, *period)?;
        let figures = asked.iter().map(|i| known.in_file(plan, i, *period, &judged)).collect();
        Some((*period, PeriodFigures::of_indicators(*period, method.version, figures)))
    };
    let periods = periods.iter().filter(|p| p.year == year).filter_map(file).collect();
    Some(Figures { as_of, years: vec![YearFigures { year, periods }] })
}

fn year<'a>(known: &Known<'a>, plan: &'a Plan, files: BTreeSet<Period>) -> YearFigures {
    // A quarter's ranks are printed beside those of the quarter before, asked for or not.
    let scored = files.iter().filter(|f| f.kind == Frequency::Quarter);
    let needed: BTreeSet<Period> = files.iter().copied().chain(scored.filter_map(|f| f.previous())).collect();
    let judge_all = |indicator: &'a Indicator| -> Vec<_> {
        let printed: BTreeSet<Period> =
            files.iter().filter_map(|f| known.own_period(indicator.frequency, *f)).collect();
        let judge = |period: Period| {
            let wanted = if printed.contains(&period) { Use::Printed } else { Use::LookedBackOn };
            ((&*indicator.id, period), known.judge(plan, indicator, period, wanted))
        };
        known.own_periods(indicator, &needed).into_iter().map(judge).collect()
    };
    let judged: file::Judged = plan.indicators.par_iter().flat_map_iter(judge_all).collect();
    let needed: Vec<Period> = needed.into_iter().collect();
    let computed: Vec<PeriodFigures> =
        needed.par_iter().filter_map(|file| known.file(plan, *file, &judged)).collect();
    let mut periods: BTreeMap<Period, PeriodFigures> = computed.into_iter().map(|p| (p.period, p)).collect();
    for quarter in needed.iter().filter(|f| f.kind == Frequency::Quarter) {
        let before = quarter.previous().and_then(|p| periods.get(&p)).map(|p| p.scores.clone());
        if let (Some(before), Some(now)) = (before, periods.get_mut(quarter)) {
            scores::set_ranks_before(&mut now.scores, &before);
        }
    }
    periods.retain(|period, _| files.contains(period));
    YearFigures { year: plan.year, periods }
}
