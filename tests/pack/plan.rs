//! `plan.json`, and 口径差异.

use super::city::{Change, json, packed};
use serde_json::Value;

const PLAN: &str = "plan/2024/plan.md";
const WORKS: &str = "plan/2024/actions/works.md";
const GROWTH: &str = "plan/2024/actions/growth.md";
const ROADS: &str = "  - {ref: roads, target: {ge: 40}, unit: 公里, says: 开工改造道路40公里, at: goal-1}";

fn plan(changes: &[Change<'_>]) -> Value {
    json(&packed("tests/city", changes), "data/v1/2024/plan.json")
}

fn indicator(plan: &Value, id: &str) -> Value {
    let all = plan["indicators"].as_array().expect("indicators");
    all.iter().find(|i| i["id"] == id).unwrap_or_else(|| panic!("no {id}")).clone()
}

#[test]
fn a_task_says_who_answers_as_the_bracket_does() {
    let plan = plan(&[(WORKS, "duty: 市教育局牵头", "duty: 市教育局、市住建局等按职责分工负责")]);
    let tasks: Vec<String> =
        plan["actions"][0]["tasks"].as_array().expect("tasks").iter().map(Value::to_string).collect();
    let expected = [
        r#"{"id":"1-1","title":"改造道路","section":1,"duty":"市住建局牵头，市发改委、市工信局等按职责分工负责","lead_mode":"single","leads":["市住建局"],"supports":["市发改委","市工信局"],"supports_open":true,"indicators":["roads","bridges","site-order"],"source":{"path":"plan/2024/actions/works.md","line":14}}"#,
        r#"{"id":"1-2","title":"管网更新","section":1,"duty":"市住建局、市发改委按职责分工牵头","lead_mode":"each","leads":["市住建局","市发改委"],"supports":[],"supports_open":false,"indicators":["pipes","wells"],"source":{"path":"plan/2024/actions/works.md","line":15}}"#,
        r#"{"id":"2-1","title":"建设学校","section":2,"duty":"市教育局、市住建局等按职责分工负责","lead_mode":"none","leads":[],"supports":["市教育局","市住建局"],"supports_open":true,"indicators":["schools"],"source":{"path":"plan/2024/actions/works.md","line":16}}"#,
    ];
    assert_eq!(tasks, expected);
}

#[test]
fn every_shape_of_a_target_is_printed() {
    let target = |new| (WORKS, "target: {ge: 40}", new);
    #[rustfmt::skip]
    let cases: &[(&str, Vec<Change<'_>>, &str)] = &[
        ("roads",        vec![],                                     r#"{"op":"ge","value":"40"}"#),
        ("roads",        vec![target("target: {between: [3, 5.0]}")], r#"{"op":"between","value":"3","upper":"5.0"}"#),
        ("roads",        vec![target("target: {times: 2, of: 41.3}")], r#"{"op":"times","value":"2","of":"41.3"}"#),
        ("bridges",      vec![],                                     r#"{"op":"eq","value":"2","by":"2024-09-01"}"#),
        ("dibao",        vec![],                                     r#"[{"op":"ge","value":"8400","where":"市区"},{"op":"ge","value":"5400","where":"县"}]"#),
        ("top-ten",      vec![],                                     r#"{"op":"ge","value":"1","within":10,"list":"全省县域经济"}"#),
        ("rural-income", vec![],                                     r#"{"op":"gt","indicator":"urban-income"}"#),
        ("city-rate",    vec![],                                     r#"{"op":"about","value":"0.5"}"#),
        ("accidents",    vec![],                                     "null"),
    ];
    for (id, changes, expected) in cases {
        assert_eq!(indicator(&plan(changes), id)["target"].to_string(), *expected, "{id}");
    }
}

#[test]
fn an_indicator_shows_its_first_target_and_every_version() {
    let later = "target: {ge: 40}, schedule: {plan: {2024-03: 20, 2024-06: 45.5}}, \
        versions: [{from: 2024-07, target: {ge: 36}, document: 市住建局函, date: 2024-07-12}]";
    let plan = plan(&[(WORKS, "target: {ge: 40}", later)]);
    assert_eq!(
        indicator(&plan, "roads").to_string(),
        r#"{"id":"roads","name":"改造道路","unit":"公里","kind":"cumulative","action":"works","at":"1-1","says":"开工改造道路40公里","frequency":"month","first_due":"2024-02","schedule":{"plan":{"2024-03":"20","2024-06":"45.5"}},"target":{"op":"ge","value":"40"},"versions":[{"from":"2024-01","target":{"op":"ge","value":"40"},"document":"临政发〔2024〕1号"},{"from":"2024-07","target":{"op":"ge","value":"36"},"document":"市住建局函"}],"stated_in":[{"action":"plan","at":"goal-1","says":"开工改造道路40公里","target":{"op":"ge","value":"40"},"unit":"公里","differs":[]}]}"#
    );
    let own = indicator(&plan, "city-rate");
    assert_eq!((own.get("action"), &own["first_due"]), (None, &Value::from("2024")));
}

#[test]
fn a_schedule_is_printed_where_a_light_depends_on_it() {
    let days = |path, old: &'static str, new| plan(&[(path, old, new)]);
    #[rustfmt::skip]
    let cases = [
        ("roads", days(WORKS, "target: {ge: 40}", "target: {ge: 40}, schedule: days"), Some(Value::from("days"))),
        ("roads", days(WORKS, "target: {ge: 40}", "target: {ge: 40}, schedule: none"), Some(Value::from("none"))),
        ("roads", plan(&[]),                                                           None),
        ("firms", days(GROWTH, "target: {ge: 62.89}", "target: {ge: 62.89}, schedule: months"), Some(Value::from("months"))),
    ];
    for (id, plan, expected) in cases {
        assert_eq!(indicator(&plan, id).get("schedule"), expected.as_ref(), "{id}");
    }
}

#[test]
fn what_the_plans_say_differently_is_listed() {
    let restated = |new: &'static str| vec![(PLAN, ROADS, new)];
    let in_growth = "  - {id: industry,";
    type Case<'a> = (&'a str, Vec<Change<'a>>, &'a [&'a str], Option<&'a [&'a str]>);
    #[rustfmt::skip]
    let cases: Vec<Case<'_>> = vec![
        // what                  change     conflicts                                          differs of the restatement
        ("nothing", vec![], &[], Some(&[])),
        ("another op", restated("  - {ref: roads, target: {eq: 40}, unit: 公里, says: 开工改造道路40公里, at: goal-1}"),
            &["target-op-differs roads"], Some(&["op"])),
        ("another number", restated("  - {ref: roads, target: {ge: 45}, unit: 公里, says: 开工改造道路45公里, at: goal-1}"),
            &["target-value-differs roads"], Some(&["value"])),
        ("the same in another unit", restated("  - {ref: roads, target: {ge: 0.004}, unit: 万公里, says: 开工改造道路0.004万公里, at: goal-1}"),
            &["unit-differs roads"], Some(&["unit"])),
        ("another object", restated("  - {ref: roads, target: {ge: 40}, unit: 公里, says: 新建道路40公里, at: goal-1}"),
            &["object-differs roads"], Some(&["object"])),
        ("more force is no difference", restated("  - {ref: roads, target: {ge: 40}, unit: 公里, says: 力争开工改造道路40公里以上, at: goal-1}"),
            &[], Some(&[])),
        ("another level", vec![(PLAN, ROADS, "  - {ref: roads, target: {ge: 40}, unit: 公里, says: 开工改造市级道路40公里, at: goal-1}"),
                               (WORKS, "says: 开工改造道路40公里", "says: 开工改造省级道路40公里")],
            &["level-differs roads"], Some(&["level"])),
        ("a level in one alone", restated("  - {ref: roads, target: {ge: 40}, unit: 公里, says: 开工改造市级道路40公里, at: goal-1}"),
            &[], Some(&[])),
        ("another year", restated("  - {ref: roads, target: {ge: 40}, unit: 公里, says: 到2025年开工改造道路40公里, at: goal-1}"),
            &["year-differs roads"], Some(&[])),
        ("no number of its own", restated("  - {ref: roads, says: 开工改造道路, at: goal-1}"), &[], Some(&[])),
        ("another lead", vec![(GROWTH, in_growth, "  - {ref: roads, target: {ge: 40}, unit: 公里, says: 开工改造道路40公里, at: 1-1}\n  - {id: industry,")],
            &["lead-differs roads"], None),
        ("a goal that the plan does not name", vec![(PLAN, "  - {ref: accidents, says: 不发生较大事故, at: goal-1}\n", "")],
            &["not-in-master accidents"], None),
        ("a goal that no action takes up", vec![(WORKS, "  - {ref: city-rate, target: {about: 0.5}, unit: 个百分点, says: 城镇化率提高0.5个百分点左右, at: goal}\n", "")],
            &["not-taken-up city-rate"], None),
        ("a lead from outside", vec![(WORKS, "duty: 市教育局牵头", "duty: 市农业农村局牵头")],
            &["lead-outside-task-force works/2-1"], None),
        ("a lead from outside an open list", vec![(GROWTH, "duty: 市工信局牵头", "duty: 市教育局牵头")], &[], None),
        ("a collective lead", vec![(WORKS, "duty: 市教育局牵头", "duty: 各县区人民政府牵头")], &[], None),
        ("no lead", vec![(WORKS, "duty: 市教育局牵头", "duty: 市教育局负责")], &["no-lead works/2-1"], None),
    ];
    for (what, changes, expected, differs) in cases {
        let plan = plan(&changes);
        let name = |c: &Value| {
            let of = c.get("indicator").or(c.get("task")).and_then(Value::as_str).expect("its subject");
            format!("{} {of}", c["rule"].as_str().expect("a rule"))
        };
        let found: Vec<String> = plan["conflicts"].as_array().expect("a list").iter().map(name).collect();
        assert_eq!(found, expected, "{what}");
        if let Some(differs) = differs {
            let found = indicator(&plan, "roads")["stated_in"][0]["differs"].clone();
            assert_eq!(found, Value::from(differs.to_vec()), "{what}");
        }
    }
}

#[test]
fn a_document_resolves_what_the_plans_say_of_a_number() {
    let other = "  - {ref: roads, target: {ge: 45}, unit: 公里, says: 开工改造道路45公里, at: goal-1}";
    let later = "target: {ge: 40}, versions: [{from: 2024-07, target: {ge: 45}, document: 市住建局函, date: 2024-07-12}]";
    let plan = plan(&[(PLAN, ROADS, other), (WORKS, "target: {ge: 40}", later)]);
    assert_eq!(plan["conflicts"], Value::Array(Vec::new()));
    // What the text says stays on record all the same.
    assert_eq!(indicator(&plan, "roads")["stated_in"][0]["differs"], Value::from(vec!["value"]));
}

#[test]
fn a_conflict_names_all_its_places() {
    let other = "  - {ref: roads, target: {ge: 45}, unit: 公里, says: 开工改造道路45公里, at: goal-1}";
    let plan = plan(&[(PLAN, ROADS, other)]);
    assert_eq!(
        plan["conflicts"].to_string(),
        r#"[{"rule":"target-value-differs","indicator":"roads","places":[{"action":"works","at":"1-1","says":"开工改造道路40公里"},{"action":"plan","at":"goal-1","says":"开工改造道路45公里"}]}]"#
    );
}
