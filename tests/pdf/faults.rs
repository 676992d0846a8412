//! What cannot be set is told, and stops nothing else.

use super::tools::{PRESS, Pdf, root, theme};
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use tongbao::base::Artifact;
use tongbao::capture::read_folder;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|e| e.expect("an entry").path()) {
        let target = to.join(entry.file_name().expect("a name"));
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::copy(&entry, target).expect("a copy");
        }
    }
}

/// The small city with a change in a file.
pub fn city(file: &str, old: &str, new: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    copy(&root("tests/city"), dir.path());
    let text = fs::read_to_string(dir.path().join(file)).expect(file);
    assert!(text.contains(old), "{file} has no {old}");
    fs::write(dir.path().join(file), text.replace(old, new)).expect("written");
    dir
}

/// What is said of a city in printing it, as rule and `path: text at the place`, and its PDFs.
pub fn printed(folder: &Path) -> (Vec<(String, String)>, Vec<Artifact>) {
    let draft = read_folder(folder).expect("the city");
    let (site, mut faults) = tongbao::prepare(&draft, None, &mut |_| {});
    let made: Mutex<Vec<Artifact>> = Mutex::default();
    let put = |artifact| made.lock().expect("a list").push(artifact);
    faults.extend(site.expect("a site").print(&PRESS, &mut |_| {}, &put).expect("no fault of the theme"));
    let place = |f: &tongbao::base::Diagnostic| {
        format!("{}: {}", draft.file(f.span.file).path, draft.text_at(f.span))
    };
    let faults = faults.iter().map(|f| (f.rule.to_owned(), place(f))).collect();
    let mut made = made.into_inner().expect("a list");
    made.sort_by(|a, b| a.path.cmp(&b.path));
    (faults, made)
}

#[test]
fn a_character_that_no_font_has_is_named_with_its_place_and_the_fonts() {
    let dir = city("editions/month/2024-03.md", "title: ", "title: 𠮷");
    let draft = read_folder(dir.path()).expect("the city");
    let (site, before) = tongbao::prepare(&draft, None, &mut |_| {});
    assert_eq!(before, [], "nothing else is wrong");
    let mut site = site.expect("a site");
    let made: Mutex<Vec<Artifact>> = Mutex::default();
    let put = |artifact| made.lock().expect("a list").push(artifact);
    let faults = site.print(&PRESS, &mut |_| {}, &put).expect("no fault of the theme");
    let [fault] = faults.as_slice() else { panic!("{faults:?}") };
    assert_eq!(
        (fault.rule, draft.file(fault.span.file).path.as_str()),
        ("missing-glyph", "editions/month/2024-03.md")
    );
    assert_eq!(draft.text_at(fault.span), "𠮷");
    for part in [
        "“𠮷”（U+20BB7）",
        "在标题",
        "FandolFang R、FandolKai、Noto Sans CJK SC、Noto Serif CJK SC都没有这个字",
    ] {
        assert!(fault.message.contains(part), "{part} in {}", fault.message);
    }
    site.make(&theme(), &mut |_| {}, &put).expect("the rest of the site");
    let paths: Vec<String> = made.into_inner().expect("a list").into_iter().map(|a| a.path).collect();
    assert!(paths.contains(&"editions/month-2024-03.html".to_owned()));
    let printed: Vec<&String> = paths.iter().filter(|p| p.ends_with(".pdf")).collect();
    assert!(printed.iter().all(|p| p.contains("/sheets/")) && !printed.is_empty(), "{paths:?}");
}

/// What became of sheets.
struct Sheets {
    /// Rule and message.
    faults: Vec<(String, String)>,
    /// URL and bytes.
    made: Vec<(String, Vec<u8>)>,
}

/// The sheets of the small city with another name of an action.
fn sheets_with(name: &str) -> Sheets {
    let dir = city("plan/2024/actions/growth.md", "name: 增长行动", &format!("name: {name}"));
    let draft = read_folder(dir.path()).expect("the city");
    let (site, _) = tongbao::prepare(&draft, None, &mut |_| {});
    let made: Mutex<Vec<Artifact>> = Mutex::default();
    let put = |artifact| made.lock().expect("a list").push(artifact);
    let faults = site.expect("a site").print(&PRESS, &mut |_| {}, &put).expect("no fault of the theme");
    let sheet = |f: &&tongbao::base::Diagnostic| f.message.contains("单页") || f.message.contains("一页纸");
    let faults = faults.iter().filter(sheet);
    let faults = faults.map(|f| (f.rule.to_owned(), f.message.clone())).collect();
    let made = made.into_inner().expect("a list").into_iter();
    let made = made.filter(|a| a.path.contains("/sheets/")).map(|a| (a.path, a.bytes)).collect();
    Sheets { faults, made }
}

#[test]
fn a_sheet_that_does_not_fit_is_shortened_or_told_and_never_has_two_pages() {
    let Sheets { faults, made: all } = sheets_with("增长行动");
    assert_eq!(faults, []);
    #[rustfmt::skip]
    let cases = [
        // characters of the name   rules
        (200,                       vec![]),
        (480,                       vec![]),
        (4000,                      vec!["sheet-too-long"]),
    ];
    for (length, rules) in cases {
        let Sheets { faults, made } = sheets_with(&"增".repeat(length));
        assert_eq!(faults.iter().map(|(rule, _)| rule.as_str()).collect::<Vec<_>>(), rules, "{length}");
        assert_eq!(made.len() + rules.len(), all.len(), "{length}: all others are there");
        for (url, bytes) in made {
            let pdf = Pdf::new(bytes);
            assert_eq!(pdf.pages(), 1, "{length}: {url}");
            if url.contains("growth") && length > 400 {
                let text = pdf.text();
                assert!(text.contains("1项，见指标清单"), "what is left out is named: {text}");
            }
        }
    }
}

#[test]
fn a_character_that_many_sheets_lack_is_told_once() {
    let Sheets { faults, made } = sheets_with("增长𠮷行动");
    let [(rule, message)] = faults.as_slice() else { panic!("{faults:?}") };
    assert_eq!(rule, "missing-glyph");
    assert!(message.contains("“𠮷”（U+20BB7）") && message.contains("张单页没有排成PDF"), "{message}");
    assert!(made.iter().any(|(url, _)| url.contains("regions")), "the others are there");
}
