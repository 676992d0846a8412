use crate::city::{City, period};
use tongbao::compute::{NoText, text_of};

fn city() -> City {
    City::new()
        .indicator_at("x", "1-1", "unit: 万人, kind: cumulative, target: {ge: 5.9}")
        .indicator_at("g", "1-2", "unit: \"%\", kind: growth, target: {ge: 7}")
        .indicator_at("r", "2-1", "unit: 所, kind: cumulative, target: {eq: 10}, by_region: {东区: 4, 河县: 6}")
        .indicator_at("b", "2-1", "unit: 元, kind: bound, target: [{ge: 8400, where: 市辖两区}, {ge: 5400, where: 各县}]")
        .indicator_at("n", "2-1", "unit: 个, kind: cumulative, target: {ge: 3}")
        .file("plan/2024/lists/projects.yaml", "- {id: P-1, type: project, name: 甲, action: jobs, owner: 市发改委, region: 河县, class: 新建, this_year: 386.50, start: 2024-06}\n")
        .report("2024-06", "2024-07-05", "indicators:\n  x: {value: 3.05, rank: 5 of 14, rank_source: 通报}\n  g: -1.4\n  r: {by_region: {东区: 1, 河县: 3}}\n  b: {value: {市辖两区: 8400, 各县: 5460}}\n  n: {na: 未下达}\nproblems:\n  - {id: A, what: 用地, by: 2024-07-20}\n  - {id: B, what: 资金}")
        .report("2024-07", "2024-08-05", "indicators:\n  x: {value: 3.62, base: 3.41, rank: 4 of 14, rank_source: 通报}\n  g: {value: 7.46}\n  r: {by_region: {东区: 3, 河县: 3}}\n  b: {value: {市辖两区: 8400, 各县: 5460}}\n  n: {na: 未下达}\nprojects: {P-1: {done: 88.12, progress: 基础施工}}\nproblems:\n  - {id: A, state: 拟销, evidence: 批复}\n  - {id: C, what: 用电}")
}

#[test]
fn bound_numbers_find_their_texts() {
    let city = city();
    let (record, figures) = (city.record(), city.figures());
    #[rustfmt::skip]
    let cases = [
        ("指标x.累计",             "3.62万人"),
        ("x.本月",                 "0.57万人"),
        ("x.目标",                 "5.9万人"),
        ("x.完成率",               "61.4%"),
        ("x.序时",                 "58.3%"),
        ("x.较序时",               "快3.0个百分点"),
        ("x.同比",                 "增长6.2%"),
        ("x.灯",                   "达到序时"),
        ("x.位次",                 "第4位"),
        ("x.位次变化",             "前移1位"),
        ("x.需月均",               "0.46万人"),
        ("x.累计@2024-06",         "3.05万人"),
        ("x.较序时@2024-06",       "快1.7个百分点"),
        ("g.同比@2024-06",         "下降1.4%"),
        ("g.较序时@2024-06",       "低于目标8.4个百分点"),
        ("g.较序时",               "高于目标0.5个百分点"),
        ("r.累计#河县",            "3所"),
        ("r.目标#河县",            "6所"),
        ("r.完成率#河县",          "50.0%"),
        ("r.较序时#河县",          "慢8.3个百分点"),
        ("r.差额#河县",            "1所"),
        ("b.累计",                 "市辖两区8400元、各县5460元"),
        ("全市.指标数",            "5项"),
        ("全市.应评",              "5项"),
        ("全市.亮灯",              "4项"),
        ("全市.绿灯",              "4项"),
        ("全市.转好",              "2项"),   // g from red, r from yellow
        ("就业行动.不参评",        "1项"),
        ("就业行动.黄灯@2024-06",  "1项"),
        ("市发改委.指标数",        "3项"),
        ("市人社局.绿灯",          "1项"),
        ("问题.在册",              "3个"),
        ("问题.新增",              "1个"),
        ("问题.超期",              "1个"),
        ("项目.个数",              "1个"),
        ("项目.年度投资",          "386.50亿元"),
        ("项目.累计投资",          "88.12亿元"),
        ("项目.完成率",            "22.8%"),
        ("项目.应开工",            "1个"),
        ("项目.开工率",            "100.0%"),
    ];
    for (reference, text) in cases {
        let read = record.reference(reference, 2024).unwrap_or_else(|| panic!("{reference} is not read"));
        let found = text_of(&record, &figures, &read, period("2024-07"), None);
        assert_eq!(found.map(|f| f.short), Ok(text.to_owned()), "{reference}");
    }
}

#[test]
fn what_does_not_exist_says_why() {
    let city = city();
    let (record, figures) = (city.record(), city.figures());
    let why = |reference: &str| {
        let read = record.reference(reference, 2024).unwrap();
        match text_of(&record, &figures, &read, period("2024-07"), None) {
            Ok(forms) => forms.short,
            Err(NoText::NoFile(period)) => format!("no file {period}"),
            Err(NoText::Silent(state)) => crate::city::state(&state),
            Err(NoText::NoField) => "no field".into(),
        }
    };
    #[rustfmt::skip]
    let cases = [
        ("x.累计@2024-08",  "no file 2024-08"),
        ("x.累计@2024-05",  "missing"),
        ("n.完成率",        "not-assessed 未下达"),
        ("g.完成率",        "no field"),
        ("x.差额",          "no field"),   // nothing is better than green
        ("r.累计#西区",     "no field"),   // no part in the split
    ];
    for (reference, expected) in cases {
        assert_eq!(why(reference), expected, "{reference}");
    }
}
