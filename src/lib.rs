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
use editions::lookup::Lookup;
use html::{Renderer, Theme, ThemeError};
use rayon::prelude::*;

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
    let (record, diagnostics) = check::check(draft);
    let Some(record) = record else { return Ok(Built { site: None, diagnostics }) };

    phase("计算");
    let as_of = as_of.unwrap_or(record.last_known());
    let figures = compute::compute(&record, as_of);

    phase("编排");
    let issues = Vec::new();
    let (frame, pages) = editions::pages(&record, &figures, &issues, &[]);

    phase("页面");
    let renderer = Renderer::new(theme, &frame)?;
    let mut artifacts: Vec<Artifact> =
        pages.par_iter().map(|page| renderer.render(page)).collect::<Result<_, _>>()?;
    artifacts.extend(theme.assets());

    phase("数据");
    artifacts.extend(pack::pack(&Lookup::new(&record, &figures, &issues), &pages));
    Ok(Built { site: Some(Site { artifacts, as_of }), diagnostics })
}
