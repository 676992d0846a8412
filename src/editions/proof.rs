//! The proof of bound numbers: what is written against what the data say, as known on the right day.
//!
//! A stale number in a report's prose holds back that prose, in an edition that edition. Reports nothing that only
//! follows from another error, but holds back what rests on it all the same.

use super::publications::{Days, clauses, faults, read_on, texts};
use crate::base::{Block, Bound, Date, Diagnostic, Id, Period, Prose, Span};
use crate::check::record::{EditionSource, Part, PartState, Report, Reporter, Scope, SplitBy};
use crate::check::{Record, Reference, Subject};
use crate::compute::Forms;
use std::collections::BTreeSet;

/// What the proof found.
#[derive(Debug, Default)]
pub struct Proof {
    /// In no order that matters: check sorts all diagnostics together.
    pub diagnostics: Vec<Diagnostic>,
    /// Paths of report files whose prose, and of edition files which, must not be shown.
    pub held: BTreeSet<String>,
}

/// Compares every bound number of reports and editions with its figure. `today`: the day drafts are read on.
pub fn proof(record: &Record, days: &Days, today: Date) -> Proof {
    let mut proof = Proof::default();
    let broken = Broken::of(record);
    for text in read(record, today) {
        proof_text(&mut proof, record, days, &broken, &text);
    }
    proof
}

/// One text with bound numbers, and how it is read.
pub(super) struct Read<'a> {
    pub path: &'a str,
    pub prose: &'a Prose,
    pub period: Period,
    pub scope: Option<&'a Id>,
    /// The day whose figures it is compared with.
    pub day: Date,
    /// A draft's own numbers are in no figure yet: what is absent is no mistake.
    pub draft: bool,
    pub edition: bool,
}

/// All texts whose numbers are proofed, in the record's order.
pub(super) fn read<'a>(record: &'a Record, today: Date) -> Vec<Read<'a>> {
    let reports = record.reports().iter().flat_map(|r| r.parts.iter().map(move |p| (r, p)));
    let reports = reports.filter_map(|(report, part)| of_report(report, part, today));
    reports.chain(record.editions().iter().map(|e| of_edition(record, e))).collect()
}

fn of_report<'a>(report: &'a Report, part: &'a Part, today: Date) -> Option<Read<'a>> {
    // Of a withdrawn report nothing is used, its prose neither.
    let prose = part.body.as_ref().filter(|_| part.state == PartState::Sound)?;
    Some(Read {
        path: &part.source.path,
        prose,
        period: report.period,
        scope: match &report.of {
            Reporter::Action(id) => Some(id),
            Reporter::Region(_) => None,
        },
        day: read_on(part, today),
        draft: part.filed.is_none(),
        edition: false,
    })
}

fn of_edition<'a>(record: &'a Record, edition: &'a EditionSource) -> Read<'a> {
    let series = record.site().series.iter().find(|s| s.id == edition.series);
    Read {
        path: &edition.source.path,
        prose: &edition.body,
        period: edition.period,
        scope: series.and_then(|s| match &s.scope {
            Scope::City => None,
            Scope::Action(id) => Some(id),
        }),
        day: edition.as_of,
        draft: false,
        edition: true,
    }
}

fn proof_text(proof: &mut Proof, record: &Record, days: &Days, broken: &Broken, text: &Read) {
    let Some(figures) = days.at(text.day) else { return };
    if text.edition && figures.period(text.period).is_none() {
        proof.held.insert(text.path.to_string());
        let place = text.prose.blocks.first().filter(|_| text.prose.bounds().is_empty());
        proof.diagnostics.extend(place.map(|block| {
            let when = format!("{}年{}", text.period.year, text.period.own_label());
            Diagnostic::error("no-figure", block.span(), format!("{when}还没有数据，这一期不能编"))
                .help(format!("请核对 period 和 as_of（{}）；本期报告报送后再编", text.day))
        }));
    }
    if let (true, Some(plan)) = (text.edition, record.plan(text.period.year)) {
        let wrong = fences(&text.prose.blocks)
            .into_iter()
            .flat_map(|(name, options, span)| faults(name, options, span, plan));
        let before = proof.diagnostics.len();
        proof.diagnostics.extend(wrong);
        if proof.diagnostics.len() > before {
            proof.held.insert(text.path.to_string());
        }
    }
    for (bound, clause) in clauses(text.prose) {
        let Some(reference) = record.reference(&bound.reference, text.period.year) else { continue };
        let scope = text.scope.map(|id| &**id);
        let found = match texts(record, figures, &reference, text.period, scope) {
            Ok(forms) if bound.text.is_empty() || forms.accepts(&bound.text, &clause) => continue,
            Ok(forms) => stale(bound, &clause, &forms),
            Err(_) if text.draft => continue,
            Err(why) => absent(bound, why, text.day),
        };
        proof.held.insert(text.path.to_string());
        if !broken.explains(record, &reference, text.period) {
            proof.diagnostics.push(found);
        }
    }
}

