//! What can go wrong on the way to the disk: each with its cause and a way out, in Chinese.

use super::Strategy;
use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

#[derive(Debug)]
pub enum WriteError {
    /// An artifact's path that could leave the site, or that no manifest could name.
    BadPath {
        path: String,
        why: &'static str,
    },
    /// Two artifacts of one path.
    Twice {
        path: String,
    },
    /// Artifacts `a` and `a/b`: one name cannot be a file and a folder.
    Clash {
        file: String,
        within: String,
    },
    /// The folder is not empty and has no manifest.
    NotOurs {
        folder: PathBuf,
    },
    /// The manifest is there but cannot be read as one.
    BadManifest {
        file: PathBuf,
    },
    /// Somebody else's file lies where the site needs one of its own.
    Foreign {
        path: PathBuf,
    },
    NotAFolder {
        path: PathBuf,
    },
    /// Another build holds the lock.
    Busy {
        folder: PathBuf,
    },
    /// A forced strategy cannot work here.
    Impossible {
        strategy: Strategy,
        why: String,
    },
    /// The new site is in place, its predecessor could not be cleared away.
    Leftover {
        cause: Box<WriteError>,
    },
    Io {
        doing: &'static str,
        path: PathBuf,
        source: io::Error,
    },
}

impl WriteError {
    pub(super) fn io(doing: &'static str, path: &Path, source: io::Error) -> WriteError {
        WriteError::Io { doing, path: path.to_owned(), source }
    }

    /// Where the whole folder could not be replaced, but writing file by file may still succeed: why, as a phrase.
    pub(super) fn of_the_swap_alone(&self) -> Option<String> {
        use ErrorKind::*;
        let WriteError::Io { doing, path, source } = self else { return None };
        matches!(
            source.kind(),
            PermissionDenied | ReadOnlyFilesystem | CrossesDevices | ResourceBusy | Unsupported
        )
        .then(|| format!("不能整体替换，{doing}“{}”失败（{source}）", path.display()))
    }
}

impl std::error::Error for WriteError {}

/// The cause, then the way out, as two sentences.
impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WriteError::BadPath { path, why } => {
                write!(f, "网页路径“{}”不能用：{why}。请改正生成它的名称或编号。", path.escape_debug())
            }
            WriteError::Twice { path } => {
                write!(f, "有两份内容要写到同一路径“{path}”。请改正其中一个的名称或编号。")
            }
            WriteError::Clash { file, within } => {
                write!(f, "“{file}”既要作文件，又要作“{within}”的上级目录。请改正其中一个的名称或编号。")
            }
            WriteError::NotOurs { folder } => {
                let folder = folder.display();
                write!(
                    f,
                    "“{folder}”不是 tongbao 写的目录，拒绝覆盖。请移走该目录，或用 --output 指定另一个输出目录。"
                )
            }
            WriteError::BadManifest { file } => {
                let file = file.display();
                write!(
                    f,
                    "清单“{file}”已损坏，无法断定目录里哪些文件由 tongbao 写出。请恢复该清单，或移走整个目录后重新生成。"
                )
            }
            WriteError::Foreign { path } => {
                let path = path.display();
                write!(
                    f,
                    "“{path}”不是 tongbao 写的，而站点要用这个名称，拒绝覆盖。请把它移走或改名后重新生成。"
                )
            }
            WriteError::NotAFolder { path } => {
                write!(f, "“{}”不是目录。请移走它，或用 --output 指定另一个输出目录。", path.display())
            }
            WriteError::Busy { folder } => {
                write!(f, "另一次生成正在写“{}”。请等它结束后重新生成。", folder.display())
            }
            WriteError::Impossible { strategy, why } => {
                write!(f, "不能按指定的 {strategy} 方式发布：{why}。请去掉 --swap，由程序自行选择。")
            }
            WriteError::Leftover { cause } => write!(f, "新站点已经就位，但旧文件没有清理干净：{cause}"),
            WriteError::Io { doing, path, source } => {
                let (cause, way_out) = explained(source);
                write!(f, "{doing}“{}”失败：{cause}（{source}）。{way_out}", path.display())
            }
        }
    }
}

fn explained(source: &io::Error) -> (&'static str, &'static str) {
    match source.kind() {
        ErrorKind::StorageFull => ("磁盘已满", "请腾出空间后重新生成，现有站点仍可使用。"),
        ErrorKind::QuotaExceeded => ("磁盘配额已满", "请腾出空间后重新生成，现有站点仍可使用。"),
        ErrorKind::PermissionDenied => {
            ("没有权限", "请确认运行者可以写这个目录，或用 --output 指定另一个输出目录。")
        }
        ErrorKind::ReadOnlyFilesystem => ("文件系统只读", "请用 --output 指定可写的输出目录。"),
        ErrorKind::AlreadyExists => ("已有同名文件", "请移走它后重新生成。"),
        ErrorKind::NotADirectory => ("路径中有一段不是目录", "请移走它，或用 --output 指定另一个输出目录。"),
        _ => ("系统报错", "请检查磁盘和目录后重新生成，现有站点仍可使用。"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_of_the_system_say_what_to_do_and_whether_files_may_still_be_written() {
        #[rustfmt::skip]
        let cases = [
            // error                         message begins                         ends                        only the swap
            (ErrorKind::StorageFull,         "写入“site/a”失败：磁盘已满（",         "现有站点仍可使用。",       false),
            (ErrorKind::QuotaExceeded,       "写入“site/a”失败：磁盘配额已满（",     "现有站点仍可使用。",       false),
            (ErrorKind::PermissionDenied,    "写入“site/a”失败：没有权限（",         "指定另一个输出目录。",     true),
            (ErrorKind::ReadOnlyFilesystem,  "写入“site/a”失败：文件系统只读（",     "指定可写的输出目录。",     true),
            (ErrorKind::CrossesDevices,      "写入“site/a”失败：系统报错（",         "现有站点仍可使用。",       true),
            (ErrorKind::ResourceBusy,        "写入“site/a”失败：系统报错（",         "现有站点仍可使用。",       true),
            (ErrorKind::Other,               "写入“site/a”失败：系统报错（",         "现有站点仍可使用。",       false),
        ];
        for (kind, start, end, of_the_swap_alone) in cases {
            let error = WriteError::io("写入", Path::new("site/a"), kind.into());
            let said = error.to_string();
            assert!(said.starts_with(start) && said.ends_with(end), "{said}");
            assert_eq!(error.of_the_swap_alone().is_some(), of_the_swap_alone, "{kind:?}");
        }
    }
}
