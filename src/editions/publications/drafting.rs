//! A new issue's text as its editor would have typed it: computed sentences with bound numbers, and what only a
//! person can write as a comment.

use super::super::blocks::{Block, Run, Style};
use super::super::lookup::Lookup;
use super::generated::{self, Options};
use super::issue::Issue;
use super::told::Told;
use crate::base::{Date, Period, Prose, Source};
use crate::check::record::{Distribution, EditionSource, Series, SeriesKind};

/// So many of what the editor has to settle are named.
const MOST: usize = 10;

/// One section of a draft.
pub struct Section {
    pub heading: &'static str,
    pub pieces: Vec<Piece>,
}

/// What stands in a section, in Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A heading of level 3.
    Heading(String),
    Paragraph(String),
    /// Tables and charts of a generated block, whose sentences are typed out above it.
    Fence {
        name: &'static str,
        options: &'static str,
    },
    /// What only a person can write.
    Open(String),
}

/// Headings and the generated blocks whose sentences stand under them (wording.md section 1).
type Plan = &'static [(&'static str, &'static [&'static str])];

const DISPATCH: Plan = &[
    ("本旬变化", &["changes"]),
    ("节点", &["tasks"]),
    ("新增问题和需协调事项", &["problems"]),
    ("上次议定事项落实", &["decisions"]),
    ("下旬节点", &["tasks"]),
];
const BULLETIN: Plan = &[
    ("总体情况", &["overview", "changes"]),
    ("主要指标完成情况", &["indicators"]),
    ("重点任务和项目进展", &["chart", "tasks", "projects"]),
    ("县市区情况", &["regions"]),
    ("存在问题", &["problems", "decisions"]),
    ("下一步工作要求", &["requests"]),
];
const REVIEW: Plan = &[
    ("总体评价", &["overview"]),
    ("成绩和亮点", &["indicators", "practices"]),
    ("短板和不足", &["indicators", "problems"]),
    ("专班和县市区比较", &["ranking"]),
    ("讲评意见", &["comments"]),
    ("下季度重点", &[]),
];

/// The sections of an issue of a series, those with nothing to say left out.
///
/// `annexes`, `scored`: as the front matter has them. Empty where the period has no figures.
pub fn drafted(
    lookup: &Lookup,
    series: &Series,
    (period, cutoff, as_of): (Period, Date, Date),
    annexes: &[String],
    scored: bool,
) -> Vec<Section> {
    let plan = match series.kind {
        SeriesKind::Dispatch => DISPATCH,
        SeriesKind::Bulletin => BULLETIN,
        SeriesKind::Review => REVIEW,
    };
    let source = EditionSource {
        series: series.id.clone(),
        period,
        title: String::new(),
        cutoff,
        as_of,
        issuer: String::new(),
        distribution: Distribution::default(),
        absent: Vec::new(),
        annexes: annexes.to_vec(),
        disclosure: series.disclosure,
        number: None,
        compare: if scored { vec!["schedule".into()] } else { Vec::new() },
        scores: if scored { vec!["regions".into()] } else { Vec::new() },
        next_quarter: Vec::new(),
        comments: Vec::new(),
        corrects: None,
        body: Prose::default(),
        source: Source { path: "".into(), line: 1, blob: "".into() },
    };
    let issue = Issue::new(lookup.record, lookup, &source, None, String::new());
    let mut told = Told::default();
    told.blocks.extend(plan.iter().flat_map(|(_, blocks)| *blocks).map(|name| name.to_string()));
    let sections = plan.iter().map(|(heading, blocks)| {
        told.heading = heading.to_string();
        let pieces = match &issue {
            Some(issue) => blocks.iter().flat_map(|name| pieces(issue, name, &mut told)).collect(),
            None => vec![Piece::Open("本期还没有数据".into())],
        };
        Section { heading, pieces }
    });
    sections.map(closed).collect()
}

/// A section without a word says what could stand there.
fn closed(mut section: Section) -> Section {
    if section.pieces.is_empty() {
        section.pieces.push(Piece::Open(match section.heading {
            "下季度重点" => "各项写在文件开头的 next_quarter 里，这里可写一句引语".into(),
            heading => format!("本期没有{heading}可写；没有就删去本节"),
        }));
    }
    section
}

