//! One file of the folder at a time: from nodes with places to the types of the record.

pub mod action;
pub mod corrections;
pub mod duty;
pub mod edition;
pub mod history;
pub mod indicator;
pub mod ledger;
pub mod lists;
pub mod method;
pub mod plan;
pub mod reading;
pub mod region_plan;
pub mod registry;
pub mod report;
pub mod scan;
pub mod split;
pub mod target;

use super::reader::Reader;
use super::rules;
use crate::base::FileId;
use crate::capture::{Body, Content, Node};

/// Front matter and body of a Markdown file. Without front matter there is a diagnostic, here or from capture.
pub fn front<'d>(reader: &mut Reader<'d>, file: FileId) -> Option<(&'d Node, &'d Body)> {
    let draft = reader.draft;
    match &draft.file(file).content {
        Content::Markdown { front: Some(node), body } => Some((node, body)),
        Content::Markdown { front: None, .. } if has_fault(reader, file) => None,
        Content::Markdown { front: None, .. } => {
            reader.push(rules::empty_file(Reader::top(file), "以 --- 开头的表头"));
            None
        }
        Content::Yaml(_) | Content::Csv(_) | Content::Other | Content::Unreadable => None,
    }
}

pub fn has_fault(reader: &Reader, file: FileId) -> bool {
    reader.draft.faults.iter().any(|f| f.span.file == file && f.is_error())
}

/// Files of one kind below a folder, in order.
pub fn files_in(reader: &Reader, folder: &str, ending: &str) -> Vec<FileId> {
    let inside = |path: &str| {
        path.strip_prefix(folder).is_some_and(|rest| !rest.contains('/') && rest.ends_with(ending))
    };
    reader.draft.iter().filter(|(_, f)| inside(&f.path)).map(|(id, _)| id).collect()
}
