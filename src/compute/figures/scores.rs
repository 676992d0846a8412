use crate::base::{Id, Period, Quantity, Ratio};

#[derive(Debug, Clone)]
pub struct RegionScore {
    pub region: Id,
    pub group: String,
    pub score: Ratio,
    /// `None` where the group is smaller than the method allows.
    pub rank: Option<u32>,
    /// The rank of the quarter before.
    pub was: Option<u32>,
    /// In the method's order.
    pub items: Vec<ScoredItem>,
    /// Items and indicators without a base, by name.
    pub left_out: Vec<String>,
}

/// One item of a score, with all it takes to recompute it.
#[derive(Debug, Clone)]
pub struct ScoredItem {
    pub name: String,
    pub weight: Quantity,
    /// Points earned, exact; `None` where the item has no base.
    pub points: Option<Ratio>,
    pub base: ScoreBase,
}

/// What the points of an item are computed from.
#[derive(Debug, Clone)]
pub enum ScoreBase {
    /// Mean of the rates, × weight.
    Pace(Vec<PacePart>),
    /// In time ÷ all, × weight: each problem that fell due, and whether it was closed in time.
    Problems(Vec<(String, bool)>),
    /// The weight less `deduct` for each late report, of the reports due: each with its days late (`None`: never filed).
    Late { deduct: Quantity, due: Vec<(Period, Option<i64>)> },
}

/// One indicator in a region's pace.
#[derive(Debug, Clone)]
pub struct PacePart {
    pub indicator: Id,
    pub completion: Ratio,
    pub schedule: Ratio,
    /// completion ÷ schedule (of a limit schedule ÷ completion), not above 1.
    pub rate: Ratio,
}
