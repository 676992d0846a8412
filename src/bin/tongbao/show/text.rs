//! Diagnostics for people: the line of the source with a caret under what is wrong, and the way out.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::path::Path;
use tongbao::base::{Diagnostic, Severity};
use tongbao::capture::Draft;

/// All of them, one after the other, an empty line after each.
pub fn text(draft: &Draft, content: &Path, diagnostics: &[&Diagnostic], coloured: bool) -> String {
    let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
    let mut all = String::new();
    for diagnostic in diagnostics {
        let text = super::file(draft, diagnostic).map_or("", |f| &f.text);
        let path = super::seen(content, super::path(draft, diagnostic));
        all.push_str(&renderer.render(&[group(diagnostic, text, &path)]));
        all.push_str("\n\n");
    }
    all
}

fn group<'a>(diagnostic: &'a Diagnostic, text: &'a str, path: &'a str) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name("错误"),
        Severity::Warning => Level::WARNING.with_name("警告"),
    };
    let group = level.primary_title(&*diagnostic.message).id(diagnostic.rule);
    let group = if text.is_empty() {
        group.element(Origin::path(path))
    } else {
        let span = AnnotationKind::Primary.span(within(text, diagnostic));
        group.element(Snippet::source(text).line_start(1).path(path).annotation(span))
    };
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.with_name("帮助").message(&**help)),
        None => group,
    }
}

/// The diagnostic's bytes, held within the text and between its characters.
fn within(text: &str, diagnostic: &Diagnostic) -> std::ops::Range<usize> {
    let hold = |at: usize| {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let range = diagnostic.span.range();
    let (start, end) = (hold(range.start), hold(range.end));
    start..end.max(start)
}

/// `共2处错误、5处警告。`
pub fn summary<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> String {
    let (mut errors, mut warnings) = (0, 0);
    for diagnostic in diagnostics {
        match diagnostic.severity {
            Severity::Error => errors += 1,
            Severity::Warning => warnings += 1,
        }
    }
    match (errors, warnings) {
        (0, 0) => "没有发现问题。".into(),
        (0, w) => format!("没有错误，{w}处警告。"),
        (e, 0) => format!("{e}处错误。"),
        (e, w) => format!("{e}处错误，{w}处警告。"),
    }
}
