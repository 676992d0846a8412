use super::blocks::{MarkCount, Part, mark_counts, parts};
use super::inline::{clean, runs};
use super::{Theme, ThemeError, url};
use crate::base::Artifact;
use crate::editions::blocks::{Block, Frame, Layout, LightMark, MenuItem, Page};
use serde::Serialize;
use std::io::{self, Write};
use tera::{Context, Tera, Value};

/// Frames are kept ready for pages up to this many folders deep.
const DEPTHS: usize = 6;

/// Ids that the templates use themselves.
const TAKEN: [&str; 3] = ["content", "menu", "top"];

/// Stands in a menu where its entry may be the current one, and in a page where its menu goes; no text holds it, for
/// [`clean`] takes it out.
const MARK: char = '\u{1}';

/// Templates compiled and the frame ready; makes pages, from several threads at once if wanted.
pub struct Renderer {
    tera: Tera,
    theme: Theme,
    frame: Frame,
    /// By the number of folders a page lies in.
    frames: Vec<Ready>,
}

/// What all pages of one depth share.
struct Ready {
    frame: Value,
    menu: Menu,
}

/// The menu as markup, in pieces between which an entry may be marked as current.
struct Menu {
    first: String,
    /// The URL of an entry, and what follows its mark.
    rest: Vec<(String, String)>,
}

#[derive(Serialize)]
struct PageView {
    url: String,
    /// Of the site's root: `` or `../`, once for each folder.
    root: String,
    title: String,
    /// The first heading of the page is its title, unless a masthead has one.
    headed: bool,
    crumbs: Vec<(String, Option<String>)>,
    period_line: Option<String>,
    /// The mark of its place: as a value, most of a page's bytes would be copied four times.
    menu: String,
    downloads: Vec<(String, Option<String>)>,
    parts: Vec<Part>,
    /// Has a table too wide for a portrait sheet, and no chart, which would be too tall for one on its side.
    landscape: bool,
}

#[derive(Serialize)]
struct FrameView {
    site_name: String,
    publisher: String,
    as_of: String,
    method: String,
    demo: bool,
    home: String,
    /// Markup.
    banner: Vec<String>,
    downloads: Vec<(String, Option<String>)>,
    /// Of the folder that the theme's static files are in, with `/`.
    assets: String,
    /// Of those files together.
    version: String,
}

#[derive(Serialize)]
struct MenuView {
    menu: Vec<GroupView>,
}

#[derive(Serialize)]
struct GroupView {
    title: String,
    items: Vec<ItemView>,
}

#[derive(Serialize)]
struct ItemView {
    text: String,
    href: Option<String>,
    /// Where it says whether it is the current one.
    current: String,
    /// Its lights as markup.
    counts: String,
}

#[derive(Serialize)]
struct CountsView {
    counts: Vec<MarkCount>,
    total: u32,
}

impl Renderer {
    pub fn new(theme: &Theme, frame: &Frame) -> Result<Renderer, ThemeError> {
        let templates = theme.templates()?;
        let mut tera = Tera::default();
        tera.add_raw_templates(templates).map_err(|e| ThemeError::from_tera(&e, theme))?;
        let ready = |depth| Ready::new(&tera, frame, &"../".repeat(depth), &theme.version());
        let frames = (0..=DEPTHS).map(ready).collect::<Result<_, _>>();
        let frames = frames.map_err(|e| ThemeError::from_tera(&e, theme))?;
        Ok(Renderer { tera, theme: theme.clone(), frame: frame.clone(), frames })
    }

    /// One page; the same page gives the same bytes.
    pub fn render(&self, page: &Page) -> Result<Artifact, ThemeError> {
        let html = self.html(page).map_err(|e| ThemeError::from_tera(&e, &self.theme))?;
        Ok(Artifact::new(page.url.clone(), html))
    }

    fn html(&self, page: &Page) -> Result<Vec<u8>, tera::Error> {
        let root = url::root(&page.url);
        let deep;
        let ready = match self.frames.get(root.len() / 3) {
            Some(ready) => ready,
            None => {
                deep = Ready::new(&self.tera, &self.frame, &root, &self.theme.version())?;
                &deep
            }
        };
        let view = page_view(page, root);
        let length = ready.menu.length() + view.parts.iter().map(Part::bytes).sum::<usize>();
        let mut html = Html { bytes: Vec::with_capacity(8 * 1024 + length), menu: &ready.menu, page };
        let mut context = Context::new();
        context.insert_value("frame", ready.frame.clone());
        context.insert_value("page", Value::try_from_serializable(&view)?);
        let template = match page.layout {
            Layout::Site => "page.html",
            Layout::Publication => "publication.html",
            Layout::Sheet => "sheet.html",
        };
        self.tera.render_to(template, &context, &mut html)?;
        Ok(html.bytes)
    }
}

/// A page as it comes from its template; where that has the mark, the menu goes in.
struct Html<'a> {
    bytes: Vec<u8>,
    menu: &'a Menu,
    page: &'a Page,
}

