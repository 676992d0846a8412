//! Takes the body of a Markdown file. Gives [`Body`]: a tree of our own, and what in it must be judged or is broken.
//!
//! CommonMark with tables and `~~strike~~`. The tree has no node for raw HTML: its places are listed beside it.
//! Every run of text equals its source, byte for byte, except one made from an entity (`&lt;`).

mod build;
mod emphasis;
mod frame;
mod links;
mod slips;
mod source;

use super::Body;
use crate::base::{Diagnostic, FileId, Span};
use build::Builder;
use pulldown_cmark::{Options, Parser};
use source::Source;
use std::ops::Range;

/// Deep enough for any text that is read by people; what is deeper is a mistake or an attack.
pub(super) const DEPTH: usize = 100;

/// Parses `range` of a file's text; all places are those of the file.
///
/// The prose is empty where the text is nested too deeply.
pub(super) fn body(text: &str, range: Range<usize>, file: FileId) -> (Body, Vec<Diagnostic>) {
    let source = Source { text: &text[range.clone()], file, offset: range.start };
    let patched = emphasis::patched(source.text);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events: Vec<_> = Parser::new_ext(&patched, options).into_offset_iter().collect();
    let (mut body, faults) = Builder::new(source).build(events);
    body.span = Some(Span::new(file, range));
    (body, faults)
}
