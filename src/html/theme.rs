use super::ThemeError;
use crate::base::Artifact;
use crate::capture::ThemeFiles;
use crate::graph;
use sha1::{Digest, Sha1};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The files that make the look of a site: templates and what they link to.
#[derive(Debug, Clone)]
pub struct Theme {
    files: BTreeMap<String, Cow<'static, [u8]>>,
}

macro_rules! built_in {
    ($($path:literal),* $(,)?) => {
        [$(($path, include_bytes!(concat!("../../themes/default/", $path)).as_slice())),*]
    };
}

/// The default theme; it is in the binary, so that this works on any content folder anywhere.
const BUILT_IN: &[(&str, &[u8])] = &built_in![
    "print/bulletin.typ",
    "print/dispatch.typ",
    "print/lib.typ",
    "print/sheet.typ",
    "templates/annex_head.html",
    "templates/base.html",
    "templates/components.html",
    "templates/crumbs.html",
    "templates/menu.html",
    "templates/menu_counts.html",
    "templates/page.html",
    "templates/pieces.html",
    "templates/publication.html",
    "templates/sheet.html",
    "static/demo.css",
    "static/publication.css",
    "static/sheet.css",
    "static/site.css",
    "static/site.js",
];

/// The style sheet of the charts.
const PLOT: &str = "plot.css";

impl Theme {
    pub fn built_in() -> Theme {
        Theme { files: BUILT_IN.iter().map(|(p, b)| (p.to_string(), Cow::Borrowed(*b))).collect() }
    }

    /// The default theme with what a theme's folder has of its own, file by file.
    pub fn with(files: ThemeFiles) -> Theme {
        let mut theme = Theme::built_in();
        theme.files.extend(files.into_iter().map(|(p, b)| (p, Cow::Owned(b))));
        theme
    }

    /// What pages link to: `static/…` of the theme is `assets/…` of the site.
    pub fn assets(&self) -> Vec<Artifact> {
        self.statics().iter().map(|(name, bytes)| Artifact::new(format!("assets/{name}"), &**bytes)).collect()
    }

    /// By name. The colours of charts belong to their drawings; a theme may have its own.
    fn statics(&self) -> BTreeMap<&str, Cow<'_, [u8]>> {
        let mut files = BTreeMap::from([(PLOT, Cow::Owned(graph::style().into_bytes()))]);
        files.extend(self.under("static/").map(|(name, bytes)| (name, Cow::Borrowed(bytes))));
        files
    }

    /// Of all assets together, so that no browser pairs a new page with an old style: 8 hex digits.
    pub(super) fn version(&self) -> String {
        let mut hash = Sha1::new();
        for (name, bytes) in self.statics() {
            hash.update(name.as_bytes());
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(&bytes);
        }
        hash.finalize().iter().take(4).map(|b| format!("{b:02x}")).collect()
    }

    /// Names, without their folder, and texts of all templates.
    pub(super) fn templates(&self) -> Result<Vec<(&str, &str)>, ThemeError> {
        let html = self.under("templates/").filter(|(name, _)| name.ends_with(".html"));
        html.map(|(name, bytes)| match std::str::from_utf8(bytes) {
            Ok(text) => Ok((name, text.strip_prefix('\u{feff}').unwrap_or(text))),
            Err(_) => Err(ThemeError::file(format!("templates/{name}"), "模板不是UTF-8编码，请另存为UTF-8")),
        })
        .collect()
    }

    /// Names, without their folder, and texts of the sources for print.
    pub fn print_sources(&self) -> Result<BTreeMap<String, String>, ThemeError> {
        let sources = self.under("print/").filter(|(name, _)| name.ends_with(".typ"));
        sources
            .map(|(name, bytes)| match std::str::from_utf8(bytes) {
                Ok(text) => Ok((name.to_owned(), text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())),
                Err(_) => Err(ThemeError::file(format!("print/{name}"), "模板不是UTF-8编码，请另存为UTF-8")),
            })
            .collect()
    }

    /// A line of a template, counted from 1; empty where there is none.
    pub(super) fn line(&self, template: &str, number: usize) -> &str {
        let bytes = self.files.get(&format!("templates/{template}"));
        let text = bytes.and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("");
        text.lines().nth(number.saturating_sub(1)).unwrap_or("")
    }

    fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        self.files.iter().filter_map(move |(p, b)| Some((p.strip_prefix(folder)?, b.as_ref())))
    }
}
