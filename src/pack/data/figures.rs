//! `2024/figures/2024-07.json`: where everything stood in one period.

use super::indicator::{LightData, figure, light};
use super::parts::{self, Pairs, SCHEMA};
use crate::base::{Artifact, Color};
use crate::check::Record;
use crate::compute::{
    Counts, DoneItems, PeriodFigures, ProblemFigure, RegionScore, ReportFigure, State, TaskFigure,
};
use crate::editions::lookup::{Lookup, Year};
use crate::editions::urls;
use serde::Serialize;

#[derive(Serialize)]
struct FiguresFile<'a> {
    schema: u32,
    period: String,
    label: String,
    as_of: String,
    method: String,
    #[serde(flatten)]
    figures: FiguresData<'a>,
}

/// The figures of one period, as the period's file and an edition's hold them.
#[derive(Serialize)]
pub(super) struct FiguresData<'a> {
    indicators: Pairs<&'a str, super::indicator::FigureData<'a>>,
    tasks: Pairs<String, TaskData<'a>>,
    problems: Vec<ProblemData<'a>>,
    counts: Pairs<&'a str, Pairs<&'static str, u32>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    done_items: Option<DoneData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scores: Option<Scores<'a>>,
    reports: Vec<ReportData<'a>>,
}

#[derive(Serialize)]
struct TaskData<'a> {
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    light: Option<LightData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    progress: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<&'a str>,
}

#[derive(Serialize)]
struct ProblemData<'a> {
    id: &'a str,
    state: &'static str,
    opened: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    age_days: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closed: Option<String>,
    reopened: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    carried: bool,
}

#[derive(Serialize)]
struct DoneData {
    total: u32,
    done: u32,
}

#[derive(Serialize)]
struct Scores<'a> {
    regions: Vec<ScoreData<'a>>,
}

#[derive(Serialize)]
struct ScoreData<'a> {
    region: &'a str,
    group: &'a str,
    score: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    rank: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<u32>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    left_out: &'a [String],
}

#[derive(Serialize)]
struct ReportData<'a> {
    of: &'a str,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    filed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
}

/// One period of one year, as known on the figures' day.
pub fn figures_json(lookup: &Lookup<'_>, year: &Year<'_>, period: &PeriodFigures) -> Artifact {
    let file = FiguresFile {
        schema: SCHEMA,
        period: period.period.to_string(),
        label: period.period.label(),
        as_of: lookup.figures.as_of.to_string(),
        method: period.method.to_string(),
        figures: figures(lookup.record, year, period),
    };
    parts::artifact(urls::data_figures(period.period), &file)
}

pub(super) fn figures<'a>(record: &'a Record, year: &Year<'a>, period: &'a PeriodFigures) -> FiguresData<'a> {
    let indicators =
        period.indicators.iter().map(|f| (&*f.id, figure(year.indicator(&f.id), f, period.period)));
    let tasks = period.tasks.iter().map(|t| (format!("{}/{}", t.action, t.task), task(t)));
    FiguresData {
        indicators: Pairs(indicators.collect()),
        tasks: Pairs(tasks.collect()),
        problems: period.problems.iter().map(|p| problem(record, p)).collect(),
        counts: Pairs(period.counts.iter().map(|(id, c)| (&**id, counts(c))).collect()),
        done_items: period.done_items.map(|DoneItems { total, done }| DoneData { total, done }),
        scores: (!period.scores.is_empty())
            .then(|| Scores { regions: period.scores.iter().map(score).collect() }),
        reports: period.reports.iter().map(report).collect(),
    }
}

fn task(task: &TaskFigure) -> TaskData<'_> {
    TaskData {
        state: task.state.code(),
        reason: match &task.state {
            State::NotAssessed(reason) => Some(reason.text()),
            State::Lit(_) | State::NotDue | State::Missing | State::NoTarget => None,
        },
        light: task.state.light().map(light),
        progress: task.progress.as_deref(),
        next: task.next.as_deref(),
    }
}

fn problem<'a>(record: &'a Record, problem: &'a ProblemFigure) -> ProblemData<'a> {
    ProblemData {
        id: &problem.id,
        state: problem.state.chinese(),
        opened: problem.opened.to_string(),
        by: problem.by.map(|d| d.to_string()),
        age_days: problem.age_days.filter(|_| problem.closed.is_none()),
        closed: problem.closed.map(|d| d.to_string()),
        reopened: problem.reopened,
        owner: problem.owner.as_ref().map(|id| record.name(id)),
        carried: problem.carried,
    }
}

/// By light code, then by state; zeros are absent.
fn counts(counts: &Counts) -> Pairs<&'static str, u32> {
    let lights = [Color::Green, Color::Yellow, Color::Red, Color::Blue];
    let states = [
        ("not-due", counts.not_due),
        ("missing", counts.missing),
        ("not-assessed", counts.not_assessed),
        ("no-target", counts.no_target),
    ];
    let all = lights.map(|c| (c.code(), counts.of(c))).into_iter().chain(states);
    Pairs(all.filter(|(_, n)| *n > 0).collect())
}

fn score(score: &RegionScore) -> ScoreData<'_> {
    ScoreData {
        region: &score.region,
        group: &score.group,
        score: score.score.rounded(1).to_string(),
        rank: score.rank,
        was: score.was,
        left_out: &score.left_out,
    }
}

fn report(report: &ReportFigure) -> ReportData<'_> {
    ReportData {
        of: report.of.id(),
        state: report.state.code(),
        filed: report.filed.map(|d| d.to_string()),
        due: report.due.map(|d| d.to_string()),
    }
}
