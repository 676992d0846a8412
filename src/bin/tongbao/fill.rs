//! `fill`: writes the texts of bound numbers into the content, and says each that it changed.

use crate::args::{self, Line};
use crate::check::{Wanted, end, read, reason, summary_of_errors, tell};
use crate::{End, Failure, say};
use std::fs;
use std::path::Path;
use tongbao::capture::{Draft, SourceFile};
use tongbao::editions::publications::Days;
use tongbao::editions::{self, Edit};

pub fn run(line: &Line, args: &args::Fill) -> Result<End, Failure> {
    let draft = read(&line.content)?;
    let wanted = Wanted::new(&draft, &line.content, &args.files)?;
    let (record, found) = tongbao::check::check(&draft);
    let Some(record) = record else { return summary_of_errors(&draft, &line.content, &found) };
    let days = Days::new(&record, record.last_known());
    let mut edits = editions::fill(&record, &days, record.last_known());
    edits.retain(|e| wanted.has_file(&e.path));
    let mut files = 0;
    for edits in edits.chunk_by(|a, b| a.path == b.path) {
        files += 1;
        fill(&draft, &line.content, edits)?;
    }
    match edits.len() {
        0 => say("没有要改写的数。\n"),
        n => say(&format!("改写{n}处，{files}个文件。\n")),
    }
    // What is left is for its writer: a number that is not known, a direction that has turned.
    let draft = read(&line.content)?;
    let (_, found) = tongbao::proofed(&draft, None);
    let left: Vec<_> = found.iter().filter(|d| d.is_error() && wanted.has(&draft, d)).collect();
    if !left.is_empty() {
        tell(&draft, &line.content, &left);
    }
    Ok(end(left))
}

/// All edits of one file, whose places are in order.
fn fill(draft: &Draft, content: &Path, edits: &[Edit]) -> Result<(), Failure> {
    let Some(file) = edits.first().and_then(|e| draft.id(&e.path)).map(|id| draft.file(id)) else {
        return Ok(());
    };
    let path = content.join(&file.path);
    let failed = |e: std::io::Error| Failure(format!("写不了“{}”：{}", path.display(), reason(&e)));
    // Through a link to the file itself, so that the link stays one.
    let place = path.canonicalize().map_err(failed)?;
    let bytes = fs::read(&place).map_err(failed)?;
    let bom: &[u8] = "\u{feff}".as_bytes();
    let start = if bytes.starts_with(bom) { bom.len() } else { 0 };
    if bytes[start..] != *file.text.as_bytes() {
        return Err(Failure(format!("“{}”刚被改过，没有改写，请再运行一次", path.display())));
    }
    let text =
        bytes[..start].iter().copied().chain(filled(&file.text, edits).into_bytes()).collect::<Vec<u8>>();
    replace(&place, &text).map_err(failed)?;
    for edit in edits {
        say(&format!("{}\n", line(file, &path, edit)));
    }
    Ok(())
}

fn filled(text: &str, edits: &[Edit]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        filled.push_str(&text[at..edit.range.start]);
        filled.push_str(&edit.text);
        at = edit.range.end;
    }
    filled + &text[at..]
}

/// A whole file beside it, then a rename: nobody sees half of it.
fn replace(place: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let beside = place.with_file_name(format!(".{name}.tongbao"));
    fs::write(&beside, bytes)?;
    let done = fs::metadata(place)
        .and_then(|old| fs::set_permissions(&beside, old.permissions()))
        .and_then(|()| fs::rename(&beside, place));
    if done.is_err() {
        let _ = fs::remove_file(&beside);
    }
    done
}

/// `content/reports/2024-03/works.md:29: “9.5公里”改为“9.6公里”`
fn line(file: &SourceFile, path: &Path, edit: &Edit) -> String {
    let (number, _) = file.line_column(edit.range.start);
    let old = &file.text[edit.range.clone()];
    let what = if old.is_empty() {
        format!("填上“{}”", edit.text)
    } else {
        format!("“{old}”改为“{}”", edit.text)
    };
    format!("{}:{number}: {what}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_keep_all_that_stands_between_them() {
        let edit = |range, text: &str| Edit { path: String::new(), range, text: text.into() };
        let text = "开工[9.5公里](=x)，[](=y)。";
        let start = text.find("9.5").unwrap();
        let empty = text.find("[](").unwrap() + 1;
        let edits = [edit(start..start + "9.5公里".len(), "9.6公里"), edit(empty..empty, "24.0%")];
        assert_eq!(filled(text, &edits), "开工[9.6公里](=x)，[24.0%](=y)。");
        assert_eq!(filled(text, &[]), text);
    }
}
