//! Blocks read piece by piece: what is printed, what it is, where it comes from.

use super::numbers::{number_length, spelled_length, tail};
use super::{BY_HAND, TYPED, light_text, place};
use crate::base::{Prose, Source};
use crate::check::{Field, Reference, Subject};
use crate::compute::Forms;
use crate::editions::blocks::{Block, Cell, Chart, Row, Run, Table};
use crate::editions::publications::body::plain;
use crate::editions::publications::issue::Issue;
use crate::editions::publications::references;
use std::collections::{BTreeMap, BTreeSet};

/// Every name of the registries and the plan, with what it is and where it stands.
pub(super) fn names<'a>(issue: &Issue<'a>) -> BTreeMap<&'a str, (&'static str, &'a Source)> {
    let record = issue.record;
    let mut names = BTreeMap::new();
    let mut add = |name: &'a str, what: &'static str, source: &'a Source| {
        // A name of one character is found in every word.
        if name.chars().count() > 1 {
            names.entry(name).or_insert((what, source));
        }
    };
    record.units().iter().for_each(|u| add(&u.name, "单位", &u.source));
    record.regions().iter().for_each(|r| add(&r.name, "县市区", &r.source));
    let plan = issue.year.plan;
    plan.actions.iter().for_each(|a| add(&a.name, "行动", &a.source));
    plan.indicators.iter().for_each(|i| add(&i.name, "指标", &i.source));
    plan.entries.iter().for_each(|e| add(&e.name, "清单", &e.source));
    names
}

/// Reads blocks piece by piece, a row each.
pub(super) struct Reader<'i, 'a> {
    issue: &'i Issue<'a>,
    names: BTreeMap<&'a str, (&'static str, &'a Source)>,
    /// The heading above, with its number.
    at: String,
    /// Names read in this section; each is read once in it.
    said: BTreeSet<String>,
    pub(super) rows: Vec<Row>,
    /// The editor's own text.
    typed: String,
}

