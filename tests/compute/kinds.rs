use crate::city::{City, find, percent, state, text};

/// One row: an indicator's keys, what was reported of it for June, and what comes of it.
struct Case {
    keys: &'static str,
    reading: &'static str,
    state: &'static str,
    /// completion, schedule, gap
    shares: [&'static str; 3],
    formula: &'static str,
}

fn case(
    keys: &'static str,
    reading: &'static str,
    state: &'static str,
    shares: [&'static str; 3],
    formula: &'static str,
) -> Case {
    Case { keys, reading, state, shares, formula }
}

#[test]
fn every_kind_and_op_in_june() {
    #[rustfmt::skip]
    let cases = [
        // 序时 6/12
        case("unit: 万人, kind: cumulative, target: {ge: 5.9}",           "3.62",  "lit green cumulative.2",  ["61.3559", "50.0000", "11.3559"], "3.62 ÷ 5.9"),
        case("unit: 万人, kind: cumulative, target: {ge: 5.9}",           "5.90",  "lit green cumulative.1",  ["100.0000", "50.0000", "50.0000"], "5.90 ÷ 5.9"),
        case("unit: 个, kind: cumulative, target: {gt: 20}",             "10",    "lit green cumulative.2",  ["50.0000", "50.0000", "0.0000"], "10 ÷ 20"),
        case("unit: 个, kind: cumulative, target: {eq: 20}",             "8",     "lit yellow cumulative.3", ["40.0000", "50.0000", "-10.0000"], "8 ÷ 20"),
        case("unit: 个, kind: cumulative, target: {eq: 20}",             "7",     "lit red cumulative.4",    ["35.0000", "50.0000", "-15.0000"], "7 ÷ 20"),
        case("unit: 个, kind: cumulative, target: {about: 50}",          "49",    "lit green cumulative.1",  ["98.0000", "50.0000", "48.0000"], "49 ÷ 50"),
        case("unit: 家, kind: cumulative, target: {between: [3, 5]}",    "3",     "lit green cumulative.1",  ["100.0000", "50.0000", "50.0000"], "3 ÷ 3"),
        case("unit: 亿元, kind: cumulative, target: {times: 2, of: 41.3}", "38.2", "lit yellow cumulative.3", ["46.2470", "50.0000", "-3.7530"], "38.2 ÷ (2 × 41.3)"),
        case("unit: 件, kind: cumulative, target: {le: 100}, direction: down", "56", "lit yellow cumulative.3", ["56.0000", "50.0000", "-6.0000"], "56 ÷ 100"),
        case("unit: 件, kind: cumulative, target: {le: 100}, direction: down", "101", "lit red cumulative.4", ["101.0000", "50.0000", "-51.0000"], "101 ÷ 100"),
        case("unit: 个, kind: cumulative, target: {ge: 20}, schedule: days",  "10", "lit green cumulative.2", ["50.0000", "49.7268", "0.2732"], "10 ÷ 20"), // 182 of 366 days
        case("unit: 个, kind: cumulative, target: {ge: 20}, schedule: {plan: {2024-03: 20, 2024-09: 80}}", "10", "lit green cumulative.2", ["50.0000", "50.0000", "0.0000"], "10 ÷ 20"),
        case("unit: 个, kind: cumulative, target: {ge: 20}, schedule: none",  "10", "not-assessed 无序时",     ["50.0000", "", ""], "10 ÷ 20"),
        case("unit: 个, kind: cumulative, target: {ge: 20}, schedule: none",  "20", "lit green cumulative.1", ["100.0000", "", ""], "20 ÷ 20"),
        case("unit: 个, kind: cumulative",                                "10",    "no-target",               ["", "", ""], ""),
        case("unit: \"%\", kind: growth, target: {ge: 7.5}",             "8.1",   "lit green growth.1",      ["", "", "0.6000"], "8.1 − 7.5"),
        case("unit: \"%\", kind: growth, target: {ge: 7}",               "-1.4",  "lit red growth.3",        ["", "", "-8.4000"], "(-1.4) − 7"),
        case("unit: \"%\", kind: growth, target: {about: 7}",            "6.9",   "lit green growth.1",      ["", "", "-0.1000"], "6.9 − 7"),
        case("unit: \"%\", kind: growth, target: {le: -50}, direction: down", "-52", "lit green growth.1",   ["", "", "2.0000"], "(-50) − (-52)"),
        case("unit: 万户, kind: level, target: {ge: 62.89}, baseline: {value: 60.11, date: 2023-12-31}", "60.93", "lit red level.4", ["29.4964", "50.0000", "-20.5036"], "(60.93 − 60.11) ÷ (62.89 − 60.11)"),
        case("unit: 微克, kind: level, target: {le: 35}, direction: down, baseline: {value: 40, date: 2023-12-31}", "37", "lit green level.2", ["60.0000", "50.0000", "10.0000"], "(37 − 40) ÷ (35 − 40)"),
        case("unit: 家, kind: level, target: {gt: 1000}",                "962",   "not-assessed 无基数",      ["", "", ""], ""),
        case("unit: 家, kind: level, target: {gt: 1000}",                "1001",  "lit green level.1",       ["", "", ""], ""),
        case("unit: 元, kind: bound, target: {ge: 8400}",                "8400",  "lit green bound.1",       ["", "", ""], ""),
        case("unit: 元, kind: bound, target: [{ge: 8400, where: 市辖两区}, {ge: 5400, where: 各县}]", "{value: {市辖两区: 8400, 各县: 5399}}", "lit red bound.2", ["", "", ""], ""),
        case("unit: 元, kind: bound, target: [{ge: 8400, where: 市辖两区}, {ge: 5400, where: 各县}]", "{value: {市辖两区: 8400, 各县: 5460}}", "lit green bound.1", ["", "", ""], ""),
        case("unit: 起, kind: event",                                    "0",     "lit green event.1",       ["", "", ""], ""),
        case("unit: 起, kind: event",                                    "1",     "lit red event.2",         ["", "", ""], ""),
        case("unit: 所, kind: milestone, target: {eq: 7, by: 2024-09-01}", "3",   "lit green milestone.2",   ["42.8571", "", ""], "3 ÷ 7"),
        case("unit: 所, kind: milestone, target: {eq: 7, by: 2024-06-29}", "6",   "lit red milestone.3",     ["85.7143", "", ""], "6 ÷ 7"),
        case("unit: 个, kind: ranking, target: {ge: 1, within: 10, list: 县域经济}", "{value: 1, rank: 8 of 86}", "lit green ranking.1", ["", "", ""], ""),
        case("kind: text",                                               "{light: yellow, why: 制度未全覆盖}", "lit yellow text.yellow", ["", "", ""], ""),
        case("unit: 个, kind: cumulative, target: {ge: 20}",             "{na: 计划未下达}", "not-assessed 计划未下达", ["", "", ""], ""),
    ];
    for (number, case) in cases.iter().enumerate() {
        let city = City::new().indicator("x", case.keys).report(
            "2024-06",
            "2024-07-05",
            &format!("indicators:\n  x: {}", case.reading),
        );
        let figures = city.figures();
        let figure = find(&figures, "2024-06", "x");
        let name = format!("row {number}: {} at {}", case.keys, case.reading);
        assert_eq!(state(&figure.state), case.state, "{name}");
        let shares = [&figure.completion, &figure.schedule, &figure.gap].map(percent);
        assert_eq!(shares, case.shares, "{name}");
        assert_eq!(text(&figure.formula), case.formula, "{name}");
    }
}

#[test]
fn the_last_period_decides_what_had_no_schedule() {
    #[rustfmt::skip]
    let cases = [
        // keys                                                                          November               December
        ("unit: 个, kind: cumulative, target: {ge: 20}, schedule: none",                  "not-assessed 无序时",  "lit red cumulative.4"),
        ("unit: 家, kind: level, target: {gt: 20}",                                       "not-assessed 无基数",  "lit red level.4"),
        ("unit: 件, kind: cumulative, target: {le: 20}, direction: down",                 "lit green cumulative.2", "lit green cumulative.1"),
        ("unit: 件, kind: cumulative, target: {lt: 17}, direction: down",                 "lit yellow cumulative.3", "lit red cumulative.4"),
    ];
    for (keys, november, december) in cases {
        let city = City::new()
            .indicator("x", keys)
            .report("2024-11", "2024-12-05", "indicators: {x: 16}")
            .report("2024-12", "2025-01-06", "indicators: {x: 17}");
        let figures = city.figures();
        assert_eq!(state(&find(&figures, "2024-11", "x").state), november, "{keys}");
        assert_eq!(state(&find(&figures, "2024-12", "x").state), december, "{keys}");
    }
}

#[test]
fn a_relation_is_held_against_the_same_period() {
    let city = City::new()
        .indicator(
            "rural",
            "unit: \"%\", kind: relation, frequency: quarter, target: {gt: {indicator: urban}}",
        )
        .indicator("urban", "unit: \"%\", kind: growth, frequency: quarter")
        .indicator("month", "unit: \"%\", kind: growth, target: {ge: 5}")
        .indicator(
            "held",
            "unit: \"%\", kind: relation, frequency: quarter, target: {ge: {indicator: month}}",
        )
        .report("2024-03", "2024-04-08", "indicators: {month: 6.8}")
        .report("2024-Q1", "2024-04-09", "indicators: {rural: 7.2, urban: 6.4, held: 6.8}")
        .report("2024-Q2", "2024-07-10", "indicators: {rural: 7.2, held: 6.9}");
    let figures = city.figures();
    #[rustfmt::skip]
    let cases = [
        // file      id       state                         the other side
        ("2024-Q1", "rural", "lit green relation.1",        "6.4"),
        ("2024-Q1", "held",  "lit green relation.1",        "6.8"),   // the quarter's last month
        ("2024-Q2", "rural", "not-assessed 对照指标未报",    ""),
        ("2024-Q2", "held",  "not-assessed 对照指标未报",    ""),      // June was not reported
    ];
    for (file, id, expected, other) in cases {
        let figure = find(&figures, file, id);
        assert_eq!(state(&figure.state), expected, "{file} {id}");
        assert_eq!(text(&figure.other_value), other, "{file} {id}");
    }
}

#[test]
fn month_change_pace_and_the_next_light() {
    let keys = "unit: 个, kind: cumulative, target: {ge: 232}";
    let city = City::new()
        .indicator("x", keys)
        .indicator(
            "level",
            "unit: 万户, kind: level, target: {ge: 62.89}, baseline: {value: 60.11, date: 2023-12-31}",
        )
        .indicator("gone", "unit: 个, kind: cumulative, target: {ge: 10}")
        .indicator("less", "unit: 件, kind: cumulative, target: {le: 100}, direction: down")
        .file(
            "plan/2024/history.csv",
            "indicator,period,region,value,source\nx,2023-02,,40,年报\ngone,2023-03,,0,年报\n",
        )
        .report("2024-02", "2024-03-05", "indicators: {x: 31, level: 60.5, gone: 3, less: 10}")
        .report(
            "2024-03",
            "2024-04-07",
            "indicators:\n  x: {value: 51, base: 50}\n  level: 60.93\n  gone: 10\n  less: 20",
        )
        .report("2024-04", "2024-05-06", "indicators: {level: 61.0, less: 30}")
        .report("2024-05", "2024-06-05", "indicators: {x: 90.5, level: 61, gone: 10, less: 30}");
    let figures = city.figures();
    #[rustfmt::skip]
    let cases = [
        // file       id       month    base  change      pace    better  worse
        ("2024-02",  "x",     "31",    "40", "-22.5000", "21",   "8",    "16"),   // 201 ÷ 10 = 20.1; 38.67; 15.47
        ("2024-03",  "x",     "20",    "50", "2.0000",   "21",   "7",    "17"),   // 181 ÷ 9 = 20.1; 58; 34.8
        ("2024-05",  "x",     "",      "",   "",         "20.3", "6.2",  "17.1"), // April was not reported; 141.5 ÷ 7 = 20.21…; 96.67; 73.47
        ("2024-03",  "level", "",      "",   "",         "0.22", "",     "0.13"), // 1.96 ÷ 9 = 0.2178; 60.805
        ("2024-03",  "gone",  "7",     "0",  "",         "",     "",     "8"),    // reached; 2 of 10 is below 25% − 10
        ("2024-03",  "less",  "10",    "",   "",         "",     "",     "6"),    // 25 is on 序时; no pace for a limit
    ];
    for (file, id, month, base, change, pace, better, worse) in cases {
        let figure = find(&figures, file, id);
        let name = format!("{file} {id}");
        assert_eq!(text(&figure.month), month, "month of {name}");
        assert_eq!(text(&figure.base), base, "base of {name}");
        assert_eq!(percent(&figure.change), change, "change of {name}");
        assert_eq!(text(&figure.pace_needed), pace, "pace of {name}");
        assert_eq!(text(&figure.to_better), better, "better of {name}");
        assert_eq!(text(&figure.to_worse), worse, "worse of {name}");
    }
}
