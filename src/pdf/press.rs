use super::convert::{document, picture_file};
use super::error::PressError;
use super::fonts::Fonts;
use super::paper::{PageStyle, Paper};
use super::world::{PaperWorld, Shared, file_id};
use crate::editions::blocks::Block;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Bytes, Dict, Smart};
use typst::syntax::Source;
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// After so many bytes of PDF, Typst's memory of layouts is aged. By document it would be aged by every short one too,
/// and a long one on another worker would lose what it still needs.
const AGED: usize = 1 << 20;

/// For how many ages it is kept: more costs memory, fewer time.
const KEPT: usize = 1;

/// More workers than this only cost memory: Typst itself uses several cores for one document.
const WORKERS: usize = 4;

/// Templates and fonts ready; sets papers, from several threads at once if wanted.
pub struct Press {
    shared: Shared,
}

impl Press {
    /// `sources`: the theme's `print/*.typ` by name; `fonts`: the bytes of font files, in a fixed order.
    ///
    /// An error where a face of the standard has no font.
    pub fn new(sources: &BTreeMap<String, String>, fonts: Vec<Vec<u8>>) -> Result<Press, PressError> {
        let source = |(name, text): (&String, &String)| {
            Some((name.clone(), Source::new(file_id(name)?, text.clone())))
        };
        let library = LazyHash::new(Library::builder().with_inputs(Dict::new()).build());
        let sources = sources.iter().filter_map(source).collect();
        Ok(Press { shared: Shared { library, fonts: Fonts::new(fonts)?, sources } })
    }

    /// One paper as PDF/A-3a and PDF/UA-1; the same paper gives the same bytes.
    pub fn set(&self, paper: &Paper) -> Result<Vec<u8>, PressError> {
        self.pdf(paper).map_err(|error| match error {
            PressError::Template { .. } if !paper.pictures.is_empty() => self.blame(paper, error),
            other => other,
        })
    }

    /// Typst does not say which picture it cannot set: each is tried alone.
    fn blame(&self, paper: &Paper, error: PressError) -> PressError {
        let fails = |(src, bytes): (&String, &Arc<[u8]>)| {
            let picture = Block::Picture { src: src.clone(), alt: "图".into(), caption: String::new() };
            let pictures = BTreeMap::from([(src.clone(), bytes.clone())]);
            let alone = Paper { blocks: vec![picture], pictures, attachments: Vec::new(), ..paper.clone() };
            self.pdf(&alone).is_err().then(|| src.clone())
        };
        let broken: Vec<String> = paper.pictures.iter().filter_map(fails).collect();
        if broken.is_empty() { error } else { PressError::Pictures(broken) }
    }

    fn pdf(&self, paper: &Paper) -> Result<Vec<u8>, PressError> {
        let data = document(paper, &self.shared.fonts)?;
        let mut files = BTreeMap::from([("data.json".to_owned(), Bytes::new(data))]);
        for (n, attachment) in paper.attachments.iter().enumerate() {
            files.insert(format!("attachment-{n}"), Bytes::new(attachment.bytes.clone()));
        }
        for (at, bytes) in paper.pictures.values().enumerate() {
            files.insert(picture_file(at), Bytes::new(bytes.clone()));
        }
        let template = paper.style.template();
        let world = PaperWorld::new(&self.shared, template, files).ok_or_else(|| absent(template))?;
        let document = typst::compile::<PagedDocument>(&world).output;
        let document = document.map_err(|all| fault(&world, all.first()))?;
        if paper.style == PageStyle::Sheet && document.pages().len() > 1 {
            return Err(PressError::TooLong);
        }
        let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
            .map_err(|error| message(error.message().to_string()))?;
        let options = PdfOptions {
            ident: Smart::Custom(paper.id.clone()),
            creator: Smart::Custom(Some("tongbao".into())),
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|all| fault(&world, all.first()))
    }

    /// Makes a paper of each thing, sets it and gives what becomes of it, in the order of the things, on as many workers
    /// as help. Only what they are at work on is in memory.
    ///
    /// The workers are no threads of a common pool: Typst puts part of its work there, which would wait for them and
    /// pile up.
    pub fn set_all<T: Sync, R: Send>(
        &self,
        things: &[T],
        paper: impl Fn(&T) -> Paper + Sync,
        done: impl Fn(&T, Result<Vec<u8>, PressError>) -> R + Sync,
    ) -> Vec<R> {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let (next, set) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = || {
            let mut results = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(thing) = things.get(at) else { return results };
                let pdf = self.set(&paper(thing));
                let length = pdf.as_ref().map_or(0, Vec::len);
                results.push((at, done(thing, pdf)));
                let before = set.fetch_add(length, Ordering::Relaxed);
                if before / AGED != (before + length) / AGED {
                    comemo::evict(KEPT);
                }
            }
        };
        let mut results: Vec<(usize, R)> = thread::scope(|scope| {
            let workers = cores.min(WORKERS).min(things.len());
            let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
            let join = |worker: thread::ScopedJoinHandle<'_, _>| {
                worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            };
            workers.into_iter().flat_map(join).collect()
        });
        // What comes after needs the room more than another run would need the work.
        comemo::evict(0);
        results.sort_by_key(|(at, _)| *at);
        results.into_iter().map(|(_, result)| result).collect()
    }
}

fn absent(template: &str) -> PressError {
    PressError::Template {
        path: format!("print/{template}"),
        place: None,
        line: String::new(),
        message: "缺少这个模板".into(),
    }
}

fn message(text: String) -> PressError {
    PressError::Template { path: "print".into(), place: None, line: String::new(), message: text }
}

/// What Typst says of a template, with its place; its own words are English.
fn fault(world: &PaperWorld<'_>, found: Option<&SourceDiagnostic>) -> PressError {
    let Some(found) = found else { return message("没有排出任何一页".into()) };
    let mut text = found.message.to_string();
    for hint in &found.hints {
        text.push_str(&format!("（{}）", hint.v));
    }
    let place = found.span.id().zip(world.range(found.span));
    let source = place.and_then(|(id, range)| Some((world.source(id).ok()?, range)));
    let Some((source, range)) = source else { return message(text) };
    let lines = source.lines();
    let line = lines.byte_to_line(range.start).unwrap_or(0);
    let column = lines.byte_to_column(range.start).unwrap_or(0);
    PressError::Template {
        path: format!("print/{}", source.id().get().vpath().get_without_slash()),
        place: Some((line + 1, column + 1)),
        line: source.text().lines().nth(line).unwrap_or("").to_owned(),
        message: text,
    }
}
