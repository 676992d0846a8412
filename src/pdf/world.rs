//! What Typst may see: the theme's templates, the paper's data and attachments, the fonts. Nothing else.

use super::fonts::Fonts;
use std::collections::BTreeMap;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

/// What all papers share.
pub struct Shared {
    pub library: LazyHash<Library>,
    pub fonts: Fonts,
    /// By name: `bulletin.typ`.
    pub sources: BTreeMap<String, Source>,
}

pub struct PaperWorld<'a> {
    shared: &'a Shared,
    main: FileId,
    /// By name: `data.json`.
    files: BTreeMap<String, Bytes>,
}

/// The file of a name; `None` where no path can be called so.
///
/// Typst keeps every path for ever, so papers use the same few names.
pub fn file_id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(format!("/{name}")).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl<'a> PaperWorld<'a> {
    /// `None` where the theme has no such template.
    pub fn new(shared: &'a Shared, template: &str, files: BTreeMap<String, Bytes>) -> Option<PaperWorld<'a>> {
        let main = shared.sources.get(template)?.id();
        Some(PaperWorld { shared, main, files })
    }
}

/// The name within the project; `None` for packages from elsewhere.
fn name(id: FileId) -> FileResult<String> {
    let path = id.get();
    let name = path.vpath().get_without_slash().to_owned();
    match path.root() {
        VirtualRoot::Project => Ok(name),
        VirtualRoot::Package(_) => Err(FileError::NotFound(name.into())),
    }
}

impl World for PaperWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let name = name(id)?;
        self.shared.sources.get(&name).cloned().ok_or_else(|| FileError::NotFound(name.into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let name = name(id)?;
        self.files.get(&name).cloned().ok_or_else(|| FileError::NotFound(name.into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.fonts.get(index).cloned()
    }

    /// There is no today: a paper's only date is its own.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
