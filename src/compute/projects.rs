use super::figures::ProjectFigure;
use super::known::Known;
use crate::base::{Date, Frequency, Period};
use crate::check::record::{Entry, EntryKind, Plan, Reporter};

impl Known<'_> {
    /// Every project in the list at the file's end, in the plan's order.
    ///
    /// Of a longer period: as its last month's report had it.
    pub fn project_figures(&self, plan: &Plan, file: Period) -> Vec<ProjectFigure> {
        let period = match file.kind {
            Frequency::Dekad | Frequency::Month => file,
            Frequency::Quarter | Frequency::Half | Frequency::Year => {
                Period::month(file.year, file.last_month())
            }
        };
        plan.entries
            .iter()
            .filter(|e| e.kind == EntryKind::Project)
            .filter(|e| self.counts(e, file.last_day()))
            .map(|e| self.project_figure(plan, e, period))
            .collect()
    }

    fn project_figure(&self, plan: &Plan, entry: &Entry, period: Period) -> ProjectFigure {
        let said = self.project(period, &entry.id);
        let done = said.and_then(|p| p.done);
        let filing = self.filing(&Reporter::Action(entry.action.clone()), period).filter(|f| f.usable);
        let cutoff = filing.map_or(period.last_day(), |f| f.cutoff);
        let finish = entry.finish.as_ref().map(|f| f.by).filter(|by| by.year() == plan.year);
        // What no node can tell is in no base.
        let finish = finish.filter(|_| self.finished(plan.year, entry, cutoff).is_some());
        let start = entry.start.as_ref().map(|s| s.by).filter(|by| by.year() == plan.year);
        ProjectFigure {
            id: entry.id.clone(),
            done,
            completion: done.and_then(|d| d.ratio().over(&entry.this_year.map(|q| q.ratio())?)),
            progress: said.and_then(|p| p.progress.clone()),
            start_due: start.is_some_and(|by| by <= cutoff),
            started: start.is_some()
                && self.started(plan.year, entry, done.is_some_and(|d| !d.is_zero()), cutoff),
            finish_due: finish.is_some_and(|by| by <= cutoff),
            finished: finish.is_some() && self.finished(plan.year, entry, cutoff) == Some(true),
            source: said.map(|p| p.source.clone()),
        }
    }

    /// Only a node that says so tells that a project is finished; `None` where there is no such node.
    fn finished(&self, year: i32, entry: &Entry, cutoff: Date) -> Option<bool> {
        const WORDS: [&str; 5] = ["竣工", "完工", "建成", "投产", "投入使用"];
        let last =
            entry.nodes.iter().filter(|n| WORDS.iter().any(|w| n.what.contains(w))).max_by_key(|n| n.by)?;
        Some(self.node_done(year, &entry.id, &last.what).is_some_and(|done| done <= cutoff))
    }

    /// A node that says 开工 decides; without one, money spent does.
    fn started(&self, year: i32, entry: &Entry, spent: bool, cutoff: Date) -> bool {
        let mut nodes = entry.nodes.iter().filter(|n| n.what.contains("开工")).peekable();
        match nodes.peek() {
            None => spent,
            Some(_) => {
                nodes.any(|n| self.node_done(year, &entry.id, &n.what).is_some_and(|done| done <= cutoff))
            }
        }
    }
}
