//! The built program as its users meet it: exit codes, texts, formats, what it writes.

mod city;
mod hooks;
mod init;
mod writes;
mod years;

use city::City;
use serde_json::Value;
use std::fs;

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
const ASCII: &str = "tongbao build check explain schema fill new report edition init hooks install git content theme help version output \
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
        &["init", "-h"], &["init"], &["init", "content"], &["init", "content/site.yaml"],
        &["hooks", "-h"], &["hooks", "install", "-h"], &["--content", "xx", "hooks", "install"],
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
