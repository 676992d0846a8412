use super::text::Run;

/// A table as data. The table is the truth, a chart its summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Unique on its page; the CSV beside it is named after it.
    pub id: String,
    pub title: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub notes: Vec<String>,
    /// URL of the same table as CSV.
    pub csv: Option<String>,
    /// What is printed when it has no rows, such as 本期无红灯指标。
    pub empty: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub title: String,
    /// Printed in the head under the title.
    pub unit: Option<String>,
    pub align: ColumnAlign,
    /// Fixed at the left on narrow screens.
    pub sticky: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnAlign {
    Text,
    Number,
    Center,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// An anchor that links lead to; unique on its page.
    pub id: Option<String>,
    pub cells: Vec<Cell>,
    pub kind: RowKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowKind {
    #[default]
    Plain,
    /// One cell over the whole width that heads the rows below it.
    Group,
    Total,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    pub runs: Vec<Run>,
    /// By what a reader would sort it, where that is not its text.
    pub sort: Option<String>,
    /// A small bar beside the number: per cent of the target and of 序时, as decimals.
    pub bullet: Option<(String, String)>,
}

impl Row {
    pub fn new(cells: Vec<Cell>) -> Row {
        Row { cells, ..Row::default() }
    }

    /// Heads the rows below it.
    pub fn group(text: impl Into<String>) -> Row {
        Row { cells: vec![Cell::text(text)], kind: RowKind::Group, ..Row::default() }
    }

    pub fn total(cells: Vec<Cell>) -> Row {
        Row { cells, kind: RowKind::Total, ..Row::default() }
    }

    pub fn id(mut self, id: impl Into<String>) -> Row {
        self.id = Some(id.into());
        self
    }
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        Cell { runs: vec![Run::plain(text)], ..Cell::default() }
    }

    pub fn runs(runs: Vec<Run>) -> Cell {
        Cell { runs, ..Cell::default() }
    }

    /// The text of all runs, as a CSV or an alternative text gives it.
    pub fn plain(&self) -> String {
        self.runs.iter().map(|r| r.text.as_str()).collect()
    }
}

impl Column {
    pub fn text(title: impl Into<String>) -> Column {
        Column { title: title.into(), unit: None, align: ColumnAlign::Text, sticky: false }
    }

    pub fn number(title: impl Into<String>) -> Column {
        Column { align: ColumnAlign::Number, ..Column::text(title) }
    }

    pub fn center(title: impl Into<String>) -> Column {
        Column { align: ColumnAlign::Center, ..Column::text(title) }
    }

    pub fn unit(mut self, unit: impl Into<String>) -> Column {
        self.unit = Some(unit.into());
        self
    }

    pub fn sticky(mut self) -> Column {
        self.sticky = true;
        self
    }
}