/// Name, options and their place of every generated block.
fn fences(blocks: &[Block]) -> Vec<(&str, &str, Span)> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Generated { name, options, options_span, .. } => {
                found.push((name.as_str(), options.as_str(), *options_span));
            }
            Block::List { items, .. } => found.extend(items.iter().flat_map(|i| fences(&i.blocks))),
            Block::Quote { blocks, .. } => found.extend(fences(blocks)),
            Block::Heading { .. }
            | Block::Paragraph { .. }
            | Block::Table { .. }
            | Block::Code { .. }
            | Block::Break { .. } => {}
        }
    }
    found
}

fn stale(bound: &Bound, clause: &str, forms: &Forms) -> Diagnostic {
    let written = &bound.text;
    let (right, help) = match forms.like(written, clause) {
        Some(right) if right != written => {
            (right, format!("运行 tongbao fill 改写为“{right}”；若是数据有误，先改报告"))
        }
        // The number may be right, but the words before it say another direction, or none.
        Some(_) | None => {
            let words = forms.direction.first().map(|w| format!("前面要说“{w}”，或")).unwrap_or_default();
            let help = format!("{words}方括号内写“{}”；方向变了的，请改写这句话", forms.short);
            (forms.short.as_str(), help)
        }
    };
    Diagnostic::error("stale-number", bound.text_span, format!("写的是{written}，数据是{right}")).help(help)
}

fn absent(bound: &Bound, why: String, day: Date) -> Diagnostic {
    let span = if bound.text.is_empty() { bound.reference_span } else { bound.text_span };
    Diagnostic::error("no-figure", span, format!("没有这个数：{why}"))
        .help(format!("按{}所知的数据取数；请改引用，或删去这个数", day.chinese()))
}

/// Reports that an error has withdrawn: what changes with them is told at the error.
struct Broken<'a>(Vec<(&'a Reporter, Period)>);

impl<'a> Broken<'a> {
    fn of(record: &'a Record) -> Broken<'a> {
        let withdrawn = |r: &&Report| r.parts.iter().any(|p| p.state == PartState::Withdrawn);
        Broken(record.reports().iter().filter(withdrawn).map(|r| (&r.of, r.period)).collect())
    }

    /// Whether a figure may be wrong or absent only because some report was withdrawn.
    fn explains(&self, record: &Record, reference: &Reference, period: Period) -> bool {
        let period = reference.period.unwrap_or(period);
        let until = |p: &Period| p.year == period.year && p.last_day() <= period.last_day();
        self.0.iter().filter(|(_, p)| until(p)).any(|(of, _)| match (&reference.subject, of) {
            (Subject::Indicator(id), of) => {
                let indicator = record.plan(period.year).and_then(|plan| plan.indicator(id));
                indicator.is_some_and(|i| match of {
                    Reporter::Action(action) => i.reporter == *action,
                    Reporter::Region(_) => i.split_by == Some(SplitBy::Region),
                })
            }
            (Subject::Action(id), Reporter::Action(action)) => id == action,
            (Subject::Action(_), Reporter::Region(_)) => true,
            (
                Subject::City
                | Subject::Unit(_)
                | Subject::Region(_)
                | Subject::Problems
                | Subject::Projects
                | Subject::Scores,
                _,
            ) => true,
        })
    }
}
