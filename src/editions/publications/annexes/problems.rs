//! 问题清单, by who raised them.

use super::finished;
use crate::check::record::{ProblemState, Reporter};
use crate::compute::ProblemFigure;
use crate::editions::blocks::{Cell, Column, Row, Run, Table};
use crate::editions::publications::generated::in_scope;
use crate::editions::publications::issue::Issue;
use crate::editions::{tables, urls, words};

pub fn problems(issue: &Issue) -> Table {
    let columns = vec![
        Column::text("编号").sticky(),
        Column::text("问题"),
        Column::text("类型"),
        Column::text("责任单位"),
        Column::text("时限"),
        Column::text("状态"),
        Column::number("在册").unit("天"),
        Column::text("请求和说明"),
    ];
    let mut table = tables::table("problems", "", columns, "没有在册问题。");
    let all = in_scope(issue, None);
    let mut group = |name: &str, members: Vec<&ProblemFigure>| {
        if !members.is_empty() {
            table.rows.push(Row::group(name));
            table.rows.extend(members.into_iter().map(|p| Row::new(row(issue, p))));
        }
    };
    for action in &issue.year.plan.actions {
        let raised = |p: &&&ProblemFigure| matches!(&p.reporter, Reporter::Action(id) if *id == action.id);
        group(&action.name, all.iter().filter(raised).copied().collect());
    }
    let raised = |p: &&&ProblemFigure| matches!(p.reporter, Reporter::Region(_));
    group("县市区", all.iter().filter(raised).copied().collect());
    if all.iter().any(|p| p.age_days.is_some()) {
        table.notes.push(format!("在册天数自提出之日计至{}。", issue.source.as_of.chinese_short()));
    }
    finished(issue, "problems", table)
}

fn row(issue: &Issue, problem: &ProblemFigure) -> Vec<Cell> {
    let (lookup, year) = (issue.lookup, issue.year);
    let href = urls::problem(year.year, &problem.id);
    let by = problem.by.map_or_else(Cell::default, |by| Cell {
        sort: Some(by.to_string()),
        ..Cell::text(by.chinese_short())
    });
    vec![
        Cell::runs(vec![Run::link(&*problem.id, href)]),
        Cell::text(&problem.what),
        Cell::text(problem.kind.clone().unwrap_or_default()),
        Cell::runs(problem.owner.iter().map(|o| words::unit_run(lookup, year, o)).collect()),
        by,
        state(problem),
        Cell::text(problem.age_days.map(|d| d.to_string()).unwrap_or_default()),
        Cell::text(remarks(issue, problem)),
    ]
}

/// `挂号`, `拟销，超期`, `6月18日销号`
fn state(problem: &ProblemFigure) -> Cell {
    let word = problem.state.chinese();
    match problem.closed.filter(|_| problem.state == ProblemState::Closed) {
        Some(day) => Cell::text(format!("{}{word}", day.chinese_short())),
        None if problem.overdue => Cell::runs(vec![Run::plain(format!("{word}，")), Run::strong("超期")]),
        None => Cell::text(word),
    }
}

/// A county that raised it is named where it is another's to solve.
fn remarks(issue: &Issue, problem: &ProblemFigure) -> String {
    let mut remarks = Vec::new();
    if let Reporter::Region(region) = &problem.reporter
        && problem.owner.as_ref() != Some(region)
    {
        remarks.push(format!("{}提出", issue.lookup.name(region)));
    }
    remarks.extend(tables::problem_remarks(problem));
    remarks.join("；")
}
