//! What a computed sentence may say, and when it is true: the patterns of the wording guide, by their numbers.
//!
//! Pure functions from facts to phrases without an end mark. `None`: nothing that would be true can be said.

pub mod counts;
#[cfg(test)]
pub mod fixture;
pub mod growth;
pub mod holds;
pub mod problems;
pub mod progress;
pub mod projects;
pub mod rank;
pub mod regions;
pub mod scores;
pub mod year;

use super::item::Item;
use super::phrase::Phrase;
use crate::base::Date;
use crate::check::Field;
use crate::check::record::Kind;
use crate::compute::State;

/// The first mention of a kind of fact is in full, later ones are short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mention {
    First,
    Again,
}

/// How an indicator stands, in the sentence of its kind.
pub fn standing(item: &Item, mention: Mention) -> Option<Phrase> {
    let said = match item.indicator.kind {
        Kind::Cumulative => progress::progress(item, mention),
        Kind::Level if item.figure.completion.is_some() => progress::progress(item, mention),
        Kind::Level => holds::level(item),
        Kind::Growth => growth::growth(item, mention),
        Kind::Bound => holds::bound(item),
        Kind::Event => holds::event(item),
        Kind::Milestone => holds::milestone(item),
        Kind::Ranking => holds::ranking(item),
        Kind::Relation => growth::relation(item),
        Kind::Text => holds::judged(item),
    }?;
    Some(overridden(item, said))
}

/// What judges an indicator, without its name and value: `完成12.8%，慢于序时12.2个百分点，为红灯`.
pub fn verdict(item: &Item, mention: Mention) -> Option<Phrase> {
    match item.indicator.kind {
        Kind::Cumulative => progress::verdict(item, mention),
        Kind::Level if item.figure.completion.is_some() => progress::verdict(item, mention),
        Kind::Growth => growth::against_target(item, mention).map(|said| said.clause(red_light(item))),
        Kind::Level
        | Kind::Bound
        | Kind::Event
        | Kind::Milestone
        | Kind::Ranking
        | Kind::Relation
        | Kind::Text => red_light(item),
    }
}

/// Pattern 58: a light set by hand says so, by whom and why.
pub fn overridden(item: &Item, said: Phrase) -> Phrase {
    let State::Lit(light) = &item.figure.state else { return said };
    let Some(by) = &light.overridden else { return said };
    let why = light.why.as_deref().unwrap_or("未说明");
    said.say(format!("，经{}{}核定按", by.post, by.date.chinese_short()))
        .add(item.bound_text(Field::Light, light.color.chinese()))
        .say(format!("列示，理由：{why}"))
}

/// `为红灯`, for what is red by its figures (an override says so in its own words).
pub fn red_light(item: &Item) -> Option<Phrase> {
    let light = item.figure.state.light()?;
    (item.is_red() && light.overridden.is_none())
        .then(|| Phrase::of("为").add(item.bound_text(Field::Light, light.color.chinese())))
}

/// Pattern 41: how many days after its day something is still not done.
pub fn late_days(by: Date, cutoff: Date) -> Option<i64> {
    let days = cutoff.days_since(by);
    (days > 0).then_some(days)
}
