//! What the `write` room promises, on a real disk: each strategy, and a death at each step of it.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;
use tongbao::base::Artifact;
use tongbao::write::{Outcome, Strategy, WriteError, publish, publish_until, recover};

const MANIFEST: &str = ".tongbao-manifest";

type Files = &'static [(&'static str, &'static str)];

/// One of everything that may happen to a file: stays, changes, comes, goes, becomes a folder, was a folder.
const OLD: Files = &[
    ("index.html", "old index"),
    ("style.css", "the same style"),
    ("task/1.html", "old one"),
    ("task/2.html", "the same two"),
    ("gone/deep/x.html", "to go"),
    ("turn", "a file"),
    ("nest/a", "in a folder"),
    ("nest/deep/b", "deeper"),
];
const NEW: Files = &[
    ("index.html", "new index"),
    ("style.css", "the same style"),
    ("task/1.html", "new one"),
    ("task/2.html", "the same two"),
    ("come/far/y.html", "has come"),
    ("turn/into/folder.html", "a folder"),
    ("nest", "now a file"),
];
/// Put there by somebody else.
const FOREIGN: Files =
    &[("robots.txt", "User-agent: *"), ("task/note.txt", "by hand"), ("media/v.mp4", "film")];

type Tree = BTreeMap<String, String>;

fn tree_of(files: &[(&str, &str)]) -> Tree {
    files.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect()
}

fn artifacts(files: &[(&str, &str)]) -> Vec<Artifact> {
    files.iter().map(|(path, text)| Artifact::new(*path, *text)).collect()
}

