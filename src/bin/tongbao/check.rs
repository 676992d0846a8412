//! `check`: diagnostics only.

use crate::args::{self, Format, Line};
use crate::{End, Failure, say, show};
use std::io::IsTerminal;
use std::path::{Component, Path, PathBuf};
use tongbao::base::Diagnostic;
use tongbao::capture::{self, Draft};

pub fn run(line: &Line, args: &args::Check) -> Result<End, Failure> {
    let draft = read(&line.content)?;
    let wanted = Wanted::new(&draft, &line.content, &args.files)?;
    let (_, found) = tongbao::proofed(&draft, None);
    let shown: Vec<&Diagnostic> = found.iter().filter(|d| wanted.has(&draft, d)).collect();
    match args.format {
        Format::Text => {
            let coloured = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            say(&show::text(&draft, &line.content, &shown, coloured));
            say(&format!("{}\n", show::summary(shown.iter().copied())));
        }
        format => say(&show::for_programs(&draft, &line.content, &shown, format)),
    }
    Ok(end(shown))
}

pub fn end<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> End {
    if diagnostics.into_iter().any(Diagnostic::is_error) { End::Faulty } else { End::Good }
}

/// For commands that need the record: the errors that keep it away.
pub fn summary_of_errors(draft: &Draft, content: &Path, found: &[Diagnostic]) -> Result<End, Failure> {
    tell(draft, content, &found.iter().filter(|d| d.is_error()).collect::<Vec<_>>());
    Ok(End::Faulty)
}

/// Diagnostics beside a command's own result.
pub fn tell(draft: &Draft, content: &Path, all: &[&Diagnostic]) {
    let coloured = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    eprint!("{}", show::text(draft, content, all, coloured));
    eprintln!("{}", show::summary(all.iter().copied()));
}

pub fn read(content: &Path) -> Result<Draft, Failure> {
    capture::read_folder(content)
        .map_err(|e| Failure(format!("读不了内容文件夹“{}”：{}", content.display(), reason(&e))))
}

/// What the system said, in Chinese where it is common.
pub fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "没有这个文件或文件夹".into(),
        std::io::ErrorKind::PermissionDenied => "没有权限".into(),
        std::io::ErrorKind::NotADirectory => "不是文件夹".into(),
        std::io::ErrorKind::AlreadyExists => "已经存在".into(),
        std::io::ErrorKind::StorageFull => "磁盘已满".into(),
        _ => error.to_string(),
    }
}

/// The files asked for, as paths within the content folder; none: all.
pub struct Wanted(Vec<String>);

impl Wanted {
    /// A file may be named from here or from the content folder; one that is not there is refused.
    pub fn new(draft: &Draft, content: &Path, files: &[PathBuf]) -> Result<Wanted, Failure> {
        let mut wanted = Vec::new();
        for file in files {
            let inside = [within(content, file), Some(plain(file))].into_iter().flatten();
            let known = inside
                .into_iter()
                .find(|path| path.is_empty() || draft.files.iter().any(|f| is_under(&f.path, path)));
            match known {
                Some(path) => wanted.push(path),
                None => return Err(Failure(format!("内容文件夹中没有“{}”", file.display()))),
            }
        }
        Ok(Wanted(wanted))
    }

    pub fn has(&self, draft: &Draft, diagnostic: &Diagnostic) -> bool {
        self.has_file(show::path(draft, diagnostic))
    }

    pub fn has_file(&self, path: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|wanted| wanted.is_empty() || is_under(path, wanted))
    }
}

fn is_under(path: &str, wanted: &str) -> bool {
    path.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The part of a path below the content folder, by name first and by the real places then.
fn within(content: &Path, file: &Path) -> Option<String> {
    if let Ok(below) = file.strip_prefix(content) {
        return Some(plain(below));
    }
    let (file, content) = (file.canonicalize().ok()?, content.canonicalize().ok()?);
    file.strip_prefix(content).ok().map(plain)
}

/// With `/`, without `.`
fn plain(path: &Path) -> String {
    let parts = path.components().filter(|c| !matches!(c, Component::CurDir));
    parts.map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
