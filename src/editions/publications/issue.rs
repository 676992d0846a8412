//! One issue that is being written: the editor's part, and the figures as known on its day.

use super::super::lookup::{Lookup, Year};
use super::item::{Before, Item};
use super::references;
use crate::base::{Color, Id, Period, Ratio};
use crate::check::Record;
use crate::check::record::{
    Duty, EditionSource, Indicator, LeadMode, Method, NoLead, Scope, Series, SeriesKind, Target,
};
use crate::compute::{Counts, Figures, PeriodFigures, city_counts, schedule_share};

/// What stands before the unit that answers for what belongs to no task.
pub const OFFICE: &str = "专班办公室：";

pub struct Issue<'a> {
    pub record: &'a Record,
    pub lookup: &'a Lookup<'a>,
    pub year: &'a Year<'a>,
    pub source: &'a EditionSource,
    pub series: &'a Series,
    pub figures: &'a Figures,
    /// Of its period.
    pub now: &'a PeriodFigures,
    /// Of the period before of the same kind, where it has any.
    pub before: Option<&'a PeriodFigures>,
    /// The issue of the period before in the same series, as it was printed.
    pub earlier: Option<Earlier<'a>>,
    /// `city-monthly-2024-03`
    pub id: String,
    pub url: String,
}

/// An issue before, and the figures it printed.
#[derive(Clone, Copy)]
pub struct Earlier<'a> {
    /// 第1期; of one that has no number yet 上期.
    pub name: &'a str,
    pub figures: &'a Figures,
}

impl<'a> Issue<'a> {
    /// `None` where the year has no plan or the period no figures.
    pub fn new(
        record: &'a Record,
        lookup: &'a Lookup<'a>,
        source: &'a EditionSource,
        earlier: Option<Earlier<'a>>,
        id: String,
    ) -> Option<Issue<'a>> {
        let figures = lookup.figures;
        let before = references::before(source.period, &record.site().dekads);
        Some(Issue {
            record,
            lookup,
            year: lookup.year(source.period.year)?,
            source,
            series: record.site().series.iter().find(|s| s.id == source.series)?,
            figures,
            now: figures.period(source.period)?,
            before: before.and_then(|b| figures.period(b)),
            earlier,
            url: super::super::urls::edition(&id),
            id,
        })
    }

    pub fn kind(&self) -> SeriesKind {
        self.series.kind
    }

    /// The action it is about; `None` for the whole city.
    pub fn action(&self) -> Option<&'a Id> {
        match &self.series.scope {
            Scope::City => None,
            Scope::Action(id) => Some(id),
        }
    }

    pub fn period(&self) -> Period {
        self.source.period
    }

    pub fn method(&self) -> Option<&'a Method> {
        self.year.method(self.now)
    }

    /// Whether something of an action is in it.
    pub fn covers(&self, action: Option<&Id>) -> bool {
        self.action().is_none_or(|own| action == Some(own))
    }

    /// Indicators in its scope, in the plan's order.
    pub fn items(&self) -> Vec<Item<'a>> {
        self.year
            .plan
            .indicators
            .iter()
            .filter(|i| self.covers(i.action.as_ref()))
            .filter_map(|i| self.item(i))
            .collect()
    }

    pub fn item(&self, indicator: &'a Indicator) -> Option<Item<'a>> {
        let figure = self.year.figure(self.now, &indicator.id)?;
        let before = self.before.and_then(|file| {
            let label = references::before_label(file.period, self.period());
            Some(Before { label, figure: self.year.figure(file, &indicator.id)? })
        });
        let other = match &figure.target {
            Target::Relation { indicator, .. } => self.year.indicator(indicator),
            Target::Value(_) | Target::Classes(_) | Target::None => None,
        };
        Some(Item {
            indicator,
            figure,
            period: figure.from.unwrap_or(self.period()),
            before,
            subject: self.subject(indicator),
            href: references::trace(&indicator.id, Some(figure), self.period()),
            led_by: self.led_by(indicator),
            other,
            lead_shown: false,
        })
    }

    /// How a bound number names an indicator: by its name where that is read back, else by its id.
    fn subject(&self, indicator: &Indicator) -> String {
        let name = &indicator.name;
        let plain = !name.contains(['@', '#', '=', '(', ')', '<', '>', '[', ']', '\\'])
            && !name.chars().any(char::is_whitespace);
        let alone = self.year.plan.indicators.iter().filter(|i| i.name == *name).count() == 1;
        if plain && alone { name.clone() } else { indicator.id.to_string() }
    }

    /// Who answers for an indicator, in a bracket: `市住建局负责`, `市住建局牵头`; without a lead `市住建局汇总`; of a goal the office of
    /// its task force.
    fn led_by(&self, indicator: &Indicator) -> Option<String> {
        if let Some(owner) = &indicator.owner {
            return Some(format!("{}负责", self.lookup.name(owner)));
        }
        let action = self.year.action(indicator.action.as_ref().unwrap_or(&indicator.reporter))?;
        match indicator.task().and_then(|task| action.task(task)) {
            Some(task) => self.duty_text(&task.duty),
            None => Some(format!("{OFFICE}{}", self.lookup.name(&action.task_force.office))),
        }
    }

    pub fn duty_text(&self, duty: &Duty) -> Option<String> {
        let names = |ids: &[Id]| -> String {
            ids.iter().map(|id| self.lookup.name(id)).collect::<Vec<_>>().join("、")
        };
        match duty.mode {
            LeadMode::Single | LeadMode::Joint if !duty.leads.is_empty() => {
                Some(format!("{}牵头", names(&duty.leads)))
            }
            LeadMode::Each if !duty.leads.is_empty() => Some(format!("{}分别牵头", names(&duty.leads))),
            LeadMode::Single | LeadMode::Joint | LeadMode::Each | LeadMode::None => {
                let collects = self.method().is_some_and(|m| m.no_lead == NoLead::FirstListed);
                let first = duty.supports.first().filter(|_| collects)?;
                Some(format!("{}汇总", self.lookup.name(first)))
            }
        }
    }

    /// The counts of its scope.
    pub fn counts(&self) -> Counts {
        match self.action() {
            None => city_counts(self.now),
            Some(action) => self.now.counts_of(action).cloned().unwrap_or_default(),
        }
    }

    /// 序时 of the period by the method's default, for sums that have no schedule of their own.
    pub fn schedule(&self) -> Option<Ratio> {
        let schedule = &self.method()?.schedule;
        schedule_share(schedule, self.period(), self.source.cutoff)
    }

    /// How many periods of its own kind an indicator has been red in a row, also where a longer period repeats it.
    pub fn red_run(&self, item: &Item) -> u32 {
        let own = item.figure.from.and_then(|from| self.figures.period(from));
        let figure = own.and_then(|file| self.year.figure(file, &item.indicator.id)).unwrap_or(item.figure);
        match figure.state.color() {
            Some(Color::Red) => figure.red_run.unwrap_or(1),
            _ => 0,
        }
    }
}
