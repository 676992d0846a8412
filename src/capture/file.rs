//! Takes paths and bytes. Gives the [`Draft`] of them; pure, and in parallel over the files.

use super::folder::is_content;
use super::{Content, Draft, Node, SourceFile, Value, blob, characters, csv, decode, front, markdown, yaml};
use crate::base::{Diagnostic, FileId, Span};
use rayon::prelude::*;

/// The largest text or picture that is read, in bytes: a hundred times a long report.
pub(super) const LARGEST: usize = 5_000_000;

/// What stands on the disk under one path.
#[derive(Debug)]
pub(super) enum Found {
    Bytes(Vec<u8>),
    /// A text too large to read, or a file that is not ours to read: its blob id and its length.
    Unread {
        blob: String,
        length: u64,
    },
    /// Rule, cause and way out.
    Broken {
        rule: &'static str,
        message: String,
        help: String,
    },
}

/// The draft of some files: paths relative to the content folder, with `/`, and the bytes that stand there.
///
/// Does no I/O. Paths that are no content (`issued/`, hidden files) are left out, as [`super::read_folder`] does.
pub fn parse_draft(files: Vec<(String, Vec<u8>)>) -> Draft {
    let files = files.into_iter().filter(|(path, _)| is_content(path));
    draft_of(files.collect(), |_, bytes| Found::Bytes(bytes))
}

/// Opens and parses each file; `open` is given the path and what the caller knows of it.
pub(super) fn draft_of<T: Send>(
    mut files: Vec<(String, T)>,
    open: impl Fn(&str, T) -> Found + Sync,
) -> Draft {
    files.sort_by(|a, b| a.0.cmp(&b.0));
    let read: Vec<Parsed> = files
        .into_par_iter()
        .enumerate()
        .map(|(i, (path, known))| {
            let found = open(&path, known);
            parsed(path, found, FileId(i as u32))
        })
        .collect();
    let mut draft = Draft::default();
    for Parsed { file, faults, picture } in read {
        if let Some(bytes) = picture {
            draft.pictures.insert(file.path.clone(), bytes);
        }
        draft.files.push(file);
        draft.faults.extend(faults);
    }
    draft
}

struct Parsed {
    file: SourceFile,
    faults: Vec<Diagnostic>,
    picture: Option<Vec<u8>>,
}

/// What is done with a file, by its ending.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Yaml,
    Markdown,
    Csv,
    Picture,
    Other,
}

/// Whether a file of this name is read as a picture.
pub fn is_picture(path: &str) -> bool {
    matches!(kind(path), Kind::Picture)
}

pub(super) fn kind(path: &str) -> Kind {
    match path.rsplit('/').next().and_then(|name| name.rsplit_once('.')) {
        Some((_, "yaml")) => Kind::Yaml,
        Some((_, "md")) => Kind::Markdown,
        Some((_, "csv")) => Kind::Csv,
        Some((_, "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg")) => Kind::Picture,
        _ => Kind::Other,
    }
}

fn parsed(path: String, found: Found, file: FileId) -> Parsed {
    let kind = kind(&path);
    let start = Span::new(file, 0..0);
    let whole = |blob, text, content| SourceFile { path: path.clone(), text, blob, content };
    let unreadable = |blob, faults| {
        let file = whole(blob, String::new(), Content::Unreadable);
        Parsed { file, faults, picture: None }
    };
    let (blob, bytes) = match found {
        Found::Bytes(bytes) => (blob::blob_id(&bytes), bytes),
        Found::Unread { blob, .. } if kind == Kind::Other => (blob, Vec::new()),
        Found::Unread { blob, length } => return unreadable(blob, vec![too_large(start, length)]),
        Found::Broken { rule, message, help } => {
            return unreadable(String::new(), vec![Diagnostic::error(rule, start, message).help(help)]);
        }
    };
    if kind == Kind::Other {
        return Parsed { file: whole(blob, String::new(), Content::Other), faults: vec![], picture: None };
    }
    if bytes.len() > LARGEST {
        return unreadable(blob, vec![too_large(start, bytes.len() as u64)]);
    }
    if kind == Kind::Picture {
        return Parsed {
            file: whole(blob, String::new(), Content::Other),
            faults: vec![],
            picture: Some(bytes),
        };
    }
    let (text, mut faults) = decode::decode(bytes, &path, file);
    let Some(text) = text else { return unreadable(blob, faults) };
    let hidden = characters::hidden_characters(&text, file);
    let content = content(kind, &text, file, !hidden.is_empty(), &mut faults);
    faults.extend(hidden);
    Parsed { file: whole(blob, text, content), faults, picture: None }
}

/// Parses a text; `hidden` where it holds characters that cannot be seen.
fn content(kind: Kind, text: &str, file: FileId, hidden: bool, faults: &mut Vec<Diagnostic>) -> Content {
    let mut sound = |result: Result<Option<Node>, Vec<Diagnostic>>| {
        result.unwrap_or_else(|found| {
            faults.extend(found);
            None
        })
    };
    // Where characters are hidden that fault is told already, and what else is wrong would only follow from it.
    let yaml = |text: &str, offset: usize| match hidden && characters::holds_hidden(text) {
        true => Err(Vec::new()),
        false => yaml::parse_yaml(text, file, offset),
    };
    match kind {
        Kind::Yaml => Content::Yaml(sound(yaml(text, 0))),
        Kind::Markdown => {
            let parts = front::split(text, file);
            let front = parts.front.and_then(|at| {
                let node = yaml(&text[at.clone()], at.start);
                sound(node.map(|n| n.or_else(|| Some(nothing(file, at.start)))))
            });
            faults.extend(parts.fault);
            let (body, found) = markdown::body(text, parts.body, file);
            faults.extend(found);
            Content::Markdown { front, body }
        }
        Kind::Csv => Content::Csv(csv::rows(text, file).unwrap_or_else(|fault| {
            faults.push(fault);
            Vec::new()
        })),
        Kind::Picture | Kind::Other => Content::Other,
    }
}

/// A front matter that is there and says nothing: a mapping without keys, so that each missing key can be named.
fn nothing(file: FileId, at: usize) -> Node {
    Node { span: Span::new(file, at..at), value: Value::Mapping(Vec::new()) }
}

fn too_large(span: Span, length: u64) -> Diagnostic {
    // Rounded up, so that no file is told to be as large as allowed.
    let megabytes = length.div_ceil(1_000_000);
    let message = format!("文件过大：约{megabytes}MB，文字和图片最多{}MB", LARGEST / 1_000_000);
    Diagnostic::error("too-large", span, message)
        .help("文字请分成几个文件，图片请压缩；或检查是否误放了别的文件")
}
