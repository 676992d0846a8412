use super::state::State;
use crate::base::{Color, Date, Id, Nature, Period, Quantity, Ratio, Source};
use crate::check::record::{Indicator, Op, Rank, Target};

/// One indicator in one period: what is printed of it, `None` where it does not exist.
#[derive(Debug, Clone)]
pub struct IndicatorFigure {
    pub id: Id,
    /// In the file of a longer period: the period the figure belongs to.
    pub from: Option<Period>,
    pub state: State,
    pub value: Option<Quantity>,
    /// A bound by classes.
    pub classes: Vec<ClassFigure>,
    pub nature: Option<Nature>,
    pub cutoff: Option<Date>,
    /// In force on the period's last day.
    pub target: Target,
    pub target_from: Option<Period>,
    /// Of a relation: the other side's value.
    pub other_value: Option<Quantity>,
    /// Fraction (1 = 100%).
    pub completion: Option<Ratio>,
    pub schedule: Option<Ratio>,
    /// In 百分点 ÷ 100: completion − schedule; of a growth, value − target in 百分点 ÷ 100 as well.
    pub gap: Option<Ratio>,
    pub month: Option<Quantity>,
    pub base: Option<Quantity>,
    pub change: Option<Ratio>,
    pub rank: Option<Rank>,
    /// Places moved since the period before: positive 前移.
    pub rank_change: Option<i64>,
    pub pace_needed: Option<Quantity>,
    /// Present only when lit; 0 when not red.
    pub red_run: Option<u32>,
    pub to_better: Option<Quantity>,
    pub to_worse: Option<Quantity>,
    pub by_region: Vec<RegionFigure>,
    pub city_part: Option<Quantity>,
    pub missing_regions: Vec<Id>,
    pub left_out: Vec<Id>,
    /// Whether it is reached, where that can be said.
    pub reached: Option<bool>,
    /// The light of the same indicator in the period before of this file's kind.
    pub last_color: Option<Color>,
    /// Every value that went in, amended ones included.
    pub inputs: Vec<Source>,
    /// `3.62 ÷ 5.9`
    pub formula: Option<String>,
    /// Earlier readings of this figure that an amendment replaced: old value, and the amendment's reason.
    pub revised: Vec<Revision>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    pub old: Option<Quantity>,
    pub new: Option<Quantity>,
    pub reason: Option<String>,
    pub known: Date,
    pub source: Source,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassFigure {
    /// The class's name.
    pub class: String,
    pub value: Quantity,
    pub reached: Option<bool>,
}

#[derive(Debug, Clone)]
pub struct RegionFigure {
    pub region: Id,
    pub state: State,
    pub value: Option<Quantity>,
    pub target: Option<Quantity>,
    /// The whole's op; a share of a range or of a multiple asks `ge`.
    pub target_op: Option<Op>,
    pub completion: Option<Ratio>,
    pub gap: Option<Ratio>,
    pub reached: Option<bool>,
    /// The light of the same part in the period before of this file's kind.
    pub last_color: Option<Color>,
    pub to_better: Option<Quantity>,
    pub to_worse: Option<Quantity>,
    pub source: Option<Source>,
}

impl IndicatorFigure {
    /// One of which nothing is due.
    pub fn not_due(indicator: &Indicator) -> IndicatorFigure {
        IndicatorFigure {
            id: indicator.id.clone(),
            from: None,
            state: State::NotDue,
            value: None,
            classes: Vec::new(),
            nature: None,
            cutoff: None,
            target: Target::None,
            target_from: None,
            other_value: None,
            completion: None,
            schedule: None,
            gap: None,
            month: None,
            base: None,
            change: None,
            rank: None,
            rank_change: None,
            pace_needed: None,
            red_run: None,
            to_better: None,
            to_worse: None,
            by_region: Vec::new(),
            city_part: None,
            missing_regions: Vec::new(),
            left_out: Vec::new(),
            reached: None,
            last_color: None,
            inputs: Vec::new(),
            formula: None,
            revised: Vec::new(),
        }
    }

    /// A region's part of it.
    pub fn part(&self, region: &str) -> Option<&RegionFigure> {
        self.by_region.iter().find(|r| &*r.region == region)
    }
}

impl RegionFigure {
    /// As the data files print it: a reported part of a split without targets is `lit` without a light
    /// (formats.md section 8), unless the whole has no target either.
    pub fn state_code(&self, whole: &Target) -> &'static str {
        match (&self.state, whole) {
            (State::NoTarget, Target::None) => State::NoTarget.code(),
            (State::NoTarget, Target::Value(_) | Target::Classes(_) | Target::Relation { .. }) => "lit",
            (state, _) => state.code(),
        }
    }
}
