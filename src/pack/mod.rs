//! Takes the record, its figures, publications and pages. Gives what programs read: JSON with its schemas, and CSV.
//!
//! The shapes are a contract (formats.md section 8): additive only, keys in a fixed order, numbers as the text that
//! is printed. Computes no figure, makes no HTML.

mod csv;
mod data;
pub mod schema;

pub use data::{edition_json, figures_json, plan_json};

use crate::base::Artifact;
use crate::editions::blocks::Page;
use crate::editions::lookup::Lookup;
use crate::editions::publications::Days;
use rayon::prelude::*;

/// Everything beside the pages, by path: plans, figures of every period, issues, schemas, the tables' CSV.
///
/// `days`: what was known on each issue's own day, which need not be the site's.
pub fn pack(lookup: &Lookup<'_>, days: &Days, pages: &[Page]) -> Vec<Artifact> {
    let mut artifacts = schema::of_data();
    for year in &lookup.years {
        artifacts.push(plan_json(lookup.record, year.plan));
        let files: Vec<Artifact> = year.periods.par_iter().map(|p| figures_json(lookup, year, p)).collect();
        artifacts.extend(files);
    }
    let issues = lookup.editions.par_iter().map(|edition| {
        let known = days.at(edition.as_of).and_then(|figures| figures.period(edition.period));
        edition_json(lookup, edition, known)
    });
    artifacts.extend(issues.collect::<Vec<Artifact>>());
    artifacts.extend(csv::tables(pages));
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    artifacts
}
