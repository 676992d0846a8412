use super::reader::Reader;
use super::record::{Region, Unit};
use super::rules;
use crate::base::{Date, Id};
use crate::capture::Node;
use std::collections::{BTreeMap, BTreeSet};

/// Who may be named how. Ids, short names, full names and aliases of units and regions in one table,
/// since a region stands wherever a unit is asked for.
#[derive(Debug, Default)]
pub struct Names {
    parties: BTreeMap<String, Vec<Owner>>,
    short: BTreeMap<Id, String>,
    regions: BTreeSet<Id>,
    retired: BTreeMap<Id, (Date, Option<Id>)>,
    /// Names of definitions that are faulty themselves: no second diagnostic for their use.
    pub broken: BTreeSet<String>,
    /// A registry could not be read at all: nothing can be said of any name.
    pub unreadable: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Owner {
    id: Id,
    alias: bool,
}

/// Why a name does not resolve.
pub enum Unresolved {
    Unknown,
    /// Short names or ids of those it may mean.
    Ambiguous(Vec<String>),
    /// It belongs to something that has a diagnostic already.
    Broken,
}

impl Names {
    pub fn add_unit(&mut self, unit: &Unit) {
        self.add(&unit.id, &unit.name, unit.full.as_deref(), &unit.aliases);
        if let Some(until) = unit.until {
            self.retired.insert(unit.id.clone(), (until, unit.renamed_to.clone()));
        }
    }

    pub fn add_region(&mut self, region: &Region) {
        self.add(&region.id, &region.name, region.full.as_deref(), &region.aliases);
        self.regions.insert(region.id.clone());
    }

    fn add(&mut self, id: &Id, name: &str, full: Option<&str>, aliases: &[String]) {
        self.short.insert(id.clone(), name.to_owned());
        let mut enter = |text: &str, alias: bool| {
            let owners = self.parties.entry(text.to_owned()).or_default();
            match owners.iter_mut().find(|o| o.id == *id) {
                Some(owner) => owner.alias &= alias,
                None => owners.push(Owner { id: id.clone(), alias }),
            }
        };
        enter(id, false);
        enter(name, false);
        full.into_iter().for_each(|f| enter(f, false));
        aliases.iter().for_each(|a| enter(a, true));
    }

    /// The id behind a name, and whether the name is an alias.
    pub fn party(&self, text: &str) -> Result<(Id, bool), Unresolved> {
        match self.parties.get(text).map(Vec::as_slice) {
            Some([owner]) => Ok((owner.id.clone(), owner.alias)),
            Some(owners) => {
                Err(Unresolved::Ambiguous(owners.iter().map(|o| self.short[&o.id].clone()).collect()))
            }
            None if self.unreadable || self.broken.contains(text) => Err(Unresolved::Broken),
            None => Err(Unresolved::Unknown),
        }
    }

    pub fn short<'a>(&'a self, id: &'a Id) -> &'a str {
        self.short.get(id).map_or(id, String::as_str)
    }

    pub fn is_region(&self, id: &Id) -> bool {
        self.regions.contains(id)
    }

    /// All names but ids, for the nearest one.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.parties.keys().map(String::as_str)
    }

    pub fn region_names(&self) -> impl Iterator<Item = &str> {
        self.regions.iter().map(|id| self.short(id))
    }

    /// A unit or region; warns of aliases, and of names out of use on `day`.
    pub fn unit<'d>(&self, reader: &mut Reader<'d>, node: &'d Node, day: Option<Date>) -> Option<Id> {
        let text = reader.text(node)?;
        match self.party(&text) {
            Ok((id, alias)) => {
                if alias {
                    reader.push(rules::alias_used(&text, self.short(&id), node.span));
                } else if let Some((until, now)) = self.retired.get(&id)
                    && day.is_some_and(|d| d > *until)
                {
                    reader.push(rules::renamed_unit(&text, now.as_ref().map(|n| self.short(n)), node.span));
                }
                Some(id)
            }
            Err(Unresolved::Broken) => None,
            Err(Unresolved::Unknown) => {
                reader.push(rules::unknown_unit(&text, node.span, self.all()));
                None
            }
            Err(Unresolved::Ambiguous(candidates)) => {
                let candidates: Vec<&str> = candidates.iter().map(String::as_str).collect();
                reader.push(rules::ambiguous_name(&text, node.span, &candidates));
                None
            }
        }
    }

    pub fn units<'d>(&self, reader: &mut Reader<'d>, node: &'d Node, day: Option<Date>) -> Vec<Id> {
        reader.list(node).iter().filter_map(|n| self.unit(reader, n, day)).collect()
    }

    /// A region, and nothing else.
    pub fn region<'d>(&self, reader: &mut Reader<'d>, node: &'d Node) -> Option<Id> {
        let text = reader.text(node)?;
        match self.party(&text) {
            Ok((id, alias)) if self.is_region(&id) => {
                if alias {
                    reader.push(rules::alias_used(&text, self.short(&id), node.span));
                }
                Some(id)
            }
            Ok(_) | Err(Unresolved::Unknown) => {
                reader.push(rules::unknown_region(&text, node.span, self.region_names()));
                None
            }
            Err(Unresolved::Broken) => None,
            Err(Unresolved::Ambiguous(candidates)) => {
                let candidates: Vec<&str> = candidates.iter().map(String::as_str).collect();
                reader.push(rules::ambiguous_name(&text, node.span, &candidates));
                None
            }
        }
    }
}

