//! What outside programs read: shapes, order of keys, states, exactness.

mod city;
mod content;
mod plan;
mod shape;

use city::{Change, Packed, json, packed};
use serde_json::Value;
use shape::Schema;

const WORKS: &str = "reports/2024-03/works.md";
const GROWTH: &str = "reports/2024-03/growth.md";
const ROADS: &str = "{value: 9.6, base: 8.0, rank: 4 of 14, rank_source: 省住建厅通报}";

#[test]
fn every_file_keeps_its_schema_and_the_order_of_its_keys() {
    for folder in ["tests/city", "content"] {
        let packed = packed(folder, &[]);
        let schema = |name: &str| Schema::closed(&packed[&format!("data/v1/schema/{name}.json")]);
        let (plan, figures, edition) = (schema("plan"), schema("figures"), schema("edition"));
        let mut seen = 0;
        for (path, text) in packed.iter().filter(|(p, _)| p.ends_with(".json") && !p.contains("/schema/")) {
            let shape = match path {
                _ if path.ends_with("plan.json") => &plan,
                _ if path.contains("/editions/") => &edition,
                _ => &figures,
            };
            assert_eq!(shape.faults(&json(&packed, path)), Vec::<String>::new(), "{path}");
            assert!(text.ends_with("}\n") && !text.trim_end().contains('\n'), "{path} is one line");
            assert!(!text.contains("null"), "{path}: what is not there has no key");
            seen += 1;
        }
        assert!(seen > 3, "{folder} has plan and figures");
    }
}

