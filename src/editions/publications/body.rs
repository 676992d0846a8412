//! The editor's text as blocks: headings numbered, bound numbers filled, generated blocks in their places.

use super::super::blocks::Block;
use super::super::prose::{self, Asked, Numbering, Setting};
use super::filling::Filling;
use super::generated;
use super::issue::Issue;
use super::told;
use crate::base::{self, Bound, Inline, Prose, Span};
use std::collections::BTreeMap;

/// The body of an issue.
pub fn body(issue: &Issue) -> Vec<Block> {
    let source = issue.source;
    let mut made: BTreeMap<Span, Vec<Block>> = BTreeMap::new();
    let mut said = std::collections::BTreeSet::new();
    let asked = generated_blocks(&source.body);
    for (span, mut told) in told::around(issue.record, &source.body, issue.period().year) {
        let Some((name, options)) = asked.get(&span) else { continue };
        told.generated = std::mem::take(&mut said);
        let blocks = generated::blocks(issue, name, &generated::Options::read(options), &mut told);
        said = told.generated;
        made.insert(span, blocks);
    }
    let filling = Filling::new(issue.record, issue.figures, &source.body, issue.period(), issue.action());
    let fill = |bound: &Bound| filling.run(bound);
    let setting = Setting {
        path: &source.source.path,
        prefix: "",
        numbering: Numbering::Official,
        deeper: 0,
        bound: &fill,
        generated: &|asked: &Asked| made.get(&asked.span).cloned().unwrap_or_default(),
    };
    prose::blocks(&without_silent(&source.body, &made), &setting)
}

/// The text without the sections of which nothing was generated: nothing to say, no heading.
fn without_silent(prose: &Prose, made: &BTreeMap<Span, Vec<Block>>) -> Prose {
    use crate::base::Block::{Generated, Heading};
    let silent = |block: &&base::Block| match block {
        Generated { span, .. } => made.get(span).is_none_or(Vec::is_empty),
        _ => false,
    };
    let empty = |section: &Vec<&base::Block>| match section.split_first() {
        Some((Heading { .. }, rest)) => !rest.is_empty() && rest.iter().all(silent),
        _ => false,
    };
    let kept = told::sections(&prose.blocks).into_iter().filter(|s| !empty(s)).flatten().cloned();
    Prose { blocks: kept.collect() }
}

/// Whether a text has a generated block of a name.
pub fn asks_for(prose: &Prose, name: &str) -> bool {
    generated_blocks(prose).values().any(|(asked, _)| *asked == name)
}

fn generated_blocks(prose: &Prose) -> BTreeMap<Span, (&str, &str)> {
    let mut found = BTreeMap::new();
    let mut open: Vec<&crate::base::Block> = prose.blocks.iter().collect();
    while let Some(block) = open.pop() {
        match block {
            crate::base::Block::Generated { name, options, span, .. } => {
                found.insert(*span, (name.as_str(), options.as_str()));
            }
            crate::base::Block::List { items, .. } => open.extend(items.iter().flat_map(|i| &i.blocks)),
            crate::base::Block::Quote { blocks, .. } => open.extend(blocks),
            crate::base::Block::Heading { .. }
            | crate::base::Block::Paragraph { .. }
            | crate::base::Block::Table { .. }
            | crate::base::Block::Code { .. }
            | crate::base::Block::Break { .. } => {}
        }
    }
    found
}

/// What inline content says.
pub fn plain(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text { text, .. } | Inline::Code { text, .. } => text.clone(),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => plain(inner),
            Inline::Link { inlines, .. } => plain(inlines),
            Inline::Bound(bound) => bound.text.clone(),
            Inline::Image { .. } | Inline::LineBreak => String::new(),
        })
        .collect()
}