fn pieces(issue: &Issue, name: &'static str, told: &mut Told) -> Vec<Piece> {
    match name {
        "requests" => return requests(issue),
        "comments" => return comments(issue),
        "chart" if issue.kind() == SeriesKind::Bulletin => {
            let charted = !generated::blocks(issue, name, &Options::default(), told).is_empty();
            let fence = Piece::Fence { name, options: "kind: bullets" };
            return if charted { vec![fence] } else { Vec::new() };
        }
        _ => {}
    }
    let mut pieces = Vec::new();
    let mut drawn = false;
    for made in generated::blocks(issue, name, &Options::default(), told) {
        match made {
            Block::Text(runs) => pieces.extend(typed(&runs)),
            Block::Table(_) | Block::Chart(_) => drawn = true,
            _ => {}
        }
    }
    if drawn {
        pieces.push(Piece::Fence { name, options: "text: false" });
    }
    pieces
}

/// A paragraph; a heading in its line becomes one of its own.
fn typed(runs: &[Run]) -> Vec<Piece> {
    match runs.split_first() {
        Some((head, rest)) if head.style == Style::Strong && head.text.ends_with('。') => {
            let title = markdown(&Run::plain(head.text.trim_end_matches('。')));
            vec![Piece::Heading(title), Piece::Paragraph(rest.iter().map(markdown).collect())]
        }
        _ => vec![Piece::Paragraph(runs.iter().map(markdown).collect())],
    }
}

/// 下一步工作要求: what open problems ask of whom by when; what has no day yet is the editor's to settle.
fn requests(issue: &Issue) -> Vec<Piece> {
    let asked = generated::requests(issue);
    let mut pieces: Vec<Piece> = typed(&asked.sentences.runs());
    pieces.retain(|p| *p != Piece::Paragraph(String::new()));
    let mut open = |what: &str, list: Vec<String>| {
        if !list.is_empty() {
            let rest = list.len().saturating_sub(MOST);
            let more = (rest > 0).then(|| format!("其余{rest}项见问题清单和指标表"));
            let lines: Vec<String> = list.into_iter().take(MOST).chain(more).collect();
            pieces.push(Piece::Open(format!("待补：{what}：\n{}", lines.join("\n"))));
        }
    };
    open("已过时限或没有时限的，请写明新的时限", asked.without_day);
    open("红灯指标的牵头单位，请写明何时前做到什么、向谁报", asked.red);
    pieces
}

/// 讲评意见: what each red indicator needs by the year's end; what is asked is the editor's to say.
fn comments(issue: &Issue) -> Vec<Piece> {
    let needs = generated::needs(issue).into_iter().flat_map(|said| typed(&said.runs()));
    let mut pieces: Vec<Piece> = needs.collect();
    pieces.push(Piece::Open("待补：对各专班、各单位的要求（请谁、何时前、做到什么、向谁报）".into()));
    pieces
}

/// A run as it is typed: `[1.62万人](=城镇新增就业.累计)`, marks of Markdown escaped.
fn markdown(run: &Run) -> String {
    let mut text = String::new();
    for c in run.text.chars() {
        if "\\`*_[]<>".contains(c) {
            text.push('\\');
        }
        text.push(c);
    }
    match &run.bound {
        Some(bound) => format!("[{text}](={bound})"),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_typed_as_markdown() {
        let bound =
            Run {
                text: "1.62万人".into(), bound: Some("城镇新增就业.累计".into()), ..Run::default()
            };
        assert_eq!(markdown(&bound), "[1.62万人](=城镇新增就业.累计)");
        assert_eq!(markdown(&Run::plain("A*B_C[1]")), "A\\*B\\_C\\[1\\]");
    }

    #[test]
    fn a_heading_in_its_line_becomes_one_of_its_own() {
        // `**产业培塑行动。**亮灯` would not be bold in Markdown.
        let runs = [Run::strong("产业培塑行动。"), Run::plain("亮灯9项。")];
        assert_eq!(
            typed(&runs),
            [Piece::Heading("产业培塑行动".into()), Piece::Paragraph("亮灯9项。".into())]
        );
    }
}
