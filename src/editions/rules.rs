//! The rules of the lights and the states, in words.

use super::blocks::LightMark;
use crate::base::{Color, Quantity};
use crate::check::record::{Condition, Direction, Kind, LightRule, Method};
use std::collections::BTreeSet;

/// When a rule of an ordered list holds: `落后序时不超过10个百分点`. `kind` is `None` for tasks.
///
/// The last rule has no condition of its own: it is said by what the rule before it leaves.
pub fn condition_words(
    kind: Option<Kind>,
    direction: Direction,
    list: &[LightRule],
    number: usize,
) -> String {
    let (behind, ahead, level) = match (kind, direction) {
        (Some(Kind::Growth), Direction::Up) => ("低于目标", "高于目标", "不低于目标"),
        (Some(Kind::Growth), Direction::Down) => ("高于目标", "低于目标", "不高于目标"),
        // A limit for the year.
        (Some(Kind::Cumulative), Direction::Down) => ("高于序时", "低于序时", "不高于序时"),
        _ => ("慢于序时", "快于序时", "不慢于序时"),
    };
    let Some(rule) = list.get(number) else { return String::new() };
    match &rule.condition {
        Condition::Reached if kind == Some(Kind::Event) => "没有发生".into(),
        Condition::Reached => "达到目标要求".into(),
        Condition::GapAtLeast(gap) if gap.is_zero() => level.into(),
        Condition::GapAtLeast(gap) if gap.is_negative() => format!("{behind}不超过{}个百分点", gap.abs()),
        Condition::GapAtLeast(gap) => format!("{ahead}{gap}个百分点及以上"),
        Condition::LateDaysAtMost(0) => "未过时限".into(),
        Condition::LateDaysAtMost(days) => format!("逾期不超过{days}天"),
        Condition::NodesLate(0) => "到期节点没有逾期未完成的".into(),
        Condition::NodesLate(n) => format!("逾期未完成的节点不超过{n}个"),
        Condition::Always if kind == Some(Kind::Text) => "由报送单位判定，并说明理由".into(),
        Condition::Always => rest(kind, list, number, behind),
    }
}

/// What is left for the last rule.
fn rest(kind: Option<Kind>, list: &[LightRule], number: usize, behind: &str) -> String {
    let before = number.checked_sub(1).and_then(|i| list.get(i)).map(|r| &r.condition);
    match before {
        Some(Condition::GapAtLeast(gap)) if *gap <= Quantity::integer(0) => {
            if gap.is_zero() {
                behind.into()
            } else {
                format!("{behind}超过{}个百分点", gap.abs())
            }
        }
        Some(Condition::LateDaysAtMost(0)) => "已过时限".into(),
        Some(Condition::LateDaysAtMost(days)) => format!("逾期超过{days}天"),
        Some(Condition::NodesLate(n)) => format!("逾期未完成的节点超过{n}个"),
        Some(Condition::Reached) if kind == Some(Kind::Event) => "发生".into(),
        Some(Condition::Reached) => "没有达到".into(),
        Some(Condition::GapAtLeast(_) | Condition::Always) | None => "其余情形".into(),
    }
}

/// What a version of the method changes, of the kinds in use: rules of lights one by one, the rest by name.
pub fn differences(before: &Method, now: &Method, used: &BTreeSet<Kind>) -> Vec<String> {
    // Kinds that change alike are told together.
    let mut told: Vec<(String, Vec<&str>)> = Vec::new();
    let lists = used.iter().map(|k| (Some(*k), before.rules(*k), now.rules(*k)));
    for (kind, old, new) in lists.chain([(None, &before.task_lights[..], &now.task_lights[..])]) {
        let name = kind.map_or("任务（按节点）", Kind::chinese);
        for change in light_changes(kind, old, new) {
            match told.iter_mut().find(|(text, _)| *text == change) {
                Some((_, kinds)) => kinds.push(name),
                None => told.push((change, vec![name])),
            }
        }
    }
    let mut all: Vec<String> =
        told.into_iter().map(|(text, kinds)| format!("{}{text}", kinds.join("、"))).collect();
    let others = [
        ("序时进度的算法", before.schedule == now.schedule),
        ("“左右”允许的差", before.about_percent == now.about_percent),
        ("报送期限", before.due == now.due),
        ("没有牵头单位的任务的汇总", before.no_lead == now.no_lead),
        ("排位规则", before.ranks == now.ranks),
        ("县市区计分", before.scores == now.scores),
        ("提示函的期数", before.remind_red == now.remind_red),
    ];
    let changed: Vec<&str> = others.iter().filter(|(_, same)| !same).map(|(name, _)| *name).collect();
    if !changed.is_empty() {
        all.push(format!("{}有调整，以本版所列为准", changed.join("、")));
    }
    all
}

