//! Markdown into blocks: headings numbered, bound numbers filled, links led to the site's pages.

use super::blocks::{self, Block, Cell, Column, ColumnAlign, Page, Row, Run, Style, Table};
use super::urls;
use crate::base::{self, Align, Bound, Inline, Prose, Span};
use crate::{capture, check};
use std::collections::BTreeSet;

/// How a text is set: what its bound numbers and generated blocks become, and where it stands.
pub struct Setting<'a> {
    /// The file it stands in, relative to the content folder: links are relative to it.
    pub path: &'a str,
    /// Before the ids of its headings and tables, so that several texts may share a page.
    pub prefix: &'a str,
    pub numbering: Numbering,
    /// How many levels its headings go down under the page's own.
    pub deeper: u8,
    pub bound: &'a (dyn Fn(&Bound) -> Run + Sync),
    pub generated: &'a (dyn Fn(&Asked<'_>) -> Vec<Block> + Sync),
}

/// A generated block that a text asks for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    pub name: &'a str,
    /// YAML, as written.
    pub options: &'a str,
    /// The whole fence: what tells two blocks of one text apart.
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// 一、（一）1. for the levels 2, 3 and 4.
    Official,
    None,
}

/// The blocks of a text, in its order.
pub fn blocks(prose: &Prose, setting: &Setting<'_>) -> Vec<Block> {
    let mut setter = Setter { setting, counters: [0; 3], tables: 0 };
    setter.all(&prose.blocks)
}

/// URLs of the pictures that a page shows or leads to.
pub fn pictures(page: &Page) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let links = |runs: &[Run], found: &mut BTreeSet<String>| {
        found.extend(runs.iter().filter_map(|r| r.href.clone()).filter(|url| urls::is_picture(url)));
    };
    blocks::each(&page.blocks, &mut |block| {
        if let Block::Picture { src, .. } = block {
            found.insert(src.clone());
        } else if let Block::Text(runs) = block {
            links(runs, &mut found);
        } else if let Block::Table(table) = block {
            table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| links(&cell.runs, &mut found));
        }
    });
    found
}

/// The mark before a heading of a level, the `number`-th of its kind from 1: 一、（一）1.; empty for other levels.
pub fn heading_mark(level: u8, number: u32) -> String {
    match level {
        2..=4 => check::heading_mark(usize::from(level - 2), number),
        _ => String::new(),
    }
}

struct Setter<'a> {
    setting: &'a Setting<'a>,
    /// How many headings of the levels 2, 3, 4 came under the one above.
    counters: [u32; 3],
    tables: u32,
}

