//! Where everything lives: one function a kind of page, each relative to the site's root, ASCII only.
//!
//! No other place of the program makes up an address.

use crate::base::{Id, Period};
use crate::check::record::Reporter;
use std::fmt::Write;

/// The latest year's overview. Those of other years: [`year`].
pub const OVERVIEW: &str = "index.html";

/// All publications, the newest first.
pub const EDITIONS: &str = "editions/index.html";

/// What outside programs read.
pub const DATA: &str = "data/v1";

/// The overview of a year that is not the latest.
pub fn year(year: i32) -> String {
    format!("{year}/index.html")
}

/// The 总体方案 of a year.
pub fn plan(year: i32) -> String {
    format!("{year}/plan.html")
}

/// The rules in force in a year.
pub fn method(year: i32) -> String {
    format!("{year}/method.html")
}

pub fn action(year: i32, action: &str) -> String {
    format!("{year}/actions/{}.html", slug(action))
}

pub fn task(year: i32, action: &str, task: &str) -> String {
    format!("{year}/tasks/{}/{}.html", slug(action), slug(task))
}

pub fn indicator(year: i32, indicator: &str) -> String {
    let mut url = String::with_capacity(24 + indicator.len());
    push_indicator(&mut url, year, indicator);
    url
}

fn push_indicator(url: &mut String, year: i32, indicator: &str) {
    let _ = write!(url, "{year}/indicators/");
    push_slug(url, indicator);
    url.push_str(".html");
}

/// How a figure came about. `period` is the one the figure belongs to, never a longer one that repeats it.
pub fn trace(indicator_id: &str, period: Period) -> String {
    let mut url = String::with_capacity(40 + indicator_id.len());
    push_indicator(&mut url, period.year, indicator_id);
    let _ = write!(url, "#{period}");
    url
}

/// The parts of a figure by region.
pub fn region_trace(indicator_id: &str, period: Period, region: &str) -> String {
    format!("{}#{}", indicator(period.year, indicator_id), region_anchor(period, region))
}

/// `2024-03-pingjiang`
pub fn region_anchor(period: Period, region: &str) -> String {
    format!("{period}-{}", slug(region))
}

/// A picture by its path in the content folder.
pub fn picture(path: &str) -> String {
    let parts = path.split('/').map(slug).collect::<Vec<_>>();
    format!("media/{}", parts.join("/"))
}

pub fn is_picture(url: &str) -> bool {
    url.starts_with("media/")
}

pub fn unit(year: i32, unit: &str) -> String {
    format!("{year}/units/{}.html", slug(unit))
}

pub fn region(year: i32, region: &str) -> String {
    format!("{year}/regions/{}.html", slug(region))
}

pub fn period(period: Period) -> String {
    format!("{}/periods/{period}.html", period.year)
}

/// One reporter's report, as it was filed.
pub fn report(period: Period, of: &Reporter) -> String {
    match of {
        Reporter::Action(id) => format!("{}/reports/{period}/{}.html", period.year, slug(id)),
        Reporter::Region(id) => format!("{}/reports/{period}/regions/{}.html", period.year, slug(id)),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    Tasks,
    Indicators,
    /// 民生实事 and what else a section counts as.
    Items,
    Problems,
    /// 议定事项
    Decisions,
    /// 督导
    Visits,
    /// 经验做法
    Practices,
    /// 清单条目: projects, policies, tasks broken down.
    Entries,
    /// Counts of lights, what turned, what is red again.
    Lights,
    /// Drafted 提示函.
    Reminders,
    /// 口径差异
    Conflicts,
    Units,
    /// Counties: what they have set up, and what they report.
    Regions,
    Periods,
}

impl List {
    pub const ALL: [List; 14] = [
        List::Tasks,
        List::Indicators,
        List::Items,
        List::Problems,
        List::Decisions,
        List::Visits,
        List::Practices,
        List::Entries,
        List::Lights,
        List::Reminders,
        List::Conflicts,
        List::Units,
        List::Regions,
        List::Periods,
    ];

    fn file(self) -> &'static str {
        match self {
            List::Tasks => "tasks",
            List::Indicators => "indicators",
            List::Items => "items",
            List::Problems => "problems",
            List::Decisions => "decisions",
            List::Visits => "visits",
            List::Practices => "practices",
            List::Entries => "entries",
            List::Lights => "lights",
            List::Reminders => "reminders",
            List::Conflicts => "conflicts",
            List::Units => "units",
            List::Regions => "regions",
            List::Periods => "periods",
        }
    }
}

