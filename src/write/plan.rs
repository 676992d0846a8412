//! Decides what to do, as data; touches nothing.

use super::last::{Kind, Last};
use super::making::{At, New};
use super::manifest::folders_above;
use super::{Strategy, WriteError};
use std::collections::BTreeSet;
use std::fmt;

/// One thing to do in the tree that is being made. Paths are relative to the site.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step<'a> {
    MakeDir(&'a str),
    /// Gives the new tree the last site's file of that path.
    Link(&'a str),
    Write(&'a str, &'a [u8]),
    Remove(&'a str),
    RemoveDir(&'a str),
}

impl fmt::Debug for Step<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::MakeDir(path) => write!(f, "mkdir {path}"),
            Step::Link(path) => write!(f, "link {path}"),
            Step::Write(path, _) => write!(f, "write {path}"),
            Step::Remove(path) => write!(f, "rm {path}"),
            Step::RemoveDir(path) => write!(f, "rmdir {path}"),
        }
    }
}

/// Whether the folder is replaced as a whole or file by file, and why.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Route {
    Swap,
    InPlace { why: String },
}

/// The route, from what was asked for and what the folder can do.
pub(super) fn route(forced: Option<Strategy>, obstacle: Option<&str>) -> Result<Route, WriteError> {
    match (forced, obstacle) {
        (Some(Strategy::Files), _) => Ok(Route::InPlace { why: "按 --swap 指定".into() }),
        (None, Some(why)) => Ok(Route::InPlace { why: why.into() }),
        (Some(strategy), Some(why)) => Err(WriteError::Impossible { strategy, why: why.into() }),
        (_, None) => Ok(Route::Swap),
    }
}

/// Somebody else's file or folder where the new site needs a name; its bytes would be lost.
pub(super) fn in_the_way<'a>(last: &'a Last, now: &'a [New]) -> Option<&'a str> {
    let sets = Sets::of(last, now);
    let taken = |path: &str| match last.found.get_key_value(path) {
        Some((path, Kind::Folder)) => (!sets.is_given_up(path)).then_some(path.as_str()),
        Some((path, _)) => sets.foreign.contains(path.as_str()).then_some(path.as_str()),
        None => None,
    };
    let no_folder = |path: &&str| last.found.get(*path) != Some(&Kind::Folder);
    let for_folders = sets.folders.iter().copied().filter(no_folder).find_map(taken);
    for_folders.or_else(|| now.iter().filter(|new| !new.is_same()).find_map(|new| taken(&new.path)))
}

/// How to make the new tree beside the last whole: folders first, then files in any order.
pub(super) fn staged<'a>(last: &'a Last, now: &'a [New]) -> Vec<Step<'a>> {
    let sets = Sets::of(last, now);
    let folders: BTreeSet<&str> = sets.folders.union(&sets.foreign_folders).copied().collect();
    let mut steps: Vec<Step> = folders.into_iter().map(Step::MakeDir).collect();
    steps.extend(now.iter().filter_map(|new| match &new.at {
        At::Same => Some(Step::Link(&new.path)),
        At::Staged => None,
        At::Held(bytes) => Some(Step::Write(&new.path, bytes)),
    }));
    steps.extend(sets.foreign.iter().copied().map(Step::Link));
    steps
}

/// How to turn the last site into the new one: assets, pages, index, deletions last.
///
/// Nothing to do is the empty plan.
pub(super) fn in_place<'a>(last: &'a Last, now: &'a [New]) -> Vec<Step<'a>> {
    let sets = Sets::of(last, now);
    let found = |wanted: fn(Kind) -> bool| {
        last.found.iter().filter(move |(_, kind)| wanted(**kind)).map(|(path, _)| path.as_str())
    };
    let files = found(|kind| kind != Kind::Folder)
        .filter(|path| last.named.contains(*path) && !sets.files.contains(path));
    let folders = found(|kind| kind == Kind::Folder).filter(|path| sets.is_given_up(path));
    // A folder that becomes a file, or a file that becomes a folder, cannot wait for the end.
    let early = |path: &&str| {
        sets.folders.contains(path)
            || sets.files.contains(path)
            || folders_above(path).any(|above| sets.files.contains(above))
    };
    let (files_early, files_late): (Vec<&str>, Vec<&str>) = files.partition(early);
    let (folders_early, folders_late): (Vec<&str>, Vec<&str>) = folders.partition(early);
    let missing = sets.folders.iter().filter(|path| last.found.get(**path) != Some(&Kind::Folder));
    let mut changed: Vec<&New> = now.iter().filter(|new| !new.is_same()).collect();
    changed.sort_by_key(|new| (rank(&new.path), &*new.path));

    let mut steps: Vec<Step> = files_early.into_iter().map(Step::Remove).collect();
    steps.extend(folders_early.into_iter().rev().map(Step::RemoveDir));
    steps.extend(missing.copied().map(Step::MakeDir));
    steps.extend(changed.into_iter().map(|new| Step::Write(&new.path, new.bytes())));
    steps.extend(files_late.into_iter().map(Step::Remove));
    steps.extend(folders_late.into_iter().rev().map(Step::RemoveDir));
    steps
}

