use crate::city::{City, find, percent, period, state, text};
use tongbao::base::Color;
use tongbao::compute::{city_counts, compute_periods};

#[test]
fn a_file_for_every_report_and_every_due_month_and_quarter() {
    let city = City::new()
        .indicator("x", "unit: 个, kind: cumulative, target: {ge: 120}")
        .indicator(
            "d",
            "unit: 个, kind: cumulative, target: {ge: 36}, frequency: dekad, first_due: 2024-03-D1",
        )
        .report("2024-03-D1", "2024-03-11", "indicators: {d: 7}")
        .report("2024-05", "2024-06-05", "indicators: {x: 50, d: 15}");
    #[rustfmt::skip]
    let cases = [
        ("2024-03-11", "2024-02 2024-03-D1"),
        ("2024-05-31", "2024-02 2024-03-D1 2024-03 2024-Q1 2024-04 2024-05"), // over, though not yet filed
        ("2024-06-30", "2024-02 2024-03-D1 2024-03 2024-Q1 2024-04 2024-05 2024-06 2024-Q2"),
    ];
    for (as_of, files) in cases {
        let figures = city.figures_at(as_of);
        let found: Vec<String> = figures.years[0].periods.keys().map(ToString::to_string).collect();
        assert_eq!(found.join(" "), files, "{as_of}");
    }
}

#[test]
fn a_half_year_has_a_file_where_something_is_due_in_it_alone() {
    let city = City::new()
        .indicator("x", "unit: 个, kind: cumulative, target: {ge: 120}")
        .indicator("h", "unit: 个, kind: cumulative, target: {ge: 10}, frequency: half")
        .report("2024-06", "2024-07-05", "indicators: {x: 50}");
    let figures = city.figures_at("2024-07-20");
    // The report is late: silence has its file, and its name.
    assert_eq!(state(&find(&figures, "2024-H1", "h").state), "missing");
    assert_eq!(find(&figures, "2024-H1", "x").from, Some(period("2024-06")));
    assert!(
        City::new()
            .indicator("x", "unit: 个, kind: cumulative, target: {ge: 120}")
            .figures_at("2024-07-20")
            .period(period("2024-H1"))
            .is_none()
    );
}

#[test]
fn a_longer_file_shows_the_last_period_inside_it() {
    let city = City::new()
        .indicator("x", "unit: 个, kind: cumulative, target: {ge: 120}")
        .indicator("q", "unit: 个, kind: cumulative, target: {ge: 100}, frequency: quarter")
        .indicator("h", "unit: 个, kind: cumulative, target: {ge: 10}, frequency: half")
        .report("2024-03", "2024-04-07", "indicators: {x: 20}")
        .report("2024-05", "2024-06-05", "indicators: {x: 50}")
        .report("2024-06", "2024-07-05", "indicators: {x: 55}")
        .report("2024-Q1", "2024-04-10", "indicators: {q: 20}")
        .report("2024-Q2", "2024-07-10", "indicators: {q: 55}")
        .report("2024-H1", "2024-07-10", "indicators: {h: 5}");
    let figures = city.figures();
    #[rustfmt::skip]
    let cases = [
        // file      id   from       state                      gap        month  run    before
        ("2024-03", "x", "",        "lit yellow cumulative.3",  "-8.3333", "",    "0",   None),            // February was not reported
        ("2024-06", "x", "",        "lit yellow cumulative.3",  "-4.1667", "5",   "0",   Some(Color::Green)),
        ("2024-Q2", "x", "2024-06", "lit yellow cumulative.3",  "-4.1667", "35",  "0",   Some(Color::Yellow)), // the quarter before
        ("2024-H1", "x", "2024-06", "lit yellow cumulative.3",  "-4.1667", "55",  "0",   None),
        ("2024-06", "q", "",        "not-due",                  "",        "",    "",    None),
        ("2024-Q2", "q", "",        "lit green cumulative.2",   "5.0000",  "35",  "0",   Some(Color::Yellow)),
        ("2024-H1", "q", "2024-Q2", "lit green cumulative.2",   "5.0000",  "55",  "0",   None),
        ("2024-Q1", "h", "",        "not-due",                  "",        "",    "",    None),
        ("2024-06", "h", "",        "not-due",                  "",        "",    "",    None),
        ("2024-Q2", "h", "2024-H1", "lit green cumulative.2",   "0.0000",  "5",   "0",   None),            // its review is the half-year's
        ("2024-H1", "h", "",        "lit green cumulative.2",   "0.0000",  "5",   "0",   None),
    ];
    for (file, id, from, light, gap, month, run, before) in cases {
        let figure = find(&figures, file, id);
        let name = format!("{file} {id}");
        assert_eq!(text(&figure.from), from, "{name}");
        assert_eq!(state(&figure.state), light, "{name}");
        assert_eq!(percent(&figure.gap), gap, "{name}");
        assert_eq!(text(&figure.month), month, "month of {name}");
        assert_eq!(text(&figure.red_run), run, "run of {name}");
        assert_eq!(figure.last_color, before, "{name}");
    }
    let counts = figures.period(period("2024-Q2")).unwrap().counts_of("jobs").unwrap().clone();
    assert_eq!(
        (counts.of(Color::Green), counts.of(Color::Yellow), counts.not_due, counts.better),
        (2, 1, 0, 1)
    );
    assert_eq!(city_counts(figures.period(period("2024-Q2")).unwrap()), counts);
}

