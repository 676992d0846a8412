//! Every rule has a case, every case shows what a clerk sees, and one mistake gives one diagnostic.
//!
//! A case is a section of `tests/cases/RULE.md`: a change to the small city in `tests/city/`, and the text that
//! `tongbao check` prints for it. `BLESS=1 cargo test --test cases` writes the texts anew, to be read before committing.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

struct Case {
    title: String,
    path: String,
    change: String,
    expected: String,
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn cases(text: &str) -> Vec<Case> {
    text.split("\n## ")
        .skip(1)
        .map(|section| {
            let (title, rest) = section.split_once('\n').expect("a title");
            let (head, rest) =
                rest.split_once("```diff ").expect("a diff").1.split_once('\n').expect("a path");
            let (change, rest) = rest.split_once("\n```\n").expect("an end of the diff");
            let expected = rest.split_once("```text\n").expect("a text").1;
            let expected = &expected[..fence_end(expected)];
            Case { title: title.into(), path: head.into(), change: change.into(), expected: expected.into() }
        })
        .collect()
}

/// Where the line is that ends a fence; the text in it may show a fence of its own behind a line number.
fn fence_end(text: &str) -> usize {
    if text.starts_with("```") { 0 } else { text.find("\n```\n").expect("an end of the fence") + 1 }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the city") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        match entry.file_type().expect("a type").is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).expect("a copy")),
        }
    }
}

/// The city with the case's change made in it.
fn changed_city(case: &Case) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    copy(&root("tests/city"), dir.path());
    let path = dir.path().join(&case.path);
    match case.change.as_str() {
        "--- 删去此文件" => fs::remove_file(path).expect("removed"),
        "--- 清空此文件" => fs::write(path, "").expect("emptied"),
        change => {
            let lines =
                |sign: char| -> Vec<&str> { change.lines().filter_map(|l| l.strip_prefix(sign)).collect() };
            if let Some(("+++ 新建此文件", text)) = change.split_once('\n') {
                fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
                let text: Vec<&str> = text.lines().map(|l| &l[1..]).collect();
                return fs::write(path, text.join("\n") + "\n").map(|()| dir).expect("written");
            }
            let (old, new) = (lines('-').join("\n"), lines('+').join("\n"));
            let text = fs::read_to_string(&path).expect("a file of the city");
            assert!(text.contains(&old), "{}: the city does not have {old:?}", case.title);
            let old = if new.is_empty() { old + "\n" } else { old };
            fs::write(path, text.replacen(&old, &new, 1)).expect("written");
        }
    }
    dir
}

fn check(content: &Path, format: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_tongbao"))
        .current_dir(content)
        .args(["--content", ".", "check", "--format", format])
        .output()
        .expect("tongbao runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn the_city_without_a_mistake_has_no_diagnostic() {
    assert_eq!(check(&root("tests/city"), "json").trim(), "[]");
}

#[test]
fn every_rule_has_a_case() {
    let named = |dir: &str, ending: &str| -> BTreeSet<String> {
        fs::read_dir(root(dir))
            .expect("a folder")
            .map(|e| e.expect("an entry").file_name().into_string().expect("UTF-8"))
            .filter_map(|n| n.strip_suffix(ending).map(|n| n.replace('_', "-")))
            .filter(|n| n != "mod")
            .collect()
    };
    let (rules, cases) = (named("src/check/rules", ".rs"), named("tests/cases", ".md"));
    let without: Vec<_> = rules.difference(&cases).collect();
    assert!(without.is_empty(), "rules without a case: {without:?}");
}

#[test]
fn every_case_prints_what_it_says() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    let mut files: Vec<PathBuf> =
        fs::read_dir(root("tests/cases")).expect("the cases").map(|e| e.expect("an entry").path()).collect();
    files.sort();
    for file in files {
        let text = fs::read_to_string(&file).expect("a case");
        let rule = file.file_stem().expect("a name").to_str().expect("UTF-8");
        let mut blessed = text.clone();
        for case in cases(&text) {
            let city = changed_city(&case);
            let printed = check(city.path(), "text");
            let found: serde_json::Value = serde_json::from_str(&check(city.path(), "json")).expect("JSON");
            let rules: Vec<&str> = found
                .as_array()
                .expect("a list")
                .iter()
                .map(|d| d["rule"].as_str().expect("a rule"))
                .collect();
            let others = text.contains("另有 not-reported");
            let rules: Vec<&str> = rules.into_iter().filter(|r| !(others && *r == "not-reported")).collect();
            if rules != [rule] {
                wrong.push(format!(
                    "{rule} / {}: one diagnostic of the rule, not {rules:?}\n{printed}",
                    case.title
                ));
            }
            // Of a case with others only its own is shown.
            let printed = match (others, printed.split_once("\n\n")) {
                (true, Some((own, _))) => own.to_owned(),
                _ => printed,
            };
            if printed.trim() != case.expected.trim() {
                let section = blessed.find(&format!("\n## {}\n", case.title)).expect("the section");
                let start =
                    section + blessed[section..].find("```text\n").expect("a text") + "```text\n".len();
                let end = start + fence_end(&blessed[start..]);
                blessed.replace_range(start..end, &format!("{}\n", printed.trim_end()));
                if !bless {
                    wrong.push(format!("{rule} / {}: printed\n{printed}", case.title));
                }
            }
        }
        if bless {
            fs::write(&file, blessed).expect("written");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
