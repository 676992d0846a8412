//! 核稿单: what two people read aloud before an issue goes out.

use std::collections::BTreeSet;
use std::path::Path;
use tongbao::capture::{parse_draft, read_folder};
use tongbao::editions::Edition;
use tongbao::editions::blocks::{Block, Row, RowKind, Table};
use tongbao::editions::publications::{Days, editions};

/// The issues of a content folder of the repository, with words put before others in one of its files.
fn issues(folder: &str, change: Option<(&str, &str, &str)>) -> Vec<Edition> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let draft = read_folder(&root).expect("a folder");
    let files = draft.files.iter().map(|file| {
        let text = match change {
            Some((path, at, words)) if path == file.path => {
                assert!(file.text.contains(at), "{path} has no {at}");
                file.text.replacen(at, &format!("{words}{at}"), 1)
            }
            _ => file.text.clone(),
        };
        (file.path.clone(), text.into_bytes())
    });
    let draft = parse_draft(files.collect());
    let record = tongbao::check::check(&draft).0.expect("a record");
    let days = Days::new(&record, record.last_known());
    editions(&record, &days, &BTreeSet::new())
}

fn tables(blocks: &[Block]) -> Vec<&Table> {
    blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None }).collect()
}

fn cell(row: &Row, at: usize) -> String {
    row.cells.get(at).map(|c| c.plain()).unwrap_or_default()
}

#[test]
fn what_is_written_by_hand_is_read_and_said_to_have_no_source() {
    let words = "目前三成工地停工，另有12处隐患、第三位的企业未复工，过半已报。本期改造道路";
    let table = "\n\n| 县区 | 处数 |\n|---|---|\n| 林县 | 7处 |\n\n";
    let change = ("editions/month/2024-03.md", "改造道路[", &*format!("{words}见下表。{table}"));
    let issues = issues("tests/city", Some(change));
    let [Block::Text(opening), ..] = &issues[0].reading[..] else { panic!("no opening") };
    let list = tables(&issues[0].reading)[0];
    #[rustfmt::skip]
    let cases = [
        // before             number
        ("目前",              "三成"),
        ("另有",              "12处"),
        ("12处隐患、",        "第三位"),
        ("企业未复工，",      "过半"),
        ("林县 处数 ",        "7处"),
    ];
    for (before, number) in cases {
        let row = list.rows.iter().find(|row| cell(row, 2).ends_with(before) && cell(row, 3) == number);
        let row = row.unwrap_or_else(|| panic!("no line for {before}{number}"));
        assert_eq!((cell(row, 4).as_str(), cell(row, 7).as_str()), ("手写的数", "手写，无出处"), "{number}");
        assert_eq!((cell(row, 5), cell(row, 8).as_str()), (String::new(), "□"), "{number}");
    }
    let by_hand = list.rows.iter().filter(|row| cell(row, 7) == "手写，无出处").count();
    assert!(opening[0].text.contains(&format!("{by_hand}个手写、无出处的数")), "{}", opening[0].text);
    let order: Vec<usize> = cases
        .iter()
        .filter_map(|(_, number)| list.rows.iter().position(|row| cell(row, 3) == *number))
        .collect();
    assert!(order.is_sorted(), "in reading order: {order:?}");
}

#[test]
fn every_line_of_every_annex_is_read() {
    let mut seen = BTreeSet::new();
    for issue in issues("content", None) {
        let listed = tables(&issue.reading);
        let mut annex = "";
        for block in &issue.blocks {
            if let Block::Annex { id, .. } = block {
                annex = id;
            }
            let Block::Table(table) = block else { continue };
            if annex.is_empty() {
                continue;
            }
            seen.insert(annex.to_owned());
            let rows = |t: &Table| t.rows.iter().filter(|r| r.kind != RowKind::Group).count();
            if annex == "annex-indicators" {
                assert!(listed.iter().any(|t| t.id == "reading-annex"), "{}", issue.id);
                continue;
            }
            let own = listed.iter().find(|t| t.id == format!("reading-{}", table.id));
            let own = own.unwrap_or_else(|| panic!("{} has no list of {}", issue.id, table.id));
            assert_eq!(rows(own), rows(table), "{}: {}", issue.id, table.id);
            for (printed, read) in table.rows.iter().zip(&own.rows).filter(|(r, _)| r.kind != RowKind::Group)
            {
                let said: BTreeSet<String> = read.cells.iter().map(|c| c.plain()).collect();
                for text in printed.cells.iter().filter(|c| c.runs.iter().all(|r| r.light.is_none())) {
                    assert!(
                        text.plain().is_empty() || said.contains(&text.plain()),
                        "{}: {}",
                        issue.id,
                        text.plain()
                    );
                }
                assert_eq!(read.cells.last().map(|c| c.plain()).as_deref(), Some("□"));
            }
        }
    }
    let all = ["compare", "indicators", "problems", "projects", "regions", "scores", "tasks"];
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), all.map(|name| format!("annex-{name}")));
}

#[test]
fn a_line_of_an_annex_says_what_the_last_issue_printed() {
    let issues = issues("content", None);
    let of = |id: &str, annex: &str| -> Table {
        let issue = issues.iter().find(|i| i.id == id).expect("the issue");
        let id = format!("reading-annex-{annex}-table");
        tables(&issue.reading).into_iter().find(|t| t.id == id).expect("the annex").clone()
    };
    let last = |table: &Table, key: &str| -> String {
        let at = table.columns.iter().position(|c| c.title == "上期").expect("a column");
        let row = table.rows.iter().find(|row| cell(row, 0) == key || cell(row, 1) == key);
        cell(row.unwrap_or_else(|| panic!("no {key}")), at)
    };
    #[rustfmt::skip]
    let cases = [
        // issue                    annex        line         what it was
        ("city-monthly-2024-06",    "problems",  "CX-24-05",  "状态挂号，在册15"),
        ("city-monthly-2024-06",    "problems",  "AQ-24-05",  "上期未列"),
        ("city-monthly-2024-06",    "tasks",     "持续加强基础研究", "同上期"),
        ("city-monthly-2024-06",    "projects",  "P-015",     "累计完成9.6，完成率40.0%"),
    ];
    for (issue, annex, line, was) in cases {
        assert_eq!(last(&of(issue, annex), line), was, "{issue} {annex} {line}");
    }
    let first = of("city-monthly-2024-02", "problems");
    assert!(!first.columns.iter().any(|c| c.title == "上期"), "the first issue has none before it");
}
