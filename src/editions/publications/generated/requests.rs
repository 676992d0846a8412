//! What is asked of whom by when: of open problems what their reporters ask; of red indicators what they need.

use super::overview::assessed;
use super::problems::in_scope;
use crate::check::Field;
use crate::check::record::{ProblemState, Reporter};
use crate::editions::blocks::Run;
use crate::editions::publications::issue::{Issue, OFFICE};
use crate::editions::publications::item::{Item, Shape};
use crate::editions::publications::phrase::{Phrase, paragraph};
use crate::editions::publications::sentences::problems::{Told as Asked, request};
use crate::editions::urls;

/// So many requests stand in the text; the register has the others.
const MOST: usize = 8;

/// What can be asked as it stands, and what needs a word of the editor first.
pub struct Requests {
    pub sentences: Phrase,
    /// Open problems that ask for something without a day to come.
    pub without_day: Vec<String>,
    /// Red indicators with who answers for them.
    pub red: Vec<String>,
}

/// Of a bulletin: the earliest day first.
pub fn requests(issue: &Issue) -> Requests {
    let calendar = issue.record.calendar(issue.year.year);
    let mut asked = Vec::new();
    let mut without_day = Vec::new();
    for problem in in_scope(issue, None) {
        if matches!(problem.state, ProblemState::Closed | ProblemState::Proposed) || problem.ask.is_none() {
            continue;
        }
        let reporter = match &problem.reporter {
            Reporter::Action(id) => issue.lookup.name(id),
            Reporter::Region(id) => issue.lookup.name(id),
        };
        let told = Asked {
            problem,
            reporter,
            owner: problem.owner.as_ref().map(|o| issue.lookup.name(o)),
            workday: problem
                .by
                .is_some_and(|by| by > issue.source.as_of && calendar.is_none_or(|c| c.is_workday(by))),
            closed: None,
            href: urls::problem(issue.year.year, &problem.id),
        };
        match request(&told) {
            Some(said) => asked.push((
                problem.by,
                said.say("（").run(Run::link(problem.id.to_string(), told.href)).say("）"),
            )),
            None => without_day.push(format!(
                "{}请{}{}",
                problem.id,
                told.owner.unwrap_or("（责任单位未定）"),
                problem.ask.as_deref().unwrap_or_default().trim_end_matches('。')
            )),
        }
    }
    asked.sort_by_key(|(by, _)| *by);
    let rest = asked.len().saturating_sub(MOST);
    let more = (rest > 0).then(|| Phrase::of(format!("其余{rest}项请求事项按问题清单所列时限办理")));
    let sentences = paragraph(asked.into_iter().take(MOST).map(|(_, said)| said).chain(more));
    let red = assessed(issue, None).into_iter().filter(Item::is_red).map(|item| {
        let led = item.led_by.as_deref().map(|l| format!("（{l}）")).unwrap_or_default();
        format!("{}{led}", item.indicator.name)
    });
    Requests { sentences, without_day, red: red.collect() }
}

/// Of a review: `市教体局：乡镇寄宿制学校后9个月需月均3所方可完成年度目标`, a paragraph each unit.
pub fn needs(issue: &Issue) -> Vec<Phrase> {
    let mut units: Vec<(String, Vec<Phrase>)> = Vec::new();
    for item in assessed(issue, None).into_iter().filter(Item::is_red) {
        let Some(pace) = item.bound(Field::PaceNeeded, Shape::Short) else { continue };
        let Some(unit) = item.led_by.as_deref() else { continue };
        let unit = unit.trim_start_matches(OFFICE);
        let unit =
            ["分别牵头", "牵头", "汇总", "负责"].iter().find_map(|w| unit.strip_suffix(w)).unwrap_or(unit);
        let left = 12 - item.period.last_month();
        let said = item.name().say(format!("后{left}个月需月均")).add(pace).say("方可完成年度目标");
        match units.iter_mut().find(|(name, _)| name == unit) {
            Some((_, list)) => list.push(said),
            None => units.push((unit.to_string(), vec![said])),
        }
    }
    let all = units.into_iter().map(|(unit, said)| Phrase::of(format!("{unit}：")).add(paragraph(said)));
    all.collect()
}
