//! A site in the making: takes artifacts one by one, from any thread, and shows them all at once.

use super::apply::{self, Place};
use super::disk::{self, Disk, Flusher};
use super::last::{self, Last};
use super::manifest::{self, folders_above};
use super::plan::{self, Route, Step};
use super::{Lock, Outcome, Strategy, WriteError};
use crate::base::Artifact;
use sha1::{Digest, Sha1};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;

/// Where a file of the new site is until it is shown.
pub(super) enum At {
    /// The last site holds a plain file here with these very bytes.
    Same,
    /// In the tree beside the last site.
    Staged,
    /// In memory: file by file, a page may not be written before what it shows.
    Held(Vec<u8>),
}

pub(super) struct New {
    pub(super) path: String,
    /// In hex.
    pub(super) sha1: String,
    /// In bytes.
    pub(super) length: u64,
    pub(super) at: At,
}

impl New {
    pub(super) fn is_same(&self) -> bool {
        matches!(self.at, At::Same)
    }

    /// What is in memory.
    pub(super) fn bytes(&self) -> &[u8] {
        if let At::Held(bytes) = &self.at { bytes } else { &[] }
    }

    pub(super) fn line(&self) -> (&str, &str, u64) {
        (&self.path, &self.sha1, self.length)
    }
}

/// Takes a site's artifacts with [`put`](Making::put), then shows it with [`show`](Making::show).
///
/// What is unchanged is not written, and the first fault ends the writing: `show` tells it. A making that is
/// dropped leaves a tree that the next one clears; the last site stays.
pub struct Making {
    disk: Disk,
    place: Place,
    forced: Option<Strategy>,
    last: Last,
    route: Route,
    progress: Mutex<Progress>,
    _lock: Lock,
}

#[derive(Default)]
struct Progress {
    files: Vec<New>,
    names: Names,
    /// Folders of the new tree that stand, `""` for the tree itself.
    made: BTreeSet<String>,
    /// Runs from the first staged file on.
    flusher: Option<Flusher>,
    /// Why nothing more can be staged, where writing in place may still succeed.
    refused: Option<String>,
    fault: Option<WriteError>,
}

impl Making {
    pub(super) fn begin(
        disk: Disk,
        output: &Path,
        name: &str,
        forced: Option<Strategy>,
    ) -> Result<Making, WriteError> {
        let place = super::place(output, name)?;
        if !output.is_dir() {
            disk.make_dirs(output)?;
        }
        let lock = super::lock(&place)?;
        apply::recover(&disk, &place)?;
        let mut last = last::survey(&place.site)?;
        if last.unfinished {
            return Err(WriteError::BadManifest { file: place.site.join(manifest::NAME) });
        }
        if last.obstacle.is_none() && !disk::is_writable(output) {
            last.obstacle = Some(format!("“{}”不可写，只能在站点目录之内改动", output.display()));
        }
        let route = plan::route(forced, last.obstacle.as_deref())?;
        apply::clear_parts(&disk, &place.site, &last.parts)?;
        let progress = Mutex::new(Progress::default());
        Ok(Making { disk, place, forced, last, route, progress, _lock: lock })
    }

    /// One file of the new site; in any order.
    pub fn put(&self, artifact: Artifact) {
        if let Err(error) = self.take(artifact) {
            self.progress().fault.get_or_insert(error);
        }
    }

    fn progress(&self) -> std::sync::MutexGuard<'_, Progress> {
        // A thread that panicked while it held this ends the build anyway.
        self.progress.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn take(&self, artifact: Artifact) -> Result<(), WriteError> {
        {
            let mut progress = self.progress();
            if progress.fault.is_some() {
                return Ok(());
            }
            progress.names.add(&artifact.path)?;
        }
        let is_same = last::has(&self.place.site, &self.last, &artifact);
        let sha1 = format!("{:x}", Sha1::digest(&artifact.bytes));
        let length = artifact.bytes.len() as u64;
        let at = match self.route {
            _ if is_same => At::Same,
            Route::Swap if self.stage(&artifact)? => At::Staged,
            Route::Swap | Route::InPlace { .. } => At::Held(artifact.bytes),
        };
        self.progress().files.push(New { path: artifact.path, sha1, length, at });
        Ok(())
    }

    /// Into the tree beside the last site, if that can be had.
    fn stage(&self, artifact: &Artifact) -> Result<bool, WriteError> {
        let staged = self.folder_for(&artifact.path).and_then(|is_there| match is_there {
            true => {
                let file = self.place.staging.join(&artifact.path);
                self.disk.write_new(&file, &artifact.bytes).map(|()| true)
            }
            false => Ok(false),
        });
        staged.or_else(|error| match (error.of_the_swap_alone(), self.forced) {
            (Some(why), None) => {
                self.progress().refused.get_or_insert(why);
                Ok(false)
            }
            (Some(why), Some(strategy)) => Err(WriteError::Impossible { strategy, why }),
            (None, _) => Err(error),
        })
    }

    /// Makes the folders above a path, one hand at a time.
    fn folder_for(&self, path: &str) -> Result<bool, WriteError> {
        let mut progress = self.progress();
        if progress.refused.is_some() {
            return Ok(false);
        }
        if progress.made.is_empty() {
            apply::begin(&self.disk, &self.place)?;
            progress.made.insert(String::new());
            progress.flusher = Some(Flusher::start(&self.place.staging));
        }
        for folder in folders_above(path) {
            if !progress.made.contains(folder) {
                let (new, old) = (self.place.staging.join(folder), self.place.site.join(folder));
                self.disk.make_dir_like(&new, &old)?;
                progress.made.insert(folder.to_owned());
            }
        }
        Ok(true)
    }

