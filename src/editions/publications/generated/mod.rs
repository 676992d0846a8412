//! Generated blocks: what the fences of an edition's text become.
//!
//! Each tells only what the editor's own words around it do not, so that every figure stands once in the text.

mod changes;
mod chart;
mod compose;
mod indicators;
mod options;
mod overview;
mod practices;
mod problems;
mod projects;
mod ranking;
mod regions;
mod requests;
mod tasks;

pub use chart::coming as coming_steps;
pub use indicators::{is_main, shown};
pub use options::{Options, faults};
pub use problems::in_scope;
pub use ranking::task_forces;
pub use requests::{needs, requests};

use super::super::blocks::{Block, Run, Style};
use super::issue::Issue;
use super::phrase::Phrase;
use super::told::Told;
use crate::base::Id;
use crate::check::record::Indicator;

/// The blocks of one fence; none where there is nothing to say. With `text: false` its tables and charts alone.
pub fn blocks(issue: &Issue, name: &str, options: &Options, told: &mut Told) -> Vec<Block> {
    let mut blocks = made(issue, name, options, told);
    if options.flag("text") == Some(false) {
        blocks.retain(|b| !matches!(b, Block::Text(_)));
    }
    blocks
}

fn made(issue: &Issue, name: &str, options: &Options, told: &mut Told) -> Vec<Block> {
    match name {
        "overview" => overview::blocks(issue, options, told),
        "indicators" => indicators::blocks(issue, options, told),
        "tasks" => tasks::blocks(issue, options, told),
        "projects" => projects::blocks(issue, options, told),
        "policies" => projects::policies(issue, options),
        "regions" => regions::blocks(issue, options, told),
        "problems" => problems::blocks(issue, options, told),
        "decisions" => problems::decisions(issue, options),
        "ranking" => ranking::blocks(issue, options, told),
        "changes" => changes::blocks(issue, options, told),
        "practices" => practices::blocks(issue, options),
        "chart" => chart::blocks(issue, options),
        _ => Vec::new(),
    }
}

/// The action a fence names, else the issue's own.
fn action<'a>(issue: &Issue<'a>, options: &Options) -> Option<&'a Id> {
    let named = options.one("action").and_then(|name| {
        issue.year.plan.actions.iter().find(|a| a.name == name || *a.id == *name).map(|a| &a.id)
    });
    named.or_else(|| issue.action())
}

/// The indicators a fence names, in the order it names them.
fn named<'a>(issue: &Issue<'a>, options: &Options) -> Vec<&'a Indicator> {
    let of = |name: &String| issue.year.plan.indicators.iter().find(|i| i.name == *name || *i.id == **name);
    options.all("indicators").iter().filter_map(of).collect()
}

/// Whether the issue prints an annex of this name, so that the text need not repeat its table.
fn annexed(issue: &Issue, name: &str) -> bool {
    issue.source.annexes.iter().any(|a| a == name)
}

fn text(phrase: Phrase) -> Option<Block> {
    (!phrase.is_empty()).then(|| Block::Text(phrase.runs()))
}

/// A paragraph with its heading in the line: `民生可感行动。亮灯33项……`.
fn run_in(title: &str, phrase: Phrase) -> Option<Block> {
    if phrase.is_empty() {
        return None;
    }
    let mut runs = vec![Run { text: format!("{title}。"), style: Style::Strong, ..Run::default() }];
    runs.extend(phrase.runs());
    Some(Block::Text(runs))
}
