use super::blocks::Ids;
use super::markup;
use super::runs::{RunView, clean, is_false, runs};
use super::url;
use crate::editions::blocks::{Cell, Column, ColumnAlign, Row, RowKind, Table};
use serde::Serialize;

/// Of the screen's text column, in characters: a table that needs more scrolls in its own frame.
const ROOM: usize = 62;
/// Of a portrait A4 sheet, in characters of the annexes' type: a table that needs more lies on its side.
const PORTRAIT: usize = 58;

#[derive(Serialize)]
pub(super) struct TableView {
    pub id: Option<String>,
    title: String,
    /// Its title says more than the heading above it, so it is shown.
    named: bool,
    /// The name of its scrolling frame, unlike any other on the page.
    pub label: String,
    columns: Vec<ColumnView>,
    groups: Vec<GroupView>,
    notes: Vec<String>,
    csv: Option<String>,
    empty: String,
    /// Scrolls in a frame of its own at every width.
    wide: bool,
    /// Lies on its side in print.
    pub landscape: bool,
    /// Long enough for its frame to scroll downwards as well.
    tall: bool,
    sortable: bool,
    span: usize,
}

#[derive(Serialize)]
struct ColumnView {
    title: String,
    unit: Option<String>,
    class: String,
}

/// Rows under one head.
#[derive(Serialize, Default)]
struct GroupView {
    head: Option<CellView>,
    /// Its rows as markup: they are most of a site's bytes, so they do not go through a template cell by cell.
    rows: String,
}

/// What a cell has not, is not given.
#[derive(Serialize, Default)]
pub(super) struct CellView {
    /// The whole cell, where it is a single plain run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) runs: Vec<RunView>,
    pub(super) class: String,
    /// The row's own name.
    #[serde(skip_serializing_if = "is_false")]
    pub(super) heads: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sort: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bullet: Option<BulletView>,
    /// Others of its column have a bar: it keeps the room, so that all numbers stand under each other.
    #[serde(skip_serializing_if = "is_false")]
    pub(super) spacer: bool,
}

impl CellView {
    fn says_something(&self) -> bool {
        self.text.as_ref().is_some_and(|t| !t.trim().is_empty()) || !self.runs.is_empty()
    }
}

/// Widths in per cent of the target, ready for SVG.
#[derive(Serialize)]
pub(super) struct BulletView {
    pub(super) width: String,
    pub(super) schedule: Option<String>,
    /// The value goes on beyond the end.
    pub(super) over: bool,
}

/// `heading` is what stands above it: the table's name where it has none of its own.
pub(super) fn table(root: &str, table: &Table, heading: &str, ids: &mut Ids) -> TableView {
    let classes = classes(table);
    let heads = head_column(&table.columns);
    let needs: usize = (0..table.columns.len()).map(|i| room(table, i)).sum();
    let title = clean(&table.title);
    let named = !title.is_empty() && title != heading;
    let title = if title.is_empty() { heading.to_string() } else { title };
    TableView {
        id: ids.id(&table.id),
        label: ids.label(&title),
        title,
        named,
        columns: table
            .columns
            .iter()
            .zip(&classes)
            .map(|(c, class)| ColumnView {
                title: clean(&c.title),
                unit: c.unit.as_deref().map(clean),
                class: if width(&c.title) <= 8 { format!("{class} brief") } else { class.clone() },
            })
            .collect(),
        groups: groups(root, table, &classes, heads, ids),
        notes: table.notes.iter().map(|n| clean(n)).collect(),
        csv: table.csv.as_deref().and_then(|u| url::target(root, u)).map(|t| t.href),
        empty: clean(&table.empty),
        wide: needs > ROOM,
        landscape: needs > PORTRAIT,
        tall: table.rows.len() > 20,
        sortable: table.rows.iter().filter(|r| r.kind == RowKind::Plain).count() > 2,
        span: table.columns.len().max(1),
    }
}

/// Which column names the row: the last of those that stay in view, else the first of text.
fn head_column(columns: &[Column]) -> usize {
    let sticky = columns.iter().rposition(|c| c.sticky);
    sticky.or_else(|| columns.iter().position(|c| c.align == ColumnAlign::Text)).unwrap_or(0)
}

fn groups(root: &str, table: &Table, classes: &[String], heads: usize, ids: &mut Ids) -> Vec<GroupView> {
    let mut groups = vec![GroupView::default()];
    for row in &table.rows {
        if row.kind == RowKind::Group {
            let head = row.cells.first().map(|c| cell(root, c)).unwrap_or_default();
            groups.push(GroupView { head: Some(head), rows: String::new() });
        } else if let Some(group) = groups.last_mut() {
            let id = row.id.as_deref().and_then(|id| ids.id(id));
            markup::row(&mut group.rows, row, id.as_deref(), &cells_of(root, row, classes, heads));
        }
    }
    groups.retain(|g| g.head.is_some() || !g.rows.is_empty());
    groups
}

