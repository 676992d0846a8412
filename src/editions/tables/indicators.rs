use super::table;
use crate::base::Period;
use crate::compute::State;
use crate::editions::blocks::{Cell, Column, Row, Table};
use crate::editions::cells::Shown;
use crate::editions::texts;
use std::collections::BTreeSet;

/// Figures of one period, in groups; a group without a name has no head.
pub fn indicators(groups: &[(String, Vec<Shown<'_>>)]) -> Table {
    let columns = vec![
        Column::text("指标").sticky(),
        // Before the numbers: what a reader looks for must not lie behind a scroll.
        Column::text("灯"),
        Column::text("期"),
        Column::text("单位"),
        Column::number("累计"),
        Column::number("年度目标"),
        Column::number("完成率"),
        Column::number("较序时").unit("百分点"),
        Column::text("责任单位"),
        // In 1—2月, a quarter and a half-year it is no month's.
        Column::number("本期新增"),
        Column::number("同比"),
        Column::number("位次"),
        Column::text("备注"),
    ];
    let mut table = table("indicators", "指标完成情况", columns, "没有指标。");
    let mut schedules: Vec<String> = Vec::new();
    // The period stands in the rows only where they differ.
    let periods: BTreeSet<Period> = groups.iter().flat_map(|(_, g)| g).map(Shown::own_period).collect();
    for (name, group) in groups {
        if !name.is_empty() && !group.is_empty() {
            table.rows.push(Row::group(name));
        }
        for shown in group {
            table.rows.push(Row::new(indicator_cells(shown, periods.len() > 1)));
            schedules.extend(texts::schedule(shown.figure).filter(|s| !schedules.contains(s)));
        }
    }
    if let [schedule] = schedules.as_slice() {
        table.notes.push(format!("序时进度{schedule}；较序时按未修约数计算，增速型指标为与目标之差。"));
    } else if !schedules.is_empty() {
        table.notes.push("较序时按未修约数计算，增速型指标为与目标之差。".into());
    }
    table
}

fn indicator_cells(shown: &Shown<'_>, mixed: bool) -> Vec<Cell> {
    // Of what is not due the period says nothing: it says when it is.
    let period = mixed.then(|| match shown.figure.state {
        State::NotDue => format!("按{}", shown.indicator.frequency.chinese()),
        _ => shown.own_period().label(),
    });
    vec![
        shown.name(),
        shown.state_with_turn(),
        Cell::text(period.unwrap_or_default()),
        Cell::text(shown.unit()),
        shown.value(),
        shown.target(),
        shown.completion(),
        shown.gap(),
        shown.owner(),
        shown.month(),
        shown.change(),
        shown.rank(),
        shown.remarks(),
    ]
}
