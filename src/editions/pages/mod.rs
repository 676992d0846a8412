//! The pages of the site, one file a kind.

mod action;
mod conflicts;
mod counties;
pub(super) mod distance;
mod entries;
mod free;
mod indicator;
mod items;
mod ledgers;
mod lights;
mod lists;
mod method;
mod overview;
pub(super) mod parts;
mod period;
mod plan;
mod region;
mod reminder;
mod report;
mod task;
mod unit;

use super::blocks::{Block, Layout, Page, Table};
use super::lookup::{Lookup, Year};
use super::reminders::{Letter, letters};
use super::urls::List;
use super::{Edition, frame, sheets, tables, urls};
use crate::base::Date;
use crate::check;
use crate::check::record::{Action, FreePage, Indicator, Region, Report, Task, Unit};
use crate::compute::PeriodFigures;

/// What a page is about.
pub enum Subject<'a> {
    Overview(&'a Year<'a>),
    Plan(&'a Year<'a>),
    Method(&'a Year<'a>),
    Action(&'a Year<'a>, &'a Action),
    Task(&'a Year<'a>, &'a Action, &'a Task),
    Indicator(&'a Year<'a>, &'a Indicator),
    Unit(&'a Year<'a>, &'a Unit),
    Region(&'a Year<'a>, &'a Region),
    Period(&'a Year<'a>, &'a PeriodFigures),
    Report(&'a Year<'a>, &'a Report),
    List(&'a Year<'a>, List),
    Reminder(&'a Year<'a>, Letter<'a>),
    Sheet(&'a Year<'a>, sheets::Sheet<'a>),
    Sheets(&'a Year<'a>),
    Editions(&'a Year<'a>),
    Edition(&'a Edition),
    Reading(&'a Edition),
    Free(&'a FreePage),
}

/// What there is a page about, in a fixed order.
pub fn subjects<'a>(lookup: &'a Lookup<'a>) -> Vec<Subject<'a>> {
    let mut all = Vec::new();
    for year in &lookup.years {
        of_year(lookup, year, &mut all);
    }
    if let (Some(year), false) = (lookup.latest(), lookup.editions.is_empty()) {
        all.push(Subject::Editions(year));
        all.extend(lookup.editions.iter().map(Subject::Edition));
        all.extend(lookup.editions.iter().map(Subject::Reading));
    }
    all.extend(lookup.record.pages().iter().map(Subject::Free));
    all
}

fn of_year<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, all: &mut Vec<Subject<'a>>) {
    all.extend([Subject::Overview(year), Subject::Plan(year), Subject::Method(year)]);
    for action in &year.plan.actions {
        all.push(Subject::Action(year, action));
        all.extend(action.tasks.iter().map(|task| Subject::Task(year, action, task)));
    }
    all.extend(year.plan.indicators.iter().map(|i| Subject::Indicator(year, i)));
    let units = lookup.record.units().iter().filter(|u| year.units.contains(&*u.id));
    all.extend(units.map(|u| Subject::Unit(year, u)));
    all.extend(lookup.record.regions().iter().map(|r| Subject::Region(year, r)));
    for figures in &year.periods {
        all.push(Subject::Period(year, figures));
        let reports = year.reports(figures.period).iter().filter(|r| report::has_page(year, r));
        all.extend(reports.map(|r| Subject::Report(year, r)));
    }
    all.extend(List::ALL.map(|list| Subject::List(year, list)));
    all.extend(letters(lookup, year).into_iter().map(|letter| Subject::Reminder(year, letter)));
    all.push(Subject::Sheets(year));
    all.extend(sheets::sheets(lookup, year).into_iter().map(|sheet| Subject::Sheet(year, sheet)));
}

/// Made one by one: all pages of a city at once would fill the memory.
pub fn page<'a>(lookup: &'a Lookup<'a>, subject: &Subject<'a>) -> Page {
    match subject {
        Subject::Overview(year) => overview::page(lookup, year),
        Subject::Plan(year) => plan::page(lookup, year),
        Subject::Method(year) => method::page(lookup, year),
        Subject::Action(year, action) => action::page(lookup, year, action),
        Subject::Task(year, action, task) => task::page(lookup, year, action, task),
        Subject::Indicator(year, indicator) => indicator::page(lookup, year, indicator),
        Subject::Unit(year, unit) => unit::page(lookup, year, unit),
        Subject::Region(year, region) => region::page(lookup, year, region),
        Subject::Period(year, figures) => period::page(lookup, year, figures),
        Subject::Report(year, report) => report::page(lookup, year, report),
        Subject::List(year, list) => lists::page(lookup, year, *list),
        Subject::Reminder(year, letter) => reminder::page(lookup, year, letter),
        Subject::Sheet(year, sheet) => sheets::page(lookup, year, *sheet),
        Subject::Sheets(year) => sheets::list(lookup, year),
        Subject::Editions(year) => free::editions(lookup, year),
        Subject::Edition(edition) => free::edition(lookup, edition),
        Subject::Reading(edition) => free::reading(lookup, edition),
        Subject::Free(page) => free::page(lookup, lookup.latest(), page),
    }
}

/// A page of the site under its parents.
struct Sheet<'a> {
    lookup: &'a Lookup<'a>,
    url: String,
    title: String,
    /// Below the year's overview.
    crumbs: Vec<(String, String)>,
    menu: String,
    period_line: Option<String>,
}

impl Sheet<'_> {
    fn page(self, year: &Year<'_>, blocks: Vec<Block>) -> Page {
        let overview = frame::overview_url(self.lookup, year);
        self.under(overview, blocks)
    }

    /// Where there is no plan at all.
    fn bare(self, blocks: Vec<Block>) -> Page {
        self.under(urls::OVERVIEW.into(), blocks)
    }

    fn under(self, overview: String, blocks: Vec<Block>) -> Page {
        let mut crumbs = Vec::new();
        if self.url != overview {
            crumbs.push(("总览".to_owned(), overview));
        }
        crumbs.extend(self.crumbs);
        Page {
            url: self.url,
            title: self.title,
            layout: Layout::Site,
            crumbs,
            period_line: self.period_line,
            menu: self.menu,
            downloads: Vec::new(),
            blocks,
        }
    }
}

/// Heads a section; a table in it may have the id itself.
fn heading(text: impl Into<String>, id: &str) -> Block {
    Block::Heading { level: 2, mark: String::new(), text: text.into(), id: section(id) }
}

/// A table under the heading that names it.
fn under(table: Table, page: &str) -> Block {
    Block::Table(tables::finished(Table { title: String::new(), ..table }, page))
}

/// The anchor of a section: `s-red`.
fn section(id: &str) -> String {
    format!("s-{id}")
}

/// `2024年1—3月 · 截至3月31日`
pub(super) fn period_line(figures: &PeriodFigures) -> String {
    let period = figures.period;
    let cutoff = cutoffs(figures).map(|text| format!(" · {text}")).unwrap_or_default();
    format!("{}年{}{cutoff}", period.year, period.label())
}

/// `截至3月31日`, or from the earliest to the latest where reports stand at different days.
fn cutoffs(figures: &PeriodFigures) -> Option<String> {
    let days = || figures.indicators.iter().filter(|f| f.from.is_none()).filter_map(|f| f.cutoff);
    let (first, last): (Date, Date) = (days().min()?, days().max()?);
    Some(if first == last {
        format!("截至{}", last.chinese_short())
    } else {
        format!("截至{}至{}", first.chinese_short(), last.chinese_short())
    })
}

/// `任务1-11`, `目标`, `第4项目标`, `重点任务（三）`
fn place_word(at: &str) -> String {
    match at.split_once('-') {
        _ if at == "goal" => "目标".into(),
        Some(("goal", number)) => format!("第{number}项目标"),
        Some(("task", number)) => {
            let number = number.parse().map_or_else(|_| number.to_owned(), check::chinese_number);
            format!("重点任务（{number}）")
        }
        _ => format!("任务{at}"),
    }
}

/// What sections of the plan count as, for the menu: 民生实事.
pub fn counted_name<'a>(year: &Year<'a>) -> Option<&'a str> {
    items::name(year)
}

/// Whether any report that stands tells of a 督导.
pub fn has_visits(lookup: &Lookup<'_>, year: &Year<'_>) -> bool {
    ledgers::standing_parts(lookup, year).any(|(_, _, part)| !part.visits.is_empty())
}

/// Whether any report that stands tells of an 经验做法.
pub fn has_practices(lookup: &Lookup<'_>, year: &Year<'_>) -> bool {
    ledgers::standing_parts(lookup, year).any(|(_, _, part)| !part.practices.is_empty())
}
