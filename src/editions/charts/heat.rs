use crate::base::{Color, Frequency};
use crate::check::record::Indicator;
use crate::compute::{IndicatorFigure, PeriodFigures, State};
use crate::editions::blocks::{Cell, Chart, ChartData, Column, Heat, HeatRow, LightMark, Row, Run, Table};
use crate::editions::lookup::Year;
use crate::editions::{tables, texts, urls, words};

/// Indicators by months, each cell with shape and a short word or number. What is judged in longer periods stands in
/// the month that ends them.
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
        let cell = |month: &&PeriodFigures| match figure_in(year, month, indicator) {
            Some(figure) => {
                let short = texts::completion(figure).unwrap_or_else(|| short_word(&figure.state));
                (words::mark(&figure.state), short)
            }
            None => (LightMark::NotDue, String::new()),
        };
        let label = match indicator.frequency {
            Frequency::Dekad | Frequency::Month => indicator.name.clone(),
            longer => format!("{}（按{}）", indicator.name, longer.chinese()),
        };
        rows.push(HeatRow { label, cells: months.iter().map(cell).collect() });
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
    let table = heat_table(year, indicators, &columns, &rows);
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

/// A month's figure, or that of the longer period of the indicator's own kind which the month ends.
fn figure_in<'a>(
    year: &Year<'a>,
    month: &'a PeriodFigures,
    indicator: &Indicator,
) -> Option<&'a IndicatorFigure> {
    let ends = |f: &&&PeriodFigures| {
        f.period.kind == indicator.frequency && f.period.last_day() == month.period.last_day()
    };
    let own = match indicator.frequency {
        Frequency::Dekad | Frequency::Month => None,
        Frequency::Quarter | Frequency::Half | Frequency::Year => year.periods.iter().find(ends).copied(),
    };
    year.figure(own.unwrap_or(month), &indicator.id)
}

/// `26项指标，最近一期2项红灯、1项未报`: of each row what was due last.
fn heat_statement(rows: &[HeatRow]) -> String {
    let last = |row: &HeatRow| {
        let due = row.cells.iter().rev().map(|(mark, _)| *mark);
        due.into_iter().find(|mark| *mark != LightMark::NotDue)
    };
    let count = |wanted: LightMark| rows.iter().filter(|row| last(row) == Some(wanted)).count();
    let due = rows.iter().filter(|row| last(row).is_some()).count();
    let said = match (count(LightMark::Lit(Color::Red)), count(LightMark::Missing)) {
        _ if due == 0 => "尚未到期".to_owned(),
        (_, silent) if silent == due => format!("最近一期应评的{due}项均未报"),
        (0, 0) => "最近一期没有红灯".into(),
        (0, silent) => format!("最近一期没有红灯，{silent}项未报"),
        (red, 0) => format!("最近一期{red}项红灯"),
        (red, silent) => format!("最近一期{red}项红灯、{silent}项未报"),
    };
    format!("{}项指标，{said}", rows.len())
}

fn heat_table(year: &Year<'_>, indicators: &[&Indicator], columns: &[String], rows: &[HeatRow]) -> Table {
    let mut heads = vec![Column::text("指标").sticky()];
    heads.extend(columns.iter().map(Column::text));
    let mut table = tables::table("heat-numbers", "", heads, "");
    for (indicator, row) in indicators.iter().zip(rows) {
        let name = Run::link(&row.label, urls::indicator(year.year, &indicator.id));
        let mut cells = vec![Cell::runs(vec![name])];
        cells.extend(row.cells.iter().map(|(mark, text)| {
            let text = if text.is_empty() { mark.word() } else { text };
            Cell::runs(vec![Run::light(*mark, text)])
        }));
        table.rows.push(Row::new(cells));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_counts_what_each_row_showed_last() {
        use LightMark::{Lit, Missing, NotDue};
        const RED: LightMark = Lit(Color::Red);
        const GREEN: LightMark = Lit(Color::Green);
        let said = |rows: &[&[LightMark]]| {
            let row = |cells: &&[LightMark]| HeatRow {
                label: String::new(),
                cells: cells.iter().map(|m| (*m, String::new())).collect(),
            };
            heat_statement(&rows.iter().map(row).collect::<Vec<_>>())
        };
        #[rustfmt::skip]
        let cases: [(&[&[LightMark]], &str); 6] = [
            (&[&[RED, GREEN], &[GREEN, GREEN]],               "2项指标，最近一期没有红灯"),
            (&[&[GREEN, RED], &[RED, NotDue]],                "2项指标，最近一期2项红灯"), // by quarter: its last
            (&[&[GREEN, Missing], &[GREEN, RED]],             "2项指标，最近一期1项红灯、1项未报"),
            (&[&[GREEN, Missing], &[GREEN, GREEN]],           "2项指标，最近一期没有红灯，1项未报"),
            (&[&[RED, Missing], &[GREEN, Missing], &[NotDue, NotDue]], "3项指标，最近一期应评的2项均未报"),
            (&[&[NotDue], &[NotDue]],                         "2项指标，尚未到期"),
        ];
        for (rows, title) in cases {
            assert_eq!(said(rows), title);
        }
    }
}
