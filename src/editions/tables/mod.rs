//! The tables that several pages share.

mod counts;
mod decisions;
mod entries;
mod indicators;
mod problems;
mod reports;
mod tasks;

pub use counts::counts;
pub use decisions::decisions;
pub use entries::entries;
pub use indicators::indicators;
pub use problems::{problem_remarks, problems, problems_at};
pub use reports::{report_state, reports};
pub use tasks::{Naming, tasks};

use super::blocks::{Column, Row, RowKind, Table};
use super::urls;

/// A table without rows, to be filled.
pub fn table(id: &str, title: impl Into<String>, columns: Vec<Column>, empty: &str) -> Table {
    Table {
        id: id.into(),
        title: title.into(),
        columns,
        rows: Vec::new(),
        notes: Vec::new(),
        csv: None,
        empty: empty.into(),
    }
}

/// Leaves out columns that say nothing in any row, and names the CSV beside the page.
pub fn finished(table: Table, page: &str) -> Table {
    let table = without_silent_columns(table);
    let csv = (!table.rows.is_empty()).then(|| urls::csv(page, &table.id));
    Table { csv, ..table }
}

/// Leaves out columns that say nothing in any row; the first stays.
pub fn without_silent_columns(mut table: Table) -> Table {
    if table.rows.is_empty() {
        return table;
    }
    let full = |row: &&Row| row.kind != RowKind::Group;
    let says = |i: usize| {
        let mut cells = table.rows.iter().filter(full).filter_map(|r| r.cells.get(i));
        cells.any(|c| !c.plain().is_empty())
    };
    let keep: Vec<bool> = (0..table.columns.len()).map(|i| i == 0 || says(i)).collect();
    let mut columns = keep.iter();
    table.columns.retain(|_| columns.next() != Some(&false));
    for row in table.rows.iter_mut().filter(|r| r.kind != RowKind::Group) {
        let mut cells = keep.iter();
        row.cells.retain(|_| cells.next() != Some(&false));
    }
    table
}

/// Whether rows of a table are what links elsewhere lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchors {
    Here,
    Elsewhere,
}
