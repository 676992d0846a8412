//! The built program as its users meet it: exit codes, texts, formats, what it writes.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A copy of the small city in a folder of its own.
struct City {
    folder: TempDir,
}

struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl City {
    fn new() -> City {
        let folder = tempfile::tempdir().expect("a folder");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/city"), &folder.path().join("content"));
        City { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn change(&self, path: &str, old: &str, new: &str) {
        let file = self.path("content").join(path);
        let text = fs::read_to_string(&file).expect(path);
        assert!(text.contains(old), "{path} has no {old}");
        fs::write(&file, text.replacen(old, new, 1)).expect(path);
    }

    fn run(&self, args: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_tongbao"))
            .args(args)
            .current_dir(self.folder.path())
            .output()
            .expect("the program runs");
        Ran::of(output)
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.run(args).out).expect("JSON")
    }
}

impl Ran {
    fn of(output: Output) -> Ran {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Ran {
            code: output.status.code().expect("a code"),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file");
        }
    }
}

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push((path.clone(), fs::read(&path).expect("a file")));
        }
    }
    found.sort();
    found
}

#[test]
fn exit_codes_are_as_promised() {
    let city = City::new();
    #[rustfmt::skip]
    let cases: &[(&str, &[&str], i32)] = &[
        ("sound content",              &["check"],                                        0),
        ("help",                       &["--help"],                                       0),
        ("version",                    &["-V"],                                           0),
        ("a schema",                   &["schema", "report"],                             0),
        ("nothing",                    &[],                                               2),
        ("an unknown command",         &["publish"],                                      2),
        ("an unknown option",          &["check", "--loud"],                              2),
        ("an unknown format",          &["check", "--format", "xml"],                     2),
        ("a day that is none",         &["build", "--as-of", "2024-02-30"],               2),
        ("no content folder",          &["--content", "nowhere", "check"],                2),
        ("a file that is not there",   &["check", "reports/2031-01/works.md"],            2),
        ("an unknown schema",          &["schema", "reprot"],                             2),
        ("an unknown indicator",       &["explain", "roadz", "2024-03"],                  2),
        ("no theme",                   &["--theme", "nowhere", "build"],                  2),
    ];
    for (what, args, code) in cases {
        let ran = city.run(args);
        assert_eq!(ran.code, *code, "{what}: {}{}", ran.out, ran.err);
        if *code == 2 {
            assert!(ran.out.is_empty(), "{what} says it on stderr");
        }
    }
    city.change("reports/2024-03/works.md", "cutoff: 2024-03-31", "cutof: 2024-03-31");
    assert_eq!(city.run(&["check"]).code, 1);
    assert_eq!(city.run(&["check", "reports/2024-03/growth.md"]).code, 0, "only what was asked for counts");
    assert_eq!(city.run(&["check", "content/reports/2024-03/works.md"]).code, 1, "named from here");
    assert_eq!(city.run(&["check", "reports/2024-03"]).code, 1, "a folder");
}

/// Commands, options, codes and names of formats; nothing else may be in Latin letters.
const ASCII: &str = "tongbao build check explain schema fill new report edition content theme help version output \
    as of no pdf swap audience format exchange rename files internal text json github gitlab sarif themes default \
    PDF JSON Schema site yaml xx D Q H h V";

