//! The inputs that break charts.

use crate::base::Color;
use crate::editions::blocks::{
    Bar, Bullet, Chart, ChartData, Deviation, Dumbbell, Heat, HeatRow, LightMark, Line, Milestone, Panel,
};

pub(super) const LONG: &str = "建设农村客货邮融合服务站点和县乡村三级物流配送体系示范项目数量（个）";
const WORD: &str = "Supercalifragilisticexpialidocious-2024-0.10-and-more-and-more";
const NASTY: &str = "a<b>&\"c\"'\u{0}\u{1f}\u{202e}\n\u{ffff}]]>";

pub(super) fn marks() -> Vec<LightMark> {
    let mut out: Vec<LightMark> = Color::ALL.into_iter().map(LightMark::Lit).collect();
    out.extend([LightMark::NotDue, LightMark::Missing, LightMark::NotAssessed, LightMark::NoTarget]);
    out
}

fn some(text: &str) -> Option<String> {
    if text.is_empty() { None } else { Some(text.to_string()) }
}

pub(super) fn chart(data: ChartData) -> Chart {
    let text = |what: &str| format!("{what}{NASTY}");
    Chart {
        id: "新增 就业/1".into(),
        title: text(LONG),
        subtitle: text("万人 · 2024年1—3月"),
        alt: text("说明"),
        source: text("来源：市人社局，截至2024年3月31日"),
        data,
        table: None,
    }
}

pub(super) fn bullet(label: &str, percent: &str, schedule: &str, text: &str, light: LightMark) -> Bullet {
    Bullet {
        label: label.into(),
        percent: some(percent),
        schedule: some(schedule),
        text: text.into(),
        light,
        word: light.word().into(),
        group: String::new(),
    }
}

fn grouped(group: &str, bullet: Bullet) -> Bullet {
    Bullet { group: group.into(), ..bullet }
}

pub(super) fn bullets(rows: &[(&str, &str, &str, &str, LightMark)]) -> ChartData {
    ChartData::Bullets(rows.iter().map(|(l, p, s, t, m)| bullet(l, p, s, t, *m)).collect())
}

fn bar(group: &str, label: &str, value: &str, target: &str, light: LightMark) -> Bar {
    Bar {
        label: label.into(),
        value: some(value),
        target: some(target),
        text: value.into(),
        light,
        word: light.word().into(),
        group: group.into(),
    }
}

fn bars(rows: &[(&str, &str, &str, &str, LightMark)]) -> ChartData {
    ChartData::RegionBars(rows.iter().map(|(g, l, v, t, m)| bar(g, l, v, t, *m)).collect())
}

fn line(
    actual: &[&str],
    schedule: &[&str],
    target: &str,
    last: &[&str],
    label: &str,
    unit: &str,
) -> ChartData {
    let year = |texts: &[&str]| (0..12).map(|n| texts.get(n).and_then(|t| some(t))).collect();
    ChartData::Line(Line {
        unit: unit.into(),
        labels: (1..=12).map(|m| format!("{m}月")).collect(),
        actual: year(actual),
        schedule: year(schedule),
        target: some(target),
        last_year: year(last),
        target_label: label.into(),
        earlier_targets: Vec::new(),
    })
}

pub(super) fn heat(columns: usize, rows: usize, label: &str, cells: &[(LightMark, &str)]) -> ChartData {
    let cell = |n: usize| cells.get(n % cells.len().max(1)).map(|(m, t)| (*m, t.to_string()));
    ChartData::Heat(Heat {
        columns: (0..columns).map(|n| ["1—2月", "3月上旬", "一季度", "12月"][n % 4].to_string()).collect(),
        rows: (0..rows)
            .map(|r| HeatRow {
                label: label.into(),
                cells: (0..columns).filter_map(|c| cell(r + c)).collect(),
            })
            .collect(),
    })
}

fn milestone(label: &str, by: u32, done: Option<u32>, today: u32, text: &str, word: &str) -> Milestone {
    Milestone {
        label: label.into(),
        by_day: by,
        by_text: format!("{text}前"),
        done_day: done,
        done_text: done.map(|_| format!("{text}完成")),
        today,
        light: LightMark::Lit(Color::Red),
        word: word.into(),
    }
}

pub(super) const G: LightMark = LightMark::Lit(Color::Green);
const R: LightMark = LightMark::Lit(Color::Red);
const B: LightMark = LightMark::Lit(Color::Blue);
const M: LightMark = LightMark::Missing;
const D: LightMark = LightMark::NotDue;
const A: LightMark = LightMark::NotAssessed;

