//! Takes where and why the YAML parser gave up. Gives the cause in the clerk's words, with the caret under it.
//!
//! The parser's place is where it noticed; the mistake often stands a line or a word before. So the lines between
//! the last thing understood and that place are looked at first.

use super::traps::{self, Trap, clip, line_start};
use granit_parser::ErrorKind;
use std::ops::Range;

/// Where the parser gave up; all places are bytes of `text`.
#[derive(Clone)]
pub(super) struct Failure<'t> {
    pub text: &'t str,
    /// Where it noticed.
    pub at: usize,
    /// The last scalar or bracket it understood.
    pub last: Range<usize>,
    /// The innermost open `[` or `{`.
    pub bracket: Option<usize>,
}

pub(super) fn explain(kind: &ErrorKind, failure: &Failure) -> Trap {
    by_kind_alone(kind, failure)
        .or_else(|| by_lines(failure))
        .or_else(|| by_colon(failure))
        .unwrap_or_else(|| by_kind(kind, failure))
}

/// Errors that need no look at the lines around.
fn by_kind_alone(kind: &ErrorKind, failure: &Failure) -> Option<Trap> {
    let (text, at) = (failure.text, failure.at);
    Some(match kind {
        ErrorKind::RecursionLimitExceeded => traps::too_deep(failure.here(), 32),
        ErrorKind::UnexpectedCharacter { character: '%' } => Trap::new(
            "yaml-percent",
            failure.here(),
            "值不能以“%”开头",
            format!("请加引号：\"{}\"", clip(failure.rest_of_value())),
        ),
        ErrorKind::UnexpectedCharacter { character } => Trap::new(
            "yaml-syntax",
            failure.here(),
            format!("值不能以“{character}”开头"),
            format!("请加引号：\"{}\"", clip(failure.rest_of_value())),
        ),
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => failure.tab()?,
        ErrorKind::CommentInterceptedScalar => traps::comment_in_text(text, at..failure.line_end()),
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => failure.open_quote(),
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            failure.quote_closed_by_another()?
        }
        ErrorKind::UnclosedFlowCollection { open } => unclosed(at, *open),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            let message = format!("括号不成对：这里的“{open}”后面用“{close}”来关");
            Trap::new("yaml-syntax", failure.here(), message, "请改为成对的括号：[ ] 或 { }")
        }
        ErrorKind::MisplacedFlowCollectionEnd => {
            let message = format!("多出一个“{}”，前面没有与它成对的括号", &text[failure.here()]);
            Trap::new(
                "yaml-syntax",
                failure.here(),
                message,
                "请删去，或补上前一半；如果是文字，请给整个值加引号",
            )
        }
        _ => return None,
    })
}

/// Looks for what a clerk's keyboard does to a line: the one where the parser stopped, and those before it that were
/// swallowed into one text with its key.
fn by_lines(failure: &Failure) -> Option<Trap> {
    /// More lines than a plain text can run on unnoticed.
    const LINES: usize = 100;
    let text = failure.text;
    let first = line_start(text, failure.last.start.min(failure.at));
    let is_swallowed = failure.last.end == failure.at && text[first..failure.last.start].trim().is_empty();
    let start = if is_swallowed { first } else { line_start(text, failure.at) };
    let mut at = start;
    for line in text[start..].split_inclusive('\n').take(LINES) {
        if at > failure.at {
            break;
        }
        let content = line.trim_start_matches([' ', '\t', '\u{3000}', '\u{A0}']);
        let indent = &line[..line.len() - content.len()];
        if !content.trim().is_empty() && !content.starts_with('#') {
            if let Some(tab) = indent.find('\t') {
                return Some(tab_at(at + tab));
            }
            if let Some((wide, c)) = indent.char_indices().find(|(_, c)| *c != ' ') {
                return Some(Trap::new(
                    "yaml-syntax",
                    at + wide..at + wide + c.len_utf8(),
                    "行首用了全角空格缩进",
                    "请改用半角空格缩进，每级两个空格",
                ));
            }
            if content.starts_with("-{") || content.starts_with("-[") {
                return Some(traps::dash_without_blank(text, at + indent.len()));
            }
            let pair = content.trim_start_matches("- ").trim_end();
            let pair_start = at + indent.len() + (content.trim_end().len() - pair.len());
            if let Some(colon) = traps::colon_without_blank(pair) {
                return Some(traps::pair_without_blank(pair, pair_start, colon));
            }
        }
        at += line.len();
    }
    None
}

