//! Every issue as it is known on its own day.

use super::super::blocks::Block;
use super::super::lookup::Lookup;
use super::super::{Edition, EditionState};
use super::issue::{Earlier, Issue};
use super::told::Told;
use super::{annexes, body, days::Days, masthead, reading, review};
use crate::base::{Date, Period};
use crate::check::Record;
use crate::check::record::{EditionSource, Scope, SeriesKind};
use crate::compute::is_used;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// All editions of the record, in its order, but those that are held back.
///
/// `held`: paths of edition files that proof or check refuse. An edition whose period has no figures is left out.
pub fn editions(record: &Record, days: &Days, held: &BTreeSet<String>) -> Vec<Edition> {
    let built: BTreeSet<Date> = record.editions().iter().map(|e| e.as_of).collect();
    let lookups: BTreeMap<Date, Lookup> =
        built.into_iter().filter_map(|day| Some((day, Lookup::new(record, days.at(day)?, &[])))).collect();
    record
        .editions()
        .par_iter()
        .filter(|source| !held.contains(&*source.source.path))
        .filter_map(|source| {
            let earlier = earlier(record, days, source);
            let named = earlier.as_ref().map(|(name, figures)| Earlier { name, figures });
            let issue = Issue::new(record, lookups.get(&source.as_of)?, source, named, id(source))?;
            let last = last(record, source)
                .and_then(|last| Issue::new(record, lookups.get(&last.as_of)?, last, None, id(last)));
            Some(edition(&issue, last.as_ref()))
        })
        .collect()
}

/// Sentences on the editions that could not be built: of the record's, and of the files with errors.
pub fn not_built(record: &Record, built: &[Edition], faulty: &BTreeSet<&str>) -> Vec<String> {
    let failed = record.editions().iter().filter(|e| !built.iter().any(|b| b.id == id(e)));
    let named = failed.map(|e| format!("{}未通过校验，未编出。", e.title));
    let known = |path: &str| record.editions().iter().any(|e| *e.source.path == *path);
    let unread = faulty.iter().filter(|p| p.starts_with("editions/") && !known(p));
    named.chain(unread.map(|path| format!("刊期文件{path}未通过校验，未编出。"))).collect()
}

/// `city-monthly-2024-03`; a correction has the name of its file: `city-monthly-2024-03-c1`.
pub fn id(source: &EditionSource) -> String {
    let path = &*source.source.path;
    let file = path.rsplit('/').next().and_then(|name| name.strip_suffix(".md"));
    format!("{}-{}", source.series, file.unwrap_or(&source.period.to_string()))
}

/// The issue of the period before in the same series.
fn last<'a>(record: &'a Record, source: &EditionSource) -> Option<&'a EditionSource> {
    let before = super::references::before(source.period, &record.site().dekads)?;
    let mut issues = record.editions().iter();
    issues.find(|e| e.series == source.series && e.period == before && e.corrects.is_none())
}

/// What it is called, and the figures as they were known on its day.
fn earlier<'a>(
    record: &'a Record,
    days: &'a Days,
    source: &EditionSource,
) -> Option<(String, &'a crate::compute::Figures)> {
    let issue = last(record, source)?;
    let series = record.site().series.iter().find(|s| s.id == source.series)?;
    let (in_year, _) = masthead::place(record, issue);
    let name = match &issue.number {
        Some(number) => number.split('（').next().unwrap_or(number).to_string(),
        None => masthead::number(series.number.split('（').next()?, (in_year, 0)),
    };
    Some((name, days.at(issue.as_of)?))
}

