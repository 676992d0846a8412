//! `init`: the content folder of a new city, to be adapted. Writes into a new or an empty folder only.

use crate::args::Init;
use crate::check::reason;
use crate::{End, Failure, say};
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

/// Files below `city/`, with the paths they get in the content folder.
macro_rules! city {
    ($($path:literal),* $(,)?) => {
        [$(($path, include_str!(concat!("city/", $path)))),*]
    };
}

/// A small invented city, whole: it is checked without a warning and built.
const CITY: &[(&str, &str)] = &city![
    "site.yaml",
    "units.yaml",
    "regions.yaml",
    "calendar.yaml",
    "plan/2024/plan.md",
    "plan/2024/method.yaml",
    "plan/2024/actions/urban.md",
    "plan/2024/actions/growth.md",
    "plan/2024/actions/safety.md",
    "plan/2024/lists/entries.yaml",
    "plan/2024/regions/jiaxian.md",
    "plan/2024/regions/yixian.md",
    "plan/2024/history.csv",
    "reports/2024-02/urban.md",
    "reports/2024-02/growth.md",
    "reports/2024-02/safety.md",
    "reports/2024-02/regions/jiaxian.md",
    "reports/2024-02/regions/yixian.md",
    "editions/city-monthly/2024-02.md",
    "pages/about.md",
];

pub fn run(args: &Init) -> Result<End, Failure> {
    let folder = &args.folder;
    let failed = |e: std::io::Error| match e.kind() {
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            Failure(format!("“{}”不是文件夹，没有改动；请换一个名称", folder.display()))
        }
        _ => Failure(format!("写不了文件夹“{}”：{}", folder.display(), reason(&e))),
    };
    fs::create_dir_all(folder).map_err(failed)?;
    if !is_empty(folder).map_err(failed)? {
        return Err(Failure(format!(
            "文件夹“{}”里已有文件，没有改动；请换一个新的名称，如 tongbao init {}",
            folder.display(),
            typed(&folder.with_file_name(another(folder)))
        )));
    }
    for (path, text) in CITY {
        write(&folder.join(path), text)?;
    }
    say(&told(folder));
    Ok(End::Good)
}

fn another(folder: &Path) -> String {
    folder.file_name().map_or("content".into(), |name| format!("{}-2", name.to_string_lossy()))
}

/// As one word of a command line, in every shell.
fn typed(folder: &Path) -> String {
    let text = folder.display().to_string();
    if text.contains(' ') { format!("\"{text}\"") } else { text }
}

/// What an editor, a system or git keeps for itself does not count.
fn is_empty(folder: &Path) -> std::io::Result<bool> {
    for entry in fs::read_dir(folder)? {
        if !entry?.file_name().to_string_lossy().starts_with('.') {
            return Ok(false);
        }
    }
    Ok(true)
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |e: std::io::Error| Failure(format!("写不了“{}”：{}", path.display(), reason(&e)));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)
}

fn told(folder: &Path) -> String {
    let files: String =
        CITY.iter().map(|(path, _)| format!("已新建 {}\n", folder.join(path).display())).collect();
    let content = match folder == Path::new("content") {
        true => String::new(),
        false => format!(" --content {}", typed(folder)),
    };
    format!(
        "{files}共{}个文件：虚构的示例市，数字都是演示数据。每个文件里有说明，照着改成自己的。\n\
         下一步：tongbao{content} check 检查，tongbao{content} build 生成网站。\n",
        CITY.len()
    )
}
