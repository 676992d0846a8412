//! Takes a folder. Gives a [`Draft`]: every scalar with its place, Markdown as a tree of our own, theme bytes.
//!
//! The only room that reads. Judges no meaning, writes nothing, and lets no type of a YAML or Markdown crate out.

mod draft;

pub use draft::{Body, Cell, Content, Draft, Node, SourceFile, ThemeFiles, Value};
