//! A new city: it is whole, and it is told that it was written.

use super::city::files;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let ran = Command::new(env!("CARGO_BIN_EXE_tongbao")).args(args).current_dir(folder).output();
    let Output { status, stdout, stderr } = ran.expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (status.code(), text(stdout), text(stderr))
}

/// Paths below a folder with their bytes.
fn below(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let strip = |(path, bytes): (PathBuf, _)| (path.strip_prefix(folder).expect("below").to_owned(), bytes);
    files(folder).into_iter().map(strip).collect()
}

#[test]
fn a_new_city_is_checked_without_a_word_and_built() {
    let folder = tempfile::tempdir().expect("a folder");
    let (code, out, err) = run(folder.path(), &["init", "content"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let written = below(&folder.path().join("content"));
    let source = below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bin/tongbao/init/city"));
    assert_eq!(written, source, "all of it, and nothing else");
    for (path, _) in &written {
        let line = format!("已新建 {}\n", Path::new("content").join(path).display());
        assert!(out.contains(&line), "{line} in\n{out}");
    }
    assert!(out.ends_with("下一步：tongbao check 检查，tongbao build 生成网站。\n"), "{out}");

    assert_eq!(run(folder.path(), &["check", "--format", "json"]).1, "[]\n", "not even a warning");
    let (code, out, err) = run(folder.path(), &["build", "--no-pdf"]);
    assert_eq!((code, err.as_str()), (Some(0), "没有发现问题。\n"), "{out}");
    let site = folder.path().join("output/site");
    for path in ["index.html", "editions/city-monthly-2024-02.html", "pages/about.html"] {
        assert!(site.join(path).is_file(), "{path}");
    }
    assert_eq!(run(folder.path(), &["fill"]).1, "没有要改写的数。\n");
}

#[test]
fn a_new_city_shows_what_there_is() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(run(folder.path(), &["init", "a city/content"]).0, Some(0));
    let content = folder.path().join("a city/content");
    let (_, out, _) = run(&content, &["--content", ".", "build", "--no-pdf", "--output", "../output"]);
    assert!(out.contains("站点已写入"), "{out}");
    let plan = fs::read_to_string(folder.path().join("a city/output/site/data/v1/2024/plan.json"));
    let plan: serde_json::Value = serde_json::from_str(&plan.expect("the plan")).expect("JSON");
    let count = |key: &str| plan[key].as_array().map_or(0, Vec::len);
    assert_eq!((count("actions"), count("indicators"), count("regions"), count("conflicts")), (3, 12, 2, 0));
    for (path, bytes) in below(&content) {
        let text = String::from_utf8(bytes).expect("UTF-8");
        for line in text.lines().filter(|_| path.extension().is_some_and(|e| e == "yaml")) {
            assert!(line.chars().count() < 250, "{}: {line}", path.display());
        }
    }
}

#[test]
fn nothing_that_stands_there_is_touched() {
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path().join("content");
    assert_eq!(run(folder.path(), &["init", "content"]).0, Some(0));
    fs::write(content.join("site.yaml"), "name: 我的城市\n").expect("a change");
    let before = below(&content);
    let (code, out, err) = run(folder.path(), &["init", "content"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("已有文件，没有改动") && err.contains("tongbao init content-2"), "{err}");
    assert_eq!(below(&content), before);

    let (code, _, err) = run(folder.path(), &["init", "content/site.yaml"]);
    assert_eq!((code, err.contains("不是文件夹，没有改动")), (Some(2), true), "{err}");
    fs::create_dir_all(folder.path().join("clone/.git")).expect("a clone");
    let (code, out, err) = run(folder.path(), &["init", "clone"]);
    assert_eq!(code, Some(0), "an empty clone is empty: {err}");
    assert!(out.contains("下一步：tongbao --content clone check"), "{out}");
}
