//! editions/SERIES/PERIOD.md and pages/*.md

use super::registry::DISCLOSURES;
use crate::base::{FileId, Frequency, Period};
use crate::capture::Node;
use crate::check::names::{Names, PlanNames};
use crate::check::reader::{Reader, Table};
use crate::check::record::{
    Absent, Distribution, EditionSource, FreePage, NextTask, Plan, Reporter, Series, SeriesKind,
};
use crate::check::rules;
use std::collections::BTreeSet;

const ANNEXES: [(&str, &str); 7] = [
    ("indicators", "indicators"),
    ("tasks", "tasks"),
    ("projects", "projects"),
    ("regions", "regions"),
    ("problems", "problems"),
    ("policies", "policies"),
    ("decisions", "decisions"),
];
const COMPARE: [(&str, &str); 4] = [
    ("schedule", "schedule"),
    ("last_period", "last_period"),
    ("last_year", "last_year"),
    ("whole", "whole"),
];

const KNOWN: [&str; 16] = [
    "series",
    "period",
    "title",
    "cutoff",
    "as_of",
    "issuer",
    "distribution",
    "absent",
    "annexes",
    "disclosure",
    "number",
    "compare",
    "scores",
    "next_quarter",
    "comments",
    "corrects",
];

pub struct EditionContext<'a> {
    pub names: &'a Names,
    pub series: &'a [Series],
    /// Ids of series as written, the faulty ones too.
    pub broken_series: &'a BTreeSet<String>,
    pub plans: &'a [(i32, &'a PlanNames, Option<&'a Plan>)],
}

/// `None` where it cannot be built; its diagnostics say why.
pub fn edition<'d>(reader: &mut Reader<'d>, file: FileId, cx: &EditionContext) -> Option<EditionSource> {
    let before = reader.mark();
    let (node, body) = super::front(reader, file)?;
    let must = ["series", "period", "title", "cutoff", "as_of", "issuer"];
    let table = reader.table(node, &KNOWN, &must)?;
    let (series, period) = address(reader, &table, file, cx)?;
    let plan = cx.plans.iter().find(|(year, _, _)| *year == period.year);
    let cutoff = table.get("cutoff").and_then(|n| reader.date(n));
    let as_of = table.get("as_of").and_then(|n| reader.date(n));
    if let (Some(cutoff), Some(as_of)) = (cutoff, as_of) {
        let span = table.place_of_value("cutoff");
        if cutoff > period.last_day().plus_days(10) || cutoff < period.first_day() {
            let why = format!("截至日{cutoff}不在{}（{period}）之内", period.own_label());
            reader.push(rules::cutoff_outside(span, why, format!("截至日一般为{}", period.last_day())));
        } else if as_of < cutoff {
            let why = format!("as_of（所知日）{as_of}早于截至日{cutoff}");
            reader.push(rules::date_order(table.place_of_value("as_of"), why));
        }
    }
    let text = |reader: &mut Reader<'d>, key: &str| table.get(key).and_then(|n| reader.text(n));
    let (title, issuer) = (text(reader, "title"), text(reader, "issuer"));
    let corrects = table.get("corrects").and_then(|n| {
        let text = reader.text(n)?;
        let path = format!("editions/{text}.md");
        if reader.draft.id(&path).is_none() {
            reader.push(rules::dead_link("被更正的刊期", &text, n.span));
        }
        Some(text)
    });
    let annexes = choices(reader, table.get("annexes"), "附件", &ANNEXES);
    let compare = choices(reader, table.get("compare"), "比较方式", &COMPARE);
    let scores = choices(reader, table.get("scores"), "计分对象", &[("regions", "regions")]);
    let (absent, next_quarter) = match plan {
        Some((_, names, plan)) => (
            table.get("absent").map(|n| absent(reader, n, cx.names, names)).unwrap_or_default(),
            table.get("next_quarter").map(|n| next_quarter(reader, n, cx.names, *plan)).unwrap_or_default(),
        ),
        None => Default::default(),
    };
    let mut comments = Vec::new();
    if let Some(node) = table.get("comments") {
        for (key, value) in reader.pairs(node, "讲评意见", "市市场监管局: …").unwrap_or_default()
        {
            let unit = cx.names.unit(reader, key, Some(period.last_day()));
            comments.extend(unit.zip(reader.text(value)));
        }
    }
    let number = text(reader, "number");
    let disclosure = table.get("disclosure").and_then(|n| reader.choice(n, "公开属性", &DISCLOSURES));
    let distribution = table.get("distribution").map(|n| distribution(reader, n)).unwrap_or_default();
    let edition = EditionSource {
        series: series.id.clone(),
        period,
        title: title?,
        cutoff: cutoff?,
        as_of: as_of?,
        issuer: issuer?,
        distribution,
        absent,
        annexes,
        disclosure: disclosure.unwrap_or(series.disclosure),
        number,
        compare,
        scores,
        next_quarter,
        comments,
        corrects,
        body: body.prose.clone(),
        source: reader.source(Reader::top(file)),
    };
    reader.is_sound_since(before).then_some(edition)
}

