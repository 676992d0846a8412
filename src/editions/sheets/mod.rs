//! One-page sheets to hand over: each lead unit, each county, each action, and the leader's page.
//!
//! Each fits one A4 page: long lists are cut, and what is left out is counted and named where it stands.

mod action;
mod leader;
mod region;
mod room;
mod sections;
mod unit;

use super::FileRole;
use super::blocks::{Block, Cell, Column, Layout, Page, Row, Run};
use super::lookup::{Lookup, Role, Year};
use super::{frame, tables, urls, words};
use crate::check::record::{Action, Region, Unit};
use room::Section;

pub use room::LINES;

/// Whom a sheet is for.
#[derive(Clone, Copy)]
pub enum Sheet<'a> {
    Leader,
    Action(&'a Action),
    Unit(&'a Unit),
    Region(&'a Region),
}

impl Sheet<'_> {
    pub fn url(&self, year: i32) -> String {
        match self {
            Sheet::Leader => urls::sheet(year, "leader", "city"),
            Sheet::Action(action) => urls::sheet(year, "actions", &action.id),
            Sheet::Unit(unit) => urls::sheet(year, "units", &unit.id),
            Sheet::Region(region) => urls::sheet(year, "regions", &region.id),
        }
    }

    /// Whom it is for, by name.
    pub fn name(&self) -> &str {
        match self {
            Sheet::Leader => "全市",
            Sheet::Action(action) => &action.name,
            Sheet::Unit(unit) => &unit.name,
            Sheet::Region(region) => &region.name,
        }
    }

    /// `县市区一页纸：平江县`
    pub fn title(&self) -> String {
        format!("{}：{}", self.what(), self.name())
    }

    fn what(&self) -> &'static str {
        match self {
            Sheet::Leader => "领导一页纸",
            Sheet::Action(_) => "行动一页纸",
            Sheet::Unit(_) => "单位一页纸",
            Sheet::Region(_) => "县市区一页纸",
        }
    }

    /// The page that has all of it.
    fn whole(&self, lookup: &Lookup<'_>, year: &Year<'_>) -> (String, String) {
        match self {
            Sheet::Leader => ("总览".into(), frame::overview_url(lookup, year)),
            Sheet::Action(action) => (action.name.clone(), urls::action(year.year, &action.id)),
            Sheet::Unit(unit) => (unit.name.clone(), urls::unit(year.year, &unit.id)),
            Sheet::Region(region) => (region.name.clone(), urls::region(year.year, &region.id)),
        }
    }
}

/// All sheets of a year, in the order of the list; none while no report is in.
pub fn sheets<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>) -> Vec<Sheet<'a>> {
    if year.current.is_none() {
        return Vec::new();
    }
    let leads = |unit: &&Unit| {
        unit.group.is_none() && year.duties(&unit.id).iter().any(|(role, ..)| *role != Role::Support)
    };
    let units = lookup.record.units().iter().filter(leads).map(Sheet::Unit);
    [Sheet::Leader]
        .into_iter()
        .chain(year.plan.actions.iter().map(Sheet::Action))
        .chain(lookup.record.regions().iter().map(Sheet::Region))
        .chain(units)
        .collect()
}

/// What stands on a sheet.
pub struct Leaf {
    /// `县市区一页纸：平江县`
    pub title: String,
    /// 期 and 截至.
    pub period_line: Option<String>,
    pub blocks: Vec<Block>,
    /// What the marks mean; what was known when, and where all of it stands. Each has its label.
    pub notes: [(&'static str, Vec<Run>); 2],
}

/// One sheet, its lists cut so that they take no more than so many lines of a table: [`LINES`] fill a page.
pub fn leaf<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, sheet: Sheet<'a>, lines: usize) -> Leaf {
    let made = match sheet {
        Sheet::Leader => leader::sections(lookup, year),
        Sheet::Action(action) => action::sections(lookup, year, action),
        Sheet::Unit(unit) => unit::sections(lookup, year, unit),
        Sheet::Region(region) => region::sections(lookup, year, region),
    };
    let (text, href) = sheet.whole(lookup, year);
    let mut blocks = made.opening;
    let taken: usize = blocks.iter().map(room::lines).sum();
    let sections = room::fitted(made.sections, lines.saturating_sub(taken));
    if sections.is_empty() {
        blocks.push(Block::Text(vec![Run::plain("本期没有须列出的指标、问题、节点和议定事项。")]));
    }
    blocks.extend(sections);
    let source = format!("数据所知日{}；全部数据和来源见", lookup.figures.as_of.chinese());
    Leaf {
        title: sheet.title(),
        period_line: year.current.map(super::pages::period_line),
        blocks,
        notes: [
            ("图例", vec![Run::quiet(words::marks())]),
            ("来源", vec![Run::quiet(source), Run::link(format!("“{text}”页"), href)]),
        ],
    }
}

/// One sheet as a page.
pub fn page<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, sheet: Sheet<'a>) -> Page {
    let Leaf { title, period_line, mut blocks, notes } = leaf(lookup, year, sheet, LINES);
    blocks.extend(notes.map(|(_, runs)| Block::Text(runs)));
    let pdf = urls::sheet_pdf(&sheet.url(year.year));
    Page {
        url: sheet.url(year.year),
        title,
        layout: Layout::Sheet,
        crumbs: vec![
            ("总览".into(), frame::overview_url(lookup, year)),
            ("单页".into(), urls::sheet_list(year.year)),
        ],
        period_line,
        menu: urls::sheet_list(year.year),
        downloads: lookup
            .is_printed(&pdf)
            .then(|| (FileRole::Pdf.word().to_owned(), pdf))
            .into_iter()
            .collect(),
        blocks,
    }
}

/// What stands on a sheet: counts and facts, then tables that may be cut.
struct Made {
    opening: Vec<Block>,
    sections: Vec<Section>,
}

/// 单页: the sheets there are, to be printed.
pub fn list<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>) -> Page {
    let url = urls::sheet_list(year.year);
    let columns = vec![Column::text("单页").sticky(), Column::text("类别"), Column::text("下载")];
    let mut table = tables::table("sheets", "", columns, "还没有数据。");
    for sheet in sheets(lookup, year) {
        let url = sheet.url(year.year);
        let pdf = Some(urls::sheet_pdf(&url)).filter(|pdf| lookup.is_printed(pdf));
        let pdf = pdf.map(|pdf| Run::link(FileRole::Pdf.word(), pdf)).into_iter().collect();
        let name = Cell::runs(vec![Run::link(sheet.name(), url)]);
        table.rows.push(Row::new(vec![name, Cell::text(sheet.what()), Cell::runs(pdf)]));
    }
    let table = tables::without_silent_columns(table);
    let said = "每张一页A4，打印即可交用；列不下的，注明其余项数和所在页面。";
    Page {
        title: "单页".into(),
        layout: Layout::Site,
        crumbs: vec![("总览".into(), frame::overview_url(lookup, year))],
        period_line: year.current.map(super::pages::period_line),
        menu: url.clone(),
        downloads: Vec::new(),
        blocks: vec![Block::Text(vec![Run::plain(said)]), Block::Table(tables::finished(table, &url))],
        url,
    }
}