/// All files under a folder but its manifest; folders that are empty as `name/`.
fn tree(root: &Path) -> Tree {
    fn fill(root: &Path, folder: &Path, tree: &mut Tree) {
        let name = |path: &Path| path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        let entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()).collect();
        if entries.is_empty() && folder != root {
            tree.insert(name(folder) + "/", String::new());
        }
        for entry in entries {
            let path = entry.path();
            let kind = entry.file_type().unwrap();
            if kind.is_dir() {
                fill(root, &path, tree);
            } else if kind.is_symlink() {
                tree.insert(name(&path), format!("-> {}", fs::read_link(&path).unwrap().display()));
            } else if path != root.join(MANIFEST) {
                tree.insert(name(&path), fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut tree = Tree::new();
    if root.exists() {
        fill(root, root, &mut tree);
    }
    tree
}

fn names(folder: &Path) -> Vec<String> {
    let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
    let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(name).collect();
    names.sort();
    names
}

fn put(file: &Path, text: &str) {
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn put_foreign(site: &Path) {
    FOREIGN.iter().for_each(|(path, text)| put(&site.join(path), text));
}

fn old_with_foreign() -> Tree {
    tree_of(&[OLD, FOREIGN].concat())
}

fn new_with_foreign() -> Tree {
    tree_of(&[NEW, FOREIGN].concat())
}

fn counts(outcome: &Outcome) -> (usize, usize, usize, u64) {
    (outcome.written, outcome.unchanged, outcome.removed, outcome.bytes)
}

/// Left to itself, and forced to each strategy.
fn ways() -> impl Iterator<Item = Option<Strategy>> {
    [None].into_iter().chain(Strategy::ALL.map(Some))
}

#[test]
fn a_site_comes_stays_and_changes_by_each_strategy() {
    for forced in ways() {
        let dir = TempDir::new().unwrap();
        let output = dir.path().join("far/output");
        let site = output.join("site");
        let expected = Some(forced.unwrap_or(Strategy::Exchange));

        let fresh = publish(&output, "site", &artifacts(OLD), forced).unwrap();
        assert_eq!(fresh.strategy, expected, "{}", fresh.why);
        assert_eq!(counts(&fresh), (8, 0, 0, 70), "{forced:?}");
        put_foreign(&site);
        assert_eq!(tree(&site), old_with_foreign());

        let stat = |path: &str| {
            let meta = fs::symlink_metadata(site.join(path)).unwrap();
            (meta.mtime(), meta.mtime_nsec(), meta.ino())
        };
        let all = [OLD, FOREIGN, &[("", ""), ("task", "")]].concat();
        let before: Vec<_> = all.iter().map(|(path, _)| stat(path)).collect();
        let again = publish(&output, "site", &artifacts(OLD), forced).unwrap();
        assert_eq!((again.strategy, counts(&again)), (None, (0, 8, 0, 0)));
        assert_eq!(all.iter().map(|(path, _)| stat(path)).collect::<Vec<_>>(), before, "nothing is touched");

        let kept = ["style.css", "task/2.html", "robots.txt", "task/note.txt", "media/v.mp4"];
        let before = kept.map(stat);
        let next = publish(&output, "site", &artifacts(NEW), forced).unwrap();
        assert_eq!((next.strategy, counts(&next)), (expected, (5, 2, 4, 42)), "{}", next.why);
        assert_eq!(tree(&site), new_with_foreign());
        assert_eq!(kept.map(stat), before, "unchanged and foreign files are the same files");
        let links = kept.map(|path| fs::metadata(site.join(path)).unwrap().nlink());
        assert_eq!(links, [1; 5], "and the last tree is gone");
        assert_eq!(names(&output), ["site"], "no leftovers");
    }
}

#[test]
fn a_manifest_names_what_was_written_and_is_the_same_by_each_strategy() {
    let dir = TempDir::new().unwrap();
    let files = artifacts(&[("b", ""), ("a/任务.html", "hello\n")]);
    let manifests = Strategy::ALL.map(|strategy| {
        let output = dir.path().join(strategy.to_string());
        publish(&output, "public", &files, Some(strategy)).unwrap();
        fs::read_to_string(output.join("public").join(MANIFEST)).unwrap()
    });
    let expected = "# tongbao manifest 1: sha1 length path\n\
        f572d396fae9206628714fb2ce00f72e94f2258f 6 a/任务.html\n\
        da39a3ee5e6b4b0d3255bfef95601890afd80709 0 b\n";
    assert_eq!(manifests, [expected; 3]);
}

#[test]
fn a_file_tampered_with_is_written_anew_though_the_manifest_says_nothing() {
    for forced in ways() {
        let dir = TempDir::new().unwrap();
        let site = dir.path().join("site");
        publish(dir.path(), "site", &artifacts(OLD), forced).unwrap();
        // As long as before, so that only the bytes tell; a link in the place of a file; and one lost.
        fs::write(site.join("task/1.html"), "OLD ONE").unwrap();
        fs::remove_file(site.join("index.html")).unwrap();
        symlink("/etc/hostname", site.join("index.html")).unwrap();
        fs::remove_file(site.join("turn")).unwrap();
        let mended = publish(dir.path(), "site", &artifacts(OLD), forced).unwrap();
        assert_eq!((mended.written, mended.unchanged, mended.removed), (3, 5, 0));
        assert_eq!(tree(&site), tree_of(OLD));
    }
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_left_alone() {
    for forced in ways() {
        let dir = TempDir::new().unwrap();
        let site = dir.path().join("site");
        put(&site.join("thesis.doc"), "years of work");
        let refused = publish(dir.path(), "site", &artifacts(NEW), forced).unwrap_err();
        assert!(matches!(refused, WriteError::NotOurs { .. }));
        assert!(refused.to_string().contains("不是 tongbao 写的目录，拒绝覆盖"), "{refused}");
        assert_eq!(tree(dir.path()), tree_of(&[("site/thesis.doc", "years of work")]));

        put(&site.join(MANIFEST), "<<<<<<< HEAD\n");
        let refused = publish(dir.path(), "site", &artifacts(NEW), forced).unwrap_err();
        assert!(matches!(refused, WriteError::BadManifest { .. }), "{refused}");
        assert_eq!(tree(&site), tree_of(&[("thesis.doc", "years of work")]));
    }
}

#[test]
fn what_cannot_be_written_is_refused_before_anything_is_touched() {
    #[rustfmt::skip]
    let cases: [(&str, Files, &str); 5] = [
        // name         artifacts                     the message
        ("site",        &[("../out", "")],            "网页路径“../out”不能用"),
        ("site",        &[("a", ""), ("a", "")],      "有两份内容要写到同一路径“a”"),
        ("site",        &[("a", ""), ("a/b", "")],    "“a”既要作文件，又要作“a/b”的上级目录"),
        ("../site",     &[],                          "网页路径“../site”不能用"),
        ("",            &[],                          "网页路径“”不能用"),
    ];
    for (name, files, message) in cases {
        let dir = TempDir::new().unwrap();
        let error = publish(dir.path(), name, &artifacts(files), None).unwrap_err().to_string();
        assert!(error.starts_with(message) && error.ends_with('。'), "{error}");
        assert!(names(dir.path()).is_empty());
    }
    let dir = TempDir::new().unwrap();
    put(&dir.path().join("site"), "a file");
    for (output, message) in [(dir.path().to_owned(), "不是目录"), (dir.path().join("site"), "建立目录")]
    {
        let error = publish(&output, "site", &artifacts(NEW), None).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
        assert_eq!(tree(dir.path()), tree_of(&[("site", "a file")]));
    }
}

#[test]
fn somebody_elses_file_is_never_overwritten() {
    for forced in ways() {
        let dir = TempDir::new().unwrap();
        let site = dir.path().join("site");
        publish(dir.path(), "site", &artifacts(OLD), forced).unwrap();
        put(&site.join("come"), "where a folder must be");
        let before = tree(dir.path());
        let refused = publish(dir.path(), "site", &artifacts(NEW), forced).unwrap_err();
        assert!(matches!(refused, WriteError::Foreign { .. }), "{refused}");
        assert!(refused.to_string().contains("site/come”不是 tongbao 写的"), "{refused}");
        assert_eq!(tree(dir.path()), before);
    }
}

#[test]
fn nothing_is_written_through_a_link() {
    for forced in ways() {
        let dir = TempDir::new().unwrap();
        let (output, outside) = (dir.path().join("output"), dir.path().join("outside"));
        let site = output.join("site");
        publish(&output, "site", &artifacts(OLD), forced).unwrap();
        put(&outside.join("1.html"), "not ours");
        put(&outside.join("2.html"), "the same two");
        symlink(&outside, site.join("link")).unwrap();
        symlink("nowhere", site.join("dangling")).unwrap();
        fs::remove_dir_all(site.join("task")).unwrap();
        symlink(&outside, site.join("task")).unwrap();
        let refused = publish(&output, "site", &artifacts(NEW), forced).unwrap_err();
        assert!(matches!(refused, WriteError::Foreign { .. }), "{refused}");

        fs::remove_file(site.join("task")).unwrap();
        publish(&output, "site", &artifacts(NEW), forced).unwrap();
        let link = format!("-> {}", outside.display());
        assert_eq!(tree(&site), tree_of(&[NEW, &[("link", &link), ("dangling", "-> nowhere")]].concat()));
        assert_eq!(tree(&outside), tree_of(&[("1.html", "not ours"), ("2.html", "the same two")]));
    }
}

#[test]
fn a_linked_site_is_written_file_by_file_and_cannot_be_swapped() {
    let dir = TempDir::new().unwrap();
    let (output, real) = (dir.path().join("output"), dir.path().join("www"));
    fs::create_dir_all(&output).unwrap();
    fs::create_dir_all(&real).unwrap();
    symlink(&real, output.join("site")).unwrap();
    let outcome = publish(&output, "site", &artifacts(OLD), None).unwrap();
    assert_eq!((outcome.strategy, outcome.why.as_str()), (Some(Strategy::Files), "站点目录是符号链接"));
    publish(&output, "site", &artifacts(NEW), None).unwrap();
    assert_eq!(tree(&real), tree_of(NEW));
    for forced in [Strategy::Exchange, Strategy::Rename] {
        let refused = publish(&output, "site", &artifacts(OLD), Some(forced)).unwrap_err();
        assert!(refused.to_string().contains(&format!("{forced} 方式发布：站点目录是符号链接")), "{refused}");
    }
    fs::remove_dir_all(&real).unwrap();
    let refused = publish(&output, "site", &artifacts(OLD), None).unwrap_err();
    assert!(matches!(refused, WriteError::NotAFolder { .. }), "{refused}");
}

#[test]
fn a_name_in_another_encoding_stays() {
    use std::os::unix::ffi::OsStrExt;
    let dir = TempDir::new().unwrap();
    publish(dir.path(), "site", &artifacts(OLD), None).unwrap();
    // 说明 in GBK.
    let gbk = dir.path().join("site").join(std::ffi::OsStr::from_bytes(b"\xcb\xb5\xc3\xf7"));
    put(&gbk.join("x"), "by hand");
    let outcome = publish(dir.path(), "site", &artifacts(NEW), None).unwrap();
    assert_eq!(outcome.strategy, Some(Strategy::Files));
    assert!(outcome.why.ends_with("的文件名不是 UTF-8 编码"), "{}", outcome.why);
    assert_eq!(fs::read_to_string(gbk.join("x")).unwrap(), "by hand");
}

#[test]
fn the_permissions_of_folders_stay() {
    for forced in ways() {
        let dir = TempDir::new().unwrap();
        publish(dir.path(), "site", &artifacts(OLD), forced).unwrap();
        let folders = ["site", "site/task"].map(|folder| dir.path().join(folder));
        folders
            .iter()
            .for_each(|folder| fs::set_permissions(folder, PermissionsExt::from_mode(0o750)).unwrap());
        publish(dir.path(), "site", &artifacts(NEW), forced).unwrap();
        assert_eq!(folders.map(|folder| fs::metadata(folder).unwrap().mode() & 0o777), [0o750; 2]);
    }
}

#[test]
fn a_second_build_is_refused_while_the_first_holds_the_lock() {
    let dir = TempDir::new().unwrap();
    let first = fs::File::open(dir.path()).unwrap();
    first.lock().unwrap();
    let refused = publish(dir.path(), "site", &artifacts(NEW), None).unwrap_err();
    assert!(matches!(refused, WriteError::Busy { .. }), "{refused}");
    assert!(matches!(recover(dir.path(), "site"), Err(WriteError::Busy { .. })));
    drop(first);
    publish(dir.path(), "site", &artifacts(NEW), None).unwrap();
}

/// What a reader may see of a site whose build was killed.
fn assert_whole(site: &Path, strategy: Strategy, what: &str) {
    let (seen, old, new) = (tree(site), old_with_foreign(), new_with_foreign());
    if strategy != Strategy::Files {
        assert!(seen == old || seen == new, "{what}: {seen:#?}");
        return;
    }
    for (path, text) in
        seen.iter().filter(|(path, _)| !path.ends_with('/') && !path.ends_with(".tongbao-part"))
    {
        assert!([old.get(path), new.get(path)].contains(&Some(text)), "{what}: {path}: {text}");
    }
    for (path, text) in old.iter().filter(|(path, text)| new.get(*path) == Some(text)) {
        assert_eq!(seen.get(path), Some(text), "{what}: unchanged and foreign files are always there");
    }
}

#[test]
fn killed_at_any_step_the_site_is_whole_and_the_next_build_sets_all_right() {
    for forced in Strategy::ALL {
        for steps in 0.. {
            let dir = TempDir::new().unwrap();
            let site = dir.path().join("site");
            publish(dir.path(), "site", &artifacts(OLD), Some(forced)).unwrap();
            put_foreign(&site);
            let what = format!("{forced}, killed after {steps}");
            let killed = publish_until(steps, dir.path(), "site", &artifacts(NEW), Some(forced)).is_err();
            if forced == Strategy::Rename && !site.exists() {
                recover(dir.path(), "site").unwrap();
            }
            assert_whole(&site, forced, &what);
            // The next builds, by whatever strategy, and whether they have news or not.
            publish(dir.path(), "site", &artifacts(NEW), None).unwrap();
            assert_eq!((tree(&site), names(dir.path())), (new_with_foreign(), vec!["site".into()]), "{what}");
            publish(dir.path(), "site", &artifacts(OLD), Some(forced)).unwrap();
            assert_eq!((tree(&site), names(dir.path())), (old_with_foreign(), vec!["site".into()]), "{what}");
            if !killed {
                assert!(steps > 20, "{forced} took only {steps} steps");
                break;
            }
        }
    }
}

#[test]
fn killed_at_any_step_of_the_very_first_build_the_next_succeeds() {
    for forced in Strategy::ALL {
        for steps in 0.. {
            let dir = TempDir::new().unwrap();
            let output = dir.path().join("output");
            let killed = publish_until(steps, &output, "site", &artifacts(OLD), Some(forced)).is_err();
            publish(&output, "site", &artifacts(NEW), Some(forced)).unwrap();
            assert_eq!(tree(&output.join("site")), tree_of(NEW), "{forced}, killed after {steps}");
            assert_eq!(names(&output), ["site"]);
            if !killed {
                assert!(steps > 15, "{forced} took only {steps} steps");
                break;
            }
        }
    }
}

#[test]
fn killed_twice_it_is_still_whole() {
    for forced in Strategy::ALL {
        for (first, second) in (0..64).step_by(5).flat_map(|n| (0..64).step_by(11).map(move |m| (n, m))) {
            let dir = TempDir::new().unwrap();
            let site = dir.path().join("site");
            publish(dir.path(), "site", &artifacts(OLD), Some(forced)).unwrap();
            put_foreign(&site);
            let _ = publish_until(first, dir.path(), "site", &artifacts(NEW), Some(forced));
            let _ = publish_until(second, dir.path(), "site", &artifacts(OLD), Some(forced));
            let what = format!("{forced}, killed after {first} and {second}");
            if forced == Strategy::Rename && !site.exists() {
                recover(dir.path(), "site").unwrap();
            }
            assert_whole(&site, forced, &what);
            publish(dir.path(), "site", &artifacts(NEW), Some(forced)).unwrap();
            assert_eq!((tree(&site), names(dir.path())), (new_with_foreign(), vec!["site".into()]), "{what}");
        }
    }
}

const CHILD: &str = "TONGBAO_TEST_CHILD";

/// Not a test of its own: the process that the next test kills.
#[test]
fn a_child_that_publishes_old_and_new_in_turn() {
    let Ok(place) = std::env::var(CHILD) else { return };
    let (strategy, output) = place.split_once(' ').unwrap();
    for files in [NEW, OLD].into_iter().cycle() {
        publish(Path::new(output), "site", &artifacts(files), Some(strategy.parse().unwrap())).unwrap();
    }
}

#[test]
fn killed_by_the_system_at_any_time_the_site_is_whole() {
    for strategy in Strategy::ALL {
        let dir = TempDir::new().unwrap();
        let site = dir.path().join("site");
        publish(dir.path(), "site", &artifacts(OLD), Some(strategy)).unwrap();
        put_foreign(&site);
        for round in 0..12 {
            let mut child = Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "a_child_that_publishes_old_and_new_in_turn"])
                .env(CHILD, format!("{strategy} {}", dir.path().display()))
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            std::thread::sleep(Duration::from_micros(20_000 + 3_137 * round));
            child.kill().unwrap();
            child.wait().unwrap();
            if strategy == Strategy::Rename && !site.exists() {
                recover(dir.path(), "site").unwrap();
            }
            assert_whole(&site, strategy, &format!("{strategy}, round {round}"));
        }
        publish(dir.path(), "site", &artifacts(NEW), Some(strategy)).unwrap();
        assert_eq!((tree(&site), names(dir.path())), (new_with_foreign(), vec!["site".into()]), "{strategy}");
    }
}

#[test]
fn a_reader_always_finds_a_page_while_sites_are_exchanged() {
    let dir = TempDir::new().unwrap();
    publish(dir.path(), "site", &artifacts(OLD), Some(Strategy::Exchange)).unwrap();
    std::thread::scope(|scope| {
        let builds = scope.spawn(|| {
            for files in [NEW, OLD].repeat(20) {
                publish(dir.path(), "site", &artifacts(files), Some(Strategy::Exchange)).unwrap();
            }
        });
        while !builds.is_finished() {
            let page = fs::read_to_string(dir.path().join("site/index.html")).unwrap();
            assert!(page == "old index" || page == "new index", "{page}");
        }
    });
}

#[test]
fn a_file_that_came_while_the_site_was_being_built_is_saved_from_the_last_tree() {
    let dir = TempDir::new().unwrap();
    publish(dir.path(), "site", &artifacts(NEW), None).unwrap();
    // As an exchange killed at once leaves it: the last site, with a newcomer, waits to be cleared.
    publish(dir.path(), ".site.new", &artifacts(OLD), Some(Strategy::Files)).unwrap();
    put(&dir.path().join(".site.new/late/robots.txt"), "just in time");
    recover(dir.path(), "site").unwrap();
    assert_eq!(
        tree(&dir.path().join("site")),
        tree_of(&[NEW, &[("late/robots.txt", "just in time")]].concat())
    );
    assert_eq!(names(dir.path()), ["site"]);
}

#[test]
fn a_neighbour_that_only_looks_like_a_leftover_is_not_deleted() {
    let dir = TempDir::new().unwrap();
    put(&dir.path().join(".site.new/thesis.doc"), "years of work");
    let refused = publish(dir.path(), "site", &artifacts(NEW), None).unwrap_err();
    assert!(
        matches!(refused, WriteError::NotOurs { .. }) && refused.to_string().contains(".site.new"),
        "{refused}"
    );
    assert_eq!(tree(dir.path()), tree_of(&[(".site.new/thesis.doc", "years of work")]));
}

#[test]
fn strategies_are_read_as_they_are_written() {
    for strategy in Strategy::ALL {
        assert_eq!(strategy.to_string().parse(), Ok(strategy));
    }
    assert_eq!(
        "swap".parse::<Strategy>(),
        Err("没有“swap”这种发布方式，可用 exchange、rename、files".into())
    );
}
