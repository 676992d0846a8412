//! New texts for bound numbers, in the form that stands there. Decides only; the binary writes.

use super::proof::read;
use super::publications::{Days, clauses, texts};
use crate::base::Date;
use crate::check::Record;
use std::ops::Range;

/// One text to be written over another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Relative to the content folder, with `/`.
    pub path: String,
    /// Bytes of the file's text as the draft holds it (without a BOM); empty where nothing stands there yet.
    pub range: Range<usize>,
    pub text: String,
}

/// The texts that are not right, or not there, in reports and editions; by path, then place.
///
/// A bare number whose direction has turned is left to its writer: the proof says so.
pub fn fill(record: &Record, days: &Days, today: Date) -> Vec<Edit> {
    let mut edits = Vec::new();
    for text in read(record, today) {
        let Some(figures) = days.at(text.day) else { continue };
        for (bound, clause) in clauses(text.prose) {
            let reference = record.reference(&bound.reference, text.period.year);
            let scope = text.scope.map(|id| &**id);
            let Some(reference) = reference else { continue };
            let forms = texts(record, figures, &reference, text.period, scope).ok();
            let Some(forms) = forms.filter(|f| !f.accepts(&bound.text, &clause)) else { continue };
            let right = match bound.text.is_empty() {
                true => Some(super::publications::written(&forms, reference.field, &clause)),
                false => forms.like(&bound.text, &clause),
            };
            if let Some(right) = right.filter(|right| *right != bound.text) {
                let range = bound.text_span.range();
                edits.push(Edit { path: text.path.into(), range, text: right.into() });
            }
        }
    }
    edits.sort_by(|a, b| a.path.cmp(&b.path).then(a.range.start.cmp(&b.range.start)));
    edits
}
