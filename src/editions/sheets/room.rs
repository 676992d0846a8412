//! How much of each list goes on one A4 page. No font is read: a line is counted at its widest.

use crate::editions::blocks::{Block, ColumnAlign, Row, RowKind, Run, Table};

/// Lines of the type of tables on one sheet below its title and counts.
pub const LINES: usize = 44;

/// Full-width characters in one line of a table.
const WIDTH: usize = 54;

/// What a column takes besides its text.
const PADDING: usize = 1;

/// One list, with what is said of the rows that find no room.
pub(super) struct Section {
    pub heading: String,
    /// In order of importance.
    pub table: Table,
    /// Where all rows stand: text and URL.
    pub whole: (String, String),
    /// How many the table does not have at all.
    pub beyond: usize,
    /// 项, 个
    pub measure: &'static str,
    /// So many rows come before those of any section are filled up.
    pub least: usize,
}

impl Section {
    pub fn least(self, least: usize) -> Section {
        Section { least, ..self }
    }
}

/// All sections with as many rows as `lines` hold: first those each has to have, then a row each in turn; empty
/// ones are left out.
pub(super) fn fitted(mut sections: Vec<Section>, lines: usize) -> Vec<Block> {
    sections.retain(|s| !s.table.rows.is_empty());
    // Heading and the line that names the rest.
    let mut left = lines.saturating_sub(3 * sections.len());
    let mut shown = vec![0; sections.len()];
    let mut full = vec![false; sections.len()];
    let mut add = |i: usize, section: &Section, shown: &mut Vec<usize>| {
        // The first row brings the head of the table with it.
        let head = if shown[i] == 0 { head(&section.table) } else { 0 };
        let next = section.table.rows.get(shown[i]).map(|row| head + tall(&section.table, row));
        let Some(lines) = next.filter(|lines| *lines <= left) else { return false };
        left -= lines;
        shown[i] += 1;
        true
    };
    for (i, section) in sections.iter().enumerate() {
        while shown[i] < section.least && add(i, section, &mut shown) {}
    }
    while full.iter().any(|f| !f) {
        for (i, section) in sections.iter().enumerate().filter(|(i, _)| !full[*i]).collect::<Vec<_>>() {
            full[i] = !add(i, section, &mut shown);
        }
    }
    for (section, shown) in sections.iter().zip(&mut shown) {
        // The line that would say 其余1项 holds that one as well.
        let last = section.table.rows.get(*shown).filter(|_| *shown > 0 && section.beyond == 0);
        let fits = last.is_some_and(|row| tall(&section.table, row) == 1);
        *shown += usize::from(fits && *shown + 1 == section.table.rows.len());
    }
    sections.into_iter().zip(shown).flat_map(|(section, rows)| blocks(section, rows)).collect()
}

fn blocks(section: Section, rows: usize) -> Vec<Block> {
    let Section { heading, mut table, whole, beyond, measure, least: _ } = section;
    let rest = table.rows.iter().skip(rows).filter(|r| r.kind == RowKind::Plain).count() + beyond;
    table.rows.truncate(rows);
    if rows == 0 {
        // A heading over nothing is none: what is not shown is named in a line.
        let (text, href) = whole;
        return vec![Block::Text(vec![
            Run::plain(format!("{heading}{rest}{measure}，见")),
            Run::link(text, href),
        ])];
    }
    let heading =
        Block::Heading { level: 2, mark: String::new(), text: heading, id: format!("s-{}", table.id) };
    let mut blocks = vec![heading];
    blocks.push(Block::Table(crate::editions::tables::without_silent_columns(table)));
    if rest > 0 {
        let (text, href) = whole;
        blocks.push(Block::Text(vec![Run::quiet(format!("其余{rest}{measure}见")), Run::link(text, href)]));
    }
    blocks
}

/// Lines of a text above the lists.
pub(super) fn lines(block: &Block) -> usize {
    match block {
        Block::Text(runs) => runs.iter().map(|run| width(&run.text)).sum::<usize>().div_ceil(WIDTH),
        _ => 0,
    }
}