/// A colon that the parser did not expect: one in a text, or one whose key was swallowed by the text before it.
fn by_colon(failure: &Failure) -> Option<Trap> {
    let (text, at) = (failure.text, failure.at);
    if !text[at..].starts_with(':') {
        return None;
    }
    let swallowed = text.get(failure.last.clone()).filter(|_| failure.last.end <= at).unwrap_or("");
    if let Some(comma) = swallowed.rfind('，') {
        let key = &swallowed[comma + '，'.len_utf8()..];
        if key.trim().starts_with(|c: char| c.is_ascii_alphabetic()) && failure.bracket.is_some() {
            return Some(traps::full_width_comma(failure.last.start + comma));
        }
    }
    let key = line_start(text, at);
    let key = key + (text[key..at].len() - text[key..at].trim_start().len());
    let runs_over_lines = swallowed.contains('\n') || failure.last.end < key;
    if runs_over_lines {
        let name = &text[key..at];
        return Some(match failure.bracket {
            Some(bracket) if failure.indent(key) <= failure.indent(bracket) => {
                unclosed(bracket, if text[bracket..].starts_with('[') { '[' } else { '{' })
            }
            Some(_) => Trap::new(
                "yaml-syntax",
                key..at,
                format!("“{}”前面缺少逗号，会被并入上一行的文字", clip(name)),
                "请在上一行末尾加半角逗号“,”，或补上括号",
            ),
            None => Trap::new(
                "yaml-syntax",
                key..at,
                format!("“{}”的缩进不对：上一行的键已经有值，这一行会被当作那段文字的后续", clip(name)),
                "请让它与同级的键左边对齐",
            ),
        });
    }
    let spoken = clip(text[failure.last.start.min(at)..].trim_end());
    Some(Trap::new(
        "yaml-colon-in-text",
        at..at + 1,
        format!("文字“{spoken}”里有半角冒号加空格，会被当作又一个键"),
        "文字里请用全角冒号“：”，或给整段文字加引号",
    ))
}

/// What is left, told by the parser's kind of error.
fn by_kind(kind: &ErrorKind, failure: &Failure) -> Trap {
    let syntax = |at: Range<usize>, message: &str, help: &str| Trap::new("yaml-syntax", at, message, help);
    let rest = failure.rest_of_line();
    match kind {
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            syntax(rest, "引号后面还有文字", "整个值都要放在一对引号里；文字里的引号请用“”")
        }
        ErrorKind::SimpleKeyExpected if failure.text[rest.start..].starts_with('-') => {
            traps::dash_without_blank(failure.text, rest.start)
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            syntax(rest, "这一行不是“键: 值”", "请检查：键后面要有半角冒号和一个空格；上一行文字的后续要缩进")
        }
        ErrorKind::BlockSequenceEntryNotAllowed | ErrorKind::BlockEntryInFlowCollection => {
            syntax(failure.here(), "“- ”不能写在这里", "清单的每一项要另起一行；如果是文字，请给整个值加引号")
        }
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry
            if failure.is_first_of_line() =>
        {
            syntax(
                rest,
                "这一行的缩进与上面各行不齐",
                "同一级的键（或“- ”）要左边对齐；“键: 值”与“- 项”不能混在同一级",
            )
        }
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::ExpectedDocumentStart => {
            syntax(rest, "这个值已经写完，后面还有文字", "如果整个值是一段文字，请加引号")
        }
        ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::ExpectedFlowSequenceSeparator => {
            syntax(rest, "括号里的两项之间缺少逗号", "各项之间请用半角逗号加一个空格“, ”")
        }
        ErrorKind::InvalidIndentation
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::InvalidBlockScalarIndent => {
            syntax(rest, "这一行的缩进不对", "同一级要左边对齐，下一级多缩进两个空格")
        }
        ErrorKind::InvalidBlockScalarHeader | ErrorKind::ZeroBlockScalarIndent => syntax(
            failure.here(),
            "值以“|”或“>”开头，YAML 会把它当作多行文字的标记",
            "多行文字请在“|”后另起一行；如果“|”“>”是文字，请给整个值加引号",
        ),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => syntax(
            failure.bad_escape(),
            "双引号里的“\\”后面不是 YAML 认识的转义",
            "请写成“\\\\”，或改用单引号",
        ),
        ErrorKind::InvalidTagTerminator
        | ErrorKind::InvalidGlobalTagCharacter
        | ErrorKind::MissingTagUri
        | ErrorKind::UndeclaredTagHandle
        | ErrorKind::UnclosedVerbatimTag
        | ErrorKind::InvalidTagEscape
        | ErrorKind::InvalidTagUtf8LeadingByte
        | ErrorKind::InvalidTagUtf8TrailingByte
        | ErrorKind::InvalidTagUtf8 => traps::tag(failure.text, failure.tag()),
        ErrorKind::DirectiveDisallowed
        | ErrorKind::InvalidDirectiveTerminator
        | ErrorKind::MissingDirectiveName
        | ErrorKind::InvalidDirectiveName => {
            syntax(failure.here(), "行首的“%”是 YAML 的指令，这里不用", "请删去这一行")
        }
        ErrorKind::MissingAnchorOrAliasName => {
            syntax(failure.here(), "值不能以“&”或“*”开头", "如果这是文字，请给整个值加引号")
        }
        ErrorKind::MappingKeyNotAllowed => {
            syntax(failure.here(), "值不能以“? ”开头", "如果这是文字，请给整个值加引号")
        }
        _ => syntax(rest, "YAML 写法有误，从这里起读不懂", "请检查这一行和上一行的冒号、引号、括号和缩进"),
    }
}