impl<'i, 'a> Reader<'i, 'a> {
    pub(super) fn new(issue: &'i Issue<'a>, at: String) -> Reader<'i, 'a> {
        let typed = typed(&issue.source.body);
        Reader { issue, names: names(issue), at, said: BTreeSet::new(), rows: Vec::new(), typed }
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { mark, text, .. } => {
                    self.at = format!("{mark}{text}");
                    self.said.clear();
                    self.text(text, "");
                }
                Block::Text(runs) => self.runs(runs),
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
                Block::Quote(inner) => self.blocks(inner),
                Block::Masthead(head) => {
                    let all = [&head.name, &head.number, &head.issuer, &head.date, &head.title];
                    all.into_iter().for_each(|part| self.other("", part, "报头", self.path()));
                }
                Block::Table(table) if is_typed(table) => self.typed_table(table),
                Block::Table(table) => self.table(table, &format!("表：{}", table.title), "按数据自动成表"),
                Block::Chart(chart) => self.chart(chart),
                Block::Notice { runs, .. } | Block::Hero { sentence: runs, .. } => self.runs(runs),
                Block::Facts(facts) => facts.iter().for_each(|(_, runs)| self.runs(runs)),
                Block::Code(text) => self.text(text, ""),
                // What is written in a picture no program reads.
                Block::Picture { alt, caption, .. } => {
                    let name = if caption.is_empty() { alt } else { caption };
                    self.other("", &format!("图片：{name}"), "图中的字和数", BY_HAND.into());
                }
                Block::Colophon(lines) => lines.iter().for_each(|(label, to)| {
                    self.other("", &format!("{label}：{to}"), "版记", self.path());
                }),
                Block::Counts(_) | Block::Annex { .. } | Block::Rule => {}
            }
        }
    }

    /// A table made from data: row by row, its name and its numbers.
    fn table(&mut self, table: &Table, what: &str, source: &str) {
        for row in table.rows.iter().filter(|r| r.cells.len() > 1) {
            let cells: Vec<String> = table
                .columns
                .iter()
                .zip(&row.cells)
                .filter(|(_, cell)| !cell.plain().is_empty())
                .map(|(column, cell)| format!("{}{}", column.title, light_text(cell)))
                .collect();
            self.other("", &cells.join("，"), what, source.into());
        }
    }

    /// A table the editor wrote: every number of it, behind the names of its row and column.
    fn typed_table(&mut self, table: &Table) {
        for row in &table.rows {
            let name = row.cells.first().map(Cell::plain).unwrap_or_default();
            for (n, cell) in row.cells.iter().enumerate() {
                let column = table.columns.get(n).map_or("", |c| &c.title);
                let before = if n == 0 { String::new() } else { format!("{name} {column} ") };
                self.runs_after(&cell.runs, before);
            }
        }
    }

    fn chart(&mut self, chart: &Chart) {
        let what = format!("图：{}", chart.title);
        self.other("", &chart.title, "图题", "按数据自动成图".into());
        match &chart.table {
            Some(table) => self.table(table, &what, "按数据自动成图"),
            None => self.other("", &chart.alt, &what, "按数据自动成图".into()),
        }
    }

    fn runs(&mut self, runs: &[Run]) {
        self.runs_after(runs, String::new());
    }

    fn runs_after(&mut self, runs: &[Run], mut before: String) {
        let mut pending = String::new();
        for run in runs {
            match &run.bound {
                Some(bound) => {
                    let text = std::mem::take(&mut pending);
                    self.text(&text, &before);
                    before.push_str(&text);
                    self.bound(&run.text, bound, &tail(&before));
                    before.push_str(&run.text);
                }
                None => pending.push_str(&run.text),
            }
        }
        self.text(&pending, &before);
    }

    /// Names and numbers in a text without bound numbers.
    fn text(&mut self, text: &str, before: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let done = &text[..text.len() - rest.len()];
            if let Some(length) = number_length(rest) {
                let context = tail(&format!("{before}{done}"));
                self.number(&context, &rest[..length]);
                rest = &rest[length..];
                continue;
            }
            let found = self.names.iter().filter(|(name, _)| rest.starts_with(**name));
            let found = found.max_by_key(|(name, _)| name.len()).map(|(name, of)| (*name, *of));
            if let Some((name, (what, source))) = found {
                if self.said.insert(name.to_owned()) {
                    let context = tail(&format!("{before}{done}"));
                    self.other(&context, name, &format!("{what}名称"), place(source));
                }
                rest = &rest[name.len()..];
                continue;
            }
            if let Some(length) = spelled_length(rest) {
                self.number(&tail(&format!("{before}{done}")), &rest[..length]);
                rest = &rest[length..];
                continue;
            }
            let step = rest.chars().next().map_or(rest.len(), char::len_utf8);
            rest = &rest[step..];
        }
    }

    /// A number that no figure stands behind: the editor's, or one of a sentence made by rule.
    fn number(&mut self, before: &str, text: &str) {
        // Of a cell the editor's text has the number alone.
        let cell = before.ends_with(' ') && self.typed.contains(text);
        if cell || self.typed.contains(&format!("{before}{text}")) {
            self.other(before, text, TYPED, BY_HAND.into());
        } else {
            self.other(before, text, "按规则写出的数", "按规则由数据算出".into());
        }
    }

    fn path(&self) -> String {
        self.issue.source.source.path.to_string()
    }

    fn bound(&mut self, text: &str, bound: &str, before: &str) {
        let issue = self.issue;
        let Some(reference) = issue.record.reference(bound, issue.year.year) else {
            return self.other(before, text, bound, String::new());
        };
        let scope = issue.action().map(|id| &**id);
        let forms = references::texts(issue.record, issue.figures, &reference, issue.period(), scope).ok();
        let value = forms.as_ref().map(value_text).unwrap_or_default();
        self.row(before, text, bound.into(), value, self.last(&reference), self.source(&reference));
    }

    /// What the last issue printed of the same thing.
    fn last(&self, reference: &Reference) -> String {
        let issue = self.issue;
        let (Some(before), Some(earlier), None) = (issue.before, issue.earlier, reference.period) else {
            return String::new();
        };
        let scope = issue.action().map(|id| &**id);
        let forms = references::texts(issue.record, earlier.figures, reference, before.period, scope);
        forms.map(|f| f.short).unwrap_or_else(|_| "无".into())
    }

    fn source(&self, reference: &Reference) -> String {
        let issue = self.issue;
        let file = match reference.period {
            Some(period) => issue.figures.period(period),
            None => Some(issue.now),
        };
        let figure = match &reference.subject {
            Subject::Indicator(id) => file.and_then(|f| f.indicator(id)),
            Subject::City | Subject::Action(_) | Subject::Unit(_) | Subject::Region(_) => {
                return "按各指标灯色计数".into();
            }
            Subject::Problems => return "按问题清单计数".into(),
            Subject::Projects => return "按项目清单合计".into(),
            Subject::Scores => return "按得分规则计算，见得分附件".into(),
        };
        let Some(figure) = figure else { return String::new() };
        if reference.field == Field::Target {
            return issue.year.plan.indicator(&figure.id).map(|i| place(&i.source)).unwrap_or_default();
        }
        let part = reference.region.as_ref().and_then(|r| figure.by_region.iter().find(|p| p.region == *r));
        if let Some(source) = part.and_then(|p| p.source.as_ref()) {
            return place(source);
        }
        figure.inputs.iter().map(place).collect::<Vec<_>>().join("；")
    }

    /// What has no value in the data.
    fn other(&mut self, before: &str, text: &str, what: &str, source: String) {
        self.row(before, text, what.into(), String::new(), String::new(), source);
    }

    fn row(&mut self, before: &str, text: &str, what: String, value: String, last: String, source: String) {
        if text.trim().is_empty() {
            return;
        }
        let number = (self.rows.len() + 1).to_string();
        let cells = [&number, &self.at, before, text, &what, &value, &last, &source, "□"];
        self.rows.push(Row::new(cells.into_iter().map(Cell::text).collect()));
    }
}

/// The long form, which says what is above or below what.
fn value_text(forms: &Forms) -> String {
    if forms.long.is_empty() { forms.short.clone() } else { forms.long.clone() }
}

/// What the editor typed, bound numbers included, without generated blocks.
fn typed(prose: &Prose) -> String {
    let mut text = String::new();
    prose.each_inlines(&mut |inlines| {
        text.push_str(&plain(inlines));
        text.push('\n');
    });
    text
}

/// Whether the editor wrote a table, by the name it has got in the text.
fn is_typed(table: &Table) -> bool {
    let number = table.id.rsplit_once("table-").map(|(_, number)| number);
    table.title.is_empty() && number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}
