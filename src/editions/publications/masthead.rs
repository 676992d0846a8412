//! Numbers, masthead and foot of an issue.

use super::super::blocks::{Block, Masthead};
use super::issue::Issue;
use crate::base::Disclosure;
use crate::check::Record;
use crate::check::record::EditionSource;
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
    use crate::check::record::Reporter;
    let said: Vec<String> = issue
        .source
        .absent
        .iter()
        .map(|absent| {
            let name = match &absent.of {
                Reporter::Action(id) => issue.year.action(id).map_or(&**id, |a| a.name.as_str()),
                Reporter::Region(id) => issue.lookup.name(id),
            };
            let note = absent.note.trim_end_matches('。');
            let filed = |r: &ReportFigure| r.of == absent.of && r.state >= ReportState::Filed;
            absence(name, note, issue.now.reports.iter().any(filed))
        })
        .collect();
    (!said.is_empty()).then(|| super::phrase::Phrase::of(format!("注：{}。", said.join("；"))))
}

/// What is missing of one reporter; `filed`: its report of the issue's own period is in, so that not all of it is.
fn absence(name: &str, note: &str, filed: bool) -> String {
    match filed || note.contains("未列入") {
        true => format!("{name}{note}"),
        false => format!("{name}{note}，本期未列入"),
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
    fn numbers_follow_the_pattern_of_the_series() {
        assert_eq!(number("第N期（总第M期）", (2, 14)), "第2期（总第14期）");
        assert_eq!(number("第N期", (1, 1)), "第1期");
    }
}
