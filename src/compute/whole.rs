//! What was reported of an indicator in one period of its own: its value, put together from parts and amendments.

use super::figures::Revision;
use super::known::{Known, KnownAmendment, KnownReading};
use crate::base::{Date, Id, Nature, Period, Quantity, Source};
use crate::check::record::{Indicator, Judgement, Rank, Reporter, SplitBy};
use std::collections::BTreeSet;

/// An indicator's whole in one period, before it is judged.
#[derive(Debug, Clone, Default)]
pub(super) struct Whole {
    pub said: Said,
    pub value: Option<Quantity>,
    pub classes: Vec<(String, Quantity)>,
    pub judgement: Option<Judgement>,
    pub base: Option<Quantity>,
    pub rank: Option<Rank>,
    pub nature: Option<Nature>,
    pub cutoff: Option<Date>,
    /// In the registry's order.
    pub regions: Vec<RegionPart>,
    pub city_part: Option<Quantity>,
    pub inputs: Vec<Source>,
    pub revised: Vec<Revision>,
}

/// Whether there is anything to judge.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Said {
    Reported,
    /// 不参评, with the reason.
    NotApplicable(String),
    Missing,
    /// Not reported, and not yet due.
    #[default]
    Awaited,
}

/// A region's part of the whole.
#[derive(Debug, Clone)]
pub(super) struct RegionPart {
    pub region: Id,
    pub said: Said,
    pub value: Option<Quantity>,
    pub cutoff: Option<Date>,
    pub nature: Option<Nature>,
    pub source: Option<Source>,
}

