//! The check before a commit, as git runs it.

use super::city::City;
use std::fs;
use std::process::Command;

/// Git in the city's folder, without anybody's settings: whether it went well, and what it said.
fn git(city: &City, args: &[&str]) -> (bool, String) {
    let ran = Command::new("git")
        .args(args)
        .current_dir(city.path("."))
        .env("GIT_CONFIG_GLOBAL", city.path("none"))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .envs(["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|k| (k, "clerk")))
        .envs(["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|k| (k, "clerk@example.org")))
        .output()
        .expect("git runs");
    let said = [ran.stdout, ran.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (ran.status.success(), said)
}

fn repository() -> City {
    let city = City::new();
    assert!(git(&city, &["init", "-q"]).0);
    let ran = city.run(&["hooks", "install"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.starts_with("已安装提交前的检查：") && ran.out.contains("pre-commit"), "{}", ran.out);
    assert!(git(&city, &["add", "-A"]).0);
    let (good, said) = git(&city, &["commit", "-qm", "a sound city"]);
    assert!(good, "{said}");
    city
}

#[test]
fn what_is_committed_is_checked_and_nothing_else() {
    let city = repository();
    let works = "reports/2024-03/works.md";
    city.change(works, "  bridges: 1", "  bridges: 约1");
    let (good, said) = git(&city, &["commit", "-qam", "a mistake"]);
    assert!(!good && said.contains("错误[not-a-number]") && said.contains("没有提交"), "{said}");

    assert!(git(&city, &["add", "-A"]).0);
    city.change(works, "  bridges: 约1", "  bridges: 1");
    let (good, said) = git(&city, &["commit", "-qm", "mended, but not in what is committed"]);
    assert!(!good, "{said}");

    assert!(git(&city, &["reset", "-q", "--hard"]).0);
    city.change(works, "  bridges: 1", "  bridges: 约1");
    let growth = city.path("content/reports/2024-03/growth.md");
    let text = fs::read_to_string(&growth).expect("a report");
    fs::write(&growth, format!("{text}\n本期无其他情况。\n")).expect("a report");
    let (good, said) = git(&city, &["commit", "-qm", "only this one", "content/reports/2024-03/growth.md"]);
    assert!(good && !said.contains("not-a-number"), "someone else's work in progress: {said}");

    fs::write(city.path("notes.txt"), "x").expect("a file");
    assert!(git(&city, &["add", "notes.txt"]).0);
    let (good, said) = git(&city, &["commit", "-qm", "outside the content"]);
    assert!(good && said.is_empty(), "{said}");
}

#[test]
fn a_change_of_the_registries_is_checked_with_all_that_names_them() {
    let city = repository();
    city.change("units.yaml", "id: zhujian, name: 市住建局", "id: zhujian, name: 市建设局");
    let (good, said) = git(&city, &["commit", "-qam", "renamed"]);
    assert!(!good && said.contains("works.md") && said.contains("unknown-unit"), "{said}");
    assert!(git(&city, &["reset", "-q", "--hard"]).0);
    assert!(git(&city, &["rm", "-q", "content/units.yaml"]).0);
    let (good, said) = git(&city, &["commit", "-qm", "taken away"]);
    assert!(!good && said.contains("missing-file"), "{said}");
}

#[test]
fn a_hook_of_somebody_else_stays() {
    let city = repository();
    let again = city.run(&["hooks", "install"]);
    assert!(again.code == 0 && again.out.starts_with("已更新"), "{}{}", again.out, again.err);
    let hook = city.path(".git/hooks/pre-commit");
    fs::write(&hook, "#!/bin/sh\nexit 0\n").expect("a hook");
    let refused = city.run(&["hooks", "install"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("没有改动；请先把它改名"), "{}", refused.err);
    assert_eq!(fs::read_to_string(&hook).expect("a hook"), "#!/bin/sh\nexit 0\n");

    let bare = City::new();
    let refused = bare.run(&["hooks", "install"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("不在 git 仓库里；请先在"), "{}", refused.err);
}