    /// Lets the site hold just what was put, and whatever others put there.
    pub fn show(self) -> Result<Outcome, WriteError> {
        let Making { disk, place, forced, last, route, progress, _lock } = self;
        let progress = progress.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
        let shown = Rest { disk: &disk, place: &place, forced, last: &last }.show(route, progress);
        if shown.is_err() {
            // What was staged for nothing; the error is already there.
            let _ = apply::recover(&disk, &place);
        }
        shown
    }
}

/// All files are known; what is left to do.
struct Rest<'a> {
    disk: &'a Disk,
    place: &'a Place,
    forced: Option<Strategy>,
    last: &'a Last,
}

impl Rest<'_> {
    fn show(&self, route: Route, progress: Progress) -> Result<Outcome, WriteError> {
        let Progress { mut files, made, refused, fault, flusher, .. } = progress;
        drop(flusher);
        if let Some(error) = fault {
            return Err(error);
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        if let Some(path) = plan::in_the_way(self.last, &files) {
            return Err(WriteError::Foreign { path: self.place.site.join(path) });
        }
        let changes = plan::in_place(self.last, &files);
        if changes.is_empty() && self.last.manifest.as_deref() == Some(&apply::text(&files)) {
            return Ok(outcome(None, "与上次完全相同，未改动任何文件".into(), &files, &changes));
        }
        let why = match (route, refused) {
            (Route::Swap, None) => match self.swap(&files, made)? {
                Ok((strategy, why)) => return Ok(outcome(Some(strategy), why, &files, &changes)),
                Err(why) => why,
            },
            (Route::Swap, Some(why)) | (Route::InPlace { why }, _) => why,
        };
        apply::unstage(self.place, &mut files)?;
        apply::recover(self.disk, self.place)?;
        let changes = plan::in_place(self.last, &files);
        apply::in_place(self.disk, &self.place.site, &changes, self.last, &files)?;
        Ok(outcome(Some(Strategy::Files), why, &files, &changes))
    }

    /// Gives the strategy that worked and why it was taken, or why the swap, but perhaps nothing else, is refused.
    fn swap(
        &self,
        files: &[New],
        made: BTreeSet<String>,
    ) -> Result<Result<(Strategy, String), String>, WriteError> {
        let Rest { disk, place, forced, last } = *self;
        let begun = if made.is_empty() { apply::begin(disk, place) } else { Ok(()) };
        let stands = |step: &Step| matches!(step, Step::MakeDir(folder) if made.contains(*folder));
        let steps: Vec<Step> = plan::staged(last, files).into_iter().filter(|step| !stands(step)).collect();
        let staged = begun.and_then(|()| apply::stage(disk, place, &steps, &apply::text(files)));
        match staged.and_then(|()| apply::swap(disk, place, forced)) {
            Ok(shown) => {
                let leftover = |cause| WriteError::Leftover { cause: Box::new(cause) };
                apply::recover(disk, place).map_err(leftover)?;
                Ok(Ok(shown))
            }
            Err(error) => match (error.of_the_swap_alone(), forced) {
                (Some(why), None) => Ok(Err(why)),
                (Some(why), Some(strategy)) => Err(WriteError::Impossible { strategy, why }),
                (None, _) => Err(error),
            },
        }
    }
}

fn outcome(strategy: Option<Strategy>, why: String, now: &[New], changes: &[Step]) -> Outcome {
    let changed = || now.iter().filter(|new| !new.is_same());
    let removed = changes.iter().filter(|step| matches!(step, Step::Remove(_)));
    Outcome {
        strategy,
        why,
        written: changed().count(),
        unchanged: now.len() - changed().count(),
        removed: removed.count(),
        bytes: changed().map(|new| new.length).sum(),
    }
}

/// The paths of a site, each of which may stand with the others.
#[derive(Default)]
struct Names {
    files: BTreeMap<String, ()>,
    folders: BTreeSet<String>,
}

impl Names {
    fn add(&mut self, path: &str) -> Result<(), WriteError> {
        if let Some(why) = manifest::unfit(path) {
            return Err(WriteError::BadPath { path: path.to_owned(), why });
        }
        if self.files.contains_key(path) {
            return Err(WriteError::Twice { path: path.to_owned() });
        }
        if self.folders.contains(path) {
            let within = format!("{path}/");
            let within = self.files.range(within.clone()..).next().map_or(within, |(name, ())| name.clone());
            return Err(WriteError::Clash { file: path.to_owned(), within });
        }
        if let Some(file) = folders_above(path).find(|folder| self.files.contains_key(*folder)) {
            return Err(WriteError::Clash { file: file.to_owned(), within: path.to_owned() });
        }
        self.files.insert(path.to_owned(), ());
        for folder in folders_above(path) {
            if !self.folders.contains(folder) {
                self.folders.insert(folder.to_owned());
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn artifacts_that_cannot_stand_together() {
        #[rustfmt::skip]
        let cases: [(&[&str], &str); 6] = [
            // paths                    the message
            (&["b", "a"],               ""),
            (&["a", "b", "a"],          "有两份内容要写到同一路径“a”。"),
            // `a-b` sorts between the two that clash.
            (&["a/b", "a-b", "a"],      "“a”既要作文件，又要作“a/b”的上级目录。"),
            (&["a", "a-b", "a/b/c"],    "“a”既要作文件，又要作“a/b/c”的上级目录。"),
            (&["ok", "../a"],           "网页路径“../a”不能用："),
            (&["ok", ""],               "网页路径“”不能用："),
        ];
        for (paths, message) in cases {
            let mut names = Names::default();
            let said = paths.iter().find_map(|path| names.add(path).err());
            let said = said.map_or(String::new(), |e| e.to_string());
            assert!(said.starts_with(message) && said.is_empty() == message.is_empty(), "{paths:?}: {said}");
        }
    }
}