impl Known<'_> {
    pub fn whole(&self, indicator: &Indicator, period: Period) -> Whole {
        let reading = self.reading(&indicator.id, period);
        let mut whole = Whole::default();
        if let Some(KnownReading { reading, part }) = reading {
            whole.inputs.push(reading.source.clone());
            whole.judgement = reading.light.clone();
            whole.classes = reading.classes.clone();
            whole.base = reading.base;
            whole.rank = reading.rank.clone();
            whole.nature = reading.nature.or(part.nature);
            whole.cutoff = Some(part.cutoff);
            whole.city_part = reading.city_part;
        }
        match indicator.split_by {
            Some(SplitBy::Region) => self.sum_of_counties(indicator, period, reading, &mut whole),
            Some(SplitBy::Action) | None => self.own_value(indicator, period, reading, &mut whole),
        }
        self.amend_ranks(indicator, period, &mut whole);
        self.base_of_last_year(indicator, period, &mut whole);
        whole.inputs.dedup();
        whole
    }

    /// The action gives the value, or its parts, or both.
    fn own_value(
        &self,
        indicator: &Indicator,
        period: Period,
        reading: Option<KnownReading>,
        whole: &mut Whole,
    ) {
        let said = reading.map(|r| r.reading);
        whole.value = said.and_then(|r| r.value);
        let na = said.and_then(|r| r.na.clone());
        let changes = self.parts_by_action(indicator, period, reading, whole);
        let summed = whole.value.is_none() && na.is_none();
        if let (Some(sum), true) = (complete_sum(indicator, whole), summed || !changes.is_empty()) {
            whole.value = Some(sum);
            whole.revised = of_the_sum(sum, changes);
        }
        let before = whole.value.is_some();
        let reporter = Reporter::Action(indicator.reporter.clone());
        for amendment in self.amendments(&indicator.id, period, None) {
            amend(whole, amendment, self.stands_at(&reporter, period));
        }
        let all_na = !whole.regions.is_empty() && whole.regions.iter().all(RegionPart::is_na);
        let amended = !before && whole.value.is_some();
        whole.said = if whole.value.is_some() && (na.is_none() || amended) {
            Said::Reported
        } else if let Some(reason) = na {
            Said::NotApplicable(reason)
        } else if whole.judgement.is_some() || !whole.classes.is_empty() {
            Said::Reported
        } else if all_na {
            Said::NotApplicable(reasons(&whole.regions))
        } else {
            self.silence(&Reporter::Action(indicator.reporter.clone()), period)
        };
        if whole.said == Said::Awaited {
            whole.regions.clear();
        }
    }

    /// Fills `regions` from the action's report; gives what amendments changed in them.
    fn parts_by_action(
        &self,
        indicator: &Indicator,
        period: Period,
        reading: Option<KnownReading>,
        whole: &mut Whole,
    ) -> Vec<Revision> {
        let given = reading.map_or(&[][..], |r| &r.reading.by_region);
        let mut changes = Vec::new();
        for region in self.split_regions(indicator, |id| given.iter().any(|g| g.region == *id)) {
            let silence = self.silence(&Reporter::Action(indicator.reporter.clone()), period);
            let mut part = RegionPart::silent(region.clone(), silence);
            if let Some(own) = given.iter().find(|g| g.region == *region) {
                part.source = Some(own.source.clone());
                part.take(own.value, own.na.as_ref());
                part.cutoff = whole.cutoff;
                part.nature = whole.nature;
            }
            let stands_at = self.stands_at(&Reporter::Action(indicator.reporter.clone()), period);
            self.amend_part((indicator, period, stands_at), &mut part, whole, &mut changes);
            whole.regions.push(part);
        }
        changes
    }

    /// The day a number stands at that came only later: the cutoff of its own period's report, else the period's end.
    fn stands_at(&self, reporter: &Reporter, period: Period) -> Date {
        let filing = self.filing(reporter, period).filter(|f| f.usable);
        filing.map_or(period.last_day(), |f| f.cutoff)
    }

    /// Lets amendments change a region's part; the day is where a number stands that came only with them.
    fn amend_part(
        &self,
        (indicator, period, stands_at): (&Indicator, Period, Date),
        part: &mut RegionPart,
        whole: &mut Whole,
        changes: &mut Vec<Revision>,
    ) {
        let region = part.region.clone();
        let mut own =
            Whole { value: part.value, cutoff: part.cutoff, nature: part.nature, ..Whole::default() };
        for amendment in self.amendments(&indicator.id, period, Some(&*region)) {
            amend(&mut own, amendment, stands_at);
            if amendment.amendment.value.is_some() {
                part.take(own.value, None);
                part.source = Some(amendment.amendment.source.clone());
            }
        }
        part.cutoff = own.cutoff;
        part.nature = own.nature;
        whole.inputs.append(&mut own.inputs);
        changes.append(&mut own.revised);
    }

    /// The counties give their parts, the action at most the city's: the whole is their sum.
    fn sum_of_counties(
        &self,
        indicator: &Indicator,
        period: Period,
        reading: Option<KnownReading>,
        whole: &mut Whole,
    ) {
        let reported = |id: &Id| self.region_reading(&indicator.id, period, id).is_some();
        let mut changes = Vec::new();
        for region in self.split_regions(indicator, reported) {
            let part = self.county_part(indicator, period, region, whole, &mut changes);
            whole.regions.push(part);
        }
        let mut action = whole_of_action(whole);
        let reporter = Reporter::Action(indicator.reporter.clone());
        for amendment in self.amendments(&indicator.id, period, None) {
            amend(&mut action, amendment, self.stands_at(&reporter, period));
        }
        whole.city_part = action.value;
        whole.cutoff = action.cutoff;
        whole.nature = action.nature;
        whole.inputs.append(&mut action.inputs);
        changes.append(&mut action.revised);
        let na = reading.and_then(|r| r.reading.na.clone());
        let silence = self.silence(&Reporter::Action(indicator.reporter.clone()), period);
        let city_owed = whole.city_part.is_none() && city_part_planned(indicator);
        let saying = |said: &Said| whole.regions.iter().any(|r| r.said == *said);
        whole.said = if let Some(reason) = na {
            Said::NotApplicable(reason)
        } else if !whole.regions.is_empty() && whole.regions.iter().all(RegionPart::is_na) {
            Said::NotApplicable(reasons(&whole.regions))
        } else if saying(&Said::Missing) || (city_owed && silence == Said::Missing) {
            Said::Missing
        } else if saying(&Said::Awaited) || city_owed || whole.regions.is_empty() {
            Said::Awaited
        } else {
            Said::Reported
        };
        let mut given: Vec<_> =
            whole.regions.iter().filter(|r| r.value.is_some()).map(|r| (r.cutoff, r.nature)).collect();
        if whole.city_part.is_some() {
            given.push((whole.cutoff, whole.nature));
        }
        whole.cutoff = given.iter().filter_map(|(cutoff, _)| *cutoff).min();
        whole.nature = given.iter().filter_map(|(_, nature)| *nature).min();
        whole.value = (whole.said == Said::Reported).then(|| sum(whole)).flatten();
        whole.revised = whole.value.map(|sum| of_the_sum(sum, changes)).unwrap_or_default();
        if whole.regions.iter().all(|r| r.said == Said::Awaited) {
            whole.regions.clear();
        }
    }

    fn county_part(
        &self,
        indicator: &Indicator,
        period: Period,
        region: &Id,
        whole: &mut Whole,
        changes: &mut Vec<Revision>,
    ) -> RegionPart {
        let silence = self.silence(&Reporter::Region(region.clone()), period);
        let mut part = RegionPart::silent(region.clone(), silence);
        if let Some(KnownReading { reading, part: file }) = self.region_reading(&indicator.id, period, region)
        {
            part.take(reading.value, reading.na.as_ref());
            part.cutoff = Some(file.cutoff);
            part.nature = reading.nature.or(file.nature);
            part.source = Some(reading.source.clone());
            whole.inputs.push(reading.source.clone());
        }
        let stands_at = self.stands_at(&Reporter::Region(region.clone()), period);
        self.amend_part((indicator, period, stands_at), &mut part, whole, changes);
        part
    }

    /// Why a reporter says nothing: it is late, its report is withdrawn, or it still has time.
    pub fn silence(&self, reporter: &Reporter, period: Period) -> Said {
        let withdrawn = self.filing(reporter, period).is_some_and(|f| f.withdrawn);
        if withdrawn || self.due_passed(period) { Said::Missing } else { Said::Awaited }
    }

    /// The regions a split is made of, in the registry's order; none for an indicator without one.
    pub fn split_regions(&self, indicator: &Indicator, reported: impl Fn(&Id) -> bool) -> Vec<&Id> {
        let planned: BTreeSet<&Id> = indicator.by_region.iter().map(|(id, _)| id).collect();
        let scope: BTreeSet<&Id> = indicator.scope.iter().collect();
        let in_split = |id: &Id| {
            let wanted = indicator.split_by.is_some() || !planned.is_empty();
            let planned = planned.is_empty() || planned.contains(id);
            wanted && planned && (scope.is_empty() || scope.contains(id))
        };
        self.record.regions().iter().map(|r| &r.id).filter(|id| in_split(id) || reported(id)).collect()
    }

    fn amend_ranks(&self, indicator: &Indicator, period: Period, whole: &mut Whole) {
        for KnownAmendment { amendment, .. } in self.amendments(&indicator.id, period, None) {
            if let Some(rank) = &amendment.rank {
                whole.rank = Some(rank.clone());
                whole.inputs.push(amendment.source.clone());
            }
        }
    }

    /// The base from history.csv, where the report gives none.
    fn base_of_last_year(&self, indicator: &Indicator, period: Period, whole: &mut Whole) {
        if whole.base.is_some() || whole.value.is_none() {
            return;
        }
        let last_year = Period { year: period.year - 1, ..period };
        if let Some(history) = self.history(period.year, &indicator.id, last_year) {
            whole.base = Some(history.value);
            whole.inputs.push(history.source.clone());
        }
    }
}

