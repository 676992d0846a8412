//! 清单: projects with their rates, policies, tasks broken down; each kind by action.

use super::{heading, under};
use crate::base::{Quantity, Ratio};
use crate::check::record::{Entry, EntryKind};
use crate::compute::{PeriodFigures, ProjectTotals, percent_text};
use crate::editions::blocks::{Block, Cell, Column, Row, Run, Table};
use crate::editions::lookup::{Lookup, Year};
use crate::editions::tables::{self, Anchors};
use crate::editions::urls;

pub fn blocks(lookup: &Lookup<'_>, year: &Year<'_>, url: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (kind, title) in
        [(EntryKind::Project, "项目"), (EntryKind::Policy, "政策"), (EntryKind::Task, "任务分解")]
    {
        let count = year.plan.entries.iter().filter(|e| e.kind == kind).count();
        if count == 0 {
            continue;
        }
        blocks.push(heading(format!("{title}（{count}项）"), kind.code()));
        if let (EntryKind::Project, Some(current)) = (kind, year.current) {
            blocks.extend(rates(year, current, url));
        }
        blocks.push(under(table(lookup, year, kind), url));
    }
    if blocks.is_empty() {
        blocks.push(Block::Text(vec![Run::plain("尚无清单条目。")]));
    }
    blocks
}

/// Entries of one kind, action by action.
fn table(lookup: &Lookup<'_>, year: &Year<'_>, kind: EntryKind) -> Table {
    let mut table = tables::entries(lookup, year, std::iter::empty(), Anchors::Here);
    table.id = kind.code().into();
    for action in &year.plan.actions {
        let own: Vec<&Entry> =
            year.entries_of(&action.id).iter().copied().filter(|e| e.kind == kind).collect();
        if own.is_empty() {
            continue;
        }
        table.rows.push(Row::group(format!("{}（{}项）", action.name, own.len())));
        table.rows.extend(tables::entries(lookup, year, own.into_iter(), Anchors::Here).rows);
    }
    // Among policies alone every row would say 政策.
    if kind != EntryKind::Project
        && let Some(place) = table.columns.iter().position(|c| c.title == "类别")
    {
        let cells = table.rows.iter_mut().filter_map(|row| row.cells.get_mut(place));
        cells.for_each(|cell| *cell = Cell::default());
    }
    table
}

/// 开工率, 投资完成率 and 按期竣工率 by action, as far as reports and nodes tell; 资金到位率 is not reported.
fn rates(year: &Year<'_>, current: &PeriodFigures, url: &str) -> Vec<Block> {
    let columns = vec![
        Column::text("行动").sticky(),
        Column::number("项目"),
        Column::number("应开工"),
        Column::number("已开工"),
        Column::number("开工率"),
        Column::number("提前开工"),
        Column::number("计入投资的项目"),
        Column::number("年度计划").unit("亿元"),
        Column::number("累计完成").unit("亿元"),
        Column::number("投资完成率"),
        Column::number("应竣工"),
        Column::number("已竣工"),
        Column::number("按期竣工率"),
    ];
    let mut table = tables::table("rates", "", columns, "没有项目。");
    for action in &year.plan.actions {
        let totals = ProjectTotals::of(year.plan, current, |e| e.action == action.id);
        if totals.number > 0 {
            let link = Run::link(&action.name, urls::action(year.year, &action.id));
            table.rows.push(Row::new(cells(Cell::runs(vec![link]), &totals)));
        }
    }
    let all = ProjectTotals::of(year.plan, current, |_| true);
    if all.number == 0 {
        return Vec::new();
    }
    table.rows.push(Row::total(cells(Cell::text("合计"), &all)));
    table.notes.push(format!(
        "{}数。开工率以本期截至日前应开工的项目为基数，提前开工的不计入；{}{}资金到位率没有报送，不列。",
        current.period.label(),
        investment_note(&all),
        if all.finishes_due > 0 {
            "按期竣工率以本年应竣工、且列有竣工节点的项目为基数。"
        } else {
            ""
        },
    ));
    vec![under(table, url)]
}

/// What the amounts hold, and what they leave out.
fn investment_note(all: &ProjectTotals) -> String {
    let left = [
        (all.planned - all.reported, "有年度计划而本期未报投资的"),
        (all.number - all.planned, "没有年度计划的"),
    ];
    let left: Vec<String> =
        left.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{what}{n}个")).collect();
    let rule = "投资完成率为累计完成 ÷ 年度计划，两项都只计有年度计划、本期报了投资的项目";
    match left.is_empty() {
        true => format!("{rule}。"),
        false => format!("{rule}，{}不计入。", left.join("、")),
    }
}

fn cells(name: Cell, totals: &ProjectTotals) -> Vec<Cell> {
    let number = |n: u32| Cell::text(if n == 0 { String::new() } else { n.to_string() });
    let amount = |q: Option<Quantity>| Cell::text(q.map(|q| q.to_string()).unwrap_or_default());
    let rate = |r: &Option<Ratio>| {
        Cell::text(r.as_ref().map(|r| percent_text(r, *r < Ratio::one())).unwrap_or_default())
    };
    // Where something is due, that nothing of it is done is a number too.
    let of = |done: u32, due: u32| Cell::text(if due == 0 { String::new() } else { done.to_string() });
    vec![
        name,
        number(totals.number),
        number(totals.starts_due),
        of(totals.started, totals.starts_due),
        rate(&totals.start_rate),
        number(totals.started_early),
        number(totals.reported),
        amount(totals.year_investment),
        amount(totals.total_investment),
        rate(&totals.completion),
        number(totals.finishes_due),
        of(totals.finished, totals.finishes_due),
        rate(&totals.finish_rate),
    ]
}
