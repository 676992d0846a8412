use super::table::Table;
use super::text::LightMark;

/// A chart as data; `graph` draws it. All numbers are decimals as text; positions are computed from them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    pub id: String,
    /// The statement: 城镇新增就业快于序时3.0个百分点.
    pub title: String,
    /// Unit and period.
    pub subtitle: String,
    /// Everything it shows, in words, for those who cannot see it.
    pub alt: String,
    /// Source and cutoff, under the plot.
    pub source: String,
    pub data: ChartData,
    /// Its numbers.
    pub table: Option<Table>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChartData {
    Bullets(Vec<Bullet>),
    Line(Line),
    RegionBars(Vec<Bar>),
    Heat(Heat),
    Milestones(Vec<Milestone>),
    Dumbbell(Vec<Dumbbell>),
    Multiples(Vec<Panel>),
}

impl ChartData {
    /// As the data files name it.
    pub fn kind(&self) -> &'static str {
        match self {
            ChartData::Bullets(_) => "bullets",
            ChartData::Line(_) => "line",
            ChartData::RegionBars(_) => "region-bars",
            ChartData::Heat(_) => "heat",
            ChartData::Milestones(_) => "milestones",
            ChartData::Dumbbell(_) => "dumbbell",
            ChartData::Multiples(_) => "multiples",
        }
    }
}

/// One row: how far the value is, the target's stroke at 100%, the mark of 序时.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bullet {
    pub label: String,
    /// Per cent of the target, may be over 100 or below 0; `None`: nothing to draw, the word says why.
    pub percent: Option<String>,
    /// Per cent of the year due.
    pub schedule: Option<String>,
    /// Printed right of the bar: `61.4%`.
    pub text: String,
    pub light: LightMark,
    pub word: String,
    /// Which group it stands in; groups are drawn apart, one without a name has no head.
    pub group: String,
}

/// The year's course of one indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub unit: String,
    /// `1月` … `12月`, all of the year; the future has no point.
    pub labels: Vec<String>,
    pub actual: Vec<Option<String>>,
    /// 序时 in the indicator's unit at the same places; `None` where there is none.
    pub schedule: Vec<Option<String>>,
    pub target: Option<String>,
    /// Targets that were in force before it, each with the place of the first label of which it no longer was.
    pub earlier_targets: Vec<(String, usize)>,
    /// The same months of last year.
    pub last_year: Vec<Option<String>>,
    /// What the target line is called: 年度目标5.9万人.
    pub target_label: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    pub label: String,
    /// In the chart's unit; `None`: the word stands instead.
    pub value: Option<String>,
    pub target: Option<String>,
    pub text: String,
    pub light: LightMark,
    pub word: String,
    /// Which group it stands in; groups are drawn apart.
    pub group: String,
}

/// Indicator × period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heat {
    pub columns: Vec<String>,
    pub rows: Vec<HeatRow>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeatRow {
    pub label: String,
    /// Each cell: its state and a short word or number.
    pub cells: Vec<(LightMark, String)>,
}

/// A strip of the year with dated steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    pub label: String,
    /// Days of the year, 1 to 366.
    pub by_day: u32,
    pub by_text: String,
    pub done_day: Option<u32>,
    pub done_text: Option<String>,
    /// The cutoff's day of the year.
    pub today: u32,
    pub light: LightMark,
    pub word: String,
}

/// A rank that was and a rank that is; the first stands left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dumbbell {
    pub label: String,
    /// `None`: no rank then.
    pub was: Option<u32>,
    /// `None`: no rank now, the word says why.
    pub now: Option<u32>,
    /// Printed beside it: `93.1分`.
    pub text: String,
    /// 前移2位, 不变, 不排位
    pub word: String,
    /// Which group it stands in; groups are drawn apart.
    pub group: String,
}

/// One of several small charts that share a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// 较序时（百分点）
    pub title: String,
    pub rows: Vec<Deviation>,
}

/// How far something is above or below what it is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deviation {
    pub label: String,
    /// In the panel's unit; `None`: the text says why.
    pub value: Option<String>,
    pub text: String,
}
