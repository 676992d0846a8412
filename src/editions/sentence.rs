//! What an indicator's own page says of it, in the sentences of the publications.

use super::blocks::Run;
use super::cells::Shown;
use super::publications::before_label;
use super::publications::item::{Before, Item};
use super::publications::phrase::Phrase;
use super::publications::sentences::{Mention, holds, progress, rank, standing, year};
use super::words;
use crate::check::record::{Indicator, Kind, Target};
use crate::compute::State;

/// How it stands, closed with 。
///
/// `before`: the figure of the due period before it.
pub fn of<'a>(shown: &Shown<'a>, before: Option<&Shown<'a>>) -> Vec<Run> {
    let item = item(shown, before);
    let said = match &shown.figure.state {
        State::Lit(_) => lit(&item).map(|said| match shown.changed_target() {
            Some(changed) => said.say(format!("；年度{changed}")),
            None => said,
        }),
        State::NotAssessed(_) => holds::not_assessed(&item),
        State::Missing => Some(missing(shown)),
        State::NoTarget => amount(shown, "，无年度目标"),
        State::NotDue => Some(Phrase::of(format!(
            "{}按{}评价，本期未到期",
            shown.indicator.name,
            shown.indicator.frequency.chinese()
        ))),
    };
    let fallback =
        || Phrase::of(format!("{}：{}", shown.indicator.name, words::state_word(&shown.figure.state)));
    said.unwrap_or_else(fallback).say("。").runs()
}

fn lit(item: &Item<'_>) -> Option<Phrase> {
    let mut said = standing(item, Mention::First)?;
    // What counts up and what grows has told its year and its rank already.
    let told = item.indicator.kind == Kind::Growth || item.figure.completion.is_some();
    if !told {
        said = said.clause(year::on_year(item)).clause(rank::rank(item, Mention::First));
    }
    said = said.clause(year::in_month(item));
    if let Some(run) = item.figure.red_run.filter(|n| *n > 1) {
        said = said.say(format!("，连续{run}期红灯"));
    }
    Some(said.clause(progress::to_schedule(item)).clause(progress::pace(item)))
}

/// `乡镇寄宿制学校截至4月9日未报`, or which regions are waited for.
fn missing(shown: &Shown<'_>) -> Phrase {
    let name = &shown.indicator.name;
    let waited = &shown.figure.missing_regions;
    if waited.is_empty() {
        let as_of = shown.lookup.figures.as_of.chinese_short();
        return Phrase::of(format!("{name}截至{as_of}未报"));
    }
    let names: Vec<&str> = waited.iter().map(|id| shown.lookup.name(id)).collect();
    Phrase::of(format!("{name}全市数暂缺：{}未报", words::names(&names)))
}

fn amount(shown: &Shown<'_>, tail: &str) -> Option<Phrase> {
    let value = shown.figure.value?;
    Some(Phrase::of(format!("{}{value}{}{tail}", shown.indicator.name, shown.unit())))
}

fn item<'a>(shown: &Shown<'a>, before: Option<&Shown<'a>>) -> Item<'a> {
    Item {
        indicator: shown.indicator,
        figure: shown.figure,
        period: shown.own_period(),
        before: before
            .map(|b| Before { label: before_label(b.own_period(), shown.own_period()), figure: b.figure }),
        subject: shown.indicator.name.clone(),
        href: shown.href(),
        led_by: None,
        other: other(shown),
        lead_shown: false,
    }
}

/// The other side of a relation.
fn other<'a>(shown: &Shown<'a>) -> Option<&'a Indicator> {
    match &shown.figure.target {
        Target::Relation { indicator, .. } => shown.year.indicator(indicator),
        Target::Value(_) | Target::Classes(_) | Target::None => None,
    }
}
