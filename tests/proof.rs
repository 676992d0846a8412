//! Bound numbers in texts: what is stale, what is absent, what only follows from another error, what fill writes.

use std::path::{Path, PathBuf};
use tongbao::base::Diagnostic;
use tongbao::capture::{Draft, parse_draft};
use tongbao::editions::{fill, proof, publications::Days};

const REPORT: &str = "reports/2024-03/works.md";
const EDITION: &str = "editions/month/2024-03.md";

/// The small city with the bodies of its March report and bulletin written anew, and one more change.
fn city(report: &str, edition: &str, change: Option<(&str, &str, &str)>) -> Draft {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/city");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    for (path, bytes) in &mut files {
        let mut text = String::from_utf8(bytes.clone()).expect("UTF-8");
        if let Some((file, from, to)) = change.filter(|(file, ..)| file == path) {
            assert!(text.contains(from), "{file} has no {from}");
            text = text.replace(from, to);
        }
        let body = match path.as_str() {
            REPORT => Some(report),
            EDITION => Some(edition),
            _ => None,
        };
        if let Some(body) = body {
            let front = text.match_indices("---\n").nth(1).expect("front matter").0 + 4;
            text = format!("{}\n{body}\n", &text[..front]);
        }
        *bytes = text.into_bytes();
    }
    parse_draft(files)
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("inside").to_str().expect("UTF-8").replace('\\', "/");
            files.push((name, std::fs::read(&path).expect("a file")));
        }
    }
}

