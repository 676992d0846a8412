//! The common words of pages and publications: states, counts, targets, lists of names.
//!
//! Numbers come as texts from the figures; nothing here computes one.

mod targets;

pub use targets::{op_word, quantity, target_long, target_short};

use super::blocks::{Count, LightMark, Run, Table};
use super::cells::Shown;
use super::lookup::{Lookup, Named, Year};
use super::urls;
use crate::base::{Color, Id};
use crate::check::Record;
use crate::check::record::{Indicator, Region, Reporter, Task};
use crate::compute::{Counts, Light, State};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What stands for a state, in shape and colour class.
pub fn mark(state: &State) -> LightMark {
    match state {
        State::Lit(light) => LightMark::Lit(light.color),
        State::NotDue => LightMark::NotDue,
        State::Missing => LightMark::Missing,
        State::NotAssessed(_) => LightMark::NotAssessed,
        State::NoTarget => LightMark::NoTarget,
    }
}

/// The light's own word, or the state's name with its reason: `达到序时`, `不参评（省下达计划未到）`.
pub fn state_word(state: &State) -> String {
    match state {
        State::Lit(light) => light.word.clone(),
        State::NotAssessed(reason) => format!("不参评（{}）", reason.text()),
        State::NotDue | State::Missing | State::NoTarget => mark(state).word().into(),
    }
}

/// A state as it stands in a table: shape and word, and that it was set by hand where it was.
pub fn state_runs(state: &State) -> Vec<Run> {
    let mut runs = vec![Run::light(mark(state), state_word(state))];
    if let Some(Light { overridden: Some(_), .. }) = state.light() {
        runs.push(Run::quiet("（核定）"));
    }
    runs
}

/// 绿 蓝 黄 红, for `由黄转红`.
pub fn color_word(color: Color) -> &'static str {
    match color {
        Color::Green => "绿",
        Color::Blue => "蓝",
        Color::Yellow => "黄",
        Color::Red => "红",
    }
}

/// What became of the light since the period before: `由黄转红`, `不变`; `None` where it is not lit now.
pub fn turned(last: Option<Color>, now: &State) -> Option<String> {
    let now = now.color()?;
    Some(match last {
        None => "上期未亮灯".into(),
        Some(last) if last == now => "不变".into(),
        Some(last) => transition(last, now),
    })
}

/// `由绿转黄`
pub fn transition(from: Color, to: Color) -> String {
    format!("由{}转{}", color_word(from), color_word(to))
}

/// Figures lit in both periods whose colour changed, by change: worse before better, the worst colour first; within
/// one change in their own order.
pub fn transitions(shown: Vec<Shown<'_>>) -> Vec<((Color, Color), Vec<Shown<'_>>)> {
    let mut groups: BTreeMap<(bool, Reverse<Color>, Color), Vec<Shown<'_>>> = BTreeMap::new();
    for one in shown {
        if let (Some(from), Some(to)) = (one.figure.last_color, one.figure.state.color())
            && from != to
        {
            groups.entry((to < from, Reverse(to), from)).or_default().push(one);
        }
    }
    groups.into_iter().map(|((_, to, from), list)| ((from, to.0), list)).collect()
}

/// What is counted, best first, then the states that are no light; zeros are absent.
pub fn count_marks(counts: &Counts) -> Vec<(LightMark, u32)> {
    let lights = counts.colors.iter().map(|(color, n)| (LightMark::Lit(*color), *n));
    let states = [
        (LightMark::Missing, counts.missing),
        (LightMark::NotAssessed, counts.not_assessed),
        (LightMark::NotDue, counts.not_due),
        (LightMark::NoTarget, counts.no_target),
    ];
    lights.chain(states).filter(|(_, n)| *n > 0).collect()
}

/// What an amount of change is counted in: a difference of rates in 百分点, else the unit itself.
pub fn unit_of_difference(unit: &str) -> &str {
    match unit {
        "%" | "％" => "个百分点",
        "‰" => "个千分点",
        other => other,
    }
}