/// Series and period, as written and as the path says.
fn address<'c>(
    reader: &mut Reader<'_>,
    table: &Table<'_>,
    file: FileId,
    cx: &EditionContext<'c>,
) -> Option<(&'c Series, Period)> {
    let path = reader.places.path(file).to_owned();
    let mut parts = path.strip_prefix("editions/")?.strip_suffix(".md")?.split('/');
    let (folder, stem) = (parts.next()?, parts.next()?);
    let stem_period = stem.split_once("-c").map_or(stem, |(p, _)| p);
    let series = table.get("series").and_then(Node::scalar);
    let place = table.place_of_value("series");
    let found = series.and_then(|s| cx.series.iter().find(|one| *one.id == *s));
    match (series, found) {
        // It is there, with a fault of its own.
        (Some(name), None) if cx.broken_series.contains(name) => return None,
        (Some(name), None) => {
            let known: Vec<&str> = cx.series.iter().map(|s| &*s.id).collect();
            reader.push(rules::bad_choice("刊物", name, place, &known));
            return None;
        }
        (Some(name), Some(_)) if name != folder => {
            let why = format!("series 写的是“{name}”，文件却在 {folder} 目录");
            reader.push(rules::wrong_folder(place, why, format!("请移到 editions/{name}/，或改 series")));
            return None;
        }
        (_, _) => {}
    }
    let node = table.entry("period").map(|(_, n)| n)?;
    let period_text = node.scalar().unwrap_or_default();
    let Some(period) = Period::parse(period_text) else {
        reader.push(rules::bad_period(period_text, node.span));
        return None;
    };
    let series = found?;
    if period.to_string() != stem_period {
        let why = format!("period 写的是{period}，文件名是 {stem}.md");
        reader.push(rules::wrong_folder(node.span, why, format!("文件名应为 {period}.md，或改 period")));
        return None;
    }
    let kinds: &[Frequency] = match series.kind {
        SeriesKind::Dispatch => &[Frequency::Dekad],
        SeriesKind::Bulletin => &[Frequency::Month],
        SeriesKind::Review => &[Frequency::Quarter, Frequency::Half, Frequency::Year],
    };
    // With two dekads a month, the third dispatch goes by the month's own name.
    let third = series.kind == SeriesKind::Dispatch && period.kind == Frequency::Month;
    if !kinds.contains(&period.kind) && !third {
        let why = format!("{}的期应为{}", series.kind.chinese(), kinds[0].chinese());
        reader.push(rules::wrong_folder(node.span, why, "请核对 series 和 period"));
        return None;
    }
    Some((series, period))
}

fn choices<'d>(
    reader: &mut Reader<'d>,
    node: Option<&'d Node>,
    what: &str,
    known: &[(&str, &str)],
) -> Vec<String> {
    let items = node.map(|n| reader.list(n)).unwrap_or_default();
    items.iter().filter_map(|n| reader.choice(n, what, known).map(str::to_owned)).collect()
}

fn distribution<'d>(reader: &mut Reader<'d>, node: &'d Node) -> Distribution {
    let Some(t) = reader.table(node, &["report", "send", "copy"], &[]) else {
        return Distribution::default();
    };
    let mut text = |key: &str| t.get(key).and_then(|n| reader.text(n));
    Distribution { report: text("report"), send: text("send"), copy: text("copy") }
}

fn absent<'d>(reader: &mut Reader<'d>, node: &'d Node, names: &Names, plan: &PlanNames) -> Vec<Absent> {
    let mut absent = Vec::new();
    for item in reader.list(node) {
        let Some(t) = reader.table(item, &["action", "region", "note"], &["note"]) else { continue };
        let of = match (t.get("action"), t.get("region")) {
            (Some(n), _) => plan.read_action(reader, n).map(Reporter::Action),
            (None, Some(n)) => names.region(reader, n).map(Reporter::Region),
            (None, None) => {
                reader.push(rules::missing_field("action", t.head));
                None
            }
        };
        let note = t.get("note").and_then(|n| reader.text(n));
        absent.extend(of.zip(note).map(|(of, note)| Absent { of, note }));
    }
    absent
}

fn next_quarter<'d>(
    reader: &mut Reader<'d>,
    node: &'d Node,
    names: &Names,
    plan: Option<&Plan>,
) -> Vec<NextTask> {
    let mut tasks = Vec::new();
    for item in reader.list(node) {
        let keys = ["task", "goal", "by", "owner"];
        let Some(t) = reader.table(item, &keys, &keys) else { continue };
        let task = t.get("task").and_then(|n| reader.text(n));
        if let (Some(text), Some(plan)) = (&task, plan) {
            let known = text.split_once('/').and_then(|(a, t)| plan.action(a)?.task(t));
            if known.is_none() {
                reader.push(rules::unknown_task(text, t.place_of_value("task"), []));
                continue;
            }
        }
        let goal = t.get("goal").and_then(|n| reader.text(n));
        let by = t.get("by").and_then(|n| reader.date(n));
        let owner = t.get("owner").and_then(|n| names.unit(reader, n, None));
        if let (Some(task), Some(goal), Some(by), Some(owner)) = (task, goal, by, owner) {
            tasks.push(NextTask { task, goal, by, owner });
        }
    }
    tasks
}

pub fn page(reader: &mut Reader<'_>, file: FileId) -> Option<FreePage> {
    let (node, body) = super::front(reader, file)?;
    let table = reader.table(node, &["title", "order", "disclosure"], &["title"])?;
    let path = reader.places.path(file);
    let slug = path.strip_prefix("pages/")?.strip_suffix(".md")?.to_owned();
    Some(FreePage {
        slug,
        title: table.get("title").and_then(|n| reader.text(n))?,
        order: table.get("order").and_then(|n| reader.count(n, 9_999)).unwrap_or(9_999).into(),
        disclosure: table
            .get("disclosure")
            .and_then(|n| reader.choice(n, "公开属性", &DISCLOSURES))
            .unwrap_or_default(),
        body: body.prose.clone(),
        source: reader.source(Reader::top(file)),
    })
}