impl RegionPart {
    fn silent(region: Id, said: Said) -> RegionPart {
        RegionPart { region, said, value: None, cutoff: None, nature: None, source: None }
    }

    fn take(&mut self, value: Option<Quantity>, na: Option<&String>) {
        if let Some(value) = value {
            self.value = Some(value);
            self.said = Said::Reported;
        } else if let Some(reason) = na {
            self.said = Said::NotApplicable(reason.clone());
        }
    }

    pub fn is_na(&self) -> bool {
        matches!(self.said, Said::NotApplicable(_))
    }
}

/// Lets an amendment change a value, with its nature and its trace.
fn amend(whole: &mut Whole, known: &KnownAmendment, stands_at: Date) {
    let KnownAmendment { amendment, part, known } = known;
    let Some(value) = amendment.value else { return };
    let old = whole.value.or(amendment.from);
    if old.is_some() {
        whole.revised.push(Revision {
            old,
            new: Some(value),
            reason: amendment.reason.clone(),
            known: *known,
            source: amendment.source.clone(),
        });
    }
    whole.nature = amendment.nature.or(whole.nature).or(part.nature);
    whole.cutoff = whole.cutoff.or(Some(stands_at));
    whole.value = Some(value);
    whole.inputs.push(amendment.source.clone());
}

/// What the whole was before each change of a part, and after; `sum` is what it is now.
fn of_the_sum(sum: Quantity, mut changes: Vec<Revision>) -> Vec<Revision> {
    // Stable: changes of one day keep the order of their parts.
    changes.sort_by_key(|c| c.known);
    let mut now = sum;
    for change in changes.iter_mut().rev() {
        let (Some(old), Some(new)) = (change.old, change.new) else { continue };
        let before = now.minus(new.minus(old));
        (change.old, change.new) = (Some(before), Some(now));
        now = before;
    }
    changes
}

/// The action's own share of a whole that counties make up.
fn whole_of_action(whole: &Whole) -> Whole {
    Whole { value: whole.city_part, nature: whole.nature, cutoff: whole.cutoff, ..Whole::default() }
}

/// Whether the plan has a 市本级 part; a planned 0 is none.
pub(super) fn city_part_planned(indicator: &Indicator) -> bool {
    indicator.city_part.is_some_and(|q| !q.is_zero())
}

/// The sum of the parts, if each that should be there is.
fn complete_sum(indicator: &Indicator, whole: &Whole) -> Option<Quantity> {
    let complete = whole.regions.iter().all(|r| r.value.is_some() || r.is_na())
        && (whole.city_part.is_some() || !city_part_planned(indicator));
    if complete { sum(whole) } else { None }
}

/// `None` where no part has a value.
fn sum(whole: &Whole) -> Option<Quantity> {
    let regions = whole.regions.iter().filter_map(|r| r.value);
    if whole.regions.iter().all(|r| r.value.is_none()) {
        return None;
    }
    regions.chain(whole.city_part).reduce(Quantity::plus)
}

/// Each different reason once, in the regions' order.
fn reasons(regions: &[RegionPart]) -> String {
    let mut found: Vec<&str> = Vec::new();
    for part in regions {
        if let Said::NotApplicable(reason) = &part.said
            && !found.contains(&reason.as_str())
        {
            found.push(reason);
        }
    }
    found.join("；")
}
