//! The list of what tongbao wrote, kept inside the site so that it moves with it.
//!
//! One line a file, sorted by path: SHA-1 of the bytes, length in bytes, path. The same site gives the same bytes.
//! It decides what may be deleted. Whether a file is unchanged is read from the file itself.

use super::WriteError;
use crate::base::Artifact;
use std::collections::BTreeSet;
use std::fmt::Write;

pub(super) const NAME: &str = ".tongbao-manifest";
/// The temporary neighbour of a file that is being replaced: one a folder, for writing file by file has one hand.
pub(super) const PART: &str = ".tongbao-part";

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

/// The artifacts by path, or the first that cannot stand in a site with the others.
pub(super) fn sorted(artifacts: &[Artifact]) -> Result<Vec<&Artifact>, WriteError> {
    let mut sorted: Vec<&Artifact> = artifacts.iter().collect();
    sorted.sort_by(|a, b| a.path.cmp(&b.path));
    for Artifact { path, .. } in &sorted {
        if let Some(why) = unfit(path) {
            return Err(WriteError::BadPath { path: path.clone(), why });
        }
    }
    if let Some(pair) = sorted.windows(2).find(|pair| pair[0].path == pair[1].path) {
        return Err(WriteError::Twice { path: pair[0].path.clone() });
    }
    let paths: BTreeSet<&str> = sorted.iter().map(|a| a.path.as_str()).collect();
    for Artifact { path, .. } in &sorted {
        if let Some(file) = folders_above(path).find(|folder| paths.contains(folder)) {
            return Err(WriteError::Clash { file: file.to_owned(), within: path.clone() });
        }
    }
    Ok(sorted)
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
    fn artifacts_that_cannot_stand_together() {
        #[rustfmt::skip]
        let cases: [(&[&str], &str); 4] = [
            // paths                    the message
            (&["b", "a"],               ""),
            (&["a", "b", "a"],          "有两份内容要写到同一路径“a”。"),
            // `a-b` sorts between the two that clash.
            (&["a/b", "a-b", "a"],      "“a”既要作文件，又要作“a/b”的上级目录。"),
            (&["ok", "../a"],           "网页路径“../a”不能用："),
        ];
        for (paths, message) in cases {
            let artifacts: Vec<Artifact> = paths.iter().map(|path| Artifact::new(*path, "")).collect();
            let said = sorted(&artifacts).map_or_else(|e| e.to_string(), |_| String::new());
            assert!(said.starts_with(message) && said.is_empty() == message.is_empty(), "{paths:?}: {said}");
        }
    }

    #[test]
    fn a_manifest_reads_back_and_a_damaged_one_does_not() {
        let written = text([("a b.html", "00ff", 12), ("任务/1.html", "1234", 0)].into_iter());
        assert_eq!(files(&written).unwrap(), [("a b.html", "00ff", 12), ("任务/1.html", "1234", 0)]);
        assert_eq!(files(&text([].into_iter())).unwrap(), []);
        for damaged in
            ["", "<html>", &written[..written.len() - 1], &written.replace(" 12 ", " x "), &written[1..]]
        {
            assert_eq!(files(damaged), None, "{damaged:?}");
        }
    }
}
