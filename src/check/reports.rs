//! All reports of one plan: read in parallel, then held against each other and against what is due.

use super::across::{Across, Books, across};
use super::due::{DueContext, not_reported};
use super::names::Names;
use super::prose::{ProseContext, prose};
use super::read::plan::PlanRead;
use super::read::report::{Address, PartRead, ReportContext, part};
use super::reader::Reader;
use super::record::{Calendar, PartState, Plan, Region, Report, Reporter};
use super::rules;
use crate::base::{Date, Diagnostic, FileId, Period};
use crate::capture::Content;
use rayon::prelude::*;
use std::collections::BTreeMap;

pub struct Context<'a> {
    pub names: &'a Names,
    pub regions: &'a [Region],
    pub calendars: &'a BTreeMap<i32, Calendar>,
    pub dekads: &'a [u32],
}

/// One year's reports, before what is due is known.
#[derive(Default)]
pub struct ReportsRead {
    parts: Vec<PartRead>,
    claims: Vec<Address>,
    pub last_known: Option<Date>,
}

/// `books`: of the years before, to which this year's are added.
pub fn read(reader: &mut Reader, plan_read: &PlanRead, books: &mut Books, cx: &Context) -> ReportsRead {
    let (files, mut claims) = addresses(reader, plan_read, cx.names);
    let Some(plan) = &plan_read.plan else { return ReportsRead::default() };
    let report_cx = ReportContext {
        names: cx.names,
        plan_names: &plan_read.names,
        plan,
        regions: cx.regions,
        dekads: cx.dekads,
    };
    let (draft, places) = (reader.draft, reader.places);
    let mut parts: Vec<PartRead> = files
        .into_par_iter()
        .map(|(address, file)| one(Reader::new(draft, places), file, address, plan_read, &report_cx))
        .collect();
    across(&mut parts, books, &Across { plan, places, regions: cx.regions });
    claims.extend(parts.iter().filter_map(|p| p.marks.claims.clone()));
    let last_known = parts.iter().filter_map(|p| last_day(&p.part)).max();
    ReportsRead { parts, claims, last_known }
}

/// One year's reports in order. `as_of`: up to when things are known, of all years; `None` where nobody has filed.
pub fn finish(
    reader: &mut Reader,
    plan: Option<&Plan>,
    read: ReportsRead,
    as_of: Option<Date>,
    cx: &Context,
) -> Vec<Report> {
    let Some(plan) = plan else { return Vec::new() };
    let ReportsRead { parts, claims, .. } = read;
    let (draft, places) = (reader.draft, reader.places);
    // A faulty plan leaves no record; what is due by it would only be its echo.
    let plan_sound =
        !reader.found.iter().any(|d| d.is_error() && super::is_foundation(places.path(d.span.file)));
    if let Some(as_of) = as_of.filter(|_| plan_sound) {
        let due = DueContext {
            draft,
            plan,
            names: cx.names,
            regions: cx.regions,
            calendars: cx.calendars,
            dekads: cx.dekads,
            as_of,
        };
        reader.found.extend(not_reported(&parts, &claims, &due));
    }
    let mut reports: Vec<Report> = Vec::new();
    for mut part in parts {
        reader.found.append(&mut part.found);
        let same = |r: &&mut Report| r.of == part.address.of && r.period == part.address.period;
        match reports.last_mut().filter(same) {
            Some(report) => report.parts.push(part.part),
            None => {
                reports.push(Report {
                    of: part.address.of,
                    period: part.address.period,
                    parts: vec![part.part],
                });
            }
        }
    }
    let place = |of: &Reporter| match of {
        Reporter::Action(id) => plan.actions.iter().position(|a| a.id == *id),
        Reporter::Region(id) => cx.regions.iter().position(|r| r.id == *id).map(|i| plan.actions.len() + i),
    };
    reports.sort_by(|a, b| a.period.cmp(&b.period).then_with(|| place(&a.of).cmp(&place(&b.of))));
    reports
}

fn last_day(part: &super::record::Part) -> Option<Date> {
    let days = [part.filed.as_ref().map(|f| f.date), part.reviewed.as_ref().map(|r| r.date)];
    let returned = part.returned.iter().map(|r| r.date);
    let by_hand = part.overrides.iter().map(|o| o.date);
    days.into_iter().flatten().chain(returned).chain(by_hand).max()
}

