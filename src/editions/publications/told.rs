//! What the editor's own words already say, so that no generated sentence says it again.

use crate::base::{Block, Id, Prose, Span};
use crate::check::{Field, Record, Reference, Subject};
use std::collections::BTreeSet;

/// What is said elsewhere in the text a generated block stands in.
#[derive(Debug, Default, Clone)]
pub struct Told {
    /// By the editor anywhere in the text.
    text: Vec<Reference>,
    /// By the editor between the headings of level 2 around the block.
    section: Vec<Reference>,
    /// By generated blocks before this one.
    pub generated: BTreeSet<Id>,
    /// Generated blocks of the whole text, by name.
    pub blocks: BTreeSet<String>,
    /// The heading of level 2 the block stands under.
    pub heading: String,
}

impl Told {
    /// Whether the editor, or a generated block before, has told an indicator's figure.
    pub fn indicator(&self, id: &Id) -> bool {
        self.generated.contains(id) || self.by_editor(&self.text, id)
    }

    /// The same in this section alone.
    pub fn in_section(&self, id: &Id) -> bool {
        self.by_editor(&self.section, id)
    }

    /// Whether parts of an indicator are told region by region.
    pub fn regions(&self, id: &Id) -> bool {
        self.text.iter().any(|r| r.region.is_some() && r.subject == Subject::Indicator(id.clone()))
    }

    fn by_editor(&self, references: &[Reference], id: &Id) -> bool {
        references
            .iter()
            .any(|r| r.region.is_none() && matches!(&r.subject, Subject::Indicator(i) if i == id))
    }

    /// Whether a count or sum of this subject and field is told in this section.
    pub fn count(&self, subject: &Subject, fields: &[Field]) -> bool {
        self.section.iter().any(|r| r.subject == *subject && fields.contains(&r.field))
    }
}

/// What is told around each generated block of a text, in its order.
pub fn around(record: &Record, prose: &Prose, year: i32) -> Vec<(Span, Told)> {
    let read = |blocks: &[&Block]| -> Vec<Reference> {
        let prose = Prose { blocks: blocks.iter().map(|b| (*b).clone()).collect() };
        prose.bounds().iter().filter_map(|b| record.reference(&b.reference, year)).collect()
    };
    let text = read(&prose.blocks.iter().collect::<Vec<_>>());
    let mut names = BTreeSet::new();
    let mut all = Vec::new();
    for section in sections(&prose.blocks) {
        let told = read(&section);
        let heading = section.first().map(|b| heading_text(b)).unwrap_or_default();
        for (name, span) in section.iter().flat_map(|b| generated(b)) {
            names.insert(name.to_string());
            let told = Told {
                text: text.clone(),
                section: told.clone(),
                heading: heading.clone(),
                ..Told::default()
            };
            all.push((span, told));
        }
    }
    for (_, told) in &mut all {
        told.blocks = names.clone();
    }
    all
}

/// The text in runs, each begun by a heading of level 2 but perhaps the first.
pub fn sections(blocks: &[Block]) -> Vec<Vec<&Block>> {
    let mut sections: Vec<Vec<&Block>> = vec![Vec::new()];
    for block in blocks {
        if matches!(block, Block::Heading { level: 2, .. }) {
            sections.push(Vec::new());
        }
        if let Some(last) = sections.last_mut() {
            last.push(block);
        }
    }
    sections.retain(|s| !s.is_empty());
    sections
}

/// What a heading of level 2 says; empty for any other block.
pub fn heading_text(block: &Block) -> String {
    match block {
        Block::Heading { level: 2, inlines, .. } => super::body::plain(inlines),
        _ => String::new(),
    }
}

fn generated(block: &Block) -> Vec<(&str, Span)> {
    match block {
        Block::Generated { name, span, .. } => vec![(name, *span)],
        Block::List { items, .. } => {
            items.iter().flat_map(|i| &i.blocks).flat_map(|b| generated(b)).collect()
        }
        Block::Quote { blocks, .. } => blocks.iter().flat_map(|b| generated(b)).collect(),
        Block::Heading { .. }
        | Block::Paragraph { .. }
        | Block::Table { .. }
        | Block::Code { .. }
        | Block::Break { .. } => Vec::new(),
    }
}
