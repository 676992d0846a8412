//! What a report says of the parts of an indicator, and whether they make up the whole.

use super::reading::{Readings, outside_kind};
use super::report::ReadingMarks;
use crate::base::{Diagnostic, Id, Quantity, Span};
use crate::capture::Node;
use crate::check::reader::{Reader, Table};
use crate::check::record::{Indicator, Reading, RegionReading, Reporter, SplitBy};
use crate::check::rules;

pub fn parts<'d>(
    reader: &mut Reader<'d>,
    table: &Table<'d>,
    indicator: &Indicator,
    to: &Readings,
    reading: &mut Reading,
    marks: &mut ReadingMarks,
) {
    let counties_report =
        indicator.split_by == Some(SplitBy::Region) && matches!(to.address.of, Reporter::Action(_));
    for key in ["value", "by_region"] {
        if let Some((key, _)) = table.entry(key)
            && counties_report
        {
            reader.push(by_counties(key.span, &indicator.name));
            return;
        }
    }
    let unit = indicator.unit.as_deref();
    reading.city_part = table.get("city_part").and_then(|n| reader.quantity(n, unit));
    let Some(node) = table.get("by_region") else { return };
    let mut regions: Vec<(Id, RegionReading)> = Vec::new();
    for (key, value) in reader.pairs(node, "按县市区的数", "{平江县: 5, 湘阴县: 2}").unwrap_or_default()
    {
        let Some(region) = to.cx.names.region(reader, key) else { continue };
        if !indicator.is_split_to(&region) {
            let why = format!("“{}”没有分给{}", indicator.name, to.cx.names.short(&region));
            reader.push(rules::value_outside_kind(
                key.span,
                why,
                "请核对县市区名称，或在方案的 by_region、scope 中补列",
            ));
            continue;
        }
        let na = value.get("na").and_then(Node::scalar).map(str::to_owned);
        let number = match (&na, value.is_null()) {
            (None, false) => reader.quantity(value, unit),
            (Some(_), _) | (None, true) => None,
        };
        if let Some((why, help)) = number.and_then(|n| outside_kind(indicator, n)) {
            reader.push(rules::value_outside_kind(value.span, why, help));
            continue;
        }
        marks.by_region.push((region.clone(), value.span));
        let source = reader.source(key.span);
        regions.push((region.clone(), RegionReading { region, value: number, na, source }));
    }
    super::report::by_region_order(&mut regions, to.cx);
    reading.by_region = regions.into_iter().map(|(_, r)| r).collect();
}

/// Where a whole and its parts both stand, the sum must be the whole; with a part left out, not more than it.
pub fn sum<'d>(
    reader: &mut Reader<'d>,
    table: &Table<'d>,
    indicator: &Indicator,
    to: &Readings,
    reading: &Reading,
) {
    let (Some(value), Some(place)) = (reading.value, table.get("value")) else { return };
    if reading.by_region.is_empty() {
        return;
    }
    let (sum, complete) = whole(indicator, reading, to.cx.regions.iter().map(|r| &r.id));
    if (complete && sum == value) || (!complete && sum <= value) {
        return;
    }
    let name = |r: &RegionReading| r.value.map(|v| format!("{}{v}", to.cx.names.short(&r.region)));
    let mut listed: Vec<String> = reading.by_region.iter().filter_map(name).collect();
    listed.extend(reading.city_part.map(|c| format!("市本级{c}")));
    let difference = sum.minus(value).abs();
    let why = format!("{}，合计{sum}，全市数写的是{value}，相差{difference}", listed.join("、"));
    let help = if complete {
        format!("请改正某个县市区的数，或把全市数改为{sum}；属于市本级的部分写在 city_part")
    } else {
        format!("尚有县市区未填，已填的已超过全市数：请改正某个县市区的数，或把全市数改为不小于{sum}")
    };
    reader.push(rules::sum_differs(place.span, why, help));
}

/// The sum of the parts given, and whether all that the split asks for are there.
pub fn whole<'a>(
    indicator: &'a Indicator,
    reading: &Reading,
    all: impl Iterator<Item = &'a Id>,
) -> (Quantity, bool) {
    let wanted: Vec<&Id> = if !indicator.by_region.is_empty() {
        indicator.by_region.iter().map(|(id, _)| id).collect()
    } else if !indicator.scope.is_empty() {
        indicator.scope.iter().collect()
    } else {
        all.collect()
    };
    let told =
        |id: &Id| reading.by_region.iter().any(|r| r.region == *id && (r.value.is_some() || r.na.is_some()));
    let zero = Quantity::integer(0);
    let sum = reading
        .by_region
        .iter()
        .filter_map(|r| r.value)
        .fold(reading.city_part.unwrap_or(zero), Quantity::plus);
    let city = reading.city_part.is_some() || indicator.city_part.is_none_or(Quantity::is_zero);
    (sum, city && wanted.iter().all(|id| told(id)))
}

pub fn by_counties(span: Span, name: &str) -> Diagnostic {
    let why = format!("“{name}”由各县市区分别填报，行动只填 city_part（市本级）");
    rules::foreign_indicator(span, why, "请删去；全市数由各县市区数加市本级得出")
}
