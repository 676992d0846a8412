//! Takes artifacts, one by one as they are made, and a folder's name. Makes that folder hold just these files, and
//! whatever others put there.
//!
//! Shows the old site or the new, never half of one; deletes nothing that its manifest does not name. A file that
//! somebody else put into the site stays, linked or moved into the new tree, as long as the site does not need its
//! name. Reads no content; writes nowhere else.

mod apply;
mod disk;
mod error;
mod last;
mod making;
mod manifest;
mod plan;

pub use error::WriteError;
pub use making::Making;

use crate::base::Artifact;
use apply::Place;
use disk::Disk;
use std::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::str::FromStr;

/// How the new site takes the place of the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// A whole tree beside the site, exchanged with it in one step: there is always a whole site.
    Exchange,
    /// The same by two renames: for a moment there is no site; killed just then, the next build puts it back.
    Rename,
    /// File by file: each file is whole, the site is mixed for as long as it takes.
    Files,
}

impl Strategy {
    pub const ALL: [Strategy; 3] = [Strategy::Exchange, Strategy::Rename, Strategy::Files];
}

impl fmt::Display for Strategy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Strategy::Exchange => "exchange",
            Strategy::Rename => "rename",
            Strategy::Files => "files",
        })
    }
}

impl FromStr for Strategy {
    type Err = String;

    fn from_str(code: &str) -> Result<Strategy, String> {
        let known = Strategy::ALL.into_iter().find(|strategy| strategy.to_string() == code);
        known.ok_or_else(|| format!("没有“{code}”这种发布方式，可用 exchange、rename、files"))
    }
}

/// What was done, for the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// `None` when the site already was what it should be, and nothing was touched.
    pub strategy: Option<Strategy>,
    /// Why this strategy: a phrase in Chinese without an end mark.
    pub why: String,
    /// Artifacts that are new or have other bytes.
    pub written: usize,
    /// Artifacts that kept bytes and times.
    pub unchanged: usize,
    /// Files of the last site that are no more.
    pub removed: usize,
    /// Length of what was written, in bytes.
    pub bytes: u64,
}

/// Begins a site that is to stand at `output/name`.
///
/// `output` is made if it is missing, and itself never moved. Without a `forced` strategy the best that the place
/// allows is taken. One build at a time writes to an `output`; a second is refused.
pub fn begin(output: &Path, name: &str, forced: Option<Strategy>) -> Result<Making, WriteError> {
    Making::begin(Disk::for_ever(), output, name, forced)
}

/// Makes `output/name` hold the artifacts, and nothing else of ours: [`begin`], all artifacts, [`Making::show`].
pub fn publish(
    output: &Path,
    name: &str,
    artifacts: &[Artifact],
    forced: Option<Strategy>,
) -> Result<Outcome, WriteError> {
    publish_with(Disk::for_ever(), output, name, artifacts, forced)
}

/// [`publish`], dead after so many changes on the disk, as if killed.
#[doc(hidden)]
pub fn publish_until(
    changes: usize,
    output: &Path,
    name: &str,
    artifacts: &[Artifact],
    forced: Option<Strategy>,
) -> Result<Outcome, WriteError> {
    publish_with(Disk::until(changes), output, name, artifacts, forced)
}

/// Puts the last site back if a build was killed between two renames, and clears what it left.
///
/// [`begin`] does it too; for a build that may never come to that, because its content has errors.
pub fn recover(output: &Path, name: &str) -> Result<(), WriteError> {
    if !output.is_dir() {
        return Ok(());
    }
    let place = place(output, name)?;
    let _lock = lock(&place)?;
    apply::recover(&Disk::for_ever(), &place)
}

fn publish_with(
    disk: Disk,
    output: &Path,
    name: &str,
    artifacts: &[Artifact],
    forced: Option<Strategy>,
) -> Result<Outcome, WriteError> {
    let making = Making::begin(disk, output, name, forced)?;
    artifacts.iter().cloned().for_each(|artifact| making.put(artifact));
    making.show()
}

fn place(output: &Path, name: &str) -> Result<Place, WriteError> {
    let why =
        if name.contains('/') { Some("站点目录名中不能有“/”") } else { manifest::unfit(name) };
    match why {
        Some(why) => Err(WriteError::BadPath { path: name.into(), why }),
        None => Ok(Place::new(output, name)),
    }
}

/// Holds until it is dropped, and no longer than the process lives. Empty where the system has no locks.
struct Lock(Option<File>);

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing is not enough: a child that another thread is just starting has a copy of the descriptor.
        let _ = self.0.as_ref().map(File::unlock);
    }
}

fn lock(place: &Place) -> Result<Lock, WriteError> {
    let folder = File::open(&place.output).map_err(|e| WriteError::io("打开", &place.output, e))?;
    let busy = || WriteError::Busy { folder: place.output.clone() };
    match folder.try_lock() {
        Ok(()) => return Ok(Lock(Some(folder))),
        Err(TryLockError::WouldBlock) => return Err(busy()),
        Err(TryLockError::Error(_)) => (),
    }
    // NFS locks only what is open for writing, and no folder is.
    let Ok(file) = OpenOptions::new().create(true).append(true).open(&place.lock) else {
        return Ok(Lock(None));
    };
    match file.try_lock() {
        Ok(()) => Ok(Lock(Some(file))),
        Err(TryLockError::WouldBlock) => Err(busy()),
        Err(TryLockError::Error(_)) => Ok(Lock(None)),
    }
}
