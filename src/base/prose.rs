use super::Span;

/// Markdown as a tree of our own. It has no node for raw HTML, so none can reach a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// `level` as typed: 2 to 4 are numbered 一、（一）1. by the product.
    Heading {
        level: u8,
        inlines: Vec<Inline>,
        span: Span,
    },
    Paragraph {
        inlines: Vec<Inline>,
        span: Span,
    },
    List {
        /// The first number of an ordered list; `None`: one with bullets.
        start: Option<u64>,
        items: Vec<Item>,
        span: Span,
    },
    Quote {
        blocks: Vec<Block>,
        span: Span,
    },
    Table {
        align: Vec<Align>,
        head: Vec<Vec<Inline>>,
        rows: Vec<Vec<Vec<Inline>>>,
        span: Span,
    },
    /// Any fence that is not ours.
    Code {
        info: String,
        text: String,
        span: Span,
    },
    /// A generated block: ```` ```tongbao indicators ```` with YAML options as its body.
    Generated {
        name: String,
        name_span: Span,
        options: String,
        options_span: Span,
        span: Span,
    },
    Break {
        span: Span,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub blocks: Vec<Block>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    None,
    Left,
    Center,
    Right,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    Text {
        text: String,
        span: Span,
    },
    Strong(Vec<Inline>),
    Emphasis(Vec<Inline>),
    Strike(Vec<Inline>),
    Code {
        text: String,
        span: Span,
    },
    Link {
        inlines: Vec<Inline>,
        target: String,
        target_span: Span,
        span: Span,
    },
    Image {
        alt: String,
        /// Its caption, as `![alt](target "caption")` has it; empty where there is none.
        title: String,
        target: String,
        target_span: Span,
        span: Span,
    },
    /// A number that is a link: `[61.4%](=城镇新增就业.完成率)`.
    Bound(Bound),
    /// A line break that is meant. Soft breaks are a space, or nothing between Chinese characters.
    LineBreak,
}

/// A bound number as written; what it refers to is read by check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Its text; empty where the product is to fill it.
    pub text: String,
    pub text_span: Span,
    /// What stands after `=`: `城镇新增就业.完成率@2024-06#平江县`.
    pub reference: String,
    pub reference_span: Span,
    /// From `[` to `)`.
    pub span: Span,
}

impl Prose {
    /// Visits every run of inline content, in reading order.
    pub fn each_inlines<'a>(&'a self, visit: &mut impl FnMut(&'a [Inline])) {
        for block in &self.blocks {
            block.each_inlines(visit);
        }
    }

    /// Every bound number, in reading order.
    pub fn bounds(&self) -> Vec<&Bound> {
        let mut found = Vec::new();
        self.each_inlines(&mut |inlines| collect_bounds(inlines, &mut found));
        found
    }

    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}

impl Block {
    fn each_inlines<'a>(&'a self, visit: &mut impl FnMut(&'a [Inline])) {
        match self {
            Block::Heading { inlines, .. } | Block::Paragraph { inlines, .. } => visit(inlines),
            Block::List { items, .. } => {
                items.iter().flat_map(|i| &i.blocks).for_each(|b| b.each_inlines(visit));
            }
            Block::Quote { blocks, .. } => blocks.iter().for_each(|b| b.each_inlines(visit)),
            Block::Table { head, rows, .. } => {
                head.iter().for_each(|c| visit(c));
                rows.iter().flatten().for_each(|c| visit(c));
            }
            Block::Code { .. } | Block::Generated { .. } | Block::Break { .. } => {}
        }
    }

    pub fn span(&self) -> Span {
        match self {
            Block::Heading { span, .. }
            | Block::Paragraph { span, .. }
            | Block::List { span, .. }
            | Block::Quote { span, .. }
            | Block::Table { span, .. }
            | Block::Code { span, .. }
            | Block::Generated { span, .. }
            | Block::Break { span } => *span,
        }
    }
}

fn collect_bounds<'a>(inlines: &'a [Inline], found: &mut Vec<&'a Bound>) {
    for inline in inlines {
        match inline {
            Inline::Bound(bound) => found.push(bound),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => {
                collect_bounds(inner, found)
            }
            Inline::Link { inlines, .. } => collect_bounds(inlines, found),
            Inline::Text { .. } | Inline::Code { .. } | Inline::Image { .. } | Inline::LineBreak => {}
        }
    }
}