#[test]
fn help_and_errors_are_chinese() {
    let city = City::new();
    let known: Vec<&str> = ASCII.split_whitespace().collect();
    #[rustfmt::skip]
    let cases: &[&[&str]] = &[
        &["--help"], &["build", "--help"], &["check", "-h"], &["explain", "-h"], &["schema", "-h"],
        &["new", "-h"], &["new", "report", "-h"], &["new", "edition", "-h"], &["fill", "-h"], &["fill", "-h"],
        &[], &["new"], &["xx"], &["bild"], &["build", "--xx"], &["build", "--swap", "xx"], &["build", "--swap"],
        &["build", "--as-of", "xx"], &["build", "--audience", "xx"], &["check", "--format", "xx"],
        &["explain"], &["explain", "xx"], &["new", "report"], &["build", "--no-pdf=1"], &["build", "--as-of=1", "--as-of=2"],
        &["explain", "xx", "2024-03"], &["explain", "xx", "xx"], &["schema", "xx"], &["--content", "xx", "check"],
        &["new", "report", "xx", "2024-04"], &["new", "edition", "xx", "2024-04"],
    ];
    for args in cases {
        let ran = city.run(args);
        let said = format!("{}{}", ran.out, ran.err);
        let words = said.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| !w.is_empty());
        // Ids of the content and words of the line itself are nobody's English.
        let own = [
            "site", "month", "works", "dekad", "plan", "page", "lists", "region", "units", "regions",
            "calendar", "action", "method",
        ];
        let strange: Vec<&str> = words
            .filter(|w| !known.contains(w) && !own.contains(w) && !args.iter().any(|a| a.contains(w)))
            .collect();
        assert!(strange.is_empty(), "{args:?}: {strange:?} in\n{said}");
        assert!(said.chars().any(|c| ('一'..='鿿').contains(&c)), "{args:?} says something");
    }
}

#[test]
fn json_is_as_the_contract_has_it() {
    let city = City::new();
    city.change("reports/2024-03/works.md", "  bridges: 1", "  bridges: １");
    let found = city.run(&["check", "--format", "json"]);
    assert_eq!(found.code, 1);
    assert_eq!(
        found.out,
        concat!(
            r#"[{"rule":"not-a-number","severity":"error","path":"reports/2024-03/works.md","line":11,"column":12,"#,
            r#""end_line":11,"end_column":13,"message":"“１”不是数","help":"请用半角数字，改为“1”"}]"#,
            "\n"
        )
    );
    city.change("reports/2024-03/works.md", "  bridges: １", "  bridges: 1");
    assert_eq!(city.run(&["check", "--format", "json"]).out, "[]\n");
}

