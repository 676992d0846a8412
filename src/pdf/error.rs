use super::print::SheetFault;
use crate::base::{Diagnostic, FileId, Inline, Span};
use crate::capture::{Content, Draft};
use crate::check;
use crate::editions::{Edition, urls};
use crate::html::ThemeError;
use std::fmt;

/// Why a paper was not set, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PressError {
    /// No font that may serve as a face: 仿宋, and the names that would do.
    NoFont { face: &'static str, families: &'static [&'static str] },
    /// The program was built without Typst.
    Absent,
    /// Pictures that cannot be set, by their URL in the site. The paper's, not the theme's fault.
    Pictures(Vec<String>),
    /// More than one page holds, with the smallest letters. The paper's, not the theme's fault.
    TooLong,
    /// Characters that no font has. The paper's, not the theme's fault.
    Glyphs(Vec<MissingGlyph>),
    /// A template is missing or at fault.
    Template { path: String, place: Option<(usize, usize)>, line: String, message: String },
}

/// A character that no font has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingGlyph {
    pub character: char,
    /// Which block it stands in: `正文第3段`, `附件2的表第4行第2列`.
    pub place: String,
    /// Some of the text around it.
    pub text: String,
    /// The fonts that were asked, in their order.
    pub fonts: Vec<String>,
}

impl PressError {
    /// Whether the paper is at fault, so that all others can be set.
    pub fn is_of_paper(&self) -> bool {
        match self {
            PressError::Glyphs(_) | PressError::Pictures(_) | PressError::TooLong => true,
            PressError::NoFont { .. } | PressError::Absent | PressError::Template { .. } => false,
        }
    }
}

impl fmt::Display for PressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PressError::NoFont { face, families } => write!(
                f,
                "没有{face}字体，不能排PDF。请把字体文件（{}之一）放进主题的 fonts 文件夹，\
                 或放进程序旁的 fonts 文件夹；不要PDF请加 --no-pdf",
                families.join("、")
            ),
            PressError::Absent => f.write_str("本程序编译时没有包含PDF功能"),
            PressError::Pictures(all) => write!(f, "图片打不开：{}", all.join("、")),
            PressError::TooLong => f.write_str("文字太长，用最小的字号也排不进一页"),
            PressError::Glyphs(all) => {
                let all: Vec<String> = all.iter().map(ToString::to_string).collect();
                f.write_str(&all.join("；"))
            }
            PressError::Template { path, place, line, message } => {
                write!(f, "排印模板 {path}")?;
                if let Some((line, column)) = place {
                    write!(f, " 第{line}行第{column}列")?;
                }
                write!(f, "有误：{message}")?;
                if !line.trim().is_empty() {
                    write!(f, "\n  {}", line.trim_end())?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for PressError {}

impl From<PressError> for ThemeError {
    fn from(error: PressError) -> ThemeError {
        match error {
            PressError::Template { path, place, line, message } => ThemeError { path, place, line, message },
            PressError::NoFont { .. }
            | PressError::Absent
            | PressError::Glyphs(_)
            | PressError::Pictures(_)
            | PressError::TooLong => ThemeError {
                path: String::new(),
                place: None,
                line: String::new(),
                message: error.to_string(),
            },
        }
    }
}

impl fmt::Display for MissingGlyph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let MissingGlyph { character, place, text, fonts } = self;
        let code = u32::from(*character);
        write!(f, "“{character}”（U+{code:04X}）在{place}“{text}”中，{}都没有这个字", fonts.join("、"))
    }
}

