//! What cannot be set is told, and stops nothing else.

use super::tools::{PRESS, root, theme};
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
fn city(file: &str, old: &str, new: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    copy(&root("tests/city"), dir.path());
    let text = fs::read_to_string(dir.path().join(file)).expect(file);
    assert!(text.contains(old), "{file} has no {old}");
    fs::write(dir.path().join(file), text.replace(old, new)).expect("written");
    dir
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
    assert!(!paths.iter().any(|p| p.ends_with(".pdf")), "{paths:?}");
}
