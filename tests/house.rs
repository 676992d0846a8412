//! The laws of the house that can be read off the sources.

use std::fs;
use std::path::{Path, PathBuf};

const ROOMS: [&str; 11] =
    ["base", "capture", "check", "compute", "diff", "editions", "graph", "html", "pack", "pdf", "write"];

struct SourceText {
    path: String,
    room: String,
    /// Without comments and without test modules.
    code: String,
}

fn sources() -> Vec<SourceText> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    files
        .into_iter()
        .map(|file| {
            let path =
                file.strip_prefix(&root).expect("below src").to_str().expect("UTF-8").replace('\\', "/");
            let room = path.split('/').next().expect("a room").to_owned();
            let text = fs::read_to_string(&file).expect("a source");
            let text = text.split("#[cfg(test)]\nmod ").next().expect("its beginning");
            let code =
                text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
            SourceText { path, room, code }
        })
        .filter(|s| !s.path.ends_with("tests.rs") && !s.path.contains("/tests/"))
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

/// Where a word stands in rooms in which it may not.
fn found(words: &[&str], allowed: impl Fn(&SourceText) -> bool) -> Vec<String> {
    let of = |s: &SourceText| -> Vec<String> {
        let hits = words.iter().filter(|w| s.code.contains(**w));
        hits.map(|w| format!("{}: {w}", s.path)).collect()
    };
    sources().iter().filter(|s| !allowed(s)).flat_map(of).collect()
}

#[test]
fn a_room_uses_only_rooms_above_it() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|s| ROOMS.contains(&s.room.as_str())) {
        for room in ROOMS.iter().filter(|r| **r > source.room.as_str()) {
            if source.code.contains(&format!("crate::{room}")) {
                wrong.push(format!("{} uses {room}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_rooms_are_the_folders() {
    let folders: Vec<String> = sources().iter().map(|s| s.room.clone()).collect();
    let strangers: Vec<&String> =
        folders.iter().filter(|f| !ROOMS.contains(&f.as_str()) && *f != "lib.rs" && *f != "bin").collect();
    assert!(strangers.is_empty(), "{strangers:?}");
}

#[test]
fn only_capture_reads_and_only_write_writes() {
    let words = ["std::fs", "fs::", "File::", "std::process", "std::net", "std::env::"];
    let wrong = found(&words, |s| ["capture", "write", "bin"].contains(&s.room.as_str()));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let writes = ["fs::write", "fs::remove", "fs::rename", "fs::create", "File::create", "OpenOptions"];
    let wrong = found(&writes, |s| ["write", "bin"].contains(&s.room.as_str()));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_bin_talks_and_knows_the_clock() {
    let words = [
        "SystemTime",
        "Instant::",
        "Utc::",
        "Local::",
        "::now()",
        "println!",
        "eprintln!",
        "stdout()",
        "stderr()",
    ];
    let wrong = found(&words, |s| s.room == "bin");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_float_in_figures() {
    let words = ["f64", "f32"];
    let wrong = found(&words, |s| {
        !["base", "capture", "check", "compute", "editions", "pack"].contains(&s.room.as_str())
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_room_holds_state_for_all() {
    let words = ["static mut", "lazy_static", "Mutex", "RwLock", "thread_local!"];
    let wrong = found(&words, |s| s.room == "bin" || s.room == "write");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_crate_of_a_format_leaves_its_room() {
    for (words, room) in [
        (["granit_parser", "pulldown_cmark", "walkdir"].as_slice(), "capture"),
        (&["plotters"], "graph"),
        (&["tera::"], "html"),
        (&["chrono::"], "base"),
        (&["typst", "comemo"], "pdf"),
    ] {
        let wrong = found(words, |s| s.room == room);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
