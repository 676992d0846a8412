//! What is to be set: blocks, and on what kind of page.

use crate::base::Date;
use crate::check::record::SeriesKind;
use crate::editions::Edition;
use crate::editions::blocks::{self, Block, Masthead, Run};
use crate::editions::lookup::Lookup;
use crate::editions::sheets::Leaf;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A document to be set.
///
/// A [`Block::Masthead`] is its head, else its title stands on top; a [`Block::Colophon`] is its foot; each
/// [`Block::Annex`] begins a new page, on its side where its tables ask for it.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Tells it from all others, for ever: `city-monthly-2024-03`.
    pub id: String,
    pub style: PageStyle,
    pub title: String,
    /// Who issues it.
    pub author: String,
    /// The only date in the document besides those of its text.
    pub date: Date,
    /// Marks every page with 演示数据.
    pub demo: bool,
    pub blocks: Vec<Block>,
    /// The bytes of the pictures in its blocks, by their `src`; one that is not here stands as words.
    pub pictures: Pictures,
    /// Files that travel in the PDF.
    pub attachments: Vec<Attachment>,
}

/// Bytes of pictures by their URL in the site.
pub type Pictures = BTreeMap<String, Arc<[u8]>>;

/// How a paper's pages look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageStyle {
    /// GB/T 9704: 22 lines of 28 characters, 版记 at the foot of the last page, an even number of pages.
    Bulletin,
    /// One page; letters shrink a little before the text runs over it.
    Dispatch,
    /// One A4 page of tables and facts, with letters as large as it holds; what does not fit at all is an error.
    Sheet,
}

#[derive(Debug, Clone)]
pub struct Attachment {
    /// `edition.json`
    pub name: String,
    pub description: String,
    pub mime: &'static str,
    pub bytes: Vec<u8>,
}

impl PageStyle {
    /// The template that sets it.
    #[cfg(feature = "pdf")]
    pub(super) fn template(self) -> &'static str {
        match self {
            PageStyle::Bulletin => "bulletin.typ",
            PageStyle::Dispatch => "dispatch.typ",
            PageStyle::Sheet => "sheet.typ",
        }
    }
}

impl Paper {
    /// One page to hand over. `url`: that of its PDF.
    pub fn sheet(lookup: &Lookup<'_>, leaf: Leaf, url: &str) -> Paper {
        let (as_of, publisher) = (lookup.figures.as_of, &lookup.record.site().publisher);
        let head = Masthead {
            notice: String::new(),
            name: lookup.record.site().name.clone(),
            number: String::new(),
            issuer: publisher.clone(),
            date: leaf.period_line.unwrap_or_default(),
            title: String::new(),
        };
        let note =
            |(label, runs): (&str, Vec<Run>)| (label.to_owned(), runs.into_iter().map(|r| r.text).collect());
        let mut blocks = vec![Block::Masthead(head)];
        blocks.extend(leaf.blocks);
        blocks.push(Block::Colophon(leaf.notes.map(note).into()));
        Paper {
            id: format!("{url} {as_of}"),
            style: PageStyle::Sheet,
            title: leaf.title,
            author: publisher.clone(),
            date: as_of,
            demo: lookup.record.site().demo,
            blocks,
            pictures: Pictures::new(),
            attachments: Vec::new(),
        }
    }

    /// An issue, with its data attached, so that anybody can check its numbers later.
    ///
    /// `data`: the JSON as its readers get it, but for the hash of the PDF, which it cannot know.
    /// `pictures`: those of the content folder, of which it takes its own.
    pub fn edition(edition: &Edition, data: Vec<u8>, pictures: &Pictures) -> Paper {
        let style = match edition.kind {
            SeriesKind::Dispatch => PageStyle::Dispatch,
            SeriesKind::Bulletin | SeriesKind::Review => PageStyle::Bulletin,
        };
        Paper {
            id: edition.id.clone(),
            style,
            title: edition.title.clone(),
            author: edition.issuer.clone(),
            date: edition.as_of,
            demo: edition.demo,
            pictures: own_pictures(&edition.blocks, pictures),
            blocks: edition.blocks.clone(),
            attachments: vec![Attachment {
                name: "edition.json".into(),
                description: "本期的文字、数据和所据文件".into(),
                mime: "application/json",
                bytes: data,
            }],
        }
    }
}

fn own_pictures(of: &[Block], all: &Pictures) -> Pictures {
    let mut own = Pictures::new();
    blocks::each(of, &mut |block| {
        let picture = if let Block::Picture { src, .. } = block { all.get_key_value(src) } else { None };
        own.extend(picture.map(|(src, bytes)| (src.clone(), bytes.clone())));
    });
    own
}
