//! Takes the record, its figures, publications and pages. Gives what programs read: JSON with its schemas, and CSV.
//!
//! The shapes are a contract (formats.md section 8): additive only, keys in a fixed order, numbers as the text that
//! is printed. Computes no figure, makes no HTML.

mod csv;
mod data;
pub mod schema;

pub use csv::tables;
pub use data::{edition_json, figures_json, plan_json};

use crate::base::Artifact;
use crate::editions::lookup::Lookup;
use crate::editions::publications::Days;
use rayon::prelude::*;

/// Everything beside the pages: plans, figures of every period, issues, schemas; handed to `put` by any thread.
///
/// `days`: what was known on each issue's own day, which need not be the site's.
pub fn pack(lookup: &Lookup<'_>, days: &Days, put: &(dyn Fn(Artifact) + Sync)) {
    schema::of_data().into_iter().for_each(put);
    for year in &lookup.years {
        put(plan_json(lookup.record, year.plan));
        year.periods.par_iter().for_each(|p| put(figures_json(lookup, year, p)));
    }
    lookup.editions.par_iter().for_each(|edition| {
        let known = days.at(edition.as_of).and_then(|figures| figures.period(edition.period));
        put(edition_json(lookup, edition, known));
    });
}
