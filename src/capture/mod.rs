//! Takes a folder. Gives a [`Draft`]: every scalar with its place, Markdown as a tree of our own, theme bytes.
//!
//! The only room that reads. Judges no meaning, writes nothing, and lets no type of a YAML or Markdown crate out.
//! A file that cannot be read or parsed never stops the others: it stands in the draft with its faults.

mod blob;
mod characters;
mod csv;
mod decode;
mod draft;
mod file;
mod folder;
mod front;
mod markdown;
mod picture;
mod syntax;
mod traps;
mod yaml;

pub use draft::{Body, Cell, Content, Draft, Node, SourceFile, ThemeFiles, Value};
pub use file::{is_picture, parse_draft};
pub use folder::{read_folder, read_fonts, read_theme};
pub use picture::{Picture, picture};
pub use yaml::parse_yaml;
