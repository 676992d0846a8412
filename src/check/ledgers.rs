//! Problems and decisions from report to report: each step must fit the one before.

use super::places::Places;
use super::read::report::{Address, DecisionMarks, PartRead};
use super::record::{Decision, DecisionState, PartState, Problem, ProblemState, Reporter};
use super::rules;
use crate::base::{Date, Diagnostic, Id, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Where each problem stands.
#[derive(Default)]
pub struct Problems {
    known: BTreeMap<String, Standing>,
}

struct Standing {
    what: String,
    reporter: Reporter,
    state: ProblemState,
    evidence: bool,
    opened: Date,
    first: Span,
    /// The address in which it was last mentioned.
    last: Address,
}

impl Problems {
    pub fn has(&self, id: &str) -> bool {
        self.known.contains_key(id)
    }

    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.known.keys().map(String::as_str)
    }

    pub fn check(&self, part: &mut PartRead, gap: bool, places: &Places) {
        let mut found = Vec::new();
        for (index, problem) in part.part.problems.iter().enumerate() {
            let id_span = part.marks.problem_ids[index];
            let state_span = part.marks.problem_states[index].unwrap_or(id_span);
            match self.known.get(&*problem.id) {
                // A step may stand in the report that is withdrawn.
                _ if gap => {}
                None => found.extend(first_mention(problem, id_span, state_span)),
                Some(standing) => {
                    if problem.what.as_ref().is_some_and(|w| *w != standing.what) {
                        let first = places.line(standing.first);
                        found.push(rules::duplicate_id("问题", &problem.id, id_span, &first));
                    } else {
                        found.extend(transition(problem, standing, state_span));
                        found.extend(closed_early(problem, standing, part.marks.problem_closed[index]));
                    }
                }
            }
        }
        part.found.extend(found);
    }

    pub fn enter(&mut self, part: &PartRead) {
        for (problem, span) in part.part.problems.iter().zip(&part.marks.problem_ids) {
            let standing = self.known.entry(problem.id.to_string()).or_insert_with(|| Standing {
                what: problem.what.clone().unwrap_or_default(),
                reporter: part.address.of.clone(),
                state: ProblemState::Open,
                evidence: false,
                opened: problem.opened.unwrap_or(part.part.cutoff),
                first: *span,
                last: part.address.clone(),
            });
            if let Some(state) = problem.state {
                if state == ProblemState::Reopened && standing.state != ProblemState::Reopened {
                    standing.evidence = false;
                }
                standing.state = state;
            }
            standing.evidence |= problem.evidence.is_some();
            standing.last = part.address.clone();
        }
    }

    /// A month report of which a sound part came must mention each open problem of its reporter.
    pub fn not_mentioned(&self, parts: &mut [PartRead]) {
        let mentioned: BTreeSet<String> =
            parts.iter().flat_map(|p| &p.part.problems).map(|p| p.id.to_string()).collect();
        let all_sound = parts.iter().all(|p| p.part.state == PartState::Sound);
        let Some(part) = parts.iter_mut().find(|p| p.part.state == PartState::Sound) else { return };
        if part.address.period.kind != crate::base::Frequency::Month || !all_sound {
            return;
        }
        let Some(span) = part.marks.problems.or(part.marks.head) else { return };
        for (id, standing) in &self.known {
            let open = standing.state != ProblemState::Closed && standing.last.period < part.address.period;
            if open && standing.reporter == part.address.of && !mentioned.contains(id) {
                part.found.push(rules::problem_not_mentioned(id, &standing.what, span));
            }
        }
    }
}

/// Nothing is closed before it was opened.
fn closed_early(problem: &Problem, standing: &Standing, span: Option<Span>) -> Option<Diagnostic> {
    let closed = problem.closed.filter(|day| *day < standing.opened)?;
    Some(rules::date_order(span?, format!("销号日{closed}早于提出日{}", standing.opened)))
}

fn first_mention(problem: &Problem, id_span: Span, state_span: Span) -> Option<Diagnostic> {
    match problem.state {
        Some(state) if state != ProblemState::Open => {
            let why = format!("问题“{}”首次出现，状态写的是“{}”", problem.id, state.chinese());
            let help = "新问题的状态为“挂号”；若是旧问题，请核对编号";
            Some(rules::problem_state(state_span, why, help))
        }
        Some(_) | None if problem.what.is_none() => Some(rules::missing_field("what", id_span)),
        Some(_) | None => None,
    }
}

