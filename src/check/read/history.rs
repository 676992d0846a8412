//! plan/YYYY/history.csv: last year's figures.

use crate::base::{Period, Quantity};
use crate::capture::Content;
use crate::check::names::{Names, PlanNames, Unresolved};
use crate::check::reader::Reader;
use crate::check::record::{History, Indicator};
use crate::check::rules;

const HEAD: [&str; 5] = ["indicator", "period", "region", "value", "source"];

pub fn history(
    reader: &mut Reader,
    base: &str,
    names: &Names,
    plan: &PlanNames,
    indicators: &[Indicator],
) -> Vec<History> {
    let Some(file) = reader.draft.id(&format!("{base}history.csv")) else { return Vec::new() };
    let Content::Csv(rows) = &reader.draft.file(file).content else { return Vec::new() };
    let Some((head, rows)) = rows.split_first() else { return Vec::new() };
    let mut history = Vec::new();
    for (cell, expected) in head.iter().zip(HEAD) {
        if cell.text.trim() != expected {
            reader.push(rules::unknown_key(&cell.text, cell.span, &[expected]));
            return history;
        }
    }
    if let (Some(cell), true) = (head.first(), head.len() < HEAD.len()) {
        reader.push(rules::wrong_type(cell.span, "五列的表头", &HEAD.join(",")));
        return history;
    }
    for row in rows.iter().filter(|r| r.iter().any(|c| !c.text.trim().is_empty())) {
        let [indicator, period, region, value, source] = row.as_slice() else {
            if let Some(cell) = row.first() {
                reader.push(rules::wrong_type(cell.span, "五列", "urban-jobs,2023-03,,1.55,市人社局"));
            }
            continue;
        };
        let id = match plan.indicator(indicator.text.trim()) {
            Ok(id) => Some(id),
            Err(Unresolved::Broken) => None,
            Err(Unresolved::Unknown | Unresolved::Ambiguous(_)) => {
                reader.push(rules::unknown_indicator(
                    indicator.text.trim(),
                    indicator.span,
                    plan.indicator_names(),
                ));
                None
            }
        };
        let when = Period::parse(period.text.trim());
        if when.is_none() {
            reader.push(rules::bad_period(&period.text, period.span));
        }
        let region_id = match names.party(region.text.trim()) {
            _ if region.text.trim().is_empty() => None,
            Ok((id, _)) if names.is_region(&id) => Some(id),
            Ok(_) | Err(Unresolved::Unknown | Unresolved::Ambiguous(_)) => {
                reader.push(rules::unknown_region(region.text.trim(), region.span, names.region_names()));
                continue;
            }
            Err(Unresolved::Broken) => continue,
        };
        let number = Quantity::parse(value.text.trim());
        if let Err(why) = number {
            reader.push(rules::not_a_number(value.text.trim(), why, value.span));
        }
        let (Some(id), Some(when), Ok(number)) = (id, when, number) else { continue };
        if !indicators.iter().any(|i| i.id == id) {
            continue;
        }
        let same = |h: &History| h.indicator == id && h.period == when && h.region == region_id;
        if history.iter().any(same) {
            reader.push(rules::duplicate_key(&format!("{id},{when}"), indicator.span));
            continue;
        }
        history.push(History {
            indicator: id,
            period: when,
            region: region_id,
            value: number,
            source_text: source.text.clone(),
            source: reader.source(value.span),
        });
    }
    history
}
