use crate::base::{FileId, Span};
use std::ops::Range;

/// The body's text and where it stands in its file.
#[derive(Clone, Copy)]
pub(super) struct Source<'t> {
    pub text: &'t str,
    pub file: FileId,
    pub offset: usize,
}

impl<'t> Source<'t> {
    pub fn span(&self, at: Range<usize>) -> Span {
        Span::new(self.file, self.offset + at.start..self.offset + at.end)
    }

    pub fn slice(&self, at: Range<usize>) -> &'t str {
        &self.text[at]
    }

    /// The range without blanks and line ends behind it.
    pub fn trimmed(&self, at: Range<usize>) -> Range<usize> {
        at.start..at.start + self.text[at].trim_end().len()
    }

    /// From a place to the end of its line, the line feed left out.
    pub fn rest_of_line(&self, at: usize) -> Range<usize> {
        at..self.text[at..].find(['\r', '\n']).map_or(self.text.len(), |i| at + i)
    }
}
