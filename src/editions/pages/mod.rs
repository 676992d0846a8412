//! The pages of the site, one file a kind.

mod indicator;
mod overview;

use super::blocks::{Block, Frame, Layout, Page};
use super::lookup::{Lookup, Year};
use super::{Edition, frame, urls};
use crate::base::Date;
use crate::check::Record;
use crate::check::record::Indicator;
use crate::compute::{Figures, PeriodFigures};
use rayon::prelude::*;

/// All pages in a fixed order, and what they share.
///
/// `notices`: sentences for the banner on what the record cannot know, such as an edition that is not built.
/// What was withdrawn or held back in reports is found in the record itself.
pub fn pages(
    record: &Record,
    figures: &Figures,
    editions: &[Edition],
    notices: &[String],
) -> (Frame, Vec<Page>) {
    let lookup = Lookup::new(record, figures, editions);
    let pages = subjects(&lookup).into_par_iter().map(|subject| page(&lookup, subject)).collect();
    (frame::frame(&lookup, notices), pages)
}

/// What a page is about.
enum Subject<'a> {
    Overview(&'a Year<'a>),
    Indicator(&'a Year<'a>, &'a Indicator),
}

fn subjects<'a>(lookup: &'a Lookup<'a>) -> Vec<Subject<'a>> {
    let mut all = Vec::new();
    for year in &lookup.years {
        all.push(Subject::Overview(year));
        all.extend(year.plan.indicators.iter().map(|i| Subject::Indicator(year, i)));
    }
    all
}

fn page<'a>(lookup: &'a Lookup<'a>, subject: Subject<'a>) -> Page {
    match subject {
        Subject::Overview(year) => overview::page(lookup, year),
        Subject::Indicator(year, indicator) => indicator::page(lookup, year, indicator),
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
            blocks,
        }
    }
}

fn heading(text: impl Into<String>, id: &str) -> Block {
    Block::Heading { level: 2, mark: String::new(), text: text.into(), id: id.into() }
}

fn subheading(text: impl Into<String>, id: impl Into<String>) -> Block {
    Block::Heading { level: 3, mark: String::new(), text: text.into(), id: id.into() }
}

/// `2024年1—3月 · 截至3月31日`
fn period_line(figures: &PeriodFigures) -> String {
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

/// The data file of a period, as a fact beside its figures.
fn data_run(figures: &PeriodFigures) -> super::blocks::Run {
    super::blocks::Run::link("数据（JSON）", urls::data_figures(figures.period))
}