/// A row has as many cells as the table has columns: what is missing is empty.
fn cells_of(root: &str, row: &Row, classes: &[String], heads: usize) -> Vec<CellView> {
    let cells = classes.iter().enumerate().map(|(i, class)| {
        let view = row.cells.get(i).map(|c| cell(root, c)).unwrap_or_default();
        let spacer = view.bullet.is_none() && class.contains(" bars");
        // A head that says nothing heads nothing.
        let heads = i == heads && view.says_something();
        CellView { class: class.clone(), heads, spacer, ..view }
    });
    cells.collect()
}

fn cell(root: &str, cell: &Cell) -> CellView {
    let mut runs = runs(root, &cell.runs);
    let text = match runs.as_mut_slice() {
        [run] => run.take_plain(),
        _ => None,
    };
    if text.is_some() {
        runs.clear();
    }
    CellView {
        text,
        runs,
        sort: cell.sort.as_deref().map(clean),
        bullet: cell.bullet.as_ref().and_then(|(value, schedule)| bullet(value, schedule)),
        ..CellView::default()
    }
}

/// `None` where the value is no decimal. The scale ends at 125 %.
fn bullet(value: &str, schedule: &str) -> Option<BulletView> {
    const END: i64 = 12_500;
    let value = hundredths(value)?;
    let schedule = hundredths(schedule).filter(|s| (0..=END).contains(s));
    Some(BulletView {
        width: decimal(value.clamp(0, END)),
        schedule: schedule.map(decimal),
        over: value > END,
    })
}

/// A decimal in hundredths, cut off after two digits; enough for a bar of 100 pixels.
fn hundredths(text: &str) -> Option<i64> {
    let (negative, digits) = match text.trim().strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.trim()),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || !all_digits(whole) || !all_digits(part) {
        return None;
    }
    let part: String = part.chars().chain("00".chars()).take(2).collect();
    let value = whole.parse::<i64>().ok()? * 100 + part.parse::<i64>().ok()?;
    Some(if negative { -value } else { value })
}

fn decimal(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Alignment, and how a column behaves when room is short: a browser would break Chinese text after every
/// character, so short columns do not break at all, and long ones keep a width that reads well.
fn classes(table: &Table) -> Vec<String> {
    let heads = head_column(&table.columns);
    let class = |(i, column): (usize, &Column)| {
        let align = match column.align {
            ColumnAlign::Text => "text",
            ColumnAlign::Number => "num",
            ColumnAlign::Center => "center",
        };
        let longest = longest(table, i);
        let width = match longest {
            0..=6 => " short tight",
            7..=9 => " short",
            10..=20 => " middle",
            _ => " long",
        };
        let fixed = if i == heads && (column.sticky || longest <= 12) { " fixed" } else { "" };
        let bars = if cells(table, i).any(|c| c.bullet.is_some()) { " bars" } else { "" };
        format!("{align}{width}{fixed}{bars}")
    };
    table.columns.iter().enumerate().map(class).collect()
}

/// The longest cell of a column, in full-width characters.
fn longest(table: &Table, column: usize) -> usize {
    cells(table, column).map(measure).max().unwrap_or(0)
}

fn cells(table: &Table, column: usize) -> impl Iterator<Item = &Cell> {
    table.rows.iter().filter(|r| r.kind != RowKind::Group).filter_map(move |r| r.cells.get(column))
}

fn measure(cell: &Cell) -> usize {
    let lights = cell.runs.iter().filter(|r| r.light.is_some()).count();
    let bullet = if cell.bullet.is_some() { 6 } else { 0 };
    cell.runs.iter().map(|r| width(&r.text)).sum::<usize>().div_ceil(2) + lights + bullet
}

/// In half-width characters.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// What a column takes at least, padding included, in full-width characters.
fn room(table: &Table, column: usize) -> usize {
    let title = table.columns.get(column).map_or(0, |c| width(&c.title).div_ceil(2).min(4));
    longest(table, column).clamp(title, 14) + 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stay_within_their_scale() {
        #[rustfmt::skip]
        let cases = [
            // value          width            over
            ("61.3559",       Some("61.35"),   false),
            ("0",             Some("0.00"),    false),
            ("-12.5",         Some("0.00"),    false),
            ("125",           Some("125.00"),  false),
            ("139.04",        Some("125.00"),  true),
            ("",              None,            false),
            ("1e3",           None,            false),
            ("\"><script>",   None,            false),
            ("99999999999999999999", None,     false),
        ];
        for (value, width, over) in cases {
            let view = bullet(value, "58.3333");
            assert_eq!(view.as_ref().map(|v| v.width.as_str()), width, "{value}");
            assert_eq!(view.is_some_and(|v| v.over), over, "{value}");
        }
    }

    #[test]
    fn a_schedule_that_is_no_number_is_not_drawn() {
        assert_eq!(bullet("50", "").and_then(|b| b.schedule), None);
        assert_eq!(bullet("50", "58.3333").and_then(|b| b.schedule).as_deref(), Some("58.33"));
    }
}