/// Counts as a line of shapes, numbers and words.
pub fn counts_line(counts: &Counts) -> Vec<Count> {
    let count = |(mark, n): (LightMark, u32)| Count {
        light: (!matches!(mark, LightMark::NotAssessed | LightMark::NoTarget)).then_some(mark),
        number: n.to_string(),
        word: mark.word().into(),
        href: None,
    };
    count_marks(counts).into_iter().map(count).collect()
}

/// Counts for a narrow cell: shape and number; the words stand under the table ([`marks_note`]).
pub fn counts_runs(counts: &Counts) -> Vec<Run> {
    let marks = count_marks(counts).into_iter().filter(|(mark, _)| *mark != LightMark::NotDue);
    let mut runs: Vec<Run> = Vec::new();
    for (mark, n) in marks {
        if !runs.is_empty() {
            runs.push(Run::plain(" "));
        }
        // A dash or a dot before a number would read as a sign.
        runs.push(match mark {
            LightMark::NotAssessed | LightMark::NoTarget => Run::quiet(format!("{}{n}", mark.word())),
            LightMark::Lit(_) | LightMark::NotDue | LightMark::Missing => Run::light(mark, n.to_string()),
        });
    }
    if runs.is_empty() && counts.not_due > 0 {
        runs.push(Run::light(LightMark::NotDue, counts.not_due.to_string()));
    }
    runs
}

/// What all shapes mean.
pub fn marks() -> String {
    marks_named(|_| true).unwrap_or_default()
}

/// What the shapes in a table mean: those that stand in it.
pub fn marks_note(table: &Table) -> Option<String> {
    let runs = || table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.runs);
    marks_named(|mark| runs().any(|run| run.light == Some(*mark)))
}

fn marks_named(stands: impl Fn(&LightMark) -> bool) -> Option<String> {
    let marks = Color::ALL.map(LightMark::Lit).into_iter().chain([
        LightMark::Missing,
        LightMark::NotAssessed,
        LightMark::NotDue,
        LightMark::NoTarget,
    ]);
    let words: Vec<String> = marks.filter(stands).map(|m| format!("{}{}", m.shape(), m.word())).collect();
    (!words.is_empty()).then(|| words.join("　"))
}

/// How many there are of each state; turns are not counted.
pub fn counted<'a>(states: impl Iterator<Item = &'a State>) -> Counts {
    let mut counts = Counts::default();
    for state in states {
        match state {
            State::Lit(light) => *counts.colors.entry(light.color).or_default() += 1,
            State::NotDue => counts.not_due += 1,
            State::Missing => counts.missing += 1,
            State::NotAssessed(_) => counts.not_assessed += 1,
            State::NoTarget => counts.no_target += 1,
        }
    }
    counts
}

/// The same of where indicators stand: each in its own latest period, as [`Year::standing`] gives it.
pub fn standing(year: &Year<'_>, indicators: &[&Indicator]) -> Counts {
    counted(indicators.iter().filter_map(|i| Some(&year.standing(i)?.1.state)))
}

/// `96项指标中，本期应评63项，未到评价期33项；应评指标中亮灯60项：绿灯42项、黄灯12项、红灯6项。`
pub fn counts_sentence(counts: &Counts) -> String {
    let (due, lit) = (counts.assessed(), counts.lit());
    if due == 0 {
        return match counts.not_due {
            0 => String::new(),
            n => format!("本期无应评指标，{n}项均未到评价期。"),
        };
    }
    let mut text = format!("{}项指标中，本期应评{due}项", counts.all());
    if counts.not_due > 0 {
        text += &format!("，未到评价期{}项", counts.not_due);
    }
    if counts.no_target > 0 {
        text += &format!("，无目标{}项", counts.no_target);
    }
    let silent = silent(counts);
    match lit {
        0 => text += &format!("；{}", silent.join("、")),
        _ if counts.of(Color::Green) == lit && silent.is_empty() => {
            text += &format!("；应评的{lit}项均为绿灯");
        }
        _ if counts.of(Color::Green) == lit => {
            text += &format!("；已亮灯的{lit}项均为绿灯，另有{}", silent.join("、"));
        }
        _ => {
            let lights = counts.colors.iter().filter(|(_, n)| **n > 0);
            let lights: Vec<String> = lights.map(|(c, n)| format!("{}{n}项", c.chinese())).collect();
            let none = if counts.of(Color::Red) == 0 { "，无红灯" } else { "" };
            text += &format!("；应评指标中亮灯{lit}项{none}：{}", lights.join("、"));
            if !silent.is_empty() {
                text += &format!("；{}", silent.join("，"));
            }
        }
    }
    text + "。"
}

