use crate::base::{Id, Period};

/// What a bound number refers to: `城镇新增就业.完成率@2024-06#平江县`, by meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    pub subject: Subject,
    pub field: Field,
    /// `None`: the period of the text it stands in.
    pub period: Option<Period>,
    pub region: Option<Id>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    Indicator(Id),
    /// 全市: the counts of all actions.
    City,
    /// An action's counts.
    Action(Id),
    /// A unit's counts: of the indicators whose task it leads.
    Unit(Id),
    /// A region's: counts of the lights of its parts.
    Region(Id),
    Problems,
    Projects,
    Scores,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    // of an indicator
    Value,
    Month,
    Target,
    Completion,
    Schedule,
    Gap,
    Change,
    Light,
    Rank,
    RankChange,
    PaceNeeded,
    ToBetter,
    // of counts
    Indicators,
    Assessed,
    Lit,
    Green,
    Yellow,
    Red,
    Blue,
    Missing,
    NotAssessed,
    NotDue,
    Better,
    Worse,
    // of 问题
    Open,
    New,
    Reopened,
    Closed,
    Overdue,
    // of 项目
    Number,
    YearInvestment,
    TotalInvestment,
    InvestmentCompletion,
    StartsDue,
    Started,
    StartRate,
    // of 得分
    Score,
    ScoreRank,
}

impl Field {
    pub const OF_INDICATOR: &'static [(&'static str, Field)] = &[
        ("累计", Field::Value),
        ("本月", Field::Month),
        ("目标", Field::Target),
        ("完成率", Field::Completion),
        ("序时", Field::Schedule),
        ("较序时", Field::Gap),
        ("同比", Field::Change),
        ("灯", Field::Light),
        ("位次", Field::Rank),
        ("位次变化", Field::RankChange),
        ("需月均", Field::PaceNeeded),
        ("差额", Field::ToBetter),
    ];
    pub const OF_COUNTS: &'static [(&'static str, Field)] = &[
        ("指标数", Field::Indicators),
        ("应评", Field::Assessed),
        ("亮灯", Field::Lit),
        ("绿灯", Field::Green),
        ("黄灯", Field::Yellow),
        ("红灯", Field::Red),
        ("蓝灯", Field::Blue),
        ("未报", Field::Missing),
        ("不参评", Field::NotAssessed),
        ("未到期", Field::NotDue),
        ("转好", Field::Better),
        ("转差", Field::Worse),
    ];
    pub const OF_PROBLEMS: &'static [(&'static str, Field)] = &[
        ("在册", Field::Open),
        ("新增", Field::New),
        ("反弹", Field::Reopened),
        ("销号", Field::Closed),
        ("超期", Field::Overdue),
    ];
    pub const OF_PROJECTS: &'static [(&'static str, Field)] = &[
        ("个数", Field::Number),
        ("年度投资", Field::YearInvestment),
        ("累计投资", Field::TotalInvestment),
        ("完成率", Field::InvestmentCompletion),
        ("应开工", Field::StartsDue),
        ("已开工", Field::Started),
        ("开工率", Field::StartRate),
    ];
    pub const OF_SCORES: &'static [(&'static str, Field)] =
        &[("得分", Field::Score), ("位次", Field::ScoreRank)];
}

impl Subject {
    /// The fields it has, by their Chinese names.
    pub fn fields(&self) -> &'static [(&'static str, Field)] {
        match self {
            Subject::Indicator(_) => Field::OF_INDICATOR,
            Subject::City | Subject::Action(_) | Subject::Unit(_) | Subject::Region(_) => Field::OF_COUNTS,
            Subject::Problems => Field::OF_PROBLEMS,
            Subject::Projects => Field::OF_PROJECTS,
            Subject::Scores => Field::OF_SCORES,
        }
    }
}
