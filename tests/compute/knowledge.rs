use crate::city::{City, day, find, percent, period, state, text};
use tongbao::base::Color;
use tongbao::check::record::Reporter;

const CUMULATIVE: &str = "unit: 个, kind: cumulative, target: {ge: 120}";

#[test]
fn due_days_follow_rule_and_calendar() {
    let record = City::new().indicator("x", CUMULATIVE).record();
    #[rustfmt::skip]
    let cases = [
        ("2024-07",    "2024-08-05"),
        ("2024-03",    "2024-04-07"), // the 5th is a holiday, Sunday the 7th is worked
        ("2024-04",    "2024-05-06"),
        ("2024-08",    "2024-09-05"),
        ("2024-03-D1", "2024-03-11"),
        ("2024-09-D3", "2024-10-08"), // the holiday week
        ("2024-Q1",    "2024-04-10"),
        ("2024-12",    "2025-01-06"),
    ];
    for (of, due) in cases {
        assert_eq!(record.due_day(period(of), day("2025-02-01")), Some(day(due)), "{of}");
    }
}

#[test]
fn a_number_that_came_only_later_stands_at_its_own_report_s_cutoff() {
    let city = City::new()
        .indicator("x", CUMULATIVE)
        .indicator("y", "unit: 个, kind: cumulative, target: {ge: 100}")
        .report_at("2024-05", "2024-05-28", "2024-06-05", "indicators: {y: 40}")
        .report(
            "2024-07",
            "2024-08-05",
            "indicators: {x: 80, y: 60}\namended:\n  - {indicator: x, period: 2024-05, value: 40, nature: 快报, reason: 补报}\n  - {indicator: x, period: 2024-06, value: 60, reason: 补报}\n",
        );
    let figures = city.figures();
    let cutoff = |of: &str| find(&figures, of, "x").cutoff.map(|d| d.to_string());
    assert_eq!(cutoff("2024-05").as_deref(), Some("2024-05-28"));
    // Of June there is no report: its last day.
    assert_eq!(cutoff("2024-06").as_deref(), Some("2024-06-30"));
}

#[test]
fn an_amendment_counts_from_the_day_it_became_known() {
    let city = City::new()
        .indicator("x", CUMULATIVE)
        .report("2024-05", "2024-06-05", "indicators: {x: 40}")
        .report("2024-06", "2024-07-05", "indicators:\n  x: {value: 70, rank: 5 of 14, rank_source: 省厅}")
        .report(
            "2024-07",
            "2024-08-05",
            "indicators: {x: 80}\namended:\n  - {indicator: x, period: 2024-06, from: 70, value: 55, nature: 修订, reason: 剔除重复}\n  - {indicator: x, period: 2024-06, rank: 6 of 14, source: 省厅更正}",
        );
    #[rustfmt::skip]
    let cases = [
        // as of        June   nature  month  rank  light                     July's month
        ("2024-07-05", "70",  "快报", "30",  5,    "lit green cumulative.2",  ""),
        ("2024-08-04", "70",  "快报", "30",  5,    "lit green cumulative.2",  ""),
        ("2024-08-05", "55",  "修订", "15",  6,    "lit yellow cumulative.3", "25"),
    ];
    for (as_of, value, nature, month, rank, light, july) in cases {
        let figures = city.figures_at(as_of);
        let june = find(&figures, "2024-06", "x");
        assert_eq!(text(&june.value), value, "{as_of}");
        assert_eq!(june.nature.map(|n| n.chinese()), Some(nature), "{as_of}");
        assert_eq!(text(&june.month), month, "{as_of}");
        assert_eq!(june.rank.as_ref().map(|r| r.place), Some(rank), "{as_of}");
        assert_eq!(state(&june.state), light, "{as_of}");
        let next = figures.period(period("2024-07")).and_then(|f| f.indicator("x"));
        assert_eq!(next.map_or(String::new(), |f| text(&f.month)), july, "{as_of}");
    }
    let figures = city.figures();
    let june = find(&figures, "2024-06", "x");
    let lines: Vec<(&str, u32)> = june.inputs.iter().map(|s| (&*s.path, s.line)).collect();
    assert_eq!(
        lines,
        [("reports/2024-06/jobs.md", 8), ("reports/2024-07/jobs.md", 9), ("reports/2024-07/jobs.md", 10)]
    );
    assert_eq!(june.revised.len(), 1);
    assert_eq!((text(&june.revised[0].old), text(&june.revised[0].new)), ("70".into(), "55".into()));
}