#[rustfmt::skip]
fn bullet_cases() -> Vec<(&'static str, ChartData)> {
    vec![
        ("bullets: none",             bullets(&[])),
        ("bullets: one",              bullets(&[("就业", "61.4", "58.3", "61.4%", G)])),
        ("bullets: long names",       bullets(&[(LONG, "61.4", "58.3", "61.4%", G), (WORD, "1", "58.3", "1.0%", R)])),
        ("bullets: zero",             bullets(&[("甲", "0", "0", "0.0%", R), ("乙", "0", "100", "0.0%", R)])),
        ("bullets: below and above",  bullets(&[("甲", "-14.2", "91.7", "-14.2%", R), ("乙", "139", "91.7", "139.0%", B)])),
        ("bullets: far out",          bullets(&[("甲", "-9999999", "250", "-9999999%", R), ("乙", "1e99", "-5", "10000000000000000000000%", G)])),
        ("bullets: nothing known",    bullets(&[("甲", "", "25", "", M), ("乙", "", "", "未到期", D), ("丙", "", "25", "", A)])),
        ("bullets: no numbers",       bullets(&[("甲", "约9", "一半", "约9", G)])),
        ("bullets: 序时 of many",      bullets(&[("甲", "9", "25.0", "9%", G), ("乙", "9", "33.3", "9%", G)])),
        ("bullets: long 序时",         bullets(&[("甲", "9", "25.0000000000000000000000000000000000001", "9%", G)])),
        ("bullets: groups",           ChartData::Bullets(vec![grouped("产业培塑行动（9项中4项未达到）", bullet("引进外资", "12.8", "25", "12.8%", R)), grouped(LONG, bullet(LONG, "25", "25", "25.0%", G)), grouped("", bullet("乙", "1", "25", "1.0%", R)), grouped(WORD, bullet("丙", "", "25", "", M))])),
        ("bullets: marks of XML",     bullets(&[(NASTY, "9", "25", NASTY, G), ("", "", "", "", G)])),
    ]
}

#[rustfmt::skip]
fn bar_cases() -> Vec<(&'static str, ChartData)> {
    vec![
        ("bars: none",                bars(&[])),
        ("bars: one",                 bars(&[("", "云溪区", "27.3", "25", G)])),
        ("bars: groups",              bars(&[("市辖区组", "云溪区", "27.3", "25", G), (LONG, LONG, "1.0", "25", R), (WORD, WORD, "139", "25", G)])),
        ("bars: zero",                bars(&[("", "甲", "0", "0", G), ("", "乙", "0", "", A)])),
        ("bars: all below zero",      bars(&[("", "甲", "-1.4", "-1", R), ("", LONG, "-12.3", "-2", R)])),
        ("bars: both sides",          bars(&[("", "甲", "-1.4", "7", R), ("", "乙", "9.1", "7", G)])),
        ("bars: nothing known",       bars(&[("", "甲", "", "7", M), ("", "乙", "", "", A), ("", "丙", "", "", D)])),
        ("bars: targets apart",       bars(&[("", "甲", "5", "7", G), ("", "乙", "5", "9", M)])),
        ("bars: all below, apart",    bars(&[("", "甲", "-5", "-7", G), ("", "乙", "-5", "-9", M)])),
        ("bars: far out",             bars(&[("", "甲", "99999999999999999999999", "7", G)])),
        ("bars: marks of XML",        bars(&[(NASTY, NASTY, NASTY, NASTY, G)])),
    ]
}