impl Setter<'_> {
    fn all(&mut self, blocks: &[base::Block]) -> Vec<Block> {
        blocks.iter().flat_map(|b| self.block(b)).collect()
    }

    fn block(&mut self, block: &base::Block) -> Vec<Block> {
        match block {
            base::Block::Heading { level, inlines, .. } => vec![self.heading(*level, inlines)],
            base::Block::Paragraph { inlines, .. } => self.paragraph(inlines),
            base::Block::List { start, items, .. } => {
                let items = items.iter().map(|item| self.all(&item.blocks)).collect();
                vec![Block::List { start: *start, items }]
            }
            base::Block::Quote { blocks, .. } => vec![Block::Quote(self.all(blocks))],
            base::Block::Table { align, head, rows, .. } => vec![self.table(align, head, rows)],
            base::Block::Code { text, .. } => vec![Block::Code(text.clone())],
            base::Block::Generated { name, options, span, .. } => {
                (self.setting.generated)(&Asked { name, options, span: *span })
            }
            base::Block::Break { .. } => vec![Block::Rule],
        }
    }

    /// A picture stands by itself, between the words before and after it.
    fn paragraph(&self, inlines: &[Inline]) -> Vec<Block> {
        let mut blocks = Vec::new();
        for part in inlines.chunk_by(|a, b| self.picture(a).is_none() && self.picture(b).is_none()) {
            let picture = part.first().and_then(|inline| self.picture(inline));
            blocks.push(picture.unwrap_or_else(|| Block::Text(self.runs(part))));
        }
        let says = |block: &Block| !matches!(block, Block::Text(runs) if runs.iter().all(|r| r.text.trim().is_empty()));
        // Nothing but blanks between two pictures is no paragraph.
        blocks.retain(says);
        blocks
    }

    fn picture(&self, inline: &Inline) -> Option<Block> {
        let Inline::Image { alt, title, target, .. } = inline else { return None };
        let file = check::in_folder(self.setting.path, target)?;
        Some(Block::Picture { src: urls::picture(&file), alt: alt.clone(), caption: title.clone() })
    }

    fn heading(&mut self, level: u8, inlines: &[Inline]) -> Block {
        let mut mark = String::new();
        let mut id = format!("{}h", self.setting.prefix);
        if (2..=4).contains(&level) {
            let place = usize::from(level - 2);
            self.counters[place] += 1;
            self.counters[place + 1..].fill(0);
            mark = heading_mark(level, self.counters[place]);
            self.counters[..=place].iter().for_each(|n| id += &format!("-{n}"));
        }
        let text: String = self.runs(inlines).iter().map(|r| r.text.as_str()).collect();
        // A number typed by hand that agrees is not printed twice; check refuses one that does not.
        let text = text.strip_prefix(&mark).unwrap_or(&text).trim().to_owned();
        if self.setting.numbering == Numbering::None {
            mark.clear();
        }
        Block::Heading { level: (level + self.setting.deeper).min(6), mark, text, id }
    }

    fn table(&mut self, align: &[Align], head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Block {
        self.tables += 1;
        let column = |(i, cell): (usize, &Vec<Inline>)| {
            let title: String = self.runs(cell).into_iter().map(|r| r.text).collect();
            let align = match align.get(i) {
                Some(Align::Right) => ColumnAlign::Number,
                Some(Align::Center) => ColumnAlign::Center,
                Some(Align::Left | Align::None) | None => ColumnAlign::Text,
            };
            Column { align, ..Column::text(title) }
        };
        let columns = head.iter().enumerate().map(column).collect();
        let row =
            |cells: &Vec<Vec<Inline>>| Row::new(cells.iter().map(|c| Cell::runs(self.runs(c))).collect());
        Block::Table(Table {
            id: format!("{}table-{}", self.setting.prefix, self.tables),
            title: String::new(),
            columns,
            rows: rows.iter().map(row).collect(),
            notes: Vec::new(),
            csv: None,
            empty: String::new(),
        })
    }

    fn runs(&self, inlines: &[Inline]) -> Vec<Run> {
        let mut runs = Vec::new();
        self.inlines(inlines, Style::Plain, None, &mut runs);
        runs
    }

    fn inlines(&self, inlines: &[Inline], style: Style, href: Option<&str>, runs: &mut Vec<Run>) {
        let run = |text: &str, style| Run {
            text: text.into(),
            style,
            href: href.map(str::to_owned),
            ..Run::default()
        };
        for inline in inlines {
            match inline {
                Inline::Text { text, .. } => runs.push(run(text, style)),
                Inline::Strong(inner) => self.inlines(inner, Style::Strong, href, runs),
                Inline::Emphasis(inner) => self.inlines(inner, stronger(style, Style::Emphasis), href, runs),
                Inline::Strike(inner) => self.inlines(inner, Style::Strike, href, runs),
                Inline::Code { text, .. } => runs.push(run(text, Style::Code)),
                Inline::Link { inlines, target, .. } => {
                    let target = address(self.setting.path, target);
                    self.inlines(inlines, style, target.as_deref().or(href), runs);
                }
                // In a cell or a link there is no room for it.
                Inline::Image { alt, target, .. } => {
                    let file = check::in_folder(self.setting.path, target).map(|file| urls::picture(&file));
                    let href = href.map(str::to_owned).or(file);
                    runs.push(Run { href, ..run(&format!("［图：{alt}］"), Style::Quiet) });
                }
                Inline::Bound(bound) => {
                    let filled = (self.setting.bound)(bound);
                    let style = if filled.style == Style::Plain { style } else { filled.style };
                    runs.push(Run { style, ..filled });
                }
                Inline::LineBreak => runs.push(run("\n", style)),
            }
        }
    }
}

