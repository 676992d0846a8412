//! Takes a [`Draft`]. Gives what is sound, a [`Record`], and everything that is not, as diagnostics.
//!
//! Never stops at the first error, never reads a file. A mistake in plan, method, registries or site leaves no record;
//! one in a report's front matter withdraws that report, one in its prose holds back that prose.

mod across;
pub mod conflicts;
mod due;
mod ledgers;
mod links;
mod names;
mod places;
mod prose;
mod read;
mod reader;
pub mod record;
mod reference;
mod reports;
mod rules;
mod secret;
mod strangers;

pub use links::in_folder;
pub use names::{Names, PlanNames};
pub use prose::{chinese_number, heading_mark, typed_number};
pub use record::Record;
pub use reference::{Field, Reference, Subject};

use crate::base::{Date, Diagnostic, FileId};
use crate::capture::{Content, Draft};
use places::Places;
use prose::ProseContext;
use read::plan::{PlanRead, Registries};
use read::{edition, registry};
use reader::Reader;
use record::{EditionSource, FreePage, Plan};

/// Checks a draft whole. The diagnostics are sorted by place, severity and rule; the record is there unless
/// plan, method, registries or site fail, or a secret mark stands somewhere.
pub fn check(draft: &Draft) -> (Option<Record>, Vec<Diagnostic>) {
    let places = Places::of(draft);
    let mut reader = Reader::new(draft, &places);
    reader.found = draft.faults.clone();
    for (file, source) in draft.iter() {
        reader.found.extend(secret::marks(file, &source.text));
    }
    let mut names = Names::default();
    let site = registry::site(&mut reader);
    let (mut units, lists) = registry::units(&mut reader, &mut names);
    let regions = registry::regions(&mut reader, &mut names, &units);
    registry::groups(&mut reader, &names, &mut units, lists);
    let calendars = registry::calendars(&mut reader);
    let (region_list, classes) =
        regions.as_ref().map_or((&[][..], &[][..]), |r| (&r.regions[..], &r.classes[..]));
    let registries = Registries { names: &names, regions: region_list, classes, calendars: &calendars };
    let mut plans: Vec<PlanRead> =
        years(&mut reader).into_iter().map(|year| read::plan::plan(&mut reader, year, &registries)).collect();
    let mut site = site;
    if let Some(site) = &mut site {
        scopes(&mut reader, site, &plans);
    }
    let dekads = site.as_ref().map_or(vec![1, 2], |s| s.site.dekads.clone());
    let cx = reports::Context { names: &names, regions: region_list, calendars: &calendars, dekads: &dekads };
    let mut books = across::Books::default();
    let read: Vec<reports::ReportsRead> =
        plans.iter().map(|plan| reports::read(&mut reader, plan, &mut books, &cx)).collect();
    let last_known: Option<Date> = read.iter().filter_map(|r| r.last_known).max();
    let mut reports = Vec::new();
    for (plan, read) in plans.iter().zip(read) {
        reports.extend(reports::finish(&mut reader, plan.plan.as_ref(), read, last_known, &cx));
    }
    let last_known = last_known
        .or_else(|| plans.iter().filter_map(|p| Some(p.plan.as_ref()?.dated)).max())
        .unwrap_or_else(|| Date::new(2000, 1, 1).expect("a day"));
    if let Some((year, calendar)) = calendars.iter().next_back() {
        let file =
            draft.id("calendar.yaml").filter(|_| last_known.month() >= 11 && last_known.year() >= *year);
        if let (Some(file), false) = (file, calendar.holidays.is_empty()) {
            reader.push(rules::next_calendar_missing(year + 1, first_key(draft, file)));
        }
    }
    let (editions, pages) = match &site {
        Some(site) => texts(&mut reader, &names, &plans, &site.site.series),
        None => Default::default(),
    };
    plan_prose(&mut reader, &names, &plans);
    let years: Vec<i32> = plans.iter().map(|p| p.year).collect();
    reader.found.extend(strangers::strangers(draft, &years));
    let stops = |d: &Diagnostic| {
        let everywhere = ["secret-mark", "missing-file"].contains(&d.rule);
        d.is_error() && (everywhere || is_foundation(&draft.file(d.span.file).path))
    };
    // What a faulty plan says differently may be the fault itself.
    if !draft.files.is_empty() && !reader.found.iter().any(stops) {
        for plan in plans.iter().filter_map(|p| p.plan.as_ref()) {
            reader.found.extend(conflicts::warnings(draft, plan, &units));
        }
    }
    let found = sorted(draft, reader.found);
    // Of an empty folder there is no file that a diagnostic could stand in.
    if draft.files.is_empty() || found.iter().any(stops) {
        return (None, found);
    }
    let names_of_plans: Vec<(i32, PlanNames)> =
        plans.iter_mut().map(|p| (p.year, std::mem::take(&mut p.names))).collect();
    let plans: Vec<Plan> = plans.into_iter().filter_map(|p| p.plan).collect();
    let (Some(site), Some(regions), false) = (site, regions, plans.is_empty()) else { return (None, found) };
    let record = Record {
        site: site.site,
        units,
        regions: regions.regions,
        region_groups: regions.groups,
        classes: regions.classes,
        calendars,
        plans,
        reports,
        editions,
        pages,
        last_known,
        names,
        plan_names: names_of_plans,
    };
    (Some(record), found)
}