/// Names of one year's plan: actions and indicators.
#[derive(Debug, Default)]
pub struct PlanNames {
    actions: BTreeMap<String, Vec<Id>>,
    indicators: BTreeMap<String, Vec<Id>>,
    /// Task ids as written, by action; `None` where one of them is faulty, so that nothing can be said of any.
    tasks: BTreeMap<String, Option<BTreeSet<String>>>,
    /// Ids of list entries as written.
    entries: BTreeSet<String>,
    pub broken: BTreeSet<String>,
    /// One of the plan's files could not be read at all.
    pub unreadable: bool,
    /// One of its lists could not: nothing can be said of any entry.
    pub lists_unreadable: bool,
}

impl PlanNames {
    pub fn enter_action(&mut self, id: &str, names: [Option<String>; 2]) {
        let owner = Id::new(id);
        enter(&mut self.actions, id, &owner);
        names.iter().flatten().for_each(|name| enter(&mut self.actions, name, &owner));
    }

    pub fn enter_indicator(&mut self, id: &str, name: Option<String>) {
        let owner = Id::new(id);
        enter(&mut self.indicators, id, &owner);
        name.iter().for_each(|name| enter(&mut self.indicators, name, &owner));
    }

    pub fn enter_tasks(&mut self, action: &str, ids: Option<BTreeSet<String>>) {
        self.tasks.insert(action.to_owned(), ids);
    }

    pub fn enter_entry(&mut self, id: &str) {
        self.entries.insert(id.to_owned());
    }

    /// Whether a task stands in the plan, or may stand there: faulty definitions are not reported at every use.
    pub fn may_have_task(&self, action: &str, task: &str) -> bool {
        self.unreadable
            || self.tasks.get(action).is_none_or(|ids| ids.as_ref().is_none_or(|ids| ids.contains(task)))
    }

    pub fn may_have_entry(&self, id: &str) -> bool {
        self.lists_unreadable || self.entries.contains(id)
    }

    pub fn action(&self, text: &str) -> Result<Id, Unresolved> {
        self.find(&self.actions, text)
    }

    pub fn has_indicator_id(&self, id: &str) -> bool {
        self.indicators.get(id).is_some_and(|owners| owners.iter().any(|o| &**o == id))
    }

    pub fn indicator(&self, text: &str) -> Result<Id, Unresolved> {
        self.find(&self.indicators, text)
    }

    pub fn action_ids(&self) -> impl Iterator<Item = &str> {
        let ids: BTreeSet<&str> = self.actions.values().flatten().map(|id| &**id).collect();
        ids.into_iter()
    }

    pub fn action_names(&self) -> impl Iterator<Item = &str> {
        self.actions.keys().map(String::as_str)
    }

    pub fn indicator_names(&self) -> impl Iterator<Item = &str> {
        self.indicators.keys().map(String::as_str)
    }

    fn find(&self, among: &BTreeMap<String, Vec<Id>>, text: &str) -> Result<Id, Unresolved> {
        match among.get(text).map(Vec::as_slice) {
            Some([id]) => Ok(id.clone()),
            Some(ids) => Err(Unresolved::Ambiguous(ids.iter().map(|i| i.to_string()).collect())),
            None if self.unreadable || self.broken.contains(text) => Err(Unresolved::Broken),
            None => Err(Unresolved::Unknown),
        }
    }

    pub fn read_action<'d>(&self, reader: &mut Reader<'d>, node: &'d Node) -> Option<Id> {
        let text = reader.text(node)?;
        self.settle(reader, node, &text, self.action(&text), |span| {
            rules::unknown_action(&text, span, self.action_names())
        })
    }

    pub fn read_indicator<'d>(&self, reader: &mut Reader<'d>, node: &'d Node) -> Option<Id> {
        let text = reader.text(node)?;
        self.settle(reader, node, &text, self.indicator(&text), |span| {
            rules::unknown_indicator(&text, span, self.indicator_names())
        })
    }

    fn settle<'d>(
        &self,
        reader: &mut Reader<'d>,
        node: &'d Node,
        text: &str,
        result: Result<Id, Unresolved>,
        unknown: impl Fn(crate::base::Span) -> crate::base::Diagnostic,
    ) -> Option<Id> {
        match result {
            Ok(id) => Some(id),
            Err(Unresolved::Broken) => None,
            Err(Unresolved::Unknown) => {
                reader.push(unknown(node.span));
                None
            }
            Err(Unresolved::Ambiguous(candidates)) => {
                let candidates: Vec<&str> = candidates.iter().map(String::as_str).collect();
                reader.push(rules::ambiguous_name(text, node.span, &candidates));
                None
            }
        }
    }
}

fn enter(map: &mut BTreeMap<String, Vec<Id>>, name: &str, id: &Id) {
    let owners = map.entry(name.to_owned()).or_default();
    if !owners.contains(id) {
        owners.push(id.clone());
    }
}
