//! What a page or an edition is made of: plain, complete data. A template adds markup, never facts.

mod chart;
mod table;
mod text;

pub use chart::{Bar, Bullet, Chart, ChartData, Deviation, Dumbbell, Heat, HeatRow, Line, Milestone, Panel};
pub use table::{Cell, Column, ColumnAlign, Row, RowKind, Table};
pub use text::{LightMark, Run, Style};

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
    /// The same as files to take along: text and URL.
    pub downloads: Vec<(String, String)>,
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// The site's pages: head, menu, blocks.
    Site,
    /// A publication: masthead, text, annexes; prints as A4 without navigation.
    Publication,
    /// One A4 page of small tables, to be printed and handed over.
    Sheet,
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
        /// The first number of an ordered list; `None`: one with bullets.
        start: Option<u64>,
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
    /// A picture of the content folder; `src` is relative to the site's root.
    Picture {
        src: String,
        alt: String,
        /// Printed under it; may be empty.
        caption: String,
    },
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

/// Every block, those inside lists and quotes too, in the order of reading.
pub fn each<'b>(blocks: &'b [Block], see: &mut dyn FnMut(&'b Block)) {
    // A stack of our own, so that no depth of nesting exhausts the machine's.
    let mut left: Vec<&Block> = blocks.iter().rev().collect();
    while let Some(block) = left.pop() {
        see(block);
        if let Block::List { items, .. } = block {
            left.extend(items.iter().flatten().rev());
        } else if let Block::Quote(inner) = block {
            left.extend(inner.iter().rev());
        }
    }
}
