use crate::city::{City, day, period, state, text};
use tongbao::compute::{Figures, ProblemTotals, ProjectTotals};

const X: &str = "unit: 个, kind: cumulative, target: {ge: 120}";

/// `A 挂号 opened age closed reopened carried`, for each problem of a file.
fn problems(figures: &Figures, file: &str) -> Vec<String> {
    let line = |p: &tongbao::compute::ProblemFigure| {
        let mut words = vec![p.id.to_string(), p.state.chinese().to_owned(), p.opened.to_string()];
        words.extend(p.age_days.map(|d| format!("age {d}")));
        words.extend(p.closed.map(|d| format!("closed {d}")));
        for (said, flag) in
            [("new", p.is_new), ("back", p.reopenings > 0), ("overdue", p.overdue), ("carried", p.carried)]
        {
            words.extend(flag.then(|| said.to_owned()));
        }
        words.extend((p.reopened > 0).then(|| format!("reopened {}", p.reopened)));
        words.join(" ")
    };
    figures.period(period(file)).unwrap().problems.iter().map(line).collect()
}

#[test]
fn a_problem_is_followed_from_report_to_report() {
    let city = City::new()
        .indicator("x", X)
        .report("2024-03", "2024-04-07", "indicators: {x: 30}\nproblems:\n  - {id: A, what: 用地未批, owner: 市发改委, by: 2024-05-20, state: 挂号, opened: 2024-03-10}\n  - {id: B, what: 资金未到}")
        .report("2024-04", "2024-05-06", "indicators: {x: 40}\nproblems:\n  - {id: A, state: 拟销, evidence: 批复}")
        .report("2024-05", "2024-06-05", "indicators: {x: 50}\nproblems:\n  - {id: A, state: 销号}\n  - {id: B}")
        .report("2024-06", "2024-07-05", "indicators: {x: 60}\nproblems:\n  - {id: A, state: 反弹, why: 又停工}\n  - {id: B, state: 拟销, evidence: 到账}")
        .report("2024-07", "2024-08-05", "indicators: {x: 70}\nproblems:\n  - {id: A, by: 2024-08-20}\n  - {id: B, state: 销号}");
    let figures = city.figures(); // as of 5 August
    #[rustfmt::skip]
    let cases: [(&str, &[&str]); 8] = [
        ("2024-02", &[]),
        ("2024-03", &["A 挂号 2024-03-10 age 148 new", "B 挂号 2024-03-31 age 127 new"]),
        ("2024-04", &["A 拟销 2024-03-10 age 148", "B 挂号 2024-03-31 age 127 carried"]),
        ("2024-05", &["A 销号 2024-03-10 closed 2024-05-31", "B 挂号 2024-03-31 age 127"]),
        ("2024-06", &["A 反弹 2024-03-10 age 148 back overdue reopened 1", "B 拟销 2024-03-31 age 127"]),
        ("2024-07", &["A 反弹 2024-03-10 age 148 reopened 1", "B 销号 2024-03-31 closed 2024-07-31"]),
        ("2024-Q1", &["A 挂号 2024-03-10 age 148 new", "B 挂号 2024-03-31 age 127 new"]),
        ("2024-Q2", &["A 反弹 2024-03-10 age 148 back overdue reopened 1", "B 拟销 2024-03-31 age 127"]),
    ];
    for (file, expected) in cases {
        assert_eq!(problems(&figures, file), expected, "{file}");
    }
    // Closed and opened again within the quarter: both are told, beside the one still open.
    let quarter = ProblemTotals::of(&figures.period(period("2024-Q2")).unwrap().problems);
    assert_eq!((quarter.reopened, quarter.closed, quarter.open), (1, 1, 2));
    // open₁ = open₀ + new + reopened − closed, from file to file
    let totals = |file: &str| ProblemTotals::of(&figures.period(period(file)).unwrap().problems);
    for pair in [
        ["2024-02", "2024-03"],
        ["2024-03", "2024-04"],
        ["2024-04", "2024-05"],
        ["2024-05", "2024-06"],
        ["2024-06", "2024-07"],
        ["2024-Q1", "2024-Q2"],
    ] {
        let [before, now] = pair.map(totals);
        assert_eq!(now.open + now.closed, before.open + now.new + now.reopened, "{pair:?}");
    }
    // Replayed, May knows nothing of June.
    assert_eq!(
        problems(&city.figures_at("2024-06-05"), "2024-05"),
        ["A 销号 2024-03-10 closed 2024-05-31", "B 挂号 2024-03-31 age 66"]
    );
}

