//! One indicator's figure in one period, as the cells of a table show it.
//!
//! All pages print a figure through here, so that they cannot print it in two ways.

use super::blocks::{Cell, Run};
use super::lookup::{Lookup, Year};
use super::{texts, urls, words};
use crate::base::{Color, Nature, Period, Source};
use crate::check::record::{Indicator, Kind, Target};
use crate::compute::{IndicatorFigure, PeriodFigures, RegionFigure, State};

/// A figure with all that is needed to show it.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    pub lookup: &'a Lookup<'a>,
    pub year: &'a Year<'a>,
    pub indicator: &'a Indicator,
    /// The file it stands in.
    pub period: Period,
    pub figure: &'a IndicatorFigure,
}

impl<'a> Shown<'a> {
    /// Where an indicator stands today; `None` while there is no file of figures.
    pub fn standing(
        lookup: &'a Lookup<'a>,
        year: &'a Year<'a>,
        indicator: &'a Indicator,
    ) -> Option<Shown<'a>> {
        let (period, figure) = year.standing(indicator)?;
        Some(Shown { lookup, year, indicator, period, figure })
    }

    pub fn unit(&self) -> &'a str {
        self.indicator.unit.as_deref().unwrap_or("")
    }

    /// The period the figure belongs to.
    pub fn own_period(&self) -> Period {
        self.figure.from.unwrap_or(self.period)
    }

    /// Its trace; of what is not due, and has none, the indicator's page.
    pub fn href(&self) -> String {
        let page = urls::indicator(self.year.year, &self.indicator.id);
        if self.figure.state == State::NotDue {
            return page;
        }
        urls::trace(&self.indicator.id, self.own_period())
    }

    /// A text of this figure, leading to its trace.
    pub fn linked(&self, text: impl Into<String>) -> Cell {
        Cell::runs(vec![Run::link(text, self.href())])
    }

    fn linked_or_empty(&self, text: Option<String>) -> Cell {
        text.map_or_else(Cell::default, |t| self.linked(t))
    }

    pub fn name(&self) -> Cell {
        Cell::runs(vec![Run::link(&self.indicator.name, urls::indicator(self.year.year, &self.indicator.id))])
    }

    pub fn target(&self) -> Cell {
        match &self.figure.target {
            // What is not due yet has its target all the same.
            Target::None if self.figure.state == State::NotDue => self.planned(),
            Target::None => Cell::default(),
            target => Cell::text(words::target_short(target, self.year)),
        }
    }

    /// The target in force at the file's end, as known today.
    fn planned(&self) -> Cell {
        let as_of = self.lookup.figures.as_of;
        let mut versions = self.indicator.versions.iter().rev();
        let version = versions
            .find(|v| v.date.is_none_or(|d| d <= as_of) && v.from.first_day() <= self.period.last_day());
        match version.map(|v| &v.target) {
            None | Some(Target::None) => Cell::default(),
            Some(target) => Cell::text(words::target_short(target, self.year)),
        }
    }

    pub fn value(&self) -> Cell {
        if !self.figure.classes.is_empty() {
            let each = self.figure.classes.iter().map(|c| format!("{}{}", c.class, c.value));
            return self.linked(each.collect::<Vec<_>>().join("；"));
        }
        self.linked_or_empty(self.figure.value.map(|v| v.to_string()))
    }

    /// For a table that has no column of units.
    pub fn value_with_unit(&self) -> Cell {
        let mut cell = self.value();
        if let Some(run) = cell.runs.first_mut() {
            run.text += self.unit();
        }
        cell
    }

    pub fn month(&self) -> Cell {
        self.linked_or_empty(self.figure.month.map(|m| m.to_string()))
    }

    pub fn completion(&self) -> Cell {
        let Some(text) = texts::completion(self.figure) else { return Cell::default() };
        let percent = |r: &crate::base::Ratio| r.percent(4).to_string();
        let bullet = self.figure.completion.as_ref().zip(self.figure.schedule.as_ref());
        Cell { bullet: bullet.map(|(c, s)| (percent(c), percent(s))), ..self.linked(text) }
    }

    pub fn schedule(&self) -> Cell {
        Cell::text(texts::schedule(self.figure).unwrap_or_default())
    }

    pub fn gap(&self) -> Cell {
        let Some(gap) = &self.figure.gap else { return Cell::default() };
        Cell { sort: Some(gap.percent(4).to_string()), ..self.linked(texts::gap_signed(gap)) }
    }

    pub fn change(&self) -> Cell {
        // Of a growth the value itself is the year-on-year change.
        if self.indicator.kind == Kind::Growth {
            return Cell::default();
        }
        self.linked_or_empty(texts::change(self.indicator, self.figure))
    }

    pub fn rank(&self) -> Cell {
        let Some(rank) = &self.figure.rank else { return Cell::default() };
        let moved = self.figure.rank_change.map(texts::rank_change);
        let mut cell = self.linked(format!("{}/{}", rank.place, rank.of));
        if let Some(moved) = moved {
            cell.runs.push(Run::quiet(format!("（{moved}）")));
        }
        Cell { sort: Some(rank.place.to_string()), ..cell }
    }

    pub fn state(&self) -> Cell {
        state_cell(&self.figure.state)
    }

    /// The light, and where it turned from what it turned.
    pub fn state_with_turn(&self) -> Cell {
        let mut cell = self.state();
        if self.figure.last_color.is_some_and(|last| Some(last) != self.figure.state.color()) {
            let turned = words::turned(self.figure.last_color, &self.figure.state);
            cell.runs.extend(turned.map(|t| Run::quiet(format!("（{t}）"))));
        }
        cell
    }

    /// What became of its light since the period before.
    pub fn turned(&self) -> Cell {
        let first = self.own_period() == self.indicator.first_due || self.own_period().index == 1;
        match words::turned(self.figure.last_color, &self.figure.state) {
            Some(_) if first && self.figure.last_color.is_none() => Cell::text("本年首期"),
            turned => Cell::text(turned.unwrap_or_default()),
        }
    }

    pub fn red_run(&self) -> Cell {
        let run = self.figure.red_run.filter(|n| *n > 0);
        Cell::text(run.map(|n| n.to_string()).unwrap_or_default())
    }

    /// Who answers for it: the leads of its task, else the task force's office.
    pub fn owner(&self) -> Cell {
        Cell::runs(owner_runs(self.lookup, self.year, self.indicator))
    }

    /// What a reader must know beside the numbers.
    pub fn remarks(&self) -> Cell {
        let mut remarks: Vec<String> = Vec::new();
        let figure = self.figure;
        let named = |ids: &[crate::base::Id]| {
            words::names(&ids.iter().map(|id| self.lookup.name(id)).collect::<Vec<_>>())
        };
        let valued = figure.value.is_some() || !figure.classes.is_empty();
        if let Some(from) = figure.from.filter(|f| valued && f.kind != self.period.kind) {
            remarks.push(format!("{}数", from.label()));
        }
        if let Some(nature) = figure.nature.filter(|n| valued && *n != Nature::Flash) {
            remarks.push(format!("{}数", nature.chinese()));
        }
        if self.counts_from_january() {
            remarks.push("首次报数，含前期".into());
        }
        if let Some(run) = self.own_red_run().filter(|n| *n > 1) {
            remarks.push(format!("连续{run}期红灯"));
        }
        if !figure.missing_regions.is_empty() {
            remarks.push(format!("{}未报", named(&figure.missing_regions)));
        }
        if !figure.left_out.is_empty() {
            remarks.push(format!("不含{}", named(&figure.left_out)));
        }
        if let Some(light) = figure.state.light() {
            match (&light.overridden, &light.why) {
                (Some(by), why) => remarks.push(format!(
                    "{}{}核定{}，理由：{}",
                    by.post,
                    by.date.chinese_short(),
                    light.color.chinese(),
                    why.as_deref().unwrap_or("未说明")
                )),
                (None, Some(why)) => remarks.push(why.clone()),
                (None, None) => {}
            }
        }
        if figure.revised.iter().any(|r| r.old.is_some()) && figure.nature != Some(Nature::Revised) {
            remarks.push("已修订".into());
        }
        remarks.extend(self.changed_target());
        if self.indicator.provisional.is_some() && self.indicator.versions.len() == 1 {
            remarks.push("目标以最终下达为准".into());
        }
        Cell::text(remarks.join("；"))
    }

    /// In how many periods of its own kind it was red in a row, also where a longer period repeats it.
    fn own_red_run(&self) -> Option<u32> {
        let own = self.figure.from.and_then(|from| self.year.figures(from));
        own.and_then(|file| self.year.figure(file, &self.indicator.id)).unwrap_or(self.figure).red_run
    }

    /// Reported for the first time in a period that is not the year's first: what it has of the period itself is the
    /// whole from January.
    fn counts_from_january(&self) -> bool {
        let first = self.period == self.indicator.first_due && self.figure.from.is_none();
        let whole = self.figure.month.is_some_and(|m| !m.is_zero() && Some(m) == self.figure.value);
        let before = |f: &&PeriodFigures| f.period.kind == self.period.kind && f.period < self.period;
        first && whole && self.year.periods.iter().any(|f| before(f) && f.is_due())
    }

    /// `目标自6月起由4000套调整为3600套`, where a later target is in force.
    pub fn changed_target(&self) -> Option<String> {
        let versions = &self.indicator.versions;
        let now = versions.iter().position(|v| Some(v.from) == self.figure.target_from)?;
        let before = versions.get(now.checked_sub(1)?)?;
        let said = |target: &Target| match target {
            Target::Value(value) if value.upper.is_none() && value.of.is_none() => {
                format!("{}{}", value.value, self.unit())
            }
            other => words::target_short(other, self.year),
        };
        let (from, now) = (versions[now].from, &versions[now].target);
        Some(format!("目标自{}起由{}调整为{}", from.own_label(), said(&before.target), said(now)))
    }

    pub fn is_red(&self) -> bool {
        self.figure.state.color() == Some(Color::Red)
    }
}