fn unclosed(bracket: usize, open: char) -> Trap {
    let (name, close) = if open == '[' { ("方括号", ']') } else { ("花括号", '}') };
    let message = format!("{name}“{open}”没有关闭");
    Trap::new("yaml-syntax", bracket..bracket + 1, message, format!("请补上“{close}”"))
}

fn tab_at(at: usize) -> Trap {
    Trap::new("yaml-tab", at..at + 1, "这里用了制表符（Tab）缩进", "请改用空格缩进，每级两个空格")
}

impl Failure<'_> {
    /// The character where the parser stopped; nothing at the end of the text.
    fn here(&self) -> Range<usize> {
        self.at..self.at + self.text[self.at..].chars().next().map_or(0, char::len_utf8)
    }

    fn line_end(&self) -> usize {
        self.text[self.at..].find(['\r', '\n']).map_or(self.text.len(), |i| self.at + i)
    }

    /// From the first word at or after the parser's place to the end of its line; from `- ` before it, if there is one.
    fn rest_of_line(&self) -> Range<usize> {
        let before = self.text[line_start(self.text, self.at)..self.at].trim_end_matches([' ', '-']);
        let start = if before.is_empty() { line_start(self.text, self.at) } else { self.at };
        let line = &self.text[start..self.line_end()];
        let start = start + (line.len() - line.trim_start().len());
        start..start + line.trim().len()
    }

    /// Up to the comma or bracket that ends it, where brackets are open.
    fn rest_of_value(&self) -> &str {
        let line = self.text[self.at..self.line_end()].trim_end();
        if self.text[line_start(self.text, self.at)..self.at].contains(['{', '[']) || self.bracket.is_some() {
            line.split([',', '}', ']']).next().unwrap_or("")
        } else {
            line
        }
    }

    /// The word that begins with `!`, at the parser's place or before it on its line.
    fn tag(&self) -> Range<usize> {
        let line = line_start(self.text, self.at);
        let start = self.text[line..self.here().end].rfind('!').map_or(self.at, |i| line + i);
        let word = self.text[start..self.line_end().max(start)].split([' ', '\t']).next().unwrap_or("");
        start..start + word.len()
    }

    /// The first backslash with a letter behind it that YAML gives no meaning.
    fn bad_escape(&self) -> Range<usize> {
        let mut rest = self.at;
        while let Some(slash) = self.text[rest..].find('\\').map(|i| rest + i) {
            let known = self.text[slash + 1..].starts_with(|c| "0abt\tnvfre \"/\\N_LP\r\n".contains(c));
            if !known {
                return slash..slash + 1;
            }
            rest = slash + 2;
        }
        self.here()
    }

    /// A quote whose other half is missing, so that the opening one of a later text closed it.
    fn quote_closed_by_another(&self) -> Option<Trap> {
        let open = self.last.end + self.text.get(self.last.end..self.at)?.find(['"', '\''])?;
        let runs_over_lines = self.text[open..self.at].contains('\n');
        runs_over_lines.then(|| Failure { at: open, ..self.clone() }.open_quote())
    }

    fn is_first_of_line(&self) -> bool {
        self.text[line_start(self.text, self.at)..self.at].trim_matches([' ', '-']).is_empty()
    }

    /// Blanks at the beginning of the line of a place.
    fn indent(&self, at: usize) -> usize {
        let line = &self.text[line_start(self.text, at)..];
        line.len() - line.trim_start_matches(' ').len()
    }

    /// The first tab from the beginning of the line where the parser stopped.
    fn tab(&self) -> Option<Trap> {
        let line = line_start(self.text, self.at);
        self.text[line..].find('\t').map(|i| tab_at(line + i))
    }

    fn open_quote(&self) -> Trap {
        let quote = &self.text[self.here()];
        Trap::new(
            "yaml-syntax",
            self.here(),
            format!("引号“{quote}”没有成对"),
            "请在这段文字末尾补上同样的引号；文字里的引号请用“”",
        )
    }
}
