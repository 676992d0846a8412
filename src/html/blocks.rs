//! A page's blocks as templates see them: a flat row of pieces, in which what opens is closed again, so that
//! a template is one loop and a text may be nested as deep as it likes.

use super::inline::{self, clean, light, runs};
use super::table::{TableView, table};
use super::url;
use crate::editions::blocks::{Block, Chart, Count, LightMark, Masthead, NoticeKind, Run, Table};
use crate::graph;
use serde::Serialize;
use std::collections::BTreeSet;

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum Piece {
    /// `level` is that of the tag, 2 to 6, never deeper than one below the heading before it; `rank` is that
    /// of the text.
    Heading {
        level: u8,
        rank: u8,
        mark: String,
        text: String,
        id: Option<String>,
        /// Stands on the sheet of the wide table that follows.
        landscape: bool,
    },
    /// `runs` here and below are markup.
    Text {
        runs: String,
    },
    ListOpen {
        ordered: bool,
        /// The first number, where it is not 1.
        start: Option<u64>,
    },
    ListClose {
        ordered: bool,
    },
    /// `runs` is the item's first paragraph.
    ItemOpen {
        runs: String,
    },
    ItemClose,
    QuoteOpen,
    QuoteClose,
    Table(TableView),
    Chart(ChartView),
    Hero {
        value: String,
        unit: String,
        sentence: String,
        light: String,
    },
    /// What stands in the list, as markup.
    Facts {
        facts: String,
    },
    Counts {
        counts: Vec<CountView>,
    },
    /// `class` is `info` or `warning`, `word` what it is called.
    Notice {
        class: &'static str,
        word: &'static str,
        runs: String,
    },
    Masthead(MastheadView),
    Colophon {
        lines: Vec<(String, String)>,
    },
    Code {
        text: String,
    },
    Picture {
        src: String,
        alt: String,
        caption: String,
    },
    Rule,
}

/// The body of a page, or one of its annexes; in print each begins a sheet.
#[derive(Serialize, Default)]
pub(super) struct Part {
    annex: Option<AnnexView>,
    /// Its sheets lie on their side.
    pub(super) landscape: bool,
    pieces: Vec<Piece>,
}

impl Part {
    /// About as long as its markup will be.
    pub(super) fn bytes(&self) -> usize {
        let of = |piece: &Piece| match piece {
            Piece::Table(table) => table.bytes(),
            Piece::Chart(chart) => {
                chart.wide.len() + chart.narrow.len() + chart.table.as_ref().map_or(0, TableView::bytes)
            }
            Piece::Facts { facts } => facts.len(),
            Piece::Text { runs } | Piece::ItemOpen { runs } | Piece::Notice { runs, .. } => runs.len(),
            _ => 0,
        };
        self.pieces.iter().map(|piece| 256 + of(piece)).sum()
    }

    pub(super) fn has_chart(&self) -> bool {
        self.pieces.iter().any(|p| matches!(p, Piece::Chart(_)))
    }
}

#[derive(Serialize)]
struct AnnexView {
    mark: String,
    title: String,
    id: Option<String>,
}

#[derive(Serialize)]
pub(super) struct ChartView {
    id: Option<String>,
    level: u8,
    title: String,
    subtitle: String,
    source: String,
    /// The drawing for wide pages and for print, and the one for a phone: `svg` elements.
    wide: String,
    narrow: String,
    table: Option<TableView>,
}

#[derive(Serialize)]
pub(super) struct CountView {
    light: Option<LightView>,
    number: String,
    word: String,
    href: Option<String>,
}

#[derive(Serialize)]
pub(super) struct MastheadView {
    notice: String,
    name: String,
    number: String,
    issuer: String,
    date: String,
    title: String,
}

/// Ids and labels given out on a page; each is unlike all before it.
#[derive(Default)]
pub(super) struct Ids {
    ids: BTreeSet<String>,
    labels: BTreeSet<String>,
}

impl Ids {
    /// The ids that the templates use themselves.
    pub(super) fn new(taken: &[&str]) -> Ids {
        Ids { ids: taken.iter().map(|s| s.to_string()).collect(), labels: BTreeSet::new() }
    }

    /// Without white space, which HTML forbids in an id; `None` for an empty one.
    pub(super) fn id(&mut self, wanted: &str) -> Option<String> {
        let wanted: String = clean(wanted).split_whitespace().collect::<Vec<_>>().join("-");
        (!wanted.is_empty()).then(|| unlike(&mut self.ids, &wanted, "-"))
    }

