//! A plan's files as written, before anything is judged: a faulty definition must not make every use of its name a
//! fault too.

use super::files_in;
use super::indicator::{FREQUENCIES, KINDS};
use super::method::InUse;
use crate::base::{FileId, Frequency};
use crate::capture::{Content, Node, Value};
use crate::check::names::PlanNames;
use crate::check::reader::Reader;
use crate::check::record::Kind;
use std::collections::BTreeSet;

/// Names, and the kinds and frequencies in use.
pub fn scan(reader: &Reader, base: &str, action_files: &[FileId]) -> (PlanNames, InUse) {
    let mut names = PlanNames::default();
    let (mut kinds, mut frequencies) = (BTreeSet::new(), BTreeSet::from([Frequency::Month]));
    let plan_file = reader.draft.id(&format!("{base}plan.md"));
    for file in action_files.iter().copied().chain(plan_file) {
        let Content::Markdown { front, .. } = &reader.draft.file(file).content else { continue };
        let Some(front) = front else {
            names.unreadable = true;
            continue;
        };
        let text = |node: &Node, key: &str| node.get(key).and_then(Node::scalar).map(str::to_owned);
        if Some(file) != plan_file
            && let Some(id) = text(front, "id")
        {
            // A file that goes by another name than its action: which of the two is meant cannot be known.
            names.unreadable |= !reader.places.path(file).ends_with(&format!("/{id}.md"));
            names.enter_action(&id, [text(front, "name"), text(front, "title")]);
        }
        if Some(file) != plan_file
            && let Some(id) = text(front, "id")
        {
            names.enter_tasks(&id, written_tasks(front));
        }
        let Some(Value::Sequence(items)) = front.get("indicators").map(|n| &n.value) else { continue };
        for item in items.iter().filter(|i| i.get("ref").is_none()) {
            if let Some(id) = text(item, "id") {
                names.unreadable |= names.has_indicator_id(&id);
                names.enter_indicator(&id, text(item, "name"));
            } else {
                names.broken.extend(text(item, "name"));
            }
            let find =
                |list: &[(&str, Kind)], t: &str| list.iter().find(|(code, _)| *code == t).map(|(_, v)| *v);
            kinds.extend(text(item, "kind").and_then(|t| find(&KINDS, &t)));
            let frequency = text(item, "frequency");
            frequencies
                .extend(frequency.and_then(|t| FREQUENCIES.iter().find(|(c, _)| *c == t).map(|(_, f)| *f)));
        }
    }
    entries_as_written(reader, base, &mut names);
    // A file that is not read for its ending's sake may define anything.
    names.unreadable |= reader.draft.iter().any(|(_, f)| {
        f.path.starts_with(base)
            && f.path.rsplit_once('.').is_some_and(|(_, e)| e.eq_ignore_ascii_case("md") && e != "md")
    });
    (names, InUse { kinds: kinds.into_iter().collect(), frequencies: frequencies.into_iter().collect() })
}

/// Task ids as they stand there; `None` where one is missing, twice there, or no id at all.
fn written_tasks(front: &Node) -> Option<BTreeSet<String>> {
    let Some(Value::Sequence(items)) = front.get("tasks").map(|n| &n.value) else { return None };
    let section = |id: &str| {
        id.split_once('-').is_some_and(|(s, _)| front.get("sections").is_none_or(|n| n.get(s).is_some()))
    };
    let mut ids = BTreeSet::new();
    for item in items {
        let id = item.get("id").and_then(Node::scalar)?;
        let good = id.bytes().all(|b| b.is_ascii_digit() || b == b'-') && section(id);
        if !good || !ids.insert(id.to_owned()) {
            return None;
        }
    }
    Some(ids)
}

/// Ids of list entries as written.
fn entries_as_written(reader: &Reader, base: &str, names: &mut PlanNames) {
    for file in files_in(reader, &format!("{base}lists/"), ".yaml") {
        let Content::Yaml(Some(node)) = &reader.draft.file(file).content else {
            // A list that is only empty has no entries, and that is certain.
            names.lists_unreadable |= super::has_fault(reader, file);
            continue;
        };
        if let Value::Sequence(items) = &node.value {
            items
                .iter()
                .filter_map(|i| i.get("id").and_then(Node::scalar))
                .for_each(|id| names.enter_entry(id));
        }
    }
}
