use crate::base::Color;

/// A page of the site: plain, complete data. A template adds markup, never facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Relative to the site's root: `indicators/urban-jobs.html`.
    pub url: String,
    /// What it shows, for the page's head and the browser's tab.
    pub title: String,
    pub layout: Layout,
    /// From the overview down to the page above this one: text and URL.
    pub crumbs: Vec<(String, String)>,
    /// 期 and 截至 of what is shown, such as `2024年1—3月 · 截至3月31日`.
    pub period_line: Option<String>,
    /// Which entry of the site's menu is current, by URL.
    pub menu: String,
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// The site's pages: head, menu, blocks.
    Site,
    /// A publication: masthead, text, annexes; prints as A4 without navigation.
    Publication,
}

/// What all pages of one build share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    pub site_name: String,
    pub publisher: String,
    /// 2024-04-10, as `2024年4月10日`.
    pub as_of: String,
    pub method: String,
    pub demo: bool,
    /// The menu beside each page.
    pub menu: Vec<MenuGroup>,
    /// Shown on top of every page, such as a withdrawn report.
    pub banner: Vec<Vec<Run>>,
    /// Foot: text and URL.
    pub downloads: Vec<(String, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuGroup {
    pub title: String,
    pub items: Vec<MenuItem>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuItem {
    pub text: String,
    pub url: String,
    /// Of an action: its lights, shown as small bars with shape and number.
    pub counts: Vec<(LightMark, u32)>,
}

/// One piece of a page or an edition.
#[expect(clippy::large_enum_variant, reason = "a page has some dozens of blocks; boxes would only veil them")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// `mark` is 一、（一）1. in publications, else empty.
    Heading {
        level: u8,
        mark: String,
        text: String,
        id: String,
    },
    Text(Vec<Run>),
    List {
        ordered: bool,
        items: Vec<Vec<Block>>,
    },
    Quote(Vec<Block>),
    Table(Table),
    Chart(Chart),
    /// One large figure with its sentence.
    Hero {
        value: String,
        unit: String,
        sentence: Vec<Run>,
        light: LightMark,
    },
    /// Label and value, such as 牵头单位 or 截至.
    Facts(Vec<(String, Vec<Run>)>),
    /// A count with its word, in one line: `●11绿灯`.
    Counts(Vec<Count>),
    /// Something held back, withdrawn or not built, said where it would stand.
    Notice {
        kind: NoticeKind,
        runs: Vec<Run>,
    },
    Masthead(Masthead),
    /// 报、送、发
    Colophon(Vec<(String, String)>),
    /// The next block begins a new sheet in print; `mark` is 附件1.
    Annex {
        mark: String,
        title: String,
        id: String,
    },
    Code(String),
    Rule,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    pub light: Option<LightMark>,
    pub number: String,
    pub word: String,
    pub href: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    Info,
    Warning,
}

/// Head of a 简报: red name, number, issuer and day, red rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masthead {
    /// 内部资料，注意保存
    pub notice: String,
    pub name: String,
    /// 第2期（总第2期）; for a draft a word that says so.
    pub number: String,
    pub issuer: String,
    pub date: String,
    pub title: String,
}

/// A run of text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// A run of `\n` is a line break that is meant.
    pub text: String,
    pub style: Style,
    /// Relative to the site's root, or an absolute address, or `#id`.
    pub href: Option<String>,
    /// What a bound number refers to, as written: `城镇新增就业.完成率`.
    pub bound: Option<String>,
    /// A light's mark before the text.
    pub light: Option<LightMark>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    #[default]
    Plain,
    Strong,
    Emphasis,
    Strike,
    Code,
    /// Secondary text.
    Quiet,
}

/// What stands for a state: shape, colour class and word go together, never one alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LightMark {
    Lit(Color),
    NotDue,
    Missing,
    NotAssessed,
    NoTarget,
}