/// `第3条由“慢于序时不超过10个百分点，为略低于序时”改为…`
fn light_changes(kind: Option<Kind>, old: &[LightRule], new: &[LightRule]) -> Vec<String> {
    if old.len() != new.len() {
        return vec![format!("亮灯规则由{}条改为{}条", old.len(), new.len())];
    }
    let said = |list: &[LightRule], i: usize| {
        format!(
            "“{}，{}（{}）”",
            condition_words(kind, Direction::Up, list, i),
            list[i].color.chinese(),
            list[i].word
        )
    };
    let changed = (0..new.len()).filter(|i| old[*i] != new[*i]);
    changed.map(|i| format!("第{}条由{}改为{}", i + 1, said(old, i), said(new, i))).collect()
}

/// What each shape and word means.
pub const STATES: [(LightMark, &str); 8] = [
    (LightMark::Lit(Color::Green), "达到序时进度或目标要求。绿灯不等于已完成"),
    (LightMark::Lit(Color::Blue), "评价办法设有蓝灯时使用"),
    (LightMark::Lit(Color::Yellow), "低于序时进度或目标要求，在规定幅度以内"),
    (LightMark::Lit(Color::Red), "低于序时进度或目标要求，超出规定幅度；或底线失守、逾期"),
    (LightMark::NotDue, "本期不需报送，或报送期限未过而尚未报送。不是0，不计入应评"),
    (LightMark::Missing, "期限已过而没有报送，或报告被退回。不是0，不亮灯，不排在末位"),
    (LightMark::NotAssessed, "已说明原因、无序时、无基数或对照指标未报，本期不评。印出原因"),
    (LightMark::NoTarget, "方案没有目标值，只列数据"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(condition: Condition) -> LightRule {
        LightRule { word: String::new(), color: Color::Green, condition }
    }

    #[test]
    fn a_changed_rule_is_told_by_its_words() {
        let list = |gap: &str| {
            let gap = Condition::GapAtLeast(Quantity::parse(gap).unwrap());
            [rule(Condition::Reached), rule(gap), rule(Condition::Always)]
        };
        let told = |old: &[LightRule], new: &[LightRule]| light_changes(Some(Kind::Cumulative), old, new);
        // The last rule is what the others leave: it has not changed by itself.
        assert_eq!(
            told(&list("-10"), &list("-8")),
            ["第2条由“慢于序时不超过10个百分点，绿灯（）”改为“慢于序时不超过8个百分点，绿灯（）”"]
        );
        assert_eq!(told(&list("-10"), &list("-10")), Vec::<String>::new());
        assert_eq!(told(&list("-10"), &list("-10")[1..]), ["亮灯规则由3条改为2条"]);
    }

    #[test]
    fn rules_read_as_sentences_and_leave_no_gap() {
        use Direction::{Down, Up};
        let gap = |text: &str| rule(Condition::GapAtLeast(Quantity::parse(text).unwrap()));
        let pace = [rule(Condition::Reached), gap("0"), gap("-10"), rule(Condition::Always)];
        let nodes = [rule(Condition::NodesLate(0)), rule(Condition::NodesLate(1)), rule(Condition::Always)];
        let event = [rule(Condition::Reached), rule(Condition::Always)];
        let day = [rule(Condition::LateDaysAtMost(0)), rule(Condition::Always)];
        #[rustfmt::skip]
        let cases = [
            (Some(Kind::Cumulative), Up,   &pace[..],  0, "达到目标要求"),
            (Some(Kind::Cumulative), Up,   &pace[..],  1, "不慢于序时"),
            (Some(Kind::Cumulative), Up,   &pace[..],  2, "慢于序时不超过10个百分点"),
            (Some(Kind::Cumulative), Up,   &pace[..],  3, "慢于序时超过10个百分点"),
            (Some(Kind::Growth),     Up,   &pace[..],  2, "低于目标不超过10个百分点"),
            (Some(Kind::Growth),     Down, &pace[..],  1, "不高于目标"),
            (Some(Kind::Growth),     Down, &pace[..],  2, "高于目标不超过10个百分点"),
            (Some(Kind::Growth),     Down, &pace[..],  3, "高于目标超过10个百分点"),
            (Some(Kind::Cumulative), Down, &pace[..],  2, "高于序时不超过10个百分点"),
            (Some(Kind::Level),      Down, &pace[..],  2, "慢于序时不超过10个百分点"),
            (Some(Kind::Event),      Up,   &event[..], 0, "没有发生"),
            (Some(Kind::Event),      Up,   &event[..], 1, "发生"),
            (Some(Kind::Bound),      Up,   &event[..], 1, "没有达到"),
            (Some(Kind::Milestone),  Up,   &day[..],   1, "已过时限"),
            (None,                   Up,   &nodes[..], 1, "逾期未完成的节点不超过1个"),
            (None,                   Up,   &nodes[..], 2, "逾期未完成的节点超过1个"),
            (Some(Kind::Text),       Up,   &event[..], 1, "由报送单位判定，并说明理由"),
        ];
        for (kind, direction, list, number, words) in cases {
            assert_eq!(condition_words(kind, direction, list, number), words);
        }
    }
}
