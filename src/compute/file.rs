//! One file of figures: what belongs to its period, and what only its own kind of period decides.

use super::amounts::{month, pace_needed, rank_change};
use super::figures::{IndicatorFigure, PeriodFigures, State};
use super::judge::is_due;
use super::known::Known;
use crate::base::{Color, Frequency, Period};
use crate::check::record::{Indicator, Plan};
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeSet;

/// Every indicator in every period of its own frequency that some file needs, judged once.
pub(super) type Judged<'a> = HashMap<(&'a str, Period), IndicatorFigure>;

impl<'a> Known<'a> {
    /// The periods of a year that have a file: every one with a report, every due month and quarter that is over, and
    /// every half-year and year that is over and has indicators of its own.
    pub fn files(&self, plan: &Plan) -> BTreeSet<Period> {
        let reported = self.record.reports().iter().filter(|r| {
            r.period.year == plan.year && self.filing(&r.of, r.period).is_some_and(|f| f.filed.is_some())
                || self.filing(&r.of, r.period).is_some() && r.period.first_day() <= self.as_of
        });
        use Frequency::{Half, Month, Quarter, Year};
        let due = [Month, Quarter, Half, Year].into_iter().flat_map(|kind| {
            (1..=kind.per_year()).filter_map(move |index| Period::new(plan.year, kind, index))
        });
        // A half-year and a year have a file where something is due in them alone.
        let shown_in = |indicator: &Indicator, file: Period| match file.kind {
            Half | Year => indicator.frequency == file.kind,
            Frequency::Dekad | Month | Quarter => true,
        };
        let due = due.filter(|p| p.last_day() <= self.as_of).filter(|file| {
            plan.indicators
                .iter()
                .filter(|i| shown_in(i, *file))
                .any(|i| self.own_period(i.frequency, *file).is_some_and(|own| is_due(i, own)))
        });
        reported.map(|r| r.period).filter(|p| p.year == plan.year).chain(due).collect()
    }

    /// The period of an indicator's figure in a file, then the due ones before it, the latest first.
    fn chain(&self, indicator: &Indicator, file: Period) -> Vec<Period> {
        let mut files = vec![file];
        while let Some(before) = files[files.len() - 1].previous() {
            files.push(before);
        }
        files
            .into_iter()
            .filter_map(|f| self.own_period(indicator.frequency, f))
            .filter(|own| is_due(indicator, *own))
            .collect()
    }

    /// All own periods the files of a year need: the last file of each kind needs those of the earlier ones.
    pub fn own_periods(&self, indicator: &Indicator, files: &BTreeSet<Period>) -> BTreeSet<Period> {
        let last = |kind| files.iter().rfind(|f| f.kind == kind);
        Frequency::ALL.into_iter().filter_map(last).flat_map(|file| self.chain(indicator, *file)).collect()
    }

    /// The figure of an indicator as it stands in a file.
    pub fn in_file(
        &self,
        plan: &'a Plan,
        indicator: &'a Indicator,
        file: Period,
        judged: &Judged<'a>,
    ) -> IndicatorFigure {
        let chain = self.chain(indicator, file);
        let at = |period: &Period| judged.get(&(&*indicator.id, *period));
        let own = self.own_period(indicator.frequency, file);
        let (Some(own), Some(first)) = (own, chain.first()) else {
            return IndicatorFigure::not_due(indicator);
        };
        let Some(mut figure) = at(first).filter(|_| *first == own).cloned() else {
            return IndicatorFigure {
                from: Some(own).filter(|o| *o != file),
                ..IndicatorFigure::not_due(indicator)
            };
        };
        let before: Vec<&IndicatorFigure> = chain[1..].iter().filter_map(at).collect();
        figure.from = (own != file).then_some(own);
        let last = before.first().copied();
        figure.month = month(indicator, &figure, last);
        figure.last_color = last.and_then(|f| f.state.color());
        for part in &mut figure.by_region {
            let then = last.and_then(|f| f.part(&part.region));
            part.last_color = then.and_then(|p| p.state.color());
        }
        figure.rank_change = last.and_then(|f| rank_change(f, &figure));
        figure.red_run = red_run(&figure.state, before.iter().map(|f| &f.state));
        let months_left = 12 - own.last_month();
        if file.kind != Frequency::Dekad && months_left > 0 {
            let about = self.method(plan, own).map(|m| m.about_percent);
            figure.pace_needed = about.and_then(|a| pace_needed(indicator, &figure, months_left, a));
        }
        figure
    }

    /// All figures of one file.
    pub fn file(&self, plan: &'a Plan, file: Period, judged: &Judged<'a>) -> Option<PeriodFigures> {
        let method = self.method(plan, file)?;
        let indicators: Vec<IndicatorFigure> =
            plan.indicators.iter().map(|i| self.in_file(plan, i, file, judged)).collect();
        let mut figures = PeriodFigures {
            period: file,
            method: method.version,
            tasks: self.task_figures(plan, method, file),
            problems: self.problem_figures(file),
            decisions: self.decision_figures(file),
            projects: self.project_figures(plan, file),
            counts: super::counts::action_counts(plan, &indicators),
            done_items: super::counts::done_items(plan, file, &indicators),
            scores: Vec::new(),
            reports: self.report_figures(plan, file),
            indicators,
        };
        figures.scores = self.region_scores(plan, &figures);
        Some(figures)
    }
}

/// Red lights in a row up to now: what was not assessed is passed over, anything else ends the run.
///
/// `None` unless lit; `before` from the latest on.
pub(super) fn red_run<'s>(now: &State, before: impl Iterator<Item = &'s State>) -> Option<u32> {
    let color = now.color()?;
    if color != Color::Red {
        return Some(0);
    }
    let run = before
        .filter(|s| !matches!(s, State::NotAssessed(_)))
        .take_while(|s| s.color() == Some(Color::Red))
        .count();
    Some(run as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compute::{Light, Reason};

    #[test]
    fn red_runs_pass_over_what_was_not_assessed() {
        let state = |code: char| match code {
            'n' => State::NotAssessed(Reason::NoBaseline),
            'm' => State::Missing,
            '-' => State::NotDue,
            color => State::Lit(Light {
                color: Color::ALL.into_iter().find(|c| c.code().starts_with(color)).unwrap(),
                word: String::new(),
                rule: String::new(),
                why: None,
                overridden: None,
            }),
        };
        #[rustfmt::skip]
        let cases = [
            // January to now   run
            ("r",               Some(1)),
            ("rr",              Some(2)),
            ("rgr",             Some(1)),
            ("rrnr",            Some(3)),
            ("rrmr",            Some(1)),
            ("rry",             Some(0)),
            ("rrn",             None),
            ("rrm",             None),
            ("-r",              Some(1)),
        ];
        for (lights, run) in cases {
            let mut states: Vec<State> = lights.chars().map(state).collect();
            let now = states.pop().unwrap();
            assert_eq!(red_run(&now, states.iter().rev()), run, "{lights}");
        }
    }
}
