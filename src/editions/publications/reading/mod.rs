//! 核稿单: every number, name and rank of an issue in reading order, with its source, its value and that of the
//! last issue, for two people to read aloud.

mod annexes;
mod numbers;
mod reader;

use super::super::blocks::{Block, Cell, Column, Row, Run};
use super::super::tables;
use super::issue::Issue;
use crate::base::Source;
use reader::Reader;

/// A number the editor wrote, with no figure behind it, and where it comes from.
const TYPED: &str = "手写的数";
const BY_HAND: &str = "手写，无出处";

/// What there is to be read: the text piece by piece, then every annex.
///
/// `blocks`: as the issue prints them; `earlier`: the annexes of the last issue.
pub fn reading(issue: &Issue, blocks: &[Block], earlier: &[Block]) -> Vec<Block> {
    let mut reader = Reader::new(issue, "开头".into());
    let body = blocks.iter().position(|b| matches!(b, Block::Annex { .. })).unwrap_or(blocks.len());
    reader.blocks(&blocks[..body]);
    let foot = blocks[body..].iter().filter(|b| matches!(b, Block::Colophon(_)));
    foot.for_each(|block| reader.blocks(std::slice::from_ref(block)));
    let mut text = tables::table("reading", "正文", columns(), "正文没有数字和名称。");
    text.rows = reader.rows;
    let cell = |row: &Row, at: usize| row.cells.get(at).map(Cell::plain).unwrap_or_default();
    let typed = text.rows.iter().filter(|row| cell(row, 4) == TYPED).count();
    let bound = text.rows.iter().filter(|row| !cell(row, 5).is_empty()).count();
    let others = text.rows.len() - bound - typed;
    text.notes.push("“上期”为上一期印发时同一口径的数；手写的数没有数据可对，须两人逐个对原始材料。".into());
    let opening = format!(
        "{}。共{bound}个有出处的数，{typed}个手写、无出处的数，{others}处名称和其他的数；附件逐行列在后面。\
         一人读刊物、一人对本单，逐行在“核”栏打勾。",
        issue.source.title
    );
    let mut listed = vec![Block::Text(vec![Run::plain(opening)]), Block::Table(text)];
    listed.extend(annexes::annexes(issue, &blocks[body..], earlier));
    listed.push(signatures());
    listed
}

fn columns() -> Vec<Column> {
    vec![
        Column::number("序"),
        Column::text("位置"),
        Column::text("前文"),
        Column::text("印出").sticky(),
        Column::text("核对项"),
        Column::text("数据值"),
        Column::text("上期"),
        Column::text("来源"),
        Column::center("核"),
    ]
}

fn signatures() -> Block {
    let blank = || vec![Run::plain("　　　　　　")];
    Block::Facts(vec![("读稿".into(), blank()), ("对单".into(), blank()), ("日期".into(), blank())])
}

/// Marks of lights in words: a page that is read aloud has no colours.
fn light_text(cell: &Cell) -> String {
    let word = |r: &Run| match r.light {
        // A state is its own word.
        Some(light) if r.text.starts_with(light.word()) => r.text.clone(),
        Some(light) => format!("{}{}", light.word(), r.text),
        None => r.text.clone(),
    };
    cell.runs.iter().map(word).collect()
}

/// `reports/2024-03/livelihood.md:9`
fn place(source: &Source) -> String {
    format!("{}:{}", source.path, source.line)
}
