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
    figure.shift_remove("inputs");
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

/// A file without its indicators, as text.
fn rest(packed: &Packed, period: &str) -> String {
    let mut file = json(packed, &format!("data/v1/2024/figures/{period}.json"));
    file.as_object_mut().expect("an object").shift_remove("indicators");
    file.to_string()
}

#[test]
fn a_file_says_more_than_its_indicators() {
    let closed = (
        WORKS,
        "{id: GC-01, state: 拟销, evidence: 批复文件}",
        "{id: GC-01, state: 销号, evidence: 批复文件}",
    );
    let silent = (WORKS, "  - {id: GC-02, state: 挂号}\n", "");
    let proposed = (
        "reports/2024-03-D1/works.md",
        "  wells: 64\n",
        "  wells: 64\nproblems: [{id: GC-01, state: 拟销}]\n",
    );
    let packed = packed("tests/city", &[proposed, closed, silent]);
    assert_eq!(
        rest(&packed, "2024-03"),
        concat!(
            r#"{"schema":1,"period":"2024-03","label":"1—3月","as_of":"2024-04-09","method":"2024-01-20","#,
            r#""tasks":{"works/1-1":{"state":"lit","light":{"code":"green","word":"节点完成","rule":"task.1"},"progress":"开工9.6公里","next":"完成征地"},"#,
            r#""works/1-2":{"state":"no-target"},"works/2-1":{"state":"no-target"},"growth/1-1":{"state":"no-target"},"growth/1-2":{"state":"no-target"}},"#,
            r#""problems":[{"id":"GC-01","state":"销号","opened":"2024-02-20","by":"2024-04-20","closed":"2024-03-31","reopened":0,"owner":"市住建局"},"#,
            r#"{"id":"GC-02","state":"挂号","opened":"2024-02-29","by":"2024-03-20","age_days":40,"reopened":0,"owner":"林县","carried":true}],"#,
            r#""counts":{"works":{"green":4,"yellow":3},"growth":{"green":2,"yellow":1,"not-due":3}},"#,
            r#""done_items":{"total":1,"done":0},"#,
            r#""reports":[{"of":"works","state":"reviewed","filed":"2024-04-03","due":"2024-04-07"},{"of":"growth","state":"filed","filed":"2024-04-03","due":"2024-04-07"},"#,
            r#"{"of":"dongcheng","state":"filed","filed":"2024-04-02","due":"2024-04-07"},{"of":"xicheng","state":"filed","filed":"2024-04-02","due":"2024-04-07"},{"of":"linxian","state":"filed","filed":"2024-04-02","due":"2024-04-07"}]}"#,
        )
    );
    let quarter = json(&packed, "data/v1/2024/figures/2024-Q1.json");
    assert_eq!(
        quarter["scores"]["regions"][0].to_string(),
        r#"{"region":"dongcheng","group":"市辖区","score":"100.0","rank":1,"left_out":["问题办结"]}"#
    );
    assert_eq!(quarter["reports"][0].to_string(), r#"{"of":"works","state":"not-due"}"#);
    let dekad = json(&packed, "data/v1/2024/figures/2024-03-D2.json");
    assert_eq!((dekad["label"].as_str(), dekad.get("scores")), (Some("3月中旬"), None));
}

#[test]
fn an_issue_holds_what_it_says_and_what_it_rests_on() {
    let packed = packed("tests/city", &[]);
    let issue = json(&packed, "data/v1/editions/month-2024-03.json");
    let keys: Vec<&str> = issue.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "schema",
            "id",
            "series",
            "kind",
            "scope",
            "period",
            "label",
            "title",
            "issuer",
            "cutoff",
            "as_of",
            "state",
            "absent",
            "distribution",
            "blocks",
            "figures",
            "targets",
            "method",
            "inputs",
            "tool",
            "theme"
        ]
    );
    let is = |key: &str, value: &str| assert_eq!(issue[key], value, "{key}");
    is("id", "month-2024-03");
    is("kind", "bulletin");
    is("scope", "city");
    is("state", "draft");
    is("label", "1—3月");
    assert_eq!(issue["targets"]["bridges"].to_string(), r#"{"op":"eq","value":"2","by":"2024-09-01"}"#);
    assert_eq!(issue["figures"]["indicators"]["roads"]["value"], "9.6");
    let blocks = issue["blocks"].as_array().expect("blocks");
    let bound =
        blocks.iter().filter(|b| b["type"] == "text").flat_map(|b| b["runs"].as_array().expect("runs"));
    assert!(bound.filter(|r| r.get("bound").is_some()).count() > 0, "bound numbers keep what they refer to");
    let inputs: Vec<&str> =
        issue["inputs"].as_array().expect("inputs").iter().filter_map(|i| i["path"].as_str()).collect();
    assert!(inputs.contains(&WORKS) && inputs.is_sorted(), "{inputs:?}");
}
