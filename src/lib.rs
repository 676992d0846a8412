//! tongbao: the rooms in the order of the data's flow, and the build on one screen.
pub mod base;
pub mod capture;
pub mod check;
pub mod compute;
pub mod editions;
pub mod graph;
pub mod html;
pub mod pack;
pub mod pdf;
pub mod write;

use base::{Artifact, Date, Diagnostic};
use capture::Draft;
use check::Record;
use compute::Figures;
use editions::Edition;
use editions::lookup::Lookup;
use editions::publications::{self, Days};
use html::{Renderer, Theme, ThemeError};
use pdf::Press;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// All that a site is made of.
pub struct Site<'a> {
    /// Its pictures are copied as they are.
    draft: &'a Draft,
    record: Record,
    figures: Figures,
    editions: Vec<Edition>,
    days: Days,
    /// PDFs of sheets, by URL.
    printed: BTreeSet<String>,
    /// For the banner.
    notices: Vec<String>,
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
    diagnostics.sort_by_key(Diagnostic::order);
    record.hold_back(&proof.held);
    (Some(Proofed { record, as_of, days, held: proof.held }), diagnostics)
}

/// Files with errors.
fn faulty<'a>(draft: &'a Draft, diagnostics: &[Diagnostic]) -> BTreeSet<&'a str> {
    let errors = diagnostics.iter().filter(|d| d.is_error());
    errors.map(|d| draft.file(d.span.file).path.as_str()).collect()
}

/// What is to be published of a draft, and everything in it that is not sound, by place.
///
/// No site where plan, method, registries or site have errors: then nothing may be written. `as_of` is the day named
/// on the command line; else the latest day the content names. `phase` is told what begins, for who wants to know how
/// long it takes.
pub fn prepare<'a>(
    draft: &'a Draft,
    as_of: Option<Date>,
    phase: &mut dyn FnMut(&'static str),
) -> (Option<Site<'a>>, Vec<Diagnostic>) {
    phase("核对");
    let asked = as_of;
    let (proofed, diagnostics) = proofed(draft, as_of);
    let Some(Proofed { record, as_of, days, held }) = proofed else { return (None, diagnostics) };

    phase("计算");
    let figures = compute::compute(&record, as_of);

    phase("编排");
    let mut editions = publications::editions(&record, &days, &held);
    let notices = publications::not_built(&record, &editions, &faulty(draft, &diagnostics));
    // On a past day an issue of a later one is not known; today's drafts may be dated ahead.
    editions.retain(|edition| asked.is_none_or(|day| edition.as_of <= day));
    let printed = BTreeSet::new();
    (Some(Site { draft, record, figures, editions, days, printed, notices, as_of }), diagnostics)
}

impl Site<'_> {
    /// Whether there is anything to print: an issue, or the one-page sheets of a year with reports.
    pub fn has_papers(&self) -> bool {
        let lookup = Lookup::new(&self.record, &self.figures, &self.editions);
        !self.editions.is_empty() || lookup.years.iter().any(|year| year.current.is_some())
    }

    /// Sets the publications and the one-page sheets as PDF, each handed to `put` as soon as it is made; the site's pages then lead to them.
    /// Gives what is in the way of some of them.
    pub fn print(
        &mut self,
        press: &Press,
        phase: &mut dyn FnMut(&'static str),
        put: &(dyn Fn(Artifact) + Sync),
    ) -> Result<Vec<Diagnostic>, ThemeError> {
        phase("排印");
        self.editions.iter_mut().for_each(|edition| edition.files.clear());
        self.printed.clear();
        let lookup = Lookup::new(&self.record, &self.figures, &self.editions);
        let pdf::Printed { issues, sheets } =
            pdf::print(press, &lookup, &self.days, &all_pictures(self.draft), put);
        let mut diagnostics = Vec::new();
        for (edition, printed) in self.editions.iter_mut().zip(issues) {
            match printed {
                Ok(file) => edition.files.push(file),
                Err(error) if error.is_of_paper() => {
                    diagnostics.extend(pdf::diagnostics(self.draft, edition, &error))
                }
                Err(error) => return Err(error.into()),
            }
        }
        let mut faults = Vec::new();
        for sheet in sheets {
            match sheet {
                Ok(url) => drop(self.printed.insert(url)),
                Err(fault) if fault.error.is_of_paper() => faults.push(fault),
                Err(fault) => return Err(fault.error.into()),
            }
        }
        diagnostics.extend(pdf::sheet_diagnostics(self.draft, &faults));
        Ok(diagnostics)
    }

    /// Every file of the site, each handed to `put` as soon as it is made, by any thread: a city's site does not fit
    /// into memory twice. No file is read or written.
    pub fn make(
        &self,
        theme: &Theme,
        phase: &mut dyn FnMut(&'static str),
        put: &(dyn Fn(Artifact) + Sync),
    ) -> Result<(), ThemeError> {
        let lookup = Lookup::new(&self.record, &self.figures, &self.editions).with_printed(&self.printed);

        phase("页面");
        let renderer = Renderer::new(theme, &editions::frame(&lookup, &self.notices))?;
        let subjects = editions::subjects(&lookup);
        let pictures = subjects.par_iter().map(|subject| {
            let page = editions::page(&lookup, subject);
            put(renderer.render(&page)?);
            pack::tables(&page).into_iter().for_each(put);
            Ok(editions::pictures(&page))
        });
        let pictures: Vec<BTreeSet<String>> = pictures.collect::<Result<_, ThemeError>>()?;
        self.pictures(&pictures.into_iter().flatten().collect()).for_each(put);
        theme.assets().into_iter().for_each(put);

        phase("数据");
        pack::pack(&lookup, &self.days, put);
        Ok(())
    }

    /// Of the content folder's pictures those that some page shows or leads to.
    fn pictures(&self, shown: &BTreeSet<String>) -> impl Iterator<Item = Artifact> {
        let all = self.draft.pictures.iter().map(|(path, bytes)| (editions::urls::picture(path), bytes));
        all.filter(|(url, _)| shown.contains(url)).map(|(url, bytes)| Artifact::new(url, bytes.clone()))
    }
}

/// The content folder's pictures by URL, for papers.
fn all_pictures(draft: &Draft) -> pdf::Pictures {
    let all = draft.pictures.iter();
    all.map(|(path, bytes)| (editions::urls::picture(path), bytes.as_slice().into())).collect()
}