/// Rule, the text under the caret, message; and the files held back.
fn proofed(draft: &Draft) -> (Vec<(&'static str, String, String)>, Vec<String>) {
    let (record, found) = tongbao::check::check(draft);
    let record = record.unwrap_or_else(|| panic!("{found:?}"));
    let today = record.last_known();
    let days = Days::new(&record, today);
    let proof = proof(&record, &days, today);
    let line = |d: &Diagnostic| (d.rule, draft.text_at(d.span).to_string(), d.message.clone());
    (proof.diagnostics.iter().map(line).collect(), proof.held.into_iter().collect())
}

#[test]
fn every_form_of_a_figure_is_right_and_another_number_is_stale() {
    let right = "改造道路[9.6公里](=改造道路.累计)，完成[24.0%](=改造道路.完成率)，慢于序时[1.0个百分点](=改造道路.较序时)；\
        [慢1.0个百分点](=改造道路.较序时)，[慢于序时1.0个百分点](=改造道路.较序时)。[](=改造道路.完成率)，\
        亮灯[10项](=全市.亮灯)，其中工程行动[7](=工程行动.亮灯)；林县新建学校[0所](=新建学校.累计#林县)。";
    assert_eq!(proofed(&city("", right, None)), (vec![], vec![]));
    #[rustfmt::skip]
    let wrong = [
        // text                                           under the caret       message
        ("[9.7公里](=改造道路.累计)",                      "9.7公里",            "写的是9.7公里，数据是9.6公里"),
        ("完成[53.2%](=改造道路.完成率)",                  "53.2%",              "写的是53.2%，数据是24.0%"),
        ("快于序时[1.0个百分点](=改造道路.较序时)",        "1.0个百分点",        "写的是1.0个百分点，数据是慢1.0个百分点"),
        ("[快于序时1.0个百分点](=改造道路.较序时)",        "快于序时1.0个百分点", "写的是快于序时1.0个百分点，数据是慢于序时1.0个百分点"),
        ("亮灯[9项](=全市.亮灯)",                          "9项",                "写的是9项，数据是10项"),
    ];
    for (text, caret, message) in wrong {
        let (found, held) = proofed(&city("", text, None));
        assert_eq!(found, [("stale-number", caret.to_string(), message.to_string())]);
        assert_eq!(held, [EDITION]);
    }
}

#[test]
fn a_figure_that_does_not_exist_says_why() {
    #[rustfmt::skip]
    let cases = [
        ("[1个](=进入全省十强.累计)",   "1个",                 "没有这个数：进入全省十强2024年3月未到评价期"),
        ("[2%](=工业增加值.完成率)",    "2%",                  "没有这个数：工业增加值2024年3月没有“完成率”：这类指标不计"),
        ("[](=建成桥梁.同比)",          "建成桥梁.同比",       "没有这个数：建成桥梁2024年3月没有“同比”：没有上年同期数"),
        ("[3公里](=改造道路.累计@2024-07)", "3公里",           "没有这个数：改造道路2024年7月未到评价期"),
    ];
    for (text, caret, message) in cases {
        let (found, held) = proofed(&city("", text, None));
        assert_eq!(found, [("no-figure", caret.to_string(), message.to_string())]);
        assert_eq!(held, [EDITION]);
    }
}

#[test]
fn a_reports_prose_is_read_on_its_own_day() {
    // On 3 April no override of the 6th is known, and the report's own amendment is.
    let text = "上期[5.0公里](=改造道路.累计@2024-02)，本期[9.6公里](=改造道路.累计)，当月[4.6公里](=改造道路.本月)。";
    assert_eq!(proofed(&city(text, "", None)), (vec![], vec![]));
    let (found, held) = proofed(&city("本期[9.5公里](=改造道路.累计)。", "", None));
    assert_eq!(found.len(), 1);
    assert_eq!(held, [REPORT]);
}

#[test]
fn what_follows_from_a_withdrawn_report_is_not_told_again_but_held_back() {
    let edition =
        "改造道路[9.6公里](=改造道路.累计)，工业[增长8.1%](=工业增加值.同比)，亮灯[10项](=全市.亮灯)。";
    let broken = Some((REPORT, "value: 9.6", "value: 约9.6"));
    assert_eq!(proofed(&city("", edition, broken)), (vec![], vec![EDITION.to_string()]));
    // What does not rest on it is still told.
    let stale = "工业[增长8.2%](=工业增加值.同比)。";
    assert_eq!(proofed(&city("", stale, broken)).0[0].2, "写的是增长8.2%，数据是增长8.1%");
}

#[test]
fn a_draft_may_name_numbers_that_are_in_no_figure_yet() {
    let draft = Some((
        REPORT,
        "filed: {unit: 市住建局, date: 2024-04-03}\nreviewed: {post: 召集人, date: 2024-04-07}\n",
        "",
    ));
    let text = "改造道路[9.6公里](=改造道路.累计)。";
    assert_eq!(proofed(&city(text, "", draft)), (vec![], vec![]));
}

#[test]
fn fill_writes_each_number_in_the_form_that_stands_there() {
    let text = "[9公里](=改造道路.累计)，[快于序时3.0个百分点](=改造道路.较序时)，[快3.0个百分点](=改造道路.较序时)，\
        慢于序时[3.0个百分点](=改造道路.较序时)，快于序时[3.0个百分点](=改造道路.较序时)，[](=改造道路.完成率)，慢于序时[](=改造道路.较序时)，\
        [8](=全市.亮灯)和[8项](=全市.亮灯)。";
    let draft = city("", text, None);
    let (record, _) = tongbao::check::check(&draft);
    let record = record.expect("a record");
    let days = Days::new(&record, record.last_known());
    let edits = fill(&record, &days, record.last_known());
    let source = draft.file(draft.id(EDITION).expect("the edition"));
    let told: Vec<(&str, &str)> =
        edits.iter().map(|e| (&source.text[e.range.clone()], e.text.as_str())).collect();
    assert_eq!(
        told,
        [
            ("9公里", "9.6公里"),
            ("快于序时3.0个百分点", "慢于序时1.0个百分点"),
            ("快3.0个百分点", "慢1.0个百分点"),
            ("3.0个百分点", "1.0个百分点"),
            // 快于序时[3.0个百分点] says the contrary: that is its writer's.
            ("", "24.0%"),
            ("", "1.0个百分点"),
            ("8", "10"),
            ("8项", "10项"),
        ]
    );
    // Written over, the proof has nothing but the turned direction to say.
    let mut filled = source.text.clone();
    for edit in edits.iter().rev() {
        filled.replace_range(edit.range.clone(), &edit.text);
    }
    let body = filled.split("---\n").nth(2).expect("a body").trim().to_string();
    let (found, _) = proofed(&city("", &body, None));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].2, "写的是3.0个百分点，数据是慢1.0个百分点");
}
