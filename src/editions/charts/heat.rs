use crate::base::Color;
use crate::check::record::Indicator;
use crate::compute::{PeriodFigures, State};
use crate::editions::blocks::{Cell, Chart, ChartData, Column, Heat, HeatRow, LightMark, Row, Run, Table};
use crate::editions::lookup::Year;
use crate::editions::{tables, texts, words};

/// Indicators by months, each cell with shape and a short word or number.
pub fn heat(
    id: &str,
    year: &Year<'_>,
    indicators: &[&Indicator],
    months: &[&PeriodFigures],
) -> Option<Chart> {
    if months.is_empty() || indicators.is_empty() {
        return None;
    }
    let mut rows = Vec::new();
    for indicator in indicators {
        let cell = |p: &&PeriodFigures| match year.figure(p, &indicator.id) {
            Some(figure) => {
                let short = texts::completion(figure).unwrap_or_else(|| short_word(&figure.state));
                (words::mark(&figure.state), short)
            }
            None => (LightMark::NotDue, String::new()),
        };
        rows.push(HeatRow { label: indicator.name.clone(), cells: months.iter().map(cell).collect() });
    }
    let columns: Vec<String> = months.iter().map(|p| p.period.label()).collect();
    let title = heat_statement(&rows);
    let each = |row: &HeatRow| {
        let cells = columns.iter().zip(&row.cells).map(|(c, (m, t))| {
            if t.is_empty() || t == m.word() {
                format!("{c}{}", m.word())
            } else {
                format!("{c}{}{t}", m.word())
            }
        });
        format!("{}：{}", row.label, cells.collect::<Vec<_>>().join("，"))
    };
    let alt = format!("{title}。{}。", rows.iter().map(each).collect::<Vec<_>>().join("；"));
    let table = heat_table(&columns, &rows);
    Some(Chart {
        id: id.into(),
        title,
        subtitle: format!("{}年各期灯色，格内为完成率或状态", year.year),
        alt,
        source: format!("来源：{}年各期报告", year.year),
        data: ChartData::Heat(Heat { columns, rows }),
        table: Some(table),
    })
}

fn short_word(state: &State) -> String {
    match state {
        State::Lit(light) => light.word.clone(),
        State::NotDue => String::new(),
        State::Missing | State::NotAssessed(_) | State::NoTarget => words::mark(state).word().into(),
    }
}

fn heat_statement(rows: &[HeatRow]) -> String {
    let red = |row: &&HeatRow| row.cells.last().is_some_and(|(mark, _)| *mark == LightMark::Lit(Color::Red));
    match rows.iter().filter(red).count() {
        0 => format!("{}项指标，最近一期没有红灯", rows.len()),
        n => format!("{}项指标，最近一期{n}项红灯", rows.len()),
    }
}

fn heat_table(columns: &[String], rows: &[HeatRow]) -> Table {
    let mut heads = vec![Column::text("指标").sticky()];
    heads.extend(columns.iter().map(Column::text));
    let mut table = tables::table("heat-numbers", "", heads, "");
    for row in rows {
        let mut cells = vec![Cell::text(&row.label)];
        cells.extend(row.cells.iter().map(|(mark, text)| {
            let text = if text.is_empty() { mark.word() } else { text };
            Cell::runs(vec![Run::light(*mark, text)])
        }));
        table.rows.push(Row::new(cells));
    }
    table
}
