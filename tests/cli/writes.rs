//! What the program writes: the site, files to fill in, the numbers of texts.

use super::city::{City, files};
use serde_json::Value;
use std::fs;

#[test]
fn a_build_writes_the_site_once_and_says_little_in_a_pipe() {
    let city = City::new();
    let ran = city.run(&["build", "--no-pdf", "--swap", "rename"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.starts_with("所知日 2024-04-09。站点已写入 output/site：新写"), "{}", ran.out);
    assert_eq!(ran.err, "没有发现问题。\n", "no progress in a pipe");
    for path in [
        "index.html",
        "data/v1/2024/plan.json",
        "data/v1/2024/figures/2024-03.json",
        "data/v1/schema/plan.json",
    ] {
        assert!(city.path("output/site").join(path).is_file(), "{path}");
    }
    let csv =
        files(&city.path("output/site")).into_iter().find(|(p, _)| p.extension().is_some_and(|e| e == "csv"));
    assert!(csv.is_some_and(|(_, bytes)| bytes.starts_with("\u{feff}".as_bytes())), "tables as CSV");
    let again = city.run(&["build", "--no-pdf"]);
    assert!(again.out.contains("与上次完全相同"), "{}", again.out);
    let early = city.run(&["build", "--no-pdf", "--as-of", "2024-03-10", "--output", "early"]);
    assert!(early.out.starts_with("所知日 2024-03-10。"), "{}", early.out);
    assert!(!city.path("early/site/data/v1/2024/figures/2024-03.json").exists(), "March was not known then");
    assert!(!city.path("early/site/data/v1/editions/month-2024-03.json").exists(), "nor was its issue");
    let page = fs::read_to_string(city.path("early/site/index.html")).expect("a page");
    assert!(!page.contains("未编出"), "which is no fault of the issue");
}

#[test]
fn a_mistake_in_the_plan_stops_everything_and_one_in_a_report_only_that() {
    let city = City::new();
    assert_eq!(city.run(&["build", "--no-pdf"]).code, 0);
    let before = files(&city.path("output/site"));

    city.change("plan/2024/method.yaml", "version:", "vresion:");
    let ran = city.run(&["build", "--no-pdf"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("没有生成站点") && ran.err.contains("上一次的站点保留"), "{}", ran.err);
    assert_eq!(files(&city.path("output/site")), before, "the last site stays");
    assert_eq!(city.run(&["explain", "roads", "2024-03"]).code, 1);
    assert_eq!(city.run(&["new", "report", "works", "2024-04"]).code, 1);

    city.change("plan/2024/method.yaml", "vresion:", "version:");
    city.change("reports/2024-03/growth.md", "firms: 60.93", "firms: 约61");
    let ran = city.run(&["build", "--no-pdf"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("站点已写入"), "{}", ran.out);
    let data =
        fs::read_to_string(city.path("output/site/data/v1/2024/figures/2024-03.json")).expect("figures");
    assert!(
        data.contains(r#"{"of":"growth","state":"withdrawn","filed":"2024-04-03","due":"2024-04-07"}"#),
        "{data}"
    );
    let page = fs::read_to_string(city.path("output/site/index.html")).expect("a page");
    assert!(page.contains("退回"), "a banner says so");
}

#[test]
fn a_new_report_is_sound_and_never_written_over() {
    let city = City::new();
    #[rustfmt::skip]
    let cases: &[(&[&str], &str)] = &[
        (&["new", "report", "工程行动", "2024-04"],    "reports/2024-04/works.md"),
        (&["new", "report", "growth", "2024-04"],      "reports/2024-04/growth.md"),
        (&["new", "report", "works", "2024-04-D1"],    "reports/2024-04-D1/works.md"),
        (&["new", "report", "growth", "2024-Q2"],      "reports/2024-Q2/growth.md"),
        (&["new", "report", "林县", "2024-04"],        "reports/2024-04/regions/linxian.md"),
        (&["new", "edition", "month", "2024-04"],      "editions/month/2024-04.md"),
    ];
    for (args, path) in cases {
        let ran = city.run(args);
        assert_eq!(ran.code, 0, "{args:?}: {}{}", ran.out, ran.err);
        assert_eq!(ran.out, format!("已新建 content/{path}\n"));
        let text = fs::read_to_string(city.path("content").join(path)).expect(path);
        let again = city.run(args);
        assert_eq!((again.code, again.err.contains("没有改动")), (2, true), "{args:?}: {}", again.err);
        assert_eq!(fs::read_to_string(city.path("content").join(path)).expect(path), text);
    }
    let found = city.json(&["check", "--format", "json"]);
    let errors: Vec<&Value> =
        found.as_array().expect("a list").iter().filter(|d| d["severity"] == "error").collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let nothing = city.run(&["new", "report", "works", "2024-Q2"]);
    assert_eq!(nothing.code, 2, "nothing is owed by the quarter");
}

#[test]
fn what_waits_in_a_comment_is_sound_once_it_is_filled_in() {
    let city = City::new();
    assert_eq!(city.run(&["new", "report", "works", "2024-04"]).code, 0);
    let file = city.path("content/reports/2024-04/works.md");
    let text = fs::read_to_string(&file).expect("the report");
    let mut filled = String::new();
    for line in text.lines() {
        // As the comment asks: the sign and its blank go, and a value is written.
        let free = line.replacen("# ", "", 1);
        let is_key = |l: &str| {
            l.trim_start().starts_with(['-', 'a', 'b', 'd', 'f', 'i', 'k', 'l', 'o', 's', 'u', 'w'])
        };
        let waits =
            line.trim_start().starts_with("# ") && is_key(&free) && free.contains(':') && free.is_ascii()
                || line.contains("unit: 市")
                || line.contains("state: 挂号")
                || line.contains("what: 路");
        let line = if waits { free } else { line.to_owned() };
        let value = match line.trim_end() {
            l if l.ends_with("date:") && l.trim_start().starts_with("date") => " 2024-05-06",
            l if l.trim_start().starts_with("by:") => " 2024-05-20",
            l if l.trim_start().starts_with("opened:") => " 2024-04-20",
            l if l.trim_start().starts_with("- id:") && l.ends_with(':') => " GC-09",
            l if l.trim_start().starts_with("owner:") => " 市住建局",
            l if l.trim_start().starts_with("ask:") || l.trim_start().starts_with("kind:") => " 用地",
            l if l.trim_start().starts_with("light:") => " green",
            l if l.trim_start() == "roads:" => "",
            l if l.trim_start() == "value:" => " 12.5",
            l if l.trim_start() == "bridges:" || l.trim_start() == "accidents:" => " 1",
            _ => "",
        };
        filled.push_str(&line);
        filled.push_str(value);
        filled.push('\n');
    }
    let filled = filled
        .replace("why: >-\n  #     ", "why: >-\n      有序")
        .replace("what: >-\n  #     ", "what: >-\n      某事");
    fs::write(&file, &filled).expect("the report");
    let found = city.json(&["check", "reports/2024-04", "--format", "json"]);
    let errors: Vec<&Value> =
        found.as_array().expect("a list").iter().filter(|d| d["severity"] == "error").collect();
    assert!(errors.is_empty(), "{errors:#?}\n{filled}");
    assert!(filled.contains("filed:\n  unit: 市住建局\n  date:  2024-05-06"), "{filled}");
}

#[test]
fn fill_writes_the_numbers_and_says_each() {
    let city = City::new();
    let works = "reports/2024-03/works.md";
    city.change(works, "[9.6公里](=改造道路.累计)", "[9.5公里](=改造道路.累计)");
    city.change(works, "[24.0%](=改造道路.完成率)", "[](=改造道路.完成率)");
    assert_eq!(city.run(&["check"]).code, 1, "a stale number is an error");
    let before = fs::read_to_string(city.path("content").join(works)).expect(works);

    let other = city.run(&["fill", "reports/2024-03/growth.md"]);
    assert_eq!((other.code, other.out.as_str()), (0, "没有要改写的数。\n"), "{}", other.err);
    let ran = city.run(&["fill", works]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let line = before.lines().position(|l| l.contains("改造道路.累计")).expect("the line") + 1;
    assert_eq!(
        ran.out,
        format!(
            "content/{works}:{line}: “9.5公里”改为“9.6公里”\ncontent/{works}:{line}: 填上“24.0%”\n改写2处，1个文件。\n"
        )
    );
    let after = fs::read_to_string(city.path("content").join(works)).expect(works);
    assert_eq!(after, before.replace("[9.5公里]", "[9.6公里]").replace("[](=改", "[24.0%](=改"));
    assert_eq!(city.run(&["check"]).code, 0);
    assert_eq!(city.run(&["fill"]).out, "没有要改写的数。\n");
}

#[test]
fn fill_keeps_a_mark_of_byte_order_and_the_line_ends_of_windows() {
    let city = City::new();
    let file = city.path("content/reports/2024-03/works.md");
    let text = fs::read_to_string(&file).expect("the report").replace("[9.6公里](=", "[9.5公里](=");
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    fs::write(&file, &windows).expect("the report");
    assert_eq!(city.run(&["fill"]).code, 0);
    let after = fs::read_to_string(&file).expect("the report");
    assert_eq!(after, windows.replace("[9.5公里](=", "[9.6公里](="));
}

/// As much of a picture as is looked at without setting it.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x02\0\0\0\x02\x08\x02\0\0\0";

#[test]
fn a_picture_in_a_text_comes_with_its_page_and_no_other_does() {
    let city = City::new();
    let body = "\n\n工地现状见下图：\n\n![三号标段](工地.png)\n\n另见[平面图](图/plan.svg)。\n";
    let report = fs::read_to_string(city.path("content/reports/2024-03/works.md")).unwrap() + body;
    city.write("content/reports/2024-03/works.md", report.as_bytes());
    city.write("content/reports/2024-03/工地.png", PNG);
    city.write("content/reports/2024-03/图/plan.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    city.write("content/reports/2024-03/未用.png", PNG);
    let built = city.run(&["build", "--no-pdf"]);
    assert_eq!(built.code, 0, "{}", built.err);
    let media = "output/site/media/reports/2024-03";
    let copied = fs::read(city.path(&format!("{media}/~e5~b7~a5~e5~9c~b0.png"))).unwrap();
    assert_eq!(copied, PNG);
    assert!(city.path(&format!("{media}/~e5~9b~be/plan.svg")).is_file(), "a link leads to it");
    let unused = fs::read_dir(city.path(media)).unwrap().count();
    assert_eq!(unused, 2, "the other picture is shown nowhere");
    let page = fs::read_to_string(city.path("output/site/2024/reports/2024-03/works.html")).unwrap();
    assert!(
        page.contains("<img src=\"../../../media/reports/2024-03/~e5~b7~a5~e5~9c~b0.png\" alt=\"三号标段\">")
    );
    assert!(
        page.contains("<a href=\"../../../media/reports/2024-03/~e5~9b~be/plan.svg\">平面图</a>"),
        "{page}"
    );
}