fn stronger(outer: Style, inner: Style) -> Style {
    if outer == Style::Strong { outer } else { inner }
}

/// Where a link in a text leads. `None`: nowhere on the site, then its text stands alone.
fn address(path: &str, target: &str) -> Option<String> {
    let absolute = ["http://", "https://", "mailto:"].iter().any(|scheme| target.starts_with(scheme));
    if absolute || target.starts_with('#') {
        return Some(target.into());
    }
    let file = check::in_folder(path, target)?;
    urls::of_content(&file).or_else(|| capture::is_picture(&file).then(|| urls::picture(&file)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::FileId;

    fn span() -> Span {
        Span::new(FileId(0), 0..0)
    }

    fn text(text: &str) -> Inline {
        Inline::Text { text: text.into(), span: span() }
    }

    fn set(blocks: Vec<base::Block>, numbering: Numbering) -> Vec<Block> {
        let bound = |b: &Bound| Run { bound: Some(b.reference.clone()), ..Run::plain("61.4%") };
        let setting = Setting {
            path: "reports/2024-03/livelihood.md",
            prefix: "r-",
            numbering,
            deeper: 1,
            bound: &bound,
            generated: &|asked| vec![Block::Code(asked.name.into())],
        };
        super::blocks(&Prose { blocks }, &setting)
    }

    #[test]
    fn headings_are_numbered_as_official_texts_number_them() {
        let heading = |level, t: &str| base::Block::Heading { level, inlines: vec![text(t)], span: span() };
        let typed = vec![
            heading(2, "总体情况"),
            heading(3, "民生实事"),
            heading(4, "就业"),
            heading(4, "就学"),
            heading(3, "（二）重点项目"),
            heading(2, "主要指标"),
            heading(3, "增速"),
        ];
        let shown = |numbering| -> Vec<(String, String)> {
            set(typed.clone(), numbering)
                .into_iter()
                .map(|b| match b {
                    Block::Heading { mark, text, id, .. } => (mark + &text, id),
                    other => panic!("no heading: {other:?}"),
                })
                .collect()
        };
        #[rustfmt::skip]
        let numbered = [
            ("一、总体情况", "r-h-1"), ("（一）民生实事", "r-h-1-1"), ("1.就业", "r-h-1-1-1"),
            ("2.就学", "r-h-1-1-2"), ("（二）重点项目", "r-h-1-2"), ("二、主要指标", "r-h-2"), ("（一）增速", "r-h-2-1"),
        ];
        assert_eq!(shown(Numbering::Official), numbered.map(|(a, b)| (a.to_owned(), b.to_owned())));
        assert_eq!(shown(Numbering::None)[0].0, "总体情况");
    }

    #[test]
    fn bound_numbers_are_filled_and_keep_what_they_refer_to() {
        let bound = Inline::Bound(Bound {
            text: String::new(),
            text_span: span(),
            reference: "城镇新增就业.完成率".into(),
            reference_span: span(),
            span: span(),
        });
        let paragraph = base::Block::Paragraph {
            inlines: vec![text("完成"), Inline::Strong(vec![bound]), text("。")],
            span: span(),
        };
        let [Block::Text(runs)] = &set(vec![paragraph], Numbering::Official)[..] else { panic!() };
        assert_eq!(runs[1].text, "61.4%");
        assert_eq!(runs[1].style, Style::Strong);
        assert_eq!(runs[1].bound.as_deref(), Some("城镇新增就业.完成率"));
    }

    #[test]
    fn links_lead_to_pages_or_stand_as_text() {
        #[rustfmt::skip]
        let cases = [
            ("https://www.gov.cn/",               Some("https://www.gov.cn/")),
            ("#problems",                         Some("#problems")),
            ("../../pages/about.md",              Some("pages/about.html")),
            ("../../plan/2024/plan.md#goal-4",    Some("2024/plan.html")),
            ("industry.md",                       Some("2024/reports/2024-03/industry.html")),
            ("../../../outside.md",               None),
            ("../../../../../etc/passwd",         None),
        ];
        for (target, page) in cases {
            assert_eq!(address("reports/2024-03/livelihood.md", target).as_deref(), page, "{target}");
        }
    }
}
