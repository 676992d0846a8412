//! Scores of regions in a review: earned ÷ available × full, ranked within their groups.

use super::figures::{PacePart, PeriodFigures, ProblemFigure, RegionScore, ScoreBase, ScoredItem, State};
use super::known::Known;
use crate::base::{Date, Frequency, Id, Period, Quantity, Ratio};
use crate::check::record::{
    Direction, Kind, Method, Plan, ProblemState, Region, Reporter, ScoreItem, ScoreRule, ScoreTable, Ties,
};

/// A quarter's file with what its scores are made of.
struct Review<'r> {
    known: &'r Known<'r>,
    plan: &'r Plan,
    table: &'r ScoreTable,
    file: &'r PeriodFigures,
    /// Every problem known at the quarter's end.
    problems: Vec<ProblemFigure>,
}

/// What one rule gives: the share of the weight that was earned, and what had to be left out.
struct Earned {
    /// Fraction of the weight; `None` where there is no base.
    share: Option<Ratio>,
    base: ScoreBase,
    left_out: Vec<String>,
}

impl<'a> Known<'a> {
    /// The scores of a quarter's file; none for other files, or where the method scores no regions.
    pub fn region_scores(&self, plan: &Plan, file: &PeriodFigures) -> Vec<RegionScore> {
        let method = self.method(plan, file.period);
        let (Some(method), Frequency::Quarter) = (method, file.period.kind) else { return Vec::new() };
        let Some(table) = &method.scores else { return Vec::new() };
        let problems = self.problem_books(file.period).into_iter().map(|(figure, _)| figure).collect();
        let review = Review { known: self, plan, table, file, problems };
        let mut scores: Vec<RegionScore> =
            self.record.regions().iter().filter_map(|region| review.score(region)).collect();
        rank(&mut scores, method);
        let group_of =
            |score: &RegionScore| self.record.region_groups().iter().position(|g| *g == score.group);
        // Stable: regions of one score keep the registry's order.
        scores.sort_by(|a, b| group_of(a).cmp(&group_of(b)).then_with(|| b.score.cmp(&a.score)));
        scores
    }
}

impl Review<'_> {
    fn score(&self, region: &Region) -> Option<RegionScore> {
        let (mut earned, mut available) = (Ratio::zero(), Ratio::zero());
        let (mut items, mut left_out) = (Vec::new(), Vec::new());
        for item in &self.table.items {
            let mut result = self.earned(item, &region.id);
            let points = result.share.map(|share| share.times(&item.weight.ratio()));
            match &points {
                Some(points) => {
                    earned = earned.plus(points);
                    available = available.plus(&item.weight.ratio());
                    left_out.append(&mut result.left_out);
                }
                None => left_out.push(item.name.clone()),
            }
            let (name, weight) = (item.name.clone(), item.weight);
            items.push(ScoredItem { name, weight, points, base: result.base });
        }
        let score = earned.over(&available)?.times(&self.table.full.ratio());
        let group = region.group.clone();
        Some(RegionScore { region: region.id.clone(), group, score, rank: None, was: None, items, left_out })
    }

    fn earned(&self, item: &ScoreItem, region: &Id) -> Earned {
        match &item.rule {
            ScoreRule::Pace => pace(self.plan, self.file, region),
            ScoreRule::Problems => self.closed_in_time(region),
            ScoreRule::Late { deduct } => self.punctuality(region, *deduct, item.weight),
        }
    }

    /// Closed in time ÷ due, of the problems owned or reported by the region whose day fell in the quarter.
    fn closed_in_time(&self, region: &Id) -> Earned {
        let quarter = self.file.period;
        let end = quarter.last_day().min(self.known.as_of);
        let own = |p: &&ProblemFigure| {
            p.owner.as_ref() == Some(region) || p.reporter == Reporter::Region(region.clone())
        };
        let due_in = |by: Date| quarter.first_day() <= by && by <= end;
        let in_time = |p: &ProblemFigure| {
            p.state == ProblemState::Closed && p.closed.zip(p.by).is_some_and(|(closed, by)| closed <= by)
        };
        let due = self.problems.iter().filter(own).filter(|p| p.by.is_some_and(due_in));
        let due: Vec<(String, bool)> = due.map(|p| (p.id.to_string(), in_time(p))).collect();
        let done = due.iter().filter(|(_, in_time)| *in_time).count();
        let share = Ratio::new(done as i128, due.len() as i128);
        Earned { share, base: ScoreBase::Problems(due), left_out: Vec::new() }
    }

    /// The weight less `deduct` for each report of the quarter that was late or did not come, down to 0.
    fn punctuality(&self, region: &Id, deduct: Quantity, weight: Quantity) -> Earned {
        let (known, quarter) = (self.known, self.file.period);
        let of = Reporter::Region(region.clone());
        let months = (0..3).rev().map(|i| Period::month(quarter.year, quarter.last_month() - i));
        let mut reports: Vec<(Period, Option<i64>)> = Vec::new();
        for period in months.chain([quarter]) {
            let filed = known.filing(&of, period).filter(|f| f.usable).and_then(|f| f.filed);
            let Some(due) = known.record.due_day(period, known.as_of) else { continue };
            if !known.owes(self.plan, &of, period) || (filed.is_none() && known.as_of <= due) {
                continue;
            }
            reports.push((period, filed.map(|day| day.days_since(due).max(0))));
        }
        let late = reports.iter().filter(|(_, days)| *days != Some(0)).count() as i128;
        let kept = weight.ratio().minus(&deduct.ratio().times(&Ratio::integer(late)));
        let kept = if kept.is_negative() { Ratio::zero() } else { kept };
        let share = kept.over(&weight.ratio()).filter(|_| !reports.is_empty());
        Earned { share, base: ScoreBase::Late { deduct, due: reports }, left_out: Vec::new() }
    }
}

