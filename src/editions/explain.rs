//! The trace of one figure by itself, for who asks for it outside the site.

use super::blocks::{Block, Run, Table};
use super::cells::Shown;
use super::lookup::Lookup;
use super::{trace, urls};
use crate::base::Period;

/// What a figure is and how it came about; with `region` that of the region's part. `None` where there is none.
pub fn explain(
    lookup: &Lookup<'_>,
    indicator: &str,
    period: Period,
    region: Option<&str>,
) -> Option<Vec<Block>> {
    let year = lookup.year(period.year)?;
    let figures = year.figures(period)?;
    let (indicator, figure) = (year.indicator(indicator)?, year.figure(figures, indicator)?);
    let shown = Shown { lookup, year, indicator, period, figure };
    let blocks = trace::blocks(&shown);
    match region {
        None => {
            let sources = figure.inputs.iter().map(|s| {
                ("来源".to_owned(), vec![Run::plain(format!("{}:{}（git blob {}）", s.path, s.line, s.blob))])
            });
            let mut kept: Vec<Block> = (blocks.into_iter())
                .filter(|b| !matches!(b, Block::Table(t) if t.id.starts_with("inputs-")))
                .collect();
            if let Some(Block::Facts(facts)) = kept.iter_mut().find(|b| matches!(b, Block::Facts(_))) {
                facts.extend(sources);
            }
            Some(kept)
        }
        Some(region) => {
            let anchor = urls::region_anchor(shown.own_period(), region);
            let tables = blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None });
            tables.filter_map(|table| row(table, &anchor)).next().map(|facts| vec![Block::Facts(facts)])
        }
    }
}

/// One row of a table, each cell under its column's title.
fn row(table: &Table, anchor: &str) -> Option<Vec<(String, Vec<Run>)>> {
    let row = table.rows.iter().find(|r| r.id.as_deref() == Some(anchor))?;
    let filled = table.columns.iter().zip(&row.cells).filter(|(_, cell)| !cell.plain().is_empty());
    Some(
        filled
            .map(|(column, cell)| {
                let mut runs = cell.runs.clone();
                runs.extend(
                    column.unit.as_ref().filter(|u| !cell.plain().ends_with(u.as_str())).map(Run::plain),
                );
                (column.title.clone(), runs)
            })
            .collect(),
    )
}