/// Front matter and prose of one file, each error with its consequence.
fn one(mut reader: Reader, file: FileId, address: Address, plan: &PlanRead, cx: &ReportContext) -> PartRead {
    let (mut part, mut marks) = part(&mut reader, file, &address, cx);
    let draft = reader.draft;
    marks.claims = claimed(&draft.file(file).content, plan, cx.names).filter(|a| *a != address);
    let mut body_start = u32::MAX;
    if let Content::Markdown { front: Some(_), body } = &draft.file(file).content {
        body_start = body.span.map_or(u32::MAX, |s| s.start);
        let names = ProseContext { names: cx.names, plan: Some(cx.plan_names), dated: true };
        prose(&mut reader, file, body, &names);
    }
    let faults = draft.faults.iter().filter(|f| f.span.file == file);
    let errors: Vec<&Diagnostic> = reader.found.iter().chain(faults).filter(|d| d.is_error()).collect();
    if errors.iter().any(|d| d.span.start >= body_start) {
        part.body = None;
    }
    if errors.iter().any(|d| d.span.start < body_start) {
        part.state = PartState::Withdrawn;
        part.body = None;
    }
    PartRead { address, file, part, marks, body_start, found: reader.found }
}

/// Every file below `reports/` of this plan's year, with what its path says; in order of addresses.
fn addresses(reader: &mut Reader, plan: &PlanRead, names: &Names) -> (Vec<(Address, FileId)>, Vec<Address>) {
    let (mut found, mut claims) = (Vec::new(), Vec::new());
    for (file, source) in reader.draft.iter() {
        let Some(rest) = source.path.strip_prefix("reports/") else { continue };
        let in_year = rest.get(..4).and_then(|y| y.parse::<i32>().ok());
        // Its ending is told of in `strangers`; the report it would be is not missing as well.
        if let Some(stem) = in_capitals(rest) {
            claims.extend(address(&format!("{stem}.md"), plan, names).ok());
            continue;
        }
        // A file of no plan's year is told of once, by the first plan.
        match address(rest, plan, names) {
            Ok(address) if address.period.year == plan.year => found.push((address, file)),
            Ok(_) => {}
            Err(Stray::Broken | Stray::Ignored) => {}
            // Its fault is told already, and may be its name.
            Err(Stray::Help(_)) if matches!(source.content, Content::Unreadable) => {}
            Err(Stray::Help(help)) if in_year.is_none_or(|y| y == plan.year) => {
                claims.extend(claimed(&source.content, plan, names));
                reader.push(rules::unknown_file(&source.path, Reader::top(file), help));
            }
            Err(Stray::Help(_)) => {}
        }
    }
    found.sort();
    (found, claims)
}

/// The path without its ending, where that is `.MD` or the like.
fn in_capitals(path: &str) -> Option<&str> {
    let (stem, ending) = path.rsplit_once('.')?;
    (ending != "md" && ending.eq_ignore_ascii_case("md")).then_some(stem)
}

/// What a file says of itself, whatever its path says.
fn claimed(content: &Content, plan: &PlanRead, names: &Names) -> Option<Address> {
    let Content::Markdown { front: Some(front), .. } = content else { return None };
    let text = |key: &str| front.get(key).and_then(crate::capture::Node::scalar);
    let action = text("action").and_then(|a| plan.names.action(a).ok()).map(Reporter::Action);
    let of = action.or_else(|| names.party(text("region")?).ok().map(|(id, _)| Reporter::Region(id)))?;
    Some(Address { period: Period::parse(text("period")?)?, of })
}

enum Stray {
    /// Not a text at all: an image beside a report.
    Ignored,
    /// Its action or region has a fault of its own.
    Broken,
    Help(String),
}

fn address(rest: &str, plan: &PlanRead, names: &Names) -> Result<Address, Stray> {
    let is_text = [".md", ".yaml", ".yml", ".csv"].iter().any(|ending| rest.ends_with(ending));
    if !is_text {
        return Err(Stray::Ignored);
    }
    let Some(rest) = rest.strip_suffix(".md") else {
        return Err(Stray::Help("报告是 .md 文件：--- 之间写表头，其后写正文".into()));
    };
    let parts: Vec<&str> = rest.split('/').collect();
    let [period, of @ ..] = parts.as_slice() else { return Err(Stray::Ignored) };
    let Some(period) = Period::parse(period).filter(|_| !of.is_empty()) else {
        return Err(Stray::Help("报告放在 reports/期/ 下，如 reports/2024-03/industry.md".into()));
    };
    let of = match of {
        ["regions", region] | ["regions", region, _] => match names.party(region) {
            Ok((id, _)) if names.is_region(&id) && *id == **region => Reporter::Region(id),
            Err(super::names::Unresolved::Broken) => return Err(Stray::Broken),
            _ => {
                return Err(Stray::Help(format!(
                    "没有编号为“{region}”的县市区；文件名用 regions.yaml 中的编号"
                )));
            }
        },
        [action] | [action, _] => match plan.names.action(action) {
            Ok(id) if *id == **action => Reporter::Action(id),
            Err(super::names::Unresolved::Broken) => return Err(Stray::Broken),
            _ => {
                let known: Vec<&str> = plan.names.action_ids().collect();
                return Err(Stray::Help(format!("没有编号为“{action}”的行动；可用：{}", known.join("、"))));
            }
        },
        _ => return Err(Stray::Help("报告放在 reports/期/ 下，如 reports/2024-03/industry.md".into())),
    };
    Ok(Address { period, of })
}