pub fn list(year: i32, list: List) -> String {
    format!("{year}/lists/{}.html", list.file())
}

/// The 提示函 drafted for units in a period; `units` in the letter's order.
pub fn reminder(period: Period, units: &[Id]) -> String {
    let names: Vec<String> = units.iter().map(|id| slug(id)).collect();
    format!("{}/reminders/{period}/{}.html", period.year, names.join("-"))
}

/// A decision's row in the year's list.
pub fn decision(year: i32, decision: &str) -> String {
    format!("{}#{}", list(year, List::Decisions), slug(decision))
}

/// A problem's row in the year's list.
pub fn problem(year: i32, problem: &str) -> String {
    format!("{}#{}", list(year, List::Problems), slug(problem))
}

/// The row of a 清单条目 (task, project, policy) in the year's list.
pub fn entry(year: i32, entry: &str) -> String {
    format!("{}#{}", list(year, List::Entries), slug(entry))
}

/// `editions/city-monthly-2024-03.html`
pub fn edition(edition: &str) -> String {
    format!("editions/{}.html", slug(edition))
}

/// `editions/city-monthly-2024-03.pdf`
pub fn edition_pdf(edition: &str) -> String {
    format!("editions/{}.pdf", slug(edition))
}

/// One A4 page to hand over: `2024/sheets/units/renshe.html`; `kind`: leader, actions, units, regions.
pub fn sheet(year: i32, kind: &str, id: &str) -> String {
    format!("{year}/sheets/{kind}/{}.html", slug(id))
}

/// The same as PDF, beside its page.
pub fn sheet_pdf(page: &str) -> String {
    format!("{}.pdf", page.strip_suffix(".html").unwrap_or(page))
}

/// The list of them.
pub fn sheet_list(year: i32) -> String {
    format!("{year}/sheets/index.html")
}

/// Its 核稿单: `editions/city-monthly-2024-03/reading.html`
pub fn reading(edition: &str) -> String {
    format!("editions/{}/reading.html", slug(edition))
}

/// `pages/about.html`
pub fn free_page(page: &str) -> String {
    format!("pages/{}.html", slug(page))
}

/// The CSV of a table, beside its page: `2024/actions/industry.indicators.csv`.
pub fn csv(page: &str, table: &str) -> String {
    format!("{}.{}.csv", page.strip_suffix(".html").unwrap_or(page), slug(table))
}

pub fn data_plan(year: i32) -> String {
    format!("{DATA}/{year}/plan.json")
}

pub fn data_figures(period: Period) -> String {
    format!("{DATA}/{}/figures/{period}.json", period.year)
}

pub fn data_schema(name: &str) -> String {
    format!("{DATA}/schema/{name}.json")
}

pub fn data_edition(edition: &str) -> String {
    format!("{DATA}/editions/{}.json", slug(edition))
}

/// The page that shows what a file of the content folder says, for links in prose.
/// `None`: no page stands for it.
pub fn of_content(path: &str) -> Option<String> {
    let stem = path.strip_suffix(".md").or_else(|| path.strip_suffix(".yaml"))?;
    let parts: Vec<&str> = stem.split('/').collect();
    match parts.as_slice() {
        ["pages", page] => Some(free_page(page)),
        ["plan", y, "plan"] => Some(plan(y.parse().ok()?)),
        ["plan", y, method_file] if method_file.starts_with("method") => Some(method(y.parse().ok()?)),
        ["plan", y, "actions", id] => Some(action(y.parse().ok()?, id)),
        ["plan", y, "regions", id] => Some(region(y.parse().ok()?, id)),
        ["plan", y, "lists", _] => Some(list(y.parse().ok()?, List::Entries)),
        ["reports", p, "regions", id, ..] => Some(report(Period::parse(p)?, &Reporter::Region(Id::new(*id)))),
        ["reports", p, id, ..] => Some(report(Period::parse(p)?, &Reporter::Action(Id::new(*id)))),
        ["editions", series, issue] => Some(edition(&format!("{series}-{issue}"))),
        _ => None,
    }
}

