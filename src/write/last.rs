//! What lies in the site's folder now: read, never followed out of it, never trusted to the manifest alone.

use super::manifest::{self, folders_above};
use super::{WriteError, disk};
use crate::base::Artifact;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    /// A link, a pipe, a folder that may not be read: never looked into.
    Other,
}

/// The last site.
#[derive(Debug, Default)]
pub(super) struct Last {
    /// The manifest as it was read; `None` in a folder that is missing or empty.
    pub(super) manifest: Option<String>,
    /// The paths that the manifest names: what tongbao wrote.
    pub(super) named: BTreeSet<String>,
    /// All that lies in the folder, without the manifest and the parts.
    pub(super) found: BTreeMap<String, Kind>,
    /// Temporary neighbours that a killed build left.
    pub(super) parts: Vec<String>,
    /// Why the folder cannot be replaced as a whole, if so.
    pub(super) obstacle: Option<String>,
    /// A tree that never became a site: all in it is ours.
    pub(super) unfinished: bool,
}

/// Reads the folder; refuses one that is not empty and has no manifest of ours.
pub(super) fn survey(site: &Path) -> Result<Last, WriteError> {
    let mut last = Last::default();
    match fs::symlink_metadata(site) {
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(last),
        Err(e) => return Err(WriteError::io("读取", site, e)),
        Ok(meta) if meta.is_symlink() => last.obstacle = Some("站点目录是符号链接".into()),
        Ok(_) => (),
    }
    if !site.is_dir() {
        return Err(WriteError::NotAFolder { path: site.to_owned() });
    }
    let file = site.join(manifest::NAME);
    match fs::read(&file) {
        Ok(bytes) => {
            let text = String::from_utf8(bytes).ok();
            let damaged = || WriteError::BadManifest { file: file.clone() };
            last.unfinished = text.as_deref() == Some(manifest::UNFINISHED);
            if !last.unfinished {
                let files = text.as_deref().and_then(manifest::files).ok_or_else(damaged)?;
                last.named = files.into_iter().map(|(path, ..)| path.to_owned()).collect();
            }
            last.manifest = text;
        }
        Err(e) if e.kind() == ErrorKind::NotFound => (),
        Err(e) => return Err(WriteError::io("读取", &file, e)),
    }
    walk(site, &mut last)?;
    // A fresh ext4 mount is empty but for this.
    let is_empty = last.found.keys().all(|path| path.split('/').next() == Some("lost+found"));
    if last.manifest.is_none() && !is_empty {
        return Err(WriteError::NotOurs { folder: site.to_owned() });
    }
    Ok(last)
}

fn walk(site: &Path, last: &mut Last) -> Result<(), WriteError> {
    let ours: BTreeSet<String> =
        last.named.iter().flat_map(|path| folders_above(path)).map(str::to_owned).collect();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let here = site.join(&folder);
        if let Some(why) = obstacle(&here, &folder) {
            last.obstacle.get_or_insert(why);
        }
        let failed = |e| WriteError::io("读取", &here, e);
        let is_others = !folder.is_empty() && !ours.contains(&folder);
        let entries = match fs::read_dir(&here) {
            Err(e) if is_others && e.kind() == ErrorKind::PermissionDenied => {
                last.obstacle.get_or_insert(format!("目录“{folder}”不可读"));
                last.found.insert(folder, Kind::Other);
                continue;
            }
            entries => entries.map_err(failed)?,
        };
        for entry in entries {
            let entry = entry.map_err(failed)?;
            let kind = entry.file_type().map_err(failed)?;
            let name = entry.file_name();
            let path = format!("{folder}{}{}", if folder.is_empty() { "" } else { "/" }, name.display());
            if name.to_str().is_none() {
                last.obstacle.get_or_insert(format!("“{path}”的文件名不是 UTF-8 编码"));
                last.found.insert(path, Kind::Other);
            } else if kind.is_dir() {
                last.found.insert(path.clone(), Kind::Folder);
                folders.push(path);
            } else if name == manifest::PART {
                last.parts.push(path);
            } else if path != manifest::NAME {
                last.found.insert(path, if kind.is_file() { Kind::File } else { Kind::Other });
            }
        }
    }
    Ok(())
}

/// Why a folder inside the site (`""` is the site) keeps the whole from being replaced.
fn obstacle(here: &Path, folder: &str) -> Option<String> {
    let which = if folder.is_empty() { "站点目录".into() } else { format!("目录“{folder}”") };
    if disk::is_mount(here) {
        return Some(format!("{which}是挂载点"));
    }
    (!disk::is_writable(here)).then(|| format!("{which}不可写"))
}

/// Whether the last site holds a plain file of this path with these very bytes.
pub(super) fn has(site: &Path, last: &Last, artifact: &Artifact) -> bool {
    last.found.get(&artifact.path) == Some(&Kind::File) && holds(&site.join(&artifact.path), &artifact.bytes)
}

/// A file that cannot be read is not the same, and is written anew.
fn holds(file: &Path, bytes: &[u8]) -> bool {
    let Ok(mut file) = File::open(file) else { return false };
    if !file.metadata().is_ok_and(|meta| meta.len() == bytes.len() as u64) {
        return false;
    }
    let mut buffer = [0; 32 * 1024];
    bytes.chunks(buffer.len()).all(|chunk| {
        let buffer = &mut buffer[..chunk.len()];
        file.read_exact(buffer).is_ok() && buffer == chunk
    })
}
