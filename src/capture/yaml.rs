//! Takes a YAML text. Gives a [`Node`] with a place on every key and value, or the faults in Chinese.
//!
//! YAML 1.2 core; no anchors, aliases or tags, one document. After a fault there is no node: what could be
//! understood of a broken text would only bring more faults that follow from the first.

use super::syntax::{self, Failure};
use super::traps;
use super::{Node, Value};
use crate::base::{Diagnostic, FileId, Span};
use granit_parser::{Event, Options, Parser, ScalarStyle, StructureStyle};
use std::ops::Range;

/// Deep enough for every format; what is deeper is a mistake or an attack.
const DEPTH: usize = 32;
const NODES: usize = 200_000;

/// Parses one YAML document: a file, a front matter, or the options of a generated block.
///
/// `offset` is where `text` begins in its file, so that places are those of the file. `None`: nothing is written
/// there, or comments only. The faults are never empty; a text has one fault for each mistake that was found.
pub fn parse_yaml(text: &str, file: FileId, offset: usize) -> Result<Option<Node>, Vec<Diagnostic>> {
    let mut tree = Tree::new(text, file, offset);
    let result = tree.read();
    let cut_short: Vec<Diagnostic> =
        traps::comments_in_texts(text, &tree.comments, &tree.nulls).map(|c| c.place(file, offset)).collect();
    if let Err(fault) = result {
        // A trap in the last thing understood is the cause of what broke right behind it, and so is a comment that
        // swallowed the bracket's end.
        let last = (offset + tree.last.start) as u32;
        let bracket = tree.bracket().map(|b| (offset + b) as u32);
        let is_told = tree.faults.iter().any(|f| f.span.start >= last)
            || cut_short.iter().any(|c| bracket.is_some_and(|b| c.span.start > b));
        if !is_told {
            tree.faults.push(fault);
        }
    }
    tree.faults.extend(cut_short);
    let root = tree.root.filter(|node| !node.is_null());
    if tree.faults.is_empty() { Ok(root) } else { Err(tree.faults) }
}

struct Tree<'t> {
    text: &'t str,
    file: FileId,
    offset: usize,
    open: Vec<Open>,
    root: Option<Node>,
    nodes: usize,
    /// Where the last scalar or bracket stands: a syntax error has its cause between it and the error's mark.
    last: Range<usize>,
    comments: Vec<Range<usize>>,
    /// Where an empty value was understood.
    nulls: Vec<usize>,
    faults: Vec<Diagnostic>,
}

/// A mapping or sequence whose end is not yet seen; a mapping's children are keys and values in turn.
struct Open {
    mapping: bool,
    flow: bool,
    start: usize,
    children: Vec<Node>,
}

impl<'t> Tree<'t> {
    fn new(text: &'t str, file: FileId, offset: usize) -> Tree<'t> {
        Tree {
            text,
            file,
            offset,
            open: Vec::new(),
            root: None,
            nodes: 0,
            last: 0..0,
            comments: Vec::new(),
            nulls: Vec::new(),
            faults: Vec::new(),
        }
    }

    fn read(&mut self) -> Result<(), Diagnostic> {
        for event in Parser::new_from_str_with_options(self.text, options()) {
            let (event, span) = event.map_err(|e| self.syntax(&e))?;
            let at = span.byte_range().unwrap_or(0..0);
            // Named as the clerk sees it: the mark itself, not the node behind it.
            if let Some(tag) = span.tag_span().and_then(|t| t.byte_range()) {
                return Err(traps::tag(self.text, tag).place(self.file, self.offset));
            }
            self.take(event, at)?;
        }
        Ok(())
    }

    fn take(&mut self, event: Event<'t>, at: Range<usize>) -> Result<(), Diagnostic> {
        match event {
            Event::Scalar(text, style, ..) => self.scalar(text.into_owned(), style, at)?,
            Event::SequenceStart(style, ..) => self.start(false, style, at)?,
            Event::MappingStart(style, ..) => self.start(true, style, at)?,
            Event::SequenceEnd | Event::MappingEnd => self.end(at)?,
            Event::Comment(..) => self.comments.push(at),
            Event::Anchor(..) => return Err(traps::anchor(self.text, at).place(self.file, self.offset)),
            Event::Alias(..) | Event::UnresolvedAlias(..) => {
                return Err(traps::alias(self.text, at).place(self.file, self.offset));
            }
            Event::DocumentStart(..) if self.root.is_some() => {
                return Err(traps::second_document(at).place(self.file, self.offset));
            }
            // Marks of the stream, and what later versions of the parser may add to it.
            _ => {}
        }
        Ok(())
    }

    fn scalar(
        &mut self,
        mut text: String,
        style: ScalarStyle,
        mut at: Range<usize>,
    ) -> Result<(), Diagnostic> {
        let plain = style == ScalarStyle::Plain;
        if plain && at.is_empty() {
            // The parser says `~` for nothing, and puts it before the colon.
            text.clear();
            self.nulls.push(at.start);
            if self.text[at.start..].starts_with(':') {
                at = at.start + 1..at.start + 1;
            }
        } else {
            if !matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted) {
                at.end = at.start + self.text[at.clone()].trim_end().len();
            }
            self.last = at.clone();
        }
        if plain && let Some(trap) = self.pair_trap(at.clone()) {
            self.faults.push(trap.place(self.file, self.offset));
        }
        let span = self.span(at);
        self.add(Node { span, value: Value::Scalar { text, plain } })
    }