/// An id as part of a path or an anchor: letters, digits, `.`, `_` and `-` stay, any other byte becomes `~xx`.
pub fn slug(id: &str) -> String {
    let mut text = String::with_capacity(id.len());
    push_slug(&mut text, id);
    text
}

fn push_slug(text: &mut String, id: &str) {
    for (at, byte) in id.bytes().enumerate() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' => text.push(byte.into()),
            // A leading dot would name a hidden file or a folder above.
            b'.' if at > 0 => text.push('.'),
            _ => {
                let _ = write!(text, "~{byte:02x}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_page_has_its_address() {
        let march = Period::parse("2024-03").unwrap();
        #[rustfmt::skip]
        let cases = [
            (year(2023),                                    "2023/index.html"),
            (plan(2024),                                    "2024/plan.html"),
            (method(2024),                                  "2024/method.html"),
            (action(2024, "industry"),                      "2024/actions/industry.html"),
            (task(2024, "livelihood", "1-11"),              "2024/tasks/livelihood/1-11.html"),
            (indicator(2024, "urban-jobs"),                 "2024/indicators/urban-jobs.html"),
            (trace("urban-jobs", march),                    "2024/indicators/urban-jobs.html#2024-03"),
            (region_trace("schools", march, "pingjiang"),   "2024/indicators/schools.html#2024-03-pingjiang"),
            (unit(2024, "renshe"),                          "2024/units/renshe.html"),
            (region(2024, "pingjiang"),                     "2024/regions/pingjiang.html"),
            (period(Period::parse("2024-03-D1").unwrap()),  "2024/periods/2024-03-D1.html"),
            (list(2024, List::Problems),                    "2024/lists/problems.html"),
            (problem(2024, "MS-24-07"),                     "2024/lists/problems.html#MS-24-07"),
            (problem(2024, "MS 24/07"),                     "2024/lists/problems.html#MS~2024~2f07"),
            (edition("city-monthly-2024-03"),               "editions/city-monthly-2024-03.html"),
            (edition_pdf("city-monthly-2024-03"),           "editions/city-monthly-2024-03.pdf"),
            (free_page("about"),                            "pages/about.html"),
            (free_page("../up"),                            "pages/~2e.~2fup.html"),
            (csv("2024/actions/industry.html", "indicators"), "2024/actions/industry.indicators.csv"),
            (data_figures(march),                           "data/v1/2024/figures/2024-03.json"),
            (data_plan(2024),                               "data/v1/2024/plan.json"),
            (data_edition("city-monthly-2024-03"),          "data/v1/editions/city-monthly-2024-03.json"),
        ];
        for (url, expected) in cases {
            assert_eq!(url, expected);
        }
    }

    #[test]
    fn a_link_to_a_file_of_the_content_leads_to_its_page() {
        #[rustfmt::skip]
        let cases = [
            ("pages/about.md",                     Some("pages/about.html")),
            ("plan/2024/plan.md",                  Some("2024/plan.html")),
            ("plan/2024/method-2024-07.yaml",      Some("2024/method.html")),
            ("plan/2024/actions/industry.md",      Some("2024/actions/industry.html")),
            ("plan/2024/regions/pingjiang.md",     Some("2024/regions/pingjiang.html")),
            ("reports/2024-03/industry.md",        Some("2024/reports/2024-03/industry.html")),
            ("reports/2024-03/industry/part.md",   Some("2024/reports/2024-03/industry.html")),
            ("reports/2024-03/regions/yunxi.md",   Some("2024/reports/2024-03/regions/yunxi.html")),
            ("editions/city-monthly/2024-03.md",   Some("editions/city-monthly-2024-03.html")),
            ("plan/2024/history.csv",              None),
            ("units.yaml",                         None),
        ];
        for (path, page) in cases {
            assert_eq!(of_content(path).as_deref(), page, "{path}");
        }
    }
}