/// The files of the city, in the folder's top.
const REGISTRIES: [&str; 4] = ["site.yaml", "units.yaml", "regions.yaml", "calendar.yaml"];

/// What stops everything: the registries, the site and the plans.
fn is_foundation(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    REGISTRIES.contains(&path.as_str()) || path.starts_with("plan/")
}

/// A series may be of an action of any year: what has come out stays when the next plan has other actions.
fn scopes<'d>(reader: &mut Reader<'d>, site: &mut registry::SiteDraft<'d>, plans: &[PlanRead]) {
    let Some(last) = plans.last() else { return };
    let known: Vec<String> = last.names.action_names().map(str::to_owned).collect();
    let named = |text: &str| {
        let found = plans.iter().rev().map(|plan| plan.names.action(text));
        found.reduce(|newer, older| newer.or(older)).unwrap_or(Err(names::Unresolved::Unknown))
    };
    registry::scopes(reader, site, named, &known);
}

/// The years that have a plan, the first first.
fn years(reader: &mut Reader) -> Vec<i32> {
    let mut years: Vec<i32> = Vec::new();
    for (_, file) in reader.draft.iter() {
        let Some((year, _)) = file.path.strip_prefix("plan/").and_then(|rest| rest.split_once('/')) else {
            continue;
        };
        if year.len() == 4
            && let Ok(year) = year.parse()
            && !years.contains(&year)
        {
            years.push(year);
        }
    }
    if years.is_empty() {
        reader.push(rules::missing_file("plan/2024/plan.md", Reader::top(FileId(0))));
    }
    years
}

fn first_key(draft: &Draft, file: FileId) -> crate::base::Span {
    match &draft.file(file).content {
        Content::Yaml(Some(node)) => match &node.value {
            crate::capture::Value::Mapping(pairs) => pairs.first().map_or(node.span, |(k, _)| k.span),
            crate::capture::Value::Scalar { .. } | crate::capture::Value::Sequence(_) => node.span,
        },
        _ => Reader::top(file),
    }
}

/// Editions and free pages that are sound.
fn texts(
    reader: &mut Reader,
    names: &Names,
    plans: &[PlanRead],
    series: &[record::Series],
) -> (Vec<EditionSource>, Vec<FreePage>) {
    let by_year: Vec<(i32, &PlanNames, Option<&Plan>)> =
        plans.iter().map(|p| (p.year, &p.names, p.plan.as_ref())).collect();
    let written = registry::series_as_written(reader);
    let cx = edition::EditionContext { names, series, broken_series: &written, plans: &by_year };
    let (mut editions, mut pages) = (Vec::new(), Vec::new());
    for (file, source) in reader.draft.iter() {
        let Content::Markdown { body, .. } = &source.content else { continue };
        let before = reader.mark();
        let fault = read::has_fault(reader, file);
        // One in another folder is told of as a stranger.
        let depth = source.path.split('/').count();
        if source.path.starts_with("editions/") && depth == 3 {
            let read = edition::edition(reader, file, &cx);
            let plan = match &read {
                Some(e) => by_year.iter().find(|(y, _, _)| *y == e.period.year).map(|(_, names, _)| *names),
                None => by_year.last().map(|(_, names, _)| *names),
            };
            prose::prose(reader, file, body, &ProseContext { names, plan, dated: true });
            editions.extend(read.filter(|_| reader.is_sound_since(before) && !fault));
        } else if source.path.starts_with("pages/") && depth == 2 {
            let read = edition::page(reader, file);
            let plan = by_year.last().map(|(_, names, _)| *names);
            prose::prose(reader, file, body, &ProseContext { names, plan, dated: false });
            pages.extend(read.filter(|_| reader.is_sound_since(before) && !fault));
        }
    }
    pages.sort_by(|a, b| a.order.cmp(&b.order).then_with(|| a.slug.cmp(&b.slug)));
    editions.sort_by(|a, b| {
        a.series.cmp(&b.series).then(a.period.cmp(&b.period)).then_with(|| a.source.cmp(&b.source))
    });
    (editions, pages)
}

/// Overviews of the plan's files.
fn plan_prose(reader: &mut Reader, names: &Names, plans: &[PlanRead]) {
    for plan in plans {
        let base = format!("plan/{}/", plan.year);
        for (file, source) in reader.draft.iter().filter(|(_, f)| f.path.starts_with(&base)) {
            if let Content::Markdown { body, .. } = &source.content {
                prose::prose(
                    reader,
                    file,
                    body,
                    &ProseContext { names, plan: Some(&plan.names), dated: false },
                );
            }
        }
    }
}

/// One list, by place, severity and rule; what was found twice stands once.
fn sorted(draft: &Draft, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.span.file, d.span.start, d.span.end, d.severity, d.rule);
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    found.dedup();
    debug_assert!(
        found.iter().all(|d| draft.files.is_empty() || (d.span.file.0 as usize) < draft.files.len())
    );
    found
}