pub fn state_cell(state: &State) -> Cell {
    // Sorted from worst to best; what is silent stands after what is lit.
    let order = match state {
        State::Lit(light) => 3 - light.color as u8,
        State::Missing => 4,
        State::NotAssessed(_) => 5,
        State::NoTarget => 6,
        State::NotDue => 7,
    };
    Cell { runs: words::state_runs(state), sort: Some(order.to_string()), bullet: None }
}

/// Of a task: without a due node there is nothing to light, which is no lack of a target.
pub fn task_state(state: &State) -> Cell {
    match state {
        State::NoTarget => Cell { sort: Some("6".into()), ..Cell::runs(vec![Run::quiet("无到期节点")]) },
        State::Lit(_) | State::NotDue | State::Missing | State::NotAssessed(_) => state_cell(state),
    }
}

/// Counts of lights in one cell; what the shapes mean stands under the table ([`words::marks_note`]).
pub fn counts(counts: &crate::compute::Counts) -> Cell {
    Cell::runs(words::counts_runs(counts))
}

/// A place in the content folder: `reports/2024-03/livelihood.md:44`.
pub fn source(source: Option<&Source>) -> Cell {
    Cell::text(source.map(|s| format!("{}:{}", s.path, s.line)).unwrap_or_default())
}

/// Who answers for an indicator: whom the city names, else the leads of its task, else the office of its reporter.
pub fn owner_runs(lookup: &Lookup<'_>, year: &Year<'_>, indicator: &Indicator) -> Vec<Run> {
    if let Some(owner) = &indicator.owner {
        return vec![words::unit_run(lookup, year, owner)];
    }
    let action = indicator.action.as_ref().and_then(|id| year.action(id));
    let task = action.zip(indicator.task()).and_then(|(action, task)| action.task(task));
    match task {
        Some(task) => words::answering(lookup, year, task),
        None => match action.or_else(|| year.action(&indicator.reporter)) {
            Some(action) => {
                vec![words::unit_run(lookup, year, &action.task_force.office), Run::quiet("（专班办公室）")]
            }
            None => Vec::new(),
        },
    }
}

