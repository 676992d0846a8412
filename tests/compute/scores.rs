use crate::city::{City, period, text};

/// Three counties of one group and one district, by quarter.
fn city() -> City {
    let split = "unit: 个, kind: cumulative, target: {ge: 400}, split_by: region, by_region: {东区: 100, 河县: 100, 山县: 100, 湖县: 100}";
    let mut city = City::new().indicator("x", split);
    let months = [
        ("2024-02", "2024-03-05"),
        ("2024-03", "2024-04-07"),
        ("2024-04", "2024-05-06"),
        ("2024-05", "2024-06-05"),
        ("2024-06", "2024-07-05"),
    ];
    for (month, filed) in months {
        // Value at the end of each month, by region; 河县 files two reports of the second quarter late.
        let m = tongbao::base::Period::parse(month).unwrap().index;
        for (region, value) in [("dong", 10 * m), ("he", 5 * m), ("shan", 8 * m), ("hu", 8 * m)] {
            let late = region == "he" && m > 4;
            let filed = if late { "2024-07-06" } else { filed };
            let problems = match (region, m) {
                ("he", 4) => {
                    "\nproblems:\n  - {id: H-1, what: 用地, by: 2024-05-31}\n  - {id: H-2, what: 资金, by: 2024-06-20}"
                }
                ("he", 5) => "\nproblems:\n  - {id: H-1, state: 拟销, evidence: 批复}\n  - {id: H-2}",
                ("he", 6) => {
                    "\nproblems:\n  - {id: H-1, state: 销号}\n  - {id: H-2, by: 2024-06-30, state: 拟销, evidence: 到账}"
                }
                _ => "",
            };
            city = city.county(region, month, filed, &format!("indicators: {{x: {value}}}{problems}"));
        }
    }
    city
}

#[test]
fn a_review_scores_regions_within_their_groups() {
    let figures = city().figures_at("2024-07-10");
    let rows = |file: &str| -> Vec<String> {
        let scores = &figures.period(period(file)).unwrap().scores;
        let row = |s: &tongbao::compute::RegionScore| {
            format!(
                "{} {} rank {} was {} left {}",
                s.region,
                s.score.rounded(4),
                text(&s.rank),
                text(&s.was),
                s.left_out.join("、")
            )
        };
        scores.iter().map(row).collect()
    };
    // First quarter, 序时 25%: 河县 15% ÷ 25% of 60, and 15 for reports, of 75 that can be earned.
    assert_eq!(
        rows("2024-Q1"),
        [
            "dong 100.0000 rank  was  left 问题办结", // 60 + 15 of 75; alone in its group
            "shan 96.8000 rank 1 was  left 问题办结", // 24 ÷ 25 × 60 = 57.6
            "hu 96.8000 rank 1 was  left 问题办结",
            "he 68.0000 rank 3 was  left 问题办结", // 36 + 15
        ]
    );
    // Second quarter: 河县 closed neither of two problems in time, and filed two reports late.
    assert_eq!(
        rows("2024-Q2"),
        [
            "dong 100.0000 rank  was  left 问题办结",
            "shan 96.8000 rank 1 was 1 left 问题办结",
            "hu 96.8000 rank 1 was 1 left 问题办结",
            "he 49.0000 rank 3 was 3 left ", // 36 + 0 + 13 of 100
        ]
    );
    assert!(figures.period(period("2024-06")).unwrap().scores.is_empty());
}

#[test]
fn a_problem_is_closed_on_its_evidences_day() {
    // H-1 is due on 31 May; the report that closes it is cut off on 30 June.
    #[rustfmt::skip]
    let cases = [
        // closed                    closed on      河县's score
        ("",                         "2024-06-30", "49.0000"), // 36 + 0 + 13
        (", closed: 2024-05-31",     "2024-05-31", "61.5000"), // one of two in time: 12.5
        (", closed: 2024-06-01",     "2024-06-01", "49.0000"),
    ];
    for (said, day, score) in cases {
        let said = format!("{{id: H-1, state: 销号{said}}}");
        let city = city().edit("reports/2024-06/regions/he.md", "{id: H-1, state: 销号}", &said);
        let figures = city.figures_at("2024-07-10");
        let quarter = figures.period(period("2024-Q2")).unwrap();
        let problem = quarter.problems.iter().find(|p| &*p.id == "H-1").unwrap();
        let he = quarter.scores.iter().find(|s| &*s.region == "he").unwrap();
        assert_eq!((text(&problem.closed), he.score.rounded(4).to_string()), (day.into(), score.into()));
    }
}

#[test]
fn what_was_not_reported_is_left_out_and_named() {
    let missing = city().edit("reports/2024-06/regions/hu.md", "x: 48", "x: ");
    let figures = missing.figures_at("2024-07-10");
    let scores = &figures.period(period("2024-Q2")).unwrap().scores;
    let hu = scores.iter().find(|s| &*s.region == "hu").unwrap();
    assert_eq!(hu.left_out, ["指标进度", "问题办结"]);
    assert_eq!(hu.score.rounded(1).to_string(), "100.0"); // 15 of 15: the report itself came in time
}
