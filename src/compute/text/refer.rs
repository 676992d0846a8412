use super::super::counts::{city_counts, region_counts, unit_counts};
use super::super::figures::{Figures, PeriodFigures, State};
use super::{
    Forms, ProblemTotals, ProjectTotals, counts_text, figure_text, problems_text, projects_text, region_text,
    score_text,
};
use crate::base::{Id, Period};
use crate::check::record::{Entry, Plan, Reporter};
use crate::check::{Field, Record, Reference, Subject};

/// Why a bound number has no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoText {
    /// There is no file of figures for the period.
    NoFile(Period),
    /// The indicator, or the region's part of it, stands in a state that has no such number.
    Silent(State),
    /// Its kind has no such field, or the region no part in it.
    NoField,
}

/// The texts of a bound number in a text about `period`, from figures known on the right day.
///
/// `scope`: the action of the text, if it is one action's: problems and projects are then its own.
pub fn text_of(
    record: &Record,
    figures: &Figures,
    reference: &Reference,
    period: Period,
    scope: Option<&str>,
) -> Result<Forms, NoText> {
    let period = reference.period.unwrap_or(period);
    let file = figures.period(period).ok_or(NoText::NoFile(period))?;
    let plan = record.plan(period.year).ok_or(NoText::NoFile(period))?;
    let field = reference.field;
    let region = reference.region.as_ref();
    let found = match &reference.subject {
        Subject::Indicator(id) => return of_indicator(plan, file, id, region, field),
        Subject::City => counts_text(&city_counts(file), field),
        Subject::Action(id) => file.counts_of(id).and_then(|c| counts_text(c, field)),
        Subject::Unit(id) => counts_text(&unit_counts(plan, file, id), field),
        Subject::Region(id) => counts_text(&region_counts(file, id), field),
        Subject::Problems => {
            let of_scope = |of: &Reporter| scope.is_none_or(|s| *of == Reporter::Action(Id::new(s)));
            let of_region = |owner: Option<&Id>, of: &Reporter| {
                region.is_none_or(|r| owner == Some(r) || *of == Reporter::Region(r.clone()))
            };
            let problems = file
                .problems
                .iter()
                .filter(|p| of_scope(&p.reporter) && of_region(p.owner.as_ref(), &p.reporter));
            problems_text(&ProblemTotals::of(problems), field)
        }
        Subject::Projects => {
            let wanted = |e: &Entry| {
                scope.is_none_or(|s| &*e.action == s) && region.is_none_or(|r| e.region.as_ref() == Some(r))
            };
            projects_text(&ProjectTotals::of(plan, file, wanted), field)
        }
        Subject::Scores => {
            let score = region.and_then(|r| file.scores.iter().find(|s| s.region == *r));
            score.and_then(|s| score_text(s, field))
        }
    };
    found.ok_or(NoText::NoField)
}

fn of_indicator(
    plan: &Plan,
    file: &PeriodFigures,
    id: &Id,
    region: Option<&Id>,
    field: Field,
) -> Result<Forms, NoText> {
    let indicator = plan.indicator(id).ok_or(NoText::NoField)?;
    let figure = file.indicator(id).ok_or(NoText::NoField)?;
    let (found, state) = match region {
        None => (figure_text(indicator, figure, field), &figure.state),
        Some(region) => {
            let part = figure.by_region.iter().find(|r| r.region == *region).ok_or(NoText::NoField)?;
            (region_text(indicator, figure, part, field), &part.state)
        }
    };
    found.ok_or_else(|| match state {
        State::Lit(_) => NoText::NoField,
        State::NotDue | State::Missing | State::NotAssessed(_) | State::NoTarget => {
            NoText::Silent(state.clone())
        }
    })
}
