//! docs/ as a newcomer follows it with a bare remote: clone, branch, report, mistake, mended, merged, tagged, built.
//! Every command is a line of the documents, or of the pipelines' own files.

use super::{installed, root};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;

/// A document, its commands to be followed one by one.
struct Guide(&'static str);

const REPORTING: Guide = Guide("docs/reporting.zh-CN.md");
const AMENDING: Guide = Guide("docs/amending.zh-CN.md");
const EDITING: Guide = Guide("docs/editing.zh-CN.md");

/// Somebody with a working folder.
struct Person<'a> {
    office: &'a Office,
    folder: PathBuf,
}

struct Ran {
    good: bool,
    said: String,
}

/// The bare remote and the folders of all who use it.
struct Office {
    folder: TempDir,
}

impl Office {
    fn new() -> Office {
        let office = Office { folder: tempfile::tempdir().expect("a folder") };
        let made = office.person("").run("git init -q --bare -b main remote.git");
        assert!(made.good, "{}", made.said);
        office
    }

    fn person(&self, folder: &str) -> Person<'_> {
        let folder = self.folder.path().join(folder);
        fs::create_dir_all(&folder).expect("a folder");
        Person { office: self, folder }
    }

    fn remote(&self) -> String {
        self.folder.path().join("remote.git").display().to_string()
    }

    /// What a pipeline does for a branch or a tag: a clean clone, and the lines of its own file.
    fn pipeline(&self, revision: &str, lines: &[String]) -> (Ran, PathBuf) {
        let runner = self.person(&format!("runner-{revision}"));
        let cloned = runner.run(&format!("git clone -q -b {revision} '{}' .", self.remote()));
        assert!(cloned.good, "{}", cloned.said);
        let mut said = String::new();
        for line in lines {
            let ran = runner.run(line);
            said.push_str(&ran.said);
            if !ran.good {
                return (Ran { good: false, said }, runner.folder.join("output"));
            }
        }
        (Ran { good: true, said }, runner.folder.join("output"))
    }
}

