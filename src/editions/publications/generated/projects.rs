//! 重点项目 and 政策: sums and starts in words; the lists only where no annex has them.

use super::{Options, action, annexed, run_in, text};
use crate::check::record::{Entry, EntryKind};
use crate::check::{Field, Subject};
use crate::editions::blocks::{Block, Cell, Column, Row, Run, Table};
use crate::editions::publications::issue::Issue;
use crate::editions::publications::phrase::{Phrase, paragraph};
use crate::editions::publications::sentences::projects;
use crate::editions::publications::told::Told;
use crate::editions::publications::{annexes, steps};
use crate::editions::urls::{self, List};
use crate::editions::{tables, words};

pub fn blocks(issue: &Issue, options: &Options, told: &Told) -> Vec<Block> {
    let of = action(issue, options);
    let sums = projects::Projects::of(issue.year.plan, issue.now, |id| of.is_none_or(|a| a == id));
    let href = urls::list(issue.year.year, List::Entries);
    let counted = told.count(&Subject::Projects, &[Field::YearInvestment, Field::TotalInvestment]);
    let money = issue
        .schedule()
        .filter(|_| !counted)
        .and_then(|schedule| projects::investment(&sums, &schedule, &href));
    let started = told.count(&Subject::Projects, &[Field::StartsDue, Field::Started]);
    let starts = (!started).then(|| projects::starts(&sums, issue.source.cutoff, &href)).flatten();
    // `项目` in a bound number means the whole city's: sums of one action are not bound.
    let said = [money, starts].into_iter().flatten().map(|p| if of.is_some() { unbound(p) } else { p });
    let said = paragraph(said);
    // Beside the paragraphs of the actions the projects need a heading of their own.
    let told = if told.blocks.contains("tasks") { run_in("清单项目", said) } else { text(said) };
    let mut blocks: Vec<Block> = told.into_iter().collect();
    if options.flag("table").unwrap_or(!annexed(issue, "projects")) {
        blocks.push(Block::Table(annexes::projects(issue, of)));
    }
    blocks
}

fn unbound(phrase: Phrase) -> Phrase {
    phrase.runs().into_iter().fold(Phrase::new(), |all, run| all.run(Run { bound: None, ..run }))
}

/// What became of the policies that the plan's lists name.
pub fn policies(issue: &Issue, options: &Options) -> Vec<Block> {
    let of = action(issue, options);
    let source = issue.source;
    let meant = |e: &&Entry| {
        e.kind == EntryKind::Policy
            && issue.covers(Some(&e.action))
            && of.is_none_or(|a| *a == e.action)
            && steps::in_list(e, source.cutoff, source.as_of)
    };
    let list: Vec<&Entry> = issue.year.plan.entries.iter().filter(meant).collect();
    let mut blocks: Vec<Block> = text(paragraph(policy_sentences(issue, &list))).into_iter().collect();
    if options.flag("table").unwrap_or(!list.is_empty()) {
        blocks.push(Block::Table(policy_table(issue, &list)));
    }
    blocks
}

/// `政策清单5件，已出台1件；应于3月底前出台的2件中1件未出台：……`
fn policy_sentences(issue: &Issue, list: &[&Entry]) -> Vec<Phrase> {
    if list.is_empty() {
        return Vec::new();
    }
    let cutoff = issue.source.cutoff;
    let (is_out, open): (Vec<&&Entry>, Vec<&&Entry>) = list.iter().partition(|e| steps::is_out(issue, e));
    let out = is_out.len();
    let late = open.into_iter().filter(|e| e.due.is_some_and(|d| d <= cutoff));
    let count = match out {
        0 => format!("政策清单{}件，均未出台", list.len()),
        n if n == list.len() => format!("政策清单{}件，均已出台", list.len()),
        n => format!("政策清单{}件，已出台{n}件", list.len()),
    };
    let mut said = vec![Phrase::of(count)];
    for entry in late {
        let due = entry.due.map(|d| d.chinese_short()).unwrap_or_default();
        said.push(Phrase::of(format!(
            "《{}》应于{due}前出台，截至{}未出台",
            entry.name,
            cutoff.chinese_short()
        )));
    }
    said
}

fn policy_table(issue: &Issue, list: &[&Entry]) -> Table {
    let columns = vec![
        Column::text("政策").sticky(),
        Column::text("行动"),
        Column::text("责任单位"),
        Column::text("出台时限"),
        Column::text("状态"),
    ];
    let mut table = tables::table("policies", "政策清单", columns, "没有政策清单。");
    for entry in list {
        let action = issue.year.action(&entry.action).map_or("", |a| a.name.as_str());
        let late = entry.due.map(|due| issue.source.cutoff.days_since(due));
        let state = match (steps::is_out(issue, entry), &entry.document, late) {
            (true, Some(document), _) => format!("已出台（{document}）"),
            (true, None, _) => "已出台".into(),
            (false, _, Some(0)) => "到期未出台".into(),
            (false, _, Some(days)) if days > 0 => format!("未出台，逾期{days}天"),
            (false, _, _) => "在期内".into(),
        };
        table.rows.push(Row::new(vec![
            Cell::runs(vec![Run::link(&entry.name, urls::entry(issue.year.year, &entry.id))]),
            Cell::text(action),
            Cell::runs(vec![words::unit_run(issue.lookup, issue.year, &entry.owner)]),
            Cell::text(entry.due.map(|d| d.chinese_short()).unwrap_or_default()),
            Cell::text(state),
        ]));
    }
    tables::finished(table, &issue.url)
}
