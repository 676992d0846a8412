use super::{Anchors, table};
use crate::base::Date;
use crate::check::record::ProblemState;
use crate::compute::ProblemFigure;
use crate::editions::blocks::{Cell, Column, Row, Run, Table};
use crate::editions::lookup::{Lookup, Year};
use crate::editions::{urls, words};

/// Problems as they stood; `year` gives the pages of units. Days in the books are counted to the day of knowledge.
pub fn problems<'a>(
    lookup: &Lookup<'_>,
    year: &Year<'_>,
    problems: impl IntoIterator<Item = &'a ProblemFigure>,
    anchors: Anchors,
) -> Table {
    problems_at(lookup, year, problems, anchors, lookup.figures.as_of)
}

/// The same with the days counted to `until`; of what was closed by then to the day it was closed.
pub fn problems_at<'a>(
    lookup: &Lookup<'_>,
    year: &Year<'_>,
    problems: impl IntoIterator<Item = &'a ProblemFigure>,
    anchors: Anchors,
    until: Date,
) -> Table {
    let columns = vec![
        Column::text("编号").sticky(),
        Column::text("问题"),
        Column::text("类型"),
        Column::text("提出"),
        Column::text("责任单位"),
        Column::text("时限"),
        Column::text("状态"),
        // Of a reopened one too from the day it was first raised (formats.md section 6, age_days).
        Column::number("在册").unit("天"),
        Column::text("请求和说明"),
    ];
    let mut table = table("problems", "问题清单", columns, "没有在册问题。");
    for problem in problems {
        let href = urls::problem(year.year, &problem.id);
        let id = match anchors {
            Anchors::Here => Cell::text(&*problem.id),
            Anchors::Elsewhere => Cell::runs(vec![Run::link(&*problem.id, href)]),
        };
        let closed = problem.closed.filter(|_| problem.state == ProblemState::Closed);
        let age = closed.unwrap_or(until).days_since(problem.opened).to_string();
        let row = Row::new(vec![
            id,
            Cell::text(&problem.what),
            Cell::text(problem.kind.clone().unwrap_or_default()),
            Cell::runs(vec![words::reporter_run(lookup, year, &problem.reporter)]),
            Cell::runs(problem.owner.iter().map(|o| words::unit_run(lookup, year, o)).collect()),
            problem_due(problem),
            problem_state(problem),
            Cell::text(age),
            Cell::text(problem_remarks(problem).join("；")),
        ]);
        table.rows.push(match anchors {
            Anchors::Here => row.id(urls::slug(&problem.id)),
            Anchors::Elsewhere => row,
        });
    }
    if !table.rows.is_empty() {
        table.notes.push(format!("在册天数自提出之日计至{}，已销号的计至销号日。", until.chinese_short()));
    }
    table
}

fn problem_due(problem: &ProblemFigure) -> Cell {
    let Some(by) = problem.by else { return Cell::default() };
    let mut runs = vec![Run::plain(by.chinese_short())];
    if problem.overdue {
        runs.push(Run::strong("　超期"));
    }
    Cell { sort: Some(by.to_string()), ..Cell::runs(runs) }
}

fn problem_state(problem: &ProblemFigure) -> Cell {
    let closed = problem.closed.filter(|_| problem.state == ProblemState::Closed);
    let mut text = problem.state.chinese().to_owned();
    if let Some(day) = closed {
        text += &format!("（{}）", day.chinese_short());
    }
    Cell::text(text)
}

/// What is asked, why it came back, and whether it was only carried on.
pub fn problem_remarks(problem: &ProblemFigure) -> Vec<String> {
    let mut remarks: Vec<String> = problem.ask.iter().cloned().collect();
    match (&problem.reopened_why, problem.reopened) {
        (Some(why), n) if n > 1 => remarks.push(format!("第{n}次反弹：{why}")),
        (Some(why), _) => remarks.push(format!("反弹：{why}")),
        (None, _) => {}
    }
    if problem.carried {
        remarks.push("沿用上期".into());
    }
    remarks
}