#[test]
fn the_schemas_see_what_is_wrong() {
    let packed = packed("tests/city", &[]);
    let schema = Schema::closed(&packed["data/v1/schema/figures.json"]);
    let good = &packed["data/v1/2024/figures/2024-03.json"];
    #[rustfmt::skip]
    let cases = [
        // what is wrong                 standing                            put in its place
        ("a number that is no text",     r#""value":"9.6""#,                 r#""value":9.6"#),
        ("three decimals",               r#""completion_pct":"24.0000""#,    r#""completion_pct":"24.000""#),
        ("a state that is none",         r#""state":"lit""#,                 r#""state":"grey""#),
        ("a key that is not there",      r#""unit":"公里""#,                 r#""units":"公里""#),
        ("a key out of order",           r#""value":"9.6","unit":"公里""#,   r#""unit":"公里","value":"9.6""#),
        ("a null",                       r#""pace_needed":"3.4""#,           r#""pace_needed":null"#),
        ("no rule",                      r#","rule":"cumulative.3""#,        ""),
    ];
    for (what, standing, instead) in cases {
        assert!(good.contains(standing), "{what}: {standing}");
        let bad = serde_json::from_str(&good.replacen(standing, instead, 1)).expect("JSON");
        assert!(!schema.faults(&bad).is_empty(), "{what}");
    }
}

/// One indicator as it is printed, without its inputs.
fn figure(packed: &Packed, period: &str, indicator: &str) -> String {
    let mut file = json(packed, &format!("data/v1/2024/figures/{period}.json"));
    let figure = file["indicators"][indicator].as_object_mut().expect(indicator);
    figure.remove("inputs");
    // The map keeps its order only if nothing is moved into the gap.
    let kept: Vec<String> = figure.iter().map(|(k, v)| format!("{}:{v}", Value::from(k.as_str()))).collect();
    format!("{{{}}}", kept.join(","))
}

#[test]
fn each_state_has_its_keys() {
    let pipes = "reports/2024-03/regions/linxian.md";
    let growth_plan = "plan/2024/actions/growth.md";
    let works_plan = "plan/2024/actions/works.md";
    let quarter = "reports/2024-Q1/growth.md";
    #[rustfmt::skip]
    let cases: &[(&str, &[Change<'_>], &str, &str, &str)] = &[
        ("lit, with all it can have", &[], "2024-03", "roads",
         r#"{"state":"lit","light":{"code":"yellow","word":"略慢","rule":"cumulative.3"},"value":"9.6","unit":"公里","nature":"快报","cutoff":"2024-03-31","target":{"op":"ge","value":"40"},"target_from":"2024-01","completion_pct":"24.0000","schedule_pct":"25.0000","gap_pp":"-1.0000","month":"4.6","base":"8.0","change_pct":"20.0000","rank":{"place":4,"of":14,"source":"省住建厅通报"},"pace_needed":"3.4","red_run":0,"to_better":"0.4","to_worse":"3.7","text":{"completion":"24.0%","gap":"慢1.0个百分点","change":"增长20.0%"},"formula":"9.6 ÷ 40"}"#),
        ("parts with targets", &[], "2024-03", "schools",
         r#"{"state":"lit","light":{"code":"green","word":"达到序时","rule":"cumulative.2"},"value":"2","unit":"所","nature":"快报","cutoff":"2024-03-31","target":{"op":"eq","value":"6"},"target_from":"2024-01","completion_pct":"33.3333","schedule_pct":"25.0000","gap_pp":"8.3333","month":"1","pace_needed":"1","red_run":0,"to_worse":"1","by_region":{"dongcheng":{"state":"lit","light":{"code":"green","word":"达到序时","rule":"cumulative.2"},"value":"1","target":{"op":"eq","value":"2"},"completion_pct":"50.0000","gap_pp":"25.0000"},"xicheng":{"state":"lit","light":{"code":"green","word":"达到序时","rule":"cumulative.2"},"value":"1","target":{"op":"eq","value":"2"},"completion_pct":"50.0000","gap_pp":"25.0000"},"linxian":{"state":"lit","light":{"code":"red","word":"滞后","rule":"cumulative.4"},"value":"0","target":{"op":"eq","value":"2"},"completion_pct":"0.0000","gap_pp":"-25.0000"}},"text":{"completion":"33.3%","gap":"快8.3个百分点"},"formula":"2 ÷ 6"}"#),
        ("set by hand", &[], "2024-03", "industry",
         r#"{"state":"lit","light":{"code":"yellow","word":"接近","rule":"override","was":"green","why":"口径调整未定","post":"召集人","date":"2024-04-06"},"value":"8.1","unit":"%","nature":"快报","cutoff":"2024-03-31","target":{"op":"ge","value":"7.5"},"target_from":"2024-01","gap_pp":"0.6000","red_run":0,"to_worse":"0.7","text":{"gap":"高于目标0.6个百分点","change":"增长8.1%"},"formula":"8.1 − 7.5"}"#),
        ("a class that fails", &[(GROWTH, "县: 5460", "县: 5000")], "2024-03", "dibao",
         r#"{"state":"lit","light":{"code":"red","word":"失守","rule":"bound.2"},"values":[{"where":"市区","value":"8400","reached":true},{"where":"县","value":"5000","reached":false}],"fails":["县"],"unit":"元","nature":"快报","cutoff":"2024-03-31","target":[{"op":"ge","value":"8400","where":"市区"},{"op":"ge","value":"5400","where":"县"}],"target_from":"2024-01","red_run":1}"#),
        ("a judgement", &[], "2024-03", "site-order",
         r#"{"state":"lit","light":{"code":"yellow","word":"有滞后","rule":"text.yellow","why":"两处围挡未到位"},"nature":"快报","cutoff":"2024-03-31","red_run":0}"#),
        ("of a longer file", &[], "2024-Q1", "bridges",
         r#"{"state":"lit","from":"2024-03","light":{"code":"green","word":"在期内","rule":"milestone.2"},"value":"1","unit":"座","nature":"快报","cutoff":"2024-03-31","target":{"op":"eq","value":"2","by":"2024-09-01"},"target_from":"2024-01","completion_pct":"50.0000","red_run":0,"text":{"completion":"50.0%"},"formula":"1 ÷ 2"}"#),
        ("against another", &[], "2024-Q1", "rural-income",
         r#"{"state":"lit","light":{"code":"green","word":"符合","rule":"relation.1"},"value":"6.9","unit":"%","cutoff":"2024-03-31","target":{"op":"gt","indicator":"urban-income","value":"6.2"},"target_from":"2024-01","red_run":0}"#),
        ("against another that is not there", &[(quarter, "urban-income: 6.2", "urban-income:")], "2024-Q1", "rural-income",
         r#"{"state":"not-assessed","reason":"对照指标未报","value":"6.9","unit":"%","cutoff":"2024-03-31","target":{"op":"gt","indicator":"urban-income"}}"#),
        ("without baseline", &[(growth_plan, ", baseline: {value: 60.11, date: 2023-12-31}", "")], "2024-03", "firms",
         r#"{"state":"not-assessed","reason":"无基数","value":"60.93","unit":"万户","nature":"快报","cutoff":"2024-03-31","target":{"op":"ge","value":"62.89"}}"#),
        ("not assessed", &[(WORKS, ROADS, "{na: 停工}")], "2024-03", "roads",
         r#"{"state":"not-assessed","reason":"停工"}"#),
        ("without target", &[(works_plan, "target: {ge: 40}, ", "")], "2024-03", "roads",
         r#"{"state":"no-target","value":"9.6","unit":"公里","nature":"快报","cutoff":"2024-03-31","month":"4.6","base":"8.0","change_pct":"20.0000","text":{"change":"增长20.0%"}}"#),
        ("not reported", &[(WORKS, ROADS, "")], "2024-03", "roads", r#"{"state":"missing"}"#),
        ("not due", &[], "2024-02", "wells", r#"{"state":"not-due"}"#),
        ("a region is missing", &[(pipes, "*", "")], "2024-03", "pipes",
         r#"{"state":"missing","by_region":{"dongcheng":{"state":"lit","value":"3"},"xicheng":{"state":"lit","value":"2.5"},"linxian":{"state":"missing"}},"missing_regions":["linxian"]}"#),
        ("a region is left out", &[(pipes, "pipes: 1.5", "pipes: {na: 无任务}")], "2024-03", "pipes",
         r#"{"state":"lit","light":{"code":"yellow","word":"略慢","rule":"cumulative.3"},"value":"5.5","unit":"公里","cutoff":"2024-03-31","target":{"op":"ge","value":"30"},"target_from":"2024-01","completion_pct":"18.3333","schedule_pct":"25.0000","gap_pp":"-6.6667","month":"2.5","pace_needed":"2.8","red_run":0,"to_better":"2.0","to_worse":"1.1","by_region":{"dongcheng":{"state":"lit","value":"3"},"xicheng":{"state":"lit","value":"2.5"},"linxian":{"state":"not-assessed","reason":"无任务"}},"left_out":["linxian"],"text":{"completion":"18.3%","gap":"慢6.7个百分点"},"formula":"5.5 ÷ 30"}"#),
        ("the city's own part", &[(WORKS, "  wells: 92", "  wells: 92\n  pipes: {city_part: 1.0}"),
                                  (works_plan, "split_by: region,", "split_by: region, city_part: 5,")], "2024-03", "pipes",
         r#"{"state":"lit","light":{"code":"green","word":"达到序时","rule":"cumulative.2"},"value":"8.0","unit":"公里","nature":"快报","cutoff":"2024-03-31","target":{"op":"ge","value":"30"},"target_from":"2024-01","completion_pct":"26.6667","schedule_pct":"25.0000","gap_pp":"1.6667","pace_needed":"2.5","red_run":0,"to_worse":"0.6","by_region":{"dongcheng":{"state":"lit","value":"3"},"xicheng":{"state":"lit","value":"2.5"},"linxian":{"state":"lit","value":"1.5"}},"city_part":"1.0","text":{"completion":"26.7%","gap":"快1.7个百分点"},"formula":"8.0 ÷ 30"}"#),
    ];
    for (what, changes, period, indicator, expected) in cases {
        assert_eq!(figure(&packed("tests/city", changes), period, indicator), *expected, "{what}");
    }
}
