//! Charts as data: a title that states the finding, unit and period, all of it in words, and its numbers.

mod bullets;
mod heat;
mod line;
mod milestones;
mod multiples;
mod ranks;
mod regions;

pub use bullets::{bullets, bullets_by_action};
pub use heat::heat;
pub use line::line;
pub use milestones::{Step, milestones};
pub use multiples::multiples;
pub use ranks::ranks;
pub use regions::region_bars;

use super::cells::Shown;
use super::{texts, words};
use crate::check::record::{Op, SplitBy, Target};

/// `城镇新增就业快于序时3.0个百分点`, or where it has no gap `高新技术企业962家`.
pub fn statement(shown: &Shown<'_>) -> String {
    let name = &shown.indicator.name;
    if let (Target::Value(target), Some(value), Some(true)) =
        (&shown.figure.target, shown.figure.value, shown.figure.reached)
        && target.op == Op::About
    {
        // Inside the tolerance it is neither 低于 nor 高于 (wording 16).
        let (unit, wanted) = (shown.unit(), target.value);
        return format!("{name}{value}{unit}，达到“{wanted}{unit}左右”的目标要求");
    }
    if let Some(gap) = texts::gap_long(shown.indicator, shown.figure) {
        return format!("{name}{gap}");
    }
    match shown.figure.value {
        Some(value) => format!("{name}{value}{}，{}", shown.unit(), words::state_word(&shown.figure.state)),
        None => format!("{name}{}", words::state_word(&shown.figure.state)),
    }
}

/// `来源：民生可感行动3月报告，截至3月31日`; of a sum of counties `来源：9个县市区3月报告…`
pub fn source(shown: &Shown<'_>) -> String {
    let action = shown.year.action(&shown.indicator.reporter).map_or("", |a| a.name.as_str());
    let reporter = match shown.indicator.split_by {
        Some(SplitBy::Region) => counties(shown, action),
        Some(SplitBy::Action) | None => action.to_owned(),
    };
    let cutoff = shown.figure.cutoff.map(|d| format!("，截至{}", d.chinese_short())).unwrap_or_default();
    format!("来源：{reporter}{}报告{cutoff}", shown.own_period().report_label())
}

/// The counties whose parts are in a figure, and the action where it gives the city's own.
fn counties(shown: &Shown<'_>, action: &str) -> String {
    let parts = || shown.figure.by_region.iter().filter(|part| part.value.is_some()).map(|part| &part.region);
    let names: Vec<&str> = parts().map(|region| shown.lookup.name(region)).collect();
    let of = words::regions_word(shown.lookup.record, parts());
    let counties = words::names_or_count(&names, &format!("个{of}"));
    match shown.figure.city_part {
        Some(_) if !names.is_empty() => format!("{counties}和{action}"),
        Some(_) => action.to_owned(),
        None => counties,
    }
}
