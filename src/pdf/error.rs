use crate::base::{Diagnostic, FileId, Span};
use crate::capture::Draft;
use crate::editions::Edition;
use crate::html::ThemeError;
use std::fmt;

/// Why a paper was not set, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PressError {
    /// No font that may serve as a face: 仿宋, and the names that would do.
    NoFont { face: &'static str, families: &'static [&'static str] },
    /// The program was built without Typst.
    Absent,
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
            PressError::NoFont { .. } | PressError::Absent | PressError::Glyphs(_) => ThemeError {
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

/// What to tell of an issue's missing characters: at the first place in the issue's own files where each stands.
pub fn diagnostics(draft: &Draft, issue: &Edition, missing: &[MissingGlyph]) -> Vec<Diagnostic> {
    let (own, others): (Vec<&str>, Vec<&str>) =
        issue.inputs.iter().map(|(path, _)| path.as_str()).partition(|path| path.starts_with("editions/"));
    let files: Vec<FileId> = own.into_iter().chain(others).filter_map(|path| draft.id(path)).collect();
    let one = |glyph: &MissingGlyph| {
        let found = files.iter().find_map(|id| {
            let start = draft.file(*id).text.find(glyph.character)?;
            Some(Span::new(*id, start..start + glyph.character.len_utf8()))
        });
        let span = found.or_else(|| Some(Span::new(*files.first()?, 0..0)))?;
        let help = "请换成通用的字，或把有这个字的字体文件放进主题的 fonts 文件夹";
        let message = format!("“{}”没有排成PDF：{glyph}", issue.title);
        Some(Diagnostic::error("missing-glyph", span, message).help(help))
    };
    missing.iter().filter_map(one).collect()
}
