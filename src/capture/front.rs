//! Takes the text of a Markdown file. Gives where its front matter and its body stand.

use crate::base::{Diagnostic, FileId, Span};
use std::ops::Range;

/// The two parts of a Markdown file, in bytes of its text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// Between the `---` lines; `None` where there is no front matter, or none that is whole.
    pub front: Option<Range<usize>>,
    /// Begins at 0 only where no front matter was begun.
    pub body: Range<usize>,
    pub fault: Option<Diagnostic>,
}

pub(super) fn split(text: &str, file: FileId) -> Parts {
    let whole = Parts { front: None, body: 0..text.len(), fault: None };
    let mut lines = lines(text);
    let Some(first) = lines.find(|l| !text[l.clone()].trim().is_empty()) else { return whole };
    let mark = text[first.clone()].trim_end();
    if !is_dashes(mark) {
        return whole;
    }
    let broken = |span: Range<usize>, rule, message: String, help: &str| Parts {
        front: None,
        body: text.len()..text.len(),
        fault: Some(Diagnostic::error(rule, Span::new(file, span), message).help(help)),
    };
    if mark != "---" {
        let span = first.start..first.start + mark.len();
        let message = format!("文头的起始行应为三个半角减号“---”，这里写的是“{mark}”");
        return broken(
            span,
            "front-matter-mark",
            message,
            "请改为“---”；留意输入法或 WPS 会把减号自动改成破折号",
        );
    }
    let mut lookalike = None;
    for line in lines {
        let mark = text[line.clone()].trim_end();
        if mark == "---" {
            return Parts { front: Some(first.end..line.start), body: line.end..text.len(), fault: None };
        }
        if lookalike.is_none() && is_dashes(mark) {
            lookalike = Some(line.start..line.start + mark.len());
        }
    }
    match lookalike {
        Some(span) => {
            let message = format!("文头的结束行应为三个半角减号“---”，这里写的是“{}”", &text[span.clone()]);
            broken(
                span,
                "front-matter-unclosed",
                message,
                "请改为“---”；留意输入法或 WPS 会把减号自动改成破折号",
            )
        }
        None => broken(
            first.start..first.start + 3,
            "front-matter-unclosed",
            "文头没有结束：后面没有单独一行的“---”".into(),
            "请在文头最后一行之后、正文之前加一行“---”",
        ),
    }
}

/// A line of nothing but dashes of some kind: meant as the mark of front matter.
fn is_dashes(line: &str) -> bool {
    line.chars().filter(|c| matches!(c, '-' | '—' | '–' | '－' | '―')).count() == line.chars().count()
        && (line.len() >= 3 || line.chars().count() >= 2)
}

/// Every line with its line feed.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some(start..*at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::type_complexity)] // a table of cases
    fn front_matter_and_body() {
        #[rustfmt::skip]
        let cases: &[(&str, &str, Option<&str>, &str, Option<&str>)] = &[
            // what              text                             front             body      rule
            ("both",             "---\na: 1\n---\n正文",          Some("a: 1\n"),   "正文",   None),
            ("CRLF",             "---\r\na: 1\r\n---\r\n正文\r\n", Some("a: 1\r\n"), "正文\r\n", None),
            ("trailing blanks",  "--- \na: 1\n---\t \n正文",      Some("a: 1\n"),   "正文",   None),
            ("empty front",      "---\n---\n",                    Some(""),         "",       None),
            ("no line feed",     "---\na: 1\n---",                Some("a: 1\n"),   "",       None),
            ("blank lines first", "\n\n---\na: 1\n---\n正文",     Some("a: 1\n"),   "正文",   None),
            ("dashes in text",   "---\na: |\n  ---\n---\n正文",   Some("a: |\n  ---\n"), "正文", None),
            ("none",             "正文\n---\n",                   None,             "正文\n---\n", None),
            ("empty file",       "",                              None,             "",       None),
            ("a rule in the body", "---\na: 1\n---\n甲\n\n---\n乙", Some("a: 1\n"), "甲\n\n---\n乙", None),
            ("unclosed",         "---\na: 1\n正文",               None,             "",       Some("front-matter-unclosed")),
            ("closed by a long dash", "---\na: 1\n——\n正文",      None,             "",       Some("front-matter-unclosed")),
            ("opened by a long dash", "—-\na: 1\n---\n正文",      None,             "",       Some("front-matter-mark")),
        ];
        for (what, text, front, body, rule) in cases {
            let parts = split(text, FileId(0));
            assert_eq!(parts.front.map(|r| &text[r]), *front, "{what}");
            assert_eq!(&text[parts.body], *body, "{what}");
            assert_eq!(parts.fault.map(|f| f.rule), *rule, "{what}");
        }
    }

    #[test]
    fn the_caret_stands_under_the_wrong_mark() {
        let text = "---\na: 1\n———\n正文";
        assert_eq!(split(text, FileId(0)).fault.unwrap().span.range(), 9..18);
        assert_eq!(split("---\na: 1\n", FileId(0)).fault.unwrap().span.range(), 0..3);
    }
}
