//! tongbao: the rooms in the order of the data's flow, and the build on one screen.
pub mod base;
pub mod capture;
pub mod check;
pub mod compute;
pub mod editions;
pub mod graph;
pub mod html;
pub mod pack;
pub mod write;

use base::{Artifact, Date, Diagnostic};
use capture::Draft;
use check::Record;
use editions::lookup::Lookup;
use editions::publications::{self, Days};
use html::{Renderer, Theme, ThemeError};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// What a content folder becomes.
pub struct Built {
    /// `None` where plan, method, registries or site have errors: then nothing may be written.
    pub site: Option<Site>,
    /// Everything that is not sound, by place.
    pub diagnostics: Vec<Diagnostic>,
}

pub struct Site {
    pub artifacts: Vec<Artifact>,
    /// Up to which day things are known.
    pub as_of: Date,
}

/// A record whose bound numbers are compared with their figures.
pub struct Proofed {
    /// Without the prose that is held back.
    pub record: Record,
    pub as_of: Date,
    pub days: Days,
    /// Paths of the files whose prose, and of the editions which, are held back.
    pub held: BTreeSet<String>,
}

/// Everything that is not sound in a draft, stale numbers in texts included.
pub fn proofed(draft: &Draft, as_of: Option<Date>) -> (Option<Proofed>, Vec<Diagnostic>) {
    let (record, mut diagnostics) = check::check(draft);
    let Some(mut record) = record else { return (None, diagnostics) };
    let as_of = as_of.unwrap_or(record.last_known());
    let days = Days::new(&record, as_of);
    let proof = editions::proof(&record, &days, as_of);
    diagnostics.extend(proof.diagnostics);
    diagnostics.sort_by_key(|d| (d.span.file, d.span.start, d.span.end, d.severity, d.rule));
    record.hold_back(&proof.held);
    (Some(Proofed { record, as_of, days, held: proof.held }), diagnostics)
}

/// Files with errors.
fn faulty<'a>(draft: &'a Draft, diagnostics: &[Diagnostic]) -> BTreeSet<&'a str> {
    let errors = diagnostics.iter().filter(|d| d.is_error());
    errors.map(|d| draft.file(d.span.file).path.as_str()).collect()
}

/// The whole site from a draft. `phase` is told what begins, for who wants to know how long it takes.
///
/// `as_of` is the day named on the command line; else the latest day the content names. No file is read or written.
pub fn build(
    draft: &Draft,
    theme: &Theme,
    as_of: Option<Date>,
    phase: &mut dyn FnMut(&'static str),
) -> Result<Built, ThemeError> {
    phase("核对");
    let asked = as_of;
    let (proofed, diagnostics) = proofed(draft, as_of);
    let Some(Proofed { record, as_of, days, held }) = proofed else {
        return Ok(Built { site: None, diagnostics });
    };

    phase("计算");
    let figures = compute::compute(&record, as_of);

    phase("编排");
    let mut issues = publications::editions(&record, &days, &held);
    let notices = publications::not_built(&record, &issues, &faulty(draft, &diagnostics));
    // On a past day an issue of a later one is not known; today's drafts may be dated ahead.
    issues.retain(|issue| asked.is_none_or(|day| issue.as_of <= day));
    let (frame, pages) = editions::pages(&record, &figures, &issues, &notices);

    phase("页面");
    let renderer = Renderer::new(theme, &frame)?;
    let mut artifacts: Vec<Artifact> =
        pages.par_iter().map(|page| renderer.render(page)).collect::<Result<_, _>>()?;
    artifacts.extend(theme.assets());

    phase("数据");
    artifacts.extend(pack::pack(&Lookup::new(&record, &figures, &issues), &days, &pages));
    Ok(Built { site: Some(Site { artifacts, as_of }), diagnostics })
}
