//! Numbers, masthead and foot of an issue.

use super::super::blocks::{Block, Masthead};
use super::super::words;
use super::issue::Issue;
use crate::base::{Disclosure, Id};
use crate::check::Record;
use crate::check::record::{EditionSource, Reporter};
use crate::compute::{ReportFigure, ReportState};

/// Which issue of its series one is: in the year, and of all. Corrections have no number of their own.
pub fn place(record: &Record, source: &EditionSource) -> (u32, u32) {
    let before = record.site().series.iter().find(|s| s.id == source.series).map_or(0, |s| s.total_before);
    let earlier =
        |e: &&EditionSource| e.series == source.series && e.corrects.is_none() && e.period <= source.period;
    let all = record.editions().iter().filter(earlier);
    let in_year = all.clone().filter(|e| e.period.year == source.period.year).count() as u32;
    (in_year, before + all.count() as u32)
}

/// A series' pattern with its numbers: `第N期（总第M期）` → `第2期（总第2期）`.
pub fn number(pattern: &str, (in_year, all): (u32, u32)) -> String {
    pattern.replace('N', &in_year.to_string()).replace('M', &all.to_string())
}

pub fn masthead(issue: &Issue) -> Block {
    let source = issue.source;
    let number = match (&source.number, &source.corrects) {
        (Some(number), _) => number.clone(),
        (None, Some(_)) => "更正".into(),
        (None, None) => {
            format!("拟{}　未编发", number(&issue.series.number, place(issue.record, source)))
        }
    };
    let internal = matches!(source.disclosure, Disclosure::Internal | Disclosure::Closed);
    Block::Masthead(Masthead {
        notice: if internal { "内部资料，注意保存".into() } else { String::new() },
        name: issue.series.name.clone(),
        number,
        issuer: source.issuer.clone(),
        date: source.as_of.chinese(),
        title: source.title.clone(),
    })
}

/// 报、送、发
pub fn colophon(issue: &Issue) -> Option<Block> {
    let to = &issue.source.distribution;
    let lines = [("报", &to.report), ("送", &to.send), ("发", &to.copy)];
    let lines: Vec<(String, String)> = lines
        .into_iter()
        .filter_map(|(word, text)| Some((word.to_string(), text.clone().filter(|t| !t.is_empty())?)))
        .collect();
    (!lines.is_empty()).then_some(Block::Colophon(lines))
}

/// Who of those it should print is not in it: `改革攻坚行动迟报，本期未列入`.
pub fn absent(issue: &Issue) -> Option<super::phrase::Phrase> {
    let said: Vec<String> = issue
        .source
        .absent
        .iter()
        .map(|absent| {
            let note = absent.note.trim_end_matches('。');
            let filed = |r: &ReportFigure| r.of == absent.of && r.state >= ReportState::Filed;
            let filed = issue.now.reports.iter().any(filed);
            match &absent.of {
                Reporter::Action(id) => {
                    absence(issue.year.action(id).map_or(&**id, |a| a.name.as_str()), note, filed)
                }
                Reporter::Region(id) => part_absence(issue.lookup.name(id), note, &left_out(issue, id)),
            }
        })
        .collect();
    (!said.is_empty()).then(|| super::phrase::Phrase::of(format!("注：{}。", said.join("；"))))
}

/// What an issue lacks because a region's own report is not in. What its task forces report of it stands all the same.
fn left_out<'a>(issue: &Issue<'a>, region: &Id) -> Vec<&'a str> {
    let lacking = issue.items().into_iter().filter(|i| i.figure.missing_regions.contains(region));
    lacking.map(|i| i.indicator.name.as_str()).collect()
}

/// What is missing of one reporter; `filed`: its report of the issue's own period is in, so that not all of it is.
fn absence(name: &str, note: &str, filed: bool) -> String {
    match filed || note.contains("未列入") {
        true => format!("{name}{note}"),
        false => format!("{name}{note}，本期未列入"),
    }
}

/// `left_out`: the indicators of which the region itself gives its part.
fn part_absence(name: &str, note: &str, left_out: &[&str]) -> String {
    match left_out.is_empty() || note.contains("未列入") {
        true => format!("{name}{note}"),
        false => format!("{name}{note}，由其分报的{}未列入", words::names(left_out)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_filed_for_the_issues_period_is_in_it() {
        #[rustfmt::skip]
        let cases = [
            // note           filed  said
            ("迟报",          false, "改革攻坚行动迟报，本期未列入"),
            ("迟报，未列入",  false, "改革攻坚行动迟报，未列入"),
            ("6月月报为草稿", true,  "改革攻坚行动6月月报为草稿"),
        ];
        for (note, filed, said) in cases {
            assert_eq!(absence("改革攻坚行动", note, filed), said);
        }
    }

    #[test]
    fn of_a_region_only_what_it_reports_itself_is_left_out() {
        #[rustfmt::skip]
        let cases: [(&str, &[&str], &str); 3] = [
            // note                left out                said
            ("5月报告未报",        &["水源地问题整改"],    "华容县5月报告未报，由其分报的水源地问题整改未列入"),
            ("6月报告退回后未重报", &[],                   "华容县6月报告退回后未重报"),
            ("迟报，未列入",       &["水源地问题整改"],    "华容县迟报，未列入"),
        ];
        for (note, left_out, said) in cases {
            assert_eq!(part_absence("华容县", note, left_out), said);
        }
    }

    #[test]
    fn numbers_follow_the_pattern_of_the_series() {
        assert_eq!(number("第N期（总第M期）", (2, 14)), "第2期（总第14期）");
        assert_eq!(number("第N期", (1, 1)), "第1期");
    }
}
