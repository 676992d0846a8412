use super::{Anchors, table};
use crate::base::Quantity;
use crate::check::record::{Entry, EntryKind};
use crate::compute::percent_text;
use crate::editions::blocks::{Cell, Column, Row, Run, Table};
use crate::editions::lookup::{Lookup, Year};
use crate::editions::pages::parts;
use crate::editions::publications::steps;
use crate::editions::{urls, words};

/// 清单条目 with what was last reported of them.
pub fn entries<'a>(
    lookup: &Lookup<'_>,
    year: &Year<'_>,
    entries: impl Iterator<Item = &'a Entry>,
    anchors: Anchors,
) -> Table {
    let columns = vec![
        Column::text("编号").sticky(),
        Column::text("名称"),
        Column::text("类别"),
        Column::text("任务"),
        Column::text("责任单位"),
        Column::text("地点"),
        Column::number("总投资").unit("亿元"),
        Column::number("年度计划").unit("亿元"),
        Column::number("累计完成").unit("亿元"),
        Column::number("完成率"),
        Column::text("时限"),
        Column::text("状态"),
        Column::text("进展"),
    ];
    let mut table = table("entries", "清单条目", columns, "没有清单条目。");
    for entry in entries {
        let row = Row::new(entry_cells(lookup, year, entry, anchors));
        table.rows.push(match anchors {
            Anchors::Here => row.id(urls::slug(&entry.id)),
            Anchors::Elsewhere => row,
        });
    }
    table
}

fn entry_cells(lookup: &Lookup<'_>, year: &Year<'_>, entry: &Entry, anchors: Anchors) -> Vec<Cell> {
    let id = match anchors {
        Anchors::Here => Cell::text(&*entry.id),
        Anchors::Elsewhere => Cell::runs(vec![Run::link(&*entry.id, urls::entry(year.year, &entry.id))]),
    };
    let amount = |q: Option<Quantity>| Cell::text(q.map(|q| q.to_string()).unwrap_or_default());
    let kind = match entry.kind {
        EntryKind::Task => "任务".to_owned(),
        EntryKind::Project => entry.class.clone().unwrap_or("项目".into()),
        EntryKind::Policy => "政策".to_owned(),
    };
    let task = entry.task.as_ref().map(|t| Run::link(&**t, urls::task(year.year, &entry.action, t)));
    let figure = year.project(&entry.id);
    let completion = figure.and_then(|f| f.completion.as_ref()).map(|c| percent_text(c, false));
    vec![
        id,
        Cell::text(&entry.name),
        Cell::text(kind),
        Cell::runs(task.into_iter().collect()),
        Cell::runs(vec![words::unit_run(lookup, year, &entry.owner)]),
        Cell::runs(entry.region.iter().map(|r| words::unit_run(lookup, year, r)).collect()),
        amount(entry.investment),
        amount(entry.this_year),
        amount(figure.and_then(|f| f.done)),
        Cell::text(completion.unwrap_or_default()),
        Cell::text(entry.due.map(|d| format!("{}前出台", d.chinese())).unwrap_or_default()),
        Cell::text(policy_state(lookup, year, entry).unwrap_or_default()),
        Cell::text(entry_progress(year, entry, figure.and_then(|f| f.progress.clone()))),
    ]
}

/// Whether a policy is out, in the words of the publications; of other entries their nodes tell.
fn policy_state(lookup: &Lookup<'_>, year: &Year<'_>, entry: &Entry) -> Option<String> {
    if entry.kind != EntryKind::Policy || entry.removed.is_some() {
        return None;
    }
    let today = parts::today(lookup, year)?;
    let last = entry.nodes.iter().max_by_key(|node| node.by);
    let last = last.map(|node| year.done(&entry.id, &node.what));
    if steps::out_by(last, entry.issued, entry.document.is_some(), today) {
        return Some("已出台".into());
    }
    Some(match today.days_since(entry.due?) {
        0 => "到期未出台".into(),
        days if days > 0 => format!("未出台，逾期{days}天"),
        _ => "在期内".into(),
    })
}

/// Planned start and end: `2024年3月开工，2025年12月竣工`.
fn planned(entry: &Entry) -> Option<String> {
    let start = entry.start.iter().map(|p| format!("{}开工", p.chinese()));
    let limits: Vec<String> =
        start.chain(entry.finish.iter().map(|p| format!("{}竣工", p.chinese()))).collect();
    (!limits.is_empty()).then(|| format!("计划{}", limits.join("、")))
}

/// What was reported, what is planned, the document, the plan's note, the steps done, and why it was taken off the list.
fn entry_progress(year: &Year<'_>, entry: &Entry, reported: Option<String>) -> String {
    let mut said: Vec<String> = reported.into_iter().chain(planned(entry)).collect();
    said.extend(entry.document.iter().cloned());
    said.extend(entry.note.iter().cloned());
    if !entry.nodes.is_empty() {
        let done = entry.nodes.iter().filter(|n| year.done(&entry.id, &n.what).is_some()).count();
        said.push(format!("节点{}个，已完成{done}个", entry.nodes.len()));
    }
    if let Some((day, why)) = &entry.removed {
        said.push(format!("{}移出清单：{why}", day.chinese()));
    }
    said.join("；")
}
