//! What changed: in a 旬调度 the items that moved, in a bulletin turned lights and revised figures.

use super::overview::{assessed, counts_of, lights};
use super::{Options, action, text};
use crate::base::{Id, Quantity, Ratio};
use crate::check::record::{Kind, SeriesKind};
use crate::check::{Field, Subject};
use crate::compute::percent_text;
use crate::editions::blocks::Block;
use crate::editions::publications::issue::Issue;
use crate::editions::publications::item::{Item, Shape};
use crate::editions::publications::phrase::{Phrase, paragraph};
use crate::editions::publications::sentences::{counts, growth, progress, red_light};
use crate::editions::publications::told::Told;

pub fn blocks(issue: &Issue, options: &Options, told: &mut Told) -> Vec<Block> {
    let of = action(issue, options);
    if issue.kind() == SeriesKind::Dispatch {
        return moved(issue, of, told);
    }
    let subject = of.map_or(Subject::City, |id| Subject::Action(id.clone()));
    // The overview of the same text tells what turned.
    let turned_told =
        told.blocks.contains("overview") || told.count(&subject, &[Field::Better, Field::Worse]);
    let items = assessed(issue, of);
    let counts = counts_of(issue, of);
    let turned = (!turned_told).then(|| counts::turned(&lights(issue, of, &counts, &items), &items));
    let said = paragraph(turned.flatten().into_iter().chain(revised(issue, of)));
    text(said).into_iter().collect()
}

/// One sentence an item that moved or is red, what turned first.
fn moved(issue: &Issue, of: Option<&Id>, told: &mut Told) -> Vec<Block> {
    let mut items: Vec<Item> =
        assessed(issue, of).into_iter().filter(|i| !told.indicator(&i.indicator.id)).collect();
    items.retain(|i| i.is_lit() && (did_move(i) || turned(i).is_some() || i.is_red()));
    items.sort_by_key(|i| match (turned(i).is_some(), did_move(i)) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
    });
    told.generated.extend(items.iter().map(|i| i.indicator.id.clone()));
    text(paragraph(items.iter().filter_map(|i| change(issue, i)))).into_iter().collect()
}

fn did_move(item: &Item) -> bool {
    match item.indicator.kind {
        Kind::Cumulative => item.figure.month.is_some_and(|m| !m.is_zero()),
        _ => item.before.as_ref().is_some_and(|b| {
            b.figure.value.is_some() && item.figure.value.is_some() && b.figure.value != item.figure.value
        }),
    }
}

/// `由黄转绿`
fn turned(item: &Item) -> Option<Phrase> {
    let (then, now) = (item.figure.last_color?, item.color()?);
    (then != now).then(|| Phrase::of(format!("由{}转{}", counts::short(then), counts::short(now))))
}

/// `小型水库除险加固新增4座，累计25座，完成22.5%，由黄转绿`, `…本旬无新增，累计2所，慢于序时14.2个百分点，为红灯`
fn change(issue: &Issue, item: &Item) -> Option<Phrase> {
    if item.indicator.kind != Kind::Cumulative {
        let said = crate::editions::publications::sentences::standing(
            item,
            crate::editions::publications::sentences::Mention::Again,
        )?;
        let moved = if item.indicator.kind == Kind::Growth { None } else { growth::moved(item) };
        return Some(said.clause(moved).clause(turned(item)));
    }
    let unit_of_time = match issue.period().dekad_of_month() {
        Some(_) => "本旬",
        None => "本期",
    };
    let first = item.before.as_ref().is_none_or(|b| b.figure.value.is_none());
    let opening = match item.figure.month {
        _ if first => item.name().say("累计").add(item.value()?),
        Some(month) if month.is_zero() => {
            item.name().say(format!("{unit_of_time}无新增，累计")).add(item.value()?)
        }
        Some(month) if month.is_negative() => item.name().say("累计").add(item.value()?),
        Some(_) => item
            .name()
            .say("新增")
            .add(item.bound(Field::Month, Shape::Short)?)
            .say("，累计")
            .add(item.value()?),
        None => item.name().say("累计").add(item.value()?),
    };
    let share = (!item.is_small())
        .then(|| progress::share(item, crate::editions::publications::sentences::Mention::Again))
        .flatten();
    let reached = item.reached().then(|| Phrase::of("已完成年度目标"));
    let judged = match reached {
        Some(done) => opening.clause(Some(done)),
        None if item.is_small() => opening,
        None => opening.clause(share).clause(progress::against_schedule(item)).clause(narrowed(item)),
    };
    Some(match turned(item) {
        Some(turned) => judged.clause(Some(turned)),
        None => judged.clause(red_light(item)),
    })
}

/// `较上旬收窄1.1个百分点`: only of what was and is behind.
fn narrowed(item: &Item) -> Option<Phrase> {
    let before = item.before.as_ref()?;
    let (now, then) = (item.figure.gap.as_ref()?, before.figure.gap.as_ref()?);
    if !now.is_negative() || !then.is_negative() {
        return None;
    }
    let less = now.minus(then);
    let printed = less.abs().percent(1);
    if printed.is_zero() || printed.ratio() != printed_gap(now).minus(printed_gap(then)).abs().ratio() {
        return None;
    }
    let word = if less.is_negative() { "扩大" } else { "收窄" };
    Some(Phrase::of(format!("较{}{word}{printed}个百分点", before.label)))
}

fn printed_gap(gap: &Ratio) -> Quantity {
    gap.percent(1)
}

/// Pattern 55: figures of the issue before that were revised since, old and new as printed.
pub fn revised(issue: &Issue, of: Option<&Id>) -> Vec<Phrase> {
    let (Some(before), Some(earlier)) = (issue.before, issue.earlier) else { return Vec::new() };
    let Some(printed) = earlier.figures.period(before.period) else { return Vec::new() };
    let mut said = Vec::new();
    for item in assessed(issue, of) {
        let id = &item.indicator.id;
        let (Some(then), Some(now)) = (printed.indicator(id), before.indicator(id)) else { continue };
        let (Some(old), Some(new)) = (then.value, now.value) else { continue };
        if old == new {
            continue;
        }
        let unit = item.unit();
        let reason = now.revised.iter().rev().find_map(|r| r.reason.as_deref());
        let reason = reason.map(|r| format!("（{}）", r.trim_end_matches('。'))).unwrap_or_default();
        let rate = match (&then.completion, &now.completion) {
            (Some(a), Some(b)) => {
                let (a, b) = (
                    percent_text(a, then.reached == Some(false)),
                    percent_text(b, now.reached == Some(false)),
                );
                if a == b {
                    format!("，完成率{a}不变")
                } else {
                    format!("，完成率由{a}修订为{b}")
                }
            }
            _ => String::new(),
        };
        let light = match (then.state.color(), now.state.color()) {
            (Some(a), Some(b)) if a == b => "，灯色不变".to_string(),
            (Some(a), Some(b)) => format!("，由{}转{}", counts::short(a), counts::short(b)),
            _ => String::new(),
        };
        said.push(
            Phrase::of(format!("{}所列", earlier.name))
                .add(item.name())
                .say(format!("由{old}{unit}修订为{new}{unit}{reason}{rate}{light}")),
        );
    }
    said
}