/// What to tell of an issue that was not set: each missing character and each broken picture at the first place in the
/// issue's own files where it stands.
pub fn diagnostics(draft: &Draft, issue: &Edition, error: &PressError) -> Vec<Diagnostic> {
    let (own, others): (Vec<&str>, Vec<&str>) =
        issue.inputs.iter().map(|(path, _)| path.as_str()).partition(|path| path.starts_with("editions/"));
    let files: Vec<FileId> = own.into_iter().chain(others).filter_map(|path| draft.id(path)).collect();
    let title = format!("“{}”", issue.title);
    match error {
        PressError::Glyphs(missing) => {
            let one = |glyph: &MissingGlyph| {
                let span = place(draft, &files, glyph.character.encode_utf8(&mut [0; 4]))?;
                Some(missing_glyph(span, &title, glyph))
            };
            missing.iter().filter_map(one).collect()
        }
        PressError::Pictures(broken) => {
            let one = |src: &String| {
                let span = files.iter().find_map(|id| picture_place(draft, *id, src));
                let span = span.or_else(|| Some(Span::new(*files.first()?, 0..0)))?;
                let name = draft.text_at(span);
                let message = format!("{title}没有排成PDF：图片“{name}”打不开，或者有不能排印的内容");
                let help = "请重新导出为PNG图片，或颜色为RGB的JPEG图片，再放进来";
                Some(Diagnostic::error("broken-picture", span, message).help(help))
            };
            broken.iter().filter_map(one).collect()
        }
        PressError::NoFont { .. }
        | PressError::Absent
        | PressError::TooLong
        | PressError::Template { .. } => Vec::new(),
    }
}

/// Where a file's text names a picture.
fn picture_place(draft: &Draft, file: FileId, src: &str) -> Option<Span> {
    let Content::Markdown { body, .. } = &draft.file(file).content else { return None };
    let path = &draft.file(file).path;
    let mut found = None;
    body.prose.each_inlines(&mut |inlines| {
        for inline in inlines {
            if let Inline::Image { target, target_span, .. } = inline
                && check::in_folder(path, target).is_some_and(|named| urls::picture(&named) == src)
            {
                found = found.or(Some(*target_span));
            }
        }
    });
    found
}

/// What to tell of sheets that were not set: a character that many of them lack once, at the first place where the
/// content has it.
pub fn sheet_diagnostics(draft: &Draft, faults: &[SheetFault]) -> Vec<Diagnostic> {
    let files: Vec<FileId> = draft.files.iter().filter_map(|file| draft.id(&file.path)).collect();
    let mut lacking: Vec<(&MissingGlyph, Vec<&str>)> = Vec::new();
    let mut diagnostics = Vec::new();
    for fault in faults {
        let SheetFault { title, name, error } = fault;
        if let PressError::Glyphs(all) = error {
            for glyph in all {
                match lacking.iter_mut().find(|(known, _)| known.character == glyph.character) {
                    Some((_, titles)) => titles.push(title),
                    None => lacking.push((glyph, vec![title])),
                }
            }
        } else if let Some(span) = place(draft, &files, name) {
            let message = format!("“{title}”没有排成PDF：{error}");
            let help = "请缩短名称和问题、节点等的文字";
            diagnostics.push(Diagnostic::error("sheet-too-long", span, message).help(help));
        }
    }
    for (glyph, titles) in lacking {
        let what = match titles.as_slice() {
            [one] => format!("“{one}”"),
            [first, ..] => format!("“{first}”等{}张单页", titles.len()),
            [] => continue,
        };
        let span = place(draft, &files, glyph.character.encode_utf8(&mut [0; 4]));
        diagnostics.extend(span.map(|span| missing_glyph(span, &what, glyph)));
    }
    diagnostics
}

fn missing_glyph(span: Span, what: &str, glyph: &MissingGlyph) -> Diagnostic {
    let help = "请换成通用的字，或把有这个字的字体文件放进主题的 fonts 文件夹";
    Diagnostic::error("missing-glyph", span, format!("{what}没有排成PDF：{glyph}")).help(help)
}

/// Where a text stands first, else the beginning of the first file; `None`: there are no files.
fn place(draft: &Draft, files: &[FileId], text: &str) -> Option<Span> {
    let found = files.iter().find_map(|id| {
        let start = draft.file(*id).text.find(text)?;
        Some(Span::new(*id, start..start + text.len()))
    });
    found.or_else(|| Some(Span::new(*files.first()?, 0..0)))
}