#[test]
fn a_caret_stands_under_what_is_wrong() {
    let city = City::new();
    city.change(
        "reports/2024-03/works.md",
        "{progress: 开工9.6公里, next: 完成征地}",
        "{progress: 开工9.6公里, nxt: 完成征地}",
    );
    let ran = city.run(&["check"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("错误[unknown-key]: "), "{}", ran.out);
    assert!(ran.out.contains("--> content/reports/2024-03/works.md:16:28"), "{}", ran.out);
    let lines: Vec<&str> = ran.out.lines().collect();
    let source = lines.iter().position(|l| l.contains("nxt: ")).expect("the line of the source");
    // A Chinese character takes two columns of a terminal.
    let columns = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let at = |line: &str, what: &str| columns(&line[..line.find(what).expect(what)]);
    assert_eq!(at(lines[source], "nxt"), at(lines[source + 1], "^^^"));
    assert!(ran.out.contains("帮助: "), "{}", ran.out);
    assert!(ran.out.ends_with("1处错误。\n"), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'), "no colours in a pipe");
}

#[test]
fn an_empty_folder_is_content_with_an_error() {
    let city = City::new();
    fs::create_dir(city.path("empty")).expect("a folder");
    let found = city.json(&["--content", "empty", "check", "--format", "json"]);
    assert!(found[0]["severity"] == "error" && found[0]["path"] == "." && found[0]["line"] == 1, "{found}");
    for args in [
        &["check"][..],
        &["build"],
        &["explain", "roads", "2024-03"],
        &["fill"],
        &["check", "--format", "sarif"],
    ] {
        let ran = city.run(&[&["--content", "empty"], args].concat());
        assert_eq!(ran.code, 1, "{args:?}: {}{}", ran.out, ran.err);
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
    }
    assert!(!city.path("output").exists(), "nothing is written");
}

#[test]
fn other_formats_have_their_shapes() {
    let city = City::new();
    city.change("reports/2024-03/works.md", "  bridges: 1", "  bridges: １\n  bridges2: 1");
    let github = city.run(&["check", "--format", "github"]).out;
    let first = github.lines().next().expect("a line");
    assert!(
        first.starts_with("::error file=content/reports/2024-03/works.md,line=11,col=12,endLine=11,endColumn=13,title=not-a-number::"),
        "{github}"
    );
    assert!(first.contains("%0A"), "the way out stands in the same line: {first}");

    let gitlab = city.json(&["check", "--format", "gitlab"]);
    let issues = gitlab.as_array().expect("a list");
    assert_eq!(issues.len(), 2);
    assert_eq!(issues[0]["severity"], "major");
    assert_eq!(issues[0]["location"]["positions"]["begin"], serde_json::json!({"line": 11, "column": 12}));
    assert_ne!(issues[0]["fingerprint"], issues[1]["fingerprint"]);

    let sarif = city.json(&["check", "--format", "sarif"]);
    let run = &sarif["runs"][0];
    assert_eq!(
        (&sarif["version"], &run["columnKind"]),
        (&Value::from("2.1.0"), &Value::from("unicodeCodePoints"))
    );
    assert_eq!(run["results"][0]["locations"][0]["physicalLocation"]["region"]["startColumn"], 12);
    assert_eq!(run["tool"]["driver"]["rules"].as_array().map(Vec::len), Some(2));
}

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
    let again = city.run(&["build"]);
    assert!(again.out.contains("与上次完全相同"), "{}", again.out);
    let early = city.run(&["build", "--as-of", "2024-03-10", "--output", "early"]);
    assert!(early.out.starts_with("所知日 2024-03-10。"), "{}", early.out);
    assert!(!city.path("early/site/data/v1/2024/figures/2024-03.json").exists(), "March was not known then");
    assert!(!city.path("early/site/data/v1/editions/month-2024-03.json").exists(), "nor was its issue");
    let page = fs::read_to_string(city.path("early/site/index.html")).expect("a page");
    assert!(!page.contains("未编出"), "which is no fault of the issue");
}

#[test]
fn a_mistake_in_the_plan_stops_everything_and_one_in_a_report_only_that() {
    let city = City::new();
    assert_eq!(city.run(&["build"]).code, 0);
    let before = files(&city.path("output/site"));

    city.change("plan/2024/method.yaml", "version:", "vresion:");
    let ran = city.run(&["build"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("没有生成站点") && ran.err.contains("上一次的站点保留"), "{}", ran.err);
    assert_eq!(files(&city.path("output/site")), before, "the last site stays");
    assert_eq!(city.run(&["explain", "roads", "2024-03"]).code, 1);
    assert_eq!(city.run(&["new", "report", "works", "2024-04"]).code, 1);

    city.change("plan/2024/method.yaml", "vresion:", "version:");
    city.change("reports/2024-03/growth.md", "firms: 60.93", "firms: 约61");
    let ran = city.run(&["build"]);
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
fn a_figure_is_explained_with_its_sources() {
    let city = City::new();
    let ran = city.run(&["explain", "改造道路", "2024-03"]);
    assert_eq!(ran.code, 0);
    for part in [
        "改造道路（roads），所知日 2024-04-09\n",
        "9.6公里（快报，截至2024年3月31日）",
        "9.6 ÷ 40 ＝ 24.0000%",
        "reports/2024-03/works.md:9（git blob ",
    ] {
        assert!(ran.out.contains(part), "{part} in\n{}", ran.out);
    }
    let part = city.run(&["explain", "schools", "2024-03", "林县"]);
    assert!(part.out.starts_with("林县：新建学校（schools）"), "{}", part.out);
    let none = city.run(&["explain", "schools", "2024-05"]);
    assert_eq!((none.code, none.err.contains("可用：2024-02")), (2, true), "{}", none.err);
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
