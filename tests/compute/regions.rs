use crate::city::{City, day, find, percent, period, state, text};
use tongbao::compute::IndicatorFigure;

const BY_ACTION: &str =
    "unit: 所, kind: cumulative, target: {eq: 10}, by_region: {东区: 0, 西区: 2, 河县: 3, 山县: 5}";
const BY_COUNTY: &str = "unit: 个, kind: cumulative, target: {ge: 100}, split_by: region, by_region: {东区: 40, 河县: 30, 山县: 20}, city_part: 10";

/// `dong lit green cumulative.1 value completion gap`, one region after another.
fn parts(figure: &IndicatorFigure) -> Vec<String> {
    let part = |p: &tongbao::compute::RegionFigure| {
        let line = format!(
            "{} {} {} {} {}",
            p.region,
            state(&p.state),
            text(&p.value),
            percent(&p.completion),
            percent(&p.gap)
        );
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    figure.by_region.iter().map(part).collect()
}

fn ids(list: &[tongbao::base::Id]) -> String {
    list.iter().map(|id| id.to_string()).collect::<Vec<_>>().join(" ")
}

#[test]
fn an_action_gives_the_parts() {
    #[rustfmt::skip]
    let cases: [(&str, &str, &str, &[&str], &str); 4] = [
        // reading                                                         value  state                     parts, left out
        ("{by_region: {东区: 0, 西区: 1, 河县: 1, 山县: 4}}",               "6",  "lit green cumulative.2", &[
            "dong lit green cumulative.1 0",
            "xi lit green cumulative.2 1 50.0000 0.0000",
            "he lit red cumulative.4 1 33.3333 -16.6667",
            "shan lit green cumulative.2 4 80.0000 30.0000"], ""),
        ("{value: 5, by_region: {东区: 0, 西区: 1, 山县: 4}}",              "5",  "lit green cumulative.2", &[
            "dong lit green cumulative.1 0",
            "xi lit green cumulative.2 1 50.0000 0.0000",
            "he missing",
            "shan lit green cumulative.2 4 80.0000 30.0000"], ""),
        ("{by_region: {东区: 0, 西区: 1, 山县: 4}}",                        "",   "missing", &[
            "dong lit green cumulative.1 0",
            "xi lit green cumulative.2 1 50.0000 0.0000",
            "he missing",
            "shan lit green cumulative.2 4 80.0000 30.0000"], ""),
        ("{by_region: {东区: 0, 西区: 1, 河县: {na: 未开工}, 山县: 4}}",    "5",  "lit green cumulative.2", &[
            "dong lit green cumulative.1 0",
            "xi lit green cumulative.2 1 50.0000 0.0000",
            "he not-assessed 未开工",
            "shan lit green cumulative.2 4 80.0000 30.0000"], "he"),
    ];
    for (reading, value, whole, regions, left_out) in cases {
        let city = City::new().indicator("x", BY_ACTION).report(
            "2024-06",
            "2024-07-05",
            &format!("indicators:\n  x: {reading}"),
        );
        let figures = city.figures_at("2024-07-08");
        let figure = find(&figures, "2024-06", "x");
        assert_eq!(text(&figure.value), value, "{reading}");
        assert_eq!(state(&figure.state), whole, "{reading}");
        assert_eq!(parts(figure), regions, "{reading}");
        assert_eq!(ids(&figure.left_out), left_out, "{reading}");
    }
}

#[test]
fn counties_give_the_parts_and_the_sum_is_the_whole() {
    let city = City::new()
        .indicator("x", BY_COUNTY)
        .report_at("2024-06", "2024-06-28", "2024-07-05", "indicators:\n  x: {city_part: 4, base: 40}")
        .county("dong", "2024-06", "2024-07-03", "indicators:\n  x: {value: 20, nature: 核定}")
        .county("he", "2024-06", "2024-07-05", "indicators: {x: 16.5}")
        .edit("reports/2024-06/regions/he.md", "cutoff: 2024-06-30", "cutoff: 2024-06-25");
    #[rustfmt::skip]
    let cases = [
        // the third county                  as of         state                     value   missing  left out  cutoff
        (None,                              "2024-07-05", "not-due",                "",     "",      "",       ""),
        (None,                              "2024-07-08", "missing",                "",     "shan",  "",       ""),
        (Some("indicators: {x: 9}"),        "2024-07-08", "lit yellow cumulative.3", "49.5", "",     "",       "2024-06-25"),
        (Some("indicators:\n  x: {na: 未安排}"), "2024-07-08", "lit yellow cumulative.3", "40.5", "", "shan",   "2024-06-25"),
        (Some("indicators: {x: }"),         "2024-07-08", "missing",                "",     "shan",  "",       ""),
    ];
    for (third, as_of, expected, value, missing, left_out, cutoff) in cases {
        let city = match third {
            Some(rest) => city.clone().county("shan", "2024-06", "2024-07-05", rest),
            None => city.clone(),
        };
        let figures = city.figures_at(as_of);
        let figure = find(&figures, "2024-06", "x");
        assert_eq!(state(&figure.state), expected, "{third:?} {as_of}");
        assert_eq!(text(&figure.value), value, "{third:?} {as_of}");
        assert_eq!(ids(&figure.missing_regions), missing, "{third:?} {as_of}");
        assert_eq!(ids(&figure.left_out), left_out, "{third:?} {as_of}");
        assert_eq!(text(&figure.cutoff), cutoff, "{third:?} {as_of}");
        assert_eq!(text(&figure.city_part), "4", "{third:?} {as_of}");
    }
    let whole = city.county("shan", "2024-06", "2024-07-05", "indicators: {x: 9}").figures_at("2024-07-08");
    let figure = find(&whole, "2024-06", "x");
    assert_eq!(figure.nature.map(|n| n.chinese()), Some("快报"));
    assert_eq!(percent(&figure.change), "23.7500"); // (49.5 − 40) ÷ 40
    assert_eq!(
        parts(figure),
        [
            "dong lit green cumulative.2 20 50.0000 0.0000",
            "he lit green cumulative.2 16.5 55.0000 5.0000",
            "shan lit yellow cumulative.3 9 45.0000 -5.0000",
        ]
    );
    assert_eq!(text(&figure.by_region[2].to_better), "1");
    assert_eq!(text(&figure.by_region[2].to_worse), "2"); // 7 of 20 is 35%
}

#[test]
fn a_whole_without_its_parts_is_named() {
    let split = |city_part: &str| {
        format!(
            "unit: 个, kind: cumulative, target: {{ge: 100}}, split_by: region, by_region: {{东区: 50, 西区: 50}}{city_part}"
        )
    };
    let na = "indicators:\n  x: {na: 未安排}";
    #[rustfmt::skip]
    let cases = [
        // planned city part   action's report             counties                              whole
        ("",                  "disclosure: internal",                  ["indicators: {x: 30}", "indicators: {x: 30}"], "lit green cumulative.2"), // none planned: 0
        (", city_part: 0",    "disclosure: internal",                  ["indicators: {x: 30}", "indicators: {x: 30}"], "lit green cumulative.2"),
        (", city_part: 5",    "disclosure: internal",                  ["indicators: {x: 30}", "indicators: {x: 30}"], "missing"),
        (", city_part: 5",    "indicators:\n  x: {city_part: 0}", ["indicators: {x: 30}", "indicators: {x: 30}"], "lit green cumulative.2"),
        ("",                  "disclosure: internal",                  [na, na],                                       "not-assessed 未安排"),
        ("",                  "indicators:\n  x: {na: 停办}", ["indicators: {x: 30}", "indicators: {x: 30}"], "not-assessed 停办"),
    ];
    for (city_part, action, counties, whole) in cases {
        let keys = split(city_part);
        let city = City::new()
            .indicator("x", &keys)
            .report("2024-06", "2024-07-05", action)
            .county("dong", "2024-06", "2024-07-05", counties[0])
            .county("xi", "2024-06", "2024-07-05", counties[1]);
        let figures = city.figures_at("2024-07-08");
        assert_eq!(state(&find(&figures, "2024-06", "x").state), whole, "{city_part} {action} {counties:?}");
    }
}

#[test]
fn counties_have_rows_in_month_files() {
    let city = City::new()
        .indicator("x", BY_COUNTY)
        .report("2024-06", "2024-07-05", "indicators:\n  x: {city_part: 4}")
        .county("dong", "2024-06", "2024-07-09", "indicators: {x: 20}");
    let figures = city.figures_at("2024-07-09");
    let rows: Vec<String> = figures
        .period(period("2024-06"))
        .unwrap()
        .reports
        .iter()
        .map(|r| format!("{} {} {} {}", r.of.id(), r.state.code(), text(&r.filed), text(&r.due)))
        .collect();
    assert_eq!(
        rows,
        [
            "jobs filed 2024-07-05 2024-07-05",
            "dong filed 2024-07-09 2024-07-05",
            "xi not-due  ",
            "he missing  2024-07-05",
            "shan missing  2024-07-05",
            "hu not-due  ",
        ]
    );
    assert!(
        figures
            .period(period("2024-Q2"))
            .unwrap()
            .reports
            .iter()
            .all(|r| r.of.id() == &tongbao::base::Id::new("jobs"))
    );
}

#[test]
fn a_county_amends_its_own_part() {
    let city = City::new()
        .indicator("x", "unit: 个, kind: cumulative, target: {ge: 100}, split_by: region, by_region: {东区: 50, 西区: 50}")
        .county("dong", "2024-06", "2024-07-05", "indicators: {x: 30}")
        .county("xi", "2024-06", "2024-07-05", "indicators: {x: 30}")
        .county("dong", "2024-07", "2024-08-05", "indicators: {x: 40}\namended:\n  - {indicator: x, period: 2024-06, from: 30, value: 25, nature: 修订, reason: 核减}");
    assert_eq!(text(&find(&city.figures_at("2024-08-04"), "2024-06", "x").value), "60");
    let figures = city.figures_at("2024-08-05");
    let june = find(&figures, "2024-06", "x");
    assert_eq!(text(&june.value), "55");
    let revision = &june.revised[0];
    assert_eq!(
        (text(&revision.old), text(&revision.new), revision.known),
        ("60".into(), "55".into(), day("2024-08-05"))
    );
    assert_eq!(june.inputs.len(), 3);
}

#[test]
fn an_action_amends_a_part_and_with_it_the_whole() {
    let city = City::new()
        .indicator("x", BY_ACTION)
        .report("2024-06", "2024-07-05", "indicators:\n  x: {by_region: {东区: 0, 西区: 1, 河县: 1, 山县: 4}}")
        .report("2024-07", "2024-08-05", "indicators:\n  x: {by_region: {东区: 0, 西区: 1, 河县: 1, 山县: 4}}\namended:\n  - {indicator: x, period: 2024-06, region: 山县, from: 4, value: 3, nature: 修订, reason: 核减}");
    let figures = city.figures_at("2024-08-05");
    let june = find(&figures, "2024-06", "x");
    assert_eq!(
        (text(&june.value), parts(june)[3].as_str()),
        ("5".into(), "shan lit green cumulative.2 3 60.0000 10.0000")
    );
    assert_eq!((text(&june.revised[0].old), text(&june.revised[0].new)), ("6".into(), "5".into()));
    assert_eq!(text(&find(&figures, "2024-07", "x").month), "1");
}