/// A page must not be seen before what it shows, nor the index before its pages.
fn rank(path: &str) -> u8 {
    match path {
        "index.html" => 2,
        _ if path.ends_with(".html") => 1,
        _ => 0,
    }
}

struct Sets<'a> {
    /// The new site's files, and the folders they need.
    files: BTreeSet<&'a str>,
    folders: BTreeSet<&'a str>,
    /// The folders that held what the manifest names.
    folders_named: BTreeSet<&'a str>,
    /// What somebody else put there; a file that the new site would write just so is taken for its own.
    foreign: BTreeSet<&'a str>,
    /// Somebody else's folders, and all folders above what is somebody else's.
    foreign_folders: BTreeSet<&'a str>,
}

impl<'a> Sets<'a> {
    fn of(last: &'a Last, now: &'a [New]) -> Sets<'a> {
        let adopted: BTreeSet<&str> = now.iter().filter(|new| new.is_same()).map(|new| &*new.path).collect();
        let folders: BTreeSet<&str> = now.iter().flat_map(|new| folders_above(&new.path)).collect();
        let folders_named: BTreeSet<&str> = last.named.iter().flat_map(|path| folders_above(path)).collect();
        let mut foreign = BTreeSet::new();
        let mut foreign_folders = BTreeSet::new();
        for (path, kind) in &last.found {
            let path = path.as_str();
            if *kind == Kind::Folder && !folders_named.contains(path) && !folders.contains(path) {
                foreign_folders.insert(path);
            } else if *kind != Kind::Folder && !last.named.contains(path) && !adopted.contains(path) {
                foreign.insert(path);
            } else {
                continue;
            }
            foreign_folders.extend(folders_above(path));
        }
        let files = now.iter().map(|new| &*new.path).collect();
        Sets { files, folders, folders_named, foreign, foreign_folders }
    }

    /// A folder of ours that the new site does not need and that holds nothing of anybody else's.
    fn is_given_up(&self, folder: &str) -> bool {
        self.folders_named.contains(folder)
            && !self.folders.contains(folder)
            && !self.foreign_folders.contains(folder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A site as it is: ours, somebody else's, folders with `/`.
    fn last(ours: &str, others: &str) -> Last {
        let mut last = Last::default();
        for path in ours.split_whitespace().filter(|path| !path.ends_with('/')) {
            last.named.insert(path.into());
        }
        for path in ours.split_whitespace().chain(others.split_whitespace()) {
            let kind = if path.ends_with('/') { Kind::Folder } else { Kind::File };
            last.found.insert(path.trim_end_matches('/').into(), kind);
            last.found.extend(folders_above(path).map(|folder| (folder.to_owned(), Kind::Folder)));
        }
        last
    }

    /// The new site: `=a` has the bytes that are there, `a` has others, `+a` too and stands in the new tree already.
    fn now(paths: &str) -> Vec<New> {
        let mut now: Vec<New> = paths
            .split_whitespace()
            .map(|word| New {
                path: word.trim_start_matches(['=', '+']).into(),
                sha1: String::new(),
                length: 0,
                at: match &word[..1] {
                    "=" => At::Same,
                    "+" => At::Staged,
                    _ => At::Held(Vec::new()),
                },
            })
            .collect();
        now.sort_by(|a, b| a.path.cmp(&b.path));
        now
    }

    fn said(steps: &[Step]) -> String {
        steps.iter().map(|step| format!("{step:?}")).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn plans() {
        #[rustfmt::skip]
        let cases = [
            // what                       ours       others    now          in place                          staged
            ("nothing",                   "",        "",       "",          "",                               ""),
            ("fresh",                     "",        "",       "d/a b",     "mkdir d, write b, write d/a",    "mkdir d, write b, write d/a"),
            ("unchanged",                 "d/a b",   "",       "=d/a =b",   "",                               "mkdir d, link b, link d/a"),
            ("changed",                   "d/a b",   "",       "d/a =b",    "write d/a",                      "mkdir d, link b, write d/a"),
            ("index last, pages after assets",
                                          "",        "",       "index.html z.css a.html d/index.html",
                "mkdir d, write z.css, write a.html, write d/index.html, write index.html",
                "mkdir d, write a.html, write d/index.html, write index.html, write z.css"),
            ("deleted, after the writes", "d/e/a z", "",       "y",         "write y, rm d/e/a, rm z, rmdir d/e, rmdir d", "write y"),
            ("somebody's file stays",     "d/a",     "r d/r",  "b",         "write b, rm d/a",                "mkdir d, write b, link d/r, link r"),
            ("somebody's empty folder",   "d/a",     "e/",     "=d/a",      "",                               "mkdir d, mkdir e, link d/a"),
            ("a folder of ours, emptied by hand",
                                          "d/a d/e/b", "",     "=d/a",      "rm d/e/b, rmdir d/e",            "mkdir d, link d/a"),
            ("written already",           "d/a b",   "",       "+d/a =b",   "write d/a",                      "mkdir d, link b"),
            ("a file becomes a folder",   "a b",     "",       "a/x",       "rm a, mkdir a, write a/x, rm b", "mkdir a, write a/x"),
            ("a folder becomes a file",   "a/x a/y/z b", "",   "a",         "rm a/x, rm a/y/z, rmdir a/y, rmdir a, write a, rm b", "write a"),
            ("somebody's file with our bytes is ours",
                                          "a",       "b",      "=a =b",     "",                               "link a, link b"),
            ("a folder that becomes empty under a page that goes",
                                          "a/b/c",   "",       "a/d",       "write a/d, rm a/b/c, rmdir a/b", "mkdir a, write a/d"),
        ];
        for (what, ours, others, new, in_place_steps, staged_steps) in cases {
            let (last, now) = (last(ours, others), now(new));
            assert_eq!(in_the_way(&last, &now), None, "{what}");
            assert_eq!(said(&in_place(&last, &now)), in_place_steps, "{what}, in place");
            assert_eq!(said(&staged(&last, &now)), staged_steps, "{what}, staged");
        }
    }

    #[test]
    fn what_stands_in_the_way() {
        #[rustfmt::skip]
        let cases = [
            // what                                    ours    others   now      in the way
            ("our own file, changed",                  "a",    "",      "a",     None),
            ("our own file, to be a folder",           "a",    "",      "a/b",   None),
            ("our own folder, to be a file",           "a/b",  "",      "a",     None),
            ("somebody's file with other bytes",       "a",    "b",     "b",     Some("b")),
            ("somebody's file with our bytes",         "a",    "b",     "=b",    None),
            ("somebody's file where a folder must be", "a",    "b",     "b/c",   Some("b")),
            ("somebody's folder where a file must be", "a",    "b/c",   "b",     Some("b")),
            ("somebody's empty folder there",          "a",    "b/",    "b",     Some("b")),
            ("our folder with somebody's file, to be a file", "b/a", "b/r", "b", Some("b")),
            ("somebody's folder where a folder must be", "a",  "b/r",   "b/c",   None),
        ];
        for (what, ours, others, new, path) in cases {
            let (last, now) = (last(ours, others), now(new));
            assert_eq!(in_the_way(&last, &now), path, "{what}");
        }
    }

    #[test]
    fn routes() {
        use Strategy::*;
        let in_place = |why: &str| Ok(Route::InPlace { why: why.into() });
        #[rustfmt::skip]
        let cases = [
            // forced         obstacle         route, or what the error names
            (None,            None,            Ok(Route::Swap)),
            (None,            Some("是挂载点"), in_place("是挂载点")),
            (Some(Exchange),  None,            Ok(Route::Swap)),
            (Some(Rename),    None,            Ok(Route::Swap)),
            (Some(Files),     None,            in_place("按 --swap 指定")),
            (Some(Files),     Some("是挂载点"), in_place("按 --swap 指定")),
            (Some(Exchange),  Some("是挂载点"), Err("不能按指定的 exchange 方式发布：是挂载点。")),
            (Some(Rename),    Some("是挂载点"), Err("不能按指定的 rename 方式发布：是挂载点。")),
        ];
        for (forced, obstacle, expected) in cases {
            match (route(forced, obstacle), expected) {
                (Ok(route), Ok(expected)) => assert_eq!(route, expected),
                (Err(e), Err(start)) => assert!(e.to_string().starts_with(start), "{e}"),
                (got, expected) => panic!("{forced:?} {obstacle:?}: {got:?}, not {expected:?}"),
            }
        }
    }
}
