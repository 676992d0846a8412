//! From a paper's blocks to what the templates read.

use super::clean::Cleaner;
use super::data::{AnnexHead, Attached, Document, Foot, Head, Part, Piece, RunData, Sign};
use super::error::PressError;
use super::fonts::Fonts;
use super::paper::{PageStyle, Paper};
use super::table::{self, Room};
use crate::editions::blocks::{Block, Chart, Masthead, Run, Style, Table};
use crate::graph;
use std::collections::BTreeSet;

/// 170 mm. The template makes the letters of all tables of a page smaller together, which never needs wider columns.
const SHEET: Room = Room {
    width: 481.8,
    sizes: &[10.5, 10.0, 9.5, 9.0, 8.5, 8.0],
    lines: f64::MAX,
    otherwise: 8.0,
    whole: f64::MAX,
};

/// On a page with more lines than these its letters are small anyway, and columns are the better for being made for
/// them.
const FULL: usize = 26;
const FULL_SHEET: Room = Room { sizes: &[9.0, 8.5, 8.0], ..SHEET };

/// Under which name the template finds the bytes of a paper's picture, by its place in their order.
pub fn picture_file(at: usize) -> String {
    format!("picture-{at}")
}

/// Ids in the paper that links may lead to.
pub type Anchors = BTreeSet<String>;

/// The data of a paper as JSON. An error where a character has no glyph.
pub fn document(paper: &Paper, fonts: &Fonts) -> Result<Vec<u8>, PressError> {
    let mut cleaner = Cleaner::new(fonts);
    let anchors = anchors(&paper.blocks);
    let free = anchors.clone();
    let pictures = paper.pictures.keys().map(String::as_str).collect();
    let style = paper.style;
    let mut setter = Setter { cleaner: &mut cleaner, anchors, free, pictures, style, level: 0, count: 0 };
    let document = setter.document(paper);
    if !cleaner.missing.is_empty() {
        return Err(PressError::Glyphs(cleaner.missing));
    }
    Ok(serde_json::to_vec(&document).expect("plain data with text as keys is JSON"))
}

struct Setter<'s, 'f> {
    cleaner: &'s mut Cleaner<'f>,
    anchors: Anchors,
    /// Those that no heading has taken yet: an id stands once.
    free: Anchors,
    /// Their `src`, in the order of the paper's.
    pictures: Vec<&'s str>,
    style: PageStyle,
    /// Of the last heading, in the document's structure.
    level: u8,
    /// Blocks of the part so far, for the place of a fault.
    count: usize,
}

impl Setter<'_, '_> {
    fn document(&mut self, paper: &Paper) -> Document {
        self.cleaner.place = "标题".into();
        let title = self.cleaner.text(&paper.title);
        let author = self.cleaner.whole(&paper.author);
        let masthead =
            paper.blocks.iter().find_map(|b| if let Block::Masthead(m) = b { Some(m) } else { None });
        let lines =
            paper.blocks.iter().rev().find_map(|b| if let Block::Colophon(l) = b { Some(l) } else { None });
        let formal = masthead.is_some_and(is_formal);
        self.cleaner.place = "版记".into();
        let lines: Vec<(String, String)> = lines.map_or(Vec::new(), |lines| {
            lines.iter().map(|(word, text)| (self.cleaner.text(word), self.cleaner.text(text))).collect()
        });
        self.cleaner.place = "报头".into();
        let head = masthead.map(|m| self.head(m, formal, &lines));
        let sign = head.as_ref().filter(|_| formal).map(sign);
        let foot = foot(lines, sign.is_some().then(|| head.as_ref().map(sign_of)).flatten());
        let (year, month, day) = (paper.date.year(), paper.date.month(), paper.date.day());
        Document {
            style: match paper.style {
                PageStyle::Bulletin => "bulletin",
                PageStyle::Dispatch => "dispatch",
                PageStyle::Sheet => "sheet",
            },
            faces: self.cleaner.faces(),
            title,
            author,
            date: (year, month, day),
            demo: paper.demo,
            head,
            parts: self.parts(&paper.blocks),
            sign,
            foot,
            attachments: attachments(paper),
        }
    }

