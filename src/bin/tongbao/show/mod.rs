//! Diagnostics as people and programs read them.

mod blocks;
mod code_quality;
mod sarif;
mod text;

pub use blocks::blocks;
pub use text::{summary, text};

use crate::args::Format;
use serde::Serialize;
use std::path::Path;
use tongbao::base::Diagnostic;
use tongbao::capture::{Draft, SourceFile};

/// A diagnostic with its place in lines and columns: from 1, in Unicode scalar values, the end exclusive.
#[derive(Serialize)]
struct Placed<'a> {
    rule: &'a str,
    severity: &'static str,
    path: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
}

impl Placed<'_> {
    /// Message and the way out, as one text.
    fn whole(&self) -> String {
        match self.help {
            Some(help) => format!("{}\n{help}", self.message),
            None => self.message.into(),
        }
    }

    /// The file as seen from where the command runs.
    fn seen(&self, content: &Path) -> String {
        seen(content, self.path)
    }
}

/// All diagnostics in a format for programs; for people see [`text`].
pub fn for_programs(draft: &Draft, content: &Path, diagnostics: &[&Diagnostic], format: Format) -> String {
    let placed: Vec<Placed<'_>> = diagnostics.iter().map(|d| place(draft, d)).collect();
    match format {
        Format::Text | Format::Json => json(&placed),
        Format::Github => placed.iter().map(|p| github(p, content)).collect(),
        Format::Gitlab => code_quality::report(&placed, content),
        Format::Sarif => sarif::log(&placed, content),
    }
}

fn place<'a>(draft: &'a Draft, diagnostic: &'a Diagnostic) -> Placed<'a> {
    let file = file(draft, diagnostic);
    let place = |byte: u32| file.map_or((1, 1), |f| f.line_column(byte as usize));
    let (line, column) = place(diagnostic.span.start);
    let (end_line, end_column) = place(diagnostic.span.end);
    Placed {
        rule: diagnostic.rule,
        severity: diagnostic.severity.code(),
        path: path(draft, diagnostic),
        line,
        column,
        end_line,
        end_column,
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
    }
}

/// `None` where the folder has no file at all.
fn file<'a>(draft: &'a Draft, diagnostic: &Diagnostic) -> Option<&'a SourceFile> {
    draft.files.get(diagnostic.span.file.0 as usize)
}

/// Relative to the content folder; `.` is the folder itself.
pub fn path<'a>(draft: &'a Draft, diagnostic: &Diagnostic) -> &'a str {
    file(draft, diagnostic).map_or(".", |f| &f.path)
}

/// A path of the content folder as seen from where the command runs.
fn seen(content: &Path, path: &str) -> String {
    let whole = if path == "." { content.to_owned() } else { content.join(path) };
    whole.to_string_lossy().replace('\\', "/")
}

fn json(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string(value).expect("diagnostics are plain data");
    text.push('\n');
    text
}

/// A workflow command of GitHub Actions.
fn github(placed: &Placed<'_>, content: &Path) -> String {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    format!(
        "::{} file={},line={},col={},endLine={},endColumn={},title={}::{}\n",
        placed.severity,
        property(&placed.seen(content)),
        placed.line,
        placed.column,
        placed.end_line,
        placed.end_column,
        property(placed.rule),
        data(&placed.whole()),
    )
}
