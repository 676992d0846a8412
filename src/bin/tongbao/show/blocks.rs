//! Blocks as text for a terminal: facts and tables in columns, where a Chinese character takes two.

use tongbao::editions::blocks::{Block, Cell, Column, ColumnAlign, Run, Table};

pub fn blocks(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        match block {
            Block::Heading { mark, text: heading, .. } => text.push_str(&format!("{mark}{heading}\n")),
            Block::Facts(facts) => facts_text(facts, &mut text),
            Block::Table(table) => table_text(table, &mut text),
            Block::Text(runs) | Block::Notice { runs, .. } => text.push_str(&format!("{}\n", words(runs))),
            Block::List { .. }
            | Block::Quote(_)
            | Block::Chart(_)
            | Block::Hero { .. }
            | Block::Counts(_)
            | Block::Masthead(_)
            | Block::Colophon(_)
            | Block::Annex { .. }
            | Block::Code(_)
            | Block::Picture { .. }
            | Block::Rule => (),
        }
    }
    text
}

fn facts_text(facts: &[(String, Vec<Run>)], text: &mut String) {
    let label_width = facts.iter().map(|(label, _)| width(label)).max().unwrap_or(0);
    for (label, runs) in facts {
        text.push_str(&format!("{}  {}\n", padded(label, label_width, ColumnAlign::Text), words(runs)));
    }
}

fn table_text(table: &Table, text: &mut String) {
    let head = |column: &Column| match &column.unit {
        Some(unit) if !unit.is_empty() => format!("{}（{unit}）", column.title),
        Some(_) | None => column.title.clone(),
    };
    let mut lines: Vec<Vec<String>> = vec![table.columns.iter().map(head).collect()];
    let cell = |cell: &Cell| words(&cell.runs);
    lines.extend(table.rows.iter().map(|row| row.cells.iter().map(cell).collect()));
    let at = |line: &Vec<String>, i: usize| line.get(i).cloned().unwrap_or_default();
    let widths: Vec<usize> = (0..table.columns.len())
        .map(|i| lines.iter().map(|line| width(&at(line, i))).max().unwrap_or(0))
        .collect();
    text.push('\n');
    if !table.title.is_empty() {
        text.push_str(&format!("{}\n", table.title));
    }
    for line in &lines {
        let cells = table.columns.iter().zip(&widths).enumerate();
        let cells = cells.map(|(i, (column, width))| padded(&at(line, i), *width, column.align));
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text.push('\n');
}

/// A light's shape stands before its word, as everywhere.
fn words(runs: &[Run]) -> String {
    let word = |run: &Run| match run.light {
        Some(mark) => format!("{}{}", mark.shape(), run.text),
        None => run.text.clone(),
    };
    runs.iter().map(word).collect()
}

fn padded(text: &str, wanted: usize, align: ColumnAlign) -> String {
    let blanks = " ".repeat(wanted.saturating_sub(width(text)));
    match align {
        ColumnAlign::Number => format!("{blanks}{text}"),
        ColumnAlign::Text | ColumnAlign::Center => format!("{text}{blanks}"),
    }
}

/// In columns of a terminal.
fn width(text: &str) -> usize {
    let wide = |c: char| matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3fffd}');
    text.chars().map(|c| if wide(c) { 2 } else { 1 }).sum()
}
