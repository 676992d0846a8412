//! plan/YYYY/regions/*.md: a county's own task force, measures and splits.

use crate::base::FileId;
use crate::check::names::{Names, PlanNames};
use crate::check::reader::Reader;
use crate::check::record::{Indicator, RegionPlan};
use crate::check::rules;

pub fn region_plan(
    reader: &mut Reader,
    file: FileId,
    names: &Names,
    plan: &PlanNames,
    indicators: &[Indicator],
) -> Option<RegionPlan> {
    let (node, body) = super::front(reader, file)?;
    let known = ["region", "task_force", "adopted", "measures", "splits", "disclosure"];
    let table = reader.table(node, &known, &["region"])?;
    let region = table.get("region").and_then(|n| names.region(reader, n))?;
    let stem =
        reader.places.path(file).rsplit('/').next().and_then(|n| n.strip_suffix(".md")).unwrap_or_default();
    if names.party(stem).ok().is_none_or(|(id, _)| id != region) {
        let why = format!("文件名是“{stem}.md”，region 写的是“{}”", names.short(&region));
        let span = table.get("region").map_or(node.span, |n| n.span);
        reader.push(rules::wrong_folder(span, why, format!("文件名应为 {region}.md，或改 region")));
    }
    let (lead_post, office, members) = task_force(reader, &table);
    let adopted = table.get("adopted").and_then(|n| {
        let t = reader.table(n, &["document", "date"], &["document", "date"])?;
        let document = t.get("document").and_then(|n| reader.text(n));
        let date = t.get("date").and_then(|n| reader.date(n));
        Some((document?, date?))
    });
    let mut splits = Vec::new();
    if let Some(node) = table.get("splits") {
        for (key, value) in reader.pairs(node, "分解表", "{boarding-schools: 9}").unwrap_or_default() {
            let Some(id) = plan.read_indicator(reader, key) else { continue };
            let Some(indicator) = indicators.iter().find(|i| i.id == id) else { continue };
            let Some(share) = reader.quantity(value, indicator.unit.as_deref()) else { continue };
            if !indicator.is_split_to(&region) {
                let why = format!("“{}”没有分给{}", indicator.name, names.short(&region));
                let help = "请核对指标，或在方案的 by_region、scope 中补列";
                reader.push(rules::value_outside_kind(key.span, why, help));
                continue;
            }
            let stated = indicator.by_region.iter().find(|(r, _)| *r == region).map(|(_, q)| *q);
            if let Some(stated) = stated.filter(|s| *s != share) {
                let why = format!(
                    "分解数写的是{share}，“{}”在方案中分给{}的是{stated}",
                    indicator.name,
                    names.short(&region)
                );
                reader.push(rules::sum_differs(value.span, why, "两处应一致：请改正其中一处"));
            }
            splits.push((id, share));
        }
    }
    Some(RegionPlan {
        region,
        lead_post,
        office,
        members,
        adopted,
        measures: table.get("measures").map(|n| reader.texts(n)).unwrap_or_default(),
        splits,
        body: body.prose.clone(),
        source: reader.source(node.span),
    })
}

/// County bureaus are not in the city's registry: they stand as written.
fn task_force<'d>(
    reader: &mut Reader<'d>,
    table: &crate::check::reader::Table<'d>,
) -> (Option<String>, Option<String>, Vec<String>) {
    let Some(node) = table.get("task_force") else { return (None, None, Vec::new()) };
    let known = ["lead_post", "office", "members"];
    let Some(t) = reader.table(node, &known, &["lead_post"]) else { return (None, None, Vec::new()) };
    let lead_post = t.get("lead_post").and_then(|n| reader.text(n));
    let office = t.get("office").and_then(|n| reader.text(n));
    (lead_post, office, t.get("members").map(|n| reader.texts(n)).unwrap_or_default())
}
