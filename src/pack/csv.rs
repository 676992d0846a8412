//! Tables as CSV: RFC 4180 with a BOM, so that Excel sees UTF-8 without being asked.

use crate::editions::blocks::{self, Block, Cell, Page, RowKind, Run, Table};

use crate::base::Artifact;

/// Every table of a page that has a CSV beside it, charts' tables included; the first of two that name one URL.
pub fn tables(page: &Page) -> Vec<Artifact> {
    let mut found = Vec::new();
    blocks::each(&page.blocks, &mut |block| {
        if let Block::Table(table) = block {
            push(table, &mut found);
        } else if let Block::Chart(chart) = block {
            chart.table.iter().for_each(|table| push(table, &mut found));
        }
    });
    found.sort_by(|a: &Artifact, b| a.path.cmp(&b.path));
    found.dedup_by(|later, first| later.path == first.path);
    found
}

fn push(table: &Table, found: &mut Vec<Artifact>) {
    if let Some(url) = &table.csv {
        found.push(Artifact::new(url, csv(table)));
    }
}

/// One line a row. What heads the rows below it becomes a first column 分组, so that each row says all of itself.
fn csv(table: &Table) -> String {
    let grouped = table.rows.iter().any(|r| r.kind == RowKind::Group);
    let width = table.columns.len();
    let mut head: Vec<String> = Vec::new();
    if grouped {
        head.push("分组".into());
    }
    head.extend(table.columns.iter().map(|c| match &c.unit {
        Some(unit) => format!("{}（{unit}）", c.title),
        None => c.title.clone(),
    }));
    let mut text = String::from("\u{feff}");
    line(&head, &mut text);
    let mut group = String::new();
    for row in &table.rows {
        let cells = || row.cells.iter().map(plain).chain(std::iter::repeat(String::new())).take(width);
        match row.kind {
            RowKind::Group => group = row.cells.iter().map(plain).collect(),
            // A total stands for all groups.
            RowKind::Total if grouped => {
                line(&[String::new()].into_iter().chain(cells()).collect::<Vec<_>>(), &mut text)
            }
            RowKind::Plain if grouped => {
                line(&[group.clone()].into_iter().chain(cells()).collect::<Vec<_>>(), &mut text)
            }
            RowKind::Plain | RowKind::Total => line(&cells().collect::<Vec<_>>(), &mut text),
        }
    }
    text
}

/// A cell's words. A light whose text is only a number says which light it counts.
pub(super) fn plain(cell: &Cell) -> String {
    let word = |run: &Run| match run.light {
        Some(mark) if is_number(&run.text) => format!("{}{}", mark.word(), run.text),
        Some(mark) if run.text.is_empty() => mark.word().into(),
        Some(_) | None => run.text.clone(),
    };
    cell.runs.iter().map(word).collect()
}

fn line(fields: &[String], text: &mut String) {
    for (i, value) in fields.iter().enumerate() {
        if i > 0 {
            text.push(',');
        }
        push_field(text, value);
    }
    text.push_str("\r\n");
}

fn push_field(text: &mut String, value: &str) {
    let mark = if is_risky(value) { "'" } else { "" };
    let special = value.bytes().any(|b| matches!(b, b'"' | b',' | b'\r' | b'\n'));
    if special || value.ends_with(' ') || (mark.is_empty() && value.starts_with(' ')) {
        text.extend(["\"", mark, &value.replace('"', "\"\""), "\""]);
    } else {
        text.extend([mark, value]);
    }
}

/// A spreadsheet computes what begins with one of these, full-width or not; an apostrophe makes it text.
fn is_risky(value: &str) -> bool {
    let first = value.trim_start().chars().next();
    let begins = matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
    (begins || value.starts_with(['\t', '\r', '\n'])) && !is_number(value)
}

/// `+3.0`, `-1.4`, `61.4%`, `5`
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let digits = digits.strip_suffix('%').unwrap_or(digits);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, decimals].iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Color;
    use crate::editions::blocks::{Chart, ChartData, Column, Layout, LightMark, Row};

    fn table(columns: Vec<Column>, rows: Vec<Row>) -> Table {
        let (id, title, empty) = ("t".into(), "表".into(), String::new());
        Table { id, title, columns, rows, notes: vec!["注".into()], csv: Some("a.t.csv".into()), empty }
    }

    #[test]
    fn a_field_is_quoted_where_it_must_and_never_computed() {
        #[rustfmt::skip]
        let cases = [
            ("平江县",            "平江县"),
            ("a,b",               "\"a,b\""),
            ("他说\"好\"",        "\"他说\"\"好\"\"\""),
            ("一\n二",            "\"一\n二\""),
            ("-1.4",              "-1.4"),
            ("+3.0",              "+3.0"),
            ("-0.5%",             "-0.5%"),
            ("=1+1",              "'=1+1"),
            (" =1+1",             "' =1+1"),
            ("+1+cmd|' /C calc'", "'+1+cmd|' /C calc'"),
            ("-",                 "'-"),
            ("-1-2",              "'-1-2"),
            ("@SUM(A1)",          "'@SUM(A1)"),
            ("＝1",               "'＝1"),
            ("\t=1",              "'\t=1"),
            ("=\"a\",1",          "\"'=\"\"a\"\",1\""),
            ("–",                 "–"),
            ("",                  ""),
        ];
        for (value, text) in cases {
            let mut field = String::new();
            push_field(&mut field, value);
            assert_eq!(field, text, "{value}");
        }
    }

    #[test]
    fn groups_become_a_column_and_lights_keep_their_words() {
        let lights = Cell::runs(vec![
            Run::light(LightMark::Lit(Color::Green), "11"),
            Run::plain(" "),
            Run::light(LightMark::Missing, "2"),
        ]);
        let rows = vec![
            Row::group("县市"),
            Row::new(vec![Cell::text("平江县"), lights]),
            Row::new(vec![Cell::text("汨罗市")]),
            Row::total(vec![Cell::text("合计"), Cell::text("13")]),
        ];
        let text = csv(&table(vec![Column::text("县市区"), Column::number("灯").unit("项")], rows));
        assert_eq!(
            text,
            "\u{feff}分组,县市区,灯（项）\r\n县市,平江县,绿灯11 未报2\r\n县市,汨罗市,\r\n,合计,13\r\n"
        );
    }

    #[test]
    fn tables_are_found_wherever_they_stand_and_once_each() {
        let named = |csv: &str| {
            let rows = vec![Row::new(vec![Cell::text("1")])];
            Table { csv: Some(csv.into()), ..table(vec![Column::text("a")], rows) }
        };
        let silent = Table { csv: None, ..named("x") };
        let chart = Chart {
            id: "c".into(),
            title: String::new(),
            subtitle: String::new(),
            alt: String::new(),
            source: String::new(),
            data: ChartData::Bullets(Vec::new()),
            table: Some(named("b.csv")),
        };
        let blocks = vec![
            Block::Table(named("c.csv")),
            Block::Table(silent),
            Block::Quote(vec![Block::List { start: None, items: vec![vec![Block::Table(named("a.csv"))]] }]),
            Block::Chart(chart),
            Block::Table(named("c.csv")),
        ];
        let page = Page {
            url: "index.html".into(),
            title: String::new(),
            layout: Layout::Site,
            crumbs: Vec::new(),
            period_line: None,
            menu: String::new(),
            downloads: vec![],
            blocks,
        };
        let paths: Vec<String> = tables(&page).into_iter().map(|a| a.path).collect();
        assert_eq!(paths, ["a.csv", "b.csv", "c.csv"]);
    }
}
