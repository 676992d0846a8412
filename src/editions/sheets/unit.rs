//! What one lead unit answers for.

use super::{Made, sections};
use crate::check::record::{Indicator, Unit};
use crate::editions::blocks::{Block, Run};
use crate::editions::cells::Shown;
use crate::editions::lookup::{Lookup, Role, Year};
use crate::editions::words;

pub fn sections<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, unit: &Unit) -> Made {
    let duties = year.duties(&unit.id);
    let led: Vec<_> = duties.iter().filter(|(role, ..)| *role != Role::Support).copied().collect();
    let mut opening = Vec::new();
    let own: Vec<&Indicator> = year.answered_by(&unit.id);
    let counts = words::counts_line(&words::standing(year, &own));
    opening.extend((!counts.is_empty()).then_some(Block::Counts(counts)));
    let collects = led.iter().filter(|(role, ..)| *role == Role::Collects).count();
    let leads = led.len() - collects;
    let mut said = vec![format!("牵头任务{leads}项")];
    if collects > 0 {
        said.push(format!("汇总任务{collects}项"));
    }
    said.push(format!("参与任务{}项", duties.len() - led.len()));
    let note = "灯数计本单位负责的指标，各取最近一期";
    opening.push(Block::Text(vec![Run::plain(format!("{}；{note}。", said.join("，")))]));
    let shown: Vec<Shown<'_>> = own
        .into_iter()
        .filter_map(|i| Shown::standing(lookup, year, i))
        .filter(|s| s.figure.state != crate::compute::State::NotDue)
        .collect();
    let entries = year.plan.entries.iter().filter(|e| e.owner == unit.id);
    let current = year.current.into_iter();
    let problems = current.clone().flat_map(|f| &f.problems).filter(|p| p.owner.as_ref() == Some(&unit.id));
    let decisions = current.flat_map(|f| &f.decisions).filter(|d| d.unit.as_ref() == Some(&unit.id));
    Made {
        opening,
        sections: vec![
            sections::indicators("负责的指标", year, sections::by_need(shown), false),
            sections::problems("责任问题", lookup, year, problems, false),
            sections::steps(lookup, year, entries, false),
            sections::decisions(lookup, year, decisions),
            sections::tasks(year, &led, unit),
        ],
    }
}