fn transition(problem: &Problem, standing: &Standing, span: Span) -> Option<Diagnostic> {
    use ProblemState::{Closed, Open, Proposed, Reopened};
    let new = problem.state?;
    let (old, id) = (standing.state, &problem.id);
    let wrong = |help: &str| {
        let why = format!("问题“{id}”由“{}”不能改为“{}”", old.chinese(), new.chinese());
        Some(rules::problem_state(span, why, help))
    };
    match (old, new) {
        (Open, Open) | (Proposed, Proposed) | (Closed, Closed) | (Reopened, Reopened) => None,
        (Open | Reopened, Proposed) => None,
        (Proposed, Closed) if problem.evidence.is_some() || standing.evidence => None,
        (Proposed, Closed) => {
            let why = format!("问题“{id}”销号没有写依据");
            Some(rules::problem_state(span, why, "请补 evidence: 验收单或核查记录"))
        }
        (Closed, Reopened) if problem.why.is_some() => None,
        (Closed, Reopened) => {
            let why = format!("问题“{id}”反弹没有写原因");
            Some(rules::problem_state(span, why, "请补 why: 反弹的原因"))
        }
        (Open | Reopened, Closed) => wrong("先“拟销”，核查后再“销号”"),
        (Closed, Open | Proposed) => wrong("已销号的问题再次出现写“反弹”，并写 why"),
        (Proposed, Open) => wrong("拟销未通过的仍为“拟销”；销号后再次出现写“反弹”"),
        (Open | Proposed, Reopened) => wrong("“反弹”只用于已经销号的问题"),
        (Reopened, Open) => wrong("反弹的问题办结前保持“反弹”"),
    }
}

/// Where each 议定事项 stands.
#[derive(Default)]
pub struct Decisions {
    known: BTreeMap<String, Decided>,
}

struct Decided {
    what: Option<String>,
    unit: Option<Id>,
    by: Option<Date>,
    state: DecisionState,
    first: Span,
}

impl Decisions {
    pub fn check(&self, part: &mut PartRead, gap: bool, places: &Places) {
        let mut found = Vec::new();
        for (decision, marks) in part.part.decisions.iter().zip(&part.marks.decisions) {
            match self.known.get(&*decision.id) {
                // It may have been born in the report that is withdrawn.
                None if gap => {}
                None => found.extend(marks.absent.iter().map(|key| rules::missing_field(key, marks.id))),
                Some(decided) => found.extend(step(decision, decided, marks, places)),
            }
        }
        part.found.extend(found);
    }

    pub fn enter(&mut self, part: &PartRead) {
        for (decision, marks) in part.part.decisions.iter().zip(&part.marks.decisions) {
            let decided = self.known.entry(decision.id.to_string()).or_insert_with(|| Decided {
                what: decision.what.clone(),
                unit: decision.unit.clone(),
                by: decision.by,
                state: DecisionState::Agreed,
                first: marks.id,
            });
            decided.state = decision.state.unwrap_or(decided.state);
        }
    }
}

fn step(
    decision: &Decision,
    decided: &Decided,
    marks: &DecisionMarks,
    places: &Places,
) -> Option<Diagnostic> {
    let name = &decision.id;
    if decision.what.is_some() && decided.what.is_some() && decision.what != decided.what {
        return Some(rules::duplicate_id("议定事项", name, marks.id, &places.line(decided.first)));
    }
    let is_other = |said: bool, same: bool| said && !same;
    if is_other(decision.unit.is_some(), decision.unit == decided.unit)
        || is_other(decision.by.is_some(), decision.by == decided.by)
    {
        let why = format!("议定事项“{name}”的单位或时限与议定时不同（{}）", places.line(decided.first));
        return Some(rules::decision_state(
            marks.id,
            why,
            "议定以后只报 state 和 note；确有调整的，另立一项并写明",
        ));
    }
    let new = decision.state.filter(|new| *new < decided.state)?;
    let why = format!("议定事项“{name}”由“{}”退回“{}”", decided.state.chinese(), new.chinese());
    Some(rules::decision_state(
        marks.state.unwrap_or(marks.id),
        why,
        "状态只进不退：议定、推进中、已落实；未落实的另立一项",
    ))
}