fn silent(counts: &Counts) -> Vec<String> {
    let missing = (counts.missing > 0).then(|| format!("未报{}项", counts.missing));
    let not_assessed = (counts.not_assessed > 0).then(|| format!("不参评{}项", counts.not_assessed));
    missing.into_iter().chain(not_assessed).collect()
}

/// In quotation marks, those inside turned (GB/T 15834): `“处置实现‘清零’”`.
pub fn quoted(text: &str) -> String {
    let turned = text.chars().map(|c| match c {
        '“' => '‘',
        '”' => '’',
        '‘' => '“',
        '’' => '”',
        other => other,
    });
    format!("“{}”", turned.collect::<String>())
}

/// `A`, `A和B`, `A、B、C`; names that hold a 、 are set apart by ；.
pub fn names<S: AsRef<str>>(names: &[S]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    let inside = |c: &str| names.iter().any(|n| n.contains(c));
    match names.as_slice() {
        [a, b] if !inside("和") && !inside("、") => format!("{a}和{b}"),
        all if inside("、") => all.join("；"),
        all => all.join("、"),
    }
}

/// All of up to five names; of six to nine three with their count; of more the count alone.
pub fn names_or_count<S: AsRef<str>>(list: &[S], what: &str) -> String {
    match list.len() {
        0..=5 => names(list),
        n @ 6..=9 => format!("{}等{n}{what}", names(&list[..3]).replace('和', "、")),
        n => format!("{n}{what}"),
    }
}

/// A unit or region, linked to its page of the year.
pub fn unit_run(lookup: &Lookup<'_>, year: &Year<'_>, id: &Id) -> Run {
    match lookup.named(id) {
        Some(Named::Unit(unit)) if year.units.contains(&*unit.id) => {
            Run::link(&unit.name, urls::unit(year.year, &unit.id))
        }
        Some(Named::Unit(unit)) => Run::plain(&unit.name),
        Some(Named::Region(region)) => Run::link(&region.name, urls::region(year.year, &region.id)),
        None => Run::plain(&**id),
    }
}

/// What regions are called together: 县市 where all are of that group, else 县市区.
pub fn regions_word<'r>(record: &'r Record, regions: impl IntoIterator<Item = &'r Id>) -> &'r str {
    let mut groups = regions.into_iter().map(|id| record.region(id).map(|r| r.group.as_str()));
    match groups.next() {
        Some(Some(first)) if groups.all(|group| group == Some(first)) => first,
        _ => "县市区",
    }
}

/// A name as a report writes it, linked where it is a unit's or a region's: `平江县`, `县发改局` of one's own.
///
/// `of`: the region whose own the name may be.
pub fn named_run(lookup: &Lookup<'_>, year: &Year<'_>, text: &str, of: Option<&Region>) -> Run {
    // 县发改局 of 平江县 is 平江县发改局.
    let whole = of.and_then(|region| {
        let shared = region.name.chars().next_back()?;
        Some(format!("{}{}", region.name, text.strip_prefix(shared)?))
    });
    let meant = |name: &str| name == text || whole.as_deref() == Some(name);
    let regions = lookup.record.regions().iter();
    let region = regions.filter(|r| meant(&r.name) || r.full.as_deref().is_some_and(meant)).map(|r| &r.id);
    let units = lookup.record.units().iter().filter(|u| {
        meant(&u.name) || u.full.as_deref().is_some_and(meant) || u.aliases.iter().any(|a| meant(a))
    });
    match region.chain(units.map(|u| &u.id)).next() {
        Some(id) => Run { text: text.into(), ..unit_run(lookup, year, id) },
        None => Run::plain(text),
    }
}

/// Several of them, with 、 between.
pub fn unit_runs(lookup: &Lookup<'_>, year: &Year<'_>, ids: &[Id]) -> Vec<Run> {
    let mut runs = Vec::new();
    for id in ids {
        if !runs.is_empty() {
            runs.push(Run::plain("、"));
        }
        runs.push(unit_run(lookup, year, id));
    }
    runs
}

