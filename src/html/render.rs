use super::blocks::{MarkCount, Part, mark_counts, parts};
use super::runs::{RunView, clean, runs};
use super::{Theme, ThemeError, url};
use crate::base::Artifact;
use crate::editions::blocks::{Block, Frame, Layout, LightMark, Page};
use serde::Serialize;
use tera::{Context, Tera, Value};

/// Frames are kept ready for pages up to this many folders deep.
const DEPTHS: usize = 6;

/// Ids that the templates use themselves.
const TAKEN: [&str; 3] = ["content", "menu", "top"];

/// Templates compiled and the frame ready; makes pages, from several threads at once if wanted.
pub struct Renderer {
    tera: Tera,
    theme: Theme,
    frame: Frame,
    /// By the number of folders a page lies in.
    frames: Vec<Value>,
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
    menu: String,
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
    menu: Vec<GroupView>,
    banner: Vec<Vec<RunView>>,
    downloads: Vec<(String, Option<String>)>,
    /// Of the folder that the theme's static files are in, with `/`.
    assets: String,
    /// Of those files together.
    version: String,
}

#[derive(Serialize)]
struct GroupView {
    title: String,
    items: Vec<ItemView>,
}

#[derive(Serialize)]
struct ItemView {
    text: String,
    /// As the page model names it, to tell the current entry by.
    key: String,
    href: Option<String>,
    /// Its lights as markup, made once for each depth and not once for each page.
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
        let frames =
            (0..=DEPTHS).map(|depth| frame_value(&tera, frame, &"../".repeat(depth), &theme.version()));
        let frames = frames.collect::<Result<_, _>>().map_err(|e| ThemeError::from_tera(&e, theme))?;
        Ok(Renderer { tera, theme: theme.clone(), frame: frame.clone(), frames })
    }

    /// One page; the same page gives the same bytes.
    pub fn render(&self, page: &Page) -> Result<Artifact, ThemeError> {
        let html = self.html(page).map_err(|e| ThemeError::from_tera(&e, &self.theme))?;
        Ok(Artifact::new(page.url.clone(), html))
    }

    fn html(&self, page: &Page) -> Result<Vec<u8>, tera::Error> {
        let root = url::root(&page.url);
        let frame = match self.frames.get(root.len() / 3) {
            Some(frame) => frame.clone(),
            None => frame_value(&self.tera, &self.frame, &root, &self.theme.version())?,
        };
        let mut context = Context::new();
        context.insert_value("frame", frame);
        context.insert_value("page", Value::try_from_serializable(&page_view(page, root))?);
        let template = match page.layout {
            Layout::Site => "page.html",
            Layout::Publication => "publication.html",
        };
        let mut html = Vec::with_capacity(16 * 1024);
        self.tera.render_to(template, &context, &mut html)?;
        Ok(html)
    }
}

fn page_view(page: &Page, root: String) -> PageView {
    let link = |(text, href): &(String, String)| (clean(text), url::target(&root, href).map(|t| t.href));
    let parts = parts(&root, &page.blocks, &TAKEN);
    PageView {
        landscape: parts.iter().any(|p| p.landscape) && !parts.iter().any(Part::has_chart),
        parts,
        url: page.url.clone(),
        title: clean(&page.title),
        headed: !page.blocks.iter().any(|b| matches!(b, Block::Masthead(m) if !m.title.is_empty())),
        crumbs: page.crumbs.iter().map(link).collect(),
        period_line: page.period_line.as_deref().map(clean),
        menu: page.menu.clone(),
        root,
    }
}

fn frame_value(tera: &Tera, frame: &Frame, root: &str, version: &str) -> Result<Value, tera::Error> {
    let href = |to: &str| url::target(root, to).map(|t| t.href);
    let counts = |counts: &[(LightMark, u32)]| -> Result<String, tera::Error> {
        if counts.is_empty() {
            return Ok(String::new());
        }
        let total = counts.iter().fold(0, |sum: u32, (_, n)| sum.saturating_add(*n));
        let view = CountsView { counts: mark_counts(counts), total };
        let mut context = Context::new();
        context.insert_value("item", Value::try_from_serializable(&view)?);
        tera.render("menu_counts.html", &context)
    };
    let item = |item: &crate::editions::blocks::MenuItem| -> Result<ItemView, tera::Error> {
        Ok(ItemView {
            text: clean(&item.text),
            key: item.url.clone(),
            href: href(&item.url),
            counts: counts(&item.counts)?,
        })
    };
    let menu = frame.menu.iter().map(|g| {
        let items = g.items.iter().map(item).collect::<Result<_, tera::Error>>()?;
        Ok(GroupView { title: clean(&g.title), items })
    });
    let menu = menu.collect::<Result<_, tera::Error>>()?;
    Value::try_from_serializable(&FrameView {
        site_name: clean(&frame.site_name),
        publisher: clean(&frame.publisher),
        as_of: clean(&frame.as_of),
        method: clean(&frame.method),
        demo: frame.demo,
        home: format!("{root}{}", crate::editions::urls::OVERVIEW),
        menu,
        banner: frame.banner.iter().map(|line| runs(root, line)).collect(),
        downloads: frame.downloads.iter().map(|(text, to)| (clean(text), href(to))).collect(),
        assets: format!("{root}assets/"),
        version: version.to_string(),
    })
}
