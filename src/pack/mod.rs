//! Takes the record, its figures, publications and pages. Gives what programs read: JSON with its schemas, and CSV.
//!
//! The shapes are a contract (formats.md section 8): additive only, keys in a fixed order, numbers as the text that
//! is printed. Computes no figure, makes no HTML.

mod csv;
mod data;
pub mod schema;

pub use data::{edition_json, figures_json, plan_json};

use crate::base::Artifact;
use crate::compute::{Figures, compute_periods};
use crate::editions::Edition;
use crate::editions::blocks::Page;
use crate::editions::lookup::Lookup;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Everything beside the pages, by path: plans, figures of every period, issues, schemas, the tables' CSV.
pub fn pack(lookup: &Lookup<'_>, pages: &[Page]) -> Vec<Artifact> {
    let mut artifacts = schema::of_data();
    for year in &lookup.years {
        artifacts.push(plan_json(lookup.record, year.plan));
        let files: Vec<Artifact> = year.periods.par_iter().map(|p| figures_json(lookup, year, p)).collect();
        artifacts.extend(files);
    }
    let issues: Vec<Artifact> = lookup.editions.par_iter().map(|edition| issue(lookup, edition)).collect();
    artifacts.extend(issues);
    artifacts.extend(csv::tables(pages));
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    artifacts
}

/// An issue rests on what was known on its own day, which need not be the site's.
fn issue(lookup: &Lookup<'_>, edition: &Edition) -> Artifact {
    let own: Figures;
    let figures = if edition.as_of == lookup.figures.as_of {
        lookup.figures
    } else {
        own = compute_periods(lookup.record, edition.as_of, &BTreeSet::from([edition.period]));
        &own
    };
    edition_json(lookup, edition, figures.period(edition.period))
}