    fn head(&mut self, masthead: &Masthead, formal: bool, lines: &[(String, String)]) -> Head {
        let mut text = |text: &str| self.cleaner.text(text);
        Head {
            formal,
            notice: text(&masthead.notice),
            name: text(&masthead.name),
            number: text(&masthead.number),
            issuer: text(&masthead.issuer),
            date: text(&masthead.date),
            title: text(&masthead.title),
            to: lines.iter().filter(|(word, _)| formal && word == "发").map(|(_, to)| to.clone()).collect(),
        }
    }

    /// The text, then each annex.
    fn parts(&mut self, blocks: &[Block]) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut rest = blocks;
        let mut annex = None;
        loop {
            let end = rest.iter().position(|b| matches!(b, Block::Annex { .. })).unwrap_or(rest.len());
            let (own, after) = rest.split_at(end);
            parts.push(self.part(annex.take(), own));
            let Some((Block::Annex { mark, title, id }, after)) = after.split_first() else { return parts };
            self.cleaner.place = "附件标题".into();
            let named = AnnexHead {
                mark: self.cleaner.text(mark),
                title: self.cleaner.text(title),
                id: self.own(id),
            };
            annex = Some(named);
            rest = after;
        }
    }

    fn part(&mut self, annex: Option<AnnexHead>, blocks: &[Block]) -> Part {
        let landscape = match self.style {
            PageStyle::Dispatch | PageStyle::Sheet => false,
            PageStyle::Bulletin => {
                annex.is_some() && !all_tables(blocks).iter().all(|table| table::ANNEX.suits(table))
            }
        };
        let room = match (landscape, annex.is_some()) {
            _ if self.style == PageStyle::Sheet && lines(blocks) > FULL => FULL_SHEET,
            _ if self.style == PageStyle::Sheet => SHEET,
            (true, _) => table::SIDEWAYS,
            (false, true) => Room { sizes: &[10.5, 9.0], ..table::ANNEX },
            (false, false) => table::UPRIGHT,
        };
        let name = annex.as_ref().map_or("正文".to_owned(), |a| format!("{}{}", a.mark, a.title));
        self.level = u8::from(annex.is_some());
        self.count = 0;
        let blocks = self.blocks(blocks, &name, room);
        Part { annex, landscape, blocks }
    }

    fn blocks(&mut self, blocks: &[Block], part: &str, room: Room) -> Vec<Piece> {
        blocks.iter().flat_map(|block| self.block(block, part, room)).collect()
    }

    fn block(&mut self, block: &Block, part: &str, room: Room) -> Vec<Piece> {
        self.count += 1;
        self.cleaner.place = format!("{part}第{}块", self.count);
        match block {
            Block::Heading { level, mark, text, id } => {
                vec![self.heading(*level, &format!("{mark}{text}"), id)]
            }
            Block::Text(all) => vec![self.text(all)],
            Block::List { start, items } => {
                let items = items.iter().map(|item| self.blocks(item, part, room)).collect();
                vec![Piece::List { start: *start, items }]
            }
            Block::Quote(inner) => vec![Piece::Quote { blocks: self.blocks(inner, part, room) }],
            Block::Table(table) => table::tables(table, room, self.cleaner, &self.anchors),
            Block::Chart(chart) => vec![self.chart(chart)],
            Block::Hero { value, unit, sentence, light } => vec![Piece::Hero {
                value: self.cleaner.text(value),
                unit: self.cleaner.text(unit),
                light: self.run(&Run::light(*light, light.word())),
                sentence: self.runs(sentence),
            }],
            Block::Facts(facts) => {
                let fact = |(label, all): &(String, Vec<Run>)| (self.cleaner.text(label), self.runs(all));
                vec![Piece::Facts { facts: facts.iter().map(fact).collect() }]
            }
            Block::Counts(counts) => {
                let count = |c: &crate::editions::blocks::Count| {
                    let run =
                        Run { text: format!("{}{}", c.number, c.word), light: c.light, ..Run::default() };
                    self.runs(&[run])
                };
                vec![Piece::Counts { counts: counts.iter().map(count).collect() }]
            }
            Block::Notice { runs, .. } => vec![Piece::Notice { runs: self.runs(runs) }],
            Block::Code(text) => vec![Piece::Code { text: self.cleaner.text(text) }],
            Block::Picture { src, alt, caption } => vec![self.picture(src, alt, caption)],
            Block::Rule => vec![Piece::Rule],
            Block::Masthead(_) | Block::Colophon(_) | Block::Annex { .. } => Vec::new(),
        }
    }

    /// Headings of a publication begin at the second level; in the document none is passed over.
    fn heading(&mut self, level: u8, text: &str, id: &str) -> Piece {
        let look = level.saturating_sub(1).max(1);
        self.level = look.min(self.level + 1);
        Piece::Heading { level: self.level, look, text: self.cleaner.text(text), id: self.own(id) }
    }

    fn own(&mut self, id: &str) -> String {
        self.free.take(id).unwrap_or_default()
    }

    /// The list of annexes stands on lines of its own.
    fn text(&mut self, all: &[Run]) -> Piece {
        let leads = |run: &Run| run.href.as_deref().is_some_and(|h| h.starts_with("#annex-"));
        if all.first().is_some_and(|run| run.text == "附件：") && all.iter().any(leads) {
            let item = |run: &Run| {
                let id = run.href.as_deref().unwrap_or("").trim_start_matches('#');
                let id = if self.anchors.contains(id) { id.to_owned() } else { String::new() };
                (self.cleaner.text(&run.text), id)
            };
            return Piece::Annexes { items: all.iter().filter(|r| leads(r)).map(item).collect() };
        }
        Piece::Text { runs: self.runs(all) }
    }

    fn picture(&mut self, src: &str, alt: &str, caption: &str) -> Piece {
        match self.pictures.iter().position(|known| *known == src) {
            Some(at) => Piece::Picture {
                file: picture_file(at),
                // What cannot be seen must be told.
                alt: Some(self.cleaner.whole(alt)).filter(|a| !a.trim().is_empty()).unwrap_or("图".into()),
                caption: self.cleaner.text(caption),
            },
            None => self.text(&[Run::plain(format!("［图：{alt}］{caption}"))]),
        }
    }

    fn chart(&mut self, chart: &Chart) -> Piece {
        let mut text = |text: &str| self.cleaner.text(text);
        let (title, subtitle) = (text(&chart.title), text(&chart.subtitle));
        let source = text(&chart.source);
        let alt = self.cleaner.whole(&chart.alt).replace('\n', " ");
        let svg = self.cleaner.whole(&graph::svg(chart, graph::Width::Print));
        let ratio = ratio(&svg);
        let alt = if alt.trim().is_empty() { title.clone() } else { alt };
        Piece::Chart { svg, title, subtitle, alt, source, ratio }
    }

    fn runs(&mut self, all: &[Run]) -> Vec<RunData> {
        runs(all, self.cleaner, &self.anchors)
    }

    fn run(&mut self, run: &Run) -> RunData {
        self::run(run, self.cleaner, &self.anchors)
    }
}

