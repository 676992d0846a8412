//! The only hands of the room: each function here changes one thing on the disk.

use super::WriteError;
use std::fs::{self, File, FileTimes, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// Leave to change the disk, for ever or (in tests) so many times, as if the process were killed then.
pub(super) struct Disk {
    changes_left: Option<AtomicUsize>,
}

impl Disk {
    pub(super) fn for_ever() -> Disk {
        Disk { changes_left: None }
    }

    pub(super) fn until(changes: usize) -> Disk {
        Disk { changes_left: Some(AtomicUsize::new(changes)) }
    }

    fn change<T>(
        &self,
        doing: &'static str,
        path: &Path,
        run: impl FnOnce() -> io::Result<T>,
    ) -> Result<T, WriteError> {
        let alive = self.changes_left.as_ref().is_none_or(|left| {
            left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1)).is_ok()
        });
        if !alive {
            return Err(WriteError::io(doing, path, io::Error::other("killed by a test")));
        }
        run().map_err(|source| WriteError::io(doing, path, source))
    }

    pub(super) fn make_dir(&self, dir: &Path) -> Result<(), WriteError> {
        self.change("建立目录", dir, || fs::create_dir(dir))
    }

    pub(super) fn make_dirs(&self, dir: &Path) -> Result<(), WriteError> {
        self.change("建立目录", dir, || fs::create_dir_all(dir))
    }

    /// A folder with the permissions of another, where there is one: a web server may need them.
    pub(super) fn make_dir_like(&self, dir: &Path, model: &Path) -> Result<(), WriteError> {
        self.make_dir(dir)?;
        match fs::metadata(model) {
            Ok(model) if model.is_dir() => {
                self.change("设置权限", dir, || fs::set_permissions(dir, model.permissions()))
            }
            _ => Ok(()),
        }
    }

    /// A new file; never an old one in place, for its bytes may be shared by a link.
    pub(super) fn write_new(&self, path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
        // Under test a kill may also come in the middle of a file.
        let (head, tail) =
            bytes.split_at(if self.changes_left.is_some() { bytes.len() / 2 } else { bytes.len() });
        let mut file = self.change("写入", path, || {
            let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
            file.write_all(head)?;
            Ok(file)
        })?;
        if tail.is_empty() { Ok(()) } else { self.change("写入", path, || file.write_all(tail)) }
    }

    /// The same file under a second name; a copy with its times where links are not to be had.
    pub(super) fn link(&self, from: &Path, to: &Path) -> Result<(), WriteError> {
        self.change("链接", to, || match fs::hard_link(from, to) {
            // Not on `CrossesDevices`: that is somebody's mount inside the site, and its files must stay there.
            Err(e) if no_links_here(e.kind()) => copy(from, to),
            done => done,
        })
    }

    pub(super) fn rename(&self, from: &Path, to: &Path) -> Result<(), WriteError> {
        self.change("改名", from, || fs::rename(from, to))
    }

    /// Swaps two folders in one step.
    pub(super) fn exchange(&self, a: &Path, b: &Path) -> Result<(), WriteError> {
        self.change("互换", b, || exchange(a, b))
    }

    pub(super) fn remove(&self, file: &Path) -> Result<(), WriteError> {
        self.change("删除", file, || fs::remove_file(file))
    }

    pub(super) fn remove_dir(&self, dir: &Path) -> Result<(), WriteError> {
        self.change("删除目录", dir, || fs::remove_dir(dir))
    }
}

fn no_links_here(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::PermissionDenied | ErrorKind::Unsupported | ErrorKind::TooManyLinks)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let meta = fs::symlink_metadata(from)?;
    if meta.is_symlink() {
        return symlink(fs::read_link(from)?, to);
    }
    if !meta.is_file() {
        return Err(ErrorKind::Unsupported.into());
    }
    fs::copy(from, to)?;
    File::options().write(true).open(to)?.set_times(FileTimes::new().set_modified(meta.modified()?))
}

/// Puts all that was written on the platters, where the system offers that: the swap must not overtake the files.
pub(super) fn sync(dir: &Path) {
    #[cfg(target_os = "linux")]
    if let Ok(dir) = File::open(dir) {
        // Best effort: without it a power cut, but no kill, could show empty files.
        let _ = rustix::fs::syncfs(dir);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = dir;
}

/// Lets what is written reach the platters while more is being made, so that the last [`sync`] is short.
pub(super) struct Flusher {
    stop: Sender<()>,
    thread: Option<JoinHandle<()>>,
}

impl Flusher {
    const PAUSE: Duration = Duration::from_millis(300);

    /// Without a thread to be had it does nothing.
    pub(super) fn start(dir: &Path) -> Flusher {
        let dir = dir.to_owned();
        let (stop, stopped) = channel();
        let flush = move || {
            while stopped.recv_timeout(Flusher::PAUSE) == Err(RecvTimeoutError::Timeout) {
                sync(&dir);
            }
        };
        Flusher { stop, thread: std::thread::Builder::new().spawn(flush).ok() }
    }
}

impl Drop for Flusher {
    fn drop(&mut self) {
        let _ = self.stop.send(());
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

#[cfg(target_os = "linux")]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Whether a folder is the root of a mount; a link to one is not.
#[cfg(target_os = "linux")]
pub(super) fn is_mount(dir: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    let facts = |dir: &Path| statx(CWD, dir, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::empty());
    let Ok(here) = facts(dir) else { return false };
    if here.stx_attributes_mask.contains(StatxAttributes::MOUNT_ROOT) {
        return here.stx_attributes.contains(StatxAttributes::MOUNT_ROOT);
    }
    // Kernels before 5.8 do not say; another device than the parent's is a mount too.
    facts(&dir.join("..")).is_ok_and(|parent| {
        (parent.stx_dev_major, parent.stx_dev_minor) != (here.stx_dev_major, here.stx_dev_minor)
    })
}

#[cfg(not(target_os = "linux"))]
pub(super) fn is_mount(_: &Path) -> bool {
    false
}

/// Whether this process may add to and remove from a folder.
pub(super) fn is_writable(dir: &Path) -> bool {
    use rustix::fs::{Access, access};
    access(dir, Access::WRITE_OK | Access::EXEC_OK).is_ok()
}
