//! A folder as it lies on the disk, with what people and machines leave in it.

use std::fs;
use std::path::Path;
use tongbao::base::Diagnostic;
use tongbao::capture::{Content, Draft, parse_draft, read_folder, read_fonts, read_theme};

fn write(root: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn paths(draft: &Draft) -> Vec<&str> {
    draft.files.iter().map(|f| f.path.as_str()).collect()
}

/// `path: rule`, and that the fault stands at the file's very beginning.
fn faults(draft: &Draft) -> Vec<String> {
    let at = |f: &Diagnostic| {
        assert_eq!(f.span.range(), 0..0, "{f:?}");
        assert!(f.help.is_some(), "{f:?}");
        format!("{}: {}", draft.file(f.span.file).path, f.rule)
    };
    draft.faults.iter().map(at).collect()
}

#[test]
fn the_folder_is_read_in_the_order_of_its_paths() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    write(root, "site.yaml", "name: 甲\r\n");
    write(root, "plan/2024/plan.md", "---\nname: 甲\n---\n正文\n");
    write(root, "plan/2024/history.csv", "a,b\n1,2\n");
    write(root, "plan/2024.md", "");
    write(root, "plan/2024-a/x.yaml", "");
    write(root, "plan/附件.docx", b"PK\x03\x04\xFF");
    write(root, "reports/2024-03/甲.md", "正文");
    for litter in [
        ".git/config.yaml",
        ".DS_Store",
        "plan/.a.md.swp",
        "plan/~$x.docx",
        "plan/Thumbs.db",
        "issued/city-monthly/2024-03/x.yaml",
        "__MACOSX/x.md",
    ] {
        write(root, litter, "a: [");
    }
    let draft = read_folder(root).unwrap();
    let expected = [
        "plan/2024-a/x.yaml",
        "plan/2024.md",
        "plan/2024/history.csv",
        "plan/2024/plan.md",
        "plan/附件.docx",
        "reports/2024-03/甲.md",
        "site.yaml",
    ];
    assert_eq!(paths(&draft), expected);
    assert_eq!(faults(&draft), [""; 0]);
    for (id, file) in draft.iter() {
        assert_eq!(draft.id(&file.path), Some(id));
    }
    assert!(matches!(draft.files[4].content, Content::Other));
    assert!(matches!(draft.files[0].content, Content::Yaml(None)));
    assert_eq!(draft.files[6].text, "name: 甲\r\n");
    // What `git hash-object` says of these bytes.
    assert_eq!(draft.files[2].blob, "cfa20f81071245f292f0b52b37beb7adf9259a26");
}

#[test]
fn pure_parsing_gives_the_same_as_reading() {
    let dir = tempfile::tempdir().unwrap();
    let files = [
        ("site.yaml", "a: ["),
        ("pages/b.md", "**甲"),
        (".x.yaml", "a: ["),
        ("issued/a.md", "<b>"),
        ("a.png", "x"),
    ];
    files.iter().for_each(|(path, text)| write(dir.path(), path, text));
    let read = read_folder(dir.path()).unwrap();
    let parsed = parse_draft(files.iter().map(|(p, t)| (p.to_string(), t.as_bytes().to_vec())).collect());
    assert_eq!(format!("{read:?}"), format!("{parsed:?}"));
    assert_eq!(paths(&parsed), ["a.png", "pages/b.md", "site.yaml"]);
}

#[test]
fn a_file_that_cannot_be_read_stops_no_other() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    write(root, "bad/utf16.yaml", b"\xFF\xFEa\0:\0 \x001\0");
    write(root, "bad/gbk.md", b"---\nname: \xD4\xC0\xD1\xF4\n---\n");
    write(root, "bad/gbk.csv", b"\xD4\xC0\xD1\xF4,1\n");
    write(root, "bad/line.md", "x".repeat(10_000_000));
    write(root, "bad/line.yaml", format!("a: {}", "甲".repeat(4_000_000)));
    write(root, "bom.yaml", "\u{FEFF}a: 甲\n");
    write(root, "site.yaml/inside.yaml", "a: [");
    write(root, "zero.md", "");
    write(root, "good.yaml", "a: 1\n");
    let draft = read_folder(root).unwrap();
    let expected = [
        "bad/gbk.csv: encoding",
        "bad/gbk.md: encoding",
        "bad/line.md: too-large",
        "bad/line.yaml: too-large",
        "bad/utf16.yaml: encoding",
        "bom.yaml: bom",
        "site.yaml: folder-as-file",
    ];
    assert_eq!(faults(&draft), expected);
    assert!(draft.faults.iter().all(|f| f.is_error() == (f.rule != "bom")));
    let text = |path: &str| &draft.file(draft.id(path).unwrap()).text;
    assert_eq!((text("good.yaml").as_str(), text("bom.yaml").as_str()), ("a: 1\n", "a: 甲\n"));
    let is_unreadable =
        |path: &str| matches!(draft.file(draft.id(path).unwrap()).content, Content::Unreadable);
    assert!(
        expected.iter().filter_map(|e| e.split_once(':')).all(|(p, _)| p == "bom.yaml" || is_unreadable(p))
    );
}