#[test]
fn a_withdrawn_report_mentions_its_problems_and_no_more() {
    let city = City::new()
        .indicator("x", X)
        .report("2024-03", "2024-04-07", "indicators: {x: 30}\nproblems:\n  - {id: A, what: 用地未批}")
        .report("2024-04", "2024-05-06", "returned: [{post: 召集人, date: 2024-05-07, why: 数据有误}]\nindicators: {x: 40}\nproblems:\n  - {id: A, state: 拟销, evidence: 批复}");
    assert_eq!(problems(&city.figures_at("2024-05-06"), "2024-04"), ["A 拟销 2024-03-31 age 36"]);
    assert_eq!(problems(&city.figures_at("2024-05-07"), "2024-04"), ["A 挂号 2024-03-31 age 37"]);
    // A report that did not come carries it.
    assert_eq!(problems(&city.figures_at("2024-05-31"), "2024-05"), ["A 挂号 2024-03-31 age 61 carried"]);
}

#[test]
fn decisions_stay_until_they_are_settled() {
    let city = City::new()
        .indicator("x", X)
        .report("2024-03", "2024-04-07", "indicators: {x: 30}\ndecisions:\n  - {id: D-1, what: 开协调会, unit: 市发改委, by: 2024-04-20}\n  - {id: D-2, what: 下拨资金, unit: 市发改委, by: 2024-05-20}")
        .report("2024-04", "2024-05-06", "indicators: {x: 40}\ndecisions:\n  - {id: D-1, state: 已落实, note: 已召开}\n  - {id: D-2, state: 推进中}")
        .report("2024-05", "2024-06-05", "indicators: {x: 50}");
    let figures = city.figures();
    #[rustfmt::skip]
    let cases = [
        // Late at the period's end, whatever is known today.
        ("2024-03", "D-1 议定 D-2 议定"),
        ("2024-04", "D-1 已落实 D-2 推进中"),
        ("2024-05", "D-2 推进中 逾期"),
    ];
    for (file, expected) in cases {
        let decisions = &figures.period(period(file)).unwrap().decisions;
        let found: Vec<String> = decisions
            .iter()
            .map(|d| format!("{} {}{}", d.id, d.state.chinese(), if d.overdue { " 逾期" } else { "" }))
            .collect();
        assert_eq!(found.join(" "), expected, "{file}");
    }
}

#[test]
fn tasks_are_lit_by_the_nodes_of_their_entries() {
    let lists = "
- {id: R-1, type: task, name: 甲, action: jobs, task: 1-1, owner: 市人社局, nodes: [{by: 2024-03-20, what: 招标}, {by: 2024-06-30, what: 开工}]}
- {id: R-2, type: task, name: 乙, action: jobs, task: 1-1, owner: 市人社局, nodes: [{by: 2024-03-31, what: 审图}], removed: {date: 2024-05-15, why: 撤并}}
- {id: R-3, type: policy, name: 丙, action: jobs, task: 2-1, owner: 市发改委, added: 2024-04-10, nodes: [{by: 2024-03-25, what: 发文}]}
";
    let done =
        |rest: &str| format!("indicators: {{x: 40}}\ntasks: {{1-1: {{progress: 推进, next: 继续}}}}\n{rest}");
    let city = City::new()
        .indicator("x", X)
        .file("plan/2024/lists/tasks.yaml", lists)
        .report("2024-03", "2024-04-07", &done("nodes: [{of: R-1, what: 招标, done: 2024-04-02}]"))
        .report(
            "2024-04",
            "2024-05-06",
            &done("override: {1-1: {light: red, why: 督办, post: 召集人, date: 2024-05-06}}"),
        )
        .report("2024-05", "2024-06-05", &done("nodes: [{of: R-3, what: 发文, done: 2024-05-20}]"));
    let figures = city.figures_at("2024-07-08");
    #[rustfmt::skip]
    let cases = [
        // file      1-1                     1-2          2-1
        ("2024-03", "lit red task.3",        "no-target", "no-target"),       // both late at the cutoff; 丙 not yet in the list
        ("2024-04", "lit red override",      "no-target", "lit yellow task.2"),
        ("2024-05", "lit green task.1",      "no-target", "lit green task.1"), // 乙 is removed
        ("2024-06", "missing",               "missing",   "missing"),
    ];
    for (file, first, second, third) in cases {
        let tasks = &figures.period(period(file)).unwrap().tasks;
        let found: Vec<String> = tasks.iter().map(|t| state(&t.state)).collect();
        assert_eq!(found, [first, second, third], "{file}");
    }
    let march = figures.period(period("2024-03")).unwrap().task("jobs", "1-1").unwrap();
    assert_eq!((march.nodes_due, march.nodes_late, text(&march.progress)), (2, 2, "推进".into()));
    assert!(figures.period(period("2024-Q1")).unwrap().tasks.is_empty());
}