#[test]
fn a_value_that_came_late_joins_its_period() {
    let city =
        City::new().indicator("x", CUMULATIVE).report("2024-06", "2024-07-05", "indicators: {x: }").report(
            "2024-07",
            "2024-08-05",
            "indicators: {x: 80}\namended:\n  - {indicator: x, period: 2024-06, value: 60}",
        );
    let before = city.figures_at("2024-08-04");
    assert_eq!(state(&find(&before, "2024-06", "x").state), "missing");
    let after = city.figures();
    assert_eq!(state(&find(&after, "2024-06", "x").state), "lit green cumulative.2");
    assert_eq!(text(&find(&after, "2024-07", "x").month), "20");
}

#[test]
fn versions_count_when_known_and_in_force() {
    let keys = "unit: 套, kind: cumulative, target: {ge: 4000}, versions: [{from: 2024-07, target: {ge: 3600}, document: 第18号函, date: 2024-08-20}]";
    let city = City::new()
        .indicator("x", keys)
        .report("2024-06", "2024-07-05", "indicators: {x: 1800}")
        .report("2024-07", "2024-08-05", "indicators: {x: 2100}");
    #[rustfmt::skip]
    let cases = [
        // as of       file       completion  target from
        ("2024-08-05", "2024-07", "52.5000",  "2024-01"), // decided, but not yet known
        ("2024-08-20", "2024-07", "58.3333",  "2024-07"),
        ("2024-08-20", "2024-06", "45.0000",  "2024-01"), // an earlier month keeps its target
    ];
    for (as_of, file, completion, from) in cases {
        let figures = city.figures_at(as_of);
        let figure = find(&figures, file, "x");
        assert_eq!(percent(&figure.completion), completion, "{as_of} {file}");
        assert_eq!(text(&figure.target_from), from, "{as_of} {file}");
    }
}

#[test]
fn a_new_method_counts_when_known_and_in_force() {
    let strict = crate::city::METHOD
        .replace("version: 2024-01-10", "version: 2024-07-01\nfrom: 2024-07\ndate: 2024-08-10")
        .replace("gap_at_least: -10", "gap_at_least: -5");
    let city = City::new()
        .indicator("x", CUMULATIVE)
        .file("plan/2024/method-2024-07.yaml", &strict)
        .report("2024-06", "2024-07-05", "indicators: {x: 52}") // 43.3%, −6.7
        .report("2024-07", "2024-08-05", "indicators: {x: 62}"); // 51.7%, −6.7
    #[rustfmt::skip]
    let cases = [
        ("2024-08-09", "2024-07", "lit yellow cumulative.3", "2024-01-10"),
        ("2024-08-10", "2024-07", "lit red cumulative.4",    "2024-07-01"),
        ("2024-08-10", "2024-06", "lit yellow cumulative.3", "2024-01-10"),
    ];
    for (as_of, file, light, method) in cases {
        let figures = city.figures_at(as_of);
        assert_eq!(state(&find(&figures, file, "x").state), light, "{as_of} {file}");
        assert_eq!(figures.period(period(file)).unwrap().method, day(method), "{as_of} {file}");
    }
}

