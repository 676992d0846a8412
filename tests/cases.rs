//! Every rule has a case, every case shows what a clerk sees, and one mistake gives one diagnostic.
//!
//! A case is a section of `tests/cases/RULE.md`: one or more changes to the small city in `tests/city/`, and the text
//! that `tongbao check` prints for it. `BLESS=1 cargo test --test cases` writes the texts anew, to be read before
//! committing. A change is a fence with the path of a file behind its word:
//!
//! - `diff`: lines with `-` are replaced by those with `+`; after `+++ 新建此文件` a new file of those with `+`;
//!   `--- 删去此文件`, `--- 清空此文件`.
//! - `bytes`: the file is these bytes, in hexadecimal.
//! - `make`: what no text can show: `文件夹`; `链接 TARGET`; `文件名 HEX` (a file in that folder whose name is these
//!   bytes); `重复 N TEXT` (the file is TEXT, N times). Made on Unix only.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tongbao::check::conflicts::ConflictRule;

struct Case {
    title: String,
    changes: Vec<Change>,
    expected: String,
}

struct Change {
    how: String,
    path: String,
    lines: Vec<String>,
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case { title: title.into(), changes: Vec::new(), expected: String::new() });
        }
        let Some(fence) = line.strip_prefix("```") else { continue };
        let inside: Vec<String> = lines.by_ref().take_while(|l| *l != "```").map(str::to_owned).collect();
        let case = cases.last_mut().expect("a fence stands below a title");
        match fence.split_once(' ') {
            Some((how, path)) => {
                case.changes.push(Change { how: how.into(), path: path.into(), lines: inside });
            }
            None => case.expected = inside.join("\n"),
        }
    }
    cases
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

/// The city with the case's changes made in it.
fn changed_city(case: &Case) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    copy(&root("tests/city"), dir.path());
    for change in &case.changes {
        let path = dir.path().join(&change.path);
        match change.how.as_str() {
            "diff" => edit(&path, &change.lines, &case.title),
            "bytes" => fs::write(path, bytes(&change.lines.concat())).expect("written"),
            "make" => make(&path, &change.lines.concat()),
            other => panic!("{}: no such change: {other}", case.title),
        }
    }
    dir
}

fn edit(path: &Path, change: &[String], title: &str) {
    let lines = |sign: char| -> Vec<&str> { change.iter().filter_map(|l| l.strip_prefix(sign)).collect() };
    match change.first().map(String::as_str) {
        Some("--- 删去此文件") => return fs::remove_file(path).expect("removed"),
        Some("--- 清空此文件") => return fs::write(path, "").expect("emptied"),
        Some("+++ 新建此文件") => {
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            return fs::write(path, lines('+')[1..].join("\n") + "\n").expect("written");
        }
        _ => {}
    }
    let (old, new) = (lines('-').join("\n"), lines('+').join("\n"));
    let text = fs::read_to_string(path).expect("a file of the city");
    assert!(text.contains(&old), "{title}: the city does not have {old:?}");
    let old = if new.is_empty() { old + "\n" } else { old };
    let changed = text.replacen(&old, &new, 1);
    assert_ne!(changed, text, "{title}: nothing is changed");
    fs::write(path, changed).expect("written");
}

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u32> = hex.chars().filter_map(|c| c.to_digit(16)).collect();
    digits.chunks(2).map(|pair| (pair[0] * 16 + pair[1]) as u8).collect()
}

#[cfg(unix)]
fn make(path: &Path, what: &str) {
    use std::os::unix::ffi::OsStrExt;
    let (word, rest) = what.split_once(' ').unwrap_or((what, ""));
    if path.is_file() && word != "重复" {
        fs::remove_file(path).expect("removed");
    }
    match word {
        "文件夹" => fs::create_dir_all(path).expect("a folder"),
        "链接" => std::os::unix::fs::symlink(rest, path).expect("a link"),
        "文件名" => fs::write(path.join(std::ffi::OsStr::from_bytes(&bytes(rest))), "").expect("written"),
        "重复" => {
            let (times, text) = rest.split_once(' ').expect("a number and a text");
            fs::write(path, text.repeat(times.parse().expect("a number"))).expect("written");
        }
        other => panic!("nothing can be made of “{other}”"),
    }
}

/// The name of every rule in the sources: what stands as a text where a diagnostic is made.
fn rules() -> BTreeSet<String> {
    const MAKERS: [&str; 6] =
        ["Diagnostic::error(", "Diagnostic::warning(", "Trap::new(", ".fault(", "broken(", "NAME: &str = "];
    let mut names: BTreeSet<String> = ConflictRule::ALL.iter().map(|r| r.code().to_owned()).collect();
    for source in sources(&root("src")) {
        let text = fs::read_to_string(source).expect("a source");
        let code = text.split("#[cfg(test)]\nmod ").next().expect("its beginning");
        for (at, maker) in MAKERS.iter().flat_map(|m| code.match_indices(m)) {
            let Some((before, rest)) = code[at + maker.len()..].split_once('"') else { continue };
            let plain = |c: char| c.is_alphanumeric() || c.is_whitespace() || "_.:,+()".contains(c);
            let Some((name, _)) = rest.split_once('"').filter(|_| before.chars().all(plain)) else {
                continue;
            };
            if !name.is_empty()
                && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            {
                names.insert(name.to_owned());
            }
        }
    }
    names
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let inside = fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path());
    inside.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
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
    let files = fs::read_dir(root("tests/cases")).expect("a folder");
    let cases: BTreeSet<String> = files
        .map(|e| e.expect("an entry").file_name().into_string().expect("UTF-8"))
        .map(|name| name.strip_suffix(".md").expect("a case is Markdown").to_owned())
        .collect();
    let mut rules = rules();
    // `check` has no fonts: told by `build`, tested in tests/pdf.
    assert!(rules.remove("missing-glyph") && rules.remove("sheet-too-long"));
    let without: Vec<_> = rules.difference(&cases).collect();
    assert!(without.is_empty(), "rules without a case: {without:?}");
    let strangers: Vec<_> = cases.difference(&rules).collect();
    assert!(strangers.is_empty(), "cases of no rule: {strangers:?}");
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
            if cfg!(not(unix)) && case.changes.iter().any(|c| c.how == "make") {
                continue;
            }
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
