//! Does what was decided. A kill between any two changes leaves what the next build can set right.
//!
//! Every tree made here gets a manifest first and loses it last, so that a leftover always says what in it is ours:
//! the files it names, or all of it while it is unfinished.

use super::disk::{self, Disk};
use super::last::{Kind, Last, survey};
use super::making::{At, New};
use super::manifest::{self, folders_above};
use super::plan::Step;
use super::{Strategy, WriteError};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The site and its two neighbours, all in the output folder.
pub(super) struct Place {
    pub(super) output: PathBuf,
    pub(super) site: PathBuf,
    /// The tree in the making; after the swap the last site on its way out. Never needed by a reader.
    pub(super) staging: PathBuf,
    /// The whole last site between two renames: there beside a missing site, it is the mark of a killed swap.
    pub(super) aside: PathBuf,
    /// For systems that cannot lock the output folder itself.
    pub(super) lock: PathBuf,
}

impl Place {
    pub(super) fn new(output: &Path, name: &str) -> Place {
        let beside = |end: &str| output.join(format!(".{name}.{end}"));
        Place {
            output: output.to_owned(),
            site: output.join(name),
            staging: beside("new"),
            aside: beside("old"),
            lock: beside("lock"),
        }
    }
}

fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Sets right what a killed build left: puts the last site back if it is away, clears what is no site.
pub(super) fn recover(disk: &Disk, place: &Place) -> Result<(), WriteError> {
    let is_vacant = match fs::read_dir(&place.site) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => !exists(&place.site),
    };
    if exists(&place.aside) && is_vacant {
        disk.rename(&place.aside, &place.site)?;
    }
    clear(disk, &place.staging, &place.site)?;
    if exists(&place.aside) {
        disk.rename(&place.aside, &place.staging)?;
        clear(disk, &place.staging, &place.site)?;
    }
    Ok(())
}

/// Begins a tree beside the last site.
pub(super) fn begin(disk: &Disk, place: &Place) -> Result<(), WriteError> {
    disk.make_dir_like(&place.staging, &place.site)?;
    replace(disk, &place.staging.join(manifest::NAME), manifest::UNFINISHED.as_bytes())
}

/// Makes the tree whole, and lets it reach the disk. Folders that stand are none of `steps`.
pub(super) fn stage(disk: &Disk, place: &Place, steps: &[Step], manifest: &str) -> Result<(), WriteError> {
    let (old, new) = (&place.site, &place.staging);
    let (folders, files): (Vec<Step>, Vec<Step>) =
        steps.iter().partition(|step| matches!(step, Step::MakeDir(_)));
    for step in folders {
        in_staging(disk, old, new, step)?;
    }
    files.par_iter().try_for_each(|&step| in_staging(disk, old, new, step))?;
    replace(disk, &new.join(manifest::NAME), manifest.as_bytes())?;
    disk::sync(new);
    Ok(())
}

fn in_staging(disk: &Disk, old: &Path, new: &Path, step: Step) -> Result<(), WriteError> {
    match step {
        Step::MakeDir(path) => disk.make_dir_like(&new.join(path), &old.join(path)),
        Step::Link(path) => disk.link(&old.join(path), &new.join(path)),
        Step::Write(path, bytes) => disk.write_new(&new.join(path), bytes),
        Step::Remove(path) => disk.remove(&new.join(path)),
        Step::RemoveDir(path) => disk.remove_dir(&new.join(path)),
    }
}

/// Shows the staged tree. Gives the strategy that worked and why it was taken.
///
/// Whether it succeeds or not, [`recover`] is to follow: it puts the last site back or clears it away.
pub(super) fn swap(
    disk: &Disk,
    place: &Place,
    forced: Option<Strategy>,
) -> Result<(Strategy, String), WriteError> {
    let why_not = if forced == Some(Strategy::Rename) {
        None
    } else {
        if !exists(&place.site) {
            // Something to exchange with, so that the first build already shows what the place can do.
            disk.make_dir(&place.site)?;
        }
        match disk.exchange(&place.staging, &place.site) {
            Ok(()) => {
                let why = if forced.is_some() { "按 --swap 指定" } else { "新旧目录一步互换" };
                return Ok((Strategy::Exchange, why.into()));
            }
            Err(WriteError::Io { source, .. }) if cannot_exchange(source.kind()) => Some(source),
            Err(e) => return Err(e),
        }
    };
    let why = match (why_not, forced) {
        (Some(source), Some(strategy)) => {
            let why = format!("此处的文件系统不能互换两个目录（{source}）");
            return Err(WriteError::Impossible { strategy, why });
        }
        (Some(source), None) => {
            format!("此处的文件系统不能互换两个目录（{source}），改用两次改名，其间有一瞬没有站点")
        }
        (None, _) => "按 --swap 指定".into(),
    };
    if exists(&place.site) {
        disk.rename(&place.site, &place.aside)?;
    }
    disk.rename(&place.staging, &place.site)?;
    Ok((Strategy::Rename, why))
}

