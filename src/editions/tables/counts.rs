use super::table;
use crate::base::Color;
use crate::compute::Counts;
use crate::editions::blocks::{Cell, Column, Row, Table};

/// Counts of lights and states, a row for each subject; what is zero stays blank, what is blank in all rows is left
/// out by [`super::finished`]. `total`: the last row, over all.
pub fn counts(id: &str, subject: &str, rows: Vec<(Cell, Counts)>, total: Option<Counts>) -> Table {
    let mut columns = vec![Column::text(subject).sticky(), Column::number("指标数"), Column::number("应评")];
    columns.extend(Color::ALL.map(|color| Column::number(color.chinese())));
    columns.extend(["未报", "不参评", "未到期", "无目标", "转好", "转差"].map(Column::number));
    let mut table = table(id, "", columns, "没有指标。");
    table.rows = rows.into_iter().map(|(name, counts)| Row::new(cells(name, &counts))).collect();
    table.rows.extend(total.map(|counts| Row::total(cells(Cell::text("合计"), &counts))));
    table
}

fn cells(name: Cell, counts: &Counts) -> Vec<Cell> {
    let number = |n: u32| Cell::text(if n == 0 { String::new() } else { n.to_string() });
    let mut cells = vec![name, number(counts.all()), number(counts.assessed())];
    cells.extend(Color::ALL.map(|color| number(counts.of(color))));
    let states =
        [counts.missing, counts.not_assessed, counts.not_due, counts.no_target, counts.better, counts.worse];
    cells.extend(states.map(number));
    cells
}