#[rustfmt::skip]
fn line_cases() -> Vec<(&'static str, ChartData)> {
    let due = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];
    let same = ["7"; 12];
    let full = ["60.21", "60.42", "60.93", "61.05", "61.4", "61.9", "62.2", "62.31", "62.6", "62.71", "62.8", "63.02"];
    vec![
        ("line: no months",           ChartData::Line(Line { unit: String::new(), labels: vec![], actual: vec![], schedule: vec![], target: None, last_year: vec![], target_label: String::new(), earlier_targets: vec![] })),
        ("line: nothing",             line(&[], &[], "", &[], "", "")),
        ("line: usual",               line(&["", "1.05", "1.62"], &due, "12", &due, "年度目标12万人", "万人")),
        ("line: one value",           line(&["5"], &[], "", &[], "", "个")),
        ("line: zeros",               line(&["0", "0", "0"], &[], "0", &[], "底线0起", "起")),
        ("line: below zero",          line(&["-1.4", "", "-3.1"], &[], "7", &["-9"], "年度目标7%", "%")),
        ("line: all below zero",      line(&["-1.4", "", "-3.1"], &[], "", &[], "", "%")),
        ("line: all the same",        line(&same, &same, "7", &same, LONG, "万户")),
        ("line: a level",             line(&full, &[], "62.89", &[], "年度目标62.89万户", "万户")),
        ("line: 139%",                line(&["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "12", "16.7"], &due, "12", &[], WORD, "万人")),
        ("line: a long unit",         line(&full, &due, "12", &due, LONG, LONG)),
        ("line: far out",             line(&["99999999999999999999999999", "-9999999999999999999999999"], &[], "1e99", &[], LONG, "元")),
        ("line: tiny",                line(&["0.0000000000001", "0.0000000000002"], &[], "0.0000000000003", &[], "x", "元")),
        ("line: no numbers",          line(&["约9", "", NASTY], &[NASTY], NASTY, &[NASTY], NASTY, NASTY)),
        ("line: two labels",          ChartData::Line(Line { unit: "个".into(), labels: vec![LONG.into(), WORD.into()], actual: vec![some("1"), some("2"), some("3")], schedule: vec![], target: some("2"), last_year: vec![None], target_label: "目标".into(), earlier_targets: vec![("1".into(), 1), ("无".into(), 9)] })),
        ("line: dekads",              ChartData::Line(Line { unit: "个".into(), labels: (0..36).map(|n| format!("{}月{}旬", n / 3 + 1, ["上", "中", "下"][n % 3])).collect(), actual: (0..20).map(|n| Some(n.to_string())).collect(), schedule: vec![], target: None, last_year: vec![], target_label: String::new(), earlier_targets: vec![] })),
    ]
}

#[rustfmt::skip]
fn heat_cases() -> Vec<(&'static str, ChartData)> {
    let usual = [(G, "18.5%"), (R, "13.0%"), (M, "未报"), (D, "未到期"), (A, "不参评"), (B, "139.0%"), (LightMark::NoTarget, "-1.4%"), (R, "0")];
    vec![
        ("heat: none",                heat(3, 0, "甲", &usual)),
        ("heat: no columns",          heat(0, 3, "甲", &usual)),
        ("heat: one",                 heat(1, 1, "甲", &usual)),
        ("heat: usual",               heat(3, 8, "城镇新增就业", &usual)),
        ("heat: a year",              heat(12, 8, LONG, &usual)),
        ("heat: dekads",              heat(36, 4, LONG, &usual)),
        ("heat: long texts",          heat(5, 4, WORD, &[(G, LONG), (R, WORD), (M, NASTY)])),
        ("heat: no texts",            heat(5, 4, "", &[(G, ""), (M, ""), (D, "")])),
        ("heat: short rows",          heat(5, 4, "甲", &[])),
        ("heat: forty rows",          heat(4, 40, LONG, &usual)),
    ]
}

#[rustfmt::skip]
fn milestone_cases() -> Vec<(&'static str, ChartData)> {
    vec![
        ("milestones: none",          ChartData::Milestones(vec![])),
        ("milestones: usual",         ChartData::Milestones(vec![milestone("主体封顶", 75, Some(73), 91, "3月13日", "提前2天"), milestone("审查", 75, None, 91, "3月15日", "逾期16天")])),
        ("milestones: the ends",      ChartData::Milestones(vec![milestone(LONG, 1, Some(366), 366, "1月1日", WORD), milestone(WORD, 366, Some(1), 1, "12月31日", LONG)])),
        ("milestones: no such day",   ChartData::Milestones(vec![milestone("甲", 0, Some(u32::MAX), 4000, LONG, "")])),
        ("milestones: marks of XML",  ChartData::Milestones(vec![milestone(NASTY, 100, Some(100), 100, NASTY, NASTY)])),
        ("milestones: one day",       ChartData::Milestones(vec![milestone("甲", 180, Some(180), 180, "6月29日", "绿灯")])),
    ]
}

fn rank(group: &str, label: &str, was: u32, now: u32, text: &str, word: &str) -> Dumbbell {
    let rank = |n: u32| if n == 0 { None } else { Some(n) };
    Dumbbell {
        label: label.into(),
        was: rank(was),
        now: rank(now),
        text: text.into(),
        word: word.into(),
        group: group.into(),
    }
}

/// Ranks: 0 for none.
#[rustfmt::skip]
fn dumbbell_cases() -> Vec<(&'static str, ChartData)> {
    let city = vec![
        rank("市辖区", "岳阳楼区", 2, 1, "93.1分", "前移1位"), rank("市辖区", "云溪区", 1, 2, "91.0分", "后移1位"), rank("市辖区", "君山区", 3, 3, "89.5分", "不变"),
        rank("县市", "汨罗市", 6, 1, "92.4分", "前移5位"), rank("县市", "平江县", 0, 2, "91.8分", "上期无位次"), rank("县市", "华容县", 1, 6, "81.0分", "后移5位"),
        rank("功能区", LONG, 0, 0, "", "不排位"),
    ];
    vec![
        ("dumbbell: none",            ChartData::Dumbbell(vec![])),
        ("dumbbell: usual",           ChartData::Dumbbell(city)),
        ("dumbbell: the first time",  ChartData::Dumbbell(vec![rank("县市", "汨罗市", 0, 1, "92.4分", ""), rank("县市", "平江县", 0, 2, "91.8分", "")])),
        ("dumbbell: one rank",        ChartData::Dumbbell(vec![rank("", "汨罗市", 1, 1, "100.0分", "不变")])),
        ("dumbbell: ties",            ChartData::Dumbbell(vec![rank("", "甲", 1, 1, "90.0分", "不变"), rank("", "乙", 3, 1, "90.0分", "前移2位")])),
        ("dumbbell: only then",       ChartData::Dumbbell(vec![rank("", "甲", 4, 0, "", "不排位")])),
        ("dumbbell: nothing known",   ChartData::Dumbbell(vec![rank("", "甲", 0, 0, "", "不排位")])),
        ("dumbbell: far out",         ChartData::Dumbbell(vec![rank(LONG, LONG, u32::MAX, 1, LONG, WORD), rank(WORD, NASTY, 1, u32::MAX, NASTY, NASTY)])),
        ("dumbbell: a province",      ChartData::Dumbbell((1..=122).map(|n| rank("", LONG, 123 - n, n, "90.0分", "前移")).collect())),
    ]
}

fn panel(title: &str, rows: &[(&str, &str, &str)]) -> Panel {
    let row = |(label, value, text): &(&str, &str, &str)| Deviation {
        label: label.to_string(),
        value: some(value),
        text: text.to_string(),
    };
    Panel { title: title.into(), rows: rows.iter().map(row).collect() }
}

#[rustfmt::skip]
fn multiples_cases() -> Vec<(&'static str, ChartData)> {
    let usual = vec![
        panel("较序时（百分点）", &[("县级应急广播项目挂网", "75.0", "+75.0"), ("高标准农田建设", "4.6", "+4.6"), ("引进外资", "-12.2", "-12.2"), ("乡镇寄宿制学校", "-13.0", "-13.0")]),
        panel("完成率较上期（百分点）", &[("城镇新增就业", "9.7", "+9.7"), (LONG, "0", "0")]),
        panel("较上年同期（%）", &[("城镇新增就业", "4.5", "增长4.5%"), ("引进外资", "-31.7", "下降31.7%"), (LONG, "", "没有上年同期数")]),
        panel("绿灯占比较全市（百分点）", &[("民生可感行动", "2.9", "+2.9"), ("产业培塑行动", "-9.7", "-9.7")]),
    ];
    vec![
        ("multiples: none",           ChartData::Multiples(vec![])),
        ("multiples: usual",          ChartData::Multiples(usual)),
        ("multiples: one",            ChartData::Multiples(vec![panel("较序时", &[("就业", "2.5", "+2.5")])])),
        ("multiples: an empty panel", ChartData::Multiples(vec![panel("较序时", &[]), panel("较上期", &[("就业", "-2.5", "-2.5")])])),
        ("multiples: all below",      ChartData::Multiples(vec![panel("较序时", &[(LONG, "-2.5", "-2.5"), (WORD, "-1", "-1.0")])])),
        ("multiples: zero",           ChartData::Multiples(vec![panel("较序时", &[("甲", "0", "0"), ("乙", "0.0", "0")])])),
        ("multiples: nothing known",  ChartData::Multiples(vec![panel(LONG, &[("甲", "", "未报"), ("乙", "约9", "约9")])])),
        ("multiples: far out",        ChartData::Multiples(vec![panel(WORD, &[("甲", "1e99", WORD), ("乙", "-9999999", LONG), ("丙", "0.1", "+0.1")])])),
        ("multiples: marks of XML",   ChartData::Multiples(vec![panel(NASTY, &[(NASTY, "1", NASTY), ("", "", "")])])),
        ("multiples: three",          ChartData::Multiples((0..3).map(|_| panel(LONG, &[(LONG, "1", LONG)])).collect())),
    ]
}

pub(super) fn cases() -> Vec<(&'static str, ChartData)> {
    let many = |n: usize| marks()[n % 8];
    let mut out = bullet_cases();
    out.extend(bar_cases());
    out.extend(line_cases());
    out.extend(heat_cases());
    out.extend(milestone_cases());
    out.extend(dumbbell_cases());
    out.extend(multiples_cases());
    let rows = (0..40).map(|n| bullet(LONG, &(n * 4).to_string(), "25", &format!("{}.0%", n * 4), many(n)));
    out.push(("bullets: forty", ChartData::Bullets(rows.collect())));
    let rows =
        (0..40).map(|n| bar(["甲组", "乙组"][n / 20], LONG, &(n as i32 - 9).to_string(), "25", many(n)));
    out.push(("bars: forty", ChartData::RegionBars(rows.collect())));
    let rows = (0..40).map(|n| milestone(LONG, n * 9 + 1, Some(n * 8 + 1), 91, "3月13日", "提前"));
    out.push(("milestones: forty", ChartData::Milestones(rows.collect())));
    out
}
