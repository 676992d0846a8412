//! What a report sets right: lights by hand, and numbers of earlier periods.

use super::reading::{color, rank};
use super::report::{Address, AmendedMarks, Marks, NATURES, ReportContext, task_name};
use crate::capture::Node;
use crate::check::reader::Reader;
use crate::check::record::{Amendment, Override};
use crate::check::rules;

pub fn overrides<'d>(
    reader: &mut Reader<'d>,
    node: &'d Node,
    address: &Address,
    cx: &ReportContext,
    marks: &mut Marks,
) -> Vec<Override> {
    let mut overrides = Vec::new();
    for (key, value) in reader
        .pairs(node, "核定表", "urban-jobs: {light: yellow, why: …, post: …, date: …}")
        .unwrap_or_default()
    {
        let is_task = key.scalar().is_some_and(|k| k.starts_with(|c: char| c.is_ascii_digit()));
        let of = if is_task {
            task_name(reader, key, address, cx)
        } else {
            cx.plan_names.read_indicator(reader, key)
        };
        if let Some(of) = &of {
            if overrides.iter().any(|o: &Override| o.of == *of) {
                reader.push(rules::duplicate_key(key.scalar().unwrap_or_default(), key.span));
                continue;
            }
            marks.entries.push(("灯色核定", of.to_string(), key.span));
        }
        let keys = ["light", "why", "post", "date"];
        let Some(t) = reader.table(value, &keys, &keys) else { continue };
        // What is not sound itself has no rules to hold the colour against.
        let kind = match (is_task, of.as_ref().and_then(|of| cx.plan.indicator(of))) {
            (true, _) => None,
            (false, Some(indicator)) => Some(indicator.kind),
            (false, None) => continue,
        };
        let color = t.get("light").and_then(|n| color(reader, n, kind, address.period, cx));
        let why = t.get("why").and_then(|n| reader.text(n));
        let post = t.get("post").and_then(|n| reader.text(n));
        let date = t.get("date").and_then(|n| reader.date(n));
        if let (Some(of), Some(color), Some(why), Some(post), Some(date)) = (of, color, why, post, date) {
            marks.override_dates.push((date, t.place_of_value("date")));
            overrides.push(Override { of, color, why, post, date, source: reader.source(key.span) });
        }
    }
    overrides
}

pub fn amended<'d>(
    reader: &mut Reader<'d>,
    node: &'d Node,
    address: &Address,
    cx: &ReportContext,
    marks: &mut Marks,
) -> Vec<Amendment> {
    let known = ["indicator", "period", "region", "from", "value", "rank", "nature", "reason", "source"];
    let mut amended = Vec::new();
    for item in reader.list(node) {
        let Some(t) = reader.table(item, &known, &["indicator", "period"]) else { continue };
        let indicator = t.get("indicator").and_then(|n| cx.plan_names.read_indicator(reader, n));
        let period = t.get("period").and_then(|n| reader.period(n));
        let region = t.get("region").and_then(|n| cx.names.region(reader, n));
        let unit = indicator.as_ref().and_then(|id| cx.plan.indicator(id)).and_then(|i| i.unit.clone());
        let from = t.get("from").and_then(|n| reader.quantity(n, unit.as_deref()));
        let value = t.get("value").and_then(|n| reader.quantity(n, unit.as_deref()));
        let source = t.get("source").and_then(|n| reader.text(n));
        let rank = t.get("rank").and_then(|n| rank(reader, n, source));
        let nature = t.get("nature").and_then(|n| reader.choice(n, "数据性质", &NATURES));
        let reason = t.get("reason").and_then(|n| reader.text(n));
        let (Some(indicator), Some(period)) = (indicator, period) else { continue };
        if !t.has("value") && !t.has("rank") {
            if !t.excused {
                reader.push(rules::missing_field("value", t.head));
            }
            continue;
        }
        if period >= address.period {
            let why = format!("{period}不早于本报告的期（{}）", address.period);
            let help = "amended 只写以前各期的数；本期的数写在 indicators 中";
            reader.push(rules::amended_wrong(t.place_of_value("period"), why, help));
            continue;
        }
        if t.has("from") && t.has("value") && reason.is_none() && !t.excused {
            reader.push(rules::missing_field("reason", t.head));
            continue;
        }
        marks.amended.push(AmendedMarks {
            head: t.head,
            indicator: t.place_of_value("indicator"),
            from: t.get("from").map(|n| n.span),
        });
        let source = reader.source(item.span);
        amended.push(Amendment { indicator, period, region, from, value, rank, nature, reason, source });
    }
    amended
}
