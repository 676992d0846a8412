//! README.zh-CN.md as a clerk follows it: every command runs as written, every answer comes.

use super::{installed, root};
use std::fs;
use std::path::Path;
use std::process::Command;

enum Step<'a> {
    /// One line of the window.
    Run(&'a str),
    /// Lines that stand in the answers since the last commands.
    Answer(&'a str),
    /// A file as it is once it is filled in.
    Fill(&'a str, String),
    /// 用记事本打开 `file`，把 `old` 改成 `new`
    Change(&'a str, &'a str, &'a str),
}

fn steps(guide: &str) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
            match info.split_once(' ').unwrap_or((info, "")) {
                ("console", _) => steps.extend(block.iter().map(|l| Step::Run(l))),
                ("text", _) => steps.extend(block.iter().map(|l| Step::Answer(l))),
                ("yaml", path) => steps.push(Step::Fill(path, block.join("\n") + "\n")),
                (other, _) => panic!("a block of {other} is none of a guide"),
            }
        } else if let Some((_, rest)) = line.split_once("用记事本打开 `")
            && let [path, "，把 ", old, " 改成 ", new, ..] = *rest.split('`').collect::<Vec<_>>()
        {
            steps.push(Step::Change(path, old, new));
        }
    }
    steps
}

fn run(folder: &Path, line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let ["tongbao", args @ ..] = words.as_slice() else { panic!("{line} is no command of tongbao") };
    let ran = Command::new(installed().join("tongbao")).args(args).current_dir(folder).output();
    let ran = ran.expect("the program runs");
    assert!(
        ran.status.code().is_some_and(|code| code < 2),
        "{line}: {}",
        String::from_utf8_lossy(&ran.stderr)
    );
    [ran.stdout, ran.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8")).concat()
}

#[test]
fn the_way_to_the_first_bulletin_is_as_it_says() {
    let text = fs::read_to_string(root("README.zh-CN.md")).expect("the guide");
    let text = text.replace("\r\n", "\n");
    let (_, rest) = text.split_once("\n## 第一次用").expect("the walk begins");
    let (guide, _) = rest.split_once("\n## ").expect("the walk ends");
    let folder = tempfile::tempdir().expect("a folder");
    let (mut answers, mut answered) = (String::new(), false);
    let mut counts = [0; 4];
    for step in steps(guide) {
        match step {
            Step::Run(line) => {
                if std::mem::take(&mut answered) {
                    answers.clear();
                }
                answers.push_str(&run(folder.path(), line));
                counts[0] += 1;
            }
            Step::Answer(line) => {
                assert!(answers.contains(line), "{line} in\n{answers}");
                answered = true;
                counts[1] += 1;
            }
            Step::Fill(path, text) => {
                let file = folder.path().join(path);
                let form = fs::read_to_string(&file).expect("the form was written before");
                for key in text.lines().take_while(|l| !l.is_empty()).filter_map(|l| l.split_once(':')) {
                    assert!(form.contains(key.0.trim()), "the form of {path} has no {}", key.0);
                }
                fs::write(file, text).expect(path);
                counts[2] += 1;
            }
            Step::Change(path, old, new) => {
                let file = folder.path().join(path);
                let text = fs::read_to_string(&file).expect(path);
                assert_eq!(text.matches(old).count(), 1, "{path}: {old}");
                fs::write(file, text.replace(old, new)).expect(path);
                counts[3] += 1;
            }
        }
    }
    assert_eq!(counts, [16, 8, 1, 2], "steps that were understood");
    let last = run(folder.path(), "tongbao check --format json");
    assert!(!last.contains(r#""severity":"error""#), "{last}");
    let site = folder.path().join("output/site");
    let issue = fs::read_to_string(site.join("editions/city-monthly-2024-03.html")).expect("the bulletin");
    assert!(issue.contains("2024年3月重点工作推进情况通报") && issue.contains("30.0%"));
    assert_eq!(site.join("editions/city-monthly-2024-03.pdf").is_file(), cfg!(feature = "pdf"));
}