/// A region's part of a figure.
#[derive(Clone, Copy)]
pub struct RegionShown<'a> {
    pub whole: Shown<'a>,
    pub figure: &'a RegionFigure,
}

impl RegionShown<'_> {
    pub fn href(&self) -> String {
        urls::region_trace(&self.whole.indicator.id, self.whole.own_period(), &self.figure.region)
    }

    fn linked_or_empty(&self, text: Option<String>) -> Cell {
        text.map_or_else(Cell::default, |t| Cell::runs(vec![Run::link(t, self.href())]))
    }

    pub fn value(&self) -> Cell {
        self.linked_or_empty(self.figure.value.map(|v| v.to_string()))
    }

    pub fn target(&self) -> Cell {
        Cell::text(self.figure.target.map(|t| t.to_string()).unwrap_or_default())
    }

    pub fn completion(&self) -> Cell {
        let percent = |r: &crate::base::Ratio| r.percent(4).to_string();
        let bullet = self.figure.completion.as_ref().zip(self.whole.figure.schedule.as_ref());
        Cell {
            bullet: bullet.map(|(c, s)| (percent(c), percent(s))),
            ..self.linked_or_empty(texts::region_completion(self.figure))
        }
    }

    pub fn gap(&self) -> Cell {
        let Some(gap) = &self.figure.gap else { return Cell::default() };
        let sort = Some(gap.percent(4).to_string());
        Cell { sort, ..self.linked_or_empty(Some(texts::gap_signed(gap))) }
    }

    pub fn state(&self) -> Cell {
        state_cell(&self.figure.state)
    }
}
