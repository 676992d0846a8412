use super::super::figures::{Counts, PeriodFigures, ProblemFigure, ProjectFigure, RegionScore};
use super::figure::place;
use super::{Forms, percent_text};
use crate::base::{Color, Quantity, Ratio};
use crate::check::Field;
use crate::check::record::{Entry, Plan, ProblemState};

/// The texts of a count of lights or states: `11项`, bare `11`, `11个`.
pub fn counts_text(counts: &Counts, field: Field) -> Option<Forms> {
    let n = match field {
        Field::Indicators => counts.all(),
        Field::Assessed => counts.assessed(),
        Field::Lit => counts.lit(),
        Field::Green => counts.of(Color::Green),
        Field::Yellow => counts.of(Color::Yellow),
        Field::Red => counts.of(Color::Red),
        Field::Blue => counts.of(Color::Blue),
        Field::Missing => counts.missing,
        Field::NotAssessed => counts.not_assessed,
        Field::NotDue => counts.not_due,
        Field::Better => counts.better,
        Field::Worse => counts.worse,
        _ => return None,
    };
    Some(number(n, "项"))
}

fn number(n: u32, measure: &str) -> Forms {
    let other = if measure == "项" { "个" } else { "项" };
    Forms { bare: vec![n.to_string(), format!("{n}{other}")], ..Forms::same(format!("{n}{measure}")) }
}

/// Problems in a file, counted: open₁ = open₀ + new + reopened − closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ProblemTotals {
    /// 在册: all but 销号.
    pub open: u32,
    pub new: u32,
    pub reopened: u32,
    pub closed: u32,
    pub overdue: u32,
}

impl ProblemTotals {
    pub fn of<'a>(problems: impl IntoIterator<Item = &'a ProblemFigure>) -> ProblemTotals {
        let mut totals = ProblemTotals::default();
        for problem in problems {
            let closed = problem.state == ProblemState::Closed;
            totals.open += u32::from(!closed);
            totals.new += u32::from(problem.is_new);
            totals.reopened += problem.reopenings;
            totals.closed += problem.closings;
            totals.overdue += u32::from(problem.overdue);
        }
        totals
    }
}

pub fn problems_text(totals: &ProblemTotals, field: Field) -> Option<Forms> {
    let n = match field {
        Field::Open => totals.open,
        Field::New => totals.new,
        Field::Reopened => totals.reopened,
        Field::Closed => totals.closed,
        Field::Overdue => totals.overdue,
        _ => return None,
    };
    Some(number(n, "个"))
}

/// Projects of a file, together. Amounts in 亿元.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProjectTotals {
    pub number: u32,
    /// How many have a plan for the year, and how many of these were reported: they alone are the base of the amounts.
    pub planned: u32,
    pub reported: u32,
    /// Planned for the year, of those that have a plan and were reported.
    pub year_investment: Option<Quantity>,
    /// Spent since January, of the same.
    pub total_investment: Option<Quantity>,
    /// The one over the other.
    pub completion: Option<Ratio>,
    /// Starts due by the cutoff, and how many of them were made.
    pub starts_due: u32,
    pub started: u32,
    pub start_rate: Option<Ratio>,
    /// Started though not yet due.
    pub started_early: u32,
    /// To be finished by the cutoff, and how many of them are.
    pub finishes_due: u32,
    pub finished: u32,
    pub finish_rate: Option<Ratio>,
}

impl ProjectTotals {
    /// Of the projects that `wanted` picks.
    pub fn of(plan: &Plan, file: &PeriodFigures, wanted: impl Fn(&Entry) -> bool) -> ProjectTotals {
        let picked: Vec<(&Entry, &ProjectFigure)> = file
            .projects
            .iter()
            .filter_map(|figure| Some((plan.entry(&figure.id)?, figure)))
            .filter(|(entry, _)| wanted(entry))
            .collect();
        let count = |test: &dyn Fn(&ProjectFigure) -> bool| picked.iter().filter(|(_, f)| test(f)).count();
        // A plan without a report, or a report without a plan, would be in one sum and not in the other.
        let money: Vec<(Quantity, Quantity)> =
            picked.iter().filter_map(|(e, f)| e.this_year.zip(f.done)).collect();
        let year_investment = money.iter().map(|(plan, _)| *plan).reduce(Quantity::plus);
        let total_investment = money.iter().map(|(_, done)| *done).reduce(Quantity::plus);
        let starts_due = count(&|f| f.start_due) as u32;
        let started = count(&|f| f.start_due && f.started) as u32;
        let finishes_due = count(&|f| f.finish_due) as u32;
        let finished = count(&|f| f.finish_due && f.finished) as u32;
        ProjectTotals {
            number: picked.len() as u32,
            planned: picked.iter().filter(|(e, _)| e.this_year.is_some()).count() as u32,
            reported: money.len() as u32,
            year_investment,
            total_investment,
            completion: total_investment.zip(year_investment).and_then(|(v, t)| v.ratio().over(&t.ratio())),
            starts_due,
            started,
            start_rate: Ratio::new(started.into(), starts_due.into()),
            started_early: count(&|f| !f.start_due && f.started) as u32,
            finishes_due,
            finished,
            finish_rate: Ratio::new(finished.into(), finishes_due.into()),
        }
    }
}

pub fn projects_text(totals: &ProjectTotals, field: Field) -> Option<Forms> {
    let amount = |q: Option<Quantity>| q.map(|q| Forms::amount(q, "亿元"));
    let share = |r: Option<&Ratio>| {
        r.map(|r| {
            let text = percent_text(r, *r < Ratio::one());
            Forms { bare: vec![text.trim_end_matches('%').to_owned()], ..Forms::same(text) }
        })
    };
    match field {
        Field::Number => Some(number(totals.number, "个")),
        Field::YearInvestment => amount(totals.year_investment),
        Field::TotalInvestment => amount(totals.total_investment),
        // 完成率 is written the same for an indicator and for projects.
        Field::InvestmentCompletion | Field::Completion => share(totals.completion.as_ref()),
        Field::StartsDue => Some(number(totals.starts_due, "个")),
        Field::Started => Some(number(totals.started, "个")),
        Field::StartRate => share(totals.start_rate.as_ref()),
        _ => None,
    }
}

/// A region's score, one decimal, and its place in its group.
pub fn score_text(score: &RegionScore, field: Field) -> Option<Forms> {
    match field {
        Field::Score => Some(Forms::amount(score.score.rounded(1), "分")),
        Field::ScoreRank | Field::Rank => Some(place(score.rank?)),
        _ => None,
    }
}
