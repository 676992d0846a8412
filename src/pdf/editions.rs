//! All issues as PDF.

use super::Press;
use super::error::PressError;
use super::paper::Paper;
use crate::base::Artifact;
use crate::editions::lookup::Lookup;
use crate::editions::publications::Days;
use crate::editions::{Edition, FileRole, IssueForm, urls};
use crate::pack;

/// Sets every issue, hands each PDF to `put` as soon as it is made, and gives its file, or why there is none, in the
/// order of the lookup's issues.
///
/// `days`: what was known on each issue's own day, which goes into the data that its PDF carries.
pub fn editions(
    press: &Press,
    lookup: &Lookup<'_>,
    days: &Days,
    put: &(dyn Fn(Artifact) + Sync),
) -> Vec<Result<IssueForm, PressError>> {
    let paper = |edition: &Edition| {
        let known = days.at(edition.as_of).and_then(|figures| figures.period(edition.period));
        Paper::edition(edition, pack::edition_json(lookup, edition, known).bytes)
    };
    press.set_all(lookup.editions, paper, |edition, pdf| {
        let artifact = Artifact::new(urls::edition_pdf(&edition.id), pdf?);
        let file = IssueForm::new(FileRole::Pdf, &artifact);
        put(artifact);
        Ok(file)
    })
}