/// Who answers for a task: its leads, or where none is named the 汇总单位, said as that.
pub fn answering(lookup: &Lookup<'_>, year: &Year<'_>, task: &Task) -> Vec<Run> {
    let duty = &task.duty;
    if !duty.leads.is_empty() {
        return unit_runs(lookup, year, &duty.leads);
    }
    match duty.supports.first() {
        Some(first) if year.first_listed => vec![unit_run(lookup, year, first), Run::quiet("（汇总）")],
        _ => vec![Run::quiet("未明确牵头单位")],
    }
}

/// An action's name or a region's, linked to its page.
pub fn reporter_run(lookup: &Lookup<'_>, year: &Year<'_>, of: &Reporter) -> Run {
    match of {
        Reporter::Action(id) => match year.action(id) {
            Some(action) => Run::link(&action.name, urls::action(year.year, id)),
            None => Run::plain(&**id),
        },
        Reporter::Region(id) => unit_run(lookup, year, id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_add_up_in_their_sentence() {
        use Color::{Green, Red, Yellow};
        let counts = |lights: &[(Color, u32)], missing, not_assessed, not_due| Counts {
            colors: lights.iter().copied().collect(),
            missing,
            not_assessed,
            not_due,
            ..Counts::default()
        };
        #[rustfmt::skip]
        let cases = [
            (counts(&[(Green, 42), (Yellow, 12), (Red, 6)], 2, 1, 33),
             "96项指标中，本期应评63项，未到评价期33项；应评指标中亮灯60项：绿灯42项、黄灯12项、红灯6项；未报2项，不参评1项。"),
            (counts(&[(Green, 5), (Yellow, 1)], 0, 0, 0),
             "6项指标中，本期应评6项；应评指标中亮灯6项，无红灯：绿灯5项、黄灯1项。"),
            (counts(&[(Green, 6)], 0, 0, 3), "9项指标中，本期应评6项，未到评价期3项；应评的6项均为绿灯。"),
            (counts(&[(Green, 3)], 2, 0, 0), "5项指标中，本期应评5项；已亮灯的3项均为绿灯，另有未报2项。"),
            (counts(&[], 2, 1, 0), "3项指标中，本期应评3项；未报2项、不参评1项。"),
            (counts(&[], 0, 0, 5), "本期无应评指标，5项均未到评价期。"),
            (counts(&[], 0, 0, 0), ""),
        ];
        for (counts, sentence) in cases {
            assert_eq!(counts_sentence(&counts), sentence);
        }
    }

    #[test]
    fn names_stand_as_the_trade_lists_them() {
        #[rustfmt::skip]
        let cases: [(&[&str], &str); 6] = [
            (&["甲"],                                   "甲"),
            (&["甲", "乙"],                             "甲和乙"),
            (&["甲", "供水和供电"],                     "甲、供水和供电"),
            (&["甲", "乙", "丙"],                       "甲、乙、丙"),
            (&["水、电", "气"],                         "水、电；气"),
            (&["甲", "乙", "丙", "丁", "戊", "己"],     "甲、乙、丙等6项"),
        ];
        for (list, text) in cases {
            assert_eq!(names_or_count(list, "项"), text);
        }
        assert_eq!(names_or_count(&["甲"; 10], "项"), "10项");
    }

    #[test]
    fn quotations_turn_the_marks_inside() {
        assert_eq!(quoted("处置实现“清零”"), "“处置实现‘清零’”");
        assert_eq!(quoted("甲“乙‘丙’”"), "“甲‘乙“丙”’”");
    }

    #[test]
    fn a_turn_names_both_colours() {
        let lit = |color| {
            State::Lit(Light { color, word: String::new(), rule: String::new(), why: None, overridden: None })
        };
        assert_eq!(turned(Some(Color::Yellow), &lit(Color::Red)).as_deref(), Some("由黄转红"));
        assert_eq!(turned(Some(Color::Red), &lit(Color::Red)).as_deref(), Some("不变"));
        assert_eq!(turned(None, &lit(Color::Red)).as_deref(), Some("上期未亮灯"));
        assert_eq!(turned(Some(Color::Red), &State::Missing), None);
    }
}
