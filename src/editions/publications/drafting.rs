//! Computed sentences as Markdown with bound numbers, for a new issue that its editor writes on.

use super::super::blocks::{Block, Run};
use super::super::lookup::Lookup;
use super::generated::{Options, blocks};
use super::issue::Issue;
use super::told::Told;
use crate::base::{Date, Period, Prose, Source};
use crate::check::record::{Distribution, EditionSource, Series};

/// The paragraphs a generated block under a heading would say in an issue of a series, as an editor would have typed them.
///
/// Empty where the period has no figures or there is nothing to say.
pub fn drafted(
    lookup: &Lookup,
    series: &Series,
    period: Period,
    cutoff: Date,
    (heading, block): (&str, &str),
) -> Vec<String> {
    let source = EditionSource {
        series: series.id.clone(),
        period,
        title: String::new(),
        cutoff,
        as_of: lookup.figures.as_of,
        issuer: String::new(),
        distribution: Distribution::default(),
        absent: Vec::new(),
        annexes: vec!["indicators".into()],
        disclosure: series.disclosure,
        number: None,
        compare: Vec::new(),
        scores: Vec::new(),
        next_quarter: Vec::new(),
        comments: Vec::new(),
        corrects: None,
        body: Prose::default(),
        source: Source { path: "".into(), line: 1, blob: "".into() },
    };
    let Some(issue) = Issue::new(lookup.record, lookup, &source, None, String::new()) else {
        return Vec::new();
    };
    let made = blocks(&issue, block, &Options::default(), &mut Told::under(heading));
    made.iter()
        .filter_map(|made| match made {
            Block::Text(runs) => Some(runs.iter().map(markdown).collect()),
            _ => None,
        })
        .collect()
}

/// A run as it is typed: `[1.62万人](=城镇新增就业.累计)`, marks of Markdown escaped.
fn markdown(run: &Run) -> String {
    let mut text = String::new();
    for c in run.text.chars() {
        if "\\`*_[]<>".contains(c) {
            text.push('\\');
        }
        text.push(c);
    }
    match &run.bound {
        Some(bound) => format!("[{text}](={bound})"),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_typed_as_markdown() {
        let bound =
            Run {
                text: "1.62万人".into(), bound: Some("城镇新增就业.累计".into()), ..Run::default()
            };
        assert_eq!(markdown(&bound), "[1.62万人](=城镇新增就业.累计)");
        assert_eq!(markdown(&Run::plain("A*B_C[1]")), "A\\*B\\_C\\[1\\]");
    }
}
