//! The list of what tongbao wrote, kept inside the site so that it moves with it.
//!
//! One line a file, sorted by path: SHA-1 of the bytes, length in bytes, path. The same site gives the same bytes.
//! It decides what may be deleted. Whether a file is unchanged is read from the file itself.

use std::fmt::Write;

pub(super) const NAME: &str = ".tongbao-manifest";
/// The temporary neighbour of a file that is being replaced: one a folder, for writing file by file has one hand.
pub(super) const PART: &str = ".tongbao-part";

/// Stands in a tree in the making, whose files are not known yet.
pub(super) const UNFINISHED: &str = "# tongbao manifest 1: unfinished\n";

const HEAD: &str = "# tongbao manifest 1: sha1 length path";
/// What Linux allows for one name between two slashes.
const LONGEST_NAME: usize = 255;

/// A manifest's text from its files: path, SHA-1 in hex, length.
pub(super) fn text<'a>(files: impl Iterator<Item = (&'a str, &'a str, u64)>) -> String {
    let mut text = format!("{HEAD}\n");
    for (path, sha1, length) in files {
        writeln!(text, "{sha1} {length} {path}").expect("a String takes all text");
    }
    text
}

/// The files a manifest names, in its order; `None` when it is none of ours or damaged.
pub(super) fn files(text: &str) -> Option<Vec<(&str, &str, u64)>> {
    let lines = text.strip_prefix(HEAD)?.strip_prefix('\n')?;
    if !lines.is_empty() && !lines.ends_with('\n') {
        return None;
    }
    lines
        .lines()
        .map(|line| {
            let (sha1, rest) = line.split_once(' ')?;
            let (length, path) = rest.split_once(' ')?;
            Some((path, sha1, length.parse().ok()?))
        })
        .collect()
}

/// `a`, `a/b` for `a/b/c`.
pub(super) fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Why a path may not be written, if so.
pub(super) fn unfit(path: &str) -> Option<&'static str> {
    if path.is_empty() {
        return Some("路径为空");
    }
    if path.starts_with('/') {
        return Some("不能是绝对路径");
    }
    path.split('/').find_map(|name| match name {
        "" => Some("路径中有空的一段"),
        "." | ".." => Some("路径中不能有“.”或“..”"),
        NAME | PART => Some("该名称由程序自用"),
        _ if name.len() > LONGEST_NAME => Some("有一段名称超过 255 字节"),
        _ if name.contains('\\') => Some("路径分隔符只能用“/”"),
        _ if name.chars().any(char::is_control) => Some("路径中有控制字符"),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_may_not_be_written() {
        let long = "名".repeat(86);
        #[rustfmt::skip]
        let cases = [
            // path                        why not
            ("index.html",                 None),
            ("任务/3.html",                None),
            ("data/v1/..name",             None),
            ("",                           Some("路径为空")),
            ("/etc/passwd",                Some("不能是绝对路径")),
            ("../outside",                 Some("路径中不能有“.”或“..”")),
            ("a/../../outside",            Some("路径中不能有“.”或“..”")),
            ("./a",                        Some("路径中不能有“.”或“..”")),
            ("a//b",                       Some("路径中有空的一段")),
            ("a/",                         Some("路径中有空的一段")),
            ("a\\b",                       Some("路径分隔符只能用“/”")),
            ("a\nb",                       Some("路径中有控制字符")),
            ("a\0b",                       Some("路径中有控制字符")),
            (".tongbao-manifest",          Some("该名称由程序自用")),
            ("a/.tongbao-part",            Some("该名称由程序自用")),
            (&long,                        Some("有一段名称超过 255 字节")),
        ];
        for (path, why) in cases {
            assert_eq!(unfit(path), why, "{path:?}");
        }
    }

    #[test]
    fn a_manifest_reads_back_and_a_damaged_one_does_not() {
        let written = text([("a b.html", "00ff", 12), ("任务/1.html", "1234", 0)].into_iter());
        assert_eq!(files(&written).unwrap(), [("a b.html", "00ff", 12), ("任务/1.html", "1234", 0)]);
        assert_eq!(files(&text([].into_iter())).unwrap(), []);
        for damaged in [
            "",
            "<html>",
            UNFINISHED,
            &written[..written.len() - 1],
            &written.replace(" 12 ", " x "),
            &written[1..],
        ] {
            assert_eq!(files(damaged), None, "{damaged:?}");
        }
    }
}
