use super::blocks::Ids;
use super::inline::{attribute, clean, push_cell, push_text};
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
    /// The cells of the head row, as markup.
    head: String,
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

/// Rows under one head, as markup.
#[derive(Serialize, Default)]
struct GroupView {
    head: Option<String>,
    rows: String,
}

impl TableView {
    /// About as long as its markup will be.
    pub(super) fn bytes(&self) -> usize {
        512 + self.head.len() + self.groups.iter().map(|g| g.rows.len()).sum::<usize>()
    }
}

/// `heading` is what stands above it: the table's name where it has none of its own.
pub(super) fn table(root: &str, table: &Table, heading: &str, ids: &mut Ids) -> TableView {
    let facts = facts(table);
    let heads = head_column(&table.columns);
    let classes: Vec<String> =
        table.columns.iter().zip(&facts).enumerate().map(|(i, (c, f))| class(c, *f, i == heads)).collect();
    let needs: usize = table.columns.iter().zip(&facts).map(|(c, f)| room(c, *f)).sum();
    let title = clean(&table.title);
    let named = !title.is_empty() && title != heading;
    let title = if title.is_empty() { heading.to_string() } else { title };
    TableView {
        id: ids.id(&table.id),
        label: ids.label(&title),
        title,
        named,
        head: head(&table.columns, &classes),
        groups: groups(root, table, &facts, &classes, heads, ids),
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

fn head(columns: &[Column], classes: &[String]) -> String {
    let mut out = String::with_capacity(columns.len() * 72);
    for (column, class) in columns.iter().zip(classes) {
        out.push_str("<th scope=\"col\" class=\"");
        out.push_str(class);
        out.push_str(if width(&column.title) <= 8 { " brief\">" } else { "\">" });
        push_text(&mut out, &column.title);
        if let Some(unit) = column.unit.as_deref().filter(|u| !u.is_empty()) {
            out.push_str(" <span class=\"unit\">");
            push_text(&mut out, unit);
            out.push_str("</span>");
        }
        out.push_str("</th>");
    }
    out
}

/// Which column names the row: the last of those that stay in view, else the first of text.
fn head_column(columns: &[Column]) -> usize {
    let sticky = columns.iter().rposition(|c| c.sticky);
    sticky.or_else(|| columns.iter().position(|c| c.align == ColumnAlign::Text)).unwrap_or(0)
}

fn groups(
    root: &str,
    table: &Table,
    facts: &[Facts],
    classes: &[String],
    heads: usize,
    ids: &mut Ids,
) -> Vec<GroupView> {
    let mut groups = vec![GroupView::default()];
    for row in &table.rows {
        if row.kind == RowKind::Group {
            let mut head = String::new();
            row.cells.first().into_iter().for_each(|c| push_cell(&mut head, root, c, false));
            groups.push(GroupView { head: Some(head), rows: String::new() });
        } else if let Some(group) = groups.last_mut() {
            let id = row.id.as_deref().and_then(|id| ids.id(id));
            push_row(&mut group.rows, root, row, id.as_deref());
            for (i, (class, facts)) in classes.iter().zip(facts).enumerate() {
                // A row has as many cells as the table has columns: what is missing is empty.
                push_tagged(&mut group.rows, root, row.cells.get(i), class, facts.bars, i == heads);
            }
            group.rows.push_str("</tr>");
        }
    }
    groups.retain(|g| g.head.is_some() || !g.rows.is_empty());
    groups
}

fn push_row(out: &mut String, root: &str, row: &Row, id: Option<&str>) {
    let bytes = |c: &Cell| c.runs.iter().map(|r| r.text.len() + root.len() + 64).sum::<usize>() + 40;
    out.reserve(row.cells.iter().map(bytes).sum());
    out.push_str("\n<tr");
    if let Some(id) = id {
        attribute(out, "id", id);
    }
    out.push_str(if row.kind == RowKind::Total { " class=\"total\">" } else { ">" });
}

fn push_tagged(out: &mut String, root: &str, cell: Option<&Cell>, class: &str, bars: bool, heads: bool) {
    let nothing = Cell::default();
    let cell = cell.unwrap_or(&nothing);
    // A head that says nothing heads nothing.
    let heads = heads && cell.runs.iter().any(|r| !r.text.trim().is_empty() || r.light.is_some());
    out.push_str(if heads { "<th scope=\"row\" class=\"" } else { "<td class=\"" });
    out.push_str(class);
    out.push('"');
    if let Some(sort) = &cell.sort {
        attribute(out, "data-by", sort);
    }
    out.push('>');
    push_cell(out, root, cell, bars);
    out.push_str(if heads { "</th>" } else { "</td>" });
}

/// What a column's cells ask for.
#[derive(Clone, Copy, Default)]
struct Facts {
    /// The longest, in full-width characters.
    longest: usize,
    /// Some have a bar.
    bars: bool,
}

/// One reading of all cells.
fn facts(table: &Table) -> Vec<Facts> {
    let mut facts = vec![Facts::default(); table.columns.len()];
    for row in table.rows.iter().filter(|r| r.kind != RowKind::Group) {
        for (facts, cell) in facts.iter_mut().zip(&row.cells) {
            facts.longest = facts.longest.max(measure(cell));
            facts.bars |= cell.bullet.is_some();
        }
    }
    facts
}

/// Alignment, and how a column behaves when room is short: a browser would break Chinese text after every
/// character, so short columns do not break at all, and long ones keep a width that reads well.
fn class(column: &Column, facts: Facts, heads: bool) -> String {
    let align = match column.align {
        ColumnAlign::Text => "text",
        ColumnAlign::Number => "num",
        ColumnAlign::Center => "center",
    };
    let width = match facts.longest {
        0..=6 => " short tight",
        7..=9 => " short",
        10..=20 => " middle",
        _ => " long",
    };
    let fixed = if heads && (column.sticky || facts.longest <= 12) { " fixed" } else { "" };
    let bars = if facts.bars { " bars" } else { "" };
    [align, width, fixed, bars].concat()
}

fn measure(cell: &Cell) -> usize {
    let lights = cell.runs.iter().filter(|r| r.light.is_some()).count();
    let bullet = if cell.bullet.is_some() { 6 } else { 0 };
    cell.runs.iter().map(|r| width(&r.text)).sum::<usize>().div_ceil(2) + lights + bullet
}

/// In half-width characters.
fn width(text: &str) -> usize {
    // Of UTF-8 only first bytes count.
    text.bytes().map(|b| if b.is_ascii() { 1 } else { 2 * usize::from(b & 0xc0 != 0x80) }).sum()
}

/// What a column takes at least, padding included, in full-width characters.
fn room(column: &Column, facts: Facts) -> usize {
    facts.longest.clamp(width(&column.title).div_ceil(2).min(4), 14) + 2
}
