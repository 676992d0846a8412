use crate::base::{Date, Disclosure, Frequency, Id, Period, Quantity, Ratio, Source};

#[derive(Debug, Clone)]
pub struct Indicator {
    pub id: Id,
    pub name: String,
    /// `None` only for kind text.
    pub unit: Option<String>,
    pub kind: Kind,
    /// The action that states it; `None` when the 总体方案 does.
    pub action: Option<Id>,
    /// The action whose report gives its values.
    pub reporter: Id,
    /// A task id, `goal`, or `goal-4`.
    pub at: String,
    pub says: String,
    pub frequency: Frequency,
    pub first_due: Period,
    /// The first is the plan's; the others by `from`. Never empty; a version may be [`Target::None`].
    pub versions: Vec<TargetVersion>,
    /// Targets by region, in the regions' order; empty where the plan has no split.
    pub by_region: Vec<(Id, Quantity)>,
    /// The 市本级 part of the split.
    pub city_part: Option<Quantity>,
    pub split_by: Option<SplitBy>,
    /// The indicator's own, else the method's default in force is used.
    pub schedule: Option<Schedule>,
    pub direction: Direction,
    pub baseline: Option<Baseline>,
    pub scope: Vec<Id>,
    pub provisional: Option<String>,
    pub cross_year: Option<i32>,
    /// The city's own word on who answers for it, where the plan's bracket names nobody or many.
    pub owner: Option<Id>,
    pub owner_post: Option<String>,
    pub disclosure: Disclosure,
    pub source: Source,
}

impl Indicator {
    /// The task it belongs to, if it stands in one.
    pub fn task(&self) -> Option<&str> {
        (self.at.starts_with(|c: char| c.is_ascii_digit())).then_some(self.at.as_str())
    }

    /// Whether a region has a part in it.
    pub fn is_split_to(&self, region: &Id) -> bool {
        let split = self.by_region.is_empty() || self.by_region.iter().any(|(r, _)| r == region);
        split && (self.scope.is_empty() || self.scope.contains(region))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Cumulative,
    Growth,
    Level,
    Bound,
    Event,
    Milestone,
    Ranking,
    Relation,
    Text,
}

impl Kind {
    pub const ALL: [Kind; 9] = [
        Kind::Cumulative,
        Kind::Growth,
        Kind::Level,
        Kind::Bound,
        Kind::Event,
        Kind::Milestone,
        Kind::Ranking,
        Kind::Relation,
        Kind::Text,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Kind::Cumulative => "cumulative",
            Kind::Growth => "growth",
            Kind::Level => "level",
            Kind::Bound => "bound",
            Kind::Event => "event",
            Kind::Milestone => "milestone",
            Kind::Ranking => "ranking",
            Kind::Relation => "relation",
            Kind::Text => "text",
        }
    }

    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.code() == code)
    }

    /// 累计型、增速型 …
    pub fn chinese(self) -> &'static str {
        match self {
            Kind::Cumulative => "累计型",
            Kind::Growth => "增速型",
            Kind::Level => "水平型",
            Kind::Bound => "约束型",
            Kind::Event => "底线型",
            Kind::Milestone => "节点型",
            Kind::Ranking => "位次型",
            Kind::Relation => "对照型",
            Kind::Text => "定性型",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Op {
    Ge,
    Gt,
    Le,
    Lt,
    Eq,
    About,
    Between,
    Times,
}

impl Op {
    pub const ALL: [Op; 8] = [Op::Ge, Op::Gt, Op::Le, Op::Lt, Op::Eq, Op::About, Op::Between, Op::Times];

    pub fn code(self) -> &'static str {
        match self {
            Op::Ge => "ge",
            Op::Gt => "gt",
            Op::Le => "le",
            Op::Lt => "lt",
            Op::Eq => "eq",
            Op::About => "about",
            Op::Between => "between",
            Op::Times => "times",
        }
    }

    pub fn from_code(code: &str) -> Option<Op> {
        Op::ALL.into_iter().find(|o| o.code() == code)
    }
}

/// What a target asks. Which shapes a kind may have is held by check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// cumulative, growth, level, bound, milestone (`by`), ranking (`within`, `list`).
    Value(TargetValue),
    /// bound only: all must hold.
    Classes(Vec<ClassTarget>),
    /// relation only: against another indicator of the same period.
    Relation {
        op: Op,
        indicator: Id,
    },
    None,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetValue {
    pub op: Op,
    /// `between`: the lower end; `times`: the multiple.
    pub value: Quantity,
    /// `between` only.
    pub upper: Option<Quantity>,
    /// `times` only: last year's whole.
    pub of: Option<Quantity>,
    /// milestone only.
    pub by: Option<Date>,
    /// ranking only.
    pub within: Option<u32>,
    pub list: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassTarget {
    /// The class's (or region's) name.
    pub class: String,
    pub target: TargetValue,
}

#[derive(Debug, Clone)]
pub struct TargetVersion {
    /// In force for periods whose last day is not before the first day of this one.
    pub from: Period,
    pub target: Target,
    pub document: String,
    /// When it became known; `None` for the plan's own.
    pub date: Option<Date>,
    pub source: Source,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SplitBy {
    Action,
    Region,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

#[derive(Debug, Clone)]
pub struct Baseline {
    pub value: Quantity,
    pub date: Date,
}

impl Baseline {
    pub fn ratio(&self) -> Ratio {
        self.value.ratio()
    }
}

/// How much of the target is due when (formats.md section 6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Schedule {
    Months,
    Days,
    /// Cumulative per cent at period ends.
    Plan(Vec<(Period, Quantity)>),
    None,
}