    pub(super) fn label(&mut self, wanted: &str) -> String {
        unlike(&mut self.labels, if wanted.is_empty() { "表" } else { wanted }, " ")
    }
}

fn unlike(taken: &mut BTreeSet<String>, wanted: &str, gap: &str) -> String {
    let numbered = (2..).map(|n| format!("{wanted}{gap}{n}"));
    let mut candidates = std::iter::once(wanted.to_string()).chain(numbered);
    let free = candidates.find(|c| !taken.contains(c)).unwrap_or_else(|| wanted.to_string());
    taken.insert(free.clone());
    free
}

/// What is being built of one page.
struct Pieces<'a> {
    root: &'a str,
    ids: Ids,
    /// Of the last heading's tag.
    level: u8,
    /// What the last heading says: the name of what follows without one.
    heading: String,
    done: Vec<Part>,
    part: Part,
}

/// All blocks of a page whose way to the site's root is `root`.
///
/// `name` is the page's, for a table that has neither a title nor a heading above it.
/// `taken` are the ids that the templates use themselves. The first part is the body, even where it is empty.
pub(super) fn parts(root: &str, name: &str, blocks: &[Block], taken: &[&str]) -> Vec<Part> {
    let mut page = Pieces {
        root,
        ids: Ids::new(taken),
        level: 1,
        heading: clean(name),
        done: Vec::new(),
        part: Part::default(),
    };
    page.add(blocks);
    page.done.push(page.part);
    page.done
}