/// Mean of min(completion ÷ schedule, 1) over the region's parts of split cumulative indicators.
fn pace(plan: &Plan, file: &PeriodFigures, region: &Id) -> Earned {
    let (mut sum, mut parts, mut left_out) = (Ratio::zero(), Vec::new(), Vec::new());
    for (indicator, figure) in plan.indicators.iter().zip(&file.indicators) {
        let part = figure.by_region.iter().find(|p| p.region == *region);
        let (Kind::Cumulative, Some(part)) = (indicator.kind, part) else { continue };
        let rated = match (&part.completion, &part.gap) {
            (Some(completion), Some(gap)) => rated(indicator.direction, completion, gap),
            _ => None,
        };
        match (rated, &part.state) {
            (Some((schedule, rate)), _) => {
                sum = sum.plus(&rate);
                let completion = part.completion.clone().unwrap_or(Ratio::zero());
                parts.push(PacePart { indicator: indicator.id.clone(), completion, schedule, rate });
            }
            (None, State::Missing | State::NotAssessed(_)) => left_out.push(indicator.name.clone()),
            (None, State::Lit(_) | State::NotDue | State::NoTarget) => {}
        }
    }
    let share = sum.over(&Ratio::integer(parts.len() as i128));
    Earned { share, base: ScoreBase::Pace(parts), left_out }
}

/// The schedule, and completion ÷ schedule, which for a limit is schedule ÷ share used up; not above 1.
fn rated(direction: Direction, completion: &Ratio, gap: &Ratio) -> Option<(Ratio, Ratio)> {
    let (schedule, rate) = match direction {
        Direction::Up => {
            let schedule = completion.minus(gap);
            let rate = completion.over(&schedule)?;
            (schedule, rate)
        }
        Direction::Down => {
            let schedule = gap.plus(completion);
            let rate = if completion.is_zero() { Ratio::one() } else { schedule.over(completion)? };
            (schedule, rate)
        }
    };
    Some((schedule, rate.min(Ratio::one())))
}

/// Ranks within groups by the exact score; a group too small has none.
fn rank(scores: &mut [RegionScore], method: &Method) {
    let all: Vec<(String, Ratio)> = scores.iter().map(|s| (s.group.clone(), s.score.clone())).collect();
    for score in scores {
        let group: Vec<&Ratio> = all.iter().filter(|(g, _)| *g == score.group).map(|(_, s)| s).collect();
        if group.len() >= method.ranks.smallest_group as usize {
            score.rank = Some(place(&group, &score.score, method.ranks.ties));
        }
    }
}

fn place(group: &[&Ratio], score: &Ratio, ties: Ties) -> u32 {
    let mut better: Vec<&&Ratio> = group.iter().filter(|s| **s > score).collect();
    better.sort();
    if ties == Ties::SameThenNext {
        better.dedup();
    }
    better.len() as u32 + 1
}

/// Puts each region's rank of the quarter before beside its own.
pub(super) fn set_ranks_before(scores: &mut [RegionScore], before: &[RegionScore]) {
    for score in scores {
        score.was = before.iter().find(|b| b.region == score.region).and_then(|b| b.rank);
    }
}