/// Runs with their texts cleaned; neighbours that are nothing special are one.
pub fn runs(all: &[Run], cleaner: &mut Cleaner<'_>, anchors: &Anchors) -> Vec<RunData> {
    let mut out: Vec<RunData> = Vec::with_capacity(all.len());
    for one in all {
        match (run(one, cleaner, anchors), out.last_mut()) {
            (RunData::Plain(text), Some(RunData::Plain(last))) => last.push_str(&text),
            (data, _) => out.push(data),
        }
    }
    out
}

fn run(run: &Run, cleaner: &mut Cleaner<'_>, anchors: &Anchors) -> RunData {
    let text = cleaner.text(&run.text);
    let style = match run.style {
        Style::Plain | Style::Quiet => None,
        Style::Strong => Some("strong"),
        Style::Emphasis => Some("emphasis"),
        Style::Strike => Some("strike"),
        Style::Code => Some("code"),
    };
    let light = run.light.map(|mark| (mark.shape(), mark.class()));
    let href = run.href.as_deref().and_then(|href| target(href, anchors));
    match (style, light, href) {
        (None, None, None) => RunData::Plain(text),
        (style, light, href) => RunData::Styled { text, style, light, href },
    }
}

/// A paper travels alone: links into the site lead nowhere there and are left out.
fn target(href: &str, anchors: &Anchors) -> Option<String> {
    let outside = ["https://", "http://", "mailto:"].iter().any(|scheme| href.starts_with(scheme));
    let inside = href.strip_prefix('#').is_some_and(|id| anchors.contains(id));
    let plain = !href.chars().any(|c| c.is_control() || c.is_whitespace());
    ((outside || inside) && plain).then(|| href.to_owned())
}

