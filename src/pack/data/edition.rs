//! `editions/city-monthly-2024-07.json`: one issue, what it says and what it rests on.

use super::blocks::{BlockData, blocks};
use super::figures::{FiguresData, figures};
use super::parts::{self, Pairs, SCHEMA, TargetData};
use crate::base::Artifact;
use crate::check::record::{Absent, Reporter};
use crate::compute::PeriodFigures;
use crate::editions::lookup::Lookup;
use crate::editions::urls;
use crate::editions::{Edition, IssueForm};
use serde::Serialize;

#[derive(Serialize)]
struct EditionFile<'a> {
    schema: u32,
    id: &'a str,
    series: &'a str,
    kind: &'static str,
    scope: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    period: String,
    label: &'a str,
    title: &'a str,
    issuer: &'a str,
    cutoff: String,
    as_of: String,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    corrects: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected_by: Option<&'a str>,
    absent: Vec<AbsentData<'a>>,
    distribution: Distribution<'a>,
    blocks: Vec<BlockData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    figures: Option<FiguresData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    targets: Option<Pairs<&'a str, TargetData<'a>>>,
    method: String,
    inputs: Vec<Input<'a>>,
    tool: &'static str,
    theme: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    files: Vec<FileData<'a>>,
}

#[derive(Serialize)]
struct FileData<'a> {
    role: &'static str,
    path: &'a str,
    sha256: &'a str,
    bytes: usize,
}

#[derive(Serialize)]
struct AbsentData<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<&'a str>,
    note: &'a str,
}

#[derive(Serialize)]
struct Distribution<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    send: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    copy: Option<&'a str>,
}

#[derive(Serialize)]
struct Input<'a> {
    path: &'a str,
    blob: &'a str,
}

const TOOL: &str = concat!("tongbao ", env!("CARGO_PKG_VERSION"));

/// One issue. `known` are the figures of its period as known on its own day, from which its texts come.
pub fn edition_json(lookup: &Lookup<'_>, edition: &Edition, known: Option<&PeriodFigures>) -> Artifact {
    let year = lookup.year(edition.period.year);
    let known = known.and_then(|known| Some((year?, known)));
    let file = EditionFile {
        schema: SCHEMA,
        id: &edition.id,
        series: &edition.series,
        kind: edition.kind.code(),
        scope: &edition.scope,
        number: edition.number.as_deref(),
        period: edition.period.to_string(),
        label: &edition.label,
        title: &edition.title,
        issuer: &edition.issuer,
        cutoff: edition.cutoff.to_string(),
        as_of: edition.as_of.to_string(),
        state: edition.state.code(),
        corrects: edition.corrects.as_deref(),
        corrected_by: edition.corrected_by.as_deref(),
        absent: edition.absent.iter().map(absent).collect(),
        distribution: Distribution {
            report: edition.distribution.report.as_deref(),
            send: edition.distribution.send.as_deref(),
            copy: edition.distribution.copy.as_deref(),
        },
        blocks: blocks(&edition.blocks),
        figures: known.map(|(year, known)| figures(lookup.record, year, known)),
        targets: known.map(|(_, known)| in_force(known)),
        method: edition.method.to_string(),
        inputs: edition.inputs.iter().map(|(path, blob)| Input { path, blob }).collect(),
        tool: TOOL,
        theme: &lookup.record.site().theme,
        files: edition.files.iter().map(file_data).collect(),
    };
    parts::artifact(urls::data_edition(&edition.id), &file)
}

fn file_data(file: &IssueForm) -> FileData<'_> {
    FileData { role: file.role.code(), path: &file.path, sha256: &file.sha256, bytes: file.bytes }
}

fn absent(absent: &Absent) -> AbsentData<'_> {
    let (action, region) = match &absent.of {
        Reporter::Action(id) => (Some(&**id), None),
        Reporter::Region(id) => (None, Some(&**id)),
    };
    AbsentData { action, region, note: &absent.note }
}

/// The target of every indicator that has one.
fn in_force(known: &PeriodFigures) -> Pairs<&str, TargetData<'_>> {
    let targets = known.indicators.iter().filter_map(|f| Some((&*f.id, parts::target(&f.target, None)?)));
    Pairs(targets.collect())
}