impl Person<'_> {
    fn run(&self, line: &str) -> Ran {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path =
            std::env::join_paths([installed().to_owned()].into_iter().chain(std::env::split_paths(&path)));
        let ran = Command::new("sh")
            .args(["-c", line])
            .current_dir(&self.folder)
            .env("PATH", path.expect("paths"))
            .env("GIT_CONFIG_GLOBAL", self.office.folder.path().join("none"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env_remove("GITHUB_ACTIONS")
            .env_remove("TONGBAO")
            .envs(["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|k| (k, "clerk")))
            .envs(["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|k| (k, "clerk@example.org")))
            .output()
            .expect("sh runs");
        let said = [ran.stdout, ran.stderr].map(|b| String::from_utf8_lossy(&b).into_owned()).concat();
        Ran { good: ran.status.success(), said }
    }

    /// Runs a command that stands in the document as a line.
    fn tries(&self, guide: &Guide, line: &str) -> Ran {
        let text = fs::read_to_string(root(guide.0)).expect(guide.0);
        assert!(text.lines().any(|l| l.trim_start() == line), "{} does not say {line}", guide.0);
        self.run(&line.replace("仓库地址", &format!("'{}'", self.office.remote())))
    }

    fn follows(&self, guide: &Guide, lines: &[&str]) {
        for line in lines {
            let ran = self.tries(guide, line);
            assert!(ran.good, "{line}: {}", ran.said);
        }
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.folder.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect(path);
    }

    fn change(&self, path: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.folder.join(path)).expect(path);
        assert!(text.contains(old), "{path} has no {old}");
        self.write(path, &text.replacen(old, new, 1));
    }

    /// The button of the merge request.
    fn merges(&self, branch: &str) {
        let lines = format!(
            "git fetch -q && git merge -q --no-ff origin/{branch} -m 合并{branch} && git push -q origin main"
        );
        let ran = self.run(&lines);
        assert!(ran.good, "{}", ran.said);
    }
}

/// The lines that a job of docs/ci/gitlab-ci.yml runs.
fn gitlab(job: &str) -> Vec<String> {
    let text = fs::read_to_string(root("docs/ci/gitlab-ci.yml")).expect("the file");
    let file: serde_json::Value = serde_yaml::from_str(&text).expect("YAML");
    let lines = file[job]["script"].as_array().expect("a script");
    lines.iter().map(|l| l.as_str().expect("a line").to_owned()).collect()
}

/// The lines that docs/ci/github.yml runs.
fn github() -> Vec<String> {
    let text = fs::read_to_string(root("docs/ci/github.yml")).expect("the file");
    let file: serde_json::Value = serde_yaml::from_str(&text).expect("YAML");
    let steps = file["jobs"]["preview"]["steps"].as_array().expect("steps");
    steps.iter().filter_map(|s| s["run"].as_str()).map(str::to_owned).collect()
}

const REPORT: &str = "---
action: urban
period: 2024-03
cutoff: 2024-03-31
filed: {unit: 市住建局, date: 2024-04-03}
indicators:
  old-communities: {by_region: {甲县: 4, 乙县: 2}, city_part: 约5}
  schools: 0
  dust: {light: green, why: 在建工地全部达标}
problems:
  - {id: CX-24-01}
---

1—3月，老旧小区改造开工[](=老旧小区改造.累计)，完成[](=老旧小区改造.完成率)。
";

fn set_up(office: &Office) {
    let editor = office.person("editor");
    for name in ["preview.sh", "gitlab-ci.yml", "github.yml"] {
        editor
            .write(&format!("docs/ci/{name}"), &fs::read_to_string(root("docs/ci").join(name)).expect(name));
    }
    editor.write(".gitignore", "output/\n");
    let lines = [
        "git init -b main",
        "tongbao init content",
        "git add .",
        "git commit -m \"示例内容\"",
        "git remote add origin 仓库地址",
        "git push -u origin main",
        "tongbao hooks install",
    ];
    editor.follows(&EDITING, &lines);
}

/// From the clone to the branch that waits for its review.
fn report(office: &Office) {
    let clerks = office.person("clerk");
    clerks.follows(&REPORTING, &["git clone 仓库地址 tongbao-data"]);
    let clerk = office.person("clerk/tongbao-data");
    clerk.follows(
        &REPORTING,
        &[
            "tongbao hooks install",
            "git switch main",
            "git pull",
            "git switch -c 2024-03-urban",
            "tongbao new report urban 2024-03",
        ],
    );
    clerk.write("content/reports/2024-03/urban.md", REPORT);
    let checked = clerk.tries(&REPORTING, "tongbao check");
    assert!(!checked.good && checked.said.contains("not-a-number"), "{}", checked.said);
    clerk.follows(&REPORTING, &["git add content"]);
    let commit = "git commit -m \"城乡建设行动2024年3月报告\"";
    let refused = clerk.tries(&REPORTING, commit);
    assert!(!refused.good && refused.said.contains("没有提交"), "{}", refused.said);

    clerk.change("content/reports/2024-03/urban.md", "约5", "5");
    let push = "git push -u origin 2024-03-urban";
    clerk.follows(&REPORTING, &["tongbao fill", "tongbao check", "git add content", commit, push]);
    let filled =
        fs::read_to_string(clerk.folder.join("content/reports/2024-03/urban.md")).expect("the report");
    assert!(filled.contains("[11个](=老旧小区改造.累计)，完成[27.5%]"), "{filled}");
}

#[test]
fn from_the_clone_to_the_published_site() {
    let office = Office::new();
    set_up(&office);
    report(&office);
    let (ran, output) = office.pipeline("2024-03-urban", &gitlab("preview"));
    assert!(ran.good, "{}", ran.said);
    assert!(output.join("site/2024/reports/2024-03/urban.html").is_file(), "the reviewer sees the report");
    assert_eq!(fs::read_to_string(output.join("code-quality.json")).expect("it is kept").trim(), "[]");

    let editor = office.person("editor");
    editor.merges("2024-03-urban");
    let start = [
        "git switch main",
        "git pull",
        "git switch -c 2024-03-issue",
        "tongbao new edition city-monthly 2024-03",
        "tongbao fill",
        "tongbao check",
        "tongbao build",
        "git add content",
        "git commit -m \"重点工作通报2024年3月\"",
        "git push -u origin 2024-03-issue",
        "git switch main",
    ];
    editor.follows(&EDITING, &start);
    editor.merges("2024-03-issue");
    let tag = [
        "git pull",
        "git tag -a city-monthly-2024-03 -m \"重点工作通报2024年3月\"",
        "git push origin city-monthly-2024-03",
    ];
    editor.follows(&EDITING, &tag);
    let (ran, output) = office.pipeline("city-monthly-2024-03", &gitlab("issue"));
    assert!(ran.good, "{}", ran.said);
    let issue =
        fs::read_to_string(output.join("site/editions/city-monthly-2024-03.html")).expect("the issue");
    assert!(issue.contains("2024年3月重点工作推进情况通报"));
    editor.follows(
        &EDITING,
        &[
            "git switch --detach city-monthly-2024-03",
            "tongbao build --output output-2024-03",
            "git switch main",
        ],
    );
    let same = editor.run(&format!("diff -r output-2024-03/site '{}'", output.join("site").display()));
    assert!(same.good && same.said.is_empty(), "the same bytes again: {}", same.said);
}

#[test]
fn a_mistake_that_was_merged_is_told_and_mended() {
    let office = Office::new();
    set_up(&office);
    report(&office);
    let clerk = office.person("clerk/tongbao-data");
    clerk.change("content/reports/2024-03/urban.md", "schools: 0", "shools: 0");
    assert!(clerk.run("git commit -qam 不查 --no-verify && git push -q").good);
    let (ran, output) = office.pipeline("2024-03-urban", &github());
    assert!(!ran.good, "the merge request cannot be merged");
    let told = fs::read_to_string(output.join("check.txt")).expect("it is kept");
    assert!(told.contains("错误[unknown-indicator]: 没有指标“shools”"), "{told}");
    let page = fs::read_to_string(output.join("site/index.html")).expect("the others have their site");
    assert!(page.contains("退回"));

    office.person("editor").merges("2024-03-urban");
    clerk.follows(&AMENDING, &["git switch main", "git pull", "git switch -c 2024-03-urban-2"]);
    clerk.change("content/reports/2024-03/urban.md", "shools: 0", "schools: 0");
    assert!(clerk.run("git commit -qam 改正 && git push -q -u origin 2024-03-urban-2").good);
    let (ran, _) = office.pipeline("2024-03-urban-2", &github());
    assert!(ran.good, "{}", ran.said);
}

#[test]
fn the_script_says_what_it_lacks_and_annotates() {
    let office = Office::new();
    set_up(&office);
    let editor = office.person("editor");
    let none = editor.run("TONGBAO=/nowhere/tongbao sh docs/ci/preview.sh 2>&1; echo code $?");
    assert!(none.said.contains("找不到 tongbao") && none.said.ends_with("code 2\n"), "{}", none.said);
    editor.change("content/reports/2024-02/urban.md", "schools: 0", "shools: 0");
    let ran = editor.run("GITHUB_ACTIONS=true sh docs/ci/preview.sh 2>&1; echo code $?");
    assert!(ran.said.contains("::error file=content/reports/2024-02/urban.md"), "{}", ran.said);
    assert!(ran.said.ends_with("code 1\n"), "{}", ran.said);
    let quality = fs::read_to_string(editor.folder.join("output/code-quality.json")).expect("it is kept");
    assert!(quality.contains("unknown-indicator"), "{quality}");
}

/// A block within a list stands further in.
fn unindented(block: &str) -> String {
    let depth = block.len() - block.trim_start().len();
    block.lines().filter(|l| !l.trim().is_empty()).map(|l| format!("{}\n", &l[depth..])).collect()
}

/// What the documents show as front matter is right where it says it stands.
#[test]
fn the_examples_of_amending_are_sound() {
    let office = Office::new();
    set_up(&office);
    let editor = office.person("editor");
    let text = fs::read_to_string(root(AMENDING.0)).expect("the document");
    let mut blocks = text.split("```yaml\n").skip(1).map(|b| b.split("```").next().expect("its end"));
    let report = REPORT.replace("约5", "5").replace("problems:\n  - {id: CX-24-01}\n", "@");
    let all: String = blocks.by_ref().map(unindented).collect();
    for key in ["amended:", "returned:", "override:", "problems:"] {
        assert!(all.contains(key), "{key} is shown");
    }
    // A rank of industry is not this action's to amend.
    let all: String = all.lines().filter(|l| !l.contains("industry")).map(|l| format!("{l}\n")).collect();
    editor.write("content/reports/2024-03/urban.md", &report.replace('@', &all));
    let checked = editor.run("tongbao fill && tongbao check");
    assert!(checked.good, "{}", checked.said);
}
