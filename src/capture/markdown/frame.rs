use super::source::Source;
use crate::base::{Align, Block, Inline, Item};
use pulldown_cmark::{Alignment, HeadingLevel, LinkType, Tag};
use std::ops::Range;

/// An element whose end is not yet seen, with what it holds so far.
pub(super) struct Frame {
    pub what: What,
    /// Where the whole element stands, in bytes of the body.
    pub at: Range<usize>,
    pub blocks: Vec<Block>,
    pub inlines: Vec<Inline>,
    /// Where the inlines of a tight list item begin and end: they stand without a paragraph of their own.
    pub loose: Option<Range<usize>>,
    /// Plain text of all that is inside a link or picture.
    pub plain: String,
}

pub(super) enum What {
    Root,
    Quote,
    List {
        start: Option<u64>,
        items: Vec<Item>,
    },
    Item,
    Paragraph,
    Heading(u8),
    Table {
        align: Vec<Align>,
        head: Vec<Vec<Inline>>,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    Head {
        cells: Vec<Vec<Inline>>,
    },
    Row {
        cells: Vec<Vec<Inline>>,
    },
    Cell,
    /// `body` is where its lines stand, `text` what they say.
    Code {
        fenced: bool,
        text: String,
        body: Option<Range<usize>>,
    },
    Html {
        text: String,
    },
    Strong,
    Emphasis,
    Strike,
    /// `~text~`: no strike, the tildes are text.
    Tilde,
    Link {
        target: String,
        kind: LinkType,
    },
    Image {
        target: String,
        title: String,
        kind: LinkType,
    },
}

impl Frame {
    pub fn new(what: What, at: Range<usize>) -> Frame {
        Frame { what, at, blocks: Vec::new(), inlines: Vec::new(), loose: None, plain: String::new() }
    }

    /// The frame of a tag that starts at `at`.
    pub fn of(tag: Tag, at: Range<usize>, source: Source) -> Frame {
        let what = match tag {
            Tag::Paragraph => What::Paragraph,
            Tag::Heading { level, .. } => What::Heading(level_number(level)),
            Tag::BlockQuote(_) => What::Quote,
            Tag::CodeBlock(kind) => What::Code { fenced: kind.is_fenced(), text: String::new(), body: None },
            Tag::HtmlBlock => What::Html { text: String::new() },
            Tag::List(first) => What::List { start: first, items: Vec::new() },
            Tag::Item => What::Item,
            Tag::Table(columns) => What::Table {
                align: columns.into_iter().map(align).collect(),
                head: Vec::new(),
                rows: Vec::new(),
            },
            Tag::TableHead => What::Head { cells: Vec::new() },
            Tag::TableRow => What::Row { cells: Vec::new() },
            Tag::TableCell => What::Cell,
            Tag::Emphasis => What::Emphasis,
            Tag::Strong => What::Strong,
            Tag::Strikethrough if source.text[at.start..].starts_with("~~") => What::Strike,
            Tag::Strikethrough => What::Tilde,
            Tag::Link { link_type, dest_url, .. } => {
                What::Link { target: dest_url.into_string(), kind: link_type }
            }
            Tag::Image { link_type, dest_url, title, .. } => {
                What::Image { target: dest_url.into_string(), title: title.into_string(), kind: link_type }
            }
            // Extensions that are not switched on.
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => What::Paragraph,
        };
        Frame::new(what, at)
    }

    pub fn holds_blocks(&self) -> bool {
        matches!(self.what, What::Root | What::Quote | What::Item)
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn align(column: Alignment) -> Align {
    match column {
        Alignment::None => Align::None,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}
