//! 核稿单: every number, name and rank of an issue in reading order, with its source, its value and that of the
//! last issue, for two people to read aloud.

use super::super::blocks::{Block, Cell, Column, Row, Run, Table};
use super::super::tables;
use super::body::plain;
use super::generated::shown;
use super::issue::Issue;
use super::references;
use crate::base::{Prose, Source};
use crate::check::{Field, Reference, Subject};
use crate::compute::{Forms, State};
use std::collections::{BTreeMap, BTreeSet};

/// What there is to be read: the text piece by piece, then the figures of the annexed table of indicators.
///
/// `blocks`: as the issue prints them.
pub fn reading(issue: &Issue, blocks: &[Block]) -> Vec<Block> {
    let mut reader = Reader {
        issue,
        names: names(issue),
        at: "开头".into(),
        said: BTreeSet::new(),
        rows: Vec::new(),
        typed: typed(&issue.source.body),
    };
    let body = blocks.iter().position(|b| matches!(b, Block::Annex { .. })).unwrap_or(blocks.len());
    reader.blocks(&blocks[..body]);
    let mut text = tables::table("reading", "正文", columns(), "正文没有数字和名称。");
    text.rows = reader.rows;
    let (numbers, others) = counts(&text);
    text.notes.push("“上期”为上一期印发时同一口径的数；编者写入的数没有数据可对，须逐个对原始材料。".into());
    let opening = format!(
        "{}。共{numbers}个有出处的数，{others}处名称和其他的数。一人读刊物、一人对本单，逐行在“核”栏打勾。",
        issue.source.title
    );
    vec![Block::Text(vec![Run::plain(opening)]), Block::Table(text), Block::Table(annex(issue)), signatures()]
}

fn columns() -> Vec<Column> {
    vec![
        Column::number("序"),
        Column::text("位置"),
        Column::text("前文"),
        Column::text("印出").sticky(),
        Column::text("核对项"),
        Column::text("数据值"),
        Column::text("上期"),
        Column::text("来源"),
        Column::center("核"),
    ]
}

fn counts(table: &Table) -> (usize, usize) {
    let bound = table.rows.iter().filter(|r| r.cells.get(5).is_some_and(|c| !c.plain().is_empty())).count();
    (bound, table.rows.len() - bound)
}

fn signatures() -> Block {
    let blank = || vec![Run::plain("　　　　　　")];
    Block::Facts(vec![("读稿".into(), blank()), ("对单".into(), blank()), ("日期".into(), blank())])
}

/// Every name of the registries and the plan, with what it is and where it stands.
fn names<'a>(issue: &Issue<'a>) -> BTreeMap<&'a str, (&'static str, &'a Source)> {
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

struct Reader<'i, 'a> {
    issue: &'i Issue<'a>,
    names: BTreeMap<&'a str, (&'static str, &'a Source)>,
    /// The heading above, with its number.
    at: String,
    /// Names read in this section; each is read once in it.
    said: BTreeSet<String>,
    rows: Vec<Row>,
    /// The editor's own text.
    typed: String,
}

