//! One unit: what it leads and supports, where its indicators stand, its problems and entries.

use super::{Sheet, heading, ledgers, parts, period_line, under};
use crate::check::record::{Action, Entry, Task, Unit};
use crate::editions::blocks::{Block, Cell, Column, NoticeKind, Page, Row, Run};
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
        let note = "只计本单位牵头、汇总任务的指标和指定由本单位负责的指标，各取最近一期。";
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
    let told = blocks.len();
    blocks.extend(indicators(lookup, year, unit, &url));
    blocks.extend(tasks(lookup, year, unit, &url));
    blocks.extend(owned(lookup, year, &unit.id, &url));
    blocks.extend(visited(lookup, year, unit, &url));
    blocks.extend(practices(lookup, year, unit, &url));
    blocks.extend(filed(lookup, year, unit, &url));
    if blocks.len() == told {
        let none = "本年没有写明由本单位牵头、汇总、负责的任务和指标，也没有以其为责任单位的问题、议定事项和清单条目。";
        blocks.push(Block::Text(vec![Run::plain(none)]));
    }
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
    vec![heading("负责的指标", "indicators"), under(table, url)]
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

/// Where it went to look.
fn visited(lookup: &Lookup<'_>, year: &Year<'_>, unit: &Unit, url: &str) -> Vec<Block> {
    let mut all = ledgers::told_visits(lookup, year);
    all.retain(|(_, _, visit)| visit.unit == unit.id);
    if all.is_empty() {
        return Vec::new();
    }
    let table = ledgers::visit_table(lookup, year, &all);
    vec![heading(format!("督导（{}次）", all.len()), "visits"), under(table, url)]
}

fn practices(lookup: &Lookup<'_>, year: &Year<'_>, unit: &Unit, url: &str) -> Vec<Block> {
    let mut all = ledgers::told_practices(lookup, year);
    all.retain(|(_, _, practice)| practice.unit == unit.id);
    if all.is_empty() {
        return Vec::new();
    }
    vec![heading("经验做法", "practices"), under(ledgers::practice_table(lookup, year, &all), url)]
}

/// The reports it filed, the newest first.
fn filed(lookup: &Lookup<'_>, year: &Year<'_>, unit: &Unit, url: &str) -> Vec<Block> {
    let columns = vec![
        Column::text("期").sticky(),
        Column::text("报告"),
        Column::text("状态"),
        Column::text("应报"),
        Column::text("实报"),
    ];
    let mut table = tables::table("filed", "", columns, "");
    let as_of = lookup.figures.as_of;
    for figures in year.periods.iter().rev() {
        for report in year.reports(figures.period) {
            let filed = report.parts.iter().filter_map(|p| p.filed.as_ref()).filter(|f| f.date <= as_of);
            let own = filed.filter(|f| f.unit.as_ref() == Some(&unit.id)).map(|f| f.date).max();
            let state = figures.reports.iter().find(|r| r.of == report.of);
            let (Some(day), Some(state)) = (own, state) else { continue };
            let due = state.owed_by().map(|d| d.chinese_short()).unwrap_or_default();
            let label = Run::link(figures.period.report_label(), urls::period(figures.period));
            table.rows.push(Row::new(vec![
                Cell { sort: Some(figures.period.to_string()), ..Cell::runs(vec![label]) },
                Cell::runs(vec![words::reporter_run(lookup, year, &report.of)]),
                tables::report_state(figures.period, &report.of, state.state),
                Cell::text(due),
                Cell::text(day.chinese_short()),
            ]));
        }
    }
    if table.rows.is_empty() {
        return Vec::new();
    }
    vec![heading("本单位报送的报告", "filed"), under(table, url)]
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
