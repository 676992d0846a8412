//! Takes a folder on the disk. Gives its [`Draft`], or the files of a theme.
//!
//! Follows no link out of the folder, opens nothing but ordinary files, changes nothing.

use super::draft::ThemeFiles;
use super::file::{Found, Kind, LARGEST, draft_of, kind};
use super::{Draft, blob};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Reads the content folder. An error only where the folder itself cannot be read; all else is a fault of the draft.
///
/// Left out in silence: `issued/`, hidden files and folders, and what offices and systems leave behind
/// (`~$x.docx`, `Thumbs.db`).
pub fn read_folder(content: &Path) -> io::Result<Draft> {
    fs::read_dir(content)?;
    Ok(draft_of(list(content), |_, known| match known {
        Listed::File(path) => read(&path, |p| fs::read(p)),
        Listed::Broken(found) => found,
    }))
}

/// Reads a theme: every file below `dir`, by its path with `/`. Hidden files and `fonts/` are left out.
pub fn read_theme(dir: &Path) -> io::Result<ThemeFiles> {
    let mut files = ThemeFiles::new();
    for entry in
        WalkDir::new(dir).follow_links(true).into_iter().filter_entry(|e| e.depth() == 0 || !is_left_out(e))
    {
        let entry = entry?;
        if entry.file_type().is_file() {
            let (path, _) = relative(dir, entry.path());
            if !path.starts_with("fonts/") {
                files.insert(path, fs::read(entry.path())?);
            }
        }
    }
    Ok(files)
}

/// The bytes of the fonts in a folder, by name; none where there is no such folder.
pub fn read_fonts(dir: &Path) -> io::Result<Vec<Vec<u8>>> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries.collect::<Result<Vec<_>, _>>()?,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(e),
    };
    let is_font = |path: &PathBuf| {
        let ending = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
        ending.is_some_and(|e| ["otf", "ttf", "ttc", "otc"].contains(&e.as_str())) && path.is_file()
    };
    let mut paths: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).filter(is_font).collect();
    paths.sort();
    paths.iter().map(fs::read).collect()
}

/// Whether a path belongs to the draft.
pub(super) fn is_content(path: &str) -> bool {
    !path.starts_with("issued/") && path != "issued" && path.split('/').all(|name| !is_litter(name))
}

/// Hidden files, lock files of offices, thumbnails of systems.
fn is_litter(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || ["thumbs.db", "desktop.ini", "__macosx"].contains(&name.to_ascii_lowercase().as_str())
}

fn is_left_out(entry: &DirEntry) -> bool {
    is_litter(&entry.file_name().to_string_lossy())
}

/// A path of the content folder, before it is opened.
enum Listed {
    File(PathBuf),
    Broken(Found),
}

fn list(content: &Path) -> Vec<(String, Listed)> {
    let root = content.canonicalize().unwrap_or_else(|_| content.to_owned());
    let mut listed = Vec::new();
    let mut walk = WalkDir::new(content).into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(e) => {
                let (path, _) = relative(content, e.path().unwrap_or(content));
                listed.push((path, Listed::Broken(unreadable(e.io_error()))));
                continue;
            }
        };
        if entry.depth() == 0 {
            continue;
        }
        let (path, is_sound) = relative(content, entry.path());
        let is_folder = entry.file_type().is_dir();
        if !is_content(&path) {
            if is_folder {
                walk.skip_current_dir();
            }
            continue;
        }
        let known = if !is_sound {
            Some(Listed::Broken(broken(
                "path-not-utf8",
                "文件名不是 UTF-8，无法辨认",
                "请把文件（夹）改名后再保存",
            )))
        } else if is_folder {
            (!matches!(kind(&path), Kind::Picture | Kind::Other)).then(|| {
                Listed::Broken(broken(
                    "folder-as-file",
                    "这里应是文件，却是文件夹",
                    "请把文件夹改名，或换成同名的文件",
                ))
            })
        } else {
            Some(entry_of(&entry, &root))
        };
        if let Some(known) = known {
            if is_folder {
                walk.skip_current_dir();
            }
            listed.push((path, known));
        }
    }
    listed
}

