use super::blocks::Block;
use crate::base::{Date, Disclosure, Id, Period};
use crate::check::record::{Absent, Distribution, SeriesKind};

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
    /// Paths and blob ids of all that went in, sorted.
    pub inputs: Vec<(String, String)>,
    /// Version of the method in force.
    pub method: Date,
    /// Its page.
    pub url: String,
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
