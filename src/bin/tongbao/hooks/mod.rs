//! `hooks`: git's own hooks that check what changed. Writes one file, and none of somebody else's.

use crate::args::Line;
use crate::check::reason;
use crate::{End, Failure, say};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const SCRIPT: &str = include_str!("pre-commit");
/// Stands in every hook of ours, so that it may be written anew.
const MARK: &str = "tongbao hooks install";

pub fn install(line: &Line) -> Result<End, Failure> {
    let repository = Repository::around(&line.content)?;
    let program =
        std::env::current_exe().map_err(|e| Failure(format!("找不到 tongbao 自己的位置：{}", reason(&e))))?;
    let hook = repository.hooks.join("pre-commit");
    let standing = fs::read(&hook).ok();
    let ours = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains(MARK);
    if standing.as_ref().is_some_and(|bytes| !ours(bytes)) {
        return Err(Failure(format!(
            "已有别的提交前检查“{}”，没有改动；请先把它改名，再安装",
            hook.display()
        )));
    }
    let program = program.to_string_lossy().replace('\\', "/");
    // A source that git wrote with the line ends of Windows is none for sh.
    let script = SCRIPT.replace("\r\n", "\n");
    let script =
        script.replace("@CONTENT@", &quoted(&repository.content)).replace("@TONGBAO@", &quoted(&program));
    write(&hook, &script).map_err(|e| Failure(format!("写不了“{}”：{}", hook.display(), reason(&e))))?;
    let done = if standing.is_some() { "已更新" } else { "已安装" };
    let place = hook.canonicalize().unwrap_or(hook).display().to_string();
    // The long form of Windows is nothing to show.
    let place = place.trim_start_matches(r"\\?\");
    say(&format!("{done}提交前的检查：{place}\n以后 git commit 时先查改动的内容文件，有错不让提交。\n"));
    Ok(End::Good)
}

struct Repository {
    hooks: PathBuf,
    /// The content folder as seen from the repository's top, with `/`; `.` where it is the top.
    content: String,
}

impl Repository {
    fn around(content: &Path) -> Result<Repository, Failure> {
        if !content.is_dir() {
            return Err(Failure(format!("没有内容文件夹“{}”", content.display())));
        }
        let asked = Command::new("git")
            .arg("-C")
            .arg(content)
            .args(["rev-parse", "--show-prefix", "--git-path", "hooks"])
            .output()
            .map_err(|e| Failure(format!("运行不了 git：{}；请先安装 git", reason(&e))))?;
        if !asked.status.success() {
            let said = String::from_utf8_lossy(&asked.stderr);
            let said = said.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned();
            return Err(Failure(format!(
                "“{}”不在 git 仓库里；请先在仓库所在的文件夹运行 git init（git：{said}）",
                content.display()
            )));
        }
        let said = String::from_utf8_lossy(&asked.stdout).into_owned();
        let mut lines = said.lines();
        let prefix = lines.next().unwrap_or_default().trim_end_matches('/');
        let hooks = content.join(lines.next().unwrap_or_default());
        let content = if prefix.is_empty() { "." } else { prefix };
        Ok(Repository { hooks, content: content.into() })
    }
}

/// For sh, as one word.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

fn write(hook: &Path, script: &str) -> std::io::Result<()> {
    if let Some(folder) = hook.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(hook, script)?;
    runnable(hook)
}

#[cfg(unix)]
fn runnable(hook: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(hook, fs::Permissions::from_mode(0o755))
}

/// There, git runs what begins with `#!`.
#[cfg(not(unix))]
fn runnable(_hook: &Path) -> std::io::Result<()> {
    Ok(())
}
