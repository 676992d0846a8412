//! One unit: what it leads and supports, where its indicators stand, its problems and entries.

use super::{Sheet, heading, parts, period_line, under};
use crate::check::record::{Action, Entry, Task, Unit};
use crate::editions::blocks::{Block, NoticeKind, Page, Run};
use crate::editions::cells::Shown;
use crate::editions::lookup::{Lookup, Role, Year};
use crate::editions::reminders::letters;
use crate::editions::tables::{self, Naming};
use crate::editions::urls::{self, List};
use crate::editions::words;

pub fn page<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, unit: &'a Unit) -> Page {
    let url = urls::unit(year.year, &unit.id);
    let mut blocks = Vec::new();
    let line = words::counts_line(&words::standing(year, &year.answered_by(&unit.id)));
    if !line.is_empty() {
        blocks.push(Block::Counts(line));
        let note = "只计本单位牵头和汇总任务的指标，各取最近一期。";
        blocks.push(Block::Text(vec![Run::quiet(note)]));
    }
    for letter in letters(lookup, year).iter().filter(|l| l.units.contains(&unit.id)) {
        let text = format!("有{}项指标连续红灯，已起草提示函（草稿）", letter.items.len());
        let link = Run::link(text, urls::reminder(letter.period, &letter.units));
        blocks.push(Block::Notice { kind: NoticeKind::Warning, runs: vec![link] });
    }
    let facts = facts(year, unit);
    if !facts.is_empty() {
        blocks.push(Block::Facts(facts));
    }
    blocks.extend(indicators(lookup, year, unit, &url));
    blocks.extend(tasks(lookup, year, unit, &url));
    blocks.extend(owned(lookup, year, &unit.id, &url));
    let sheet = Sheet {
        lookup,
        title: unit.name.clone(),
        crumbs: vec![("单位".into(), urls::list(year.year, List::Units))],
        menu: urls::list(year.year, List::Units),
        url,
        period_line: year.current.map(period_line),
    };
    sheet.page(year, blocks)
}

fn facts(year: &Year<'_>, unit: &Unit) -> Vec<(String, Vec<Run>)> {
    let mut facts: Vec<(String, Vec<Run>)> = Vec::new();
    let mut fact = |label: &str, runs: Vec<Run>| {
        if !runs.is_empty() {
            facts.push((label.into(), runs));
        }
    };
    fact("全称", unit.full.iter().map(Run::plain).collect());
    if unit.group.is_some() {
        fact("性质", vec![Run::plain("统称")]);
    } else {
        fact("类别", vec![Run::plain(&unit.kind)]);
    }
    let document = unit.document.as_deref().map(|d| format!("（{d}）")).unwrap_or_default();
    fact("使用至", unit.until.iter().map(|d| Run::plain(format!("{}{document}", d.chinese()))).collect());
    let mut office = Vec::new();
    let mut member = Vec::new();
    for action in &year.plan.actions {
        let link = || Run::link(&action.name, urls::action(year.year, &action.id));
        let force = &action.task_force;
        if force.office == unit.id {
            parts::listed(&mut office, link());
        }
        if force.members.contains(&unit.id) || force.deputies.contains(&unit.id) {
            parts::listed(&mut member, link());
        }
    }
    fact("专班办公室", office);
    fact("专班成员", member);
    facts
}

fn indicators<'a>(lookup: &'a Lookup<'a>, year: &'a Year<'a>, unit: &Unit, url: &str) -> Vec<Block> {
    let own = year.answered_by(&unit.id).into_iter();
    let shown: Vec<Shown<'_>> = own.filter_map(|i| Shown::standing(lookup, year, i)).collect();
    if shown.is_empty() {
        return Vec::new();
    }
    let table = tables::indicators(&[(String::new(), shown)]);
    vec![heading("牵头和汇总任务的指标", "indicators"), under(table, url)]
}

fn tasks(lookup: &Lookup<'_>, year: &Year<'_>, unit: &Unit, url: &str) -> Vec<Block> {
    let duties = year.duties(&unit.id);
    if duties.is_empty() {
        return Vec::new();
    }
    let of = |role: Role| -> Vec<(&Action, &Task)> {
        duties.iter().filter(|(r, ..)| *r == role).map(|(_, a, t)| (*a, *t)).collect()
    };
    let groups = [
        ("牵头", of(Role::Lead)),
        ("未明确牵头单位，由本单位汇总", of(Role::Collects)),
        ("责任单位", of(Role::Support)),
    ];
    let table =
        tables::tasks(lookup, year, Naming::Action, groups.map(|(name, tasks)| (name.to_owned(), tasks)));
    vec![heading("任务", "tasks"), under(table, url)]
}

/// Problems, entries and decisions that a unit or region answers for.
pub fn owned(lookup: &Lookup<'_>, year: &Year<'_>, id: &crate::base::Id, url: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(current) = year.current {
        let own = current.problems.iter().filter(|p| p.owner.as_ref() == Some(id));
        let table = tables::problems(lookup, year, own, tables::Anchors::Elsewhere);
        if !table.rows.is_empty() {
            blocks.push(heading("责任问题", "problems"));
            blocks.push(under(table, url));
        }
        let decided = current.decisions.iter().filter(|d| d.unit.as_ref() == Some(id));
        blocks.extend(parts::decisions(lookup, year, decided.collect(), url));
    }
    let entries: Vec<&Entry> =
        year.plan.entries.iter().filter(|e| e.owner == *id || e.region.as_ref() == Some(id)).collect();
    if !entries.is_empty() {
        let table = tables::entries(lookup, year, entries.into_iter(), tables::Anchors::Elsewhere);
        blocks.push(heading("清单条目", "entries"));
        blocks.push(under(table, url));
    }
    blocks
}
