//! Scores of regions in a review: earned ÷ available × full, ranked within their groups.

use super::due::due_day;
use super::figures::{PeriodFigures, ProblemFigure, RegionScore, State};
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
            items.push((item.name.clone(), item.weight, points));
        }
        let score = earned.over(&available)?.times(&self.table.full.ratio());
        let group = region.group.clone();
        Some(RegionScore { region: region.id.clone(), group, score, rank: None, was: None, items, left_out })
    }

    fn earned(&self, item: &ScoreItem, region: &Id) -> Earned {
        let share = match &item.rule {
            ScoreRule::Pace => return pace(self.plan, self.file, region),
            ScoreRule::Problems => self.closed_in_time(region),
            ScoreRule::Late { deduct } => self.punctuality(region, *deduct, item.weight),
        };
        Earned { share, left_out: Vec::new() }
    }

    /// Closed in time ÷ due, of the problems owned or reported by the region whose day fell in the quarter.
    fn closed_in_time(&self, region: &Id) -> Option<Ratio> {
        let quarter = self.file.period;
        let end = quarter.last_day().min(self.known.as_of);
        let own = |p: &ProblemFigure| {
            p.owner.as_ref() == Some(region) || p.reporter == Reporter::Region(region.clone())
        };
        let due_in = |by: Date| quarter.first_day() <= by && by <= end;
        let due: Vec<&ProblemFigure> =
            self.problems.iter().filter(|p| own(p) && p.by.is_some_and(due_in)).collect();
        let in_time = due.iter().filter(|p| {
            p.state == ProblemState::Closed && p.closed.zip(p.by).is_some_and(|(closed, by)| closed <= by)
        });
        Ratio::new(in_time.count() as i128, due.len() as i128)
    }

    /// The weight less `deduct` for each report of the quarter that was late or did not come, down to 0.
    fn punctuality(&self, region: &Id, deduct: Quantity, weight: Quantity) -> Option<Ratio> {
        let (known, quarter) = (self.known, self.file.period);
        let of = Reporter::Region(region.clone());
        let months = (0..3).map(|i| Period::month(quarter.year, quarter.last_month() - i));
        let (mut owed, mut late) = (0i128, 0i128);
        for period in months.chain([quarter]) {
            let filed = known.filing(&of, period).filter(|f| f.usable).and_then(|f| f.filed);
            let Some(due) = due_day(known.record, period, known.as_of) else { continue };
            if !known.owes(self.plan, &of, period) || (filed.is_none() && known.as_of <= due) {
                continue;
            }
            owed += 1;
            late += i128::from(filed.is_none_or(|day| day > due));
        }
        let kept = weight.ratio().minus(&deduct.ratio().times(&Ratio::integer(late)));
        let kept = if kept.is_negative() { Ratio::zero() } else { kept };
        kept.over(&weight.ratio()).filter(|_| owed > 0)
    }
}

/// Mean of min(completion ÷ schedule, 1) over the region's parts of split cumulative indicators.
fn pace(plan: &Plan, file: &PeriodFigures, region: &Id) -> Earned {
    let (mut sum, mut number, mut left_out) = (Ratio::zero(), 0, Vec::new());
    for (indicator, figure) in plan.indicators.iter().zip(&file.indicators) {
        let part = figure.by_region.iter().find(|p| p.region == *region);
        let (Kind::Cumulative, Some(part)) = (indicator.kind, part) else { continue };
        let rate = match (&part.completion, &part.gap) {
            (Some(completion), Some(gap)) => rate(indicator.direction, completion, gap),
            _ => None,
        };
        match (rate, &part.state) {
            (Some(rate), _) => {
                sum = sum.plus(&rate.min(Ratio::one()));
                number += 1;
            }
            (None, State::Missing | State::NotAssessed(_)) => left_out.push(indicator.name.clone()),
            (None, State::Lit(_) | State::NotDue | State::NoTarget) => {}
        }
    }
    Earned { share: sum.over(&Ratio::integer(number)), left_out }
}

/// completion ÷ schedule, which for a limit is schedule ÷ share used up.
fn rate(direction: Direction, completion: &Ratio, gap: &Ratio) -> Option<Ratio> {
    match direction {
        Direction::Up => completion.over(&completion.minus(gap)),
        Direction::Down if completion.is_zero() => Some(Ratio::one()),
        Direction::Down => gap.plus(completion).over(completion),
    }
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