#[test]
fn the_months_report_is_the_third_dekad() {
    let dekad = "unit: 个, kind: cumulative, target: {ge: 36}, frequency: dekad, first_due: 2024-02";
    let two = City::new()
        .indicator("d", dekad)
        .report("2024-02", "2024-03-01", "indicators: {d: 6}")
        .report("2024-03-D1", "2024-03-11", "indicators: {d: 7}")
        .report("2024-03-D2", "2024-03-21", "indicators: {d: 7.5}")
        .report("2024-03", "2024-04-01", "indicators: {d: 9}")
        .report("2024-04-D1", "2024-04-11", "indicators: {d: 9}");
    let figures = two.figures();
    #[rustfmt::skip]
    let cases = [
        // file          schedule    state                     month  pace
        ("2024-02",     "16.6667",  "lit green cumulative.2",  "6",   "3"),
        ("2024-03-D1",  "19.4444",  "lit green cumulative.2",  "1",   ""),    // since February's end; no pace in dekads
        ("2024-03-D2",  "22.2222",  "lit yellow cumulative.3", "0.5", ""),
        ("2024-03",     "25.0000",  "lit green cumulative.2",  "3",   "3"),   // since the month before; 27 ÷ 9
        ("2024-04-D1",  "27.7778",  "lit yellow cumulative.3", "0",   ""),
    ];
    for (file, schedule, light, month, pace) in cases {
        let figure = find(&figures, file, "d");
        assert_eq!(percent(&figure.schedule), schedule, "{file}");
        assert_eq!(state(&figure.state), light, "{file}");
        assert_eq!(text(&figure.month), month, "month of {file}");
        assert_eq!(text(&figure.pace_needed), pace, "pace of {file}");
        assert_eq!(figure.from, None, "{file}");
    }
    let three = City::new()
        .edit("site.yaml", "[D1, D2]", "[D1, D2, D3]")
        .indicator("d", dekad)
        .report("2024-03-D3", "2024-04-01", "indicators: {d: 9}")
        .figures();
    let march = find(&three, "2024-03", "d");
    assert_eq!((text(&march.from), text(&march.value)), ("2024-03-D3".into(), "9".into()));
}

#[test]
fn red_runs_count_the_files_own_periods() {
    let city = City::new()
        .indicator("x", "unit: 个, kind: cumulative, target: {ge: 120}")
        .report("2024-02", "2024-03-05", "indicators: {x: 1}")
        .report("2024-03", "2024-04-07", "indicators: {x: 2}")
        .report("2024-04", "2024-05-06", "indicators:\n  x: {na: 系统检修}")
        .report("2024-05", "2024-06-05", "indicators: {x: 4}")
        .report("2024-07", "2024-08-05", "indicators: {x: 6}")
        .report("2024-08", "2024-09-05", "indicators: {x: 80}")
        .report("2024-09", "2024-10-08", "indicators: {x: 80}");
    let figures = city.figures();
    #[rustfmt::skip]
    let cases = [
        ("2024-02", "1"),
        ("2024-03", "2"),
        ("2024-04", ""),   // 不参评
        ("2024-05", "3"),  // passes over April
        ("2024-06", ""),   // 未报
        ("2024-07", "1"),  // June ended the run
        ("2024-08", "0"),
        ("2024-Q1", "1"),
        ("2024-Q2", ""),
        ("2024-Q3", "0"),
    ];
    for (file, run) in cases {
        assert_eq!(text(&find(&figures, file, "x").red_run), run, "{file}");
    }
}

#[test]
fn ranks_move_against_the_period_before() {
    let reading = |place: u32, of: u32| {
        format!("indicators:\n  x: {{value: 9, rank: {place} of {of}, rank_source: 省厅}}")
    };
    let city = City::new()
        .indicator("x", "unit: \"%\", kind: growth, target: {ge: 7}")
        .report("2024-02", "2024-03-05", &reading(5, 14))
        .report("2024-03", "2024-04-07", &reading(4, 14))
        .report("2024-04", "2024-05-06", &reading(7, 14))
        .report("2024-05", "2024-06-05", &reading(7, 13));
    let figures = city.figures();
    for (file, moved) in [("2024-02", ""), ("2024-03", "1"), ("2024-04", "-3"), ("2024-05", "")] {
        assert_eq!(text(&find(&figures, file, "x").rank_change), moved, "{file}");
    }
}

#[test]
fn some_periods_alone_are_as_in_the_whole() {
    let city = City::new()
        .indicator("x", "unit: 个, kind: cumulative, target: {ge: 120}")
        .report("2024-02", "2024-03-05", "indicators: {x: 1}")
        .report("2024-03", "2024-04-07", "indicators: {x: 2}");
    let record = city.record();
    let only = compute_periods(&record, record.last_known(), &[period("2024-Q1")].into());
    assert_eq!(only.years[0].periods.len(), 1);
    let whole = city.figures();
    assert_eq!(
        format!("{:?}", only.period(period("2024-Q1"))),
        format!("{:?}", whole.period(period("2024-Q1")))
    );
}