#[test]
fn silence_has_its_names() {
    let returned = "returned: [{post: 召集人, date: 2024-07-08, why: 口径有误}]\nindicators: {x: 60}";
    #[rustfmt::skip]
    let cases = [
        // what                    filed         rest                        as of         indicator                 report
        ("before the due day",     "2024-07-04", "indicators: {x: 60}",      "2024-07-03", "not-due",                "awaited"),
        ("on the due day",         "2024-07-09", "indicators: {x: 60}",      "2024-07-05", "not-due",                "awaited"),
        ("after the due day",      "2024-07-09", "indicators: {x: 60}",      "2024-07-08", "missing",                "missing"),
        ("filed late",             "2024-07-09", "indicators: {x: 60}",      "2024-07-09", "lit green cumulative.2", "filed"),
        ("left blank",             "2024-07-04", "indicators: {x: }",        "2024-07-08", "missing",                "filed"),
        ("a draft",                "",           "indicators: {x: 60}",      "2024-07-08", "missing",                "draft"),
        ("a draft in time",        "",           "indicators: {x: 60}",      "2024-07-05", "not-due",                "draft"),
        ("returned",               "2024-07-04", returned,                   "2024-07-08", "missing",                "withdrawn"),
        ("before it was returned", "2024-07-04", returned,                   "2024-07-05", "lit green cumulative.2", "filed"),
        ("filed again",            "2024-07-10", returned,                   "2024-07-10", "lit green cumulative.2", "filed"),
        ("an error",               "2024-07-04", "indicators: {x: 6o}",      "2024-07-05", "missing",                "withdrawn"),
        ("reviewed",               "2024-07-04", "reviewed: {post: 召集人, date: 2024-07-05}\nindicators: {x: 60}", "2024-07-05", "lit green cumulative.2", "reviewed"),
    ];
    for (what, filed, rest, as_of, indicator, report) in cases {
        let city = City::new().indicator("x", CUMULATIVE).report("2024-06", filed, rest);
        let city = city.with_errors();
        let figures = city.figures_at(as_of);
        let file = figures.period(period("2024-06")).expect("June is over and due");
        assert_eq!(state(&file.indicator("x").unwrap().state), indicator, "{what}");
        let row = &file.reports[0];
        assert_eq!(row.of, Reporter::Action(tongbao::base::Id::new("jobs")));
        assert_eq!(row.state.code(), report, "{what}");
        assert_eq!(row.due, Some(day("2024-07-05")), "{what}");
    }
}

#[test]
fn parts_have_the_softest_state_and_the_latest_day() {
    let part = |n: &str, head: &str, rest: &str| {
        let path = format!("reports/2024-06/jobs/{n}.md");
        let text = format!("---\naction: jobs\nperiod: 2024-06\ncutoff: 2024-06-30\n{head}\n{rest}\n---\n");
        (path, text)
    };
    let mut city =
        City::new().indicator("x", CUMULATIVE).indicator("y", CUMULATIVE).indicator("z", CUMULATIVE);
    for (path, text) in [
        part(
            "a",
            "filed: {unit: 市人社局, date: 2024-07-03}\nreviewed: {post: 召集人, date: 2024-07-04}",
            "indicators: {x: 60}",
        ),
        part("b", "filed: {unit: 市发改委, date: 2024-07-08}", "indicators: {y: 60}"),
        part("c", "disclosure: internal", "indicators: {z: 60}"),
    ] {
        city = city.file(&path, &text);
    }
    let figures = city.figures_at("2024-07-08");
    let file = figures.period(period("2024-06")).unwrap();
    assert_eq!((file.reports[0].state.code(), file.reports[0].filed), ("draft", Some(day("2024-07-08"))));
    assert_eq!(file.reports[0].late_days(), Some(3));
    let states: Vec<String> = file.indicators.iter().map(|f| state(&f.state)).collect();
    assert_eq!(states, ["lit green cumulative.2", "lit green cumulative.2", "missing"]);
}

#[test]
fn an_override_is_printed_over_what_was_computed() {
    let override_ = "indicators: {x: 70}\noverride: {x: {light: yellow, why: 口径调整未定, post: 召集人, date: 2024-07-06}}";
    let city = City::new()
        .indicator("x", CUMULATIVE)
        .report("2024-05", "2024-06-05", "indicators: {x: 40}")
        .report("2024-06", "2024-07-05", override_)
        .report("2024-07", "2024-08-05", "indicators: {x: 72}");
    assert_eq!(state(&find(&city.figures_at("2024-07-05"), "2024-06", "x").state), "lit green cumulative.2");
    let figures = city.figures();
    let june = find(&figures, "2024-06", "x");
    let light = june.state.light().unwrap();
    assert_eq!(
        (light.color, light.word.as_str(), light.rule.as_str()),
        (Color::Yellow, "略低于序时", "override")
    );
    let by_hand = light.overridden.as_ref().unwrap();
    assert_eq!(
        (by_hand.was, by_hand.post.as_str(), by_hand.date),
        (Some(Color::Green), "召集人", day("2024-07-06"))
    );
    // Of the computed light: green down to 60.
    assert_eq!((text(&june.to_better), text(&june.to_worse)), (String::new(), "11".into()));
    assert_eq!(find(&figures, "2024-07", "x").last_color, Some(Color::Yellow));
    let counts = figures.period(period("2024-06")).unwrap().counts_of("jobs").unwrap();
    assert_eq!((counts.of(Color::Yellow), counts.worse, counts.better), (1, 0, 0)); // May was yellow
}
