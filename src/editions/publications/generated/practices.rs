//! 经验做法 and 督导: what was published or seen, where and when (patterns 59 and 60).

use super::{Options, action, text};
use crate::base::Id;
use crate::check::record::{Part, Practice, Reporter, Visit};
use crate::compute::is_used;
use crate::editions::blocks::{Block, Run};
use crate::editions::publications::issue::Issue;
use crate::editions::publications::phrase::{Phrase, joined, paragraph};
use crate::editions::urls;

/// So many are told one by one.
const PRACTICES: usize = 6;
const VISITS: usize = 3;

pub fn blocks(issue: &Issue, options: &Options) -> Vec<Block> {
    let of = action(issue, options);
    let parts = parts(issue, of);
    let mut practices: Vec<&Practice> = parts.iter().flat_map(|p| &p.practices).collect();
    practices.sort_by_key(|p| p.channels.first().map(|(_, day)| *day));
    let mut visits: Vec<&Visit> = parts.iter().flat_map(|p| &p.visits).collect();
    visits.sort_by_key(|v| v.date);
    let told: Vec<Phrase> = practices.into_iter().filter_map(|p| practice(issue, p)).collect();
    let rest = told.len().saturating_sub(PRACTICES);
    let more = (rest > 0).then(|| Phrase::of(format!("另有{rest}项做法已刊发")));
    // The latest of many.
    let practices = told.into_iter().skip(rest).chain(more);
    let visits = match visits.len() {
        0..=VISITS => visits.into_iter().map(|v| visit(issue, v)).collect(),
        _ => vec![visits_counted(issue, &visits)],
    };
    let said = [paragraph(practices), paragraph(visits)];
    said.into_iter().filter_map(text).collect()
}

/// The used parts of the reports of the issue's period, and of the shorter periods in it.
fn parts<'a>(issue: &Issue<'a>, of: Option<&Id>) -> Vec<&'a Part> {
    let period = issue.period();
    let reports = issue.record.reports().iter();
    let reports = reports.filter(|r| period.contains(r.period)).filter(|r| match (&r.of, of) {
        (_, None) => true,
        (Reporter::Action(id), Some(of)) => id == of,
        (Reporter::Region(_), Some(_)) => false,
    });
    reports.flat_map(|r| &r.parts).filter(|p| is_used(p, issue.source.as_of)).collect()
}

/// Pattern 59: only with a channel behind it.
fn practice(issue: &Issue, practice: &Practice) -> Option<Phrase> {
    if practice.channels.is_empty() {
        return None;
    }
    let unit = issue.lookup.name(&practice.unit);
    let title = practice.title.trim_end_matches('。');
    // A title that begins with its unit's name needs it no second time.
    let said = if begins_with(title, unit) { title.to_string() } else { format!("{unit}{title}") };
    let channels = practice.channels.iter();
    let channels = channels.map(|(name, day)| Phrase::of(format!("{}{name}刊发", day.chinese_short())));
    Some(Phrase::of(said).say("（").add(joined(channels, "，")).say("）"))
}

/// Whether a title begins with its unit's name, or with what it is called for short: 汨罗 of 汨罗市, 岳阳经开区 of
/// 岳阳经济技术开发区.
fn begins_with(title: &str, unit: &str) -> bool {
    let short = unit.strip_suffix(['市', '县', '区']).filter(|s| s.chars().count() > 1);
    let first = |text: &str| -> String { text.chars().take(2).collect() };
    title.starts_with(unit)
        || short.is_some_and(|s| title.starts_with(s))
        || (unit.chars().count() > 6 && first(title) == first(unit))
}

/// Of many visits how many, by whom, and what they found.
fn visits_counted(issue: &Issue, visits: &[&Visit]) -> Phrase {
    let mut units: Vec<&str> = Vec::new();
    let mut found = std::collections::BTreeSet::new();
    for visit in visits {
        let unit = issue.lookup.name(&visit.unit);
        if !units.contains(&unit) {
            units.push(unit);
        }
        found.extend(&visit.found);
    }
    let by =
        if units.len() <= 3 { units.join("、") } else { format!("{}等{}个单位", units[0], units.len()) };
    let said = Phrase::of(format!("{}{by}督导{}次", issue.period().own_label(), visits.len()));
    match found.len() {
        0 => said,
        n => said.say(format!("，发现问题{n}个，已列入问题清单")),
    }
}

/// Pattern 60: `3月22日，市政府督查室到平江县督导，发现问题2个（MS-24-07、MS-24-08）`.
fn visit(issue: &Issue, visit: &Visit) -> Phrase {
    let unit = issue.lookup.name(&visit.unit);
    let said = Phrase::of(format!("{}，{unit}到{}督导", visit.date.chinese_short(), visit.place));
    if visit.found.is_empty() {
        return said;
    }
    let list = visit.found.iter();
    let list = list.map(|id| Run::link(&**id, urls::problem(issue.year.year, id)).into());
    said.say(format!("，发现问题{}个（", visit.found.len())).add(joined(list, "、")).say("）")
}
