//! The next year's plan is a folder beside the old one; both years stay on the site.

use super::city::files;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// The new city of `init` in its second year.
struct Years {
    folder: TempDir,
}

impl Years {
    fn new() -> Years {
        let years = Years { folder: tempfile::tempdir().expect("a folder") };
        assert_eq!(years.run(&["init", "content"]).0, Some(0));
        let plan = years.content("plan/2024");
        for (path, bytes) in files(&plan) {
            let text = String::from_utf8(bytes).expect("UTF-8").replace("02-29", "02-28");
            let text = text.replace("2024", "2025").replace("2023", "2024");
            let target = years.content("plan/2025").join(path.strip_prefix(&plan).expect("below"));
            fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
            fs::write(target, text).expect("a file");
        }
        years.append(
            "calendar.yaml",
            "2025:\n  source: 国办发明电〔2024〕12号\n  holidays: [2025-01-01, 2025-01-28..2025-02-04]\n  workdays: [2025-01-26, 2025-02-08]\n",
        );
        years
    }

    fn content(&self, path: &str) -> PathBuf {
        self.folder.path().join("content").join(path)
    }

    fn append(&self, path: &str, more: &str) {
        let text = fs::read_to_string(self.content(path)).expect(path);
        fs::write(self.content(path), text + more).expect(path);
    }

    fn change(&self, path: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.content(path)).expect(path);
        assert!(text.contains(old), "{path} has no {old}:\n{text}");
        fs::write(self.content(path), text.replacen(old, new, 1)).expect(path);
    }

    fn run(&self, args: &[&str]) -> (Option<i32>, String) {
        let ran =
            Command::new(env!("CARGO_BIN_EXE_tongbao")).args(args).current_dir(self.folder.path()).output();
        let ran = ran.expect("the program runs");
        let said = [ran.stdout, ran.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8")).concat();
        (ran.status.code(), said)
    }

    fn page(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join("output/site").join(path)).expect(path)
    }

    /// A report of 2025-02 that has come.
    fn report(&self, action: &str, more: &str) {
        let path = self.content(&format!("reports/2025-02/{action}.md"));
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        let head = format!(
            "action: {action}\nperiod: 2025-02\ncutoff: 2025-02-28\nfiled: {{unit: 市政府办公室, date: 2025-03-05}}\n"
        );
        fs::write(path, format!("---\n{head}{more}---\n")).expect("a report");
    }
}

fn has(path: &Path) -> bool {
    path.is_file()
}

#[test]
fn both_years_stay_on_the_site() {
    let years = Years::new();
    let (code, said) = years.run(&["build", "--no-pdf"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(years.page("index.html").contains("2024年总览"), "until the new year has a report");
    assert!(years.page("2025/index.html").contains("2025年总览"));

    years.report("growth", "indicators: {industry: 7.2, firms: 5.1, jobs: 0.2}\n");
    let (code, said) = years.run(&["build", "--no-pdf"]);
    assert_eq!(code, Some(0), "{said}");
    let first = years.page("index.html");
    assert!(first.contains("2025年总览") && first.contains("2024/index.html"), "with a way to the old year");
    assert!(years.page("2024/index.html").contains("2024年总览"));
    for path in [
        "data/v1/2024/figures/2024-02.json",
        "data/v1/2025/figures/2025-02.json",
        "2024/plan.html",
        "2025/plan.html",
    ] {
        assert!(has(&years.folder.path().join("output/site").join(path)), "{path}");
    }
    let issue = years.page("editions/city-monthly-2024-02.html");
    assert!(issue.contains("2024年2月重点工作推进情况通报"), "an old issue stays");
    assert!(
        said.contains("安全守护行动12月（2024-12）的报告应报未报"),
        "what was due last year is not forgotten: {said}"
    );
    assert_eq!(years.run(&["new", "edition", "city-monthly", "2025-02"]).0, Some(0));
}

#[test]
fn problems_and_revisions_go_on_over_new_year_and_numbers_do_not() {
    let years = Years::new();
    let (code, said) = years.run(&["new", "report", "urban", "2025-02"]);
    assert_eq!(code, Some(0), "{said}");
    let form = fs::read_to_string(years.content("reports/2025-02/urban.md")).expect("the form");
    assert!(form.contains("- id: CX-24-01\n    state: 挂号"), "{form}");
    assert!(
        form.contains("# - of: P-001\n  #   what: 基础开工"),
        "this year's node is not last year's: {form}"
    );
    assert!(!form.contains("上期"), "a count begins anew: {form}");

    years.report("urban", "problems: [{id: CX-24-01, state: 拟销, evidence: 会议纪要}]\n");
    let amended =
        "amended: [{indicator: jobs, period: 2024-02, from: 0.22, value: 0.21, reason: 剔除重复登记}]\n";
    years.report("growth", amended);
    let (code, said) = years.run(&["check", "reports/2025-02"]);
    assert_eq!(code, Some(0), "{said}");
    let (_, said) = years.run(&["explain", "jobs", "2024-02"]);
    assert!(said.contains("0.21万人"), "{said}");
    years.change("reports/2025-02/urban.md", "state: 拟销, evidence: 会议纪要", "state: 反弹, why: 又停工");
    let (code, said) = years.run(&["check", "reports/2025-02"]);
    assert!(code == Some(1) && said.contains("“挂号”不能改为“反弹”"), "{said}");
    years.change("reports/2025-02/urban.md", "problems: [{id: CX-24-01, state: 反弹, why: 又停工}]\n", "");
    let (_, said) = years.run(&["check", "reports/2025-02"]);
    assert!(said.contains("problem-not-mentioned") && said.contains("CX-24-01"), "{said}");

    assert_eq!(years.run(&["build", "--no-pdf"]).0, Some(0));
    let figures = years.page("data/v1/2025/figures/2025-02.json");
    let figures: serde_json::Value = serde_json::from_str(&figures).expect("JSON");
    assert_eq!(
        figures["tasks"]["urban/2-1"]["light"]["word"], "个别节点逾期",
        "done last year is not done this year"
    );
}

#[test]
fn a_publication_of_an_action_that_ends_stays() {
    let years = Years::new();
    years.append(
        "site.yaml",
        "  safety-dekad: {name: 安全守护行动旬调度, kind: dispatch, scope: safety, number: 第N期}\n",
    );
    fs::remove_file(years.content("plan/2025/actions/safety.md")).expect("the action ends");
    years.change(
        "plan/2025/plan.md",
        "  - {ref: accidents, says: 不发生较大及以上安全事故, at: goal-3}\n",
        "",
    );
    years.change(
        "plan/2025/plan.md",
        "  - {ref: water, target: {ge: 100}, unit: \"%\", says: 集中式饮用水水源地水质达标率100%, at: goal-3}\n",
        "",
    );
    years.change("plan/2025/plan.md", "action: safety", "action: urban");
    let (code, said) = years.run(&["new", "edition", "safety-dekad", "2024-02-D1"]);
    assert_eq!(code, Some(0), "{said}");
    let (_, said) = years.run(&["check", "site.yaml", "--format", "json"]);
    assert_eq!(said, "[]\n");
    years.run(&["build", "--no-pdf"]);
    assert!(years.page("2024/actions/safety.html").contains("安全守护行动"));
    let (code, said) = years.run(&["new", "edition", "safety-dekad", "2025-02-D1"]);
    assert_eq!((code, said.contains("这一年不出")), (Some(2), true), "{said}");
}