/// What is still to do in a nested text; a stack of our own, so that no depth can exhaust the machine's.
enum Step<'b> {
    Block(&'b Block),
    Item(&'b [Block]),
    CloseList { ordered: bool },
    CloseItem,
    CloseQuote,
}

impl Pieces<'_> {
    fn add(&mut self, blocks: &[Block]) {
        let mut steps: Vec<Step> = blocks.iter().rev().map(Step::Block).collect();
        while let Some(step) = steps.pop() {
            match step {
                Step::CloseList { ordered } => self.part.pieces.push(Piece::ListClose { ordered }),
                Step::CloseItem => self.part.pieces.push(Piece::ItemClose),
                Step::CloseQuote => self.part.pieces.push(Piece::QuoteClose),
                Step::Item(blocks) => self.item(blocks, &mut steps),
                Step::Block(Block::List { start, items }) => {
                    let ordered = start.is_some();
                    self.part.pieces.push(Piece::ListOpen { ordered, start: start.filter(|n| *n != 1) });
                    steps.push(Step::CloseList { ordered });
                    steps.extend(items.iter().rev().map(|i| Step::Item(i)));
                }
                Step::Block(Block::Quote(blocks)) => {
                    self.part.pieces.push(Piece::QuoteOpen);
                    steps.push(Step::CloseQuote);
                    steps.extend(blocks.iter().rev().map(Step::Block));
                }
                Step::Block(block) => self.single(block),
            }
        }
    }

    fn item<'b>(&mut self, blocks: &'b [Block], steps: &mut Vec<Step<'b>>) {
        let (runs, rest): (&[Run], _) = match blocks {
            [Block::Text(runs), rest @ ..] => (runs, rest),
            rest => (&[], rest),
        };
        self.part.pieces.push(Piece::ItemOpen { runs: self.runs(runs) });
        steps.push(Step::CloseItem);
        steps.extend(rest.iter().rev().map(Step::Block));
    }

    fn single(&mut self, block: &Block) {
        let piece = match block {
            Block::Heading { level, mark, text, id } => self.heading(*level, mark, text, id),
            Block::Text(runs) => Piece::Text { runs: self.runs(runs) },
            Block::Table(table) => Piece::Table(self.table(table)),
            Block::Chart(chart) => Piece::Chart(self.chart(chart)),
            Block::Hero { value, unit, sentence, light: mark } => Piece::Hero {
                value: clean(value),
                unit: clean(unit),
                sentence: self.runs(sentence),
                light: light(*mark, mark.word()),
            },
            Block::Facts(facts) => Piece::Facts { facts: inline::facts(self.root, facts) },
            Block::Counts(counts) => Piece::Counts { counts: counts.iter().map(|c| self.count(c)).collect() },
            Block::Notice { kind, runs } => self.notice(*kind, runs),
            Block::Masthead(masthead) => Piece::Masthead(masthead_view(masthead)),
            Block::Colophon(lines) => {
                Piece::Colophon { lines: lines.iter().map(|(l, t)| (clean(l), clean(t))).collect() }
            }
            Block::Annex { mark, title, id } => return self.annex(mark, title, id),
            Block::Picture { src, alt, caption } => match url::target(self.root, src) {
                Some(target) => Piece::Picture { src: target.href, alt: clean(alt), caption: clean(caption) },
                None => return,
            },
            Block::Code(text) => Piece::Code { text: clean(text) },
            Block::Rule => Piece::Rule,
            // `add` opens and closes these.
            Block::List { .. } | Block::Quote(_) => return,
        };
        self.part.pieces.push(piece);
    }

    fn runs(&self, of: &[Run]) -> String {
        runs(self.root, of)
    }

    fn heading(&mut self, level: u8, mark: &str, text: &str, id: &str) -> Piece {
        let rank = level.clamp(2, 6);
        self.level = rank.min(self.level + 1);
        self.heading = clean(text);
        let (mark, text, id) = (clean(mark), clean(text), self.ids.id(id));
        Piece::Heading { level: self.level, rank, mark, text, id, landscape: false }
    }

    fn table(&mut self, of: &Table) -> TableView {
        let view = table(self.root, of, &self.heading, &mut self.ids);
        self.part.landscape |= view.landscape;
        if let Some(Piece::Heading { landscape, .. }) = self.part.pieces.last_mut() {
            *landscape = view.landscape;
        }
        view
    }

    fn chart(&mut self, chart: &Chart) -> ChartView {
        let id = self.ids.id(&chart.id);
        // The drawing's own ids begin with the chart's, which may stand twice on a page.
        let chart = &Chart { id: id.clone().unwrap_or_default(), ..chart.clone() };
        let title = clean(&chart.title);
        ChartView {
            id,
            level: (self.level + 1).min(6),
            subtitle: clean(&chart.subtitle),
            source: clean(&chart.source),
            wide: graph::svg(chart, graph::Width::Wide),
            narrow: graph::svg(chart, graph::Width::Narrow),
            table: chart.table.as_ref().map(|t| table(self.root, t, &title, &mut self.ids)),
            title,
        }
    }

    fn count(&self, count: &Count) -> CountView {
        CountView {
            light: count.light.map(LightView::of),
            number: clean(&count.number),
            word: clean(&count.word),
            href: count.href.as_deref().and_then(|u| url::target(self.root, u)).map(|t| t.href),
        }
    }

    fn notice(&self, kind: NoticeKind, runs: &[Run]) -> Piece {
        let (class, word) = match kind {
            NoticeKind::Info => ("info", "说明"),
            NoticeKind::Warning => ("warning", "注意"),
        };
        Piece::Notice { class, word, runs: self.runs(runs) }
    }

    fn annex(&mut self, mark: &str, title: &str, id: &str) {
        self.heading = clean(title);
        let annex = AnnexView { mark: clean(mark), title: clean(title), id: self.ids.id(id) };
        let part = Part { annex: Some(annex), ..Part::default() };
        self.done.push(std::mem::replace(&mut self.part, part));
        self.level = 2;
    }
}

fn masthead_view(masthead: &Masthead) -> MastheadView {
    MastheadView {
        notice: clean(&masthead.notice),
        name: clean(&masthead.name),
        number: clean(&masthead.number),
        issuer: clean(&masthead.issuer),
        date: clean(&masthead.date),
        title: clean(&masthead.title),
    }
}

/// Shape, class and word of a state; a template shows shape and word together.
#[derive(Serialize)]
pub(super) struct LightView {
    class: &'static str,
    shape: &'static str,
    word: &'static str,
}

impl LightView {
    fn of(mark: LightMark) -> LightView {
        LightView { class: mark.class(), shape: mark.shape(), word: mark.word() }
    }
}

/// A menu entry's lights, those it has.
#[derive(Serialize)]
pub(super) struct MarkCount {
    light: LightView,
    number: u32,
    /// Where its part of the bar begins.
    before: u32,
}

pub(super) fn mark_counts(counts: &[(LightMark, u32)]) -> Vec<MarkCount> {
    let mut before = 0_u32;
    let mut views = Vec::new();
    for (mark, number) in counts.iter().filter(|(_, n)| *n > 0) {
        views.push(MarkCount { light: LightView::of(*mark), number: *number, before });
        before = before.saturating_add(*number);
    }
    views
}