impl Reader<'_, '_> {
    fn blocks(&mut self, blocks: &[Block]) {
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
                    all.into_iter().for_each(|part| {
                        self.row("", part, "报头".into(), String::new(), String::new(), String::new())
                    });
                }
                Block::Table(table) => self.table(table),
                _ => {}
            }
        }
    }

    /// A table of the text: row by row, its name and its numbers.
    fn table(&mut self, table: &Table) {
        for row in table.rows.iter().filter(|r| r.cells.len() > 1) {
            let cells: Vec<String> = table
                .columns
                .iter()
                .zip(&row.cells)
                .filter(|(_, cell)| !cell.plain().is_empty())
                .map(|(column, cell)| format!("{}{}", column.title, light_text(cell)))
                .collect();
            let what = format!("表：{}", table.title);
            self.row("", &cells.join("，"), what, String::new(), String::new(), "按数据自动成表".into());
        }
    }

    fn runs(&mut self, runs: &[Run]) {
        let mut before = String::new();
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
                    self.row(
                        &context,
                        name,
                        format!("{what}名称"),
                        String::new(),
                        String::new(),
                        place(source),
                    );
                }
                rest = &rest[name.len()..];
                continue;
            }
            let step = rest.chars().next().map_or(rest.len(), char::len_utf8);
            rest = &rest[step..];
        }
    }

    /// A number that no figure stands behind: the editor's, or one of a sentence made by rule.
    fn number(&mut self, before: &str, text: &str) {
        let (what, source) = if self.typed.contains(&format!("{before}{text}")) {
            ("编者写入的数", self.issue.source.source.path.to_string())
        } else {
            ("按规则写出的数", String::new())
        };
        self.row(before, text, what.into(), String::new(), String::new(), source);
    }

    fn bound(&mut self, text: &str, bound: &str, before: &str) {
        let issue = self.issue;
        let Some(reference) = issue.record.reference(bound, issue.year.year) else {
            return self.row(before, text, bound.into(), String::new(), String::new(), String::new());
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

/// Marks of lights in words: a page that is read aloud has no colours.
fn light_text(cell: &Cell) -> String {
    let word = |r: &Run| match r.light {
        // A state is its own word.
        Some(light) if r.text.starts_with(light.word()) => r.text.clone(),
        Some(light) => format!("{}{}", light.word(), r.text),
        None => r.text.clone(),
    };
    cell.runs.iter().map(word).collect()
}

/// `reports/2024-03/livelihood.md:9`
fn place(source: &Source) -> String {
    format!("{}:{}", source.path, source.line)
}

/// The last words before a number: enough to find it in the line.
fn tail(text: &str) -> String {
    const MOST: usize = 12;
    let start =
        text.rfind(['。', '；', '\n']).map_or(0, |i| i + text[i..].chars().next().map_or(0, char::len_utf8));
    let clause: Vec<char> = text[start..].chars().collect();
    clause[clause.len().saturating_sub(MOST)..].iter().collect()
}

/// How long the number is that a text begins with, with its sign and unit: `3月28日`, `14个`, `MS-24-07`, `25.0%`.
fn number_length(text: &str) -> Option<usize> {
    let code = text.len() - text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-').len();
    if code > 0 && text[..code].contains('-') && text[..code].chars().any(|c| c.is_ascii_digit()) {
        return Some(code);
    }
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut end = 0;
    loop {
        let rest = &text[end..];
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        if digits == 0 {
            return Some(end);
        }
        end += digits;
        if text[end..].starts_with("个百分点") {
            return Some(end + "个百分点".len());
        }
        let mut next = text[end..].chars();
        let unit = next.next().filter(|c| "年月日%—个项户件家名位天期次座公里亿万元旬季所".contains(*c));
        end += unit.map_or(0, char::len_utf8);
        match unit {
            // 2024年3月, 1—2月
            Some('年' | '月' | '—') => {}
            Some('万' | '亿') => {
                let more = next.next().filter(|c| "人户亩元件吨平".contains(*c));
                return Some(end + more.map_or(0, char::len_utf8));
            }
            _ => return Some(end),
        }
    }
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

/// The indicators that are printed with a figure, one line each with its source.
fn annex(issue: &Issue) -> Table {
    let columns = vec![
        Column::number("序"),
        Column::text("指标").sticky(),
        Column::text("目标"),
        Column::text("累计"),
        Column::text("完成率"),
        Column::text("较序时"),
        Column::text("位次"),
        Column::text("灯"),
        Column::text("上期累计"),
        Column::text("来源"),
        Column::center("核"),
    ];
    let mut table = tables::table("reading-annex", "指标表", columns, "没有指标。");
    let items = issue.items().into_iter().filter(|i| i.figure.state != State::NotDue);
    for (n, item) in items.enumerate() {
        let shown = shown(issue, &item);
        let before = issue.before.zip(issue.earlier).and_then(|(before, earlier)| {
            earlier.figures.period(before.period)?.indicator(&item.indicator.id)?.value
        });
        let text = |cell: Cell| Cell::text(light_text(&cell));
        table.rows.push(Row::new(vec![
            Cell::text((n + 1).to_string()),
            text(shown.name()),
            text(shown.target()),
            text(shown.value_with_unit()),
            text(shown.completion()),
            text(shown.gap()),
            text(shown.rank()),
            text(shown.state()),
            Cell::text(before.map(|v| v.to_string()).unwrap_or_default()),
            Cell::text(item.figure.inputs.iter().map(place).collect::<Vec<_>>().join("；")),
            Cell::text("□"),
        ]));
    }
    tables::without_silent_columns(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_with_its_unit() {
        #[rustfmt::skip]
        let cases = [
            ("3月28日全部封顶", Some("3月28日")),
            ("2024年3月",       Some("2024年3月")),
            ("14个市州",        Some("14个")),
            ("25.0%，",         Some("25.0%")),
            ("MS-24-07：据",    Some("MS-24-07")),
            ("7所",             Some("7所")),
            ("1—2月回落",       Some("1—2月")),
            ("1.05万人修订为",  Some("1.05万人")),
            ("0.9个百分点，",   Some("0.9个百分点")),
            ("市教体局",        None),
            ("",                None),
        ];
        for (text, number) in cases {
            assert_eq!(number_length(text).map(|n| &text[..n]), number, "{text}");
        }
    }

    #[test]
    fn what_stands_before_a_number_is_found_in_its_clause() {
        assert_eq!(tail("上一句。城镇新增就业"), "城镇新增就业");
        assert_eq!(tail(&"长".repeat(30)).chars().count(), 12);
    }
}
