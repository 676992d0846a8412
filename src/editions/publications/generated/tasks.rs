//! 重点任务: action by action the lights, what is ahead and behind, the steps; in a 旬调度 the steps alone.

use super::compose::{self, Depth};
use super::overview::{assessed, counts_of, lights};
use super::{Options, action, run_in, text};
use crate::base::{Date, Frequency, Id, Period};
use crate::check::record::SeriesKind;
use crate::check::{Field, Subject};
use crate::editions::blocks::Block;
use crate::editions::publications::issue::Issue;
use crate::editions::publications::item::Item;
use crate::editions::publications::phrase::{Phrase, joined, paragraph};
use crate::editions::publications::sentences::projects::{self, Step};
use crate::editions::publications::sentences::{counts, holds};
use crate::editions::publications::steps;
use crate::editions::publications::told::Told;

pub fn blocks(issue: &Issue, options: &Options, told: &mut Told) -> Vec<Block> {
    let of = action(issue, options);
    let ahead = ["下旬", "下月", "下季", "下一"].iter().any(|w| told.heading.contains(w));
    match (options.one("show"), issue.kind()) {
        (Some("next"), _) => next(issue, of),
        (None, _) if ahead => next(issue, of),
        (Some("nodes"), _) | (None, SeriesKind::Dispatch) => nodes(issue, of),
        _ => by_action(issue, of, told),
    }
}

/// One paragraph an action, in the plan's order.
fn by_action(issue: &Issue, of: Option<&Id>, told: &mut Told) -> Vec<Block> {
    let mut blocks = Vec::new();
    let actions: Vec<&Id> = issue.year.plan.actions.iter().map(|a| &a.id).collect();
    for id in actions.into_iter().filter(|id| of.is_none_or(|of| of == *id)) {
        let Some(named) = issue.year.action(id) else { continue };
        let paragraphs = one_action(issue, id, told);
        let mut paragraphs = paragraphs.into_iter();
        // In a text of one action its name needs no heading.
        blocks.extend(match paragraphs.next() {
            Some(first) if of.is_none() => run_in(&named.name, first),
            Some(first) => text(first),
            None => None,
        });
        blocks.extend(paragraphs.filter_map(text));
    }
    blocks
}

fn one_action(issue: &Issue, id: &Id, told: &mut Told) -> Vec<Phrase> {
    let counts = counts_of(issue, Some(id));
    let items = assessed(issue, Some(id));
    let subject = Subject::Action(id.clone());
    // In a text of one action the overview has told them.
    let in_overview = issue.action().is_some() && told.blocks.contains("overview");
    let counted = in_overview || told.count(&subject, &[Field::Lit, Field::Green]);
    let opening =
        (!counted && counts.assessed() > 0).then(|| counts::lit(&lights(issue, Some(id), &counts, &items)));
    let untold: Vec<Item> = items.into_iter().filter(|i| !told.indicator(&i.indicator.id)).collect();
    let depth = Depth { ahead: 3, red_elsewhere: told.blocks.contains("problems"), quiet: false };
    let mut paragraphs = Vec::new();
    let opening = paragraph(opening);
    let mut told_items = compose::by_kind(&untold, depth).into_iter();
    paragraphs.push(opening.add(told_items.next().unwrap_or_default()));
    paragraphs.extend(told_items);
    let unassessed = untold.iter().filter_map(silent);
    paragraphs.push(paragraph(step_sentences(issue, Some(id)).into_iter().chain(unassessed)));
    told.generated.extend(
        untold.iter().filter(|i| !(depth.red_elsewhere && i.is_red())).map(|i| i.indicator.id.clone()),
    );
    paragraphs.retain(|p| !p.is_empty());
    paragraphs
}

/// Pattern 34 for reasons of a reporter's own; what has no baseline waits for the year's end without a word.
fn silent(item: &Item) -> Option<Phrase> {
    use crate::compute::{Reason, State};
    let given = matches!(item.figure.state, State::NotAssessed(Reason::Reported(_)));
    given.then(|| holds::not_assessed(item)).flatten()
}

/// Which steps fell due in the period and what became of them; what is late is told under 存在问题 where that is.
fn step_sentences(issue: &Issue, of: Option<&Id>) -> Vec<Phrase> {
    let all = steps::steps(issue, of);
    // What became of steps whose action is silent is not known.
    let mut due = steps::due(&all, since(issue), issue.source.cutoff);
    due.retain(|s| s.silent.is_none());
    projects::nodes(&due, issue.source.cutoff)
        .map(|said| Phrase::of("到期节点").add(said))
        .into_iter()
        .collect()
}

/// The first day after the period before; of the year's first the year's first day.
fn since(issue: &Issue) -> Date {
    let period = issue.period();
    let third_dekad = issue.kind() == SeriesKind::Dispatch && period.kind == Frequency::Month;
    if let (true, Some(day)) = (third_dekad, Date::new(period.year, period.last_month(), 21)) {
        return day;
    }
    match issue.before {
        Some(before) => before.period.last_day().plus_days(1),
        None => Date::new(issue.period().year, 1, 1).unwrap_or(issue.period().first_day()),
    }
}

/// 节点: `应完成4个，完成3个，其中…提前2天。…应于3月15日完成，截至3月20日未完成，逾期5天（市教体局牵头）。`
fn nodes(issue: &Issue, of: Option<&Id>) -> Vec<Block> {
    let cutoff = issue.source.cutoff;
    let all = steps::steps(issue, of);
    let from = since(issue);
    let due = steps::due(&all, from, cutoff);
    let mut said: Vec<Phrase> = projects::nodes(&due, cutoff).into_iter().collect();
    said.extend(steps::late(&all, cutoff).iter().filter_map(|s| projects::late(s, cutoff)));
    let early = |s: &&Step| s.by > cutoff && s.done.is_some_and(|d| d >= from && d <= cutoff);
    said.extend(all.iter().filter(early).filter_map(projects::done));
    text(paragraph(said)).into_iter().collect()
}

/// The last day of the period to come: for a dispatch of the next ten days.
fn end_of_next(issue: &Issue) -> Date {
    let first = issue.period().last_day().plus_days(1);
    let next = match issue.kind() {
        SeriesKind::Dispatch => Period::new(
            first.year(),
            Frequency::Dekad,
            (first.month() - 1) * 3 + (first.day() - 1).min(20) / 10 + 1,
        ),
        SeriesKind::Bulletin => Some(Period::month(first.year(), first.month())),
        SeriesKind::Review => Period::new(first.year(), Frequency::Quarter, (first.month() - 1) / 3 + 1),
    };
    next.map_or(first, Period::last_day)
}

/// What falls due next: `3月25日前，临湘市完成施工图审查（市教体局牵头）；3月29日前，…`.
fn next(issue: &Issue, of: Option<&Id>) -> Vec<Block> {
    let until = end_of_next(issue);
    let coming = steps::next(&steps::steps(issue, of), issue.source.cutoff, until);
    let mut days: Vec<(Date, Vec<Phrase>)> = Vec::new();
    for step in &coming {
        let led = step.led_by.as_ref().map(|l| format!("（{}）", l.trim_end_matches("牵头")));
        let said = step.name().say(led.unwrap_or_default());
        match days.last_mut() {
            Some((day, list)) if *day == step.by => list.push(said),
            _ => days.push((step.by, vec![said])),
        }
    }
    let said = days
        .into_iter()
        .map(|(day, list)| Phrase::of(format!("{}前，", day.chinese_short())).add(joined(list, "、")));
    text(paragraph([joined(said, "；")])).into_iter().collect()
}