/// Lines of a table's head.
fn head(table: &Table) -> usize {
    1 + usize::from(table.columns.iter().any(|c| c.unit.is_some()))
}

/// Lines of a row: of its fullest cell, where columns of numbers take what they need and texts share the rest.
fn tall(table: &Table, row: &Row) -> usize {
    let longest = |i: usize| {
        let cells = table.rows.iter().filter_map(|r| r.cells.get(i));
        cells
            .map(|c| width(&c.plain()))
            .max()
            .unwrap_or(0)
            .max(table.columns.get(i).map_or(0, |c| width(&c.title)))
    };
    let short = |i: usize| {
        let number = table.columns.get(i).is_some_and(|c| c.align == ColumnAlign::Number);
        number || longest(i) <= 8
    };
    let count = table.columns.len();
    let taken: usize = (0..count).map(|i| PADDING + if short(i) { longest(i) } else { 0 }).sum();
    let wide: usize = (0..count).filter(|i| !short(*i)).map(longest).sum();
    let room = WIDTH.saturating_sub(taken).max(8);
    let lines = |(i, text): (usize, usize)| {
        if short(i) || wide == 0 {
            return 1;
        }
        // A column's share is by its longest text, and never less than six characters.
        let own = (room * longest(i) / wide).max(6);
        text.div_ceil(own).max(1)
    };
    row.cells.iter().enumerate().map(|(i, c)| lines((i, width(&c.plain())))).max().unwrap_or(1)
}

/// In full-width characters, rounded up.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>().div_ceil(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editions::blocks::{Cell, Column};

    fn section(rows: usize, text: &str) -> Section {
        let mut table =
            crate::editions::tables::table("t", "", vec![Column::text("指标"), Column::number("完成率")], "");
        table.rows = (0..rows).map(|_| Row::new(vec![Cell::text(text), Cell::text("61.4%")])).collect();
        Section {
            heading: "指标".into(),
            table,
            whole: ("指标清单".into(), "x".into()),
            beyond: 0,
            measure: "项",
            least: 1,
        }
    }

    fn rows_of(blocks: &[Block]) -> Vec<usize> {
        let rows = |b: &Block| match b {
            Block::Table(t) => Some(t.rows.len()),
            _ => None,
        };
        blocks.iter().filter_map(rows).collect()
    }

    #[test]
    fn short_lists_stand_whole_and_long_ones_are_cut_alike() {
        assert_eq!(rows_of(&fitted(vec![section(3, "就业"), section(4, "就业")], LINES)), [3, 4]);
        let cut = fitted(vec![section(90, "就业"), section(90, "就业"), section(2, "就业")], LINES);
        assert_eq!(rows_of(&cut), [15, 15, 2]);
        let Some(Block::Text(runs)) = cut.iter().find(|b| matches!(b, Block::Text(_))) else {
            panic!("no rest")
        };
        assert_eq!(runs.iter().map(|r| r.text.as_str()).collect::<String>(), "其余75项见指标清单");
        assert!(fitted(vec![section(0, "")], LINES).is_empty());
        // 5 lines hold a heading, a head of one line and two rows, or one row and 其余2项.
        assert_eq!(rows_of(&fitted(vec![section(2, "就业")], 5)), [2]);
        assert_eq!(rows_of(&fitted(vec![section(3, "就业")], 5)), [1]);
    }

    #[test]
    fn long_texts_take_more_lines_and_no_text_breaks_the_page() {
        let long = "建设农村客货邮融合服务站点和县乡村三级物流配送体系示范项目数量".repeat(9);
        let shown = rows_of(&fitted(vec![section(9, &long)], LINES));
        assert!(shown.iter().sum::<usize>() < 9, "{shown:?}");
        let endless = fitted(vec![section(1, &"长".repeat(9999))], LINES);
        assert_eq!(rows_of(&endless), Vec::<usize>::new());
        assert!(matches!(endless.last(), Some(Block::Text(_))));
    }
}