/// `last`: the issue before, for the 核稿单.
fn edition(issue: &Issue, last: Option<&Issue>) -> Edition {
    let source = issue.source;
    let mut blocks = vec![masthead::masthead(issue)];
    let mut text = body::body(issue);
    if issue.kind() == SeriesKind::Review {
        let ranked = body::asks_for(&source.body, "ranking");
        text = review::additions(issue, text, ranked, &Told::default());
    }
    blocks.extend(text);
    blocks.extend(masthead::absent(issue).map(|note| Block::Text(note.runs())));
    blocks.extend(annexes::list(issue));
    blocks.extend(annexes::all(issue));
    blocks.extend(masthead::colophon(issue));
    let reading = reading::reading(issue, &blocks, &last.map(annexes::all).unwrap_or_default());
    Edition {
        id: issue.id.clone(),
        series: source.series.clone(),
        series_name: issue.series.name.clone(),
        kind: issue.series.kind,
        scope: match &issue.series.scope {
            Scope::City => "city".into(),
            Scope::Action(id) => id.to_string(),
        },
        number: source.number.clone(),
        period: source.period,
        label: source.period.label(),
        title: source.title.clone(),
        issuer: source.issuer.clone(),
        cutoff: source.cutoff,
        as_of: source.as_of,
        state: state(issue),
        corrects: source.corrects.clone(),
        corrected_by: corrected_by(issue),
        absent: source.absent.clone(),
        distribution: source.distribution.clone(),
        disclosure: source.disclosure,
        demo: issue.record.site().demo,
        blocks: unique_ids(blocks),
        reading,
        inputs: inputs(issue),
        method: issue.now.method,
        url: issue.url.clone(),
        files: Vec::new(),
    }
}

/// What is corrected is known by the correction's number; a draft has none.
fn state(issue: &Issue) -> EditionState {
    match (&issue.source.number, corrected_by(issue)) {
        (None, _) => EditionState::Draft,
        (Some(_), None) => EditionState::Issued,
        (Some(_), Some(_)) => EditionState::Corrected,
    }
}

/// The correction of this issue that was itself issued.
fn corrected_by(issue: &Issue) -> Option<String> {
    let name = format!("{}/{}", issue.source.series, issue.source.period);
    let correction = issue
        .record
        .editions()
        .iter()
        .find(|e| e.number.is_some() && e.corrects.as_deref() == Some(name.as_str()))?;
    Some(id(correction))
}

/// Ids of headings, tables and charts are unique on a page: the second of a name gets a number.
fn unique_ids(mut blocks: Vec<Block>) -> Vec<Block> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut own = |id: &mut String| {
        let n = seen.entry(id.clone()).or_default();
        *n += 1;
        if *n > 1 {
            *id = format!("{id}-{n}");
        }
    };
    for block in &mut blocks {
        match block {
            Block::Heading { id, .. } | Block::Annex { id, .. } => own(id),
            Block::Table(table) => own(&mut table.id),
            Block::Chart(chart) => {
                own(&mut chart.id);
                if let Some(table) = &mut chart.table {
                    own(&mut table.id);
                }
            }
            _ => {}
        }
    }
    blocks
}

/// Paths and blob ids of all that went in, sorted: the editor's part, the reports used, plan, method and lists.
fn inputs(issue: &Issue) -> Vec<(String, String)> {
    let mut inputs: BTreeSet<(String, String)> = BTreeSet::new();
    let mut add = |source: &crate::base::Source| {
        inputs.insert((source.path.to_string(), source.blob.to_string()));
    };
    add(&issue.source.source);
    let plan = issue.year.plan;
    add(&plan.source);
    plan.methods.iter().for_each(|m| add(&m.source));
    plan.actions.iter().filter(|a| issue.covers(Some(&a.id))).for_each(|a| add(&a.source));
    plan.entries.iter().filter(|e| issue.covers(Some(&e.action))).for_each(|e| add(&e.source));
    for item in issue.items() {
        add(&item.indicator.source);
        item.figure.inputs.iter().for_each(&mut add);
    }
    let until: Period = issue.period();
    let in_scope = |of: &crate::check::record::Reporter| match of {
        crate::check::record::Reporter::Action(id) => issue.covers(Some(id)),
        crate::check::record::Reporter::Region(_) => issue.action().is_none(),
    };
    let reports = issue.record.reports().iter().filter(|r| r.period <= until && in_scope(&r.of));
    for part in reports.filter(|r| r.period.year == until.year).flat_map(|r| &r.parts) {
        if is_used(part, issue.source.as_of) {
            add(&part.source);
        }
    }
    inputs.into_iter().collect()
}