#[test]
fn projects_add_up() {
    let lists = "
- {id: P-1, type: project, name: 甲, action: jobs, owner: 市发改委, region: 河县, class: 新建, this_year: 10, start: 2024-03, nodes: [{by: 2024-03-31, what: 开工}]}
- {id: P-2, type: project, name: 乙, action: jobs, owner: 市发改委, class: 新建, this_year: 5.5, start: 2024-05}
- {id: P-3, type: project, name: 丙, action: jobs, owner: 市发改委, class: 续建, this_year: 20, start: 2023-06}
- {id: P-4, type: project, name: 丁, action: jobs, owner: 市发改委, class: 前期}
- {id: P-5, type: project, name: 戊, action: jobs, owner: 市发改委, class: 续建, this_year: 100, start: 2023-06}
";
    let city = City::new().indicator("x", X).file("plan/2024/lists/projects.yaml", lists).report(
        "2024-03",
        "2024-04-07",
        "indicators: {x: 30}\nprojects: {P-1: {done: 2.5, progress: 土方}, P-2: {done: 0.2}, P-3: {done: 6}, P-4: {done: 0.1}}\nnodes: [{of: P-1, what: 开工, done: 2024-03-20}]",
    );
    let record = city.record();
    let figures = city.figures();
    for file in ["2024-03", "2024-Q1"] {
        let file = figures.period(period(file)).unwrap();
        let totals = ProjectTotals::of(record.plan(2024).unwrap(), file, |_| true);
        assert_eq!(
            (totals.number, text(&totals.year_investment), text(&totals.total_investment)),
            (5, "35.5".into(), "8.7".into()),
            "丁 has no plan, 戊 was not reported: neither is in one sum and not in the other"
        );
        assert_eq!((totals.planned, totals.reported), (4, 3));
        assert_eq!(crate::city::percent(&totals.completion), "24.5070");
        assert_eq!((totals.starts_due, totals.started, totals.started_early), (1, 1, 1));
        let rural =
            ProjectTotals::of(record.plan(2024).unwrap(), file, |e| e.region.as_deref() == Some("he"));
        assert_eq!(crate::city::percent(&rural.completion), "25.0000");
    }
}

#[test]
fn done_items_need_all_their_indicators() {
    let city = City::new()
        .indicator_at("a", "1-1", "unit: 个, kind: cumulative, target: {ge: 10}")
        .indicator_at("b", "1-1", "unit: 个, kind: cumulative, target: {ge: 10}")
        .indicator_at("c", "1-2", "unit: 个, kind: cumulative, target: {ge: 10}")
        .indicator_at("d", "2-1", "unit: 个, kind: cumulative, target: {ge: 10}")
        .report("2024-05", "2024-06-05", "indicators: {a: 10, b: 9, c: 9, d: 10}")
        .report("2024-06", "2024-07-05", "indicators: {a: 10, b: 10, c: 9, d: 10}");
    let figures = city.figures_at("2024-07-08");
    for (file, done) in [("2024-05", 0), ("2024-06", 1), ("2024-Q2", 1)] {
        let items = figures.period(period(file)).unwrap().done_items.unwrap();
        assert_eq!((items.total, items.done), (2, done), "{file}");
    }
    assert_eq!(figures.as_of, day("2024-07-08"));
}