fn cannot_exchange(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::InvalidInput | ErrorKind::Unsupported | ErrorKind::CrossesDevices)
}

/// Takes what was staged back into memory: the tree is about to be cleared.
pub(super) fn unstage(place: &Place, files: &mut [New]) -> Result<(), WriteError> {
    for new in files.iter_mut().filter(|new| matches!(new.at, At::Staged)) {
        let file = place.staging.join(&new.path);
        new.at = At::Held(fs::read(&file).map_err(|e| WriteError::io("读取", &file, e))?);
    }
    Ok(())
}

/// Turns the last site into the new one file by file.
pub(super) fn in_place(
    disk: &Disk,
    site: &Path,
    steps: &[Step],
    last: &Last,
    now: &[New],
) -> Result<(), WriteError> {
    if !exists(site) {
        disk.make_dir(site)?;
    }
    // Until all is done the manifest names both, so that a kill leaves no file without an owner.
    replace(disk, &site.join(manifest::NAME), text_of_both(last, now).as_bytes())?;
    for &step in steps {
        match step {
            Step::MakeDir(path) => disk.make_dir(&site.join(path))?,
            Step::Write(path, bytes) => replace(disk, &site.join(path), bytes)?,
            Step::Remove(path) => disk.remove(&site.join(path))?,
            Step::RemoveDir(path) => match disk.remove_dir(&site.join(path)) {
                // Somebody has just put a file there; it stays.
                Err(WriteError::Io { source, .. }) if source.kind() == ErrorKind::DirectoryNotEmpty => (),
                done => done?,
            },
            Step::Link(_) => (),
        }
    }
    replace(disk, &site.join(manifest::NAME), text(now).as_bytes())?;
    disk::sync(site);
    Ok(())
}

/// Removes the temporary neighbours of a killed build.
pub(super) fn clear_parts(disk: &Disk, site: &Path, parts: &[String]) -> Result<(), WriteError> {
    parts.iter().try_for_each(|part| disk.remove(&site.join(part)))
}

pub(super) fn text(now: &[New]) -> String {
    manifest::text(now.iter().map(New::line))
}

fn text_of_both(last: &Last, now: &[New]) -> String {
    let old = last.manifest.as_deref().and_then(manifest::files).unwrap_or_default();
    let both: BTreeMap<&str, _> =
        old.into_iter().chain(now.iter().map(New::line)).map(|file| (file.0, file)).collect();
    manifest::text(both.into_values())
}

/// Writes a temporary neighbour and renames it over the file.
fn replace(disk: &Disk, file: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let part = file.with_file_name(manifest::PART);
    let replaced = disk.write_new(&part, bytes).and_then(|()| disk.rename(&part, file));
    if replaced.is_err() {
        // On a full disk half a file would only be in the way.
        let _ = disk.remove(&part);
    }
    replaced
}

/// Removes a tree that is no longer, or not yet, the site.
///
/// What somebody else put there and the site has not got (it came while the site was being built) goes to the site.
fn clear(disk: &Disk, tree: &Path, site: &Path) -> Result<(), WriteError> {
    if !exists(tree) {
        return Ok(());
    }
    let held = survey(tree)?;
    let site_is_ours = exists(&site.join(manifest::NAME));
    let (folders, files): (Vec<_>, Vec<_>) = held.found.iter().partition(|(_, kind)| **kind == Kind::Folder);
    let may_hold_others = site_is_ours && !held.unfinished;
    let is_saved = |path: &str| may_hold_others && !held.named.contains(path) && !exists(&site.join(path));
    let (saved, dropped): (Vec<&String>, Vec<&String>) =
        files.into_iter().map(|(path, _)| path).partition(|path| is_saved(path));
    for path in saved {
        if let Some(folder) = folders_above(path).last() {
            disk.make_dirs(&site.join(folder))?;
        }
        disk.rename(&tree.join(path), &site.join(path))?;
    }
    dropped.par_iter().try_for_each(|path| disk.remove(&tree.join(path)))?;
    clear_parts(disk, tree, &held.parts)?;
    for (path, _) in folders.into_iter().rev() {
        disk.remove_dir(&tree.join(path))?;
    }
    if held.manifest.is_some() {
        disk.remove(&tree.join(manifest::NAME))?;
    }
    disk.remove_dir(tree)
}