impl Write for Html<'_> {
    fn write(&mut self, markup: &[u8]) -> io::Result<usize> {
        if !markup.contains(&(MARK as u8)) {
            self.bytes.extend_from_slice(markup);
            return Ok(markup.len());
        }
        for (n, piece) in markup.split(|byte| *byte == MARK as u8).enumerate() {
            if n > 0 {
                self.menu.push(&mut self.bytes, self.page);
            }
            self.bytes.extend_from_slice(piece);
        }
        Ok(markup.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn page_view(page: &Page, root: String) -> PageView {
    let link = |(text, href): &(String, String)| (clean(text), url::target(&root, href).map(|t| t.href));
    let parts = parts(&root, &page.title, &page.blocks, &TAKEN);
    PageView {
        landscape: parts.iter().any(|p| p.landscape) && !parts.iter().any(Part::has_chart),
        parts,
        url: page.url.clone(),
        title: clean(&page.title),
        headed: !page.blocks.iter().any(|b| matches!(b, Block::Masthead(m) if !m.title.is_empty())),
        crumbs: page.crumbs.iter().map(link).collect(),
        downloads: page.downloads.iter().map(link).collect(),
        period_line: page.period_line.as_deref().map(clean),
        menu: match page.layout {
            Layout::Site => String::from(MARK),
            Layout::Publication | Layout::Sheet => String::new(),
        },
        root,
    }
}

impl Ready {
    fn new(tera: &Tera, frame: &Frame, root: &str, version: &str) -> Result<Ready, tera::Error> {
        Ok(Ready { frame: frame_value(frame, root, version)?, menu: Menu::new(tera, frame, root)? })
    }
}

impl Menu {
    fn new(tera: &Tera, frame: &Frame, root: &str) -> Result<Menu, tera::Error> {
        let items: Vec<&MenuItem> = frame.menu.iter().flat_map(|g| &g.items).collect();
        let mut number = 0;
        let mut item = |item: &MenuItem| -> Result<ItemView, tera::Error> {
            number += 1;
            Ok(ItemView {
                text: clean(&item.text),
                href: url::target(root, &item.url).map(|t| t.href),
                current: format!("{MARK}{}{MARK}", number - 1),
                counts: counts(tera, &item.counts)?,
            })
        };
        let menu = frame.menu.iter().map(|g| {
            let items = g.items.iter().map(&mut item).collect::<Result<_, tera::Error>>()?;
            Ok(GroupView { title: clean(&g.title), items })
        });
        let menu = MenuView { menu: menu.collect::<Result<_, tera::Error>>()? };
        let mut context = Context::new();
        context.insert_value("frame", Value::try_from_serializable(&menu)?);
        let markup = tera.render("menu.html", &context)?;
        let mut pieces = markup.split(MARK).map(str::to_owned);
        let first = pieces.next().unwrap_or_default();
        let mut rest = Vec::new();
        while let (Some(number), Some(piece)) = (pieces.next(), pieces.next()) {
            let item = number.parse::<usize>().ok().and_then(|n| items.get(n));
            rest.push((item.map(|i| i.url.clone()).unwrap_or_default(), piece));
        }
        Ok(Menu { first, rest })
    }

    /// In bytes, without the marks of the current entries.
    fn length(&self) -> usize {
        self.first.len() + self.rest.iter().map(|(_, piece)| piece.len()).sum::<usize>()
    }

    /// For a page, which may be an entry itself or stand below one.
    fn push(&self, all: &mut Vec<u8>, page: &Page) {
        all.extend_from_slice(self.first.as_bytes());
        for (url, piece) in &self.rest {
            if *url == page.url {
                all.extend_from_slice(b" aria-current=\"page\"");
            } else if *url == page.menu {
                all.extend_from_slice(b" aria-current=\"true\"");
            }
            all.extend_from_slice(piece.as_bytes());
        }
    }
}

fn counts(tera: &Tera, counts: &[(LightMark, u32)]) -> Result<String, tera::Error> {
    if counts.is_empty() {
        return Ok(String::new());
    }
    let total = counts.iter().fold(0, |sum: u32, (_, n)| sum.saturating_add(*n));
    let view = CountsView { counts: mark_counts(counts), total };
    let mut context = Context::new();
    context.insert_value("item", Value::try_from_serializable(&view)?);
    tera.render("menu_counts.html", &context)
}

fn frame_value(frame: &Frame, root: &str, version: &str) -> Result<Value, tera::Error> {
    let href = |to: &str| url::target(root, to).map(|t| t.href);
    Value::try_from_serializable(&FrameView {
        site_name: clean(&frame.site_name),
        publisher: clean(&frame.publisher),
        as_of: clean(&frame.as_of),
        method: clean(&frame.method),
        demo: frame.demo,
        home: format!("{root}{}", crate::editions::urls::OVERVIEW),
        banner: frame.banner.iter().map(|line| runs(root, line)).collect(),
        downloads: frame.downloads.iter().map(|(text, to)| (clean(text), href(to))).collect(),
        assets: format!("{root}assets/"),
        version: version.to_string(),
    })
}
