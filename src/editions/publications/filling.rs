//! Bound numbers in a text: what stands before each in its clause, and what is printed for it.

use super::super::blocks::Run;
use super::references;
use crate::base::{Bound, Id, Inline, Period, Prose, Span};
use crate::check::{Field, Record};
use crate::compute::{Figures, Forms};
use std::collections::BTreeMap;

/// What ends a clause; 、 does not, for a list of numbers shares its verb.
const ENDS: [char; 8] = ['，', '。', '；', '：', '！', '？', '\n', ','];

/// Every bound number of a text in reading order, each with what stands before it in its clause.
pub fn clauses(prose: &Prose) -> Vec<(&Bound, String)> {
    let mut found = Vec::new();
    prose.each_inlines(&mut |inlines| {
        let mut before = String::new();
        walk(inlines, &mut before, &mut found);
    });
    found
}

fn walk<'a>(inlines: &'a [Inline], before: &mut String, found: &mut Vec<(&'a Bound, String)>) {
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } | Inline::Code { text, .. } => before.push_str(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => {
                walk(inner, before, found);
            }
            Inline::Link { inlines, .. } => walk(inlines, before, found),
            Inline::Image { .. } => {}
            Inline::LineBreak => before.push('\n'),
            Inline::Bound(bound) => {
                let start = before
                    .rfind(ENDS)
                    .map_or(0, |i| i + before[i..].chars().next().map_or(0, char::len_utf8));
                found.push((bound, before[start..].to_string()));
                before.push_str(&bound.text);
            }
        }
    }
}

/// What is written where no text stands yet: behind words that say its direction the number alone, else the field's
/// short form; only a gap is said in full, for 快 alone does not say against what.
pub fn written<'f>(forms: &'f Forms, field: Field, clause: &str) -> &'f str {
    let bare = forms.bare.first().filter(|b| !forms.direction.is_empty() && forms.accepts(b, clause));
    let whole = if field == Field::Gap { &forms.long } else { &forms.short };
    bare.unwrap_or(whole)
}

/// The numbers of one text, filled from figures known on the right day.
pub struct Filling<'a> {
    record: &'a Record,
    figures: &'a Figures,
    period: Period,
    /// The action of the text, if it is one action's.
    scope: Option<&'a Id>,
    before: BTreeMap<Span, String>,
}

impl<'a> Filling<'a> {
    pub fn new(
        record: &'a Record,
        figures: &'a Figures,
        prose: &Prose,
        period: Period,
        scope: Option<&'a Id>,
    ) -> Filling<'a> {
        let before = clauses(prose).into_iter().map(|(b, clause)| (b.span, clause)).collect();
        Filling { record, figures, period, scope, before }
    }

    /// A bound number as a run: its own text, or where there is none the figure's, leading to its trace.
    ///
    /// A reference that check or proof refuses stands as the text that was written.
    pub fn run(&self, bound: &Bound) -> Run {
        let Some(reference) = self.record.reference(&bound.reference, self.period.year) else {
            return Run::plain(bound.text.as_str());
        };
        let scope = self.scope.map(|id| &**id);
        let text = match references::texts(self.record, self.figures, &reference, self.period, scope) {
            Ok(forms) if bound.text.is_empty() => {
                let clause = self.before.get(&bound.span).map_or("", String::as_str);
                written(&forms, reference.field, clause).to_string()
            }
            Ok(_) | Err(_) => bound.text.clone(),
        };
        let href = Some(references::href(self.figures, &reference, self.period));
        Run { text, href, bound: Some(bound.reference.clone()), ..Run::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Block, FileId};

    #[test]
    fn an_empty_text_is_written_as_its_clause_wants_it() {
        let gap = Forms {
            short: "快3.0个百分点".into(),
            long: "快于序时3.0个百分点".into(),
            bare: vec!["3.0个百分点".into()],
            direction: &["快于"],
            contrary: &["慢于"],
            ..Forms::default()
        };
        let grew = Forms { short: "增长6.2%".into(), long: "同比增长6.2%".into(), ..Forms::default() };
        #[rustfmt::skip]
        let cases = [
            // forms  field          clause          written
            (&gap,  Field::Gap,    "",             "快于序时3.0个百分点"),
            (&gap,  Field::Gap,    "均快于序时",   "3.0个百分点"),
            (&grew, Field::Change, "就业同比",     "增长6.2%"),
        ];
        for (forms, field, clause, said) in cases {
            assert_eq!(written(forms, field, clause), said);
        }
    }

    #[test]
    fn a_clause_runs_from_the_last_mark_and_over_lists() {
        let span = |n: usize| Span::new(FileId(0), n..n + 1);
        let text = |t: &str| Inline::Text { text: t.into(), span: span(0) };
        let bound = |t: &str, n: usize| {
            Inline::Bound(Bound {
                text: t.into(),
                text_span: span(n),
                reference: "x.较序时".into(),
                reference_span: span(n),
                span: span(n),
            })
        };
        let inlines = vec![
            text("农田、公路分别完成"),
            bound("29.6%", 1),
            text("和29.1%，快于序时"),
            bound("4.6个", 2),
            text("和"),
            Inline::Strong(vec![bound("4.1个百分点", 3)]),
            text("。就业"),
            bound("1.62万人", 4),
        ];
        let prose = Prose { blocks: vec![Block::Paragraph { inlines, span: span(0) }] };
        let found: Vec<String> = clauses(&prose).into_iter().map(|(_, clause)| clause).collect();
        assert_eq!(found, ["农田、公路分别完成", "快于序时", "快于序时4.6个和", "就业"]);
    }
}