impl LightMark {
    /// The class name of templates and charts.
    pub fn class(self) -> &'static str {
        match self {
            LightMark::Lit(color) => color.code(),
            LightMark::NotDue => "not-due",
            LightMark::Missing => "missing",
            LightMark::NotAssessed => "not-assessed",
            LightMark::NoTarget => "no-target",
        }
    }

    /// ● ◆ ▲ ■ ○ ⊘ – ·
    pub fn shape(self) -> &'static str {
        match self {
            LightMark::Lit(Color::Green) => "●",
            LightMark::Lit(Color::Blue) => "◆",
            LightMark::Lit(Color::Yellow) => "▲",
            LightMark::Lit(Color::Red) => "■",
            LightMark::NotDue => "○",
            LightMark::Missing => "⊘",
            LightMark::NotAssessed => "–",
            LightMark::NoTarget => "·",
        }
    }

    /// 绿灯 … 未到期 未报 不参评 无目标
    pub fn word(self) -> &'static str {
        match self {
            LightMark::Lit(color) => color.chinese(),
            LightMark::NotDue => "未到期",
            LightMark::Missing => "未报",
            LightMark::NotAssessed => "不参评",
            LightMark::NoTarget => "无目标",
        }
    }
}

/// A table as data. The table is the truth, a chart its summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Unique on its page; the CSV beside it is named after it.
    pub id: String,
    pub title: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub notes: Vec<String>,
    /// URL of the same table as CSV.
    pub csv: Option<String>,
    /// What is printed when it has no rows, such as 本期无红灯指标。
    pub empty: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub title: String,
    /// Printed in the head under the title.
    pub unit: Option<String>,
    pub align: ColumnAlign,
    /// Fixed at the left on narrow screens.
    pub sticky: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnAlign {
    Text,
    Number,
    Center,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// An anchor that links lead to; unique on its page.
    pub id: Option<String>,
    pub cells: Vec<Cell>,
    pub kind: RowKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowKind {
    #[default]
    Plain,
    /// One cell over the whole width that heads the rows below it.
    Group,
    Total,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    pub runs: Vec<Run>,
    /// By what a reader would sort it, where that is not its text.
    pub sort: Option<String>,
    /// A small bar beside the number: per cent of the target and of 序时, as decimals.
    pub bullet: Option<(String, String)>,
}

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

impl Run {
    pub fn plain(text: impl Into<String>) -> Run {
        Run { text: text.into(), ..Run::default() }
    }

    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Run {
        Run { text: text.into(), href: Some(href.into()), ..Run::default() }
    }

    pub fn quiet(text: impl Into<String>) -> Run {
        Run { text: text.into(), style: Style::Quiet, ..Run::default() }
    }

    pub fn strong(text: impl Into<String>) -> Run {
        Run { text: text.into(), style: Style::Strong, ..Run::default() }
    }

    /// A light: its shape and its word.
    pub fn light(mark: LightMark, word: impl Into<String>) -> Run {
        Run { text: word.into(), light: Some(mark), ..Run::default() }
    }
}

impl Row {
    pub fn new(cells: Vec<Cell>) -> Row {
        Row { cells, ..Row::default() }
    }

    /// Heads the rows below it.
    pub fn group(text: impl Into<String>) -> Row {
        Row { cells: vec![Cell::text(text)], kind: RowKind::Group, ..Row::default() }
    }

    pub fn total(cells: Vec<Cell>) -> Row {
        Row { cells, kind: RowKind::Total, ..Row::default() }
    }

    pub fn id(mut self, id: impl Into<String>) -> Row {
        self.id = Some(id.into());
        self
    }
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        Cell { runs: vec![Run::plain(text)], ..Cell::default() }
    }

    pub fn runs(runs: Vec<Run>) -> Cell {
        Cell { runs, ..Cell::default() }
    }

    /// The text of all runs, as a CSV or an alternative text gives it.
    pub fn plain(&self) -> String {
        self.runs.iter().map(|r| r.text.as_str()).collect()
    }
}

impl Column {
    pub fn text(title: impl Into<String>) -> Column {
        Column { title: title.into(), unit: None, align: ColumnAlign::Text, sticky: false }
    }

    pub fn number(title: impl Into<String>) -> Column {
        Column { align: ColumnAlign::Number, ..Column::text(title) }
    }

    pub fn center(title: impl Into<String>) -> Column {
        Column { align: ColumnAlign::Center, ..Column::text(title) }
    }

    pub fn unit(mut self, unit: impl Into<String>) -> Column {
        self.unit = Some(unit.into());
        self
    }

    pub fn sticky(mut self) -> Column {
        self.sticky = true;
        self
    }
}