#[cfg(unix)]
#[test]
fn links_and_strange_files() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), "secret.md", "机密");
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    write(root, "plan/a.yaml", "a: 1\n");
    symlink("plan/a.yaml", root.join("inside.yaml")).unwrap();
    symlink(outside.path().join("secret.md"), root.join("leaves.md")).unwrap();
    symlink("../../../../../etc/passwd", root.join("up.md")).unwrap();
    symlink(outside.path(), root.join("folder")).unwrap();
    symlink("plan", root.join("plans")).unwrap();
    symlink("plan/gone.yaml", root.join("vanished.yaml")).unwrap();
    symlink("loop.yaml", root.join("loop.yaml")).unwrap();
    symlink(".", root.join("self")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(root.join("socket.md")).unwrap();
    let draft = read_folder(root).unwrap();
    let expected = [
        "folder: link-leaves-folder",
        "leaves.md: link-leaves-folder",
        "loop.yaml: unreadable-file",
        "plans: link-to-folder",
        "self: link-to-folder",
        "socket.md: unreadable-file",
        "up.md: link-leaves-folder",
        "vanished.yaml: unreadable-file",
    ];
    assert_eq!(faults(&draft), expected);
    let inside = draft.file(draft.id("inside.yaml").unwrap());
    assert_eq!(inside.text, "a: 1\n");
    assert!(!format!("{draft:?}").contains("机密"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_path_that_is_no_utf8_is_named() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let dir = tempfile::tempdir().unwrap();
    let name = OsStr::from_bytes(b"\xD4\xC0\xD1\xF4");
    fs::write(dir.path().join(name).with_extension("yaml"), "a: 1").unwrap();
    fs::create_dir(dir.path().join(name)).unwrap();
    fs::write(dir.path().join(name).join("x.yaml"), "a: 1").unwrap();
    let draft = read_folder(dir.path()).unwrap();
    assert_eq!(draft.faults.iter().map(|f| f.rule).collect::<Vec<_>>(), ["path-not-utf8"; 2]);
}

#[test]
fn pictures_come_with_their_bytes() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "pages/甲.png", b"\x89PNG\xFF");
    write(dir.path(), "pages/large.jpg", vec![0; 5_000_001]);
    write(dir.path(), "pages/large.docx", vec![0; 5_000_001]);
    let draft = read_folder(dir.path()).unwrap();
    assert_eq!(
        draft.pictures.iter().map(|(p, b)| (p.as_str(), b.as_slice())).collect::<Vec<_>>(),
        [("pages/甲.png", &b"\x89PNG\xFF"[..])]
    );
    assert_eq!(faults(&draft), ["pages/large.jpg: too-large"]);
    assert_eq!(draft.files[0].blob.len(), 40);
}

#[test]
fn a_folder_that_is_none_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "file", "x");
    assert!(read_folder(&dir.path().join("nowhere")).is_err());
    assert!(read_folder(&dir.path().join("file")).is_err());
    assert!(read_theme(&dir.path().join("nowhere")).is_err());
    let empty = dir.path().join("empty");
    fs::create_dir(&empty).unwrap();
    assert_eq!(read_folder(&empty).unwrap().files.len(), 0);
}

#[test]
fn a_theme_is_its_files() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "templates/page.html", "{{ x }}");
    write(dir.path(), "static/a.css", "a{}");
    write(dir.path(), "static/.DS_Store", "x");
    write(dir.path(), "fonts/a.otf", b"\x00\xFF");
    let theme = read_theme(dir.path()).unwrap();
    assert_eq!(theme.keys().collect::<Vec<_>>(), ["static/a.css", "templates/page.html"]);
    assert_eq!(theme["static/a.css"], b"a{}");
}

#[test]
fn fonts_are_read_by_name_and_only_when_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["b.ttf", "a.otf", "c.TTC", "COPYING", "d.otf/x"] {
        write(dir.path(), &format!("fonts/{name}"), name);
    }
    let fonts = read_fonts(&dir.path().join("fonts")).unwrap();
    assert_eq!(fonts, [b"a.otf", b"b.ttf", b"c.TTC"]);
    assert_eq!(read_fonts(&dir.path().join("nowhere")).unwrap(), Vec::<Vec<u8>>::new());
}
