use crate::base::{Diagnostic, FileId, Prose, Span};
use std::collections::BTreeMap;

/// The content folder as it was written: every file, every scalar and key with its place, nothing judged.
#[derive(Debug, Default)]
pub struct Draft {
    /// In the order of their paths; [`FileId`] is an index into it.
    pub files: Vec<SourceFile>,
    /// What could not be read or parsed, in the order of the files. Each file named here stands in `files`, with what
    /// was understood of it; one that could not be read has the place 0..0.
    pub faults: Vec<Diagnostic>,
    /// The bytes of the pictures in the folder (png, jpg, jpeg, gif, webp, svg), by path.
    pub pictures: BTreeMap<String, Vec<u8>>,
}

/// One file of the folder.
#[derive(Debug)]
pub struct SourceFile {
    /// Relative to the content folder, with `/`.
    pub path: String,
    /// As UTF-8, without BOM; empty where it could not be read.
    pub text: String,
    /// Git blob id of the bytes as they are on disk, 40 hex digits.
    pub blob: String,
    pub content: Content,
}

/// What a file holds, by its ending.
#[derive(Debug)]
pub enum Content {
    /// `.yaml`; `None` where it says nothing, or cannot be parsed or holds a trap (then `faults` says so).
    Yaml(Option<Node>),
    /// `.md`; `front` is `None` where there is none (no fault), or it cannot be parsed (a fault). A front matter that is
    /// there and says nothing is a mapping without keys.
    Markdown { front: Option<Node>, body: Body },
    /// `.csv`: rows of cells, the head included, empty lines left out; none after a fault.
    Csv(Vec<Vec<Cell>>),
    /// Anything else in the folder, such as pictures; not judged.
    Other,
    /// Could not be read; a fault says why.
    Unreadable,
}

/// A Markdown body with the things in it that must be judged.
///
/// Every run of text equals its source byte for byte, except one made from an entity (`&lt;`) and the blank of a soft
/// break (whose place is the line end), so that a place in a run is a place in the file. Runs that stand side by side in
/// the source are one; an escape (`\*`) begins a new one behind its backslash. The prose is empty where it is nested too
/// deeply. A generated block's options are the source at their place, ready for [`super::parse_yaml`].
#[derive(Debug, Default)]
pub struct Body {
    pub prose: Prose,
    /// Raw HTML other than comments, each with its place.
    pub html: Vec<Span>,
    /// `<!-- … -->`: the text inside and its place (of the whole comment).
    pub comments: Vec<(String, Span)>,
    /// From the line after the front matter to the end of the file. It begins at 0 only where no front matter was begun.
    pub span: Option<Span>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    pub span: Span,
}

/// A node of a YAML document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Of a quoted scalar the source with its quotes; of a mapping or sequence its brackets, or in block style from its
    /// first to its last child; of an empty value the place right behind its colon.
    pub span: Span,
    pub value: Value,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text as it stands there, escapes of double quotes resolved. `plain` is false for a quoted or block scalar.
    Scalar {
        text: String,
        plain: bool,
    },
    Sequence(Vec<Node>),
    /// Keys in the order written, duplicates included.
    Mapping(Vec<(Node, Node)>),
}

impl Node {
    /// An empty value, `~` or `null`, or a block text with nothing in it: nothing is said here.
    pub fn is_null(&self) -> bool {
        match &self.value {
            Value::Scalar { text, plain } => text.is_empty() || (*plain && (text == "~" || text == "null")),
            Value::Sequence(_) | Value::Mapping(_) => false,
        }
    }

    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            Value::Sequence(_) | Value::Mapping(_) => None,
        }
    }

    /// The value of a key, the first where it stands twice.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Mapping(pairs) => pairs.iter().find(|(k, _)| k.scalar() == Some(key)).map(|(_, v)| v),
            Value::Scalar { .. } | Value::Sequence(_) => None,
        }
    }
}

impl Draft {
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    pub fn id(&self, path: &str) -> Option<FileId> {
        self.files.binary_search_by(|f| f.path.as_str().cmp(path)).ok().map(|i| FileId(i as u32))
    }

    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(i, f)| (FileId(i as u32), f))
    }

    /// The source text a span covers.
    pub fn text_at(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.range()).unwrap_or("")
    }
}

impl SourceFile {
    /// Line and column of a byte, both from 1, columns in Unicode scalar values.
    pub fn line_column(&self, byte: usize) -> (u32, u32) {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let before = &self.text[..byte];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
        (line as u32, before[line_start..].chars().count() as u32 + 1)
    }
}

/// The theme's files: a path within the theme and its bytes, sorted by path.
pub type ThemeFiles = BTreeMap<String, Vec<u8>>;
