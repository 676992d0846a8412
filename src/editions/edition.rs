use super::blocks::Block;
use crate::base::{Artifact, Date, Disclosure, Id, Period};
use crate::check::record::{Absent, Distribution, SeriesKind};
use sha2::{Digest, Sha256};

/// One issue of a publication: what it says, block by block, and what it rests on.
#[derive(Debug, Clone)]
pub struct Edition {
    /// `city-monthly-2024-07`
    pub id: String,
    pub series: Id,
    pub series_name: String,
    pub kind: SeriesKind,
    /// `city` or an action's id.
    pub scope: String,
    /// 第6期（总第6期）; `None` for a draft that has none yet.
    pub number: Option<String>,
    pub period: Period,
    pub label: String,
    pub title: String,
    pub issuer: String,
    pub cutoff: Date,
    pub as_of: Date,
    pub state: EditionState,
    pub corrects: Option<String>,
    pub corrected_by: Option<String>,
    pub absent: Vec<Absent>,
    pub distribution: Distribution,
    pub disclosure: Disclosure,
    pub demo: bool,
    pub blocks: Vec<Block>,
    /// 核稿单: every number and name of it in reading order, with source and last issue's value.
    pub reading: Vec<Block>,
    /// Paths and blob ids of all that went in, sorted.
    pub inputs: Vec<(String, String)>,
    /// Version of the method in force.
    pub method: Date,
    /// Its page.
    pub url: String,
    /// The files it is also issued as.
    pub files: Vec<IssueForm>,
}

/// A file of an issue, and its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueForm {
    pub role: FileRole,
    /// Relative to the site's root.
    pub path: String,
    /// 64 hex digits.
    pub sha256: String,
    pub bytes: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileRole {
    Pdf,
}

impl FileRole {
    /// As the data files name it.
    pub fn code(self) -> &'static str {
        match self {
            FileRole::Pdf => "pdf",
        }
    }

    /// As a link to it says.
    pub fn word(self) -> &'static str {
        match self {
            FileRole::Pdf => "PDF",
        }
    }
}

impl IssueForm {
    /// Of a file that goes into the site.
    pub fn new(role: FileRole, file: &Artifact) -> IssueForm {
        let sha256 = Sha256::digest(&file.bytes).iter().map(|b| format!("{b:02x}")).collect();
        IssueForm { role, path: file.path.clone(), sha256, bytes: file.bytes.len() }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditionState {
    Draft,
    Issued,
    Corrected,
}

impl EditionState {
    pub fn code(self) -> &'static str {
        match self {
            EditionState::Draft => "draft",
            EditionState::Issued => "issued",
            EditionState::Corrected => "corrected",
        }
    }
}