/// A file, a link, or something stranger.
fn entry_of(entry: &DirEntry, root: &Path) -> Listed {
    let path = entry.path().to_owned();
    if entry.file_type().is_file() {
        return Listed::File(path);
    }
    if !entry.file_type().is_symlink() {
        return Listed::Broken(broken("unreadable-file", "这不是普通文件", "请换成普通文件"));
    }
    match path.canonicalize() {
        Err(e) => Listed::Broken(unreadable(Some(&e))),
        Ok(target) if !target.starts_with(root) => Listed::Broken(broken(
            "link-leaves-folder",
            "这个链接指向内容文件夹之外，没有读取",
            "请把文件本身复制到这里，代替链接",
        )),
        Ok(target) if target.is_file() => Listed::File(target),
        Ok(_) => Listed::Broken(broken(
            "link-to-folder",
            "这个链接指向文件夹，没有读取",
            "请把文件夹本身放到这里，代替链接",
        )),
    }
}

/// Reads a file that was listed. `read_bytes` is [`fs::read`], or what a test puts in its place.
fn read(path: &Path, read_bytes: impl Fn(&Path) -> io::Result<Vec<u8>>) -> Found {
    let length = match fs::metadata(path) {
        Ok(meta) => meta.len(),
        Err(e) => return unreadable(Some(&e)),
    };
    let is_ours = kind(&path.to_string_lossy()) != Kind::Other;
    let result = if is_ours && length <= LARGEST as u64 {
        read_bytes(path).map(Found::Bytes)
    } else {
        fs::File::open(path)
            .and_then(|file| blob::blob_id_of(file, length))
            .map(|blob| Found::Unread { blob, length })
    };
    result.unwrap_or_else(|e| unreadable(Some(&e)))
}

fn unreadable(error: Option<&io::Error>) -> Found {
    let (message, help) = match error.map(io::Error::kind) {
        Some(io::ErrorKind::NotFound) => {
            ("文件读取时已不存在（刚被移走，或链接指向空处）", "请确认文件还在，再运行一次")
        }
        Some(io::ErrorKind::PermissionDenied) => ("没有读取权限", "请给本用户读取这个文件（夹）的权限"),
        Some(io::ErrorKind::IsADirectory) => ("这里应是文件，却是文件夹", "请把文件夹改名，或换成同名的文件"),
        _ => ("读取失败", "请检查磁盘和网络盘，再运行一次"),
    };
    broken("unreadable-file", message, help)
}

fn broken(rule: &'static str, message: &str, help: &str) -> Found {
    Found::Broken { rule, message: message.into(), help: help.into() }
}

/// The path below `root` with `/`, and whether it is sound UTF-8.
fn relative(root: &Path, path: &Path) -> (String, bool) {
    let below = path.strip_prefix(root).unwrap_or(path);
    let is_sound = below.to_str().is_some();
    let parts: Vec<_> = below.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    (parts.join("/"), is_sound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_wrong_between_listing_and_reading_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.md");
        fs::write(&path, "正文").unwrap();
        #[rustfmt::skip]
        let cases = [
            (io::ErrorKind::NotFound,         "已不存在"),
            (io::ErrorKind::PermissionDenied, "没有读取权限"),
            (io::ErrorKind::IsADirectory,     "却是文件夹"),
            (io::ErrorKind::TimedOut,         "读取失败"),
        ];
        for (kind, says) in cases {
            let Found::Broken { rule, message, .. } = read(&path, |_| Err(kind.into())) else {
                panic!("{kind}")
            };
            assert_eq!(rule, "unreadable-file");
            assert!(message.contains(says), "{kind}: {message}");
        }
        assert!(matches!(read(&path, |p| fs::read(p)), Found::Bytes(bytes) if bytes == "正文".as_bytes()));
        fs::remove_file(&path).unwrap();
        assert!(matches!(read(&path, |p| fs::read(p)), Found::Broken { rule: "unreadable-file", .. }));
    }
}
