//! Files that stand where nothing reads them: what stands in them would be lost in silence.
//!
//! What a file below `reports/` says by its path is read in `reports`, with the names that it must be held against.

use super::reader::Reader;
use super::{REGISTRIES, rules};
use crate::base::{Diagnostic, Span};
use crate::capture::{Content, Draft};

const ROOMS: [&str; 4] = ["plan", "reports", "editions", "pages"];
const TEXTS: [&str; 4] = ["md", "yaml", "yml", "csv"];
const PICTURES: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "svg"];

pub fn strangers(draft: &Draft, years: &[i32]) -> Vec<Diagnostic> {
    // A file that could not be read has its fault already.
    let readable = draft.iter().filter(|(_, f)| !matches!(f.content, Content::Unreadable));
    readable.filter_map(|(id, file)| stranger(&file.path, Reader::top(id), years)).collect()
}

fn stranger(path: &str, span: Span, years: &[i32]) -> Option<Diagnostic> {
    let (ending, lower) = (ending(path), ending(path).to_ascii_lowercase());
    let parts: Vec<&str> = path.split('/').collect();
    let is_room = ROOMS.contains(&parts[0]);
    let (is_text, is_picture) = (TEXTS.contains(&lower.as_str()), PICTURES.contains(&lower.as_str()));
    if !is_room {
        return outside(path, &parts, span).filter(|_| is_text);
    }
    if ending != lower && (is_text || is_picture) {
        return Some(rules::ending_case(path, span));
    }
    if is_picture {
        return None;
    }
    let help = place(&parts, years)?;
    Some(match is_text {
        true => rules::unknown_file(path, span, help),
        false => rules::unread_file(path, span, help),
    })
}

/// What follows the last dot of a file's name.
fn ending(path: &str) -> &str {
    path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, ending)| ending)
}

/// Where such a file belongs; `None` where it is read, or told of by its reader.
fn place(parts: &[&str], years: &[i32]) -> Option<String> {
    let known_year = |y: &str| years.iter().any(|year| year.to_string() == y);
    let help = match parts {
        ["plan", year, rest @ ..] if known_year(year) => match rest {
            ["plan.md" | "method.yaml" | "history.csv"] => return None,
            [name] if name.starts_with("method-") && name.ends_with(".yaml") => return None,
            ["actions" | "regions", name] if name.ends_with(".md") => return None,
            ["lists", name] if name.ends_with(".yaml") => return None,
            _ => "plan/年/ 下只有 plan.md、method.yaml、history.csv 和 actions、lists、regions 目录",
        },
        ["plan", ..] => "方案放在 plan/年/ 下，如 plan/2024/plan.md",
        ["editions", _, name] if name.ends_with(".md") => return None,
        ["editions", ..] => "刊期放在 editions/刊物编号/期.md",
        ["pages", name] if name.ends_with(".md") => return None,
        ["pages", ..] => "页面放在 pages/名称.md",
        ["reports", period, ..] if no_plan(period, years) => {
            return Some(format!(
                "没有{}年的方案：请先建 plan/{}/plan.md，或改期",
                &period[..4],
                &period[..4]
            ));
        }
        [.., name] if TEXTS.contains(&ending(name)) => return None,
        _ => "报告写成 reports/期/ 下的 .md 文件；附件、底稿请放到内容文件夹之外",
    };
    Some(help.into())
}

/// A period of a year of which there is no plan; without any plan that is told of already.
fn no_plan(period: &str, years: &[i32]) -> bool {
    let year = period.get(..4).filter(|_| !years.is_empty()).and_then(|y| y.parse().ok());
    year.is_some_and(|y| !years.contains(&y))
}

/// Beside the four rooms stands what is none of ours (a README, what was built); only near misses are told.
fn outside(path: &str, parts: &[&str], span: Span) -> Option<Diagnostic> {
    let first = parts[0].to_ascii_lowercase();
    if parts.len() == 1 {
        let in_capitals = first != parts[0] && REGISTRIES.contains(&first.as_str());
        return in_capitals.then(|| rules::ending_case(path, span));
    }
    let meant = ROOMS.iter().find(|room| room.trim_end_matches('s') == first.trim_end_matches('s'))?;
    Some(rules::unknown_file(path, span, format!("目录应为“{meant}”，请改名")))
}