    /// A pair that was read as a text: alone in the document, or below a key of a block mapping.
    fn pair_trap(&self, at: Range<usize>) -> Option<traps::Trap> {
        match self.open.last() {
            None => traps::pair_alone(self.text, at),
            Some(open) if open.mapping && !open.flow && open.children.len() % 2 == 1 => {
                traps::pair_read_as_text(self.text, at)
            }
            Some(_) => None,
        }
    }

    fn start(&mut self, mapping: bool, style: StructureStyle, at: Range<usize>) -> Result<(), Diagnostic> {
        let flow = style == StructureStyle::Flow;
        if flow {
            self.last = at.clone();
        }
        if self.open.len() >= DEPTH {
            return Err(traps::too_deep(at, DEPTH).place(self.file, self.offset));
        }
        self.open.push(Open { mapping, flow, start: at.start, children: Vec::new() });
        Ok(())
    }

    fn end(&mut self, at: Range<usize>) -> Result<(), Diagnostic> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let span = if open.flow {
            self.last = at.clone();
            self.span(open.start..at.end)
        } else {
            let start = open.children.first().map_or(open.start + self.offset, |c| c.span.start as usize);
            let end = open.children.last().map_or(start, |c| c.span.end as usize);
            Span::new(self.file, start..end.max(start))
        };
        if !open.mapping {
            return self.add(Node { span, value: Value::Sequence(open.children) });
        }
        let mut pairs = Vec::with_capacity(open.children.len() / 2);
        let mut children = open.children.into_iter();
        while let (Some(key), Some(value)) = (children.next(), children.next()) {
            pairs.push((key, value));
        }
        if open.flow
            && let Some(trap) = self.flow_trap(&pairs)
        {
            self.faults.push(trap);
        }
        self.add(Node { span, value: Value::Mapping(pairs) })
    }

    /// The first trap in the keys of a flow mapping: each further one most likely is the same mistake.
    fn flow_trap(&self, pairs: &[(Node, Node)]) -> Option<Diagnostic> {
        pairs
            .iter()
            .filter(|(key, _)| matches!(key.value, Value::Scalar { plain: true, .. }))
            .find_map(|(key, value)| {
                let at = key.span.range();
                let at = at.start - self.offset..at.end - self.offset;
                let without_colon =
                    if value.is_null() { traps::flow_key_without_colon(self.text, at.clone()) } else { None };
                without_colon.or_else(|| traps::full_width_in_flow_key(self.text, at))
            })
            .map(|trap| trap.place(self.file, self.offset))
    }

    fn add(&mut self, node: Node) -> Result<(), Diagnostic> {
        self.nodes += 1;
        if self.nodes > NODES {
            let message = format!("内容过多：一份文件最多{NODES}项");
            return Err(Diagnostic::error("too-large", node.span, message).help("请分成几个文件"));
        }
        match self.open.last_mut() {
            Some(open) => open.children.push(node),
            None => self.root = Some(node),
        }
        Ok(())
    }

    fn span(&self, at: Range<usize>) -> Span {
        Span::new(self.file, self.offset + at.start..self.offset + at.end)
    }

    /// The innermost open `[` or `{`.
    fn bracket(&self) -> Option<usize> {
        self.open.iter().rev().find(|o| o.flow).map(|o| o.start)
    }

    fn syntax(&self, error: &granit_parser::ScanError) -> Diagnostic {
        let mark = error.marker();
        let at = mark.byte_offset().unwrap_or_else(|| {
            self.text.char_indices().nth(mark.index()).map_or(self.text.len(), |(i, _)| i)
        });
        let failure = Failure {
            text: self.text,
            at: at.min(self.text.len()),
            last: self.last.clone(),
            bracket: self.bracket(),
        };
        syntax::explain(error.kind(), &failure).place(self.file, self.offset)
    }
}

fn options() -> Options {
    granit_parser::options! {
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        max_buffered_comment_events: 1_000_000,
        flow_nesting_limit: DEPTH,
        block_nesting_limit: DEPTH,
    }
}
