//! `new edition` on the demonstration: each fresh draft is sound as it is, and says only what the figures say.

use std::collections::BTreeMap;
use std::path::Path;
use tongbao::capture::{Draft, read_folder};
use tongbao::check::record::SeriesKind;
use tongbao::compute;
use tongbao::editions::lookup::Lookup;
use tongbao::editions::skeleton;

/// The content with every kind of publication for the city and for each task force.
struct Content(tempfile::TempDir);

impl Content {
    fn new() -> Content {
        let folder = tempfile::tempdir().expect("a folder");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), folder.path());
        let content = Content(folder);
        let site = content.0.path().join("site.yaml");
        let mut text = std::fs::read_to_string(&site).unwrap().trim_end().to_owned();
        let draft = content.draft();
        let record = tongbao::check::check(&draft).0.expect("a record");
        let actions: Vec<(String, String)> = record.plans()[0]
            .actions
            .iter()
            .map(|a| (a.id.to_string(), a.name.clone()))
            .chain([("city".into(), "各行动".into())])
            .collect();
        for (scope, name) in actions {
            for (kind, word) in [("dispatch", "旬调度"), ("bulletin", "通报"), ("review", "讲评")] {
                text.push_str(&format!(
                    "\n  all-{scope}-{kind}: {{name: {name}{word}, kind: {kind}, scope: {scope}, number: 第N期}}"
                ));
            }
        }
        std::fs::write(&site, text + "\n").unwrap();
        content
    }

    fn draft(&self) -> Draft {
        read_folder(self.0.path()).expect("a folder")
    }

    /// Of every series, every period that has figures: its path and text.
    fn drafts(&self) -> BTreeMap<String, String> {
        let draft = self.draft();
        let record = tongbao::check::check(&draft).0.expect("a record");
        let figures = compute::compute(&record, record.last_known());
        let lookup = Lookup::new(&record, &figures, &[]);
        let mut drafts = BTreeMap::new();
        for series in &record.site().series {
            for file in figures.years.iter().flat_map(|y| y.periods.keys()) {
                if let Some(made) = skeleton::edition(&lookup, series, *file) {
                    drafts.insert(made.path, made.text);
                }
            }
        }
        drafts
    }

    /// What is wrong with these files once they stand in the content, their bound numbers included.
    fn faults(&self, files: &BTreeMap<String, String>) -> Vec<String> {
        for (path, text) in files {
            let path = self.0.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let draft = self.draft();
        let (proofed, diagnostics) = tongbao::proofed(&draft, None);
        assert!(proofed.is_some(), "a record");
        let of_ours = |d: &&tongbao::base::Diagnostic| files.contains_key(&draft.file(d.span.file).path);
        let said = |d: &tongbao::base::Diagnostic| {
            format!("{} {}: {}", draft.file(d.span.file).path, d.rule, d.message)
        };
        diagnostics.iter().filter(of_ours).map(said).collect()
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)
        } else {
            drop(std::fs::copy(entry.path(), target))
        }
    }
}

#[test]
fn a_fresh_draft_is_sound_and_every_number_in_it_is_right() {
    let content = Content::new();
    let drafts = content.drafts();
    let series: std::collections::BTreeSet<&str> =
        drafts.keys().filter_map(|path| path.split('/').nth(1)).collect();
    assert!(series.len() >= 25 && drafts.len() > 100, "{series:?}, {} drafts", drafts.len());
    let found = content.faults(&drafts);
    assert!(found.is_empty(), "{}", found.join("\n"));
    let bound = drafts.values().filter(|text| text.contains("](=")).count();
    assert!(bound * 10 >= drafts.len() * 6, "{bound} of {} drafts bind a number", drafts.len());
}

#[test]
fn a_wrong_number_in_a_draft_is_seen() {
    let content = Content::new();
    let (path, text) =
        content.drafts().into_iter().find(|(path, _)| path.contains("city-monthly")).expect("a bulletin");
    let at = text.find("项](=全市.亮灯)").expect("a count of lights");
    let start = text[..at].rfind('[').unwrap();
    let wrong = format!("{}[999{}", &text[..start], &text[at..]);
    assert_eq!(content.faults(&BTreeMap::from([(path, wrong)])).len(), 1);
}

#[test]
fn a_draft_has_the_sections_of_its_kind() {
    let content = Content::new();
    let drafts = content.drafts();
    let draft = content.draft();
    let record = tongbao::check::check(&draft).0.expect("a record");
    for series in &record.site().series {
        let wanted: &[&str] = match series.kind {
            SeriesKind::Dispatch => {
                &["本旬变化", "节点", "新增问题和需协调事项", "上次议定事项落实", "下旬节点"]
            }
            SeriesKind::Bulletin => &[
                "总体情况",
                "主要指标完成情况",
                "重点任务和项目进展",
                "县市区情况",
                "存在问题",
                "下一步工作要求",
            ],
            SeriesKind::Review => {
                &["总体评价", "成绩和亮点", "短板和不足", "专班和县市区比较", "讲评意见", "下季度重点"]
            }
        };
        let prefix = format!("editions/{}/", series.id);
        for (path, text) in drafts.iter().filter(|(path, _)| path.starts_with(&prefix)) {
            let headings: Vec<&str> = text.lines().filter_map(|l| l.strip_prefix("## ")).collect();
            match series.kind {
                // What has nothing to say has no heading.
                SeriesKind::Dispatch => {
                    let said: Vec<&str> = wanted.iter().copied().filter(|h| headings.contains(h)).collect();
                    assert_eq!(headings, said, "{path}");
                }
                SeriesKind::Bulletin | SeriesKind::Review => assert_eq!(headings, wanted, "{path}"),
            }
        }
    }
}