fn anchors(blocks: &[Block]) -> Anchors {
    let id = |block: &Block| match block {
        Block::Heading { id, .. } | Block::Annex { id, .. } => Some(id.clone()),
        _ => None,
    };
    blocks.iter().filter_map(id).filter(|id| !id.is_empty()).collect()
}

/// Rows of a part's tables, each with its title and head.
fn lines(blocks: &[Block]) -> usize {
    all_tables(blocks).iter().map(|table| table.rows.len() + 2).sum()
}

fn all_tables(blocks: &[Block]) -> Vec<&Table> {
    blocks.iter().filter_map(|b| if let Block::Table(table) = b { Some(table) } else { None }).collect()
}

/// A 通报 has a 发文字号 such as 岳政办函〔2024〕2号.
fn is_formal(masthead: &Masthead) -> bool {
    masthead.number.contains('〔') && masthead.number.ends_with('号')
}

fn sign(head: &Head) -> Sign {
    Sign { issuer: head.issuer.clone(), date: head.date.clone() }
}

fn sign_of(head: &Head) -> Sign {
    Sign { issuer: head.issuer.clone(), date: format!("{}印发", head.date) }
}

/// 报、送、发 of a 简报; of a 通报 whom it goes to besides, and who printed it when.
fn foot(lines: Vec<(String, String)>, printed: Option<Sign>) -> Option<Foot> {
    if printed.is_none() {
        return (!lines.is_empty()).then_some(Foot { lines, printed });
    }
    let besides: Vec<&str> =
        (lines.iter().filter(|(word, _)| word != "发")).map(|(_, to)| to.trim_end_matches('。')).collect();
    let besides =
        if besides.is_empty() { Vec::new() } else { vec![("抄送".into(), besides.join("，") + "。")] };
    Some(Foot { lines: besides, printed })
}

fn attachments(paper: &Paper) -> Vec<Attached> {
    let attached = |(n, a): (usize, &super::paper::Attachment)| Attached {
        file: format!("attachment-{n}"),
        name: a.name.clone(),
        description: a.description.clone(),
        mime: a.mime,
    };
    paper.attachments.iter().enumerate().map(attached).collect()
}

/// Height over width, as our own drawing states them in its head.
fn ratio(svg: &str) -> f64 {
    let after = svg.split_once("viewBox=\"").map_or("", |(_, rest)| rest);
    let size: Vec<f64> =
        after.split('"').next().unwrap_or("").split(' ').filter_map(|n| n.parse().ok()).collect();
    match size.as_slice() {
        [_, _, width, height] if *width > 0.0 => height / width,
        _ => 1.0,
    }
}
