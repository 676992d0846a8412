//! What only a 季讲评 has: comparison of task forces and counties, scores with their working, the next quarter.

mod compare;
mod scores;

pub use compare::compared;
pub use scores::workings;

use super::super::blocks::{Block, Cell, Column, Row, Run};
use super::super::{tables, urls, words};
use super::generated::{coming_steps, task_forces};
use super::issue::Issue;
use super::phrase::{Phrase, paragraph};
use super::told::Told;
use crate::check::{Field, Subject};

/// 专班和县市区比较: task forces by their lights, counties by their scores, each comparison as a small chart.
pub fn comparison(issue: &Issue, told: &Told) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (said, table) = task_forces(issue);
    let counted = issue
        .year
        .plan
        .actions
        .iter()
        .any(|a| told.count(&Subject::Action(a.id.clone()), &[Field::Green, Field::Lit]));
    if issue.action().is_none() {
        blocks.extend(text(paragraph((!counted).then_some(said))));
        blocks.extend(table.map(Block::Table));
    }
    if !issue.source.scores.is_empty() {
        blocks.extend(text(paragraph(scores::sentences(issue))));
        blocks.extend(scores::ranks(issue).map(Block::Chart));
    }
    blocks.extend(compare::multiples(issue).map(Block::Chart));
    blocks
}

fn text(phrase: Phrase) -> Option<Block> {
    (!phrase.is_empty()).then(|| Block::Text(phrase.runs()))
}

/// 讲评意见 of the front matter: one paragraph a unit.
pub fn comments(issue: &Issue) -> Vec<Block> {
    let said = issue.source.comments.iter().map(|(unit, comment)| {
        let name = Run::strong(format!("{}：", issue.lookup.name(unit)));
        Phrase::new().run(name).say(comment.trim())
    });
    said.filter_map(text).collect()
}

/// 下季度重点: the list that is to be reconciled next time.
pub fn next_quarter(issue: &Issue) -> Option<Block> {
    if issue.source.next_quarter.is_empty() {
        return None;
    }
    let columns = vec![
        Column::text("序号"),
        Column::text("任务").sticky(),
        Column::text("目标"),
        Column::text("完成时限"),
        Column::text("责任单位"),
    ];
    let mut table = tables::table("next-quarter", "下季度重点", columns, "");
    for (i, next) in issue.source.next_quarter.iter().enumerate() {
        let place = next.task.split_once('/');
        let task = place.and_then(|(action, task)| {
            let action = issue.year.plan.action(action)?;
            let task = action.task(task)?;
            Some(Run::link(&task.title, urls::task(issue.year.year, &action.id, &task.id)))
        });
        table.rows.push(Row::new(vec![
            Cell::text((i + 1).to_string()),
            Cell::runs(vec![task.unwrap_or_else(|| Run::plain(next.task.as_str()))]),
            Cell::text(&next.goal),
            Cell { sort: Some(next.by.to_string()), ..Cell::text(format!("{}前", next.by.chinese_short())) },
            Cell::runs(vec![words::unit_run(issue.lookup, issue.year, &next.owner)]),
        ]));
    }
    Some(Block::Table(tables::finished(table, &issue.url)))
}

/// The list of the next quarter, and the strip of steps that are late or due in it, unless the editor has one.
fn coming(issue: &Issue, has_strip: bool) -> Vec<Block> {
    let strip = (!has_strip).then(|| coming_steps(issue)).flatten();
    next_quarter(issue).into_iter().chain(strip.map(Block::Chart)).collect()
}

/// What is put at the end of the section whose heading says so; at the end of the text where none does.
pub fn additions(issue: &Issue, mut blocks: Vec<Block>, has_ranking: bool, told: &Told) -> Vec<Block> {
    let asked_strip = blocks.iter().any(|b| matches!(b, Block::Chart(c) if c.data.kind() == "milestones"));
    if !has_ranking {
        let compared = comparison(issue, told);
        insert(&mut blocks, &["比较"], "专班和县市区比较", compared);
    }
    insert(&mut blocks, &["讲评意见", "意见"], "讲评意见", comments(issue));
    insert(
        &mut blocks,
        &["下季度", "二季度", "三季度", "四季度", "重点"],
        "下季度重点",
        coming(issue, asked_strip),
    );
    blocks
}

fn insert(blocks: &mut Vec<Block>, words: &[&str], title: &str, more: Vec<Block>) {
    if more.is_empty() {
        return;
    }
    let top = |b: &Block| matches!(b, Block::Heading { level: 2, .. });
    let says =
        |b: &Block, word: &str| matches!(b, Block::Heading { level: 2, text, .. } if text.contains(word));
    let start = words.iter().find_map(|w| blocks.iter().rposition(|b| says(b, w)));
    let at = match start {
        Some(start) => blocks[start + 1..].iter().position(top).map_or(blocks.len(), |next| start + 1 + next),
        None => {
            let number = blocks.iter().filter(|b| top(b)).count() as u32 + 1;
            blocks.push(Block::Heading {
                level: 2,
                mark: super::super::prose::heading_mark(2, number),
                text: title.into(),
                id: format!("h-{number}"),
            });
            blocks.len()
        }
    };
    blocks.splice(at..at, more);
}
