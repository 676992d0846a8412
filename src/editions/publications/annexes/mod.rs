//! The annexes: 指标完成情况表, 任务进展表, 项目进展表, 县市区情况表, 问题清单 and what a review adds.
//!
//! Short enough to be read: a line a row, no column that says nothing or the same in every row, and what has nothing to
//! report named under the table.

mod indicators;
mod problems;
mod projects;
mod regions;
mod tasks;

pub use projects::projects;

use super::super::blocks::{Block, Cell, Row, RowKind, Run, Style, Table};
use super::super::tables;
use super::issue::Issue;
use super::review;

/// What an annex of a name is called; `None` for a name that stands for none.
pub fn title(name: &str) -> Option<&'static str> {
    Some(match name {
        "indicators" => "指标完成情况表",
        "tasks" => "任务进展表",
        "projects" => "项目进展表",
        "regions" => "县市区情况表",
        "problems" => "问题清单",
        "compare" => "指标对比表",
        "scores" => "县市区得分明细表",
        _ => return None,
    })
}

/// The names of the annexes an issue has: those its editor lists, and a review's comparisons and scores.
pub fn names(issue: &Issue) -> Vec<String> {
    let mut names: Vec<String> =
        issue.source.annexes.iter().filter(|n| title(n).is_some()).cloned().collect();
    if !issue.source.compare.is_empty() && !names.iter().any(|n| n == "compare") {
        names.push("compare".into());
    }
    let scored = !issue.source.scores.is_empty() && !issue.now.scores.is_empty();
    if scored && !names.iter().any(|n| n == "scores") {
        names.push("scores".into());
    }
    names
}

/// How the text calls an annex: 附件5; `None` where the issue has it not.
pub fn mark(issue: &Issue, name: &str) -> Option<String> {
    let names = names(issue);
    let at = names.iter().position(|n| n == name)?;
    Some(numbered(at, names.len()))
}

fn numbered(at: usize, of: usize) -> String {
    if of == 1 { "附件".to_string() } else { format!("附件{}", at + 1) }
}

/// All annexes in order, each begun on a new sheet.
pub fn all(issue: &Issue) -> Vec<Block> {
    let names = names(issue);
    let mut blocks = Vec::new();
    for (i, name) in names.iter().enumerate() {
        let mark = numbered(i, names.len());
        let Some(title) = title(name) else { continue };
        blocks.push(Block::Annex { mark, title: title.into(), id: format!("annex-{name}") });
        blocks.extend(annex(issue, name));
    }
    blocks
}

/// `附件：1. 指标完成情况表　2. 任务进展表`
pub fn list(issue: &Issue) -> Option<Block> {
    let names = names(issue);
    let mut runs = vec![Run::plain("附件：")];
    for (i, name) in names.iter().enumerate() {
        let number = if names.len() == 1 { String::new() } else { format!("{}. ", i + 1) };
        if i > 0 {
            runs.push(Run::plain("　"));
        }
        runs.push(Run::link(format!("{number}{}", title(name)?), format!("#annex-{name}")));
    }
    (!names.is_empty()).then_some(Block::Text(runs))
}

fn annex(issue: &Issue, name: &str) -> Vec<Block> {
    match name {
        "indicators" => indicators::indicators(issue).into_iter().map(Block::Table).collect(),
        "tasks" => vec![Block::Table(tasks::tasks(issue))],
        "projects" => vec![Block::Table(projects(issue, None))],
        "regions" => regions::regions(issue).into_iter().map(Block::Table).collect(),
        "problems" => vec![Block::Table(problems::problems(issue))],
        "compare" => review::compared(issue).into_iter().map(Block::Table).collect(),
        "scores" => review::workings(issue),
        _ => Vec::new(),
    }
}

fn finished(issue: &Issue, id: &str, mut table: Table) -> Table {
    table.id = format!("annex-{id}-table");
    // The annex itself bears the title.
    table.title = String::new();
    tables::finished(table, &issue.url)
}

/// Takes out a column that says the same in every row that says anything there, and gives what it says; the others
/// stay. A column of one row stays too.
fn said_once(table: &mut Table, title: &str) -> Option<String> {
    let at = table.columns.iter().position(|c| c.title == title)?;
    let full = |row: &&mut Row| row.kind != RowKind::Group;
    let mut said: Vec<String> =
        table.rows.iter_mut().filter(full).filter_map(|r| r.cells.get(at).map(|c| c.plain())).collect();
    said.retain(|text| !text.is_empty());
    let first = said.first().filter(|_| said.len() > 1)?.clone();
    if said.iter().any(|text| *text != first) {
        return None;
    }
    table.columns.remove(at);
    table.rows.iter_mut().filter(full).filter(|r| r.cells.len() > at).for_each(|r| {
        r.cells.remove(at);
    });
    Some(first)
}

/// Behind a unit that no plan names as lead.
const UNNAMED: &str = "*";

/// Units of a narrow cell: how one came to it that no plan names as lead is said once, under the table.
fn starred(mut cell: Cell) -> Cell {
    if let Some(last) = cell.runs.last_mut().filter(|r| r.style == Style::Quiet && r.text.starts_with('（'))
    {
        *last = Run::plain(UNNAMED);
    }
    cell
}

fn star_note(table: &Table) -> &'static str {
    let starred = table.rows.iter().any(|r| r.cells.iter().any(|c| c.plain().ends_with(UNNAMED)));
    if starred {
        "标*的单位，方案未列为牵头，由专班办公室或所列首个单位汇总。"
    } else {
        ""
    }
}
