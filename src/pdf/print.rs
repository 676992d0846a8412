//! All issues and all one-page sheets as PDF.

use super::Press;
use super::error::PressError;
use super::paper::{Paper, Pictures};
use crate::base::Artifact;
use crate::editions::lookup::{Lookup, Year};
use crate::editions::publications::Days;
use crate::editions::sheets::{self, Sheet};
use crate::editions::{Edition, FileRole, IssueForm, urls};
use crate::pack;

/// What became of all that was to be printed.
pub struct Printed {
    /// The file of each issue, or why there is none, in the order of the lookup's issues.
    pub issues: Vec<Result<IssueForm, PressError>>,
    /// The URL of each sheet's PDF, or why there is none.
    pub sheets: Vec<Result<String, SheetFault>>,
}

/// A sheet that could not be set.
pub struct SheetFault {
    /// `县市区一页纸：平江县`
    pub title: String,
    /// Whom it is for: `平江县`.
    pub name: String,
    pub error: PressError,
}

enum Thing<'a> {
    Issue(&'a Edition),
    Sheet(&'a Year<'a>, Sheet<'a>),
}

enum Made {
    Issue(Result<IssueForm, PressError>),
    Sheet(Result<String, SheetFault>),
}

/// Sets every issue and every sheet, and hands each PDF to `put` as soon as it is made.
///
/// `days`: what was known on each issue's own day, which goes into the data that its PDF carries; `pictures`: those of the
/// content folder.
pub fn print<'a>(
    press: &Press,
    lookup: &'a Lookup<'a>,
    days: &Days,
    pictures: &Pictures,
    put: &(dyn Fn(Artifact) + Sync),
) -> Printed {
    let mut things: Vec<Thing> = lookup.editions.iter().map(Thing::Issue).collect();
    for year in &lookup.years {
        things.extend(sheets::sheets(lookup, year).into_iter().map(|sheet| Thing::Sheet(year, sheet)));
    }
    let paper = |thing: &Thing<'a>| match thing {
        Thing::Issue(edition) => {
            let known = days.at(edition.as_of).and_then(|figures| figures.period(edition.period));
            Paper::edition(edition, pack::edition_json(lookup, edition, known).bytes, pictures)
        }
        Thing::Sheet(year, sheet) => leaf(lookup, year, *sheet, sheets::LINES),
    };
    let made = press.set_all(&things, paper, |thing, pdf| match thing {
        Thing::Issue(edition) => Made::Issue(pdf.map(|pdf| {
            let artifact = Artifact::new(urls::edition_pdf(&edition.id), pdf);
            let file = IssueForm::new(FileRole::Pdf, &artifact);
            put(artifact);
            file
        })),
        Thing::Sheet(year, sheet) => {
            let url = urls::sheet_pdf(&sheet.url(year.year));
            let pdf = shortened(press, lookup, year, *sheet, pdf);
            let fault = |error| SheetFault { title: sheet.title(), name: sheet.name().to_owned(), error };
            Made::Sheet(pdf.map_err(fault).map(|pdf| {
                put(Artifact::new(url.clone(), pdf));
                url
            }))
        }
    });
    let mut printed = Printed { issues: Vec::new(), sheets: Vec::new() };
    for one in made {
        match one {
            Made::Issue(issue) => printed.issues.push(issue),
            Made::Sheet(sheet) => printed.sheets.push(sheet),
        }
    }
    printed
}

fn leaf<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, sheet: Sheet<'a>, lines: usize) -> Paper {
    let url = urls::sheet_pdf(&sheet.url(year.year));
    Paper::sheet(lookup, sheets::leaf(lookup, year, sheet, lines), &url)
}

/// Where a page does not hold the rows that were counted for it, it is set again with fewer, and says how many it has
/// not.
fn shortened<'a>(
    press: &Press,
    lookup: &'a Lookup<'a>,
    year: &'a Year<'a>,
    sheet: Sheet<'a>,
    mut pdf: Result<Vec<u8>, PressError>,
) -> Result<Vec<u8>, PressError> {
    let mut lines = sheets::LINES;
    while matches!(pdf, Err(PressError::TooLong)) && lines > 0 {
        lines = lines * 3 / 4;
        pdf = press.set(&leaf(lookup, year, sheet, lines));
    }
    pdf
}
