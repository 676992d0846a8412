//! Where one action stands: what is red or yellow, its steps, its problems.

use super::{Made, sections};
use crate::base::Color;
use crate::check::record::{Action, Reporter};
use crate::editions::blocks::{Block, Run};
use crate::editions::cells::Shown;
use crate::editions::lookup::{Lookup, Year};
use crate::editions::pages::parts;
use crate::editions::words;

pub fn sections<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, action: &'a Action) -> Made {
    let counts = year.current.and_then(|f| f.counts_of(&action.id));
    let mut opening = Vec::new();
    let line = counts.map(words::counts_line).unwrap_or_default();
    opening.extend((!line.is_empty()).then_some(Block::Counts(line)));
    opening.extend(parts::longer(year, |i| i.action.as_ref() == Some(&action.id)));
    let force = &action.task_force;
    let office = format!("专班办公室：{}；任务{}项。", lookup.name(&force.office), action.tasks.len());
    opening.push(Block::Text(vec![Run::plain(office)]));
    let wanted = |s: &Shown<'_>| {
        matches!(s.figure.state.color(), Some(Color::Red | Color::Yellow))
            || s.figure.state == crate::compute::State::Missing
    };
    let shown = year.indicators_of(&action.id).into_iter().filter_map(|i| Shown::standing(lookup, year, i));
    let shown: Vec<Shown<'_>> = shown.filter(wanted).collect();
    let entries = year.entries_of(&action.id).iter().copied();
    let own = Reporter::Action(action.id.clone());
    opening.extend(sections::silent(lookup, year, |of| *of == own));
    let current = year.current.into_iter();
    let problems = current.clone().flat_map(|f| &f.problems).filter(|p| p.reporter == own);
    let decisions = current.flat_map(|f| &f.decisions).filter(|d| d.reporter == own);
    Made {
        opening,
        sections: vec![
            sections::indicators("红灯、黄灯和未报的指标", year, sections::by_need(shown), true),
            sections::steps(lookup, year, entries, true),
            sections::problems("在册问题", lookup, year, problems, true),
            sections::decisions(lookup, year, decisions),
        ],
    }
}
