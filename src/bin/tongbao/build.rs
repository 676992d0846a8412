//! `build`: the site.

use crate::args::{self, Audience, Line};
use crate::check::{end, read, reason, tell};
use crate::progress::Progress;
use crate::{End, Failure, say};
use std::path::{Path, PathBuf};
use tongbao::base::Diagnostic;
use tongbao::capture::{self, Content, Draft};
use tongbao::check::conflicts::ConflictRule;
use tongbao::html::Theme;
use tongbao::pdf::Press;
use tongbao::write::{self, Outcome};

/// Where in the output folder the audience's site stands.
fn place(audience: Audience) -> &'static str {
    match audience {
        Audience::Internal => "site",
    }
}

pub fn run(line: &Line, args: &args::Build) -> Result<End, Failure> {
    let mut progress = Progress::new();
    progress.phase("读取");
    let draft = read(&line.content)?;
    let folder = theme_folder(line, &draft)?;
    let theme = theme(folder.as_deref())?;
    let (site, mut diagnostics) = tongbao::prepare(&draft, args.as_of, &mut |name| progress.phase(name));
    let name = place(args.audience);
    let Some(mut site) = site else {
        progress.done();
        write::recover(&args.output, name)?;
        tell(&draft, &line.content, &diagnostics.iter().collect::<Vec<_>>());
        eprintln!("没有生成站点：方案、办法、名录或站点设置有错，或者有涉密标志。上一次的站点保留。");
        return Ok(End::Faulty);
    };
    // Without fonts nothing is begun.
    let press = if !args.no_pdf && site.has_papers() { press(folder.as_deref(), &theme)? } else { None };
    let making = write::begin(&args.output, name, args.swap)?;
    if let Some(press) = press {
        let faults =
            site.print(&press, &mut |name| progress.phase(name), &|artifact| making.put(artifact))?;
        diagnostics.extend(faults);
        diagnostics.sort_by_key(Diagnostic::order);
    }
    site.make(&theme, &mut |name| progress.phase(name), &|artifact| making.put(artifact))?;
    progress.phase("换新");
    let outcome = making.show()?;
    progress.done();
    let all: Vec<_> = diagnostics.iter().collect();
    // What the plans' own words differ in stands for a year; the site has a page of it.
    let (standing, fresh): (Vec<_>, Vec<_>) = all.iter().copied().partition(|d| is_conflict(d));
    tell(&draft, &line.content, &fresh);
    if !standing.is_empty() {
        let count = standing.len();
        eprintln!("另有口径差异{count}处，见站点“口径差异”一页，或用 tongbao check 逐条查看。");
    }
    say(&format!("所知日 {}。{}\n", site.as_of, result(&args.output.join(name), &outcome)));
    let end = end(all);
    // The process ends: the system takes back at once what would be given back piece by piece.
    std::mem::forget(site);
    std::mem::forget(draft);
    Ok(end)
}

fn is_conflict(diagnostic: &Diagnostic) -> bool {
    ConflictRule::ALL.iter().any(|rule| rule.code() == diagnostic.rule)
}

fn result(site: &Path, outcome: &Outcome) -> String {
    let place = site.display();
    let counts = format!("新写{}个文件，{}个不变", outcome.written, outcome.unchanged);
    let removed =
        if outcome.removed > 0 { format!("，删去{}个", outcome.removed) } else { String::new() };
    match outcome.strategy {
        None => format!("站点 {place} {}", outcome.why),
        Some(strategy) => format!("站点已写入 {place}：{counts}{removed}（{strategy}：{}）", outcome.why),
    }
}

/// The folder of the theme asked for, else of the one beside the content folder that `site.yaml` names; `None`: the
/// theme in the program.
fn theme_folder(line: &Line, draft: &Draft) -> Result<Option<PathBuf>, Failure> {
    if let Some(folder) = &line.theme {
        return Ok(Some(folder.clone()));
    }
    match (beside(&line.content, name(draft)).filter(|folder| folder.is_dir()), name(draft)) {
        (None, other) if other != "default" => Err(Failure(format!(
            "找不到主题“{other}”：内容文件夹旁没有 themes/{other}，也没有用 --theme 指明"
        ))),
        (folder, _) => Ok(folder),
    }
}

fn theme(folder: Option<&Path>) -> Result<Theme, Failure> {
    let Some(folder) = folder else { return Ok(Theme::built_in()) };
    Ok(Theme::with(capture::read_theme(folder).map_err(|e| unreadable(folder, &e))?))
}

/// Fonts are files: those of the theme, then those in `fonts/` beside the program. `None`: this program sets no PDF.
fn press(theme_folder: Option<&Path>, theme: &Theme) -> Result<Option<Press>, Failure> {
    if cfg!(not(feature = "pdf")) {
        return Ok(None);
    }
    let program = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.to_owned()));
    let mut fonts = Vec::new();
    for folder in theme_folder.into_iter().chain(program.as_deref()).map(|folder| folder.join("fonts")) {
        fonts.extend(capture::read_fonts(&folder).map_err(|e| unreadable(&folder, &e))?);
    }
    Ok(Some(Press::new(&theme.print_sources()?, fonts)?))
}

fn unreadable(folder: &Path, error: &std::io::Error) -> Failure {
    Failure(format!("读不了文件夹“{}”：{}", folder.display(), reason(error)))
}

fn beside(content: &Path, theme: &str) -> Option<PathBuf> {
    // A content folder named `.` has its neighbours above the real place.
    let content = content.canonicalize().ok()?;
    Some(content.parent()?.join("themes").join(theme))
}

/// As `site.yaml` has it; what is wrong there is check's to say.
fn name(draft: &Draft) -> &str {
    let site = draft.id("site.yaml").map(|id| &draft.file(id).content);
    let named = match site {
        Some(Content::Yaml(Some(node))) => node.get("theme").and_then(|n| n.scalar()),
        _ => None,
    };
    let is_name =
        |n: &&str| !n.is_empty() && n.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    named.filter(is_name).unwrap_or("default")
}
