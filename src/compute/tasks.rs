use super::figures::{Light, State, TaskFigure};
use super::judge::overridden;
use super::known::Known;
use super::measure::first_rule;
use super::whole::Said;
use crate::base::{Date, Frequency, Period};
use crate::check::record::{Action, Condition, Entry, LightRule, Method, Plan, Reporter, Task};

impl Known<'_> {
    /// The lights of all tasks, from the nodes of their entries; month files only.
    pub fn task_figures(&self, plan: &Plan, method: &Method, file: Period) -> Vec<TaskFigure> {
        if file.kind != Frequency::Month {
            return Vec::new();
        }
        let tasks = plan.actions.iter().flat_map(|a| a.tasks.iter().map(move |t| (a, t)));
        tasks.map(|(action, task)| self.task_figure(plan, method, file, action, task)).collect()
    }

    fn task_figure(
        &self,
        plan: &Plan,
        method: &Method,
        file: Period,
        action: &Action,
        task: &Task,
    ) -> TaskFigure {
        let reporter = Reporter::Action(action.id.clone());
        let said = self.task(&action.id, file, &task.id);
        let mut figure = TaskFigure {
            action: action.id.clone(),
            task: task.id.clone(),
            state: State::NotDue,
            progress: said.and_then(|t| t.progress.clone()),
            next: said.and_then(|t| t.next.clone()),
            nodes_due: 0,
            nodes_late: 0,
            source: said.map(|t| t.source.clone()),
        };
        let filing = self.filing(&reporter, file).filter(|f| f.usable);
        let Some(filing) = filing else {
            let owed = self.owes(plan, &reporter, file);
            if owed && self.silence(&reporter, file) == Said::Missing {
                figure.state = State::Missing;
            }
            return figure;
        };
        let entries =
            plan.entries.iter().filter(|e| e.action == action.id && e.task.as_ref() == Some(&task.id));
        for entry in entries.filter(|e| self.counts(e, filing.cutoff)) {
            for node in entry.nodes.iter().filter(|n| n.by <= filing.cutoff) {
                let done =
                    self.node_done(plan.year, &entry.id, &node.what).is_some_and(|d| d <= filing.cutoff);
                figure.nodes_due += 1;
                figure.nodes_late += u32::from(!done);
            }
        }
        figure.state = light(&method.task_lights, figure.nodes_due, figure.nodes_late);
        if let Some(by_hand) = self.by_hand(&action.id, file, &task.id) {
            figure.state = overridden(figure.state, by_hand, &method.task_lights);
        }
        figure
    }

    /// Whether an entry is in the list at a cutoff.
    pub fn counts(&self, entry: &Entry, cutoff: Date) -> bool {
        let removed = entry.removed.as_ref().is_some_and(|(day, _)| *day <= cutoff);
        let added = entry.added.is_none_or(|day| day <= cutoff && day <= self.as_of);
        added && !removed
    }
}

/// `nodes_late: n` means at most n late; without a due node there is nothing to judge.
fn light(rules: &[LightRule], due: u32, late: u32) -> State {
    if due == 0 {
        return State::NoTarget;
    }
    let found = first_rule(rules, |condition| match condition {
        Condition::NodesLate(most) => late <= *most,
        Condition::Always => true,
        Condition::Reached | Condition::GapAtLeast(_) | Condition::LateDaysAtMost(_) => false,
    });
    match found.and_then(|index| rules.get(index).map(|rule| (index, rule))) {
        Some((index, rule)) => State::Lit(Light {
            color: rule.color,
            word: rule.word.clone(),
            rule: format!("task.{}", index + 1),
            why: None,
            overridden: None,
        }),
        None => State::NoTarget,
    }
}
